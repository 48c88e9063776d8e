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
    from slacal.engine.limits import Amount
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
        if holds and (rule.at_most is None or _cap_end(rule.at_most, clock, place, at, calendar) > at):
            return place
    return COUNTS


def _cap_end(cap: Amount, clock: Clock | None, place: int, at: int, calendar: NamedCalendar) -> int:
    """Return when a pause by a capped rule must end, for one that holds at `at`."""
    if clock is not None and clock.last.end is None and clock.last.rule == place:
        at, calendar = clock.last.start, clock.last.calendar
    return cap_end(cap, _spent(clock, place), at, calendar.calendar.horizon)


def _spent(clock: Clock | None, place: int) -> Spent:
    return clock.spent[place] if clock is not None and clock.spent else NOTHING


def _open_cap(target: Target, clock: Clock) -> Amount | None:
    """Return the cap of the pause that lasts; None where none lasts, or it has none."""
    last = clock.last
    return target.pauses[last.rule].at_most if last.end is None and last.rule >= 0 else None


def capped_at(target: Target, clock: Clock) -> int | None:
    """Return when the pause that lasts must end by its cap; None where none lasts, or it has none."""
    cap, last = _open_cap(target, clock), clock.last
    if cap is None:
        return None
    return max(cap_end(cap, _spent(clock, last.rule), last.start, last.calendar.calendar.horizon), last.start)


def left_pause(target: Target, clock: Clock, at: int) -> Clock:
    """Return the clock with what its open pause has used of its cap by `at`, where it ends."""
    cap, last = _open_cap(target, clock), clock.last
    if cap is None:
        return clock
    before: list[Spent] = list(clock.spent or (NOTHING,) * len(target.pauses))
    before[last.rule] = spent_after(cap, before[last.rule], last.start, at, last.calendar.calendar.horizon)
    return clock._replace(spent=tuple(before))
