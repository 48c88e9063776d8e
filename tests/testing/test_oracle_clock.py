"""The oracle's clock, held against clock changes that were looked up elsewhere (tests/data/tz_edge_events.csv)."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from slacal import BadInput
from slacal.testing.oracle_clock import DAY, SECOND, Change, changes, instant_of, instant_when, is_skipped, on_clock

EVENTS = Path(__file__).parents[1] / "data" / "tz_edge_events.csv"


class Event(NamedTuple):
    """A clock change: where, when, what the clock showed before and after it, by how many seconds it moved."""

    zone: str
    at: int
    before: datetime
    after: datetime
    shift: int


def events() -> list[Event]:
    with EVENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Event(
            row["zone"],
            instant_of(datetime.fromisoformat(row["utc_instant"])),
            datetime.fromisoformat(row["local_before"]),
            datetime.fromisoformat(row["local_after"]),
            int(row["shift_seconds"]),
        )
        for row in rows
        if int(row["shift_seconds"]) != 0 and row["same_in_tz2025b"] == "yes"  # the tests may run on an older database
    ]


def wall(local: datetime) -> int:
    return on_clock(local.date(), 0) + (local - datetime(local.year, local.month, local.day)) // timedelta(
        microseconds=1
    )


@pytest.mark.parametrize("event", events(), ids=lambda event: f"{event.zone} {event.before:%Y-%m-%d}")
def test_the_change_is_found_to_the_second(event: Event) -> None:
    expected = Change(event.at, wall(event.before) - event.at, wall(event.after) - event.at)
    assert expected in changes(event.zone, event.at // DAY)


@pytest.mark.parametrize("event", [e for e in events() if e.shift > 0], ids=lambda e: f"{e.zone} {e.before:%Y-%m-%d}")
def test_c9_a_wall_time_that_is_never_shown_moves_forward_by_what_is_skipped(event: Event) -> None:
    # In the middle of the gap: as long after the change as the missing wall time lies after the last one shown.
    middle = event.shift // 2 * SECOND
    assert instant_when(wall(event.before) + middle, event.zone) == event.at + middle


@pytest.mark.parametrize("event", [e for e in events() if e.shift < 0], ids=lambda e: f"{e.zone} {e.before:%Y-%m-%d}")
def test_c9_a_wall_time_that_is_shown_twice_is_its_first_reading(event: Event) -> None:
    middle = -event.shift // 2 * SECOND
    assert instant_when(wall(event.before) - middle, event.zone) == event.at - middle


def test_c9_dates_that_zones_skipped() -> None:
    # Samoa and Kiritimati went over the date line; Kwajalein did in 1993.
    skipped = {
        "Pacific/Apia": date(2011, 12, 30),
        "Pacific/Kiritimati": date(1994, 12, 31),
        "Pacific/Kwajalein": date(1993, 8, 21),
    }
    for zone, day in skipped.items():
        around = [is_skipped(day + timedelta(days=days), zone) for days in (-1, 0, 1)]
        assert around == [False, True, False], zone


def test_a_naive_datetime_is_read_in_no_zone_at_all() -> None:
    with pytest.raises(BadInput, match="has no time zone"):
        instant_of(datetime(2026, 1, 5, 9))
