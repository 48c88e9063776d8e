"""What a promise reads: facts and kinds of events. What nothing reads, or nothing brings, is worth a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.limits import Given, Until
from slacal.engine.moments import FirstOf, OnEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment
    from slacal.engine.terms import Choice, Target

OVERRIDE = "due_override"  # the kind of event by which somebody sets a due date by hand


class Reads(NamedTuple):
    """What one target reads: an event that brings none of it changes nothing.

    ``pairs``: it has pauses from one moment to another; ``capped``: pauses with a cap; ``timed``: something may happen
    to a cycle without an event. ``matching``: the facts by which goals, limits and calendars are chosen.
    ``vouchers``: the moments that fire once for each value of a detail.
    """

    kinds: frozenset[str]
    fields: frozenset[str]
    pairs: bool
    capped: bool
    timed: bool
    matching: frozenset[str]
    vouchers: tuple[Moment, ...] = ()


def reads_of(target: Target) -> Reads:
    """Return what a target reads."""
    capped = any(rule.at_most is not None for rule in target.pauses)
    return Reads(
        kinds_read((target,)) | {OVERRIDE},
        facts_read((target,)),
        any(rule.begins is not None for rule in target.pauses),
        capped,
        capped or bool(target.at_limit),
        _matching(target),
        tuple(moment for moment in moments_of(target) if _spends(moment)),
    )


def _matching(target: Target) -> frozenset[str]:
    conditions = [goal.when for goal in target.goals] + [condition for condition, _ in target.scale]
    fields = [condition.fields() for condition in conditions if condition is not None]
    fields += [choice.fields() for choice in _choices(target)]
    own = {goal.limit.field for goal in target.goals if isinstance(goal.limit, Until | Given)}
    return frozenset(own).union(*fields)


def _spends(moment: Moment) -> bool:
    if isinstance(moment, FirstOf):
        return any(_spends(one) for one in moment.moments)
    return isinstance(moment, OnEvent) and bool(moment.once_by)


def moments_of(target: Target) -> Iterator[Moment]:
    """Yield every moment that a target names."""
    moments = [target.start, target.stop, target.cancel, target.reopens]
    moments += [moment for rule in target.pauses for moment in (rule.begins, rule.ends)]
    yield from (moment for moment in moments if moment is not None)


def kinds_read(targets: Iterable[Target]) -> frozenset[str]:
    """Return the kinds of events that the targets read."""
    return frozenset[str]().union(*(moment.kinds() for target in targets for moment in moments_of(target)))


def facts_read(targets: Iterable[Target]) -> frozenset[str]:
    """Return the facts that the targets read."""
    fields: set[str] = set()
    for target in targets:
        fields = fields.union(*(moment.fields() for moment in moments_of(target)))
        fields = fields.union(*(condition.fields() for condition in _conditions(target)))
        fields = fields.union(*(choice.fields() for choice in _choices(target)))
        fields.update(goal.limit.field for goal in target.goals if isinstance(goal.limit, Until | Given))
    return frozenset(fields)


def _conditions(target: Target) -> Iterator[Condition]:
    yield from (rule.condition for rule in target.pauses if rule.condition is not None)
    yield from (goal.when for goal in target.goals if goal.when is not None)
    yield from (condition for condition, _ in target.scale if condition is not None)
    yield from (one.when for one in target.at_limit if one.when is not None)


def _choices(target: Target) -> Iterator[Choice]:
    yield target.calendar
    yield from (goal.calendar for goal in target.goals if goal.calendar is not None)
