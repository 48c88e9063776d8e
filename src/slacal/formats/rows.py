"""The rows of a log, CSV or JSON Lines: its first mark tells which."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from slacal.errors import BadInput
from slacal.formats.coded import Coder
from slacal.formats.csv_rows import csv_rows
from slacal.formats.json_rows import json_rows
from slacal.formats.row import AT_ONCE, RowTable, empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from slacal.formats.log_text import LogText
    from slacal.formats.row import Rows


def read_rows(
    text: LogText,
    columns: Sequence[str],
    *,
    optional: Sequence[str] = (),
    delimiter: str = ",",
    progress: Callable[[int, int], None] | None = None,
) -> RowTable:
    """Read the rows of a log; a text that starts with a brace is JSON Lines, any other is CSV with a header.

    The columns are those of `columns`, then those of `optional`, which may be missing. Rows that cannot be used are
    there with their fault. `progress` is called with bytes done and in all. Raises: BadInput for a missing column or a
    log without rows.
    """
    lines = array("q")
    coders = [Coder() for _ in (*columns, *optional)]
    faults: dict[int, BadInput] = {}
    for rows in _parts(text, columns, optional, delimiter):
        faults.update((len(lines) + place, fault) for place, fault in rows.faults.items())
        lines.extend(rows.lines)
        for coder, cells in zip(coders, rows.columns, strict=True):
            coder.take(cells)
        if progress is not None and len(rows.lines) == AT_ONCE:
            progress(text.done(), text.size)
    if progress is not None:
        progress(text.size, text.size)
    return RowTable(lines, [coder.coded() for coder in coders], faults)


def _parts(text: LogText, columns: Sequence[str], optional: Sequence[str], delimiter: str) -> Iterator[Rows]:
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n':
        raise BadInput("delimiter", delimiter, "is not one character between cells", "use ',' or ';' or a tab")
    lines = iter(text)
    ahead: list[str] = []
    for line in lines:
        ahead.append(line)
        if line.strip():
            break
    else:
        empty(text.name)
    rest = chain(ahead, lines)
    if ahead[-1].lstrip().startswith("{"):
        yield from json_rows(rest, text, columns, optional)
    else:
        yield from csv_rows(rest, text, columns, optional, delimiter)
