"""Tickets whose state holds everything that a state can hold, for the tests of stored states.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.engine.desk import at, promise

from slacal import Event, Policy

if TYPE_CHECKING:
    from slacal import Tracker

RIGA = {"zone": "Europe/Riga"}
LICENCE = {"start": {"event": "licence", "once_by": "key"}, "lasts": "1 month"}
CAPPED = {"reason": "customer", "while": "waiting", "at_most": "3 business hours"}
PARTS = {"reason": "parts", "from": "ordered", "to": "arrived"}
WORK: dict[str, Any] = {
    "start": {"event": "asked", "once_by": "number"},
    "stop": "answered",
    "reopen": "new_cycle",
    "pause": [CAPPED, PARTS],
    "goals": [
        {"when": {"priority": "high"}, "within": "4 business hours"},
        {"when": {"priority": "low"}, "within": "2 business days", "cutoff": "14:00"},
        {"when": {"priority": "none"}, "sla": "none"},
        {"when": {"priority": "later"}, "within": "not regulated"},
        {"when": {"priority": "real"}, "within": "6 calendar hours"},
        {"when": {"priority": "span"}, "within": "1 month"},
    ],
}
DATED: dict[str, Any] = {"measures": "resolution", "goals": [{"at": "wanted"}]}
WHOLE: Policy = promise(
    {},
    targets={
        "work": {**WORK, "calendar": "own", "rules": {"on_change": "prorate", "tie_order": "roles"}},
        "dated": {**DATED, "rules": {"at_closed": "next_open"}},
    },
    calendars={
        "desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"},
        "own": {"week": "Mo-Fr 10:00-19:00", "zone": {"fact": "zone", "else": "UTC"}},
    },
    entitlements={"licence": LICENCE},
    then=[{"from": "2026-12-01", "version": "2", "targets": {"work": {**WORK, "goals": WORK["goals"][:1]}}}],
)


def event(when: str, kind: str, changes: dict[str, Any] | None = None, **details: Any) -> Event:
    """Return an event of November 2026, as `desk.at` reads the time."""
    return Event(at(when), kind, changes or {}, details=details)


#: A month of cover, a cycle that was answered, and another: prorated, paused twice, with two events of one instant.
STORY = (
    event("23 09:00", "licence", RIGA | {"priority": "low", "wanted": date(2026, 11, 28), "vip": True}, key="7"),
    event("23 10:00", "created", {"met": at("23 09:30"), "size": 2.5, "vendor": None}),
    event("23 10:00", "asked", number="1"),
    event("23 11:00", "answered"),
    event("23 12:00", "asked", number="2"),
    event("23 12:30", "due_override", {}, target="wrok", due_at="2026-11-24"),
    event("23 13:00", "changed", {"priority": "high", "status": "waiting"}),
    event("23 13:30", "sent"),
    event("23 14:00", "arrived"),
    event("24 08:00", "changed", {"status": "open"}),
    event("24 09:00", "ordered"),
    event("24 09:00", "changed", {"status": "waiting"}),
)


def after(policy: Policy, *events: Event) -> Tracker:
    """Return the tracker of a ticket after some events."""
    tracker = policy.track("T-1")
    for one in events:
        tracker = tracker.after(one)
    return tracker


def stored(tracker: Tracker) -> dict[str, Any]:
    """Return a state as it comes back from where JSON is kept."""
    state: dict[str, Any] = json.loads(json.dumps(tracker.to_dict()))
    return state
