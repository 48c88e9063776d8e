from __future__ import annotations

from typing import Any

import pytest

from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny
from slacal.engine.limits import BusinessDays
from slacal.engine.moments import OnEvent
from slacal.engine.terms import PauseRule
from slacal.errors import SlacalError
from slacal.policies.book import Book
from slacal.policies.faults import flat
from slacal.policies.pause import pauses_of

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
