"""Columns of instants through `slacal.batch`, beside a C loop over the same tables and a search by hand.

All figures are the best of several runs, taken in turn, so that a busy moment hits them alike; read the ratios.
ADD is one pass of ``np.add`` over the rows. CLOOP is a C loop over bin tables, made by gcc where there is one, without
looking at range or missing values.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from slacal import Calendar, batch
from slacal.batch.tables import tables_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.batch.bins import Bins

Runs = dict[str, "Callable[[], object]"]
HOUR = 3_600_000_000
LOW, HIGH = (int(np.datetime64(day, "us").astype(np.int64)) for day in ("2016-01-01", "2034-12-01"))
CALENDARS = {
    "Moscow, six days": Calendar.weekly("Mo-Fr 10:00-19:00; Sa 09:00-16:00", zone="Europe/Moscow"),
    "Berlin, with lunch": Calendar.weekly(
        "Mo-Fr 08:00-12:00,13:00-17:00", zone="Europe/Berlin",
        special_days=dict.fromkeys(("01-01", "05-01", "10-03", "12-25", "12-26"), "off"),
    ),
}  # fmt: skip
ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Moscow", "America/New_York", "America/Chicago", "America/Los_Angeles",
    "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "UTC",
)  # fmt: skip
GOALS = {"elapsed": 4.0, "add": 3.0}
SOURCE = """
#include <stddef.h>
#include <stdint.h>
typedef int64_t I; typedef const int64_t *restrict In; typedef int64_t *restrict Out;
static inline I total(I t, I origin, double per, In shift, In floor) {
  I k = (I)((double)(t - origin) * per), v = t + shift[k], low = floor[k], high = floor[k + 1];
  v = v < low ? low : v; return v > high ? high : v; }
void elapsed(In a, In b, Out o, ptrdiff_t n, I origin, I width, In shift, In floor) {
  double per = 1.0 / width;
  for (ptrdiff_t i = 0; i < n; i++)
    o[i] = total(b[i], origin, per, shift, floor) - total(a[i], origin, per, shift, floor); }
void add(In a, In d, Out o, ptrdiff_t n, I origin, I width, In shift, In floor, I bits, In jumps, In moves) {
  double per = 1.0 / width;
  for (ptrdiff_t i = 0; i < n; i++) {
    I x = total(a[i], origin, per, shift, floor) + d[i], j = x >> bits, near = moves[j], far = moves[j + 1];
    o[i] = x + (x <= jumps[j] ? near : far); } }
"""


def best(runs: Runs, rows: int, seconds: float = 2.0) -> dict[str, float]:
    """Return the best time of each run, in nanoseconds a row."""
    low = dict.fromkeys(runs, float("inf"))
    for run in runs.values():
        run()
    stop = perf_counter() + seconds
    while perf_counter() < stop:
        for name, run in runs.items():
            begun = perf_counter()
            run()
            low[name] = min(low[name], perf_counter() - begun)
    return {name: taken / rows * 1e9 for name, taken in low.items()}


def c_library(folder: str) -> ctypes.CDLL | None:
    gcc = shutil.which("gcc")
    if gcc is None:
        return None
    source, made = Path(folder, "loop.c"), Path(folder, "loop.so")
    source.write_text(SOURCE, encoding="utf-8")
    subprocess.run([gcc, "-O3", "-march=native", "-shared", "-fPIC", "-o", made, source], check=True)
    return ctypes.CDLL(str(made))


def searched(starts: Any, ends: Any, a: Any, b: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return elapsed and add as one writes them by hand: `searchsorted` over the stretches."""
    totals = np.concatenate([[0], np.cumsum(ends - starts)])

    def total(t: Any) -> Any:
        i: Any = np.searchsorted(starts, t, "right") - 1
        j = np.maximum(i, 0)
        return np.where(i < 0, 0, np.minimum(totals[j] + t - starts[j], totals[j + 1]))

    def due() -> Any:
        x = total(a) + b
        j: Any = np.searchsorted(totals, x, "left") - 1
        return x + starts[j] - totals[j]

    return (lambda: total(b) - total(a)), due


