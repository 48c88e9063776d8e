"""The curve of a found goal: the share met as a function of the goal, and what the goal rests on."""

# Many parameters of matplotlib have no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.errors import WrongType
from slacal.errors.doors import each_of
from slacal.show.plot.ground import axes_of, colour, line_style, name_lines, shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from slacal.analysis.found_goal import FoundGoal

_HOUR = timedelta(hours=1)
_SHOWN = 2  # times the largest goal: the rest of a curve lies beyond the right edge
_MEND = "pass what find_goal returned, or one of its groups"


def goal_curve(found: FoundGoal | Iterable[FoundGoal], *, ax: Axes | None = None) -> Axes:
    """Draw the share of tickets that meet each goal, a line for each group: ``find_goal(...)``, or one of its groups.

    The dot is the goal found, at the share that was asked for; the bar through it reaches from ``low`` to ``high``. The
    axis is in hours, business or calendar, or in business days. Raises: WrongType.

    >>> from slacal.analysis import find_goal
    >>> from slacal.show import plot
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "not regulated"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendar": "always", "zone": "UTC", "targets": targets})
    >>> monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    >>> tickets = [
    ...     History(f"T-{hours}", [Event(monday, "created"), Event(monday + timedelta(hours=hours), "agent_reply")])
    ...     for hours in (1, 2, 3, 5)
    ... ]
    >>> found = find_goal(tickets, policy, "answer", as_of=datetime(2026, 11, 24, tzinfo=UTC), share=0.75)
    >>> plot.goal_curve(found).lines[0].get_xydata().tolist()
    [[0.0, 0.0], [1.0, 0.25], [2.0, 0.5], [3.0, 0.75], [5.0, 1.0]]
    """
    groups = _groups(found)
    axes = axes_of(ax)
    for place, one in enumerate(groups):
        style = line_style(place)
        goals = np.append(0, _amounts(one.curve["goal"]))
        axes.step(goals, np.append(0, one.curve["share_met"]), where="post", label=_name(one), **style)
        _mark(axes, one, style["color"])
    for share in {one.share for one in groups}:
        axes.axhline(share, color=colour("faint"), linewidth=1, zorder=1)
    units = ", ".join(sorted({one.unit for one in groups}))
    axes.set(xlabel=f"goal in {units}" if units else "goal", ylabel="share met", xlim=(0, _right(groups)), ylim=(0, 1))
    shares(axes.yaxis)
    name_lines(axes, len(groups))
    return axes


def _groups(found: Any) -> list[FoundGoal]:
    if hasattr(found, "curve"):
        return [found]
    groups: list[FoundGoal] = []
    for place, one in enumerate(each_of("found", found, _MEND)):
        if not hasattr(one, "curve"):
            raise WrongType(f"found[{place}]", one, "is not a goal that was found", _MEND)
        groups.append(one)
    return groups


def _mark(axes: Axes, one: FoundGoal, hue: str) -> None:
    """Mark the goal of a group, and how far it is sure."""
    low, high = _amount(one.low), _amount(one.high)
    if low is not None and high is not None:
        axes.plot([low, high], [one.share] * 2, color=hue, linewidth=6, alpha=0.35, solid_capstyle="butt")
    goal = _amount(one.goal)
    if goal is not None:
        axes.plot([goal], [one.share], color=hue, marker="o")


def _name(one: FoundGoal) -> str:
    return ", ".join(str(value) for _, value in one.group) or "all"


def _amounts(goals: NDArray[Any]) -> NDArray[np.float64]:
    """Return amounts of time in hours, numbers of days as they are."""
    return goals / np.timedelta64(1, "h") if goals.dtype.kind == "m" else goals.astype(np.float64)


def _amount(goal: timedelta | int | None) -> float | None:
    return goal / _HOUR if isinstance(goal, timedelta) else goal


def _right(groups: list[FoundGoal]) -> float:
    """Return where the axis ends: in sight of every goal and its bar, or of the whole curves."""
    sure = [amount for one in groups for amount in map(_amount, (one.goal, one.high)) if amount is not None]
    if sure:
        return _SHOWN * max(sure)
    return max((float(_amounts(one.curve["goal"]).max(initial=1)) for one in groups), default=1.0)
