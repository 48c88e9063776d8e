"""Pauses from one moment to another. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

import pytest
from tests.engine.desk import at, hours, promise

from slacal import Event, History

ONCE = {"once_by": "number"}


@pytest.mark.parametrize(
    ("begins", "ends", "paused"),
    [
        # Held at 11:00 by number 1 and at 13:00 by 2, resumed at 12:00 and 14:00 by 1 and at 15:00 by 2. From 16:00 to
        # 17:00 number 1 holds it again, until 3 resumes it.
        ("held", "resumed", 1 + 1 + 1),
        ("held", {"event": "resumed", **ONCE}, 1 + 2 + 1),
        ({"event": "held", **ONCE}, "resumed", 1 + 1),
    ],
)
def test_d7_a_number_begins_or_ends_a_pause_once(begins: object, ends: object, paused: int) -> None:
    pause = [{"reason": "parts", "from": begins, "to": ends}]
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": pause})
    story = [
        ("23 11:00", "held", "1"),
        ("23 12:00", "resumed", "1"),
        ("23 13:00", "held", "2"),
        ("23 14:00", "resumed", "1"),
        ("23 15:00", "resumed", "2"),
        ("23 16:00", "held", "1"),
        ("23 17:00", "resumed", "3"),
    ]
    events = [Event(at(when), kind, details={"number": number}) for when, kind, number in story]
    seen = policy.evaluate(History("T", [Event(at("23 10:00"), "created"), *events]), as_of=at("23 18:00"))["t"]
    assert seen.pauses == {"parts": hours(paused)}