def c_runs(library: ctypes.CDLL, bins: Bins, a: Any, b: Any, d: Any) -> Runs:
    out, integer = np.empty_like(a), ctypes.c_int64
    origin, width = int(bins.origins[0]), bins.width
    shift, floor, jumps, moves = bins.shift, np.append(bins.floor, bins.ceiling[-1]), bins.jumps, bins.moves
    kept = shift, floor, jumps, moves

    def at(array: Any) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    head = integer(len(a)), integer(origin), integer(width), at(shift), at(floor)
    tail = integer(bins.bits), at(jumps), at(moves)
    return {
        "CLOOP elapsed": lambda: (library.elapsed(at(a), at(b), at(out), *head), kept),
        "CLOOP add": lambda: (library.add(at(a), at(d), at(out), *head, *tail), kept),
    }


def columns(rows: int) -> tuple[Any, Any, Any]:
    random = np.random.default_rng(1)
    a = random.integers(LOW, HIGH, rows)
    return a, a + random.integers(0, 720 * HOUR, rows), random.integers(HOUR // 60, 40 * HOUR, rows)


def one_calendar(name: str, calendar: Calendar, rows: int, library: ctypes.CDLL | None) -> None:
    a, b, d = columns(rows)
    view = calendar.horizon.reach(LOW, HIGH + 3_000 * HOUR)
    by_hand, due_by_hand = searched(np.array(view.starts), np.array(view.ends), a, b)
    _, due_by_hand = searched(np.array(view.starts), np.array(view.ends), a, d)
    start, end, amount, out = a.view("M8[us]"), b.view("M8[us]"), d.view("m8[us]"), np.empty_like(a)
    gaps = start.copy()
    gaps[::20] = np.datetime64("NaT")
    runs: Runs = {
        "ADD": lambda: np.add(a, b, out=out),
        "elapsed": lambda: batch.elapsed(calendar, start, end),
        "add": lambda: batch.add(calendar, start, amount),
        "elapsed, 5 % NaT": lambda: batch.elapsed(calendar, gaps, end),
        "add, 5 % NaT": lambda: batch.add(calendar, gaps, amount),
    }
    if rows <= 1_000_000:
        runs |= {"searchsorted elapsed": by_hand, "searchsorted add": due_by_hand}
    if (batch.elapsed(calendar, a, b) != by_hand()).any() or (batch.add(calendar, a, d) != due_by_hand()).any():
        raise SystemExit("the batch and the search by hand differ")
    bins = tables_for((calendar.horizon,), LOW, HIGH).bins
    if library is not None:
        runs |= c_runs(library, bins, a, b, d)
    took = best(runs, rows, 3.0 if rows <= 1_000_000 else 12.0)
    print(f"{name}, {rows:,} rows, bins of {bins.width // HOUR} h, tables {bins.nbytes // 1024} KiB")
    for run, nanoseconds in took.items():
        print(f"  {run:22} {nanoseconds:8.2f} ns a row {nanoseconds / took['ADD']:8.1f} ADD", end="")
        loop = took.get(f"CLOOP {run.split()[-1] if 'searchsorted' in run else run.split(',')[0]}")
        print(f" {nanoseconds / loop:7.2f} CLOOP" if loop else "", end="")
        goal = GOALS.get(run)
        verdict = ("within" if nanoseconds <= goal * loop else "ABOVE") if goal and loop else ""
        print(f"  {verdict} the goal of {goal} CLOOP" if verdict else "")
    if library is None:
        print("  CLOOP is missing: no gcc")
    for kind in GOALS:
        more = took[f"{kind}, 5 % NaT"] - took[kind]
        print(f"  {kind}: NaT costs {more:+.2f} ns a row, {more / took['ADD']:+.1f} ADD")


def mixed_calendars(rows: int) -> None:
    """Ask fifty calendars, a code a row, and one, about four years."""
    weeks = ("Mo-Fr 09:00-18:00", "Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-12:00")
    hours = [
        Calendar.weekly(weeks[i % 2], zone=ZONES[i // 5], special_days={f"03-{i % 28 + 1:02}": "off"})
        for i in range(50)
    ]
    named = dict(enumerate(hours))
    random = np.random.default_rng(2)
    first, last = (int(np.datetime64(day, "us").astype(np.int64)) for day in ("2023-01-01", "2026-12-01"))
    a = random.integers(first, last, rows)
    b, d = a + random.integers(0, 720 * HOUR, rows), random.integers(HOUR // 60, 40 * HOUR, rows)
    codes = random.integers(0, 50, rows).astype(np.uint8)
    took = best(
        {
            "elapsed, one": lambda: batch.elapsed(hours[1], a, b),
            "elapsed, fifty": lambda: batch.elapsed(named, a, b, calendar_of=codes),
            "add, one": lambda: batch.add(hours[1], a, d),
            "add, fifty": lambda: batch.add(named, a, d, calendar_of=codes),
        },
        rows,
    )
    print(f"fifty calendars, {rows:,} rows, four years")
    for kind in GOALS:
        one, fifty = took[f"{kind}, one"], took[f"{kind}, fifty"]
        print(f"  {kind:10} one {one:6.2f}, fifty {fifty:6.2f} ns a row: {fifty / one:.2f} times one (goal 1.8)")


def small_batches() -> None:
    """Time few rows, beside the scalar call and `astimezone`, which tells how fast the machine is just now."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    calendar, at, zone = (
        CALENDARS["Moscow, six days"],
        datetime(2026, 11, 20, 14, 33, tzinfo=UTC),
        ZoneInfo("Europe/Berlin"),
    )
    a, b, d = columns(1_000)
    print("small batches, microseconds a call; AZ is one astimezone, in nanoseconds")
    for rows in (1, 10, 100, 1_000):
        start, end, amount = a[:rows].view("M8[us]"), b[:rows].view("M8[us]"), d[:rows].view("m8[us]")
        took = best(
            {
                "AZ": lambda: [at.astimezone(zone) for _ in range(100)],
                "elapsed": lambda start=start, end=end: batch.elapsed(calendar, start, end),  # type: ignore[misc] # bound now
                "add": lambda start=start, amount=amount: batch.add(calendar, start, amount),  # type: ignore[misc] # bound now
            },
            1, 1.0,
        )  # fmt: skip
        az = took["AZ"] / 100
        shown = ", ".join(
            f"{kind} {took[kind] / 1e3:.1f} ({took[kind] / az * 200 / 1e3:.1f} at AZ = 200)" for kind in GOALS
        )
        print(f"  {rows:5} rows: {shown}; AZ {az:.0f}")


def memory(rows: int) -> None:
    calendar = CALENDARS["Moscow, six days"]
    a, b, d = (part.view(kind) for part, kind in zip(columns(rows), ("M8[us]", "M8[us]", "m8[us]"), strict=True))
    runs: Runs = {"elapsed": lambda: batch.elapsed(calendar, a, b), "add": lambda: batch.add(calendar, a, d)}
    for kind, run in runs.items():
        run()
        tracemalloc.start()
        run()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"memory of {kind}, {rows:,} rows: {(peak - 2**20) / rows:.2f} B a row + 1 MiB (goal 10)")


def main() -> None:
    """Print all figures; ``10m`` as an argument adds ten million rows."""
    with tempfile.TemporaryDirectory() as folder:
        library = c_library(folder)
        for name, calendar in CALENDARS.items():
            for rows in (1_000_000, 10_000_000) if "10m" in sys.argv else (1_000_000,):
                one_calendar(name, calendar, rows, library)
    mixed_calendars(1_000_000)
    small_batches()
    memory(1_000_000)


if __name__ == "__main__":
    main()
