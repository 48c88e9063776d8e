"""SpanHours: the live meaning of a description that knows stretches, and what a calendar gives the dates of a zone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from slacal.calendars.day_windows import merged_windows
from slacal.calendars.hours import DayHours, Known
from slacal.calendars.layer import Layer
from slacal.spans.day_time import DAY, Window
from slacal.spans.instant import SECOND, from_micros
from slacal.spans.wall import FIRST_DAY, LAST_DAY, day_exists, local_day, wall_micros
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from slacal.calendars.calendar import Calendar
    from slacal.spans.span_set import Pairs


OUTSIDE = "outside hours"
_NEAR = 8  # dates: a stretch that a date owns ends within them; one that a text makes longer costs no more


class SpanHours(ABC):
    """The live twin of a description that knows stretches rather than windows."""

    __slots__ = ("_business", "known", "zone")

    def __init__(self, zone: ZoneInfo, known: Known) -> None:
        self.zone = zone
        self.known = known
        self._business: dict[int, tuple[int, ...]] = {}

    @abstractmethod
    def spans(self, low: int, high: int) -> Pairs:
        """Return the open stretches of [low, high), merged and clipped."""

    @abstractmethod
    def reason(self, day: int, *, is_open: bool) -> str:
        """Return why the date is open or closed."""

    def day(self, day: int) -> DayHours:
        """Return what is open between the midnights of the date."""
        low, high = wall_micros(day, 0, self.zone), wall_micros(day, DAY, self.zone)
        pairs = tuple(self.spans(low, high))
        return DayHours(self.windows(day, pairs), Layer.COMBINED, self.reason(day, is_open=bool(pairs)), pairs)

    def windows(self, day: int, pairs: Iterable[tuple[int, int]]) -> tuple[Window, ...]:
        """Return stretches of a date as wall times, which show nothing open that the stretches do not.

        Of an hour that the clock shows twice they show the first; what is open in the second alone is left out.
        """
        edges = ((_opens(day, start, self.zone), _wall_seconds(day, end, self.zone)) for start, end in pairs)
        return merged_windows(Window(opens, closes) for opens, closes in edges if opens < closes)

    def business_days(self, year: int) -> tuple[int, ...]:
        """Return the ordinals of the year's dates on which anything is open."""
        found = self._business.get(year)
        if found is None:
            found = self._business[year] = tuple(self._find_business_days(*_dates_of(year)))
        return found

    def _find_business_days(self, first: int, last: int) -> Iterable[int]:
        pairs = self.spans(wall_micros(first, 0, self.zone), wall_micros(last, DAY, self.zone))
        return dates_under(pairs, first, self.zone)


def dates_under(pairs: Pairs, first: int, zone: ZoneInfo) -> Iterator[int]:
    """Yield the dates from `first` on between whose midnights the stretches lie."""
    done = first
    for start, end in pairs:
        begins, ends = date_at(start, zone), date_at(end - 1, zone)
        for day in range(max(begins, done), ends + 1):
            if ends - begins < 2 or day_exists(day, zone):  # noqa: PLR2004 - only a long span hides a date
                yield day
        done = max(done, ends + 1)


def date_at(at: int, zone: ZoneInfo) -> int:
    """Return the date between whose midnights an instant lies; a date begins at its first midnight if it has two."""
    day = local_day(at, zone) + 1  # which has begun already where the clock goes back over its midnight
    while wall_micros(day, 0, zone) > at:
        day -= 1
    return day


def _dates_of(year: int) -> tuple[int, int]:
    """Return the first and the last ordinal of a year, of the dates that can be searched whole in every zone."""
    return (
        max(date(year, 1, 1).toordinal(), FIRST_DAY + 2),
        min(date(year, 12, 31).toordinal(), LAST_DAY - 3),
    )


def _wall_seconds(day: int, at: int, zone: ZoneInfo) -> int:
    """Return the wall time of an instant, in seconds since the date's midnight; a date that is skipped adds none."""
    local = from_micros(at, zone)
    between = range(min(day, local.toordinal()) + 1, max(day, local.toordinal()))[:_NEAR]
    days = local.toordinal() - day
    skipped = sum(not day_exists(other, zone) for other in between)
    return (days - skipped) * DAY + local.hour * 3_600 + local.minute * 60 + local.second


def _opens(day: int, at: int, zone: ZoneInfo) -> int:
    """Return the first wall time that, read as hours are, does not come before an instant."""
    wall = _wall_seconds(day, at, zone)
    lag = -((wall_micros(day, wall, zone) - at) // SECOND)
    return wall + bisect_left(range(lag), at, key=lambda more: wall_micros(day, wall + more, zone))


def pairs_of(calendar: Calendar, low: int, high: int) -> Pairs:
    """Return the open stretches of a calendar in [low, high)."""
    return list(between(calendar.horizon.reach(low, high), low, high))


def owned_by(part: Calendar, day: int, zone: ZoneInfo) -> tuple[tuple[int, int], ...]:
    """Return what a part gives a date of `zone`: its own date's windows, or what is open between the midnights."""
    hours = part.horizon.hours
    if hours.zone.key == zone.key:
        return hours.day(day).pairs
    low, high = wall_micros(day, 0, zone), wall_micros(day, DAY, zone)
    return tuple(pairs_of(part, low, high))


def closed_reason(part: Calendar, day: int, zone: ZoneInfo) -> str:
    """Return why a part is closed on a date of `zone`; elsewhere, on the date that it has there at noon."""
    hours = part.horizon.hours
    there = day if hours.zone.key == zone.key else local_day(wall_micros(day, DAY // 2, zone), hours.zone)
    found = hours.day(there)
    return OUTSIDE if found.pairs else found.reason


def owning_dates(part: Calendar, first: int, last: int, zone: ZoneInfo) -> Iterable[int]:
    """Return the dates, all of one year of `zone`, to which a part gives anything."""
    hours = part.horizon.hours
    if hours.zone.key == zone.key:
        return (day for day in hours.business_days(date.fromordinal(first).year) if first <= day <= last)
    return dates_under(pairs_of(part, wall_micros(first, 0, zone), wall_micros(last, DAY, zone)), first, zone)


def meets(some: Iterable[tuple[int, int]], spans: Pairs) -> bool:
    """Tell whether any of `some` shares an instant with the sorted `spans`. Cost: a bisection each."""
    nearest = ((spans[bisect_left(spans, (end,)) - 1], start) for start, end in some if spans and spans[0][0] < end)
    return any(span[1] > start for span, start in nearest)
