"""Elapsed against goal: how much of its goal each completed cycle took."""

# Many parameters of matplotlib have no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.errors.doors import check_type
from slacal.show.plot.ground import axes_of, colour, line_style, name_lines, shares
from slacal.show.plot.table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_SHOWN = 2.5  # times the goal: what took longer lies beyond the right edge


def elapsed_against_goal(frame: Any, *, by: str = "target", ax: Axes | None = None) -> Axes:
    """Draw what share of completed cycles took at most so much of their goal: ``evaluate_log(...).frame``.

    A line for each value of the column `by`, such as ``"goal"`` or a fact that was kept. It crosses the goal, 100 %, at
    the share of them that took no longer than promised. What is still open is not there: it has no time yet. Cycles
    without an amount as their goal are left out. Raises: WrongType; BadInput for a column that is not there, or holds
    other things.

    >>> import numpy as np
    >>> from slacal.show import plot
    >>> frame = {
    ...     "target": np.array(["answer"] * 4), "stage": np.array(["completed"] * 3 + ["running"]),
    ...     "elapsed_ratio": np.array([0.5, 2.0, 1.0, 0.25]),
    ... }
    >>> line = plot.elapsed_against_goal(frame).lines[0]
    >>> [(x, round(y, 2)) for x, y in line.get_xydata().tolist()[1:]]
    [(0.5, 0.33), (1.0, 0.67), (2.0, 1.0)]
    """
    check_type("by", by, str, "the name of a column", 'pass one of the frame, such as "goal"')
    lines = _lines(Table(frame), by)
    axes = axes_of(ax)
    for place, (name, used) in enumerate(lines.items()):
        axes.ecdf(used, label=name, **line_style(place))
    axes.axvline(1, color=colour("ink"), linewidth=1)
    axes.axvspan(1, _SHOWN, color=colour("breach"), alpha=0.07, linewidth=0)
    axes.annotate("goal", (1, 1), xytext=(4, -4), textcoords="offset points", va="top", color=colour("ink"))
    axes.set(
        xlabel="elapsed, as a share of the goal", ylabel="share of completed cycles", xlim=(0, _SHOWN), ylim=(0, 1)
    )
    shares(axes.xaxis)
    shares(axes.yaxis)
    name_lines(axes, len(lines))
    return axes


def _lines(table: Table, by: str) -> dict[str, NDArray[np.float64]]:
    """Return the shares of the goal that completed cycles used, by the values of a column, the best kept one first."""
    used = table.numbers("elapsed_ratio")
    done = (np.array(table.labels("stage")) == "completed") & ~np.isnan(used)
    names = np.array(table.labels(by))
    lines = {name: used[done & (names == name)] for name in sorted({*names[done].tolist()})}
    return dict(sorted(lines.items(), key=lambda line: -float(np.mean(line[1] <= 1))))
