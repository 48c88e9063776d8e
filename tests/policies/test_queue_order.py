from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from slacal.engine.conditions import IsAny
from slacal.engine.queue import Rank
from slacal.policies.book import Book
from slacal.policies.piece import faults_of
from slacal.policies.queue_order import Order
from slacal.policies.written import frozen


def faults(**written: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Order.model_validate(frozen(written), context=Book())
    return [(fault.field, fault.code) for fault in faults_of(refused.value, Order)]


def test_p28_a_rank_says_which_tickets_and_in_which_order() -> None:
    written = {"when": {"tier": "gold"}, "by": ["due", "priority"]}
    found = Order.model_validate(frozen(written), context=Book()).compiled(Book())
    assert found == Rank(("due", "priority"), IsAny("tier", frozenset({"gold"})))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, [("by", "missing")]),
        ({"by": "due"}, [("by", "wrong-type")]),
        ({"by": []}, [("by", "empty")]),
        ({"by": ["due", "due"]}, [("by[1]", "repeated")]),
        ({"by": [1, " "]}, [("by[0]", "not-text"), ("by[1]", "bad-input")]),
        ({"by": ["due desc", "size ASC"]}, [("by[0]", "direction"), ("by[1]", "direction")]),
        ({"by": ["due"], "where": {}}, [("where", "unknown-key")]),
        ({"by": ["due"], "when": "gold"}, [("when", "unknown-name")]),
    ],
)
def test_every_fault_of_an_order_names_its_place(written: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(**written) == expected


def test_a_fact_with_a_space_in_its_name_is_a_key() -> None:
    written = frozen({"by": ["Customer tier", "due"]})
    assert Order.model_validate(written, context=Book()).compiled(Book()) == Rank(("Customer tier", "due"))
