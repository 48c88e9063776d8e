"""Rows of CSV with a header. A torn row is a fault of its own lines; reading goes on behind it."""

from __future__ import annotations

import csv
from operator import itemgetter
from typing import TYPE_CHECKING

from slacal.errors import BadInput
from slacal.formats.row import Row, brief, empty, missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.formats.log_text import LogText

_OTHER_MARKS = (";", "\t", "|", ",")


def csv_rows(
    lines: Iterable[str], text: LogText, columns: Sequence[str], optional: Sequence[str], delimiter: str
) -> Iterator[Row]:
    """Yield the rows behind the header. Raises: BadInput for a missing column or a log without rows."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header = _header(reader, text)
    width, places = len(header), _places(header, columns, optional, text.name, delimiter)
    pick = itemgetter(*places, 0)  # one place more, so that it always gives a tuple
    found, line = False, reader.line_num
    while True:
        try:
            for cells in reader:
                first, line = line + 1, reader.line_num
                if not cells:
                    continue
                found = True
                fault = None
                if len(cells) != width:
                    fault = _miscounted(cells, width, first, line)
                    told = cells if len(cells) > 1 else []  # a single cell is no row: its text is nobody's ticket
                    cells = [*told, *[""] * width]  # noqa: PLW2901 - the rest of the loop sees a row of full width
                elif text.undecoded and text.is_undecoded(first, line):
                    fault = BadInput("row", brief(",".join(cells)), "is not UTF-8", "save the log as UTF-8", "bad-row")
                cells.append("")
                yield Row(first, tuple([cell.strip() for cell in pick(cells)[:-1]]), fault)
            break
        except csv.Error as error:
            first, line = line + 1, reader.line_num
            found = True
            yield Row(first, ("",) * len(places), _torn(str(error), first, line))
    if not found:
        empty(text.name)


def _header(reader: Iterator[list[str]], text: LogText) -> list[str]:
    try:
        header = next(cells for cells in reader if cells)
    except (csv.Error, StopIteration) as error:
        problem = f"has no header that can be read: {error}"
        raise BadInput("log", text.name, problem, "start with the names of the columns") from None
    if text.undecoded:
        raise BadInput("log", text.name, "is not UTF-8", "save it as UTF-8", "encoding")
    return [cell.strip() for cell in header]


def _places(header: list[str], columns: Sequence[str], optional: Sequence[str], name: str, delimiter: str) -> list[int]:
    """Return where the columns stand; one that may be missing and is stands behind the last cell."""
    for column in columns:
        if header.count(column) > 1:
            raise BadInput("column", column, f"is in the header of {name} twice", "rename one of the two", "column")
        if column not in header:
            missing(column, header, name, _other_delimiter(header, delimiter))
    behind = len(header)
    found = [header.index(column) for column in columns]
    return found + [header.index(column) if header.count(column) == 1 else behind for column in optional]


def _other_delimiter(header: list[str], delimiter: str) -> str:
    mark = next((mark for mark in _OTHER_MARKS if mark != delimiter and mark in header[0]), "")
    return (
        f"the columns seem to be separated by {mark!r}: name it as the delimiter" if mark and len(header) == 1 else ""
    )


def _torn(error: str, first: int, last: int) -> BadInput:
    problem = f"is not well-formed CSV{_until(first, last)}: {error}"
    return BadInput("row", None, problem, "look at its quotation marks", "bad-row")


def _miscounted(cells: list[str], width: int, first: int, last: int) -> BadInput:
    problem = f"has {len(cells)} cells, the header has {width}{_until(first, last)}"
    return BadInput("row", brief(",".join(cells)), problem, "quote cells that hold the delimiter", "bad-row")


def _until(first: int, last: int) -> str:
    return f" (quotation marks join the lines {first} to {last})" if last > first else ""
