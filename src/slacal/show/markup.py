"""Markup: elements of HTML and SVG, built so that no text of a calendar or a ticket can become one."""

from __future__ import annotations

from html import escape

from slacal.engine.words import printable

_LATER = str.maketrans({"_": "-"})
_NEVER_CLOSED = frozenset({"br", "circle", "col", "hr", "line", "meta", "path", "polygon", "polyline", "rect", "use"})


class Markup(str):
    """Text that is markup already; any other text is escaped when it is put into an element."""

    __slots__ = ()


def element(name: str, /, *children: object, **attributes: object) -> Markup:
    """Return an element; children that are None are left out, and so are attributes.

    Text is escaped, and what does not print in it is made visible. ``class_`` is written ``class``, ``aria_label``
    ``aria-label``. It reads the same as XML and as HTML.

    >>> element("text", "<b>", x=1.5, text_anchor="end", y=None)
    '<text x="1.5" text-anchor="end">&lt;b&gt;</text>'
    """
    said = "".join(f' {_named(key)}="{_attribute(value)}"' for key, value in attributes.items() if value is not None)
    inside = joined(*children)
    if not inside and name in _NEVER_CLOSED:
        return Markup(f"<{name}{said}/>")
    return Markup(f"<{name}{said}>{inside}</{name}>")


def joined(*parts: object) -> Markup:
    """Return parts one after the other, those that are not markup escaped; None is nothing.

    >>> joined("a & ", element("b", "c"), None, 5)
    'a &amp; <b>c</b>5'
    """
    return Markup("".join(_inside(part) for part in parts if part is not None))


def number(value: float) -> str:
    """Return a number as short as a drawing needs it: two decimals at most.

    >>> number(100 / 3), number(40.0), number(-0.001)
    ('33.33', '40', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(share: float) -> str:
    """Return a share of a whole as a length of a drawing.

    >>> percent(0.375)
    '37.5%'
    """
    return f"{number(share * 100)}%"


def clipped(text: str, most: int) -> str:
    """Return a text made printable, cut where it is longer than `most` characters.

    >>> clipped("day off for all of us", 10)
    'day off f…'
    """
    shown = printable(text[: most + 1])
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def _named(key: str) -> str:
    return key.rstrip("_").translate(_LATER)


def _inside(part: object) -> str:
    if isinstance(part, Markup):
        return part
    return escape(_text(part), quote=False)


def _attribute(value: object) -> str:
    return value if isinstance(value, Markup) else escape(_text(value))


def _text(value: object) -> str:
    return number(value) if isinstance(value, float) else printable(str(value))
