"""Pauses from one moment to another. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

import pytest
from tests.engine.desk import at, hours, promise

from slacal import Event, History

ONCE = {"once_by": "number"}


@pytest.mark.parametrize(
    ("begins", "ends", "paused"),
    [
        # Held and resumed with number 1: an hour. Held with number 2 at 13:00, and resumed by 1 at 14:00, by 2 at 15:00.
        ("held", "resumed", 2),
        ("held", {"event": "resumed", **ONCE}, 3),
        # Held again with number 1 from 16:00 to 17:00, which counts only where a number may come again.
        ({"event": "held", **ONCE}, "resumed", 2),
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
    ]
    events = [Event(at(when), kind, details={"number": number}) for when, kind, number in story]
    seen = policy.evaluate(History("T", [Event(at("23 10:00"), "created"), *events]), as_of=at("23 18:00"))["t"]
    assert seen.pauses == {"parts": hours(paused)}
