"""Small logs for desks: tickets as (created, priority, [(at, status), ...])."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np

from slacal import Calendar, Policy
from slacal.analysis.desk import Desk, fit

HOURS = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
ALWAYS = Calendar.always(zone="UTC")
POLICY = Policy.from_dict(
    {
        "name": "desk",
        "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
        "definitions": {"solved": {"status": "solved"}, "waiting": {"status": "waiting"}},
        "targets": {
            "solve": {
                "measures": "resolution",
                "goals": [
                    {"when": {"priority": "high"}, "within": "2 business hours"},
                    {"within": "8 business hours"},
                ],
            }
        },
    }
)
AS_OF = datetime(2026, 12, 31, tzinfo=UTC)
Ticket = tuple[str, str, list[tuple[str, str]]]


def log(*tickets: Ticket) -> dict[str, np.ndarray[Any, Any]]:
    """Return a log of events as columns."""
    rows = [
        (f"T-{number}", at, "created" if status == "new" else "changed", priority, status)
        for number, (created, priority, told) in enumerate(tickets)
        for at, status in [(created, "new"), *told]
    ]
    names = ("ticket", "at", "event", "priority", "status")
    columns = {name: np.array(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    return columns | {"at": columns["at"].astype("M8[us]")}


def desk(*tickets: Ticket, as_of: datetime = AS_OF, calendar: Calendar = HOURS, by: str | None = "priority") -> Desk:
    """Return the desk of a log."""
    return fit(log(*tickets), POLICY, as_of, calendar=calendar, by=by)
