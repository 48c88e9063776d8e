"""Rows of a log with their line numbers: CSV and JSON Lines, and for each row the columns that somebody asked for.

Cells are trimmed, and true and false are text. An empty cell and a key that is not there are ``""``: nothing said; None is JSON's null alone.
"""

from __future__ import annotations

import csv
import json
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

from slacal.engine.facts import as_text
from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.engine.facts import Scalar
    from slacal.formats.log_text import LogText

_LONGEST = 80


class Row(NamedTuple):
    """One row: its first line, the values of the columns asked for, and what is wrong with it, if anything is."""

    line: int
    values: tuple[Scalar, ...]
    fault: BadInput | None = None


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
        _empty(text.name)
    rest = chain(ahead, lines)
    if ahead[-1].lstrip().startswith("{"):
        yield from _json_rows(rest, text, columns, optional)
    else:
        yield from _csv_rows(rest, text, columns, optional, delimiter)


def _csv_rows(
    lines: Iterable[str], text: LogText, columns: Sequence[str], optional: Sequence[str], delimiter: str
) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header = _header(reader, text)
    places = [_place(header, column, text, delimiter) for column in columns]
    # A column that is not there has its place behind the last cell, where every row gets an empty one.
    places += [header.index(column) if header.count(column) == 1 else len(header) for column in optional]
    width, pick = len(header), itemgetter(*places, 0)  # one place more, so that it always gives a tuple
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
                    cells += [""] * width
                elif text.undecoded and text.is_undecoded(first, line):
                    fault = BadInput("row", _brief(cells), "is not UTF-8", "save the log as UTF-8", "bad-row")
                cells.append("")
                yield Row(first, tuple([cell.strip() for cell in pick(cells)[:-1]]), fault)
            break
        except csv.Error as error:
            first, line = line + 1, reader.line_num
            found = True
            yield Row(first, ("",) * len(places), _torn(str(error), first, line))
    if not found:
        _empty(text.name)


def _header(reader: Iterator[list[str]], text: LogText) -> list[str]:
    try:
        header = next(cells for cells in reader if cells)
    except (csv.Error, StopIteration) as error:
        problem = f"has no header that can be read: {error}"
        raise BadInput("log", text.name, problem, "start with the names of the columns") from None
    if text.is_undecoded(1, 1):
        raise BadInput("log", text.name, "is not UTF-8", "save it as UTF-8", "encoding")
    return [cell.strip() for cell in header]


def _place(header: list[str], column: str, text: LogText, delimiter: str) -> int:
    """Return where a column stands. Raises: BadInput when it is missing or stands there twice."""
    if header.count(column) > 1:
        raise BadInput("column", column, f"is in the header of {text.name} twice", "rename one of the two", "column")
    if column not in header:
        _missing(column, header, text.name, delimiter)
    return header.index(column)


def _missing(column: str, known: Sequence[str], name: str, delimiter: str = "") -> NoReturn:
    mend = nearest(column, known, f"the columns are {', '.join(known)}")
    other = next((mark for mark in (";", "\t", "|", ",") if mark != delimiter and mark in known[0]), None)
    if delimiter and len(known) == 1 and other is not None:
        mend = f"the columns seem to be separated by {other!r}: name it as the delimiter"
    raise BadInput("column", column, f"is not in {name}", mend, "missing-column")


def _empty(name: str) -> NoReturn:
    raise BadInput("log", name, "holds no rows", "check that it is the right file", "empty-log")


def _torn(error: str, first: int, last: int) -> BadInput:
    problem = f"is not well-formed CSV{_until(first, last)}: {error}"
    return BadInput("row", None, problem, "look at its quotation marks", "bad-row")


def _miscounted(cells: list[str], width: int, first: int, last: int) -> BadInput:
    problem = f"has {len(cells)} cells, the header has {width}{_until(first, last)}"
    return BadInput("row", _brief(cells), problem, "quote cells that hold the delimiter", "bad-row")


def _until(first: int, last: int) -> str:
    return f" (quotation marks join the lines {first} to {last})" if last > first else ""


def _brief(cells: list[str]) -> str:
    return ",".join(cells)[:_LONGEST]


def _json_rows(lines: Iterable[str], text: LogText, columns: Sequence[str], optional: Sequence[str]) -> Iterator[Row]:
    wanted = (*columns, *optional)
    seen: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            members = _members(line, undecoded=text.is_undecoded(number, number))
        except ValueError as error:
            fault = error if isinstance(error, BadInput) else _not_json(line, str(error))
            yield Row(number, ("",) * len(wanted), fault)
            continue
        seen.update(dict.fromkeys(members))
        yield _json_row(number, members, wanted)
    for column in columns:
        if seen and column not in seen:
            _missing(column, list(seen), text.name)


def _members(line: str, *, undecoded: bool) -> dict[str, Any]:
    if undecoded:
        raise BadInput("row", line[:_LONGEST], "is not UTF-8", "save the log as UTF-8", "bad-row")
    try:
        found = json.loads(line, object_pairs_hook=_once, parse_constant=_not_finite)
    except RecursionError:
        raise BadInput("row", line[:_LONGEST], "nests too deep", "write plain values", "bad-row") from None
    if not isinstance(found, dict):
        raise BadInput("row", line[:_LONGEST], "is not a JSON object", "write one object a line", "bad-row")
    return cast("dict[str, Any]", found)


def _json_row(number: int, members: dict[str, Any], wanted: Sequence[str]) -> Row:
    fault = None
    values: list[Scalar] = []
    for column in wanted:
        value = members.get(column, "")
        if isinstance(value, dict | list):
            fault = BadInput(
                column, repr(cast("object", value))[:_LONGEST], "is no plain value", "write text or a number", "bad-row"
            )
            value = ""
        if isinstance(value, str):
            value = value.strip()
        elif isinstance(value, bool):
            value = as_text(value)  # facts compare as text, and 1 must not be taken for true before they do
        values.append(value)
    return Row(number, tuple(values), fault)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BadInput("row", pairs[0][0], "stands in an object with a repeated key", "keep one of the two", "bad-row")
    return members


def _not_finite(text: str) -> NoReturn:
    raise BadInput("row", text, "is not a finite number", "write decimal digits or null", "bad-row")


def _not_json(line: str, problem: str) -> BadInput:
    return BadInput("row", line.strip()[:_LONGEST], f"is not JSON: {problem}", "write one object a line", "bad-row")
