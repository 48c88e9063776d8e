"""Values linked one behind another."""

from __future__ import annotations

import pickle

from slacal.engine.link import Link, linked, listed


def test_values_come_back_in_the_order_in_which_they_were_linked() -> None:
    assert listed(linked([3, 1, 2])) == [3, 1, 2]
    assert linked([]) is None
    assert listed(None) == []


def test_what_is_linked_on_shares_its_past() -> None:
    past = linked(["a", "b"])
    assert listed(Link("c", past)) == ["a", "b", "c"]
    assert listed(Link("d", past)) == ["a", "b", "d"]


def test_a_long_chain_is_pickled_without_recursion() -> None:
    assert listed(pickle.loads(pickle.dumps(linked(range(10_000))))) == list(range(10_000))  # noqa: S301 - our own
