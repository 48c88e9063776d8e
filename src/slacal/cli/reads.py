"""What a promise reads: facts and kinds of events. A log that never brings them makes a report that misleads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.limits import Until
from slacal.engine.moments import Becomes, FirstOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment
    from slacal.engine.terms import Choice, Target, Terms


def facts_read(terms: Terms) -> tuple[str, ...]:
    """Return the facts that the terms read, sorted."""
    fields: set[str] = set()
    for target in terms.targets:
        fields = fields.union(*(condition.fields() for condition in _conditions(target)))
        fields.update(goal.limit.field for goal in target.goals if isinstance(goal.limit, Until))
    return tuple(sorted(fields))


def kinds_read(terms: Terms) -> tuple[str, ...]:
    """Return the kinds of events that the terms read, sorted."""
    moments = (moment for target in terms.targets for moment in _moments(target))
    return tuple(sorted(frozenset[str]().union(*(moment.kinds() for moment in moments))))


def silences(terms: Terms, facts: frozenset[str], kinds: frozenset[str]) -> Iterator[str]:
    """Yield a sentence for each thing that the terms read and a log with these facts and kinds never brings."""
    for what, missing in (
        ("fact", [name for name in facts_read(terms) if name not in facts]),
        ("event", [kind for kind in kinds_read(terms) if kind not in kinds]),
    ):
        if missing:
            names = ", ".join(missing)
            yield f"the policy reads {what}{'s' * (len(missing) > 1)} that this log never brings: {names}"


def _moments(target: Target) -> Iterator[Moment]:
    moments = [target.start, target.stop, target.cancel]
    moments += [moment for rule in target.pauses for moment in (rule.begins, rule.ends)]
    yield from (moment for moment in moments if moment is not None)


def _conditions(target: Target) -> Iterator[Condition]:
    yield from (condition for moment in _moments(target) for condition in _becoming(moment))
    yield from (rule.condition for rule in target.pauses if rule.condition is not None)
    yield from (goal.when for goal in target.goals if goal.when is not None)
    yield from _choosing([target.calendar, *(goal.calendar for goal in target.goals if goal.calendar is not None)])


def _becoming(moment: Moment) -> Iterator[Condition]:
    if isinstance(moment, Becomes):
        yield moment.condition
    elif isinstance(moment, FirstOf):
        yield from (condition for inner in moment.moments for condition in _becoming(inner))


def _choosing(choices: Iterable[Choice]) -> Iterator[Condition]:
    yield from (condition for choice in choices for condition, _ in choice.options if condition is not None)
