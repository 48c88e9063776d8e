"""Allowance: what a limit and a start come to, as an amount of open time and its landing.

From here on all goals are alike: the clock is due at the first instant at which the counted time reaches the amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from slacal.calendars.business_days import add_business_days
from slacal.calendars.calendar import Calendar
from slacal.calendars.questions import advance, elapsed, retreat
from slacal.engine.dates import after
from slacal.engine.limits import BusinessDays, CalendarSpan, NoPromise, OpenTime, RealTime, Unlimited
from slacal.engine.terms import NamedCalendar

if TYPE_CHECKING:
    from slacal.calendars.horizon import Horizon
    from slacal.calendars.questions import Edge
    from slacal.engine.limits import Amount


class Allowance(NamedTuple):
    """An amount of open time, in microseconds, and where it lands.

    ``edge`` says which end of a closed gap a due on its boundary takes. ``lands_at`` is set where the goal's own
    landing point is closed time; it holds until open time is paused, or time counted under another goal or calendar is
    kept. ``fixed``: no pause moves it.
    """

    amount: int
    edge: Edge = "near"
    lands_at: int | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class OnDate:
    """The instant that a date field holds, once it is known; None while it is not."""

    due: int | None
    text: str
    extends: bool = False  # pauses move it


#: A limit that a cycle has taken: no fact, scale or field is left to read.
Taken: TypeAlias = "Amount | OnDate | Unlimited | NoPromise"

REAL_TIME = "calendar hours"
ALWAYS = NamedCalendar(REAL_TIME, Calendar.always())


def allow(limit: Taken, start: int, horizon: Horizon, edge: Edge | None = None) -> Allowance | None:
    """Return what a limit allows a clock that starts at `start`, or None where nothing is ever due."""
    if isinstance(limit, OpenTime | RealTime):
        return Allowance(limit.amount, edge or "near")
    if isinstance(limit, BusinessDays):
        landing = add_business_days(horizon, start, limit.days, limit.rule, limit.min_window)
        return _landing_at(horizon, start, landing, edge)
    if isinstance(limit, CalendarSpan):
        return Allowance(after(start, limit, limit.zone) - start)
    if isinstance(limit, OnDate) and limit.due is not None:
        if limit.extends and limit.due > start:
            return Allowance(limit.due - start)
        return Allowance(limit.due - start, lands_at=limit.due, fixed=True)
    return None


def _landing_at(horizon: Horizon, start: int, landing: int, edge: Edge | None) -> Allowance:
    amount = elapsed(horizon, start, landing)
    if edge is not None:
        return Allowance(amount, edge)
    if amount < 0:
        return Allowance(amount, lands_at=landing)
    if landing == advance(horizon, start, amount):
        return Allowance(amount)
    if landing == retreat(horizon, landing + 1, 1):  # open from here on, so an opening
        return Allowance(amount, "far")
    return Allowance(amount, lands_at=landing)
