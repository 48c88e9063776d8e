"""Hypothesis strategies for weekly calendars and their pieces: weeks, special days, holidays, rotas.

Each shrinks towards the first of what it draws: UTC, Monday 5 January 2026, Monday to Friday 09:00 to 17:00.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.special_day import SpecialDay
from slacal.calendars.weekly import WeeklyHours
from slacal.spans.day_time import DAY, Window
from slacal.testing.oracle_clock import date_shown
from slacal.testing.places import ZONES, clock_changes
from slacal.testing.strategy_doors import kept_by_zone

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.calendars.schedule import Coverage, Overnight

Windows: TypeAlias = tuple[Window, ...]


class Rest(TypedDict):
    """What a weekly calendar and a rota share."""

    zone: str
    holidays: tuple[object, ...]
    special_days: list[SpecialDay]
    overnight: Overnight
    coverage: Coverage


_OFFICE = (Window.parse("09:00-17:00"),)
_TEXTS = (
    "09:00-12:00,13:00-17:00",  # a break
    "09:00-12:00,12:00-17:00",  # two that touch
    "22:00-06:00",  # a night
    "00:00-24:00",
    "04:00-04:00",  # a whole day that is not a date
    "12:00-12:01",  # a minute
    "18:00-24:00",  # up to midnight
    "00:00-06:00,22:00-24:00",
    "02:00-02:30,02:30-03:15",  # in the hour that clocks skip or repeat
    "01:30-02:15",
    "00:00-00:30",
    "23:30-00:30",
    "23:30-24:00",
    "08:00:01-16:59:59",
)
_DATED = (
    "; Dec 24 10:00-14:00", "; Dec 25-26 off", "; Jun-Aug Mo-Fr 10:00-15:00", ", Dec 31 18:00-20:00",
    "; Mo[1] 12:00-13:00", "; easter -2 days off", "; week 02-52/2 Fr 20:00-02:00", "; 2026 Mar 29 00:00-24:00",
)  # fmt: skip
_HOLIDAY_HOURS = ("", "; PH off", "; PH 10:00-14:00", "; PH 22:00-02:00")
_OVERNIGHT: SearchStrategy[Overnight] = st.sampled_from(["civil", "shift"])
_MONDAY = date(2026, 1, 5)
_ANCHORS = st.sampled_from([None, None, None, None, _MONDAY, date(2026, 1, 14)])
_YEARLY = ("12-31", "01-02", "02-29", "easter+1", "2025-12-30..2026-01-05", "rrule:FREQ=MONTHLY;BYDAY=-1FR")


@lru_cache
def zones() -> SearchStrategy[str]:
    """Draw names of zones: UTC, and those whose clocks do what is not expected of clocks.

    Both hemispheres, half an hour and two hours of summer time, clock changes at midnight, dates that never were,
    offsets of 45 minutes, rules that changed lately. Shrinks to UTC.

    >>> from slacal.testing import simplest
    >>> simplest(zones(), lambda zone: zone != "UTC")
    'Europe/Berlin'
    """
    return st.sampled_from(ZONES)


@kept_by_zone
def dates(zone: str = "UTC") -> SearchStrategy[date]:
    """Draw dates from about 2026, many of them those of clock changes in `zone` and the ends of years.

    >>> from slacal.testing import simplest
    >>> simplest(dates())
    datetime.date(2026, 1, 5)
    """
    return _dates(_days_from_monday(zone))


@st.composite
def _dates(draw: DrawFn, days: SearchStrategy[int]) -> date:
    return _MONDAY + timedelta(days=draw(days))


def _days_from_monday(zone: str) -> SearchStrategy[int]:
    """Draw numbers of days, of which a date is made apart: hypothesis would print the call by which it was mapped."""
    ends = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    changing = [date_shown(at, zone) for at in clock_changes(zone)]
    beside = [on + timedelta(days=days) for on in changing for days in (0, -1, 1)]
    known = [st.sampled_from([(on - _MONDAY).days for on in some]) for some in (ends, beside) if some]
    return st.one_of(st.integers(-10, 400), *known)


@lru_cache
def windows_of_a_date() -> SearchStrategy[Windows]:
    """Draw the windows of one date: an office's, nights, whole days, single minutes, any; some overlap or touch."""
    known = st.sampled_from([_OFFICE, *(_windows(text) for text in _TEXTS)])
    return st.one_of(known, st.lists(_any_windows(), min_size=1, max_size=2).map(tuple))


