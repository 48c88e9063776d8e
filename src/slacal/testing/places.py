"""Places in time where calendars go wrong: clock changes of a zone, and the dates that a calendar names."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from slacal.calendars.algebra import Combined, GivenSpans, Versions
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.schedule import Schedule
from slacal.testing.oracle_clock import DAY, changes, date_shown, on_clock, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.calendars.calendar import Calendar

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Europe/Moscow",
    "Asia/Kathmandu",  # 5 h 45 min ahead
    "Europe/Dublin",  # its winter is written as negative summer time
    "Africa/Casablanca",  # an hour back for Ramadan
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Chatham",  # 12 h 45 min ahead, changes at 02:45
    "America/Santiago",  # changes at midnight, in the south
    "America/Asuncion",  # changed at midnight, until 2024
    "Africa/Cairo",  # changes at midnight, in the north
    "Asia/Beirut",  # likewise, and in 2023 it changed its mind
    "America/Havana",  # midnight happens twice
    "Antarctica/Troll",  # two hours of summer time
    "Pacific/Apia",  # skipped 30 December 2011
    "Pacific/Kwajalein",  # skipped 21 August 1993
    "Asia/Almaty",  # an hour back for good at the end of 29 February 2024
)
_YEARS = (date(2025, 1, 1), date(2028, 1, 1))
_ELSEWHEN = {
    "Pacific/Apia": (date(2011, 12, 28), date(2012, 1, 2)),
    "America/Asuncion": (date(2024, 1, 1), date(2025, 1, 1)),
    "Asia/Beirut": (date(2023, 3, 1), date(2023, 4, 30)),
    "Pacific/Kwajalein": (date(1993, 8, 19), date(1993, 8, 24)),
    "Asia/Almaty": (date(2024, 2, 27), date(2024, 3, 3)),
}
_SOME_DATES = (date(2026, 1, 5), date(2026, 12, 31))
_FEW = 12


@lru_cache(maxsize=64)
def clock_changes(zone: str) -> tuple[int, ...]:
    """Return clock changes of a zone, in microseconds: those of a few years around 2026, and its oddest ones."""
    found: list[int] = []
    for first, last in (_YEARS, _ELSEWHEN.get(zone, _YEARS)):
        for day in range(on_clock(first, 0) // DAY, on_clock(last, 0) // DAY):
            if shown(day * DAY, zone) - day * DAY != shown((day + 1) * DAY, zone) - (day + 1) * DAY:
                found += (change.at for change in changes(zone, day))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=256)
def telling_dates(calendar: Calendar) -> tuple[date, ...]:
    """Return dates at which a calendar is likely to show its faults: those it names, and those of clock changes."""
    named = dict.fromkeys(_named(calendar))
    changing = [date_shown(at, calendar.zone) for at in clock_changes(calendar.zone)]
    return tuple(dict.fromkeys([*_SOME_DATES, *named, *changing]))


def _named(calendar: Calendar) -> Iterator[date]:
    description = calendar.description
    if isinstance(description, Schedule):
        yield from _named_by(description)
    elif isinstance(description, Combined):
        for part in description.parts:
            yield from _named(part)
    elif isinstance(description, Versions):
        yield date_shown(description.instant, calendar.zone)
        yield from _named(description.old)
        yield from _named(description.new)
    elif isinstance(description, GivenSpans):
        yield from (date_shown(at, calendar.zone) for pair in description.pairs[:_FEW] for at in pair)


def _named_by(schedule: Schedule) -> Iterator[date]:
    for special in schedule.special_days:
        yield from special.dates(2026)[:_FEW]
        yield from special.dates(2026)[-1:]
    for source in schedule.holidays:
        if isinstance(source, HolidayDates):
            yield from (on for on, _ in source.dates[:_FEW])
        else:
            yield from (date(2025, 11, 1), date(2026, 1, 9), date(2026, 5, 9), date(2027, 1, 1))
    for week in schedule.weeks:
        for rule in week.dated:
            yield from rule.dates.dates(2026)[:1]
            yield from rule.dates.dates(2026)[-1:]
    if schedule.anchor is not None:
        yield schedule.anchor + timedelta(days=7)
