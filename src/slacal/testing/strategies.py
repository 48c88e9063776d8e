"""Hypothesis strategies for calendars and what is asked of them; they like the places where calendars go wrong.

All of them shrink towards Monday to Friday, 09:00 to 17:00 UTC, and Monday 5 January 2026; what they draw prints as the
Python that builds it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.errors.doors import whole_of
from slacal.testing.law import Case
from slacal.testing.laws_of_oracle import oracle_of
from slacal.testing.oracle import GaveUp, Oracle
from slacal.testing.oracle_clock import DAY, HOUR, SECOND, date_shown, datetime_of, instant_of, instant_when, on_clock
from slacal.testing.oracle_doors import known_instant
from slacal.testing.places import clock_changes, telling_dates
from slacal.testing.strategies_of_hours import (
    dates,
    special_days,
    weekly_calendars,
    weekly_hours,
    windows_of_a_date,
    zones,
)
from slacal.testing.strategy_doors import check_calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "amounts", "calendars", "cases", "dates", "day_rules", "edges_near", "instants", "special_days",
    "weekly_calendars", "weekly_hours", "windows_of_a_date", "zones",
]  # fmt: skip

_Drawn = TypeVar("_Drawn")
_MONDAY = instant_of(datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC")))
_NOW_AND_THEN = [datetime(year, month, 1, tzinfo=ZoneInfo("UTC")) for year, month in ((2020, 1), (2026, 3), (2032, 1))]
_MINUTE = 60 * SECOND
_MOST_PARTS = 100
_FAR = 120 * DAY  # the oracle walks what lies between two instants
_NUDGES = st.sampled_from((0, 1, -1, SECOND, -SECOND, _MINUTE, -_MINUTE, HOUR // 2, -HOUR // 2, HOUR, -HOUR))
_SMALL_NUDGES = st.sampled_from((0, 0, 1, -1))
_MINUTES_AWAY = st.integers(-20_000, 80_000)
_NOW_AND_AGAIN = st.sampled_from((False, False, False, True))
_DAYS = st.one_of(st.integers(1, 12), st.integers(-12, -1))
_HOWS = st.sampled_from(["|", "&", "-", "taken from", "until", "in_zone"])
_AMOUNTS = st.one_of(
    st.sampled_from([*(hours * HOUR for hours in (1, 8, 24, 40, 16, 9)), 30 * _MINUTE, SECOND, 1]),
    st.integers(1, 6_000).map(lambda minutes: minutes * _MINUTE),
    st.integers(1, 20 * 8 * HOUR),
)


def instants(calendar: Calendar | None = None, *, near: datetime | None = None) -> SearchStrategy[datetime]:
    """Draw aware datetimes: on edges of `calendar` or a microsecond beside, at clock changes, at the ends of years.

    They are in the calendar's zone, in UTC, in other zones, and at fixed offsets; with `near`, within a year of it.
    Raises: WrongType; BadInput for a naive `near`; BeyondHorizon.

    >>> from slacal.testing import simplest
    >>> desk = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
    >>> str(simplest(instants(desk), lambda at: at.fold == 1 and not desk.is_open(at)))
    '2025-10-26 02:00:00+01:00'
    """
    check_calendar(calendar)
    centre = None if near is None else known_instant(near, "near")
    if calendar is None:
        return zones().flatmap(lambda zone: _instants(None, zone, centre))
    return _instants(calendar, calendar.zone, centre)


@st.composite
def _instants(draw: DrawFn, calendar: Calendar | None, zone: str, near: int | None) -> datetime:
    at = draw(_instant_numbers(calendar, zone, near))
    return datetime_of(at).astimezone(draw(_callers_zones(zone)))


@st.composite
def _instant_numbers(draw: DrawFn, calendar: Calendar | None, zone: str, near: int | None) -> int:
    places = _close_places(zone, near)
    kind = draw(st.integers(0, len(places) + (0 if calendar is None else 3)))
    if kind == 0:
        return (_MONDAY if near is None else near) + draw(_MINUTES_AWAY) * _MINUTE
    if kind <= len(places) or calendar is None:
        return _one_of(draw, places[kind - 1]) + draw(_NUDGES)
    return _edge(draw, calendar, near)


def _one_of(draw: DrawFn, values: Sequence[_Drawn]) -> _Drawn:
    """Draw one of many; a strategy made for these alone would take longer to make than to draw from."""
    return values[draw(st.integers(0, len(values) - 1))]


def _close_places(zone: str, near: int | None) -> list[Sequence[int]]:
    """Return the ends of years and the clock changes of a zone, those near an instant, as far as there are any."""
    kinds = _places(zone)
    close = kinds if near is None else [[at for at in places if abs(at - near) < _FAR] for places in kinds]
    return [places for places in close if places]


@lru_cache(maxsize=64)
def _places(zone: str) -> Sequence[Sequence[int]]:
    year_ends = [instant_when(on_clock(date(year, 1, 1), 0), zone) for year in (2026, 2027, 2028)]
    return year_ends, clock_changes(zone)


def _edge(draw: DrawFn, calendar: Calendar, near: int | None) -> int:
    """Draw an edge of a calendar near a date that tells something, or an instant right beside it."""
    told = telling_dates(calendar)
    if near is not None:
        told = (date_shown(near, calendar.zone), *(on for on in told if abs(on_clock(on, 0) - near) < _FAR))
    on = _one_of(draw, told)
    edges = edges_near(calendar, on)
    edge = _one_of(draw, edges) if edges else instant_when(on_clock(on, 0), calendar.zone)
    return edge + draw(_SMALL_NUDGES)


@lru_cache(maxsize=1024)
def edges_near(calendar: Calendar, on: date) -> Sequence[int]:
    """Return the openings and closings of some days around a date."""
    doors, day = oracle_of(calendar).doors, on_clock(on, 0) // DAY
    return sorted(edge for near in range(day - 2, day + 4) for edge in doors.edges(near))


@lru_cache(maxsize=64)
def _callers_zones(zone: str) -> SearchStrategy[tzinfo]:
    own: list[tzinfo] = [ZoneInfo(zone), ZoneInfo("UTC"), timezone(timedelta(hours=5, minutes=45))]
    return st.one_of(st.sampled_from(own), zones().map(ZoneInfo))


@lru_cache
def amounts() -> SearchStrategy[timedelta]:
    """Draw amounts of open time above zero: whole hours, single microseconds, anything up to a few weeks.

    >>> from slacal.testing import simplest
    >>> simplest(amounts())
    datetime.timedelta(seconds=3600)
    """
    return _amounts()


@st.composite
def _amounts(draw: DrawFn) -> timedelta:
    return timedelta(microseconds=draw(_AMOUNTS))


def _fitting_amount(draw: DrawFn, calendar: Calendar, start: datetime) -> timedelta:
    """Draw the very amount that is used up at an edge within some days of `start`, or a microsecond less or more."""
    oracle, first = oracle_of(calendar), instant_of(start)
    days = range(first // DAY, first // DAY + draw(st.integers(1, 8)))
    ahead = sorted(edge for day in days for edge in oracle.doors.edges(day) if edge > first)
    if not ahead:
        return draw(amounts())
    passed = oracle.elapsed(start, datetime_of(_one_of(draw, ahead)))
    return max(passed + timedelta(microseconds=draw(_SMALL_NUDGES)), timedelta(microseconds=1))


@lru_cache
def day_rules() -> SearchStrategy[DayRule]:
    """Draw readings of "n business days": every landing, count, arrival, with a cut-off and without.

    >>> from slacal.testing import simplest
    >>> simplest(day_rules()) == DayRule()
    True
    """
    lands = ["close", "open", "same_time", "same_time_in_hours", "17:00", "00:00", "24:00", "02:30"]
    return st.builds(
        DayRule,
        lands=st.sampled_from(lands),
        counts_from=st.sampled_from(["next_day", "same_day"]),
        arrival=st.sampled_from(["event", "next_open", "keep_time"]),
        cutoff=st.sampled_from([None, "14:00", "00:00", "23:30"]),
    )


def calendars(*, parts: int = 3) -> SearchStrategy[Calendar]:
    """Draw calendars: weeks and rotas with all that overrules them, given spans, and up to `parts` of them combined.

    They combine with ``|``, ``&`` and ``-``, follow one another with ``until``, and move with ``in_zone``; with
    ``parts=1`` none does. Each opens before, in and after 2026. Raises: WrongType, BadInput.

    >>> from slacal.testing import simplest
    >>> simplest(calendars())
    Calendar.weekly('Mo-Fr 09:00-17:00', zone='UTC')
    """
    return _calendars_of(whole_of("parts", parts, "pass how many to combine at most", least=1, most=_MOST_PARTS))


@lru_cache
def _calendars_of(parts: int) -> SearchStrategy[Calendar]:
    return _calendars(_single_calendars(), parts - 1)


def _single_calendars() -> SearchStrategy[Calendar]:
    always = zones().map(lambda zone: Calendar.always(zone=zone))
    return st.one_of(weekly_calendars(), always, _calendars_of_spans())


@st.composite
def _calendars(draw: DrawFn, single: SearchStrategy[Calendar], more: int) -> Calendar:
    calendar = draw(single)
    for how in draw(st.lists(_HOWS, max_size=more)):
        other = draw(single) if how != "in_zone" else calendar
        combined = _combined(draw, how, calendar, other)
        calendar = combined if _keeps_opening(combined) else calendar
    return calendar


def _combined(draw: DrawFn, how: str, calendar: Calendar, other: Calendar) -> Calendar:
    if how == "until":
        return calendar.until(draw(instants(calendar)), then=other)
    if how == "in_zone":
        return calendar.in_zone(draw(zones()))
    if how == "-":
        return calendar - other
    if how == "taken from":
        return other - calendar
    return calendar | other if how == "|" else calendar & other


@st.composite
def _calendars_of_spans(draw: DrawFn) -> Calendar:
    zone = draw(zones())
    starts = draw(st.lists(_instant_numbers(None, zone, None), min_size=1, max_size=4))
    lengths = draw(st.lists(amounts(), min_size=len(starts), max_size=len(starts)))
    spans = [(datetime_of(start), datetime_of(start) + length) for start, length in zip(starts, lengths, strict=True)]
    return Calendar.of_spans(spans, zone=zone)


def _keeps_opening(calendar: Calendar) -> bool:
    """Tell whether a calendar opens before, in and after the years of the cases: a search of 200 years is slow."""
    walker = Oracle(calendar, days=30)
    try:
        return all(walker.roll_forward(at) for at in _NOW_AND_THEN)
    except GaveUp:
        return False


def _plain_calendar(week: str, zone: str) -> Calendar:
    return Calendar.weekly(week, zone=zone)


_OTHERS = st.builds(
    _plain_calendar,
    st.sampled_from(["Mo-Fr 09:00-17:00", "Mo-Su 22:00-06:00", "Sa,Su 00:00-24:00"]),
    zones(),
)


def cases(calendar: Calendar | None = None) -> SearchStrategy[Case]:
    """Draw what the laws are checked on, near the edges of `calendar`."""
    return _cases(calendar)


@st.composite
def _cases(draw: DrawFn, calendar: Calendar | None) -> Case:
    a = draw(instants(calendar))
    b, c = draw(instants(calendar, near=a)), draw(instants(calendar, near=a))
    fits = calendar is not None and draw(_NOW_AND_AGAIN)
    amount = _fitting_amount(draw, calendar, a) if calendar is not None and fits else draw(amounts())
    return Case(
        calendar, a, b, c, amount, draw(amounts()), draw(_DAYS), draw(day_rules()), draw(_callers_zones("UTC")),
        draw(_OTHERS),
    )  # fmt: skip
