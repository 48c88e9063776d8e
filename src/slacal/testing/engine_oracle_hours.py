"""A calendar minute by minute: is a minute open, and to which business day does it belong?"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from slacal.testing.oracle import Oracle
from slacal.testing.oracle_clock import DAY, SECOND, date_shown, datetime_of, instant_of, instant_when, on_clock, shown
from slacal.testing.oracle_open import open_parts

if TYPE_CHECKING:
    from slacal.calendars.calendar import Calendar
    from slacal.engine.limits import BusinessDays

MINUTE = 60 * SECOND
_MINUTES_OF_A_DAY = DAY // MINUTE


class Minutes:
    """The hours of one calendar whose edges lie on whole minutes; a minute is a number of them since 1970 in UTC."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.oracle = Oracle(calendar)
        self.days: dict[int, bytearray] = {}

    def open(self, minute: int) -> bool:
        """Tell whether it is open in a minute."""
        day, place = divmod(minute, _MINUTES_OF_A_DAY)
        if day not in self.days:
            self.days[day] = self._looked_up(day)
        return bool(self.days[day][place])

    def _looked_up(self, day: int) -> bytearray:
        found = bytearray(_MINUTES_OF_A_DAY)
        for opens, closes in open_parts(self.oracle.doors, day * DAY, (day + 1) * DAY):
            for minute in range((opens - day * DAY) // MINUTE, (closes - day * DAY) // MINUTE):
                found[minute] = 1
        return found

    def rolled_forward(self, at: int) -> int:
        """Return an instant itself when open, else the next opening."""
        return instant_of(self.oracle.roll_forward(datetime_of(at)))

    def owner(self, at: int, *, of_closing: bool) -> date | None:
        """Return the business day whose windows hold an instant; a closing is asked for with `of_closing`."""
        doors = self.oracle.doors
        near = date_shown(at, doors.zone)
        for on in (near - timedelta(days=1), near):
            if any((start < at <= end) if of_closing else (start <= at < end) for start, end in doors.owned(on)):
                return on
        return None

    def closing(self, on: date) -> int:
        """Return the closing of a business day; a date without hours is over as it begins."""
        return max((end for _, end in self.oracle.doors.owned(on)), default=0)

    def after_business_days(self, start: int, limit: BusinessDays) -> int:
        """Return where a number of business days lands; a start day with less than `min_window` left is not counted."""
        rule = limit.rule
        if rule.counts_from == "same_day" and limit.min_window and self._left_today(start) < limit.min_window:
            rule = type(rule)(lands=rule.lands, arrival=rule.arrival, cutoff=rule.cutoff)
        return instant_of(self.oracle.add_business_days(datetime_of(start), limit.days, rule=rule))

    def _left_today(self, at: int) -> int:
        owned = self.oracle.doors.owned(date_shown(at, self.oracle.doors.zone))
        return sum(max(end - max(start, at), 0) for start, end in owned)


@lru_cache(maxsize=256)
def minutes_of(calendar: Calendar) -> Minutes:
    """Return the minutes of a calendar: the same ones for as long as they are in use."""
    return Minutes(calendar)


def end_of_date(on: date, zone: str) -> int:
    """Return 24:00 of a date in a zone."""
    return instant_when(on_clock(on + timedelta(days=1), 0), zone)


def same_wall_time(at: int, zone: str, *, days: int, months: int) -> int:
    """Return the instant some days and months after another at the same wall time; a short month ends the search."""
    on, wall = date_shown(at, zone), shown(at, zone)
    month = on.year * 12 + on.month - 1 + months
    day = on.day
    while True:
        try:
            moved = date(month // 12, month % 12 + 1, day) + timedelta(days=days)
        except ValueError:
            day -= 1
        else:
            return instant_when(on_clock(moved, 0) + wall - on_clock(on, 0), zone)
