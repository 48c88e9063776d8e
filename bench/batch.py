"""Columns of instants through `slacal.batch`, beside a C loop over the same tables and a search by hand.

All figures are the best of several runs, taken in turn, so that a busy moment hits them alike; read the ratios.
ADD is one pass of ``np.add`` over the rows.
"""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import numpy as np
from bench.columns import CALENDARS, HIGH, HOUR, LOW, columns
from bench.figures import Figure, finish, options
from bench.timing import best
from bench.units import CALLS, az_run, c_library, c_runs

from slacal import Calendar, batch
from slacal.batch.tables import tables_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.timing import Runs

ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Moscow", "America/New_York", "America/Chicago", "America/Los_Angeles",
    "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "UTC",
)  # fmt: skip
LOOPS = {"elapsed": "CLOOP", "add": "CLOOP add"}
Took = dict[str, float]


def searched(starts: Any, ends: Any, a: Any, b: Any, d: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return elapsed and add as one writes them by hand: `searchsorted` over the stretches."""
    totals = np.concatenate([[0], np.cumsum(ends - starts)])

    def total(t: Any) -> Any:
        i: Any = np.searchsorted(starts, t, "right") - 1
        j = np.maximum(i, 0)
        return np.where(i < 0, 0, np.minimum(totals[j] + t - starts[j], totals[j + 1]))

    def due() -> Any:
        x = total(a) + d
        j: Any = np.searchsorted(totals, x, "left") - 1
        return x + starts[j] - totals[j]

    return (lambda: total(b) - total(a)), due


def one_calendar(name: str, calendar: Calendar, rows: int) -> Took:
    """Time and print one calendar; refuse to where the search by hand finds other answers."""
    a, b, d = columns(rows)
    view = calendar.horizon.reach(LOW, HIGH + 3_000 * HOUR)
    by_hand, due_by_hand = searched(np.array(view.starts), np.array(view.ends), a, b, d)
    start, end, amount, out = a.view("M8[us]"), b.view("M8[us]"), d.view("m8[us]"), np.empty_like(a)
    gaps = start.copy()
    gaps[::20] = np.datetime64("NaT", "us")
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
    took = best(runs | c_runs(bins, a, b, d), rows, 3.0 if rows <= 1_000_000 else 12.0)
    print(f"{name}, {rows:,} rows, bins of {bins.width // HOUR} h, tables {bins.nbytes // 1024} KiB")
    for run, nanoseconds in took.items():
        print(f"  {run:22} {nanoseconds:8.2f} ns a row {nanoseconds / took['ADD']:8.1f} ADD", end="")
        loop = took.get(LOOPS["add" if "add" in run.lower().split(",")[0].split() else "elapsed"])
        print(f" {nanoseconds / loop:7.2f} CLOOP" if loop else "", flush=True)
    return took


def whole_columns(rows: int) -> list[Figure]:
    """Return the figures of so many rows: of each question the slower of the two calendars."""
    tooks = [one_calendar(name, calendar, rows) for name, calendar in CALENDARS.items()]
    size = f"{rows // 1_000_000}M rows" if rows >= 1_000_000 else f"{rows:,} rows"
    found: list[Figure] = []
    for kind, loop in LOOPS.items():
        slow = max(tooks, key=lambda took: took[kind] / took.get(loop, 1.0))
        gaps = max(tooks, key=lambda took: took[f"{kind}, 5 % NaT"] - took[kind])
        found += [
            Figure(
                name=f"batch {kind}, {size}, a row", value=slow[kind], unit="ns", goal=12.0,
                beside=loop, beside_ns=slow.get(loop),
            ),
            Figure(
                name=f"batch {kind}, {size}, more where 5 % are NaT, a row",
                value=gaps[f"{kind}, 5 % NaT"] - gaps[kind], unit="ns", goal=2.0, beside=loop, beside_ns=gaps.get(loop),
            ),
        ]  # fmt: skip
        if f"searchsorted {kind}" in slow:
            times = min(took[f"searchsorted {kind}"] / took[kind] for took in tooks)
            name = f"batch {kind}, {size}, faster than searchsorted by hand"
            found.append(Figure(name=name, value=times, unit="times", goal=12.0, better="more"))
    return found


def mixed_calendars(rows: int) -> list[Figure]:
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
    found: list[Figure] = []
    for kind in LOOPS:
        one, fifty = took[f"{kind}, one"], took[f"{kind}, fifty"]
        print(f"  {kind:10} one {one:6.2f}, fifty {fifty:6.2f} ns a row")
        found.append(Figure(name=f"batch {kind}, 50 calendars beside one", value=fifty / one, unit="times", goal=1.8))
    return found


def small_batches() -> list[Figure]:
    """Time few rows, beside `astimezone`, which tells how fast the machine is just now."""
    calendar = CALENDARS["Moscow, six days"]
    a, b, d = columns(1_000)
    print("small batches, microseconds a call; AZ is one astimezone, in nanoseconds")
    slowest: dict[str, tuple[float, float]] = {}
    for rows in (1, 10, 100, 1_000):
        start, end, amount = a[:rows].view("M8[us]"), b[:rows].view("M8[us]"), d[:rows].view("m8[us]")
        took = best(
            {
                "AZ": az_run(),
                "elapsed": lambda start=start, end=end: batch.elapsed(calendar, start, end),  # type: ignore[misc] # bound now
                "add": lambda start=start, amount=amount: batch.add(calendar, start, amount),  # type: ignore[misc] # bound now
            },
            1, 1.0,
        )  # fmt: skip
        az = took["AZ"] / CALLS
        print(f"  {rows:5} rows: " + ", ".join(f"{kind} {took[kind] / 1e3:.1f}" for kind in LOOPS) + f"; AZ {az:.0f}")
        for kind in LOOPS:
            slowest[kind] = max(
                slowest.get(kind, (0.0, 1.0)), (took[kind] / 1e3, az), key=lambda pair: pair[0] / pair[1]
            )
    return [
        Figure(name=f"batch {kind}, 1 to 1,000 rows, a call", value=us, unit="us", goal=30.0, beside="AZ", beside_ns=az)
        for kind, (us, az) in slowest.items()
    ]


def memory(rows: int) -> list[Figure]:
    """Return the greatest memory that a call takes beside its columns, less one mebibyte."""
    calendar = CALENDARS["Moscow, six days"]
    a, b, d = (part.view(kind) for part, kind in zip(columns(rows), ("M8[us]", "M8[us]", "m8[us]"), strict=True))
    runs: Runs = {"elapsed": lambda: batch.elapsed(calendar, a, b), "add": lambda: batch.add(calendar, a, d)}
    found: list[Figure] = []
    for kind, run in runs.items():
        run()
        tracemalloc.start()
        run()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        name = f"batch {kind}, 1M rows, memory beyond 1 MiB, a row"
        found.append(Figure(name=name, value=(peak - 2**20) / rows, unit="B", goal=10.0))
    return found


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000], help="sizes of the columns")
    asked = parser.parse_args()
    if c_library() is None:
        print("CLOOP is missing: no gcc")
    figures = [figure for rows in asked.rows for figure in whole_columns(rows)]
    finish("batch", [*figures, *mixed_calendars(1_000_000), *small_batches(), *memory(1_000_000)], asked.keep)


if __name__ == "__main__":
    main()
