"""Plain text everywhere, colour on a terminal."""

from __future__ import annotations

import io
import sys

import pytest

from slacal.cli import printing
from slacal.cli.printing import say


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
