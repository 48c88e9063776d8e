"""The order of work, after the vendors' rules A2, A9 and B3."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from slacal.engine.conditions import IsAny
from slacal.engine.queue import Entry, Rank, place_of

GOLD, SILVER = (IsAny("tier", frozenset({tier})) for tier in ("gold", "silver"))


def names(entries: list[Entry], *ranks: Rank) -> list[str]:
    return [entry.ticket for entry in sorted(entries, key=lambda entry: place_of(entry, ranks))]


def entry(ticket: str, registered: int = 0, due: int | None = None, left: int | None = None, **facts: Any) -> Entry:
    return Entry(ticket, facts, registered, due, left)


def test_a2_tickets_are_worked_on_in_order_of_registration() -> None:
    entries = [entry("late", 3), entry("soon", 1), entry("middle", 2)]
    assert names(entries, Rank(("registered",))) == names(entries) == ["soon", "middle", "late"]


def test_p28_ties_are_ordered_by_ticket_whatever_the_order_they_came_in() -> None:
    for order in permutations([entry("T-1"), entry("T-2"), entry("T-3")]):
        assert names(list(order), Rank(("registered",))) == ["T-1", "T-2", "T-3"]


def test_a9_the_tier_ranks_first_and_tickets_without_a_rank_come_last() -> None:
    ranks = Rank(("registered",), GOLD), Rank(("registered",), SILVER)
    entries = [entry("other", 0), entry("silver", 1, tier="silver"), entry("gold", 2, tier="gold")]
    assert names(entries, *ranks) == ["gold", "silver", "other"]


def test_p28_the_first_matching_rank_counts() -> None:
    ranks = Rank(("registered",), GOLD), Rank(("due",)), Rank(("registered",), SILVER)
    entries = [entry("due", 9, due=1), entry("silver", 0, due=2, tier="silver"), entry("gold", 9, tier="gold")]
    assert names(entries, *ranks) == ["gold", "due", "silver"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("due", ["b", "a", "c"]), ("remaining", ["a", "b", "c"])],  # c has neither: last
)
def test_p28_what_is_due_or_has_least_remaining_comes_first(key: str, expected: list[str]) -> None:
    entries = [entry("c"), entry("a", due=20, left=-5), entry("b", due=10, left=5)]
    assert names(entries, Rank((key,))) == expected


def test_p28_of_a_fact_numbers_come_before_text_and_what_is_missing_last() -> None:
    values = {"a": "high", "b": "10", "c": 9, "d": None, "e": "9.5", "f": "-1", "g": "Z"}
    entries = [entry(ticket, priority=value) for ticket, value in values.items()]
    assert names(entries, Rank(("priority",))) == ["f", "c", "e", "b", "g", "a", "d"]


def test_p28_keys_are_asked_one_after_another() -> None:
    entries = [entry("a", 2, priority=1), entry("b", 1, priority=1), entry("c", 0, priority=2)]
    assert names(entries, Rank(("priority", "registered"))) == ["b", "a", "c"]


def test_a_rank_names_the_facts_that_it_reads() -> None:
    assert Rank(("due", "priority"), GOLD).fields() == {"priority", "tier"}
