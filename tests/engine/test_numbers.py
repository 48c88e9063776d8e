from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from slacal.engine.numbers import number_in


@pytest.mark.parametrize(
    ("value", "number"),
    [("0.1", Fraction(1, 10)), (0.1, Fraction(1, 10)), (" -3 ", -3), (2.0, 2), ("+7", 7), ("007", 7)],
)
def test_a_number_is_read_exactly_as_it_is_written(value: Any, number: Fraction) -> None:
    assert number_in(value) == number


@pytest.mark.parametrize(
    "value", ["", "P1", "1/2", "1e5", "nan", "inf", "1_000", ".5", "5.", True, None, "9" * 31, "٣"]
)
def test_other_values_are_no_numbers(value: Any) -> None:
    assert number_in(value) is None
