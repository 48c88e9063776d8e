from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import BusinessDays
from slacal.engine.moments import OnEvent
from slacal.engine.terms import PauseRule
from slacal.errors import SlacalError
from slacal.policies.book import Book
from slacal.policies.faults import flat
from slacal.policies.pause import pauses_of
from slacal.policies.policy import Policy

NOTHING: dict[str, Any] = {}
WAITING = IsAny("status", frozenset({"waiting"}))
BOOK = Book(terms={"waiting": WAITING})
ASKED, ANSWERED = OnEvent(frozenset({"asked"})), OnEvent(frozenset({"answered"}))


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("never", ()),
        ("waiting", (PauseRule("waiting", WAITING),)),
        ({"status": "waiting"}, (PauseRule("paused", WAITING),)),
        ({"from": "asked", "to": "answered"}, (PauseRule("paused", begins=ASKED, ends=ANSWERED),)),
        ({"reason": "customer", "while": "waiting"}, (PauseRule("customer", WAITING),)),
        (
            ["waiting", {"reason": "supplier", "from": "asked", "to": "answered"}],
            (PauseRule("waiting", WAITING), PauseRule("supplier", begins=ASKED, ends=ANSWERED)),
        ),
        (
            {"reason": "customer", "while": "waiting", "at_most": "10 business days"},
            (PauseRule("customer", WAITING, at_most=BusinessDays(10, DayRule(), "10 business days")),),
        ),
    ],
)
def test_a_pause_is_read(written: object, rules: tuple[PauseRule, ...]) -> None:
    assert pauses_of(written, BOOK) == rules


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        (None, [""]),
        ([], [""]),
        (NOTHING, [""]),
        ("wating", [""]),
        ({"from": "asked"}, [""]),
        ({"to": "answered"}, [""]),
        ({"while": "waiting", "from": "asked", "to": "answered"}, [""]),
        ({"from": 5, "to": []}, ["from", "to"]),
        ({"while": "wating"}, ["while"]),
        ({"while": "waiting", "reason": {"a": "b"}}, ["reason"]),
        ({"while": "waiting", "at_most": "3 months"}, ["at_most"]),
        ({"while": "waiting", "at_most": {"fact": "cap"}, "reason": 5}, ["at_most", "reason"]),
        ({"while": "waiting", "at_most": "3 calendar days"}, ["at_most"]),  # no zone is named
        (["waiting", "wating", {"while": NOTHING}], ["[1]", "[2].while"]),
    ],
)
def test_every_fault_of_a_pause_has_its_path(written: object, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        pauses_of(written, BOOK)
    assert [fault.field for fault in flat(refused.value)] == fields


def test_a_cap_of_calendar_days_ends_with_a_date_in_the_zone_of_the_policy() -> None:
    pause = [{"reason": "customer", "while": "waiting", "at_most": "2 calendar days"}]
    target = {"measures": "resolution", "pause": pause, "goals": [{"within": "8 calendar hours"}]}
    policy = Policy.from_dict({"name": "Support", "zone": "Asia/Tokyo", "targets": {"fix": target}})
    nine = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Tokyo"))  # 00:00 in Greenwich
    asked = Event(nine + timedelta(hours=1), "changed", status="waiting")
    ticket = History("T-1", [Event(nine, "created", status="new"), asked])
    # One hour until the pause of the 23rd and 24th, and one from the midnight in Tokyo that ends it.
    found = policy.evaluate(ticket, as_of=datetime(2026, 11, 25, 1, tzinfo=ZoneInfo("Asia/Tokyo")))["fix"]
    assert found.elapsed == timedelta(hours=2)
