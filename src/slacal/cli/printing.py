"""One way out: plain text and JSON everywhere, and a little colour on a terminal where rich is installed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def say(text: str, style: str = "") -> None:
    """Print text on standard output, styled as rich understands it where that shows."""
    if not (style and sys.stdout.isatty() and find_spec("rich") is not None):
        print(text)
        return
    from rich.console import Console

    Console().print(text, style=style, markup=False, highlight=False, emoji=False, soft_wrap=True)


def print_json(data: Any) -> None:
    """Print plain data as JSON; dates and instants are ISO 8601, what else JSON does not know is text."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=_as_text))


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def print_notes(notes: Sequence[str]) -> None:
    """Print what was assumed and noticed, in the way of a report."""
    from slacal.engine.words import printable

    if notes:
        say("\n".join(["\nassumed and noticed:", *(f"  - {printable(note)}" for note in notes)]))


def width() -> int | None:
    """Return how wide a table may be: that of the terminal, or what ``COLUMNS`` says; None where nothing limits it."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size().columns
    return None


def fits(text: str) -> bool:
    """Tell whether standard output can show a picture made of text: its marks, and its widest line."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    limit = width()
    return limit is None or max(map(len, text.splitlines()), default=0) <= limit
