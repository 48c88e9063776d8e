"""Review: what in a calendar will hurt, before it does. Each finding has a code, a place, a problem and a mend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.algebra import Combined, Versions
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.questions import next_open
from slacal.calendars.schedule import Schedule
from slacal.errors import NeverOpens
from slacal.spans.day_time import DAY, HOUR
from slacal.spans.wall import wall_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slacal.calendars.calendar import Calendar

_LONG_NIGHT = 12 * HOUR
_SHORTENING = frozenset({"RU", "BY", "KZ", "UA", "UZ", "KG", "AM", "AZ", "MD", "TJ", "TM", "BG", "LT", "LV", "EE"})


class Finding(NamedTuple):
    """One thing worth a second look: a stable code, where it stands, what is wrong and what to do."""

    code: str
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.field}: {self.problem}; {self.mend}"


def review(calendar: Calendar, first: date, last: date, differing_zones: frozenset[str] = frozenset()) -> list[Finding]:
    """Return the findings about the dates [first, last).

    `differing_zones` are the zones on which this machine's two databases disagree (see `slacal.environment.doctor`).
    """
    return [finding for check in _CHECKS for finding in check(calendar, first, last)] + [
        Finding(
            "zone-differs", "zone", f"{part.zone} has other rules in the system's database than in the packaged one",
            'set PYTHONTZPATH="", or update the older one',
        )
        for part in parts(calendar)
        if part.zone in differing_zones
    ]  # fmt: skip


def parts(calendar: Calendar) -> Iterator[Calendar]:
    """Yield the weekly calendars that a calendar is made of, itself when it is one."""
    said = calendar.description
    if isinstance(said, Combined):
        for part in said.parts:
            yield from parts(part)
    elif isinstance(said, Versions):
        yield from parts(said.old)
        yield from parts(said.new)
    else:
        yield calendar


def _schedules(calendar: Calendar) -> Iterator[Schedule]:
    for part in parts(calendar):
        if isinstance(part.description, Schedule):
            yield part.description


def _long_nights(calendar: Calendar, first: date, last: date) -> Iterator[Finding]:  # noqa: ARG001 - all dates alike
    for schedule in _schedules(calendar):
        for window in dict.fromkeys(w for week in schedule.weeks for day in week.days for w in day):
            if window.closes > DAY and window.closes - window.opens > _LONG_NIGHT:
                yield Finding(
                    "long-night", "week", f"{window} runs past midnight for more than 12 hours",
                    "check whether the two times were swapped; a real night shift may stay",
                )  # fmt: skip


def _no_future(calendar: Calendar, first: date, last: date) -> Iterator[Finding]:  # noqa: ARG001 - only from when
    at = wall_micros(first.toordinal(), 0, calendar.horizon.hours.zone)
    try:
        next_open(calendar.horizon, at)
    except NeverOpens:
        yield Finding(
            "no-future", "week", f"nothing opens from {first} on", "add hours, or end the calendar by until()"
        )


def _ending_data(calendar: Calendar, first: date, last: date) -> Iterator[Finding]:  # noqa: ARG001 - only until when
    for schedule in _schedules(calendar):
        for source in schedule.holidays:
            if isinstance(source, HolidayDates):
                continue
            _, ends = source.known_years()
            if date(ends, 12, 31) < last:
                yield Finding(
                    "data-ends", "holidays", f"{source!r} knows nothing after {ends}",
                    "update the data, or give the dates that are missing as special days",
                )  # fmt: skip


def _shortened_days(calendar: Calendar, first: date, last: date) -> Iterator[Finding]:  # noqa: ARG001 - always so
    for schedule in _schedules(calendar):
        if any(isinstance(source, ProductionCalendar) for source in schedule.holidays):
            continue
        for source in schedule.holidays:
            if isinstance(source, PublicHolidays) and source.country in _SHORTENING:
                yield Finding(
                    "shortened-unknown", "holidays", f"{source.country} shortens the day before a holiday, and its "
                    "public holidays do not say so",
                    "use a ProductionCalendar, or state that shortened days are not promised",
                )  # fmt: skip


_CHECKS: tuple[Callable[[Calendar, date, date], Iterator[Finding]], ...] = (
    _long_nights,
    _no_future,
    _ending_data,
    _shortened_days,
)

Finding.__module__ = "slacal"
