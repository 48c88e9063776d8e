"""The ground of a plot: the Axes that are given or made, and the colours of the palette."""

# Many parameters of matplotlib have no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from slacal.errors.doors import check_type
from slacal.show.palette import ROLES

if TYPE_CHECKING:
    from matplotlib.axis import Axis

_LINES: Final = ("counted", "holiday", "paused", "met", "breach", "faint")
_DASHES: Final = ("-", "--", ":")
_SIZE: Final = (8, 3.6)  # inches


def axes_of(ax: Axes | None) -> Axes:
    """Return the Axes that are given, as they are; else new ones, in a figure of their own. Raises: WrongType."""
    if ax is not None:
        check_type("ax", ax, Axes, "an Axes of matplotlib", "pass one, as in ax=figure.add_subplot()")
        return ax
    made = Figure(figsize=_SIZE, layout="constrained").add_subplot()
    made.spines[["top", "right"]].set_visible(False)
    made.set_axisbelow(True)
    return made


def colour(role: str) -> str:
    """Return the colour of a role on light ground."""
    return ROLES[role][0]


def line_style(place: int) -> dict[str, Any]:
    """Return how the line at a place among several looks: no two of the first eighteen alike."""
    turn, hue = divmod(place, len(_LINES))
    return {"color": colour(_LINES[hue]), "linestyle": _DASHES[turn % len(_DASHES)]}


def shares(axis: Axis) -> None:
    """Let an axis show shares as percents, with lines to read them by."""
    axis.set_major_formatter(PercentFormatter(1, decimals=0))
    axis.grid(visible=True, color=colour("rule"))


def name_lines(axes: Axes, many: int) -> None:
    """Add a legend where there are several lines, beside the plot, where it hides nothing."""
    if many > 1:
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0)
