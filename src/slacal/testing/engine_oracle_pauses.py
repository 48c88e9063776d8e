"""Which pause holds in a minute: the first rule that does, unless its cap is used up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.engine.limits import BusinessDays, OpenTime, RealTime
from slacal.testing.engine_oracle_cycle import Cycle, Mark
from slacal.testing.engine_oracle_hours import MINUTE, end_of_date
from slacal.testing.oracle_clock import date_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.engine.limits import Amount
    from slacal.engine.terms import PauseRule
    from slacal.testing.engine_oracle_hours import Minutes


class Touched(NamedTuple):
    """What the pauses by a capped rule touched so far, minutes or dates, and which one came last."""

    units: set[object]
    last: object


def extend(cycle: Cycle, holding: Sequence[PauseRule], minute: int) -> None:
    """Let a cycle run, or pause, up to a minute. Nothing happens to one that stands still."""
    if cycle.stands:
        return
    if all(rule.at_most is None for rule in holding):
        cycle.paused = holding[0].reason if holding else None
        cycle.tape += [Mark(cycle.paused, cycle.hours)] * (minute - cycle.now)
        return
    touched = {rule: _touched_so_far(cycle, rule) for rule in holding}
    while cycle.now < minute:
        paused = _first(cycle, holding, touched)
        cycle.tape.append(Mark(None if paused is None else paused.reason, cycle.hours))
        if paused is not None:
            touched[paused] = _touching(touched[paused], paused, cycle.now - 1, cycle.hours)
    following = _first(cycle, holding, touched)
    cycle.paused = None if following is None else following.reason


def _first(cycle: Cycle, holding: Sequence[PauseRule], touched: dict[PauseRule, Touched]) -> PauseRule | None:
    return next((rule for rule in holding if not _used_up(rule.at_most, touched[rule], cycle)), None)


def _used_up(cap: Amount | None, touched: Touched, cycle: Cycle) -> bool:
    """Tell whether a cap ended: as many minutes or dates as it allows were touched, and the last one is over."""
    if cap is None:
        return False
    most = cap.amount // MINUTE if isinstance(cap, OpenTime | RealTime) else cap.days
    return len(touched.units) >= most and (touched.last is None or _is_over(cap, touched.last, cycle))


def _is_over(cap: Amount, last: Any, cycle: Cycle) -> bool:
    """Tell whether a minute or a date that was touched has ended: a business day on the hours that are in force now."""
    if isinstance(cap, OpenTime | RealTime):
        return True
    at = cycle.now * MINUTE
    return at >= (cycle.hours.closing(last) if isinstance(cap, BusinessDays) else end_of_date(last, cap.zone))


def _touched_so_far(cycle: Cycle, rule: PauseRule) -> Touched:
    touched = Touched(set(), None)
    if rule.at_most is not None:
        for minute, mark in cycle.marks():
            if mark.paused == rule.reason:
                touched = _touching(touched, rule, minute, mark.hours)
    return touched


def _touching(touched: Touched, rule: PauseRule, minute: int, hours: Minutes) -> Touched:
    """Return what was touched after one more minute of pause."""
    cap = rule.at_most
    unit: object = None
    if isinstance(cap, RealTime) or (isinstance(cap, OpenTime) and hours.open(minute)):
        unit = minute
    elif isinstance(cap, BusinessDays) and hours.open(minute):
        unit = hours.owner(minute * MINUTE, of_closing=False)
    elif cap is not None and not isinstance(cap, OpenTime | BusinessDays):
        unit = date_shown(minute * MINUTE, cap.zone)
    if unit is None or unit in touched.units:
        return touched
    touched.units.add(unit)
    return Touched(touched.units, unit)
