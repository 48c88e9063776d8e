"""Wall times to instants as RFC 5545 has it: a gap moves forward, a doubled time is its first reading."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacal.spans.day_time import DAY, seconds_of
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.wall import FIRST_DAY, LAST_DAY, day_exists, local_day, wall_micros


def instant(day: str, time: str, zone: str) -> str:
    """Return the instant of a wall time as UTC text."""
    micros = wall_micros(date.fromisoformat(day).toordinal(), seconds_of(time), ZoneInfo(zone))
    return f"{from_micros(micros, UTC):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("day", "time", "zone", "utc"),
    [
        ("2026-11-20", "10:00", "UTC", "2026-11-20 10:00:00"),
        ("2026-11-20", "10:00", "Europe/Moscow", "2026-11-20 07:00:00"),
        ("2026-11-20", "00:00", "Asia/Kathmandu", "2026-11-19 18:15:00"),
        ("2026-11-20", "24:00", "Europe/Moscow", "2026-11-20 21:00:00"),
        ("2026-11-20", "30:00", "Europe/Moscow", "2026-11-21 03:00:00"),
        ("2026-11-20", "48:00", "Europe/Moscow", "2026-11-21 21:00:00"),
        ("1883-11-18", "12:03:57", "America/New_York", "1883-11-18 16:59:59"),  # local mean time, 4:56:02 behind
        ("1883-11-18", "12:03:58", "America/New_York", "1883-11-18 17:03:58"),
        ("1969-12-31", "23:59:59", "UTC", "1969-12-31 23:59:59"),
    ],
)
def test_a_wall_time_is_one_instant(day: str, time: str, zone: str, utc: str) -> None:
    assert instant(day, time, zone) == utc


@pytest.mark.parametrize(
    ("time", "utc"),
    [
        ("01:59:59", "2026-03-29 00:59:59"),
        ("02:00", "2026-03-29 01:00:00"),  # 02:00 to 03:00 do not exist: an hour later by the old offset
        ("02:30", "2026-03-29 01:30:00"),
        ("02:59:59", "2026-03-29 01:59:59"),
        ("03:00", "2026-03-29 01:00:00"),
        ("03:30", "2026-03-29 01:30:00"),
    ],
)
def test_a_missing_wall_time_moves_forward_by_the_gap(time: str, utc: str) -> None:
    assert instant("2026-03-29", time, "Europe/Berlin") == utc


@pytest.mark.parametrize(
    ("time", "utc"),
    [
        ("01:59:59", "2026-10-24 23:59:59"),
        ("02:00", "2026-10-25 00:00:00"),  # the first of the two
        ("02:59:59", "2026-10-25 00:59:59"),
        ("03:00", "2026-10-25 02:00:00"),
    ],
)
def test_a_doubled_wall_time_is_its_first_reading(time: str, utc: str) -> None:
    assert instant("2026-10-25", time, "Europe/Berlin") == utc


def test_a_wall_time_past_24_00_is_one_of_the_next_date_gap_included() -> None:
    assert instant("2026-03-28", "26:30", "Europe/Berlin") == "2026-03-29 01:30:00"
    assert instant("2026-03-28", "27:30", "Europe/Berlin") == "2026-03-29 01:30:00"


def test_a_midnight_that_is_skipped_moves_forward() -> None:
    # Havana, 9 March 2025: 00:00 becomes 01:00, so that 24:00 of the 8th and 00:00 of the 9th are 01:00 of the 9th
    assert instant("2025-03-08", "24:00", "America/Havana") == "2025-03-09 05:00:00"
    assert instant("2025-03-09", "00:00", "America/Havana") == "2025-03-09 05:00:00"
    assert instant("2025-03-09", "01:00", "America/Havana") == "2025-03-09 05:00:00"


def test_a_date_that_a_zone_skipped_does_not_exist() -> None:
    samoa = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011
    exists = {day: day_exists(date(2011, 12, day).toordinal(), samoa) for day in (29, 30, 31)}
    assert exists == {29: True, 30: False, 31: True}


def test_a_date_of_23_hours_exists() -> None:
    assert day_exists(date(2026, 3, 29).toordinal(), ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("utc", "zone", "day"),
    [
        ("2026-11-20T20:59:59.999999", "Europe/Moscow", "2026-11-20"),
        ("2026-11-20T21:00:00", "Europe/Moscow", "2026-11-21"),
        ("2026-11-20T04:59:59", "America/New_York", "2026-11-19"),
        ("2026-11-20T05:00:00", "America/New_York", "2026-11-20"),
        ("1969-12-31T23:59:59.999999", "UTC", "1969-12-31"),
        ("2011-12-30T10:00:00", "Pacific/Apia", "2011-12-31"),
        ("2011-12-30T09:59:59", "Pacific/Apia", "2011-12-29"),
        ("9990-12-31T23:59:59.999999", "UTC", "9990-12-31"),  # which no float can tell from midnight
    ],
)
def test_an_instant_falls_on_one_local_date(utc: str, zone: str, day: str) -> None:
    at = to_micros(datetime.fromisoformat(utc).replace(tzinfo=UTC))
    assert date.fromordinal(local_day(at, ZoneInfo(zone))) == date.fromisoformat(day)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])
@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_at_both_ends_of_time_wall_times_and_instants_still_fit(zone: str, day: int) -> None:
    place = ZoneInfo(zone)
    for seconds in (0, 2 * DAY):
        at = wall_micros(day, seconds, place)
        assert from_micros(at, UTC).tzinfo is UTC
        assert local_day(at, place) == day + seconds // DAY
