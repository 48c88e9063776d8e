"""Penalties: what a breach gives the customer, by each started unit of it (rule P31)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.business_days import days_touched
from slacal.calendars.questions import elapsed
from slacal.engine.dates import after
from slacal.engine.limits import BusinessDays, OpenTime, RealTime
from slacal.spans.instant import DAY

if TYPE_CHECKING:
    from slacal.engine.limits import CalendarSpan
    from slacal.engine.terms import Credits, NamedCalendar

_LONGEST_MONTH = 31


class Penalty(NamedTuple):
    """The started units of a breach, and the percent that is given for them, capped; of what, in the policy's words."""

    units: int
    percent: Fraction
    of: str


def penalty_of(credits: Credits, due: int, end: int, late: int | None, hours: NamedCalendar) -> Penalty:  # noqa: A002 - the word of the grammar
    """Return the penalty of a cycle that was due at `due` and is late until `end`.

    `late` is its overdue in business hours where it counts those, else None.
    """
    units = _units(credits, due, end, late, hours) if end > due else 0
    percent = units * credits.percent
    if credits.at_most is not None:
        percent = min(percent, credits.at_most)
    return Penalty(units, Fraction(percent), credits.of)


def _units(credits: Credits, due: int, end: int, late: int | None, hours: NamedCalendar) -> int:  # noqa: A002 - as above
    each = credits.each
    if isinstance(each, OpenTime):
        late = elapsed(hours.calendar.horizon, due, end) if late is None else late
        return max(-(-late // each.amount), 1)  # late by no open time at all is a unit started, too
    if isinstance(each, RealTime):
        return -((due - end) // each.amount)
    if isinstance(each, BusinessDays):
        return max(-(-sum(1 for _ in days_touched(hours.calendar.horizon, due, end)) // each.days), 1)
    return _spans(each, due, end)


def _spans(each: CalendarSpan, due: int, end: int) -> int:
    """Return the started spans, all laid on the due: a short month or a clock change does not move the next one."""
    longest = (each.days + each.months * _LONGEST_MONTH) * DAY
    units = max((end - due) // longest - 1, 1)  # never too many: no zone sets its clocks by more than a day
    while after(due, each.times(units), each.zone) < end:
        units += 1
    return units
