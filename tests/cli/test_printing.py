"""Plain text everywhere, colour on a terminal."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime

import pytest

from slacal.cli import printing
from slacal.cli.printing import fits, print_json, print_notes, say, width


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, style: str) -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    say("[b]80 %[/b] :smile:", style)
    return stream.getvalue()


def test_off_a_terminal_text_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, io.StringIO(), "bold") == "[b]80 %[/b] :smile:\n"


def test_without_rich_a_terminal_gets_plain_text_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_spec", dict[str, object]().get)
    assert said(monkeypatch, Terminal(), "bold") == "[b]80 %[/b] :smile:\n"


def test_on_a_terminal_style_is_added_and_the_text_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = said(monkeypatch, Terminal(), "bold")
    assert "[b]80 %[/b] :smile:" in text
    assert "\x1b[1m" in text


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm")
    for setting, coloured in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", setting)
        assert ("\x1b[31m" in said(monkeypatch, Terminal(), "red")) is coloured


def test_json_has_iso_dates_and_text_for_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    print_json([date(2026, 11, 20), datetime(2026, 11, 20, 18, tzinfo=UTC), 1j, "ё"])
    assert capsys.readouterr().out == '[\n  "2026-11-20",\n  "2026-11-20T18:00:00+00:00",\n  "1j",\n  "ё"\n]\n'


def test_notes_cannot_harm_a_terminal_and_none_are_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_notes([])
    assert capsys.readouterr().out == ""
    print_notes(["a\x1b[2Jb"])
    assert capsys.readouterr().out == "\nassumed and noticed:\n  - a\\x1b[2Jb\n"


def test_width_is_that_of_columns_and_none_where_nothing_limits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert width() is None
    monkeypatch.setenv("COLUMNS", "70")
    assert width() == 70


def test_a_picture_fits_by_its_marks_and_its_widest_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    monkeypatch.setenv("COLUMNS", "3")
    assert [fits(text) for text in ("abc\nd", "abcd", "\N{FULL BLOCK}", "")] == [True, False, False, True]
