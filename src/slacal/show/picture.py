"""Picture: what `slacal.show` returns, drawn for a notebook and as text for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slacal.errors import BadInput
from slacal.errors.doors import path_of
from slacal.show.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from slacal.show.text import LanguageName

_SPACE = ' xmlns="http://www.w3.org/2000/svg"'
_PAGE = "body{margin:0;padding:1rem}body>.slacal{margin:0 auto}:root{color-scheme:light dark}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A value shown twice: ``html`` draws it, ``text`` says the same in a terminal.

    A notebook shows the drawing by itself, ``print`` the text, `save` writes a page. The drawing needs no network, no
    script and no font, and follows the reader's light or dark.

    >>> from slacal import show
    >>> print(show.week(Calendar.always(), date(2026, 11, 20)).text.splitlines()[0])
    16–22 November 2026, UTC, 168 h open
    """

    html: str
    text: str
    language: LanguageName = "en"

    @property
    def svg(self) -> str | None:
        """The drawing as a file of its own where it is one SVG, else None."""
        if not self.html.startswith("<svg") or self.html.count("<svg") > 1 or not self.html.endswith("</svg>"):
            return None
        return self.html if "xmlns=" in self.html else self.html.replace("<svg", f"<svg{_SPACE}", 1)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the drawing into a file: a whole page, or the bare drawing where the name ends in ``.svg``.

        Raises: BadInput for ``.svg`` where the picture is not one SVG; OSError.
        """
        file = path_of(path)
        page = self.svg if file.suffix.lower() == ".svg" else self._page()
        if page is None:
            raise BadInput("path", str(path), "names one SVG, and this picture is more", "let the name end in .html")
        file.write_text(page, encoding="utf-8")

    def _page(self) -> str:
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width,initial-scale=1"),
            element("title", self.text.partition("\n")[0]),
            element("style", Markup(_PAGE)),
        )
        return f"<!doctype html>\n{element('html', head, element('body', Markup(self.html)), lang=self.language)}\n"

    def _repr_html_(self) -> str:
        return self.html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001  # as IPython calls it
        """Give IPython in a terminal the text, and not the HTML of the repr."""
        printer.text(self.text)

    def __rich_console__(self, console: Any, options: Any) -> Iterator[Any]:  # as rich calls it
        """Give rich the text as it stands, and not the fields of a dataclass."""
        yield console.render_str(self.text, markup=False, emoji=False, highlight=False)

    def __str__(self) -> str:
        return self.text
