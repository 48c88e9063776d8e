"""Figures over runs, and how they are asked for."""

from __future__ import annotations

from math import isnan

import pytest

from slacal import UnknownName
from slacal.analysis.simulated import Figure, Share, Simulated, shares_of, waits_of

ONE = Figure(90.0, 80.0, 95.0, 1.0)
FOUND = Simulated(4, 20, 7, ONE, (Share("solve", "low", ONE), Share("solve", "(all)", ONE)), (), None, ())


def test_a_figure_is_the_mean_the_middle_nine_tenths_and_the_standard_error_of_the_mean() -> None:
    # 0 to 20: mean 10; one of twenty steps up from either end; variance 385 / 10 with n - 1 = 20, over 21 values.
    found = Figure.of([*range(21), None])
    assert found == pytest.approx((10, 1, 19, (38.5 / 21) ** 0.5))
    assert Figure.of([None]) is None


def test_one_run_has_a_mean_and_no_error_that_is_known() -> None:
    found = Figure.of([5])
    assert found is not None
    assert found[:3] == (5, 5, 5)
    assert isnan(found.error)
    assert found == Figure.of([5])


def test_what_no_run_has_has_no_figure() -> None:
    runs: list[dict[tuple[str, str], float | None]] = [
        {("solve", "low"): 50.0, ("solve", "high"): None},
        {("solve", "low"): 70.0},
    ]
    assert [(share.group, share.percent_met.mean) for share in shares_of(runs)] == [("low", 60)]
    assert waits_of([{}, {"low": (10.0, 30.0)}])[0].p90_s.mean == 30


def test_shares_are_found_by_name_and_come_as_columns() -> None:
    assert FOUND.share("solve", "low") == FOUND.share("solve") == ONE
    assert FOUND.columns() == {
        "target": ["solve", "solve"], "group": ["low", "(all)"], "percent_met": [90, 90], "low": [80, 80],
        "high": [95, 95], "error": [1, 1],
    }  # fmt: skip


def test_a_name_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownName) as refused:
        FOUND.share("solv")
    assert (refused.value.field, refused.value.value) == ("share", "solv: (all)")
    with pytest.raises(UnknownName) as refused:
        FOUND.wait()
    assert refused.value.mend == "give the team a size"


def test_a_simulation_is_a_value() -> None:
    assert hash(FOUND) == hash(eval(repr(FOUND), globals()))  # noqa: S307 - a repr builds its value
