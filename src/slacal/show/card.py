"""The card: the frame that every picture has, a title, what stands under it, and the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.show.markup import Markup, element
from slacal.show.palette import stylesheet

if TYPE_CHECKING:
    from slacal.show.text import LanguageName


def card(title: str, under: str, *parts: Markup | None, rules: str = "", language: LanguageName = "en") -> Markup:
    """Return a whole picture as HTML. `rules` are its own lines of style, each beginning with ``.slacal``.

    >>> card("Support", "Europe/Moscow").endswith('<p class="sub">Europe/Moscow</p></figure>')
    True
    """
    return element(
        "figure",
        element("style", Markup(stylesheet(rules))),
        element("p", title, class_="head"),
        element("p", under, class_="sub") if under else None,
        *parts,
        class_="slacal",
        lang=language,
        aria_label=title,
    )


def heading(text: str) -> Markup:
    """Return the heading of a part of a card."""
    return element("p", text, class_="part")
