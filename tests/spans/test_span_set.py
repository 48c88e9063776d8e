"""Sets of instants as sorted pairs: set algebra at exact edges, and against sets of whole numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.spans.span_set import Pairs, clipped, complement, difference, intersection, merged, union

SIDE = 24  # small enough that edges of drawn pairs meet all the time
ends = st.integers(0, SIDE)
loose = st.lists(st.tuples(ends, ends), max_size=6)
tidy = loose.map(merged)


def numbers(pairs: Pairs) -> set[int]:
    """Return the whole numbers in the pairs: what the pairs mean, told in another way."""
    return {number for start, end in pairs for number in range(start, end)}


def is_tidy(pairs: Pairs) -> bool:
    rising = [edge for pair in pairs for edge in pair]
    return all(left < right for left, right in pairwise(rising))


@pytest.mark.parametrize(
    ("pairs", "joined"),
    [
        ([], []),
        ([(4, 4)], []),  # empty
        ([(5, 3)], []),  # turned round
        ([(0, 2), (2, 3)], [(0, 3)]),  # touching
        ([(0, 2), (1, 3)], [(0, 3)]),  # overlapping
        ([(0, 9), (2, 3)], [(0, 9)]),  # one inside the other
        ([(0, 2), (3, 4)], [(0, 2), (3, 4)]),  # one apart
        ([(5, 9), (0, 2), (2, 3), (7, 8), (4, 4)], [(0, 3), (5, 9)]),
        ([(-7, -5), (-5, 0)], [(-7, 0)]),
    ],
)
def test_touching_and_overlapping_pairs_become_one(pairs: Pairs, joined: Pairs) -> None:
    assert merged(pairs) == joined


@pytest.mark.parametrize(
    ("low", "high", "kept"),
    [
        (0, 30, [(5, 10), (20, 25)]),
        (5, 25, [(5, 10), (20, 25)]),
        (6, 24, [(6, 10), (20, 24)]),
        (10, 20, []),  # the gap, edge to edge: both pairs end or start outside
        (9, 21, [(9, 10), (20, 21)]),
        (7, 7, []),
        (0, 5, []),
        (25, 30, []),
    ],
)
def test_clipping_keeps_what_lies_inside(low: int, high: int, kept: Pairs) -> None:
    assert clipped([(5, 10), (20, 25)], low, high) == kept


@pytest.mark.parametrize(
    ("left", "right", "either", "both", "left_only"),
    [
        ([], [], [], [], []),
        ([(0, 5)], [], [(0, 5)], [], [(0, 5)]),
        ([(0, 5)], [(5, 9)], [(0, 9)], [], [(0, 5)]),
        ([(0, 5)], [(4, 9)], [(0, 9)], [(4, 5)], [(0, 4)]),
        ([(0, 9)], [(3, 5)], [(0, 9)], [(3, 5)], [(0, 3), (5, 9)]),
        ([(0, 9)], [(0, 9)], [(0, 9)], [(0, 9)], []),
        ([(0, 9)], [(0, 3), (6, 9)], [(0, 9)], [(0, 3), (6, 9)], [(3, 6)]),
        ([(0, 3), (6, 9)], [(2, 7)], [(0, 9)], [(2, 3), (6, 7)], [(0, 2), (7, 9)]),
    ],
)
def test_either_both_and_the_left_without_the_right(
    left: Pairs, right: Pairs, either: Pairs, both: Pairs, left_only: Pairs
) -> None:
    assert union(left, right) == either
    assert intersection(left, right) == both
    assert difference(left, right) == left_only


@pytest.mark.parametrize(
    ("pairs", "rest"),
    [
        ([], [(0, 10)]),
        ([(0, 10)], []),
        ([(-5, 15)], []),
        ([(3, 5)], [(0, 3), (5, 10)]),
        ([(0, 3), (5, 10)], [(3, 5)]),
        ([(-5, 2), (8, 20)], [(2, 8)]),
        ([(10, 20)], [(0, 10)]),
    ],
)
def test_the_rest_of_a_period_is_what_no_pair_holds(pairs: Pairs, rest: Pairs) -> None:
    assert complement(pairs, 0, 10) == rest


@given(loose)
def test_merging_keeps_every_number_and_leaves_gaps_between_pairs(pairs: Pairs) -> None:
    assert numbers(merged(pairs)) == numbers(pairs)
    assert is_tidy(merged(pairs))


@given(tidy, tidy, ends, ends)
def test_the_algebra_is_that_of_sets(left: Pairs, right: Pairs, low: int, high: int) -> None:
    answers = {
        "union": (union(left, right), numbers(left) | numbers(right)),
        "intersection": (intersection(left, right), numbers(left) & numbers(right)),
        "difference": (difference(left, right), numbers(left) - numbers(right)),
        "clipped": (clipped(left, low, high), numbers(left) & set(range(low, high))),
        "complement": (complement(left, low, high), set(range(low, high)) - numbers(left)),
    }
    for name, (pairs, meant) in answers.items():
        assert (name, numbers(pairs)) == (name, meant)
        assert is_tidy(pairs), name
