"""Clock changes that calendars stumble over: windows laid around each by hand arithmetic on its published offsets.

RFC 5545 says what a wall time means near a change. With the clock's faces just before and after it, that is: a wall
time before the later of the two faces is read by the old offset, and one at or after it by the new. (In a gap the
later face is where the gap ends; in a fold it is where the doubled time ends, so that its first reading is taken.)
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from slacal import Calendar, SpecialDay
from slacal.spans.day_time import Window

DATA = Path(__file__).parents[1] / "data" / "tz_edge_events.csv"
MIDNIGHT = timedelta(days=1)


class Change(NamedTuple):
    """A change of the clock: when, the two faces, the two offsets."""

    zone: str
    at: datetime
    before: datetime
    after: datetime
    old: timedelta
    new: timedelta
    is_stable: bool

    def utc(self, wall: datetime) -> datetime:
        """Return the instant of a wall time near the change."""
        offset = self.old if wall < max(self.before, self.after) else self.new
        return (wall - offset).replace(tzinfo=UTC)


def offset(text: str) -> timedelta:
    """Read an offset such as +05:30 or -00:44:30."""
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    size = timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
    return -size if text[0] == "-" else size


def change_of(row: dict[str, str]) -> Change:
    return Change(
        row["zone"],
        datetime.fromisoformat(row["utc_instant"]),
        datetime.fromisoformat(row["local_before"]),
        datetime.fromisoformat(row["local_after"]),
        offset(row["offset_before"]),
        offset(row["offset_after"]),
        row["same_in_tz2024b"] == row["same_in_tz2025b"] == "yes",
    )


with DATA.open(encoding="utf-8", newline="") as lines:
    CHANGES = {f"{row['zone']} {row['utc_instant'][:10]}": change_of(row) for row in csv.DictReader(lines)}
STABLE = {name: change for name, change in CHANGES.items() if change.is_stable}


def walls_near(change: Change) -> list[datetime]:
    """Return wall times around both faces of a change, and the faces themselves."""
    minutes = (-60, -15, 0, 15, 60)
    walls = {face + timedelta(minutes=step) for face in (change.before, change.after) for step in minutes}
    return sorted(walls | {change.before - timedelta(seconds=1), change.after + timedelta(seconds=1)})


def windows_near(change: Change) -> list[tuple[datetime, datetime]]:
    walls = walls_near(change)
    return [(opens, closes) for opens in walls for closes in walls if timedelta() < closes - opens <= MIDNIGHT]


def opening(change: Change, opens: datetime, closes: datetime) -> Calendar:
    """Return the calendar that has this one window, on the date on which it opens."""
    start = int((opens - opens.replace(hour=0, minute=0, second=0)).total_seconds())
    window = Window(start, start + int((closes - opens).total_seconds()))
    return Calendar.weekly("off", zone=change.zone, special_days=[SpecialDay(opens.date(), [window])])


def is_skipped(change: Change, wall: datetime) -> bool:
    """Tell whether the change skipped the whole date of a wall time."""
    midnight = wall.replace(hour=0, minute=0, second=0)
    return change.utc(midnight) >= change.utc(midnight + MIDNIGHT)


def test_56_changes_are_known_and_most_are_the_same_in_every_database() -> None:
    assert len(CHANGES) == 56
    assert len(STABLE) == 53


@pytest.mark.parametrize("name", STABLE)
def test_windows_around_a_change_are_open_for_their_real_seconds(name: str) -> None:
    change = STABLE[name]
    low, high = change.at - timedelta(days=4), change.at + timedelta(days=4)
    for opens, closes in windows_near(change):
        start, end = change.utc(opens), change.utc(closes)
        expected = [(start, end)] if start < end and not is_skipped(change, opens) else []
        calendar = opening(change, opens, closes)
        assert [tuple(span) for span in calendar.spans(low, high)] == expected, (opens, closes)
        real = expected[0][1] - expected[0][0] if expected else timedelta()
        assert calendar.elapsed(low, high) == real
        assert calendar.is_business_day(opens.date()) is bool(expected)


@pytest.mark.parametrize("name", STABLE)
def test_around_the_clock_a_change_neither_adds_nor_loses_time(name: str) -> None:
    change = STABLE[name]
    whole = Calendar.weekly("24/7", zone=change.zone)
    low, high = change.at - timedelta(days=4), change.at + timedelta(days=4)
    assert [tuple(span) for span in whole.spans(low, high)] == [(low, high)]
    assert whole.is_open(change.at)


@pytest.mark.parametrize("name", STABLE)
def test_the_dates_around_a_change_are_as_long_as_they_were(name: str) -> None:
    change = STABLE[name]
    whole = Calendar.weekly("24/7", zone=change.zone)
    for days in (-1, 0, 1):
        midnight = change.before.replace(hour=0, minute=0, second=0) + timedelta(days=days)
        start, end = change.utc(midnight), change.utc(midnight + MIDNIGHT)
        spans = [(opens.astimezone(UTC), closes.astimezone(UTC)) for opens, closes in whole.day(midnight.date()).spans]
        assert spans == ([(start, end)] if start < end else [])
