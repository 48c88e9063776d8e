"""Tables of a card: rows of text with a name for whoever does not see them, and facts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from slacal.engine.words import printable
from slacal.show.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from slacal.show.text import Column

SIZE = 30_000  # bytes of one picture
_MOST = (40, 24, 12, 6, 3)
_LETTERS = 160
RULES = (
    ".slacal .stack tbody tr>*{border-top:1px solid var(--rule)}"
    ".slacal .stack :is(td,th){padding-top:.3125rem;padding-bottom:.3125rem}"
    ".slacal .heard th{font-size:0;line-height:0;padding:0!important}"
    "@media(max-width:30rem){.slacal .stack,.slacal .stack tbody{display:block}.slacal .stack tr{display:flex;"
    "flex-wrap:wrap;column-gap:.75rem;padding:.3125rem 0}.slacal .stack thead"
    "{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".slacal .stack tr>*{border:0!important;padding:0!important}.slacal .stack tbody tr+tr{border-top:1px solid "
    "var(--rule)}.slacal .stack tbody th{flex:1 0 100%}}"
)
FACTS = (
    ".slacal .facts{display:flex;flex-wrap:wrap;gap:.75rem 2rem;margin:.875rem 0 0}"
    ".slacal .facts dt{color:var(--faint);font-size:12px;font-weight:400}.slacal .facts dd{margin:0;font-weight:600}"
    ".slacal .facts .breach{color:var(--breach)}"
)
LISTS = (
    ".slacal ul.says{list-style:none;margin:0;padding:0}"
    ".slacal ul.says li{display:flex;gap:.75rem;margin:.125rem 0}"
    ".slacal ul.says b{flex:none;min-width:2.25rem;font-weight:400;color:var(--faint)}"
)


def clipped(text: str, most: int = _LETTERS) -> str:
    """Return a text that fits a cell: printable, and cut where it is very long.

    >>> clipped("a long story", 7)
    'a long…'
    """
    shown = printable(text)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    of: str,
    heads: Literal["seen", "heard"] = "seen",
) -> Markup:
    """Return a table; the first cell of a row is its head. Cells that are markup already stand as they are.

    On a narrow page each row stands below its head; the roles keep it a table for whoever hears it, and the heads of
    the columns may be for them alone. `of` is the class by which a display has rules of its own for its tables: several
    displays share a page, and with it their styles.
    """
    named = (element("th", one.head, scope="col", role="columnheader", class_=_side(one)) for one in columns)
    hidden = "heard" if heads == "heard" else None
    head = element("thead", element("tr", *named, role="row"), role="rowgroup", class_=hidden)
    body = element("tbody", *(_row(row, columns) for row in rows), role="rowgroup")
    return element("table", element("caption", caption), head, body, class_=f"stack {of}", role="table")


def _row(row: Sequence[str], columns: Sequence[Column]) -> Markup:
    head, *others = zip(row, columns, strict=True)
    name = element("th", _shown(head[0]), scope="row", role="rowheader", class_=_side(head[1]))
    return element(
        "tr",
        name,
        *(element("td", _shown(cell), role="cell", class_=_side(column)) for cell, column in others),
        role="row",
    )


def _shown(cell: str) -> str:
    return cell if isinstance(cell, Markup) else clipped(cell)


def _side(column: Column) -> str | None:
    return "num" if column.align == "right" else None


def facts(pairs: Iterable[tuple[str, str, str]]) -> Markup:
    """Return names with their values side by side; each has a tone, which may be none."""
    return element(
        "dl",
        *(
            element("div", element("dt", name), element("dd", _shown(value), class_=tone or None))
            for name, value, tone in pairs
        ),
        class_="facts",
    )


def says(lines: Iterable[tuple[str, str]]) -> Markup:
    """Return a list of short names, each with what it says."""
    shown = ((element("b", name) if name else None, element("span", _shown(text))) for name, text in lines)
    return element("ul", *(element("li", *parts) for parts in shown), class_="says")


def fitted(draw: Callable[[int], Markup], first: int = _MOST[0]) -> Markup:
    """Return a drawing below the size that a picture may have: with as many rows in each list as that allows."""
    found = Markup("")
    for most in (one for one in _MOST if one <= first):
        found = draw(most)
        if len(found.encode()) < SIZE:
            break
    return found
