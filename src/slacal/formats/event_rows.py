"""A log of events: a row each, of a kind, with what it changed."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from slacal.engine.event import Event
from slacal.engine.facts import as_text
from slacal.errors import BadInput
from slacal.formats.log_shape import NOTHING_SAID, Record
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.engine.facts import Scalar
    from slacal.formats.columns import Columns
    from slacal.formats.log_shape import FactReader
    from slacal.formats.time_text import TimeReader


class EventRows:
    """A row an event. An empty cell says nothing about its fact; JSON's null takes the fact away."""

    def __init__(self, columns: Columns, facts: FactReader, times: TimeReader) -> None:
        """Lay out the columns: ticket, time, kind, details, then facts."""
        self.columns = (columns.ticket, columns.at, columns.event, *(c for _, c in columns.details), *facts.columns)
        self._facts, self._times = facts, times
        self._details = tuple(name for name, _ in columns.details)

    def brought(self) -> frozenset[str]:
        return self._facts.brought()

    def records(self, values: Sequence[Scalar], *, first: bool) -> list[Record]:  # noqa: ARG002 - each row stands alone
        at = self._times.instant(values[1], self.columns[1])
        kind = values[2]
        if kind in NOTHING_SAID:
            raise BadInput(self.columns[2], kind, "is empty", "give the kind of the event", "no-kind")
        split = 3 + len(self._details)
        facts = self._facts.read(values[split:])
        return [Record(at, as_text(kind), facts, tuple(values[3:split]))]

    def events(self, records: Sequence[Record]) -> Iterator[Event]:
        for record in records:
            changes = {name: value for name, value in zip(self._facts.names, record.facts, strict=True) if value != ""}
            pairs = zip(self._details, record.details, strict=True)
            details = {name: value for name, value in pairs if value not in NOTHING_SAID}
            yield Event(from_micros(record.at, self._times.zone or UTC), record.kind, changes, details=details)
