"""Shares of tickets, their goals and how sure these are, against published examples and the plain count."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.analysis.met_share import MetShare, binomial_cdf, exactly, worst_of
from slacal.analysis.spent_time import CANCELLED, COMPLETED, OPEN


def steps(done: Any, still_open: Any = (), cancelled: Any = (), censored: Any = "left_out") -> MetShare:
    needed = np.array([*done, *still_open, *cancelled], np.int64)
    state = np.array([COMPLETED] * len(done) + [OPEN] * len(still_open) + [CANCELLED] * len(cancelled), np.int64)
    return MetShare(needed, state, censored, 0)


def test_a_share_is_reached_by_the_least_time_that_enough_tickets_do_not_pass() -> None:
    met = steps([1, 2, 3, 4, 5])
    assert [met.reaches(exactly(share)) for share in (0.2, 0.21, 0.8, 0.81, 0.99)] == [1, 2, 4, 5, 5]


def test_a_share_is_taken_as_it_is_written() -> None:
    # 0.07 of 100 is 7; as a binary number it is a little more, and an eighth ticket would be asked for
    assert steps(range(1, 101)).reaches(exactly(0.07)) == 7
    assert steps(range(1, 101)).reaches(Fraction(1, 10**30)) == 1


def test_open_tickets_are_late_left_out_or_missed() -> None:
    # under 2, one is met and three are late; under 3, the open one that has taken 3 is not known; under 4, one is late
    done, waiting = [2, 4], [3, 6]
    assert steps(done, waiting).shares.tolist() == [1 / 4, 1 / 3, 2 / 3, 1.0]  # at 2, 3, 4 and 6
    assert steps(done, waiting, censored="missed").shares.tolist() == [0.25, 0.25, 0.5, 0.5]
    assert steps(done, waiting, censored="missed").reaches(exactly(0.6)) is None


def test_cancelled_tickets_count_where_they_were_late() -> None:
    assert steps([2, 4], (), [3]).shares.tolist() == [1 / 3, 0.5, 1.0]  # at 2, 3 and 4
    assert steps([2, 4], (), [3], censored="missed").shares.tolist() == [1 / 3, 0.5, 1.0]


def test_kaplan_and_meiers_estimate_is_that_of_the_classic_remissions() -> None:
    # 6-MP, 21 patients (Freireich et al. 1963; worked in Kleinbaum and Klein, Survival Analysis, chapter 2):
    # remissions end at 6 6 6 7 10 13 16 22 23, and are censored at 6 9 10 11 17 19 20 25 32 32 34 35
    done, lost = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    met = steps(done, lost, censored="kaplan_meier")
    survived = {int(goal): 1 - share for goal, share in zip(met.goals, met.shares, strict=True)}
    published = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert {goal: round(survived[goal], 4) for goal in published} == published
    assert met.reaches(exactly(0.5)) == 23  # the published median
    # published standard errors: 0.0963 at 10, 0.1068 at 13, 0.1346 at 23. 0.7529 lies more than 1.96 of them above a
    # half, 0.6902 does not, and no later share lies so far below it
    assert met.bounds(exactly(0.5), 0.95) == (13, None)


def test_without_censoring_the_estimate_is_the_plain_share() -> None:
    done = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    plain, estimated = steps(done), steps(done, censored="kaplan_meier")
    assert estimated.shares.tolist() == pytest.approx(plain.shares.tolist())
    for share in (0.1, 0.3, 0.5, 0.7, 0.8, 0.9):
        assert estimated.reaches(exactly(share)) == plain.reaches(exactly(share))


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        # order statistics of the distribution-free 95 % interval of a median, as in any table of the sign test
        (6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18), (50, 18, 33),
    ],
)  # fmt: skip
def test_the_interval_of_a_median_is_that_of_the_sign_test(count: int, low: int, high: int) -> None:
    assert steps(range(1, count + 1)).bounds(Fraction(1, 2), 0.95) == (low, high)


def test_a_single_ticket_bounds_no_estimate() -> None:
    # Greenwood's formula divides by those who are left, and none is: 1 / (1 * 0)
    assert steps([3], censored="kaplan_meier").bounds(Fraction(1, 2), 0.95) == (None, None)


def test_few_tickets_have_no_upper_bound() -> None:
    # 59 tickets are the fewest whose largest is above the 95th percentile with 95 %: 0.95 ** 59 is 0.0485 (Wilks)
    assert steps(range(1, 59)).bounds(exactly(0.95), 0.90)[1] is None
    assert steps(range(1, 60)).bounds(exactly(0.95), 0.90)[1] == 59


@given(st.integers(1, 40), st.floats(0.01, 0.99), st.integers(-1, 41))
def test_the_binomial_distribution_is_the_sum_of_its_chances(tries: int, chance: float, most: int) -> None:
    exact = sum(comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(min(most, tries) + 1))
    assert binomial_cdf(tries, chance, most) == pytest.approx(exact, abs=1e-12)


def test_the_binomial_distribution_of_many_tries_does_not_drift() -> None:
    assert binomial_cdf(1_000_000, 0.5, 499_999) == pytest.approx(0.5 - 0.000399, abs=1e-6)  # half of the middle less


CYCLES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 1), st.sampled_from([COMPLETED, OPEN, CANCELLED]), st.integers(0, 5))
)


@given(CYCLES)
def test_a_ticket_counts_once_a_group_by_its_longest_cycle(cycles: list[tuple[int, int, int, int]]) -> None:
    columns = np.array(cycles, np.int64).reshape(-1, 4).T
    found = sorted(zip(*(each.tolist() for each in worst_of(*columns)), strict=True))
    expected: list[tuple[int, int, int]] = []
    for ticket, group in {(ticket, group) for ticket, group, _, _ in cycles}:
        own = [(state, needed) for one, its, state, needed in cycles if (one, its) == (ticket, group)]
        states = {state for state, _ in own}
        state = OPEN if OPEN in states else COMPLETED if COMPLETED in states else CANCELLED
        expected.append((group, state, max(needed for _, needed in own)))
    assert found == sorted(expected)
