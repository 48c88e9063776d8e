"""Elapsed against goal: the line of each group crosses the goal at the share that kept it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from slacal.errors import BadInput
from slacal.show.plot import elapsed_against_goal

FRAME: dict[str, Any] = {
    "target": np.array(["answer"] * 5 + ["fix"] * 2),
    "goal": np.array(["4 hours"] * 3 + ["8 hours"] * 2 + ["3 days"] * 2),
    "stage": np.array(["completed", "completed", "completed", "completed", "running", "completed", "completed"]),
    "elapsed_ratio": np.array([0.25, 1.0, 3.0, 2.0, 0.1, 0.5, np.nan]),
}


def points(**asked: Any) -> dict[object, list[tuple[float, float]]]:
    """Return the steps of each line, without its start at zero and the line of the goal."""
    axes = elapsed_against_goal(FRAME, **asked)
    return {
        line.get_label(): [(x, round(y, 6)) for x, y in np.asarray(line.get_xydata()).tolist()[1:]]
        for line in axes.lines[:-1]
    }


def test_a_line_rises_by_each_completed_cycle_and_open_ones_are_not_there() -> None:
    # Of answer four are completed, at 0.25, 1, 2 and 3 times their goals; of fix one has an amount as its goal.
    assert points() == {
        "fix": [(0.5, 1.0)],
        "answer": [(0.25, 0.25), (1.0, 0.5), (2.0, 0.75), (3.0, 1.0)],
    }


def test_any_column_may_tell_the_lines_apart_and_the_best_kept_comes_first() -> None:
    # In time were 1 of 1, 2 of 3 and 0 of 1.
    assert list(points(by="goal")) == ["3 days", "4 hours", "8 hours"]


def test_the_goal_is_a_line_and_what_is_late_is_shaded() -> None:
    axes = elapsed_against_goal(FRAME)
    assert np.asarray(axes.lines[-1].get_xdata()).tolist() == [1, 1]
    [late] = axes.patches
    box = late.get_window_extent().transformed(axes.transData.inverted())
    assert (box.x0, box.x1) == pytest.approx((1, 2.5))
    assert [text.get_text() for text in axes.texts] == ["goal"]
    assert axes.get_xlabel() == "elapsed, as a share of the goal"
    assert axes.get_ylabel() == "share of completed cycles"


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(BadInput, match="frame='goals' is not among its columns; did you mean 'goal'"):
        elapsed_against_goal(FRAME, by="goals")
