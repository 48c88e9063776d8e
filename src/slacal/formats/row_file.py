"""Files of flat rows: NamedTuples out to CSV or JSON Lines, and back, equal to what was written."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike


Cell: TypeAlias = "str | int | float | bool | datetime | None"
RowFormat: TypeAlias = Literal["csv", "jsonl"]
AnyRow = TypeVar("AnyRow", bound=NamedTuple)
_FORMATS: dict[str, RowFormat] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


@contextmanager
def writing(path: str | PathLike[str], fields: Sequence[str]) -> Iterator[Callable[[Sequence[Cell]], None]]:
    """Open a file for rows of `fields`, and give the function that writes one.

    The suffix names the format: .csv, .jsonl or .ndjson, with .gz behind it if it is to be packed. The file appears
    whole at the end, or, when something fails, not at all. Raises: UnknownName for another suffix, OSError.
    """
    target = Path(path)
    form, packed = _form_of(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as raw:
        try:
            with _text(raw, packed=packed) as text:
                yield _csv_writer(text, fields) if form == "csv" else _json_writer(text, fields)
        except BaseException:
            raw.close()
            Path(raw.name).unlink()
            raise
    os.replace(raw.name, target)