def _windows(text: str) -> Windows:
    return tuple(map(Window.parse, text.split(",")))


@st.composite
def _any_windows(draw: DrawFn) -> Window:
    opens = draw(st.integers(0, 95)) * 900
    length = draw(st.one_of(st.integers(1, 96).map(lambda quarters: quarters * 900), st.sampled_from([1, 60, DAY])))
    return Window(opens, opens + length)


@lru_cache
def weekly_hours() -> SearchStrategy[WeeklyHours]:
    """Draw weeks: office hours, the same every day, 24/7, each day its own; some with hours of dates and holidays.

    Windows are those of offices, nights, single minutes, breaks; some touch, some overlap, some end at midnight.

    >>> from slacal.testing import simplest
    >>> simplest(weekly_hours(), lambda week: any(len(windows) > 1 for windows in week.days))
    WeeklyHours.parse('Mo-Fr 09:00-12:00,13:00-17:00')
    """
    office = st.just((*(_OFFICE,) * 5, (), ()))
    workweek = windows_of_a_date().map(lambda windows: (*(windows,) * 5, (), ()))
    every_day = windows_of_a_date().map(lambda windows: (windows,) * 7)
    one_day = st.one_of(windows_of_a_date(), st.just(()))
    own_days = st.tuples(windows_of_a_date(), *[one_day] * 6)
    return st.builds(_with_dates, st.one_of(office, workweek, every_day, own_days), _extras())


def _extras() -> SearchStrategy[str]:
    plain = st.just("")
    dated = st.builds(str.__add__, st.sampled_from(_DATED), st.sampled_from(_HOLIDAY_HOURS))
    return st.one_of(plain, plain, plain, dated, st.sampled_from(_HOLIDAY_HOURS))


def _with_dates(days: tuple[Windows, ...], extra: str) -> WeeklyHours:
    week = WeeklyHours(days)
    return WeeklyHours.parse(week.text() + extra) if extra else week


@kept_by_zone
def special_days(zone: str = "UTC") -> SearchStrategy[SpecialDay]:
    """Draw special days: a date, a yearly one, a range, a recurrence; closed, other hours, another weekday's, less.

    Dates lie near the clock changes of `zone`.

    >>> from slacal.testing import simplest
    >>> simplest(special_days())
    SpecialDay('2026-01-05', 'off')
    """
    return special_pairs(zone).map(lambda pair: SpecialDay(*pair))


@kept_by_zone
def special_pairs(zone: str = "UTC") -> SearchStrategy[tuple[str, str | dict[str, str]]]:
    """Draw special days as a document has them: the date or the recurrence, and its hours."""
    on = st.one_of(dates(zone).map(str), st.sampled_from(_YEARLY))
    amount = st.sampled_from(["1 hour", "30 minutes", "8 hours", "90 minutes"])
    hours: SearchStrategy[str | dict[str, str]] = st.one_of(
        st.just("off"),
        windows_of_a_date().map(lambda windows: ",".join(map(str, windows))),
        st.sampled_from(["mon", "fri", "sun"]).map(lambda weekday: {"like": weekday}),
        amount.map(lambda less: {"close_earlier": less}),
        amount.map(lambda less: {"open_later": less}),
    )
    return st.tuples(on, hours)


# -- holidays ----------------------------------------------------------------------------------------------------------

_TRANSFERRED = st.sampled_from(["replaced", "own", "closed", "ignore", "10:00-15:00"])
_COVERS = date(1993, 1, 1), date(2028, 12, 31)  # the dates that `dates` draws lie between


@lru_cache
def public_holidays() -> SearchStrategy[PublicHolidays]:
    """Draw public holidays: Germany's, Bavaria's, those of the United States, Russia's with its moved working days.

    >>> from slacal.testing import simplest
    >>> simplest(public_holidays())
    PublicHolidays('DE')
    """
    country = st.sampled_from(["DE", "DE-BY", "US"]).map(PublicHolidays.parse)
    russia = _TRANSFERRED.map(lambda reading: PublicHolidays("RU", transferred=reading))
    return st.one_of(country, russia)


