"""In which zone the times of a cycle are told: that of its calendar."""

from __future__ import annotations

from slacal.calendars.calendar import Calendar
from slacal.engine.allowance import REAL_TIME
from slacal.engine.terms import NamedCalendar

_REAL_TIME = NamedCalendar(REAL_TIME, Calendar.always())


def zone_of(calendar: NamedCalendar) -> str:
    """Return the zone of a calendar; an empty text for calendar hours and dates, which have none of their own."""
    return "" if calendar == _REAL_TIME else calendar.calendar.horizon.hours.zone.key
