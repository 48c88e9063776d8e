"""A desk's policy, and the events of one of its tickets."""

from __future__ import annotations

from typing import Any

DESK: dict[str, Any] = {
    "name": "desk",
    "version": "7",
    "zone": "Europe/Moscow",
    "assumptions": ["no holidays are kept"],
    "calendars": {"office": {"week": "Mo-Fr 10:00-19:00", "holidays": "none"}},
    "targets": {
        "answer": {"measures": "first_response", "goals": [{"within": "4 business hours"}]},
        "fix": {"measures": "resolution", "goals": [{"within": "16 business hours"}]},
    },
}
# 20 November 2026 is a Friday: an hour of it, and one of Monday, until the answer; then the customer is waited for.
TICKET = """\
ticket,at,event,status
T-1,2026-11-20T18:00,created,new
T-1,2026-11-23T11:00,agent_reply,waiting
"""
