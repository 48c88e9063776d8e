"""The documents that commands read: a policy or a calendar, from a file, or from standard input where it is ``-``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from slacal.documents import load, loads
from slacal.documents.caps import MAX_BYTES
from slacal.errors import BadDocument, BadInput

if TYPE_CHECKING:
    from slacal.documents import Document, Format
    from slacal.policies.policy import Policy

STDIN = "-"


class Source(NamedTuple):
    """Where a document is: its path, and its text where it came from standard input."""

    path: str
    text: bytes | None = None

    @property
    def format(self) -> Format:
        """The format of standard input: JSON where it starts with a brace, else YAML."""
        return "json" if (self.text or b"").lstrip().startswith(b"{") else "yaml"

    def policy(self) -> Policy:
        """Read a policy. Raises: as `Policy.load`."""
        from slacal.policies.policy import Policy  # its documents cost a quarter of a second: --help need not wait

        return Policy.load(self.path) if self.text is None else Policy.loads(self.text, format=self.format)

    def document(self) -> Document:
        """Read a document as plain data. Raises: as `slacal.documents.load`."""
        if self.text is None:
            return load(self.path)
        return loads(self.text, format=self.format, name="standard input")

    def content(self) -> object:
        """Return what a document with faults says, or None where not even its syntax can be read."""
        try:
            return self.document().content
        except BadDocument:
            return None


def source_of(path: str) -> Source:
    """Return where a document is; standard input is read here, once. Bounds: 1 MiB."""
    return Source(path, sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else None)


def check_one_stdin(**paths: str | None) -> None:
    """Refuse standard input for more than one file. Raises: BadInput."""
    named = [name for name, path in paths.items() if path == STDIN]
    if len(named) > 1:
        mend = f"save {' or '.join(named)} in a file"
        raise BadInput(named[1], STDIN, "is standard input, which is read already", mend)
