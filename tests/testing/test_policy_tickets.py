"""Tickets for a policy are made of what the policy reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, find, settings

from slacal import Event, History, Policy, UnknownName, WrongType
from slacal.testing import simplest, tickets

if TYPE_CHECKING:
    from collections.abc import Callable

POLICY = Policy.from_dict(
    {
        "name": "S",
        "zone": "UTC",
        "calendar": "always",
        "targets": {
            "answer": {
                "start": "created",
                "stop": "agent_answered",
                "pause": {"state": "parked"},
                "goals": [
                    {"when": {"rank": {"at_least": 3}}, "within": "2 calendar hours"},
                    {"within": "9 business hours"},
                ],
            }
        },
    }
)
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
MANY = settings(max_examples=5_000, database=None, phases=[Phase.generate])


def test_the_simplest_ticket_is_created_on_a_monday_and_no_more() -> None:
    assert simplest(tickets(POLICY)) == (History("T-1", [Event(MONDAY, "created")]), MONDAY)


WANTED: list[Callable[[Event], bool]] = [
    lambda event: event.kind == "agent_answered",
    lambda event: event.kind == "due_override",
    lambda event: event.changes.get("state") == "parked",
    lambda event: event.changes.get("rank") == 3,
    lambda event: event.changes.get("rank") == 2,
    lambda event: event.kind not in POLICY.terms.kinds and event.kind != "changed",
]


@pytest.mark.parametrize("wanted", WANTED)
def test_what_the_policy_reads_comes_up_and_what_it_does_not_read_too(wanted: Callable[[Event], bool]) -> None:
    find(tickets(POLICY), lambda drawn: any(map(wanted, drawn[0])), settings=MANY)


def test_kinds_that_are_left_out_do_not_come_after_the_first_event() -> None:
    from hypothesis import given

    seen: set[str] = set()

    @settings(max_examples=40, database=None)
    @given(tickets(POLICY, without=("created", "due_override", "changed")))
    def takes(drawn: tuple[History, datetime]) -> None:
        first, *others = (event.kind for event in drawn[0].events)
        assert first == "created"
        seen.update(others)

    takes()
    assert seen == {"agent_answered", "something else"}


def test_a_kind_that_no_ticket_has_is_refused() -> None:
    with pytest.raises(UnknownName, match="without='reply' is no kind of event of these tickets"):
        simplest(tickets(POLICY, without=["reply"]))
    with pytest.raises(WrongType, match="without='due_override' is not a list"):
        simplest(tickets(POLICY, without="due_override"))


def test_what_is_no_policy_is_refused() -> None:
    with pytest.raises(WrongType, match="policy=None is not a Policy"):
        simplest(tickets(None))  # type: ignore[arg-type] # the very thing that must fail


def test_the_instant_of_the_question_never_lies_before_the_ticket() -> None:
    from hypothesis import given

    @settings(max_examples=100, database=None)
    @given(tickets(POLICY))
    def holds(drawn: tuple[History, datetime]) -> None:
        history, as_of = drawn
        assert history.events[0].at <= as_of

    holds()
