"""The simplest value: found with a condition and without, the same each time."""

from __future__ import annotations

import pytest
from hypothesis import errors
from hypothesis import strategies as st

from slacal.testing.simplest_value import simplest


def test_without_a_condition_it_is_what_shrinking_ends_at() -> None:
    assert simplest(st.integers()) == 0


def test_with_a_condition_it_is_the_least_that_meets_it() -> None:
    assert simplest(st.lists(st.integers()), lambda numbers: sum(numbers) > 100) == [101]


def test_what_no_draw_meets_is_said_so() -> None:
    with pytest.raises(errors.NoSuchExample):
        simplest(st.booleans(), lambda drawn: str(drawn) == "maybe")
