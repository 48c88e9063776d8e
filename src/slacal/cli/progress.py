"""How far it has come: a bar on a terminal, by rich where it is installed, and nothing anywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

Progress: TypeAlias = "Callable[[int, int], None]"
_BAR = 30
_SECONDS_BETWEEN = 0.1


@contextmanager
def progress(label: str, *, quiet: str) -> Generator[Progress | None]:
    """Give a function that is told (done, in all) and shows it on standard error; None where nobody watches.

    `quiet` is ``"always"`` or ``"off a terminal"``.
    """
    if quiet == "always" or not sys.stderr.isatty():
        yield None
    elif find_spec("rich") is not None:
        with _rich_bar(label) as show:
            yield show
    else:
        with _plain_bar(label) as show:
            yield show


@contextmanager
def _rich_bar(label: str) -> Generator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(_BAR), TaskProgressColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


@contextmanager
def _plain_bar(label: str) -> Generator[Progress]:
    shown_at = 0.0

    def show(done: int, total: int) -> None:
        nonlocal shown_at
        now = monotonic()
        if now - shown_at < _SECONDS_BETWEEN:
            return
        shown_at = now
        print(f"\r{bar_text(label, done, total)}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print("\r" + " " * (len(label) + _BAR + 10) + "\r", end="", file=sys.stderr, flush=True)


def bar_text(label: str, done: int, total: int) -> str:
    """Return the bar as text; without a total, the label alone.

    >>> bar_text("reading", 1, 2)
    'reading [###############               ]  50 %'
    """
    if total <= 0:
        return f"{label} ..."
    share = min(done / total, 1.0)
    return f"{label} [{'#' * int(share * _BAR):<{_BAR}}] {int(share * 100):>3} %"
