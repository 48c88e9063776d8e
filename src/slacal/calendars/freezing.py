"""Freezing: the dates of a calendar as explicit spans, each date with who decided it and why (rule C17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.algebra import GivenSpans
from slacal.calendars.fingerprint import compiled
from slacal.spans.wall import FIRST_DAY, wall_micros

if TYPE_CHECKING:
    from datetime import date

    from slacal.calendars.calendar import Calendar

_LONGEST_SHIFT = 2  # days: how far before a date a window may have begun that is open on it


def frozen(calendar: Calendar, first: date, last: date) -> GivenSpans:
    """Return the dates [first, last) of a calendar, and of the shifts that run into them whose they are."""
    hours = calendar.horizon.hours
    begin, end = first.toordinal(), last.toordinal()
    low, high = wall_micros(begin, 0, hours.zone), wall_micros(end, 0, hours.zone)
    before = range(max(begin - _LONGEST_SHIFT, FIRST_DAY), begin)
    earlier = [(day, hours.day(day)) for day in before]
    days = [(day, found) for day, found in earlier if any(stop > low for _, stop in found.pairs)]
    days += [(day, hours.day(day)) for day in range(begin, end)]
    return GivenSpans(
        tuple(compiled(calendar, first, last)),
        calendar.zone,
        (low, high),
        tuple((day, start, stop) for day, found in days for start, stop in found.pairs),
        tuple((day, found.layer, found.reason) for day, found in days),
    )
