"""The same opening-hours texts, read by an independent program: opening-hours-py, where it is installed."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from slacal.calendars.day_windows import merged_windows
from slacal.calendars.weekly import WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Callable

oracle = pytest.importorskip("opening_hours")

FIRST, LAST = date(2026, 10, 1), date(2028, 4, 1)
DATES = (
    *("Dec 24", "Dec 24-26", "Dec 30-Jan 02", "Feb 27-29", "Feb 29", "Jan 31,Mar 31", "2027 May 01"),
    *("2026 Dec 24-2027 Jan 03", "Jun-Aug", "Nov-Feb", "Jun,Sep", "2027 Jun-Aug", "2027", "2027-2028 Mar"),
    *("2026,2028 Jan 05", "2027+ Jan 07", "easter", "easter -2 days", "easter +1 day"),
    *("easter -2 days-easter +1 day", "2027 easter +39 days", "week 1-53/2", "week 10,20-22", "week 53"),
    *("2027 week 05", "Mo[1]", "Sa[2,4]", "Fr[-1]", "Dec We[3]", "Su[5]"),
)
NIGHTS = ("22:00-06:00", "20:30-26:00", "23:00-00:15", "04:00-04:00")
PLAIN_DATES = [dates for dates in DATES if "[" not in dates]


def times(chance: random.Random, last: int = 24) -> str:
    at = sorted(chance.sample(range(last * 4 + 1), 2 * chance.choice([1, 1, 2])))
    clocks = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in at]
    return ",".join(f"{start}-{end}" for start, end in zip(clocks[::2], clocks[1::2], strict=True))


def weekdays(chance: random.Random) -> str:
    names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    return ",".join("-".join(chance.sample(names, chance.choice([1, 2]))) for _ in range(chance.choice([1, 1, 2])))


def weekly_text(chance: random.Random) -> str:
    text = f"{weekdays(chance)} {times(chance)}"
    for _ in range(chance.randrange(4)):
        hours = chance.choice([times(chance), times(chance), "off", f"{times(chance)} off"])
        text += f"{chance.choice([';', ';', ','])} {weekdays(chance)} {hours}"
    return text


def dated_text(chance: random.Random) -> str:
    text = f"{weekdays(chance)} {times(chance)}"
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.3:
            text += f"; {chance.choice(PLAIN_DATES)} {weekdays(chance)} {times(chance)}"
        else:
            text += f"{chance.choice([';', ','])} {chance.choice(DATES)} {times(chance)}"
        text += chance.choice(["", "", f"; {chance.choice(DATES)} off"])
    return text


def nightly_text(chance: random.Random) -> str:
    """Return nights parted by commas: after a semicolon the other program cuts the tail of the night before."""
    rules = [f"{weekdays(chance)} {chance.choice([*NIGHTS, times(chance)])}" for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.3:
        rules.append(f"{weekdays(chance)} {times(chance)} off")
    return ", ".join(rules)


def ours(hours: WeeklyHours) -> list[tuple[datetime, datetime]]:
    open_from: list[tuple[datetime, datetime]] = []
    day = FIRST - timedelta(1)
    dated = {
        on: windows for year in range(FIRST.year, LAST.year + 1) for on, (windows, _) in hours.dated_in(year).items()
    }
    while day < LAST:
        midnight = datetime(day.year, day.month, day.day)
        for opens, closes in merged_windows(dated.get(day, hours.on_weekday(day.weekday()))):
            open_from.append((midnight + timedelta(seconds=opens), midnight + timedelta(seconds=closes)))
        day += timedelta(1)
    return clipped(open_from)


def theirs(text: str) -> list[tuple[datetime, datetime]]:
    stretches = oracle.OpeningHours(text).intervals(midnight_of(FIRST), midnight_of(LAST))
    return clipped([(start, end) for start, end, state, _ in stretches if str(state) == "open"])


def midnight_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def clipped(stretches: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(stretches):
        low, high = max(start, midnight_of(FIRST)), min(end, midnight_of(LAST))
        if low >= high:
            continue
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


@pytest.mark.parametrize("make", [weekly_text, dated_text, nightly_text])
def test_hours_are_those_that_another_program_reads_from_the_same_text(make: Callable[[random.Random], str]) -> None:
    chance = random.Random(20261122)  # noqa: S311 - the same texts each time, no secrets
    for _ in range(100):
        text = make(chance)
        hours = WeeklyHours.parse(text)
        assert ours(hours) == theirs(text), text
        assert ours(hours) == theirs(hours.text()), hours.text()
