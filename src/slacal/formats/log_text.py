"""The text of a log: a file or a stream, plain or gzip, line by line, and how far the reading has come."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeAlias, cast

from slacal.errors import BadInput, WrongType
from slacal.errors.doors import path_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from os import PathLike

Source: TypeAlias = "str | PathLike[str] | IO[bytes]"
_GZIP = b"\x1f\x8b"
_UNDECODED = re.compile("[\udc80-\udcff]")


class LogText:
    """The lines of one log, and how many bytes of it have been read.

    A gzip file is known by its first bytes, not by its name. ``size`` is 0 where it cannot be known. ``undecoded``
    are the lines so far that are not UTF-8.
    """

    def __init__(self, raw: io.BufferedReader, name: str, size: int) -> None:
        """Look at the first bytes."""
        self.name = name
        self.size = size
        self._raw = raw
        packed = raw.peek(2)[:2] == _GZIP
        plain = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
        self._text = io.TextIOWrapper(plain, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self.undecoded: set[int] = set()
        self._number = 0

    def done(self) -> int:
        """Return how many bytes of the file have been read; of a packed file, packed bytes."""
        return self._raw.tell() if self.size else 0

    def __iter__(self) -> Iterator[str]:
        """Yield the lines with their ends. Raises: BadInput where a packed file is damaged."""
        try:
            for line in self._text:
                self._number += 1
                if not line.isascii() and _UNDECODED.search(line):
                    self.undecoded.add(self._number)
                yield line
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            mend = "get the file again, or unpack it and report on what is left"
            raise BadInput("log", self.name, f"is a damaged gzip file: {error}", mend, "damaged") from None

    def release(self) -> None:
        """Let go of the stream without closing it."""
        self._text.detach()

    def is_undecoded(self, first: int, last: int) -> bool:
        """Tell whether any of these lines is not UTF-8."""
        return any(number in self.undecoded for number in range(first, last + 1))


@contextmanager
def open_log(source: Source) -> Generator[LogText]:
    """Open a log for reading; a stream that was given stays open. Raises: WrongType, OSError."""
    if isinstance(source, str) or hasattr(source, "__fspath__"):
        path = path_of(source, "source")
        with path.open("rb") as raw:
            yield LogText(raw, str(path), path.stat().st_size if path.is_file() else 0)
        return
    if isinstance(source, io.TextIOBase):
        raise WrongType("source", source, "is a stream of text", "open the log in binary mode, its bytes tell more")
    if not hasattr(source, "read"):
        raise WrongType("source", source, "is no log", "pass the path of a file, or a binary stream")
    stream = cast("io.BufferedReader", source if hasattr(source, "peek") else io.BufferedReader(cast("Any", source)))
    text = LogText(stream, str(getattr(source, "name", "log")), 0)
    yield text
    text.release()
