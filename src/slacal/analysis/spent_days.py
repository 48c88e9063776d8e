"""How many business days each cycle took: the fewest that a goal in days must grant, as the engine reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.analysis.spent_time import Spent
from slacal.calendars.business_days import count_business_days
from slacal.calendars.questions import advance
from slacal.engine.allowance import allow
from slacal.engine.limits import BusinessDays
from slacal.spans.wall import local_day

if TYPE_CHECKING:
    from slacal.analysis.spent_time import Measured
    from slacal.batch.numbers import Ints
    from slacal.calendars.day_rule import DayRule
    from slacal.calendars.horizon import Horizon


def days_needed(measured: Measured, rule: DayRule) -> Ints:
    """Return the fewest business days, at least 1, under which each cycle is in time. Cost: some 50 µs a cycle."""
    found, places = np.unique(measured.cycles[3:], axis=1, return_inverse=True)  # without ticket, group and state
    rows: list[list[int]] = found.T.tolist()
    days = [_fewest(Spent(0, 0, 0, *each), measured.horizons[each[-1]], rule) for each in rows]
    return np.array(days, np.int64)[places.reshape(-1)]


def _fewest(cycle: Spent, horizon: Horizon, rule: DayRule) -> int:
    """Return the fewest days, from a guess on: dues never move earlier when days are added."""
    horizon.reach(cycle.started, cycle.ended)
    hours = horizon.hours
    until = advance(horizon, cycle.started, cycle.needed) if cycle.paused else cycle.ended
    first, last = (local_day(at, hours.zone) for at in (cycle.started, until))
    days = max(count_business_days(hours, first, max(first, last), same_day=False), 1)
    while not _is_enough(cycle, days, horizon, rule):
        days += 1
    while days > 1 and _is_enough(cycle, days - 1, horizon, rule):
        days -= 1
    return days


def _is_enough(cycle: Spent, days: int, horizon: Horizon, rule: DayRule) -> bool:
    """Tell whether a cycle is in time under a goal of so many days, which a pause moves by as much open time."""
    allowed = allow(BusinessDays(days, rule, ""), cycle.started, horizon)
    if allowed is None:
        return True
    if allowed.lands_at is not None and not cycle.paused:
        return cycle.ended <= allowed.lands_at
    return allowed.amount >= (cycle.elapsed if allowed.edge == "far" else cycle.needed)
