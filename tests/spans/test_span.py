"""Span: one half-open stretch."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from slacal.errors import BadInput
from slacal.spans.span import Span


def test_a_span_has_the_length_between_its_ends() -> None:
    assert Span(5, 9).length == 4
    assert Span(-3, 0).length == 3


def test_a_span_may_be_empty() -> None:
    assert Span(5, 5).length == 0


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        Span(5, 4)
    assert (caught.value.field, caught.value.value) == ("end", 4)


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (Span(0, 60), Span(30, 90), Span(30, 60)),
        (Span(0, 60), Span(10, 20), Span(10, 20)),
        (Span(0, 60), Span(0, 60), Span(0, 60)),
        (Span(0, 60), Span(60, 90), Span(60, 60)),  # touching spans share nothing
        (Span(0, 60), Span(70, 90), Span(70, 70)),  # empty, at the later start
    ],
)
def test_two_spans_share_what_lies_in_both(left: Span, right: Span, shared: Span) -> None:
    assert left & right == shared
    assert right & left == shared


def test_spans_are_values_in_order_of_start_then_end() -> None:
    assert sorted([Span(2, 3), Span(0, 9), Span(0, 4)]) == [Span(0, 4), Span(0, 9), Span(2, 3)]
    assert len({Span(0, 4), Span(0, 4)}) == 1
    with pytest.raises(FrozenInstanceError):
        Span(0, 4).start = 1  # type: ignore[misc] # the very thing that must fail
