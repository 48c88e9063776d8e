"""Blocks: the parts of a calendar's picture, each drawn and as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.show.card import heading
from slacal.show.markup import Markup, clipped, element
from slacal.show.text import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 160
RULES = (
    ".slacal .lines{list-style:none;margin:.125rem 0 0;padding:0}.slacal .lines li{margin:0;padding:.125rem 0}"
    ".slacal .nest{margin-top:1.5rem;padding-left:1rem;border-left:2px solid var(--rule)}"
    ".slacal .nest .part{margin-top:.875rem}.slacal .nest>.part:first-child{margin-top:0;font-size:14px}"
)


class Block(NamedTuple):
    """One part: its title, if it has one, what is drawn under it, and the same as lines."""

    title: str
    drawn: tuple[Markup, ...]
    lines: tuple[str, ...]


def listed(title: str, lines: Iterable[str]) -> Block:
    """Return a block of lines."""
    shown = tuple(clipped(line, _LONGEST) for line in lines)
    return Block(title, (element("ul", *(element("li", line) for line in shown), class_="lines"),), shown)


def tabled(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], more: str = "") -> Block:
    """Return a block of columns, the first of them the heads of its rows; `more` stands below."""
    most = len(heads) if any(row[-1] for row in rows) else len(heads) - 1  # a last column that says nothing is left out
    heads, shown = heads[:most], [[clipped(cell, _LONGEST) for cell in row[:most]] for row in rows]
    table = element(
        "table",
        element("caption", title),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *(_row(row) for row in shown)),
        class_="cols",
    )
    widths = [max(text_width(row[place]) for row in shown) for place in range(len(heads) - 1)]
    lines = ["  ".join([*map(_padded, row, widths), row[-1]]).rstrip() for row in shown]
    note = [element("p", more, class_="note")] if more else []
    return Block(title, (table, *note), (*lines, *([more] if more else [])))


def nested(title: str, under: str, blocks: Iterable[Block]) -> Block:
    """Return blocks as one, set off to the right, under a title and a line of words."""
    inner = tuple(blocks)
    parts = (part for block in inner for part in drawing(block))
    drawn = element("div", heading(title), element("p", under, class_="sub"), *parts, class_="nest")
    lines = (f"  {line}" if line else "" for block in inner for line in text_of(block))
    return Block("", (drawn,), (f"{title}: {under}", *lines))


def drawing(block: Block) -> tuple[Markup, ...]:
    """Return what is drawn of a block, its title first."""
    return (heading(block.title), *block.drawn) if block.title else block.drawn


def text_of(block: Block) -> list[str]:
    """Return the lines of a block, its title first, and a blank one before it."""
    return ["", f"{block.title}:", *(f"  {line}" for line in block.lines)] if block.title else ["", *block.lines]


def _row(cells: Sequence[str]) -> Markup:
    first, *rest = cells
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in rest))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - text_width(text))
