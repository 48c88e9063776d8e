"""What does one answer cost? Each question on warm calendars, as a multiple of AZ: one ``u.astimezone(z)``.

Starts lie within 90 days and amounts between a minute and 40 hours, in random order. All figures are taken in turn,
round after round, and the best of each counts: on a shared machine only the ratios mean something.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bench.figures import Figure, finish, options

from slacal import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Question = Callable[[Any, Any], object]

ROUNDS, QUESTIONS, WARMING = 30, 500, 40
ELSEWHERE = ZoneInfo("America/New_York")
HOLIDAYS = [date(year, month, day) for year in range(2024, 2040) for month, day in ((1, 1), (5, 1), (10, 3), (12, 25))]
CALENDARS = {
    "Moscow, Mo-Fr 10-19, Sa 9-16": Calendar.weekly("Mo-Fr 10:00-19:00; Sa 09:00-16:00", zone="Europe/Moscow"),
    "Berlin, Mo-Fr 8-12 and 13-17, holidays": Calendar.weekly(
        "Mo-Fr 08:00-12:00,13:00-17:00", zone="Europe/Berlin", holidays=HOLIDAYS, coverage="ignore"
    ),
}
GOALS = {"elapsed": (500, 1_100), "add": (600, 1_100), "subtract": (600, 1_100), "is_open": (500, 1_100)}
NEAR, ELSE = ("calendar's zone", "UTC"), ("another zone",)
DAY, DECADE = "add 1 day", "add 10 years"


@dataclass
class Timing:
    """One line: a question over pairs of arguments, and the best nanoseconds of a call so far."""

    name: str
    ask: Question
    firsts: Sequence[object]
    seconds: Sequence[object]
    best: float = field(default=float("inf"))

    def take(self) -> None:
        """Time one round."""
        ask, pairs = self.ask, list(zip(self.firsts, self.seconds, strict=True))
        begun = perf_counter()
        for first, second in pairs:
            ask(first, second)
        self.best = min(self.best, (perf_counter() - begun) / len(pairs) * 1e9)

    def line(self, az: float) -> str:
        """Return the timing as text."""
        return f"  {self.name:44}{self.best:9.0f} ns{self.best / az:8.2f} AZ"


def pairs_of(years: int) -> tuple[list[datetime], list[datetime], list[timedelta]]:
    """Return starts and ends in UTC, and amounts; with years, amounts and ends so much farther off."""
    random = Random(20261121)  # noqa: S311 - a fixed choice
    first = datetime(2026, 9, 1, tzinfo=UTC)
    starts = [first + timedelta(0, random.randrange(90 * 86_400), random.randrange(10**6)) for _ in range(QUESTIONS)]
    ends = [start + timedelta(years * 365, random.randrange(14 * 86_400)) for start in starts]
    amounts = [timedelta(hours=40 * 52 * years, seconds=random.randrange(60, 144_000)) for _ in starts]
    return starts, ends, amounts


def one_day() -> list[timedelta]:
    """Return amounts of a working day of eight hours."""
    return [timedelta(hours=8)] * QUESTIONS


def timings_of(calendar: Calendar) -> list[Timing]:
    """Return the questions on a calendar: in its zone, in UTC and in another; near and ten years off."""
    starts, ends, amounts = pairs_of(0)
    _, far_ends, far_amounts = pairs_of(10)
    found: list[Timing] = []
    zones = ZoneInfo(calendar.zone), UTC, ELSEWHERE
    for place, zone in zip((*NEAR, *ELSE), zones, strict=True):
        here = [start.astimezone(zone) for start in starts]
        there = [end.astimezone(zone) for end in ends]
        found += [
            Timing(f"elapsed, {place}", calendar.elapsed, here, there),
            Timing(f"add, {place}", calendar.add, here, amounts),
            Timing(f"subtract, {place}", calendar.subtract, here, amounts),
            Timing(f"is_open, {place}", lambda at, _: calendar.is_open(at), here, here),
        ]
        if place in NEAR:
            far = [end.astimezone(zone) for end in far_ends]
            found += [
                Timing(f"{DAY}, {place}", calendar.add, here, one_day()),
                Timing(f"{DECADE}, {place}", calendar.add, here, far_amounts),
                Timing(f"elapsed 10 years, {place}", calendar.elapsed, here, far),
            ]
    return found


def units() -> tuple[Timing, Timing]:
    """Return AZ, and the price of a call that does nothing."""
    starts, ends, _ = pairs_of(0)
    zone = ZoneInfo("Europe/Berlin")
    return (
        Timing("AZ: astimezone", datetime.astimezone, starts, [zone] * QUESTIONS),
        Timing("an empty call", lambda _a, _b: None, starts, ends),
    )


def cold_answers() -> tuple[float, list[float]]:
    """Return the nanoseconds of the first answer of a new calendar, and of each of the next ones: best of a few."""
    starts, _, amounts = pairs_of(0)
    near = sorted(zip(starts, amounts, strict=True))[:WARMING]
    best = [float("inf")] * WARMING
    for hour in range(10):
        calendar = Calendar.weekly(f"Mo-Fr 08:{hour:02}-17:00", zone="Europe/Berlin")
        for place, (start, amount) in enumerate(near):
            begun = perf_counter()
            calendar.add(start, amount)
            best[place] = min(best[place], (perf_counter() - begun) * 1e9)
    return best[0], best[1:]


def figures_of(timings: list[dict[str, float]], az: float) -> list[Figure]:
    """Return the figures with a goal: of each question the slowest of the calendars and zones."""
    found: list[Figure] = []
    for places, said, which in (NEAR, "calendar's zone or UTC", 0), (ELSE, "another zone", 1):
        for kind, goals in GOALS.items():
            slowest = max(one[f"{kind}, {place}"] for one in timings for place in places)
            name = f"one {kind}, {said}"
            found.append(Figure(name=name, value=slowest, unit="ns", beside="AZ", beside_ns=az, goal=goals[which]))
    ratio = max(one[f"{DECADE}, {place}"] / one[f"{DAY}, {place}"] for one in timings for place in NEAR)
    return [*found, Figure(name="one add of 10 years beside one of a day", value=ratio, unit="times", goal=1.5)]


def main() -> None:
    """Measure everything in turn, and print it."""
    keep = options(__doc__ or "").parse_args().keep
    az, empty = units()
    timings = {name: timings_of(calendar) for name, calendar in CALENDARS.items()}
    everything = [az, empty, *(timing for several in timings.values() for timing in several)]
    for _ in range(ROUNDS):
        for timing in everything:
            timing.take()
    print(f"CPython {sys.version.split()[0]}, best of {ROUNDS} rounds")
    print(az.line(az.best), empty.line(az.best), sep="\n")
    for name, several in timings.items():
        print(name, *(timing.line(az.best) for timing in several), sep="\n")
    first, others = cold_answers()
    before, dearest, after = (ns / az.best for ns in (min(others[:3]), max(others), min(others[-10:])))
    print(f"a new calendar: its first answer {first / 1e6:.2f} ms; then, one call timed by itself, in AZ:")
    print(f"  add before there are rows {before:.1f}, to build a block {dearest:.0f}, with rows {after:.1f}")
    finish(
        "scalar", figures_of([{one.name: one.best for one in several} for several in timings.values()], az.best), keep
    )


if __name__ == "__main__":
    main()
