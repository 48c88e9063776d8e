"""One way in for every format: the suffix or the caller names it, and the parser is imported only then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from slacal.documents.caps import MAX_BYTES, fit_text
from slacal.errors import UnknownName, nearest
from slacal.errors.doors import path_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from slacal.documents.tree import Document

Format: TypeAlias = Literal["yaml", "json", "toml"]
_SUFFIXES: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}


def load(path: str | PathLike[str]) -> Document:
    """Read one document from a UTF-8 file; the suffix .yaml, .yml, .json or .toml names its format.

    Bounds: 1 MiB, 32 levels, 50,000 values. Raises: BadDocument, UnknownName, MissingExtra, OSError.
    """
    file = path_of(path)
    format = _SUFFIXES.get(file.suffix.lower())  # noqa: A001  the word of the interface
    if format is None:
        mend = nearest(file.suffix.lower(), _SUFFIXES, "name the file .yaml, .yml, .json or .toml")
        raise UnknownName("path", str(path), "has a suffix that names no format", mend)
    with file.open("rb") as stream:
        return loads(stream.read(MAX_BYTES + 1), format=format, name=str(path))


def loads(text: str | bytes, *, format: Format = "yaml", name: str = "document") -> Document:  # noqa: A002  the word of the interface
    r"""Read one document from text, or from UTF-8 bytes; `name` stands for it in messages.

    Bounds: 1 MiB, 32 levels, 50,000 values. Raises: BadDocument with all its faults, WrongType, UnknownName,
    MissingExtra.

    >>> loads('zone = "Europe/Riga"\nfrom = 2026-12-31', format="toml").content
    {'zone': 'Europe/Riga', 'from': '2026-12-31'}
    """
    if not isinstance(format, str) or format not in get_args(Format):
        mend = nearest(format, get_args(Format), "use yaml, json or toml")
        raise UnknownName("format", format, "is not read", mend)
    return _reader(format)(fit_text(text, name), name)


def _reader(format: Format) -> Callable[[str, str], Document]:  # noqa: A002  the word of the interface
    # Each parser costs its import only to those who use it.
    if format == "yaml":
        from slacal.documents import yaml

        return yaml.read
    if format == "json":
        from slacal.documents import json

        return json.read
    from slacal.documents import toml

    return toml.read
