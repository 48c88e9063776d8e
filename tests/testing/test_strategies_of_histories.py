"""Histories: lives in good order, messes that reach every kind of mess, and the words and hours of one's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from slacal.calendars.calendar import Calendar
from slacal.testing import events, histories, messy_histories, policies
from slacal.testing.strategies_of_answers import within_reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal import History, Policy

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
SEARCH = settings(max_examples=3_000, phases=[Phase.generate], database=None, suppress_health_check=QUIET)
NIGHTS = Calendar.weekly("Mo-Su 22:00-06:00", zone="America/Santiago")
FOLLOWS = {
    ("new", "open"), ("new", "waiting"), ("new", "solved"),
    ("open", "waiting"), ("open", "on_hold"), ("open", "solved"),
    ("waiting", "open"), ("waiting", "solved"), ("on_hold", "open"), ("on_hold", "solved"),
    ("solved", "open"), ("solved", "closed"),
}  # fmt: skip


def statuses(history: History) -> list[object]:
    return [event.changes["status"] for event in history if "status" in event.changes]


@given(histories())
def test_a_life_begins_when_the_ticket_is_created_and_each_event_is_later_than_the_last(history: History) -> None:
    assert [event.kind for event in history].count("created") == 1
    assert history.events[0].kind == "created"
    assert all(one.at < other.at for one, other in pairwise(history))


@given(histories())
def test_each_status_of_a_life_is_one_that_may_follow(history: History) -> None:
    assert statuses(history)[0] == "new"
    assert set(pairwise(statuses(history))) <= FOLLOWS
    assert "closed" not in statuses(history)[:-1]


@given(histories())
def test_no_event_of_a_life_changes_a_fact_to_what_it_is(history: History) -> None:
    known: dict[str, object] = {}
    for event in history:
        assert not [name for name, value in event.changes.items() if known.get(name) == value]
        known |= event.changes


@given(histories(most=3))
def test_a_life_has_at_most_so_many_events(history: History) -> None:
    assert 1 <= len(history) <= 3


@given(histories(facts={"queue": ["billing", "sales"]}))
def test_facts_of_ones_own_replace_those_of_the_kit(history: History) -> None:
    names = {name for event in history for name in event.changes}
    assert names == {"status", "queue"}


def test_events_lie_on_the_edges_of_a_calendar_in_its_zone() -> None:
    def closes(history: History) -> bool:
        last = history.events[-1].at
        return len(history) > 1 and NIGHTS.next_close(last - timedelta(microseconds=1)) == last

    found = find(histories(calendar=NIGHTS), closes, settings=SEARCH)
    assert str(found.events[-1].at.tzinfo) == "America/Santiago"
    assert found.events[-1].at.hour == 6


def repeats(history: History) -> bool:
    return any(one == other for one, other in pairwise(history))


MESSES: dict[str, Callable[[History], bool]] = {
    "nothing at all": lambda history: len(history) == 0,
    "no creation": lambda history: len(history) > 0 and all(event.kind != "created" for event in history),
    "one event twice": repeats,
    "one event again later": lambda history: (
        [event.kind for event in history].count("created") == 2 and not repeats(history)
    ),
    "two at one instant": lambda history: any(a.at == b.at and a.kind != b.kind for a, b in pairwise(history)),
    "a kind that nobody knows": lambda history: any(event.kind == "unheard_of" for event in history),
    "a fact taken away": lambda history: any(None in event.changes.values() for event in history),
    "news after the end": lambda history: "closed" in statuses(history) and history.events[-1].kind == "customer_reply",
}


@pytest.mark.parametrize("mess", MESSES)
def test_messes_of_every_kind_are_drawn(mess: str) -> None:
    assert MESSES[mess](find(messy_histories(), MESSES[mess], settings=SEARCH))


@pytest.mark.parametrize("kind", ["created", "changed", "agent_reply", "customer_reply", "due_override", "unheard_of"])
def test_events_of_every_kind_are_drawn(kind: str) -> None:
    assert find(events(), lambda event: event.kind == kind, settings=SEARCH).kind == kind


@given(policies(), messy_histories())
def test_policies_have_an_answer_to_every_mess(policy: Policy, history: History) -> None:
    evaluation = within_reach(lambda: policy.evaluate(history, as_of=datetime(2027, 1, 31, tzinfo=UTC)))
    assert set(evaluation) == set(policy.targets)
