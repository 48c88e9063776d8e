"""Files of flat rows, CSV or JSON Lines: out they go whole or not at all, and back they come as texts by field."""

from __future__ import annotations

import csv
import gzip
import io
import json
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, TypeAlias, cast

from slacal.errors import BadInput, UnknownName, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from os import PathLike

Cell: TypeAlias = str | int | float | bool | datetime | None
Write: TypeAlias = "Callable[[Sequence[Cell]], object]"
RowFormat: TypeAlias = Literal["csv", "jsonl"]
_FORMATS: dict[str, RowFormat] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def row_format(path: str | PathLike[str]) -> RowFormat:
    """Return the format that a file's suffix names: .csv, .jsonl or .ndjson, with .gz behind it where it is packed.

    Raises: UnknownName.

    >>> row_format("cycles.csv.gz")
    'csv'
    """
    suffix = Path(Path(path).name.removesuffix(".gz")).suffix
    found = _FORMATS.get(suffix.lower())
    if found is None:
        mend = nearest(suffix, _FORMATS, "name the file .csv or .jsonl, with .gz behind it to pack it")
        raise UnknownName("path", str(path), "has a suffix that names no format of rows", mend)
    return found


@contextmanager
def writing(path: str | PathLike[str], fields: Sequence[str]) -> Generator[Write]:
    """Open a file for rows of `fields` and give the function that writes one row.

    The file appears whole at the end; when something fails, the one that was there stays. Raises: UnknownName for a
    suffix that names no format, OSError.
    """
    target, form = Path(path).resolve(), row_format(path)
    is_device = target.exists() and not target.is_file()
    part = target if is_device else target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as raw, _text(raw, packed=Path(path).suffix == ".gz") as text:
            yield _csv_writer(text, fields) if form == "csv" else _json_writer(text, fields)
    except BaseException:
        if not is_device:
            part.unlink(missing_ok=True)
        raise
    if not is_device:
        part.replace(target)


@contextmanager
def _text(raw: IO[bytes], *, packed: bool) -> Generator[IO[str]]:
    if not packed:
        with io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
            yield text
        return
    # Neither name nor time of writing: the same rows give the same bytes.
    with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as pack, io.TextIOWrapper(pack, "utf-8", newline="") as text:
        yield text


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
        yield from _csv_rows(text, fields) if form == "csv" else _json_rows(text, fields)


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
