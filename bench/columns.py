"""The columns that the batch benchmarks ask about, in random order, and the two calendars that they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from bench.units import c_runs

from slacal import Calendar
from slacal.batch.tables import tables_for

if TYPE_CHECKING:
    from bench.timing import Runs

HOUR = 3_600_000_000
LOW, HIGH = (int(np.datetime64(day, "us").astype(np.int64)) for day in ("2016-01-01", "2034-12-01"))
CALENDARS = {
    "Moscow, six days": Calendar.weekly("Mo-Fr 10:00-19:00; Sa 09:00-16:00", zone="Europe/Moscow"),
    "Berlin, with lunch": Calendar.weekly(
        "Mo-Fr 08:00-12:00,13:00-17:00", zone="Europe/Berlin",
        special_days=dict.fromkeys(("01-01", "05-01", "10-03", "12-25", "12-26"), "off"),
    ),
}  # fmt: skip


def columns(rows: int) -> tuple[Any, Any, Any]:
    """Return starts and ends over 19 years, in microseconds, and amounts of up to 40 hours."""
    random = np.random.default_rng(1)
    a = random.integers(LOW, HIGH, rows)
    return a, a + random.integers(0, 720 * HOUR, rows), random.integers(HOUR // 60, 40 * HOUR, rows)


def usual_loop(rows: int = 1_000_000) -> Runs:
    """Return the C loops over the first calendar, for benchmarks of something else; none without gcc."""
    calendar = CALENDARS["Moscow, six days"]
    return c_runs(tables_for((calendar.horizon,), LOW, HIGH + 720 * HOUR, 60 * HOUR).bins, *columns(rows))
