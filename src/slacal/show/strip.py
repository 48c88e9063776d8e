"""The strip: days one under the other, each a bar of its hours, the hours in words and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.show.bars import RULES as _OF_BARS
from slacal.show.bars import axis, axis_cells, bar, cells
from slacal.show.markup import Markup, element, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from slacal.show.bars import Piece
    from slacal.show.words import Tongue

_MOST = 4  # stretches of a day that are written out; all are drawn
_LABEL, _HOURS = 8, 11  # cells of a terminal
RULES = (
    _OF_BARS + ".slacal .track{width:100%;min-width:4.5rem}"
    ".slacal .date b{display:inline-block;min-width:2.6em;font-weight:600;text-align:left}"
    ".slacal .name,.slacal .change{padding-top:0;line-height:1.35}"
    ".slacal .name{color:var(--holiday)}.slacal .change{color:var(--warn)}"
    ".slacal .when span{display:block;white-space:nowrap}"
)


class Note(NamedTuple):
    """What is said of a day beside its hours: its name, or a change of clocks."""

    kind: str
    text: str


class Row(NamedTuple):
    """One day of a strip. `on` is its date within the month, `month` is shown where there is room."""

    weekday: str
    pieces: tuple[Piece, ...]
    open: timedelta
    on: str = ""
    month: str = ""
    notes: tuple[Note, ...] = ()
    known: bool = True


def strip(rows: Sequence[Row], words: Tongue) -> Markup:
    """Return the strip as a table."""
    heads = [
        element("th", element("span", words.said("head.day"), class_="aside"), scope="col"),
        element("th", element("span", words.said("head.clock"), class_="aside"), axis(), scope="col", class_="track"),
        element("th", words.said("head.open"), scope="col"),
        element("th", words.said("head.hours"), scope="col", class_="num"),
    ]
    return element(
        "table",
        element("caption", words.said("strip.caption")),
        element("thead", element("tr", *heads)),
        element("tbody", *(_drawn(row, words) for row in rows)),
    )


def strip_lines(rows: Sequence[Row], words: Tongue) -> list[str]:
    """Return the strip as lines for a terminal, its hours above."""
    return [" " * _LABEL + axis_cells(), *(_line(row, words) for row in rows)]


def open_texts(pieces: Sequence[Piece], words: Tongue, *, known: bool = True) -> list[str]:
    """Return when a day is open, stretch by stretch; beyond four, how many more there are."""
    if not known:
        return [words.said("unknown")]
    texts = [str(piece) for piece in pieces[:_MOST]] or [words.said("closed")]
    more = len(pieces) - _MOST
    return [*texts, words.said("and_more", more)] if more > 0 else texts


def stacked(texts: Sequence[str]) -> Markup:
    """Return short texts one under the other."""
    return joined(*(element("span", text) for text in texts))


def _drawn(row: Row, words: Tongue) -> Markup:
    """Return a day; its notes are a row of their own, as wide as the bar and what stands beside it."""
    quiet = "" if row.pieces else " faint"
    month = element("span", f" {row.month}", class_="wide") if row.month else None
    label = [element("b", row.weekday), f" {row.on}" if row.on else None, month]
    crossed = bool(not row.pieces and any(note.kind == "name" for note in row.notes))
    first = element(
        "tr",
        element("th", *label, scope="row", class_="num date", rowspan=1 + len(row.notes) if row.notes else None),
        element("td", bar(row.pieces, crossed=crossed), class_="track"),
        element("td", stacked(open_texts(row.pieces, words, known=row.known)), class_=f"when{quiet}"),
        element("td", words.hours(row.open) if row.known else "", class_=f"num{quiet}"),
    )
    return joined(first, *(element("tr", element("td", text, class_=kind, colspan=3)) for kind, text in row.notes))


def _line(row: Row, words: Tongue) -> str:
    label = f"{row.weekday} {row.on}".rstrip()
    said = ", ".join([*open_texts(row.pieces, words, known=row.known), *(note.text for note in row.notes)])
    hours = words.hours(row.open) if row.known else ""
    return f"{label:<{_LABEL}}{cells(row.pieces, known=row.known)}{hours:>{_HOURS}}  {said}"
