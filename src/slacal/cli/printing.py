"""One way out: plain text everywhere, and a little colour on a terminal where rich is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec


def say(text: str, style: str = "") -> None:
    """Print text on standard output, styled as rich understands it where that shows."""
    if not (style and sys.stdout.isatty() and find_spec("rich") is not None):
        print(text)
        return
    from rich.console import Console

    Console().print(text, style=style, markup=False, highlight=False, emoji=False, soft_wrap=True)
