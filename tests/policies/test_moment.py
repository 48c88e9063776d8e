from __future__ import annotations

from typing import Any

import pytest

from slacal.engine.conditions import AllOf, Between, IsAny, Not, Present
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.errors import SlacalError
from slacal.policies.book import Book
from slacal.policies.faults import flat
from slacal.policies.moment import moment_of

NOTHING: dict[str, Any] = {}
SOLVED = IsAny("status", frozenset({"solved"}))
BOOK = Book(terms={"solved": SOLVED})


def on(*kinds: str) -> OnEvent:
    return OnEvent(frozenset(kinds))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("created", on("created")),
        ("solved", Becomes(SOLVED)),  # a term, before it is an event kind
        ({"event": "solved"}, on("solved")),  # so this is how to name the event
        ({"event": ["created", "imported"]}, on("created", "imported")),
        (["created"], on("created")),
        (["created", "solved"], FirstOf((on("created"), Becomes(SOLVED)))),
        ({"status": "new"}, Becomes(IsAny("status", frozenset({"new"})))),
        ({"tier": "gold", "all": ["solved"]}, Becomes(AllOf((IsAny("tier", frozenset({"gold"})), AllOf((SOLVED,)))))),
        (
            {"event": "agent_reply", "with": {"author": ["human", 7]}},
            OnEvent(frozenset({"agent_reply"}), (("author", frozenset({"human", "7"})),)),
        ),
        (
            {"event": "call", "with": {"author": "human", "minutes": {"at_least": 5}}, "once_by": "call"},
            OnEvent(frozenset({"call"}), (("author", frozenset({"human"})),), "call", Between("minutes", at_least=5)),
        ),
        (
            {"event": "call", "with": {"queue": "present", "bot": "absent"}},
            OnEvent(frozenset({"call"}), where=AllOf((Present("queue"), Not(Present("bot"))))),
        ),
    ],
)
def test_a_moment_is_read(written: object, moment: object) -> None:
    assert moment_of(written, BOOK) == moment


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        (None, [""]),
        (5, [""]),
        ("", [""]),
        ("never", [""]),
        ([], [""]),
        (["created", 5, NOTHING], ["[1]", "[2]"]),
        (NOTHING, [""]),
        ({"not": "slved"}, ["not"]),
        ({"event": []}, ["event"]),
        ({"event": ["created", 5]}, ["event[1]"]),
        ({"event": "always", "with": 5}, ["event", "with"]),
        (
            {"event": "created", "with": {"author": None, "via": {"at_least": "3"}}},
            ["with.author", "with.via.at_least"],
        ),
        ({"event": "created", "with": {"any": ["x"]}}, ["with.any"]),
        ({"event": "created", "once_by": 5}, ["once_by"]),
        ({"event": "created", "wth": NOTHING}, ["wth"]),
    ],
)
def test_every_fault_of_a_moment_has_its_path(written: object, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        moment_of(written, BOOK)
    assert [fault.field for fault in flat(refused.value)] == fields
