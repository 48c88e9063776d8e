"""Compliance over time: the share met of each period, a line for each target and group."""

# Many parameters of matplotlib have no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.errors import BadInput
from slacal.show.plot.ground import axes_of, line_style, name_lines, shares
from slacal.show.plot.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

# How each period is written, as the date on which it begins.
_PERIODS: Mapping[str, Callable[[str], date]] = {
    "day": date.fromisoformat,
    "week": date.fromisoformat,  # 2026-W48 is its Monday
    "month": lambda text: date.fromisoformat(f"{text}-01"),
    "quarter": lambda text: date(int(text[:4]), 3 * int(text[-1]) - 2, 1),
    "year": lambda text: date(int(text), 1, 1),
}
_MOST_TICKS = 8


class _Point(NamedTuple):
    at: date
    share: float
    low: float
    high: float


def compliance_over_time(frame: Any, *, ax: Axes | None = None) -> Axes:
    """Draw the share met of each period with its interval at 95 %: ``compliance(result, by=["week"]).frame``.

    `frame` is grouped by one of ``day``, ``week``, ``month``, ``quarter`` and ``year``, each drawn at its first date. A
    line for each target and whatever else it is grouped by; select rows for fewer. A period in which nothing was
    decided has no point. Raises: WrongType for what is no frame, BadInput for one without such columns.

    >>> import numpy as np
    >>> from slacal.show import plot
    >>> frame = {
    ...     "target": np.array(["answer", "answer"]), "month": np.array(["2026-10", "2026-11"]),
    ...     "counted": np.array([4, 2]), "share_met": np.array([0.75, 0.5]),
    ...     "share_low": np.array([0.30, 0.09]), "share_high": np.array([0.95, 0.91]),
    ... }
    >>> plot.compliance_over_time(frame).lines[0].get_ydata().tolist()
    [0.75, 0.5]
    """
    table = Table(frame)
    period = _period(table)
    lines = _lines(table, period)
    axes = axes_of(ax)
    for place, (label, points) in enumerate(lines.items()):
        at, share, low, high = zip(*points, strict=True)
        style = line_style(place)
        axes.plot(at, share, marker="o", markersize=4, clip_on=False, label=label, **style)
        if len(points) == 1:  # a band of one period has no width
            axes.vlines(at, low, high, color=style["color"], alpha=0.35, linewidth=6)
        else:
            axes.fill_between(at, low, high, color=style["color"], alpha=0.15, linewidth=0)
    _name_periods(axes, table.values(period), period)
    axes.set(xlabel=period, ylabel="share met", ylim=(0, 1))
    shares(axes.yaxis)
    name_lines(axes, len(lines))
    return axes


def _period(table: Table) -> str:
    found = [name for name in table.names if name in _PERIODS]
    if len(found) != 1:
        problem = "has no column of a period" if not found else "has more than one period"
        raise BadInput("frame", table.names[:5], problem, 'pass the frame of compliance(result, by=["month"])')
    return found[0]


def _lines(table: Table, period: str) -> dict[str, list[_Point]]:
    """Return the points of each line, in order of time; what tells the lines apart names them."""
    keys = _keys(table, period)
    numbers = (table.numbers(name).tolist() for name in ("share_met", "share_low", "share_high"))
    lines: dict[str, list[_Point]] = defaultdict(list)
    for text, share, low, high, *group in zip(table.values(period), *numbers, *keys, strict=True):
        if text is not None and share == share:  # noqa: PLR0124  # NaN: nothing was decided
            lines[", ".join(group)].append(_Point(_begins(text, period), share, low, high))
    return {name: sorted(points) for name, points in lines.items()}


def _begins(text: object, period: str) -> date:
    try:
        return _PERIODS[period](str(text))
    except Exception:  # noqa: BLE001  # an object of the caller's own may raise whatever it likes
        mend = f'pass the frame of compliance(result, by=["{period}"])'
        raise BadInput(f"frame.{period}", text, f"is not a {period}", mend) from None


def _keys(table: Table, period: str) -> list[list[str]]:
    """Return the columns that group the rows, those that tell groups apart or else the first: they stand in front."""
    names = table.names
    front = names[: names.index("counted")] if "counted" in names else ["target"]
    keys = [table.labels(name) for name in front if name != period]
    return [key for key in keys if len(set(key)) > 1] or keys[:1]


def _name_periods(axes: Axes, texts: Sequence[object], period: str) -> None:
    """Name the periods below the axis, each second or third where they are many."""
    known = sorted({(_begins(text, period), str(text)) for text in texts if text is not None})
    named = known[:: -(-len(known) // _MOST_TICKS) or 1]
    axes.set_xticks([at for at, _ in named], [text for _, text in named])  # type: ignore[arg-type]  # dates are units
