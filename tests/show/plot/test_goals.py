"""The curve of a found goal: steps, the goal at its share, and how far it is sure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from slacal import Event, History, Policy
from slacal.analysis import find_goal
from slacal.errors import WrongType
from slacal.show.plot import goal_curve

POLICY = Policy.from_dict(
    {
        "name": "desk", "zone": "UTC", "calendar": "always",
        "targets": {"answer": {"measures": "first_response", "goals": [{"within": "not regulated"}]}},
    }
)  # fmt: skip
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def ticket(hours: int, priority: str = "high") -> History:
    events = [Event(MONDAY, "created", priority=priority), Event(MONDAY + timedelta(hours=hours), "agent_reply")]
    return History(f"T-{priority}-{hours}", events)


def found(tickets: list[History], **asked: Any) -> Any:
    return find_goal(tickets, POLICY, "answer", MONDAY + timedelta(days=30), **asked)


def xy(line: Any) -> list[list[float]]:
    return np.asarray(line.get_xydata()).tolist()  # type: ignore[no-any-return]  # of floats


def test_the_curve_rises_at_each_goal_that_one_more_ticket_meets() -> None:
    # Ten tickets answered after 1, 2, ... 10 hours: a goal of n hours is met by n tenths.
    axes = goal_curve(found([ticket(hours) for hours in range(1, 11)], share=0.8))
    assert xy(axes.lines[0]) == [[float(hours), hours / 10] for hours in range(11)]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("goal in business hours", "share met")


def test_the_goal_is_a_dot_at_its_share_and_a_bar_where_both_bounds_are_known() -> None:
    # Of a hundred tickets after 1 to 100 hours the goal of 80 % is 80. Its bounds are those that find_goal states.
    goal = found([ticket(hours) for hours in range(1, 101)], share=0.8)[()]
    _, bar, dot, level = goal_curve(goal).lines
    assert xy(dot) == [[80, 0.8]]
    assert xy(bar) == [[goal.low / timedelta(hours=1), 0.8], [goal.high / timedelta(hours=1), 0.8]]
    assert np.asarray(level.get_ydata()).tolist() == [0.8, 0.8]


def test_groups_have_a_line_each_and_a_share_has_one() -> None:
    tickets = [ticket(hours, priority) for hours in (1, 2, 3) for priority in ("high", "low")]
    axes = goal_curve(found(tickets, by=["priority"], share=0.5))
    assert [line.get_label() for line in axes.lines if not str(line.get_label()).startswith("_")] == ["high", "low"]
    assert axes.get_legend() is not None


def test_business_days_are_counted_as_days() -> None:
    axes = goal_curve(found([ticket(20), ticket(50)], unit="business days", share=0.5))
    assert axes.get_xlabel() == "goal in business days"
    assert xy(axes.lines[0]) == [[0, 0], [1, 0.5], [2, 1]]  # after 20 h the same night's Tuesday, after 50 h Wednesday


@pytest.mark.parametrize("given", [5, [5]])
def test_what_is_no_goal_is_refused(given: Any) -> None:
    with pytest.raises(WrongType, match="pass what find_goal returned"):
        goal_curve(given)


def test_no_goal_has_no_unit() -> None:
    assert goal_curve([]).get_xlabel() == "goal"
