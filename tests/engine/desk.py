"""A support desk for the tests of rules: open Mo-Fr 10:00-19:00 in UTC. 23 November 2026 is a Monday."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from slacal import Evaluation, Event, History, Policy

ZERO = timedelta(0)


def at(text: str) -> datetime:
    """Return an instant of November 2026 from ``"23 10:00"``, a day and a wall time of UTC."""
    day, clock = text.split()
    hour, minute = clock.split(":")[:2]
    return datetime(2026, 11, int(day), int(hour), int(minute), tzinfo=UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def promise(target: dict[str, Any], **rest: Any) -> Policy:
    desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    always = {"week": "always", "zone": "UTC"}
    return Policy.from_dict(
        {
            "name": "desk",
            "zone": "UTC",
            "calendar": "desk",
            "calendars": {"desk": desk, "around": always},
            "targets": {"t": target},
            **rest,
        }
    )


def resolution(within: str = "8 business hours", **rest: Any) -> Policy:
    return promise({"measures": "resolution", "goals": [{"within": within}], **rest})


def told(policy: Policy, as_of: str, *events: tuple[Any, ...]) -> Evaluation:
    """Evaluate events written as (when, kind) or (when, kind, changes)."""
    history = History("T-1", [Event(at(when), *rest) for when, *rest in events])
    return policy.evaluate(history, as_of=at(as_of))
