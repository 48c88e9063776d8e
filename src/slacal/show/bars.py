"""Bars: the hours of a day from midnight to midnight, drawn and in the cells of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.show.markup import Markup, element, percent
from slacal.spans.day_time import DAY, clock_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELLS = 48  # half an hour each
_HOURS = (0, 6, 12, 18, 24)
_ANCHORS = {0: "start", 24: "end"}
RULES = (
    ".slacal .bar{width:100%;height:14px;margin:.1875rem 0;border-radius:3px;background:repeating-linear-gradient("
    "90deg,transparent 0 calc(25% - 1px),var(--ground) 0 25%),var(--closed)}"
    ".slacal .bar rect{fill:var(--open)}"
    ".slacal .off{background:repeating-linear-gradient(135deg,var(--closed) 0 4px,"
    "color-mix(in srgb,var(--holiday) 45%,var(--closed)) 4px 5px)}"
    ".slacal .axis{width:100%;height:18px;overflow:visible}.slacal .axis text{font-size:11px;fill:var(--faint)}"
)


class Piece(NamedTuple):
    """Open wall time within a date, in seconds since its midnight; a night shift says on which side it goes on.

    >>> str(Piece(79_200, 86_400, goes_on=True)), str(Piece(0, 21_600, from_before=True)), str(Piece(0, 86_400))
    ('22:00 →', '→ 06:00', '00:00–24:00')
    """

    opens: int
    closes: int
    from_before: bool = False
    goes_on: bool = False

    def __str__(self) -> str:
        if self.from_before is self.goes_on:
            return f"{clock_text(self.opens)}–{clock_text(self.closes)}"
        return f"→ {clock_text(self.closes)}" if self.from_before else f"{clock_text(self.opens)} →"


def bar(pieces: Sequence[Piece], *, crossed: bool = False) -> Markup:
    """Return the bar of a day; the text beside it says the same, so that a screen reader passes it over.

    `crossed` hatches what is closed, for a date that the plain week did not close.
    """
    rects = [
        element("rect", x=percent(opens / DAY), width=percent((closes - opens) / DAY), height="100%", rx=2)
        for opens, closes in (_in_order(piece) for piece in pieces)
    ]
    return element("svg", *rects, class_="bar off" if crossed else "bar", aria_hidden="true")


def axis() -> Markup:
    """Return the hours above the bars."""
    texts = [
        element(
            "text", hour, x=percent(hour / 24), y=13, text_anchor=_ANCHORS.get(hour, "middle"),
            class_="wide" if hour % 12 else None,
        )
        for hour in _HOURS
    ]  # fmt: skip
    return element("svg", *texts, class_="axis", aria_hidden="true")


def cells(pieces: Sequence[Piece], *, known: bool = True) -> str:
    """Return the bar of a day in half hours: full blocks are open, shaded ones open in part, points closed.

    >>> cells([Piece(0, 8 * 3600 + 60)])
    '████████████████▒·······························'
    """
    if not known:
        return "?" * _CELLS
    return "".join(_cell(pieces, place * DAY // _CELLS, (place + 1) * DAY // _CELLS) for place in range(_CELLS))


def axis_cells() -> str:
    """Return the hours above the cells."""
    return "".join(f"{hour:<12}" for hour in _HOURS[:-1]) + "24"


def _cell(pieces: Sequence[Piece], low: int, high: int) -> str:
    inside = sum(max(0, min(closes, high) - max(opens, low)) for opens, closes in map(_in_order, pieces))
    return "·" if not inside else "█" if inside >= high - low else "▒"


def _in_order(piece: Piece) -> tuple[int, int]:
    """Return both edges; within an hour that the clock shows twice the later one may read earlier."""
    return min(piece.opens, piece.closes), max(piece.opens, piece.closes)
