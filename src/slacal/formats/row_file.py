"""Files of flat rows, CSV or JSON Lines: out they go whole or not at all, and back they come as texts by field."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from slacal.errors import BadInput, UnknownName, nearest
from slacal.errors.doors import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from os import PathLike

Cell: TypeAlias = str | int | float | bool | datetime | None
Write: TypeAlias = "Callable[[Sequence[Cell]], object]"
RowFormat: TypeAlias = Literal["csv", "jsonl"]
_NEEDS_QUOTES = re.compile('[",\\r\\n]')
_FORMATS: dict[str, RowFormat] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def row_format(path: str | PathLike[str]) -> RowFormat:
    """Return the format that a file's suffix names: .csv, .jsonl or .ndjson, with .gz behind it where it is packed.

    Raises: UnknownName, WrongType.

    >>> row_format("cycles.csv.gz")
    'csv'
    """
    suffix = Path(path_of(path).name.removesuffix(".gz")).suffix
    found = _FORMATS.get(suffix.lower())
    if found is None:
        mend = nearest(suffix, _FORMATS, "name the file .csv or .jsonl, with .gz behind it to pack it")
        raise UnknownName("path", str(path), "has a suffix that names no format of rows", mend)
    return found


class CellColumn(NamedTuple):
    """A column of cells; with ``places``, each row's cell is the one at its place in ``cells``."""

    cells: Sequence[Cell]
    places: Sequence[int] | None = None


@contextmanager
def writing(path: str | PathLike[str], fields: Sequence[str]) -> Generator[Write]:
    """Open a file for rows of `fields` and give the function that writes one row.

    The file appears whole at the end; when something fails, the one that was there stays. Raises: UnknownName for a
    suffix that names no format, OSError.
    """
    form = row_format(path)
    with _appearing(path) as text:
        yield _csv_writer(text, fields) if form == "csv" else _json_writer(text, fields)


def write_columns(path: str | PathLike[str], columns: Mapping[str, CellColumn]) -> None:
    """Write a file of rows from its columns, each cell of a list once. Otherwise as `writing`."""
    form = row_format(path)
    with _appearing(path) as text:
        if form == "csv":
            csv.writer(_LineFeeds(text)).writerow(columns)
            rows = map(",".join, zip(*(_texts(column, _csv_texts) for column in columns.values()), strict=True))
            text.writelines(f"{row}\n" for row in rows)
            return
        parts = [_texts(column, _members(field)) for field, column in columns.items()]
        text.writelines(f"{{{', '.join(row)}}}\n" for row in zip(*parts, strict=True))


def _texts(column: CellColumn, texts: Callable[[Sequence[Cell]], Sequence[str]]) -> Sequence[str]:
    written = texts(column.cells)
    return written if column.places is None else list(map(written.__getitem__, column.places))


def _csv_texts(cells: Sequence[Cell]) -> Sequence[str]:
    """Return cells as CSV writes them among others."""
    types = set(map(type, cells))
    if types == {int}:
        return list(map(str, cells))
    if types == {str} and not _NEEDS_QUOTES.search(" ".join(cast("Sequence[str]", cells))):
        return cast("Sequence[str]", cells)
    return list(map(_csv_text, cells))


def _csv_text(cell: Cell) -> str:
    if type(cell) is not str:
        return "" if cell is None else repr(cell) if type(cell) is float else _as_cell(cell)
    if not _NEEDS_QUOTES.search(cell):
        return cell
    quoted = cell.replace('"', '""')
    return f'"{quoted}"'


def _members(field: str) -> Callable[[Sequence[Cell]], Sequence[str]]:
    """Return what writes a member of each JSON object."""
    name = json.dumps(field, ensure_ascii=False)
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=datetime.isoformat)
    return lambda cells: [f"{name}: {encoder.encode(cell)}" for cell in cells]


@contextmanager
def _appearing(path: str | PathLike[str]) -> Generator[IO[str]]:
    """Open a file that appears whole or not at all."""
    target = Path(path).resolve()
    is_device = target.exists() and not target.is_file()
    part = target if is_device else target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as raw, _text(raw, packed=Path(path).suffix == ".gz") as text:
            yield text
    except BaseException:
        if not is_device:
            part.unlink(missing_ok=True)
        raise
    if not is_device:
        part.replace(target)


@contextmanager
def _text(raw: IO[bytes], *, packed: bool) -> Generator[IO[str]]:
    if not packed:
        with _encoded(raw) as text:
            yield text
        return
    # Neither name nor time of writing: the same rows give the same bytes.
    with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as pack, _encoded(pack) as text:
        yield text


def _encoded(raw: IO[bytes] | gzip.GzipFile) -> io.TextIOWrapper:
    """Open a file for text; a byte of a log that was no text stays visible as an escape."""
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")


def _csv_writer(text: IO[str], fields: Sequence[str]) -> Write:
    writer = csv.writer(_LineFeeds(text))
    writer.writerow(fields)

    def write(row: Sequence[Cell]) -> None:
        writer.writerow([value if type(value) in _AS_THEY_ARE else _as_cell(value) for value in row])

    return write


class _LineFeeds:
    """Ends rows with a line feed alone, and lets csv believe in both marks: so it quotes a cell that holds either."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text

    def write(self, row: str) -> None:
        self._text.write(row[:-2] + "\n")


_AS_THEY_ARE = {str, int, float, type(None)}  # csv writes None as nothing, and a float so that it comes back the same


def _as_cell(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _json_writer(text: IO[str], fields: Sequence[str]) -> Write:
    def write(row: Sequence[Cell]) -> None:
        members = dict(zip(fields, row, strict=True))
        text.write(json.dumps(members, ensure_ascii=False, allow_nan=False, default=datetime.isoformat) + "\n")

    return write


def reading(path: str | PathLike[str], fields: Sequence[str]) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row's line and its values in the order of `fields`; those of CSV are text.

    Raises: UnknownName for a suffix that names no format, BadInput for a row without exactly these fields, OSError.
    """
    form = row_format(path)
    file = Path(path)
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as text:
        try:
            yield from _csv_rows(text, fields) if form == "csv" else _json_rows(text, fields)
        except UnicodeDecodeError as error:
            raise BadInput("path", str(path), f"is not UTF-8: {error.reason}", "write the file again") from None


def _csv_rows(text: IO[str], fields: Sequence[str]) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(text, strict=True)
    try:
        for cells in reader:
            if reader.line_num == 1:
                _check(cells, fields, 1)
                continue
            if len(cells) != len(fields):
                raise _unlike(cells, fields, reader.line_num)
            yield reader.line_num, cast("list[Cell]", cells)
    except csv.Error as error:
        raise BadInput("row", reader.line_num, f"is not well-formed CSV: {error}", "write the file again") from None


def _json_rows(text: IO[str], fields: Sequence[str]) -> Iterator[tuple[int, list[Cell]]]:
    for number, line in enumerate(text, 1):
        try:
            members = json.loads(line)
        except ValueError as error:
            raise BadInput("row", number, f"is not JSON: {error}", "write the file again") from None
        _check(list(members), fields, number)
        yield number, [members[field] for field in fields]


def _check(found: Sequence[str], fields: Sequence[str], line: int) -> None:
    if list(found) != list(fields):
        raise _unlike(found, fields, line)


def _unlike(found: Sequence[str], fields: Sequence[str], line: int) -> BadInput:
    problem = f"on line {line} does not have the fields of these rows"
    return BadInput("row", ",".join(map(str, found)), problem, f"write {','.join(fields)}", "bad-row")
