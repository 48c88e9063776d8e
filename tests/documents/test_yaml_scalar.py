"""Unquoted scalars of YAML."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.documents.yaml_scalar import is_nothing, meaning


@pytest.mark.parametrize(
    "text",
    [
        *("19:00", "1:30:00", "190:20:30.15", "09:00-12:00", "24/7"),
        *("2026-11-21", "2026-11-21T10:00:00Z", "2026-11-21 10:00:00"),
        *("on", "off", "yes", "no", "y", "n", "On", "OFF", "Yes", "NO"),
        *("010", "0o17", "0x1F", "0b11", "1_000", "+1", ".5", "5.", "1.e3", "007", "-", "--1", "1e", "٣"),
        *(".inf", "-.inf", ".nan", ".NaN", "NaN", "Infinity", "tRUE", "nUll", "=", "<<", " ", "1 "),
    ],
)
def test_text_stays_text(text: str) -> None:
    assert meaning(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("-8", -8), ("1.50", 1.5), ("-2.5e3", -2500.0), ("1E2", 100.0), ("true", True), ("FALSE", False)],
)
def test_numbers_and_booleans_are_read(text: str, value: float) -> None:
    assert meaning(text) == value
    assert isinstance(meaning(text), type(value))


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text: str) -> None:
    assert meaning(text) is None
    assert is_nothing(text)


@given(st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_of_json_is_that_number(number: float) -> None:
    assert meaning(json.dumps(number)) == number
