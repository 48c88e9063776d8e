"""What a promise reads: facts and kinds of events. What nothing reads, or nothing brings, is worth a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.limits import Until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment
    from slacal.engine.terms import Choice, Target


def moments_of(target: Target) -> Iterator[Moment]:
    """Yield every moment that a target names."""
    moments = [target.start, target.stop, target.cancel]
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
        fields.update(goal.limit.field for goal in target.goals if isinstance(goal.limit, Until))
    return frozenset(fields)


def _conditions(target: Target) -> Iterator[Condition]:
    yield from (rule.condition for rule in target.pauses if rule.condition is not None)
    yield from (goal.when for goal in target.goals if goal.when is not None)
    yield from _choosing([target.calendar, *(goal.calendar for goal in target.goals if goal.calendar is not None)])


def _choosing(choices: Iterable[Choice]) -> Iterator[Condition]:
    yield from (condition for choice in choices for condition, _ in choice.options if condition is not None)
