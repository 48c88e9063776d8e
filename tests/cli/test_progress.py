"""How far it has come, on a terminal and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from slacal.cli import progress as module
from slacal.cli.progress import bar_text, progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, *, rich: bool) -> str:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    if not rich:
        monkeypatch.setattr(module, "find_spec", dict[str, object]().get)
    with progress("reading", quiet="off a terminal") as show:
        assert show is not None
        show(1, 2)
        show(2, 2)
    return terminal.getvalue()


def test_off_a_terminal_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress("reading", quiet="off a terminal") as show:
        assert show is None


def test_there_is_no_bar_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("reading", quiet="always") as show:
        assert show is None


def test_the_plain_bar_is_wiped_away_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, rich=False)
    assert "50 %" in text
    assert text.rpartition("\r")[0].rpartition("\r")[2].strip() == ""
    assert text.endswith("\r")


def test_with_rich_the_bar_is_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm")
    assert "reading" in shown(monkeypatch, rich=True)


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (0, 4, "log [                              ]   0 %"),
        (4, 4, "log [##############################] 100 %"),
        (5, 4, "log [##############################] 100 %"),
        (5, 0, "log ..."),
    ],
)
def test_the_bar_as_text(done: int, total: int, text: str) -> None:
    assert bar_text("log", done, total) == text
