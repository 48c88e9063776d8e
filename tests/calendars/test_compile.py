"""Dates into open stretches: at the turns of years, at the ends of Python's dates, and around dates left out.

November 2026: the 18th is a Wednesday, the 20th a Friday.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, DayRule
from slacal.spans.instant import from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPENS = DayRule(lands="open")


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return what moves the machine into another zone until the test ends."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be moved")

    def to(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield to
    monkeypatch.undo()
    time.tzset()


def stretches(calendar: Calendar, low: str, high: str) -> list[str]:
    """Return what opens and closes between two wall times of the calendar's zone, as day and time."""
    zone = ZoneInfo(calendar.zone)
    edges = [to_micros(datetime.fromisoformat(text).replace(tzinfo=zone)) for text in (low, high)]
    pairs = calendar.horizon.hours.spans(*edges)
    return [f"{from_micros(start, zone):%d %H:%M}-{from_micros(end, zone):%d %H:%M}" for start, end in pairs]


# ---- where an interval begins and ends


@pytest.mark.parametrize(
    ("machine", "zone", "week", "low", "high", "expected"),
    [
        # 14 hours east it is already the 21st when it is 23:30 of the 19th 11 hours west
        ("XYZ-14", "Pacific/Pago_Pago", "We 23:45-23:45", "2026-11-19T23:30", "2026-11-20", "19 23:30-19 23:45"),
        # 12 hours west it is still the 18th when it is 00:30 of the 20th 14 hours east
        ("XYZ+12", "Pacific/Kiritimati", "Fr 00:00-01:00", "2026-11-19", "2026-11-20T00:30", "20 00:00-20 00:30"),
    ],
)
def test_the_dates_of_an_interval_are_those_of_the_calendars_zone_wherever_the_machine_stands(
    move: Callable[[str], None], machine: str, zone: str, week: str, low: str, high: str, expected: str
) -> None:
    move(machine)
    assert stretches(Calendar.weekly(week, zone=zone), low, high) == [expected]


def test_the_last_local_morning_of_a_year_in_utc_is_open() -> None:
    # 31 December 2026 is a Thursday; the year of UTC ends at 16:00 of Los Angeles
    desk = Calendar.weekly("Th 09:00-17:00", zone="America/Los_Angeles")
    assert stretches(desk, "2026-12-31", "2026-12-31T16:00") == ["31 09:00-31 16:00"]
    assert desk.is_open(datetime(2026, 12, 31, 10, tzinfo=ZoneInfo("America/Los_Angeles")))


def test_c9_a_night_before_a_date_left_out_is_open_in_the_year_that_follows() -> None:
    # Kiritimati left out Saturday 31 December 1994: from -10 to +14. Friday's night closes at 21:59 of the 31st, which
    # the gap of a day moves to 1 January, 07:59 UTC; at 01:00 UTC it is 15:00 there.
    nights = Calendar.weekly("Fr 22:00-21:59", zone="Pacific/Kiritimati")
    assert nights.is_open(datetime(1995, 1, 1, 1, tzinfo=UTC))
    assert nights.next_close(datetime(1995, 1, 1, 1, tzinfo=UTC)) == datetime(1995, 1, 1, 7, 59, tzinfo=UTC)


# ---- the night before a date that is decided otherwise


def test_c2_a_shift_that_would_begin_where_a_closed_date_cuts_it_has_no_windows() -> None:
    # Wednesday's shift, less two hours at its start, would be 24:00-30:00: all of it lies on Thursday, which is closed
    late = {date(2026, 11, 18): {"open_later": "2 hours"}, date(2026, 11, 19): "off"}
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC", special_days=late)
    assert nights.day(date(2026, 11, 18)).windows == ()
    assert not nights.is_business_day(date(2026, 11, 18))


def test_c2_a_closed_date_at_the_turn_of_a_year_cuts_the_night_before_it_alone() -> None:
    shut = {date(2027, 1, 1): "off", date(2028, 1, 2): "off"}
    nights = Calendar.weekly("Mo-Su 22:00-06:00", zone="UTC", special_days=shut)
    assert stretches(nights, "2026-12-31T12:00", "2027-01-01T12:00") == ["31 22:00-01 00:00"]
    assert stretches(nights, "2027-12-31T12:00", "2028-01-01T12:00") == ["31 22:00-01 06:00"]
    assert stretches(nights, "2028-01-01T12:00", "2028-01-02T12:00") == ["01 22:00-02 00:00"]


@pytest.mark.parametrize(
    ("rule", "end"),
    [(DayRule.RU_CIVIL_CODE, 10), (OPENS, 9), (DayRule(lands="same_time"), 12)],
)
def test_a_date_whose_windows_are_cut_down_to_a_clock_change_is_no_business_day(rule: DayRule, end: int) -> None:
    # In Nuuk 23:00 of Saturday 30 March 2024 becomes 24:00. The holiday on Sunday leaves 23:00-24:00 of Saturday's
    # shift, and those are the same instant: the first business day after Tuesday is Monday, 1 April, at -01.
    nuuk = ZoneInfo("America/Nuuk")
    desk = Calendar.weekly("Sa 23:00-01:00; Mo 09:00-10:00", zone="America/Nuuk", holidays=[date(2024, 3, 31)])
    assert not desk.is_business_day(date(2024, 3, 30))
    assert desk.count_business_days(date(2024, 3, 26), date(2024, 4, 1)) == 1
    tuesday = datetime(2024, 3, 26, 12, tzinfo=nuuk)
    assert desk.add_business_days(tuesday, 1, rule=rule) == datetime(2024, 4, 1, end, tzinfo=nuuk)


# ---- the first and the last dates


def test_special_hours_on_the_first_date_that_has_instants_are_open() -> None:
    # 4 January of the year 1, 13:00-14:00 twelve hours west, is 01:00-02:00 UTC of the 5th
    early = Calendar.weekly("Mo 09:00-10:00", zone="Etc/GMT+12", special_days={"01-04": "13:00-14:00"})
    assert [early.is_open(datetime(1, 1, 5, hour, 30, tzinfo=UTC)) for hour in (0, 1, 2)] == [False, True, False]


def test_special_hours_on_the_last_date_that_has_instants_make_it_a_business_day() -> None:
    # 27 December 9999 is a Monday
    late = Calendar.weekly("Mo 09:00-17:00", zone="UTC", special_days={"12-28": "10:00-12:00"})
    sunday = datetime(9999, 12, 26, 12, tzinfo=UTC)
    assert late.add_business_days(sunday, 2) == datetime(9999, 12, 28, 12, tzinfo=UTC)


def test_the_last_year_has_nights_although_no_year_follows() -> None:
    # 24 and 31 December 9999 are Fridays
    nights = Calendar.weekly("Fr 22:00-06:00", zone="UTC", special_days={"12-25": "off"})
    assert nights.next_close(datetime(9999, 12, 24, 23, tzinfo=UTC)) == datetime(9999, 12, 25, tzinfo=UTC)


# ---- what is kept


def test_a_year_is_decided_and_counted_once() -> None:
    hours = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC", holidays=[date(2026, 11, 18)]).horizon.hours
    assert hours.business_days(2026) is hours.business_days(2026)
    assert hours.decided(2026) is hours.decided(2026)  # type: ignore[attr-defined] # those of a week
