"""Allowance: what a limit and a start come to, as an amount of open time and its landing.

From here on all goals are alike: the clock is due at the first instant at which the counted time reaches the amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from slacal.calendars.business_days import add_business_days
from slacal.calendars.calendar import Calendar
from slacal.calendars.questions import advance, elapsed, retreat
from slacal.engine.facts import as_text
from slacal.engine.limits import BusinessDays, CalendarSpan, NoPromise, OpenTime, RealTime, Unlimited
from slacal.engine.terms import NamedCalendar
from slacal.errors import BadInput
from slacal.spans.day_time import DAY
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from slacal.calendars.horizon import Horizon
    from slacal.calendars.questions import Edge
    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Amount


class Allowance(NamedTuple):
    """An amount of open time, in microseconds, and where it lands.

    ``edge`` says which end of a closed gap a due on its boundary takes. ``lands_at`` is set where the goal's own
    landing point is closed time; it holds until open time is paused or the goal or calendar changes. ``fixed``: no
    pause moves it.
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

_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
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
        return Allowance(calendar_landing(start, limit) - start)
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
    if amount > 0 and landing == advance(horizon, start, amount):
        return Allowance(amount)
    if landing == retreat(horizon, landing + 1, 1):  # open from here on, so an opening
        return Allowance(amount, "far")
    return Allowance(amount, lands_at=landing)


def calendar_landing(start: int, limit: CalendarSpan) -> int:
    """Return the instant at which calendar days, weeks or months end: the wall time of the start is kept."""
    place = zone_info(limit.zone)
    local = from_micros(start, place)
    day = local.date()
    if limit.months:
        from dateutil.relativedelta import relativedelta

        day += relativedelta(months=limit.months)
    day += timedelta(days=limit.days)
    seconds = local.hour * 3_600 + local.minute * 60 + local.second
    return wall_micros(day.toordinal(), seconds, place) + local.microsecond


def instant_of(value: Scalar, field: str, zone: str) -> int | None:
    """Return the instant that a date field holds; a bare date is its end in the policy's zone.

    None when the field is absent or empty. Raises: BadInput for anything else, wall time without an offset included.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        found: date = value
    elif isinstance(value, date):
        found = value
    else:
        found = _parsed(as_text(value), field)
    if not isinstance(found, datetime):
        return wall_micros(found.toordinal(), DAY, zone_info(zone))
    return to_micros(found, field)


def _parsed(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text) if _BARE_DATE.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(field, text, "is not a date", "write it as '2026-11-20' or '2026-11-20T18:00+03:00'") from None
