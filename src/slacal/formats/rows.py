"""The rows of a log, CSV or JSON Lines: its first mark tells which."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from slacal.errors import BadInput
from slacal.formats.csv_rows import csv_rows
from slacal.formats.json_rows import json_rows
from slacal.formats.row import empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.formats.log_text import LogText
    from slacal.formats.row import Row


def read_rows(
    text: LogText, columns: Sequence[str], *, optional: Sequence[str] = (), delimiter: str = ","
) -> Iterator[Row]:
    """Yield the rows of a log; a text that starts with a brace is JSON Lines, any other is CSV with a header.

    The values are those of `columns`, then those of `optional`, which may be missing. Rows that cannot be used are
    yielded with their fault. Raises: BadInput for a missing column or a log without rows.
    """
    if len(delimiter) != 1 or delimiter in '"\r\n':
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
