"""The stop-watch of all benchmarks: the best of several runs, taken in turn, so that a busy moment hits them alike."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Runs = dict[str, "Callable[[], object]"]


def best(runs: Runs, rows: int, seconds: float = 2.0, rounds: int = 3) -> dict[str, float]:
    """Return the best time of each run, in nanoseconds a row; the seconds may hold more rounds, never fewer."""
    low = dict.fromkeys(runs, float("inf"))
    for run in runs.values():
        run()
    stop, left = perf_counter() + seconds, rounds
    while left > 0 or perf_counter() < stop:
        left -= 1
        for name, run in runs.items():
            begun = perf_counter()
            run()
            low[name] = min(low[name], perf_counter() - begun)
    return {name: taken / rows * 1e9 for name, taken in low.items()}


def least(work: Callable[[], object], runs: int, times: int = 1) -> float:
    """Return the least seconds that one call took, over several runs of so many calls."""
    low = float("inf")
    for _ in range(runs):
        begun = perf_counter()
        for _ in range(times):
            work()
        low = min(low, (perf_counter() - begun) / times)
    return low
