"""The strategies: what they shrink to, that they print as Python, and that they reach the places that matter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from slacal.calendars.algebra import Combined, Constant, GivenSpans, Versions
from slacal.calendars.calendar import Calendar
from slacal.calendars.schedule import Schedule
from slacal.spans.day_time import DAY, Window
from slacal.testing import simplest, strategies
from slacal.testing.oracle import Oracle
from slacal.testing.oracle_clock import instant_of
from slacal.testing.places import clock_changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.calendars.weekly import WeeklyHours
    from slacal.testing.law import Case

OFFICE = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
T = TypeVar("T")
UNSHRUNK = settings(
    max_examples=3_000,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def reaches(strategy: st.SearchStrategy[T], condition: Callable[[T], bool]) -> bool:
    return condition(find(strategy, condition, settings=UNSHRUNK))  # without one, find raises NoSuchExample


def test_calendars_shrink_to_office_hours_in_utc() -> None:
    assert simplest(strategies.calendars()) == OFFICE
    assert simplest(strategies.weekly_calendars()) == OFFICE


def test_calendars_elsewhere_shrink_to_office_hours_there() -> None:
    found = simplest(strategies.weekly_calendars(), lambda calendar: calendar.zone != "UTC")
    assert found == Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")


def test_instants_shrink_to_a_monday_morning() -> None:
    assert simplest(strategies.instants(OFFICE)) == datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC"))
    assert simplest(strategies.amounts()) == timedelta(hours=1)


def schedule(calendar: Calendar) -> Schedule | None:
    return calendar.description if isinstance(calendar.description, Schedule) else None


KINDS: dict[str, Callable[[Calendar], bool]] = {
    "combined": lambda calendar: isinstance(calendar.description, Combined),
    "versions": lambda calendar: isinstance(calendar.description, Versions),
    "spans": lambda calendar: isinstance(calendar.description, GivenSpans),
    "constant": lambda calendar: isinstance(calendar.description, Constant),
    "rota": lambda calendar: (found := schedule(calendar)) is not None and len(found.weeks) == 2,
    "shift": lambda calendar: (found := schedule(calendar)) is not None and found.overnight == "shift",
    "special days": lambda calendar: (found := schedule(calendar)) is not None and found.special_days != (),
    "holidays": lambda calendar: (found := schedule(calendar)) is not None and found.holidays != (),
}


@pytest.mark.parametrize("kind", KINDS)
def test_calendars_of_every_kind_are_drawn(kind: str) -> None:
    assert reaches(strategies.calendars(), KINDS[kind])


WEEKS: dict[str, Callable[[WeeklyHours], bool]] = {
    "night": lambda week: any(window.closes > DAY for windows in week.days for window in windows),
    "24/7": lambda week: all(windows == (Window(0, DAY),) for windows in week.days),
    "a minute": lambda week: any(window.closes - window.opens == 60 for windows in week.days for window in windows),
    "split": lambda week: any(len(windows) > 1 for windows in week.days),
    "dated": lambda week: week.dated != (),
    "closed on holidays": lambda week: week.holidays == (),
}


@pytest.mark.parametrize("kind", WEEKS)
def test_weeks_of_every_kind_are_drawn(kind: str) -> None:
    assert reaches(strategies.weekly_hours(), WEEKS[kind])


@pytest.mark.parametrize("beside", [-1, 0, 1])
def test_instants_lie_on_edges_and_a_microsecond_beside(beside: int) -> None:
    oracle = Oracle(OFFICE)

    def at_a_closing(at: datetime) -> bool:
        edge = at.astimezone(UTC) - timedelta(microseconds=beside)
        return oracle.is_open(edge - timedelta(microseconds=1)) and not oracle.is_open(edge)

    assert reaches(strategies.instants(OFFICE), at_a_closing)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Pacific/Apia", "Australia/Lord_Howe"])
def test_instants_lie_at_clock_changes(zone: str) -> None:
    calendar = Calendar.weekly("Mo-Fr 09:00-17:00", zone=zone)
    assert reaches(strategies.instants(calendar), lambda at: instant_of(at) in clock_changes(zone))


def test_instants_near_another_stay_within_a_year_of_it() -> None:
    asked = datetime(2012, 1, 1, tzinfo=UTC)
    far = timedelta(days=366)
    near = strategies.instants(Calendar.weekly("Mo-Fr 09:00-17:00", zone="Pacific/Apia"), near=asked)

    @given(near)
    def stays(at: datetime) -> None:
        assert abs(at.astimezone(UTC) - asked) < far

    stays()


@given(strategies.cases(OFFICE))
def test_cases_have_amounts_above_zero_and_days_that_are_not(case: Case) -> None:
    assert min(case.amount, case.more) > timedelta(0)
    assert case.days != 0


def test_amounts_that_end_at_an_edge_are_drawn() -> None:
    def ends_at_a_closing(case: Case) -> bool:
        return not OFFICE.is_open(OFFICE.add(case.a, case.amount))

    assert reaches(strategies.cases(OFFICE), ends_at_a_closing)


def test_clock_changes_of_a_zone_are_those_that_were_published() -> None:
    # Berlin changes on the last Sundays of March and October at 01:00Z; Samoa skipped 30 December 2011 at 10:00Z.
    berlin = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
    assert set(map(instant_of, berlin)) <= set(clock_changes("Europe/Berlin"))
    assert instant_of(datetime(2011, 12, 30, 10, tzinfo=UTC)) in clock_changes("Pacific/Apia")
    assert clock_changes("UTC") == ()


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Pacific/Kwajalein", datetime(1993, 8, 21, 12, tzinfo=UTC)),  # 20 August, 24:00 at -12; then the 22nd, at +12
        ("Asia/Almaty", datetime(2024, 2, 29, 18, tzinfo=UTC)),  # 24:00 at +6 became 23:00 at +5
        ("America/Asuncion", datetime(2024, 10, 6, 4, tzinfo=UTC)),  # the last change, to +3 behind for good
    ],
)
def test_the_oddest_clock_changes_of_a_zone_are_among_its_places(zone: str, at: datetime) -> None:
    assert instant_of(at) in clock_changes(zone)


def test_dates_are_drawn_around_clock_changes() -> None:
    assert reaches(strategies.dates("Europe/Berlin"), lambda on: on == date(2026, 3, 29))
