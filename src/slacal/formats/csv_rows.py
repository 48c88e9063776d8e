"""Rows of CSV with a header. A torn row is a fault of its own lines; reading goes on behind it."""

from __future__ import annotations

import csv
from operator import itemgetter
from typing import TYPE_CHECKING

from slacal.errors import BadInput
from slacal.formats.row import AT_ONCE, Rows, brief, empty, missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.formats.log_text import LogText

_OTHER_MARKS = (";", "\t", "|", ",")
_IN_A_SHELL = {"\t": "tab"} | {mark: f"'{mark}'" for mark in ";|,"}


def csv_rows(
    lines: Iterable[str], text: LogText, columns: Sequence[str], optional: Sequence[str], delimiter: str
) -> Iterator[Rows]:
    """Yield the rows behind the header. Raises: BadInput for a missing column or a log without rows."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header = _header(reader, text)
    intake = _Intake(text, len(header), _places(header, columns, optional, text.name, delimiter))
    line = reader.line_num
    while True:
        try:
            for cells in reader:
                first, line = line + 1, reader.line_num
                if cells:
                    intake.take(cells, first, line)
                if len(intake.lines) == AT_ONCE:
                    yield intake.rows()
            break
        except csv.Error as error:
            first, line = line + 1, reader.line_num
            intake.tear(str(error), first, line)
    yield intake.rows()
    if intake.is_empty:
        empty(text.name)


class _Intake:
    """The rows since the last ones were given on."""

    def __init__(self, text: LogText, width: int, places: Sequence[int]) -> None:
        self._text, self._width, self._places = text, width, places
        self._begin()
        self.is_empty = True

    def _begin(self) -> None:
        self.lines: list[int] = []
        self._rows: list[list[str]] = []
        self._faults: dict[int, BadInput] = {}

    def take(self, cells: list[str], first: int, last: int) -> None:
        """Take the cells of a row, from its first line to its last."""
        if len(cells) != self._width:
            self._faults[len(self.lines)] = _miscounted(cells, self._width, first, last)
            told = cells if len(cells) > 1 else []  # a single cell is no row: its text is nobody's ticket
            cells = [*told, *[""] * self._width]  # the rest of the work sees a row of full width
        elif self._text.undecoded and self._text.is_undecoded(first, last):
            told_of = brief(",".join(cells))
            self._faults[len(self.lines)] = BadInput("row", told_of, "is not UTF-8", "save the log as UTF-8", "bad-row")
        self.lines.append(first)
        self._rows.append(cells)

    def tear(self, error: str, first: int, last: int) -> None:
        """Take note of a row that is torn."""
        self._faults[len(self.lines)] = _torn(error, first, last)
        self.lines.append(first)
        self._rows.append([""] * self._width)

    def rows(self) -> Rows:
        """Give on the rows taken so far."""
        self.is_empty = self.is_empty and not self.lines
        nothing = [""] * len(self._rows)
        columns = [
            list(map(itemgetter(place), self._rows)) if place < self._width else nothing for place in self._places
        ]
        found = Rows(self.lines, columns, self._faults)
        self._begin()
        return found


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
    if not mark or len(header) > 1:
        return ""
    said = f"delimiter={mark!r} (a shell's --delimiter {_IN_A_SHELL[mark]})"
    return f"the columns seem to be separated by {mark!r}: say {said}"


def _torn(error: str, first: int, last: int) -> BadInput:
    problem = f"is not well-formed CSV{_until(first, last)}: {error}"
    return BadInput("row", None, problem, "look at its quotation marks", "bad-row")


def _miscounted(cells: list[str], width: int, first: int, last: int) -> BadInput:
    problem = f"has {len(cells)} cells, the header has {width}{_until(first, last)}"
    return BadInput("row", brief(",".join(cells)), problem, "quote cells that hold the delimiter", "bad-row")


def _until(first: int, last: int) -> str:
    return f" (quotation marks join the lines {first} to {last})" if last > first else ""
