"""Memory and time of ten thousand customers on one week, each with twenty dates of its own, one year compiled."""

from __future__ import annotations

import gc
import time
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from random import Random

from bench.figures import Figure, finish, options

from slacal import Calendar

CUSTOMERS, DATES = 10_000, 20


def main() -> None:
    """Build, ask each once, and print what it took."""
    keep = options(__doc__ or "").parse_args().keep
    random = Random(20261121)  # noqa: S311 - a fixed choice of dates
    first, at = date(2026, 1, 1), datetime(2026, 11, 20, 12, tzinfo=UTC)
    choices = [{first + timedelta(random.randrange(365)): "off" for _ in range(DATES)} for _ in range(CUSTOMERS)]
    gc.collect()
    tracemalloc.start()
    begun = time.perf_counter()
    calendars = [Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin", special_days=days) for days in choices]
    built, described = time.perf_counter() - begun, tracemalloc.get_traced_memory()[0]
    begun = time.perf_counter()
    for calendar in calendars:
        calendar.is_open(at)
    asked, compiled = time.perf_counter() - begun, tracemalloc.get_traced_memory()[0]
    print(f"{CUSTOMERS:,} calendars: built {built:.1f} s, {described / 2**20:.0f} MiB (traced, so slower than life)")
    each = compiled / CUSTOMERS / 1024
    print(f"one question each: {asked:.1f} s, {compiled / 2**20:.0f} MiB in all, {each:.1f} KiB a calendar")
    finish(
        "calendar_memory", [Figure(name="memory of one of 10,000 customers' calendars", value=each, unit="KiB")], keep
    )


if __name__ == "__main__":
    main()