@kept_by_zone
def production_calendars(zone: str = "UTC") -> SearchStrategy[ProductionCalendar]:
    """Draw production calendars: Russia's under every reading, and tables of a few dates of every type.

    >>> from slacal.testing import simplest
    >>> simplest(production_calendars())
    ProductionCalendar('RU')
    """
    shortened = st.sampled_from(["1 hour", "ignore", "8 hours"])
    shipped = st.builds(ProductionCalendar, st.just("RU"), transferred=_TRANSFERRED, shortened=shortened)
    return st.one_of(st.builds(ProductionCalendar, st.just("RU")), _tables(zone), shipped)


def _tables(zone: str) -> SearchStrategy[ProductionCalendar]:
    kinds = st.sampled_from(["day_off", "workday", "shortened", "weekend"])
    return st.dictionaries(dates(zone), kinds, min_size=1, max_size=4).map(
        lambda days: ProductionCalendar.of(days, covers=_COVERS)
    )


@kept_by_zone
def holiday_dates(zone: str = "UTC") -> SearchStrategy[HolidayDates]:
    """Draw a company's own days off: a few dates with names, known for ever or for some years.

    >>> from slacal.testing import simplest
    >>> simplest(holiday_dates())
    HolidayDates.of({datetime.date(2026, 1, 5): 'holiday'})
    """
    names = st.sampled_from(["holiday", "stocktaking", "праздник"])
    named = st.dictionaries(dates(zone), names, min_size=1, max_size=4)
    return st.builds(HolidayDates.of, named, covers=st.sampled_from([None, _COVERS]))


@kept_by_zone
def holiday_sources(zone: str = "UTC") -> SearchStrategy[tuple[object, ...]]:
    """Draw what ``holidays=`` takes: nothing, plain dates, a country, a production calendar, several of these.

    >>> from slacal.testing import simplest
    >>> simplest(holiday_sources(), lambda sources: len(sources) > 0)
    (datetime.date(2026, 1, 5),)
    """
    own = st.lists(dates(zone), min_size=1, max_size=3, unique=True).map(tuple)
    one = st.one_of(public_holidays(), production_calendars(zone)).map(lambda source: (source,))
    several = st.lists(st.one_of(public_holidays(), production_calendars(zone)), min_size=2, max_size=3).map(tuple)
    return st.one_of(st.just(()), st.just(()), own, one, _and_own(one, own), several)


@st.composite
def _and_own(
    draw: DrawFn, sources: SearchStrategy[tuple[object, ...]], own: SearchStrategy[tuple[date, ...]]
) -> tuple[object, ...]:
    return *draw(sources), *draw(own)


# -- calendars ---------------------------------------------------------------------------------------------------------


@lru_cache
def weekly_calendars() -> SearchStrategy[Calendar]:
    """Draw weekly calendars and rotas, with holidays and special days, under both readings of night shifts.

    >>> from slacal.testing import simplest
    >>> simplest(weekly_calendars())
    Calendar.weekly('Mo-Fr 09:00-17:00', zone='UTC')
    """
    office = zones().map(lambda zone: Calendar.weekly("Mo-Fr 09:00-17:00", zone=zone))  # few choices: the simplest
    return st.one_of(office, *[zones().flatmap(_calendars_in)] * 7)


@lru_cache
def _calendars_in(zone: str) -> SearchStrategy[Calendar]:
    return _weekly_calendars_in(zone)


@lru_cache
def _few_special_days(zone: str) -> SearchStrategy[list[SpecialDay]]:
    return st.lists(special_days(zone), max_size=2)


@st.composite
def _weekly_calendars_in(draw: DrawFn, zone: str) -> Calendar:
    holidays = draw(holiday_sources(zone))
    special = draw(_few_special_days(zone))
    rest: Rest = {
        "zone": zone, "holidays": holidays, "special_days": special, "coverage": "ignore" if holidays else "warn",
        "overnight": draw(_OVERNIGHT),
    }  # fmt: skip
    week, anchor = draw(weekly_hours()), draw(_ANCHORS)
    if anchor is None:
        return Calendar.weekly(week, **rest)
    return Calendar.rota([week, draw(weekly_hours())], anchor=anchor, **rest)
