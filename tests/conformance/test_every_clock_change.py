"""A window over, in, before and after every clock change of every zone, 2000 to 2037, against the oracle.

All of them stand behind ``make zones``; the usual run takes a sample.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, WeeklyHours
from slacal.spans.day_time import Window
from slacal.spans.zone import known_zones
from slacal.testing.oracle_open import doors_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
STEP = timedelta(hours=6)  # no zone has changed its clock twice within it
DAY = 86_400
EPOCH_DAY = date(1970, 1, 1).toordinal()


def families() -> dict[str, list[str]]:
    """Return every zone name by the data behind it: a link is the same file under another name."""
    root = files("tzdata").joinpath("zoneinfo")
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known_zones()):
        found[sha256(root.joinpath(*name.split("/")).read_bytes()).hexdigest()].append(name)
    return {names[0]: names for names in found.values()}


FAMILIES = families()
SAMPLE = sorted({*list(FAMILIES)[::40], "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca", "America/Asuncion"})


def offset(at: datetime, zone: ZoneInfo) -> int:
    ahead = at.astimezone(zone).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds())


def changes(zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    """Yield the wall times, in seconds since 1970, that each change skips or repeats: from, to."""
    at, before = FIRST, offset(FIRST, zone)
    while at < LAST:
        at += STEP
        after = offset(at, zone)
        if after != before:
            low, high = at - STEP, at
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if offset(middle, zone) == before else (low, middle)
            instant = int(high.timestamp())
            yield min(instant + before, instant + after), max(instant + before, instant + after)
            before = after


def windows(low: int, high: int) -> Iterator[tuple[int, int]]:
    third = (high - low) // 3
    yield low - 3_600, high + 3_600  # over it
    yield low + third, high - third  # in it
    yield low - 5_400, low  # before it
    yield high, high + 5_400  # after it
    yield low - 1_800, low + third  # into it
    yield high - third, high + 1_800  # out of it


def check(name: str) -> int:
    count = 0
    for low, high in changes(ZoneInfo(name)):
        for opens, closes in windows(low, high):
            day = EPOCH_DAY + opens // DAY
            start = opens % DAY
            if closes - opens > DAY:
                continue  # a date line crossed: no window is longer than a day
            window = Window(start, start + closes - opens)
            week = tuple((window,) if weekday == (day + 6) % 7 else () for weekday in range(7))
            calendar = Calendar.weekly(WeeklyHours(week), zone=name)
            expected = doors_of(calendar).owned(date.fromordinal(day))
            assert list(calendar.horizon.hours.day(day).pairs) == expected, (name, date.fromordinal(day), window)
            begin = (day - 2 - EPOCH_DAY) * DAY * 1_000_000
            spans = calendar.horizon.hours.spans(begin, begin + 6 * DAY * 1_000_000)
            assert spans == expected, (name, date.fromordinal(day), window)
            count += 1
    return count


@pytest.mark.parametrize("name", SAMPLE)
def test_windows_around_clock_changes_are_those_of_the_oracle(name: str) -> None:
    assert check(name) >= 0


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_windows_around_every_clock_change_are_those_of_the_oracle(name: str) -> None:
    assert check(name) >= 0


def test_every_zone_name_is_checked_under_itself_or_the_name_it_links_to() -> None:
    assert {name for names in FAMILIES.values() for name in names} == known_zones()


def test_no_zone_changes_its_clock_twice_within_three_days() -> None:
    for name in SAMPLE:
        instants = [low for low, _ in changes(ZoneInfo(name))]
        assert all(b - a > 3 * DAY for a, b in pairwise(instants)), name
