"""The agenda yields what is ripe in one order, and forgets what was replaced."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import BadInput, Event, Policy, SlacalError, UnknownName, WrongType
from slacal.analysis.agenda import Agenda

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


def minutes(agenda: Agenda, now: int) -> list[tuple[str, int]]:
    return [(ticket, (at - TEN) // timedelta(minutes=1)) for at, ticket in agenda.due(after(now))]


def after(minute: int) -> datetime:
    return TEN + timedelta(minutes=minute)


def test_what_is_ripe_comes_by_instant_then_by_ticket_and_leaves() -> None:
    agenda = Agenda({"T-2": after(5), "T-10": after(5), "T-1": after(9), "T-0": after(1)})
    assert minutes(agenda, 5) == [("T-0", 1), ("T-10", 5), ("T-2", 5)]
    assert (len(agenda), "T-1" in agenda, "T-2" in agenda) == (1, True, False)
    assert (minutes(agenda, 8), minutes(agenda, 9), minutes(agenda, 99)) == ([], [("T-1", 9)], [])


def test_another_put_replaces_the_first_be_it_earlier_later_or_none() -> None:
    agenda = Agenda({"a": after(5), "b": after(5), "c": after(5)})
    agenda.put("a", after(1))
    agenda.put("b", after(9))
    agenda.put("c", None)
    agenda.put("nobody", None)
    assert agenda.next_at() == after(1)
    assert minutes(agenda, 99) == [("a", 1), ("b", 9)]
    assert agenda.next_at() is None


def test_what_is_put_while_it_is_gone_through_is_yielded_when_ripe() -> None:
    agenda, seen = Agenda({"a": after(0)}), list[int]()
    for at, ticket in agenda.due(after(20)):
        seen.append((at - TEN) // timedelta(minutes=1))
        agenda.put(ticket, at + timedelta(minutes=8))
    assert seen == [0, 8, 16]
    assert agenda.at("a") == after(24)


def test_what_is_not_gone_through_stays() -> None:
    agenda = Agenda({"a": after(0), "b": after(1)})
    assert next(agenda.due(after(20))) == (after(0), "a")
    assert "b" in agenda


PUTS = st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 6)), max_size=60)


@given(PUTS, st.integers(0, 6))
def test_it_does_what_a_sorted_dictionary_does(puts: list[tuple[str, int | None]], now: int) -> None:
    agenda, known = Agenda(), dict[str, int]()
    for ticket, minute in puts:
        agenda.put(ticket, None if minute is None else after(minute))
        known.pop(ticket, None)
        if minute is not None:
            known[ticket] = minute
    ripe = sorted((minute, ticket) for ticket, minute in known.items() if minute <= now)
    again = Agenda.from_dict(json.loads(json.dumps(agenda.to_dict())))
    assert again == agenda
    for one in (agenda, again):
        assert minutes(one, now) == [(ticket, minute) for minute, ticket in ripe]
        assert len(one) == len(known) - len(ripe)


def test_replaced_entries_do_not_pile_up() -> None:
    agenda = Agenda()
    for minute in range(1_000):
        agenda.put("a", after(minute))
    assert len(agenda._heap) < 20  # pyright: ignore[reportPrivateUsage] - there is no other sign of it
    assert minutes(agenda, 1_000) == [("a", 999)]


def test_an_evaluation_says_itself_when_to_look_again() -> None:
    policy = Policy.from_dict(
        {
            "name": "desk", "zone": "UTC",
            "targets": {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}},
        }
    )  # fmt: skip
    tracker, agenda = policy.track("T-1").after(Event(TEN, "created")), Agenda()
    agenda.take(tracker.at(TEN))
    assert agenda.at("T-1") == after(120) + timedelta(microseconds=1)
    agenda.take(tracker.at(after(121)))  # it is late, and nothing more will change by itself
    assert len(agenda) == 0


@pytest.mark.parametrize(
    ("stored", "field"),
    [
        ({}, "agenda.agenda"),
        ({"agenda": 2}, "agenda.agenda"),
        ({"agenda": 1, "entries": 5}, "agenda.entries"),
        ({"agenda": 1, "entries": [[1]]}, "agenda.entries[0]"),
        ({"agenda": 1, "entries": [[1, "a"], [True, "a"]]}, "agenda.entries[1][0]"),
        ({"agenda": 1, "entries": [[1, 2]]}, "agenda.entries[0][1]"),
        ({"agenda": 1, "entries": [[10**20, "a"]]}, "agenda.entries[0][0]"),
        ({"agenda": 1}, "agenda.entries"),
        ({"agenda": 1, "entries": [[1, "a"], [2, "b"], [3, "a"]]}, "agenda.entries[2][1]"),
        ([], "agenda"),
    ],
)
def test_a_damaged_agenda_is_refused(stored: Any, field: str) -> None:
    with pytest.raises(SlacalError) as caught:
        Agenda.from_dict(stored)
    assert caught.value.field == field


def test_wrong_arguments_are_refused() -> None:
    agenda = Agenda()
    with pytest.raises(WrongType):
        agenda.put(7, TEN)  # type: ignore[arg-type] # the point
    with pytest.raises(BadInput):
        agenda.put("a", TEN.replace(tzinfo=None))
    with pytest.raises(BadInput):
        agenda.due(TEN.replace(tzinfo=None))
    with pytest.raises(UnknownName):
        agenda.at("a")
    with pytest.raises(WrongType):
        agenda.at(["a"])  # type: ignore[arg-type] # the point
    with pytest.raises(WrongType):
        agenda.take("T-1")  # type: ignore[arg-type] # the point
