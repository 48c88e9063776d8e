"""Civil days: what a calendar has open between the midnights of a date, as the wall clocks of a zone show it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.arguments import ordinal_of
from slacal.calendars.coverage import coverage_note, warn_beyond
from slacal.calendars.layer import Layer
from slacal.calendars.layers import weekday_name
from slacal.calendars.span_hours import OUTSIDE
from slacal.errors import BeyondData
from slacal.show.bars import Piece
from slacal.spans.day_time import DAY
from slacal.spans.instant import duration, from_micros
from slacal.spans.wall import day_exists, local_day, wall_micros
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.hours import DayHours

_ORDINARY = frozenset({*map(weekday_name, range(7)), OUTSIDE, "combined hours", "given span"})
_ORDINARY_STARTS = ("no span on ", "always open", "never open")


class CivilDay(NamedTuple):
    """One date between its midnights. `name` is the reason of a date that the plain week did not decide, else empty.

    `length` is the real time between the midnights, which a clock change makes 23 or 25 hours. Of a date that is not
    `known` the calendar refuses to speak.
    """

    date: date
    pieces: tuple[Piece, ...]
    open: timedelta
    length: timedelta
    name: str
    layer: Layer
    known: bool = True


def civil_day(calendar: Calendar, day: int, zone: ZoneInfo) -> CivilDay:
    """Return the date with the ordinal `day` in `zone`; it is named by what the calendar says of its noon."""
    hours = calendar.horizon.hours
    low, high = wall_micros(day, 0, zone), wall_micros(day, DAY, zone)
    if not is_known(calendar, low, high):
        return CivilDay(date.fromordinal(day), (), timedelta(), duration(high - low), "", Layer.COMBINED, known=False)
    pairs = list(between(calendar.horizon.reach(low - 1, high + 1), low - 1, high + 1)) if low < high else []
    inner = [(max(start, low), min(end, high)) for start, end in pairs if start < high and end > low]
    pieces = tuple(
        Piece(_wall(day, max(start, low), zone), _wall(day, min(end, high), zone) or DAY, start < low, end > high)
        for start, end in pairs
        if start < high and end > low
    )
    own = hours.day(day if zone.key == hours.zone.key else local_day(wall_micros(day, DAY // 2, zone), hours.zone))
    name = _name(own) if day_exists(day, zone) else f"{date.fromordinal(day)} does not exist in {zone.key}"
    open_time = duration(sum(end - start for start, end in inner))
    return CivilDay(date.fromordinal(day), pieces, open_time, duration(max(0, high - low)), name, own.layer)


def is_known(calendar: Calendar, low: int, high: int) -> bool:
    """Tell whether a calendar speaks of [low, high) at all; unknown holiday data alone does not silence it."""
    try:
        coverage_note(calendar.horizon.hours, low, high)
    except BeyondData:
        return False
    return True


def civil_days(calendar: Calendar, first: date, last: date, zone: ZoneInfo) -> tuple[CivilDay, ...]:
    """Return the dates from `first` to `last`, both included. Raises: BeyondData where none of them is known."""
    low, high = ordinal_of(first, "date"), ordinal_of(last, "date")
    days = tuple(civil_day(calendar, day, zone) for day in range(low, high + 1))
    if not any(day.known for day in days):
        coverage_note(calendar.horizon.hours, wall_micros(low, 0, zone), wall_micros(high, DAY, zone))
    return days


def note_of(calendar: Calendar, first: date, last: date, zone: ZoneInfo) -> str:
    """Return what is not known of the dates, with a warning (rule C8); where dates are refused, each says so itself."""
    low, high = wall_micros(first.toordinal(), 0, zone), wall_micros(last.toordinal(), DAY, zone)
    if not is_known(calendar, low, high):
        return ""
    warn_beyond(calendar.horizon.hours, low, high)
    return coverage_note(calendar.horizon.hours, low, high) or ""


def total(days: Iterable[CivilDay]) -> timedelta:
    """Return the open time of all dates."""
    return sum((day.open for day in days), timedelta())


def _name(own: DayHours) -> str:
    if own.layer is Layer.WEEK or own.reason.startswith(_ORDINARY_STARTS):
        return ""
    if own.layer is not Layer.COMBINED:
        return own.reason
    return "; ".join(reason for reason in own.reason.split("; ") if reason not in _ORDINARY)


def _wall(day: int, at: int, zone: ZoneInfo) -> int:
    """Return the wall time of an instant within a date; the midnight that ends it is 0."""
    local = from_micros(at, zone)
    return local.hour * 3_600 + local.minute * 60 + local.second if local.toordinal() == day else 0
