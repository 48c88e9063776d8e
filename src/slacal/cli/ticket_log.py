"""The histories that a command is given: a log as ``report`` reads it, or one JSON document of a ticket's events."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slacal.calendars.tree_values import is_list, is_mapping
from slacal.cli.documents import STDIN
from slacal.cli.progress import progress
from slacal.errors import BadInput
from slacal.formats.event_log import read_log

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slacal.formats.columns import Columns
    from slacal.formats.event_log import EventLog

_FIRST = 1_024  # bytes among which the first mark stands
_MEND = 'write {"ticket": "T-1", "events": [{"at": ..., "event": "created"}]}, or one event a line'


def tickets_of(
    path: str, columns: Columns, *, zone: str | None, facts: Iterable[str], delimiter: str = ","
) -> EventLog:
    """Read the tickets of a CSV, JSON Lines or JSON file, or of standard input. Raises: as `read_log`."""
    mapped = columns.facts or columns.times
    with progress("reading", quiet="off a terminal") as show:
        return read_log(
            _source(path),
            columns,
            zone=zone,
            optional_facts=() if mapped else sorted(facts),
            delimiter=delimiter,
            progress=show,
        )


class _Named(io.BytesIO):
    """Bytes in memory, and what messages call them."""

    def __init__(self, raw: bytes, name: str) -> None:
        super().__init__(raw)
        self.name = name


def _source(path: str) -> str | _Named:
    """Return a log as it lies, or the bytes of standard input; a JSON document becomes a line for each event."""
    if path == STDIN:
        return _Named(_lines(sys.stdin.buffer.read()), "standard input")
    with Path(path).open("rb") as file:
        start = file.read(_FIRST)
        return _Named(_lines(start + file.read()), path) if _is_json(start) else path


def _is_json(start: bytes) -> bool:
    return start.lstrip()[:1] in {b"{", b"["}


def _lines(raw: bytes) -> bytes:
    if not _is_json(raw):
        return raw
    try:
        tree = json.loads(raw)
    except (ValueError, RecursionError):  # JSON Lines, or no JSON at all: the reader of logs says so
        return raw
    return "\n".join(map(json.dumps, _rows(tree))).encode()


def _rows(tree: object) -> Sequence[Any]:
    """Return the rows of a JSON document: a list of events, or a ticket with its events."""
    if not (is_mapping(tree) and "events" in tree):
        return tree if is_list(tree) else [tree]
    events, name = tree["events"], str(tree.get("ticket", "ticket"))
    if not is_list(events):
        raise BadInput("events", events, "is not a list of events", _MEND)
    return [{"ticket": name, **event} if is_mapping(event) else event for event in events]
