"""Caps on pauses: how much of a pause rule a cycle has used, and when the rule may pause it no longer (rule P3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.business_days import days_touched, nth_after, owner_of
from slacal.calendars.questions import advance, elapsed, roll_forward
from slacal.engine.limits import BusinessDays, OpenTime, RealTime
from slacal.spans.day_time import DAY
from slacal.spans.wall import local_day, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from slacal.calendars.horizon import Horizon
    from slacal.engine.limits import Amount

Spent = tuple[int, int]  # an amount of time, or of days, and the last day counted
NOTHING: Spent = (0, 0)
_BEFORE = -(1 << 62)


def cap_end(cap: Amount, spent: Spent, start: int, horizon: Horizon) -> int:
    """Return when a pause that begins at `start` reaches its cap; not after `start` when nothing is left of it."""
    used, last_day = spent
    if isinstance(cap, OpenTime):
        left = cap.amount - used
        return advance(horizon, start, left) if left > 0 else _BEFORE
    if isinstance(cap, RealTime):
        return start + cap.amount - used
    if isinstance(cap, BusinessDays):
        return _business_end(cap.days, used, last_day, start, horizon)
    place = zone_info(cap.zone)
    first = local_day(start, place)
    left = cap.days - used - (first > last_day)  # months and years are refused where a policy is read
    return wall_micros(first + left, DAY, place)


def _business_end(days: int, used: int, last_day: int, start: int, horizon: Horizon) -> int:
    first = owner_of(horizon, roll_forward(horizon, start))
    left = days - used - (first > last_day)
    if left < 0:
        return _BEFORE
    last = nth_after(horizon.hours, first, left)  # 0 days after it is the day itself
    return max(end for _, end in horizon.hours.day(last).pairs)


def spent_after(cap: Amount, spent: Spent, start: int, end: int, horizon: Horizon) -> Spent:
    """Return what a cap has used after a pause from `start` to `end`."""
    used, last_day = spent
    if end <= start:
        return spent
    if isinstance(cap, OpenTime):
        return used + elapsed(horizon, start, end), last_day
    if isinstance(cap, RealTime):
        return used + end - start, last_day
    if isinstance(cap, BusinessDays):
        days = [day for day in days_touched(horizon, start, end) if day > last_day]
        return used + len(days), max([last_day, *days])
    place = zone_info(cap.zone)
    first, last = local_day(start, place), local_day(end - 1, place)
    return used + max(last - max(first, last_day + 1) + 1, 0), max(last_day, last)
