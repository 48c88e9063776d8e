"""Which pause rule holds: conditions, pairs of moments, and caps; and what is odd about the pairs (rules P3, P20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.caps import NOTHING, cap_end, spent_after
from slacal.engine.segment import COUNTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.caps import Spent
    from slacal.engine.clock import Clock
    from slacal.engine.facts import Scalar
    from slacal.engine.moments import Happening, OnceKey
    from slacal.engine.terms import NamedCalendar, Target


class Held(NamedTuple):
    """Which pairs of moments pause now, one entry a rule, and the rules that were ended without having begun."""

    now: tuple[bool, ...] = ()
    orphans: tuple[str, ...] = ()


UNPAUSED = Held()


def held_after(target: Target, held: Held, happening: Happening, spent: frozenset[OnceKey]) -> Held:
    """Return which pairs of moments pause after an event; pauses are united, so a second beginning changes nothing."""
    before = held.now or (False,) * len(target.pauses)
    now: list[bool] = []
    orphans = list(held.orphans)
    for rule, begun in zip(target.pauses, before, strict=True):
        begins = rule.begins is not None and rule.begins.fires(happening, spent)
        ends = rule.ends is not None and rule.ends.fires(happening, spent)
        if ends and not begun and not begins and rule.reason not in orphans:
            orphans.append(rule.reason)
        now.append((begun or begins) and not ends)
    return Held(tuple(now), tuple(orphans))


def rule_in_force(
    target: Target, clock: Clock | None, facts: Mapping[str, Scalar], held: Held, at: int, calendar: NamedCalendar
) -> int:
    """Return the place of the first pause rule that holds and is not used up at `at`; COUNTS when the clock runs."""
    for place, rule in enumerate(target.pauses):
        holds = (held.now and held.now[place]) or (rule.condition is not None and rule.condition.holds(facts))
        if holds and (rule.at_most is None or cap_of(target, clock, place, at, calendar) > at):
            return place
    return COUNTS


def cap_of(target: Target, clock: Clock | None, place: int, at: int, calendar: NamedCalendar) -> int:
    """Return when the pause by a capped rule must end, for one that holds at `at`."""
    cap = target.pauses[place].at_most
    assert cap is not None  # noqa: S101 - asked of capped rules alone
    start, spent = at, NOTHING
    if clock is not None:
        if clock.spent:
            spent = clock.spent[place]
        if clock.last.end is None and clock.last.rule == place:
            start, calendar = clock.last.start, clock.last.calendar
    return cap_end(cap, spent, start, calendar.calendar.horizon)


def left_pause(target: Target, clock: Clock, at: int) -> Clock:
    """Return the clock with what its open pause has used of its cap by `at`, where it ends."""
    last = clock.last
    if last.end is not None or last.rule < 0 or target.pauses[last.rule].at_most is None:
        return clock
    cap = target.pauses[last.rule].at_most
    assert cap is not None  # noqa: S101 - just asked
    before: list[Spent] = list(clock.spent or (NOTHING,) * len(target.pauses))
    before[last.rule] = spent_after(cap, before[last.rule], last.start, at, last.calendar.calendar.horizon)
    return clock._replace(spent=tuple(before))
