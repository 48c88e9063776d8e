"""How long until a new calendar knows 21 years, and 2? Two kinds of week, in each round new to the process."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bench.figures import Figure, finish, options
from bench.timing import least
from bench.units import CALLS, az_run

from slacal import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 25
SPANS = {21: (2015, 30.0), 2: (2026, 5.0)}  # years, the first of them, and the goal in milliseconds
HOLIDAYS = [
    date(year, month, day)
    for year in range(2015, 2037)
    for month, day in ((1, 1), (5, 1), (10, 3), (12, 24), (12, 25), (12, 26), (12, 31))
]
NEW: dict[str, Callable[[int], Calendar]] = {  # a week is kept once it is compiled, so each round has its own minute
    "Moscow, six days": lambda minute: Calendar.weekly(
        f"Mo-Fr 10:{minute:02}-19:00; Sa 09:00-16:00", zone="Europe/Moscow"
    ),
    "Berlin, with lunch and holidays": lambda minute: Calendar.weekly(
        f"Mo-Fr 08:{minute:02}-12:00,13:00-17:00", zone="Europe/Berlin", holidays=HOLIDAYS, coverage="ignore"
    ),
}


def cold(name: str, years: int, minutes: list[int]) -> float:
    """Return the least milliseconds from hours to the first answer, over so many years."""
    first = SPANS[years][0]
    start, end = datetime(first, 1, 1, 12, tzinfo=UTC), datetime(first + years - 1, 12, 30, 12, tzinfo=UTC)
    return min(least(lambda minute=minute: NEW[name](minute).elapsed(start, end), 1) for minute in minutes) * 1e3  # type: ignore[misc] # bound now


def main() -> None:
    keep = options(__doc__ or "").parse_args().keep
    Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin").is_open(datetime(2026, 1, 1, tzinfo=UTC))  # imports
    figures: list[Figure] = []
    for years, (_, goal) in SPANS.items():
        begin = 0 if years > 2 else 30
        took = {name: cold(name, years, list(range(begin, begin + ROUNDS))) for name in NEW}
        az = least(az_run(), 50) / CALLS * 1e9
        for name, milliseconds in took.items():
            print(f"{years:2} years, {name}: {milliseconds:.2f} ms")
        name = f"a new calendar's first answer, over {years} years"
        figures.append(Figure(name=name, value=max(took.values()), unit="ms", beside="AZ", beside_ns=az, goal=goal))
    finish("compiling", figures, keep)


if __name__ == "__main__":
    main()
