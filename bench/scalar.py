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
GOALS = {"elapsed": (2.5, 5.5), "add": (3.0, 5.5), "subtract": (3.0, 5.5), "is_open": (2.5, 5.5)}
FLAT = 1.5


@dataclass
class Figure:
    """One line: a question over pairs of arguments, the best nanoseconds of a call so far, and the goal in AZ."""

    name: str
    ask: Question
    firsts: Sequence[object]
    seconds: Sequence[object]
    goal: float | None = None
    best: float = field(default=float("inf"))

    def take(self) -> None:
        """Time one round."""
        ask, pairs = self.ask, list(zip(self.firsts, self.seconds, strict=True))
        begun = perf_counter()
        for first, second in pairs:
            ask(first, second)
        self.best = min(self.best, (perf_counter() - begun) / len(pairs) * 1e9)

    def line(self, az: float) -> str:
        """Return the figure as text."""
        goal = (
            "" if self.goal is None else f"  goal {self.goal:.1f} {'met' if self.best <= self.goal * az else 'MISSED'}"
        )
        return f"  {self.name:44}{self.best:9.0f} ns{self.best / az:8.2f} AZ{goal}"


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


def figures_of(calendar: Calendar) -> list[Figure]:
    """Return the questions on a calendar: in its zone, in UTC and in another; near and ten years off."""
    starts, ends, amounts = pairs_of(0)
    _, far_ends, far_amounts = pairs_of(10)
    found: list[Figure] = []
    for place, zone in ("calendar's zone", ZoneInfo(calendar.zone)), ("UTC", UTC), ("another zone", ELSEWHERE):
        here = [start.astimezone(zone) for start in starts]
        there = [end.astimezone(zone) for end in ends]
        other = zone is ELSEWHERE
        found += [
            Figure(f"elapsed, {place}", calendar.elapsed, here, there, GOALS["elapsed"][other]),
            Figure(f"add, {place}", calendar.add, here, amounts, GOALS["add"][other]),
            Figure(f"subtract, {place}", calendar.subtract, here, amounts, GOALS["subtract"][other]),
            Figure(f"is_open, {place}", lambda at, _: calendar.is_open(at), here, here, GOALS["is_open"][other]),
        ]
        if not other:
            far = [end.astimezone(zone) for end in far_ends]
            found += [
                Figure(f"add 1 day, {place}", calendar.add, here, one_day()),
                Figure(f"add 10 years, {place}", calendar.add, here, far_amounts),
                Figure(f"elapsed 10 years, {place}", calendar.elapsed, here, far),
            ]
    return found


def units() -> tuple[Figure, Figure]:
    """Return AZ, and the price of a call that does nothing."""
    starts, ends, _ = pairs_of(0)
    zone = ZoneInfo("Europe/Berlin")
    return (
        Figure("AZ: astimezone", datetime.astimezone, starts, [zone] * QUESTIONS),
        Figure("an empty call", lambda _a, _b: None, starts, ends),
    )


def add_pass() -> float | None:
    """Return ADD, the nanoseconds a row of one pass of numpy's add over a million rows; None without numpy."""
    try:
        import numpy as np
    except ImportError:
        return None
    rows = 1_000_000
    first, second = np.arange(rows, dtype=np.int64), np.arange(rows, dtype=np.int64)
    out, best = np.empty(rows, np.int64), float("inf")
    for _ in range(ROUNDS):
        begun = perf_counter()
        np.add(first, second, out=out)
        best = min(best, (perf_counter() - begun) / rows * 1e9)
    return best


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


def main() -> None:
    """Measure everything in turn, and print it."""
    az, empty = units()
    figures = {name: figures_of(calendar) for name, calendar in CALENDARS.items()}
    everything = [az, empty, *(figure for several in figures.values() for figure in several)]
    for _ in range(ROUNDS):
        for figure in everything:
            figure.take()
    print(f"CPython {sys.version.split()[0]}, best of {ROUNDS} rounds")
    print(az.line(az.best), empty.line(az.best), sep="\n")
    pass_of_add = add_pass()
    print(
        "  ADD: numpy is not installed"
        if pass_of_add is None
        else f"  ADD: one pass of numpy{pass_of_add:30.2f} ns a row"
    )
    for name, several in figures.items():
        print(name, *(figure.line(az.best) for figure in several), sep="\n")
        by_name = {figure.name: figure.best for figure in several}
        for place in ("calendar's zone", "UTC"):
            ratio = by_name[f"add 10 years, {place}"] / by_name[f"add 1 day, {place}"]
            print(f"  10 years / 1 day, {place:36}{ratio:8.2f}     goal {FLAT} {'met' if ratio <= FLAT else 'MISSED'}")
    first, others = cold_answers()
    before, dearest, after = (ns / az.best for ns in (min(others[:3]), max(others), min(others[-10:])))
    print(f"a new calendar: its first answer {first / 1e6:.2f} ms; then, one call timed by itself, in AZ:")
    print(f"  add before there are rows {before:.1f}, to build a block {dearest:.0f}, with rows {after:.1f}")


if __name__ == "__main__":
    main()
