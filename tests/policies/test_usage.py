from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from slacal.engine.conditions import IsAny
from slacal.engine.usage import UsageRule
from slacal.policies.book import Book
from slacal.policies.piece import faults_of
from slacal.policies.usage import Usage
from slacal.policies.written import frozen

HALF = Fraction(1, 2)


def meant(**written: Any) -> UsageRule:
    return Usage.model_validate(frozen(written), context=Book()).compiled(Book())


def faults(**written: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Usage.model_validate(frozen(written), context=Book())
    return [(fault.field, fault.code) for fault in faults_of(refused.value, Usage)]


def test_e5_e6_requests_are_counted_in_steps_of_one() -> None:
    assert meant(unit="request", when={"tariff": "basic"}, count="tasks") == UsageRule(
        "request", IsAny("tariff", frozenset({"basic"})), count="tasks"
    )


def test_e6_the_minimum_is_one_step_unless_it_is_said() -> None:
    assert meant(unit="hour", of="work", step=0.5) == UsageRule("hour", of="work", step=HALF, minimum=HALF)
    assert meant(unit="hour", of="work", step="0.5", minimum=2, round="up").minimum == 2


def test_p27_a_decimal_is_exactly_what_is_written() -> None:
    assert meant(unit="hour", of="work", step=0.1).step == Fraction(1, 10)


def test_a_number_is_a_million_at_most() -> None:
    assert meant(unit="request", included=1_000_000, each="year").included == 1_000_000


def test_p27_included_amounts_are_of_a_period() -> None:
    found = meant(unit="request", included=10.5, each="quarter", beyond="refuse")
    assert (found.included, found.each, found.beyond) == (Fraction(21, 2), "quarter", "refuse")


def test_p27_requests_may_be_counted_by_session() -> None:
    assert meant(unit="request", of="work", per="session").per == "session"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, [("unit", "missing")]),
        ({"unit": "hours", "of": "work"}, [("unit", "not-a-choice")]),
        ({"unit": "request", "steps": 1}, [("steps", "unknown-key")]),
        ({"unit": "request", "when": "gold"}, [("when", "unknown-name")]),
        ({"unit": "request", "step": 0}, [("step", "bad-input")]),
        ({"unit": "request", "step": -1}, [("step", "bad-input")]),
        ({"unit": "request", "step": "half"}, [("step", "bad-input")]),
        ({"unit": "request", "step": True}, [("step", "wrong-type")]),
        ({"unit": "request", "step": 1_000_001}, [("step", "bad-input")]),
        ({"unit": "request", "step": 2, "minimum": 1}, [("minimum", "bad-input")]),
        ({"unit": "hour", "of": "work", "step": 0.5, "minimum": 1.25}, [("minimum", "bad-input")]),
        ({"unit": "request", "round": "down"}, [("round", "not-a-choice")]),
        ({"unit": "hour"}, [("of", "missing")]),
        ({"unit": "request", "per": "day"}, [("of", "missing")]),
        ({"unit": "request", "of": "work"}, [("of", "clash")]),
        ({"unit": "hour", "of": "work", "count": "tasks"}, [("count", "clash")]),
        ({"unit": "request", "per": "week", "of": "work"}, [("per", "not-a-choice")]),
        ({"unit": "request", "included": 3}, [("each", "missing")]),
        ({"unit": "request", "each": "month", "beyond": "refuse"}, [("each", "clash"), ("beyond", "clash")]),
        ({"unit": "request", "included": 3, "each": "week"}, [("each", "not-a-choice")]),
        ({"unit": "request", "included": 3, "each": "year", "beyond": "stop"}, [("beyond", "not-a-choice")]),
        (
            {"unit": "hour", "step": 0, "round": "off"},
            [("step", "bad-input"), ("round", "not-a-choice"), ("of", "missing")],
        ),
    ],
)
def test_every_fault_of_usage_names_its_place(written: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(**written) == expected
