"""Compliance over time: a point for each period, a line for each group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib import dates
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from slacal.errors import BadInput, WrongType
from slacal.show.palette import ROLES
from slacal.show.plot import compliance_over_time

if TYPE_CHECKING:
    from matplotlib.lines import Line2D


def frame(period: str, periods: list[str | None], shares: list[float], **keys: list[Any]) -> dict[str, Any]:
    """Return a frame as compliance() makes it: what groups the rows, then what was counted."""
    many = len(shares)
    return {
        "target": np.array(["answer"] * many), **{name: np.array(key, object) for name, key in keys.items()},
        period: np.array(periods, object), "counted": np.ones(many, int), "share_met": np.array(shares),
        "share_low": np.array(shares) - 0.1, "share_high": np.array(shares) + 0.1,
    }  # fmt: skip


def drawn(line: Line2D) -> list[tuple[date, float]]:
    told: Any = dates  # it has no types
    at, shares = (np.asarray(part).tolist() for part in (line.get_xdata(orig=False), line.get_ydata()))
    return [(told.num2date(x).date(), y) for x, y in zip(at, shares, strict=True)]


@pytest.mark.parametrize(
    ("period", "text", "first"),
    [
        ("day", "2026-11-20", date(2026, 11, 20)),
        ("week", "2026-W01", date(2025, 12, 29)),  # ISO 8601: the week of the year's first Thursday, 1 January 2026
        ("month", "2026-11", date(2026, 11, 1)),
        ("quarter", "2026-Q4", date(2026, 10, 1)),
        ("year", "2026", date(2026, 1, 1)),
    ],
)
def test_a_period_is_drawn_at_its_first_date_and_named_as_the_frame_names_it(
    period: str, text: str, first: date
) -> None:
    axes = compliance_over_time(frame(period, [text], [0.5]))
    assert drawn(axes.lines[0]) == [(first, 0.5)]
    assert [label.get_text() for label in axes.get_xticklabels()] == [text]
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_ylim()) == (period, "share met", (0, 1))


def test_points_stand_in_order_of_time_and_undecided_periods_have_none() -> None:
    axes = compliance_over_time(frame("month", ["2026-03", "2026-01", "2026-02", None], [0.3, 0.1, float("nan"), 0.9]))
    assert drawn(axes.lines[0]) == [(date(2026, 1, 1), 0.1), (date(2026, 3, 1), 0.3)]


def test_each_group_has_a_line_a_colour_and_a_name_without_what_all_share() -> None:
    rows = frame("month", ["2026-01", "2026-01"], [0.3, 0.4], priority=["high", "low"])
    axes = compliance_over_time(rows)
    assert [line.get_label() for line in axes.lines] == ["high", "low"]
    assert [to_hex(str(line.get_color())) for line in axes.lines] == [ROLES["counted"][0], ROLES["holiday"][0]]
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["high", "low"]


def test_one_line_needs_no_legend_and_bears_the_name_of_its_target() -> None:
    axes = compliance_over_time(frame("month", ["2026-01"], [0.3]))
    assert axes.get_legend() is None
    assert axes.lines[0].get_label() == "answer"


def test_the_interval_is_a_band_around_the_line() -> None:
    axes = compliance_over_time(frame("month", ["2026-01", "2026-02"], [0.5, 0.7]))
    [band] = axes.collections
    heights = np.asarray(band.get_paths()[0].vertices)[:, 1]
    assert (heights.min(), heights.max()) == pytest.approx((0.4, 0.8))


def test_of_many_periods_at_most_eight_are_named() -> None:
    weeks: list[str | None] = [f"2026-W{week:02}" for week in range(1, 21)]
    axes = compliance_over_time(frame("week", weeks, [0.5] * 20))
    assert [label.get_text() for label in axes.get_xticklabels()] == weeks[::3]  # 20 / 8, rounded up


def test_it_is_drawn_on_the_axes_that_are_given() -> None:
    own = Figure().add_subplot()
    assert compliance_over_time(frame("month", ["2026-01"], [0.3]), ax=own) is own


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"target": np.array(["answer"])}, "has no column of a period"),
        ({"month": np.array(["2026-01"]), "year": np.array(["2026"])}, "has more than one period"),
        ({"month": np.array(["2026-01"]), "counted": np.array([1])}, "frame='share_met' is not among its columns"),
    ],
)
def test_a_frame_without_its_columns_is_refused(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        compliance_over_time(given)


def test_what_is_no_axes_is_refused() -> None:
    with pytest.raises(WrongType, match="ax='here' is not an Axes"):
        compliance_over_time(frame("month", ["2026-01"], [0.3]), ax="here")  # type: ignore[arg-type]  # the point


def test_the_interval_of_a_single_period_is_a_bar_for_a_band_would_have_no_width() -> None:
    axes = compliance_over_time(frame("month", ["2026-11"], [0.5]))
    [bar] = axes.collections
    path: Any = bar.get_paths()[0]
    box = path.get_extents()
    assert (round(box.y0, 6), round(box.y1, 6)) == (0.4, 0.6)
    assert np.asarray(bar.get_linewidth()).tolist() == [6]
