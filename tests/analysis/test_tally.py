"""Shares, their intervals and percentiles: values by hand, and from published tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.analysis.tally import percentiles, wilson


@pytest.mark.parametrize(
    ("kept", "shared", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (score, without correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # all of 20 is none of 20 seen from the other side
        (20, 20, 0.8389, 1.0),
    ],
)
def test_the_interval_is_that_of_wilson(kept: int, shared: int, low: float, high: float) -> None:
    found = wilson(np.array([kept]), np.array([shared]))
    assert [round(float(bound[0]), 4) for bound in found] == [low, high]


def test_a_share_of_nothing_has_no_interval() -> None:
    low, high = wilson(np.array([0]), np.array([0]))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


@given(st.integers(1, 10_000).flatmap(lambda many: st.tuples(st.integers(0, many), st.just(many))))
def test_the_interval_holds_the_share_and_stays_between_none_and_all(counts: tuple[int, int]) -> None:
    kept, shared = counts
    (low,), (high,) = wilson(np.array([kept]), np.array([shared]))
    assert 0 <= low <= kept / shared <= high <= 1


@pytest.mark.parametrize(
    ("percent", "expected"),
    # the classic example of the nearest-rank method: ranks ceil(5 * p / 100) of 15, 20, 35, 40, 50
    [(5, 15), (30, 20), (40, 20), (50, 35), (90, 50), (100, 50)],
)
def test_percentiles_are_by_nearest_rank_in_each_group(percent: int, expected: int) -> None:
    values, groups = np.array([50, 7, 15, 40, 20, 35]), np.array([1, 0, 1, 1, 1, 1])
    found, none = percentiles(values, groups, 3, percent)
    assert found[:2].tolist() == [7, expected]
    assert none.tolist() == [False, False, True]
