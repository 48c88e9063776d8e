"""Pictures: drawn in a notebook, text in a terminal, a page in a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from slacal import BadInput, WrongType
from slacal.show.picture import Picture

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = Picture('<svg class="a"><rect/></svg>', "a bar")
CARD = Picture('<figure class="slacal">Привет</figure>', "Привет <b>\nи ещё", "ru")


def test_a_notebook_draws_it_and_print_writes_it() -> None:
    assert (CARD._repr_html_(), str(CARD)) == (CARD.html, "Привет <b>\nи ещё")


def test_rich_prints_the_text_as_it_stands() -> None:
    shown = io.StringIO()
    Console(file=shown, width=80, force_terminal=True).print(Picture("<p/>", "[bold]a[/bold] :smile: 8 h\n  b"))
    assert shown.getvalue() == "[bold]a[/bold] :smile: 8 h\n  b\n"


def test_a_page_is_whole_named_by_the_first_line_and_in_the_language(tmp_path: Path) -> None:
    CARD.save(tmp_path / "card.html")
    page = (tmp_path / "card.html").read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="ru"><head><meta charset="utf-8"/>')
    assert "<title>Привет &lt;b&gt;</title>" in page
    assert CARD.html in page


def test_one_drawing_is_a_file_of_its_own(tmp_path: Path) -> None:
    DRAWING.save(tmp_path / "bar.svg")
    text = (tmp_path / "bar.svg").read_text(encoding="utf-8")
    assert text == '<svg xmlns="http://www.w3.org/2000/svg" class="a"><rect/></svg>'


def test_more_than_a_drawing_is_no_svg_file(tmp_path: Path) -> None:
    assert CARD.svg is None
    with pytest.raises(BadInput, match=r"path=.* names one SVG, and this picture is more; let the name end in \.html"):
        CARD.save(tmp_path / "card.svg")


def test_a_path_must_be_a_path() -> None:
    with pytest.raises(WrongType):
        CARD.save(7)  # type: ignore[arg-type] # the fault


def test_pictures_are_values() -> None:
    assert Picture(DRAWING.html, "a bar") == DRAWING
    assert hash(DRAWING) == hash(Picture(DRAWING.html, "a bar"))
