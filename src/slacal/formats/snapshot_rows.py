"""A log of snapshots: a row is the state of a ticket, and events are what differs from row to row."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from slacal.engine.event import Event
from slacal.formats.log_shape import Record
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slacal.engine.facts import Facts, Scalar
    from slacal.formats.columns import Columns
    from slacal.formats.log_shape import FactReader
    from slacal.formats.time_text import TimeReader

CREATED, CHANGED = "created", "changed"


class SnapshotRows:
    """A row a state of the ticket: what differs from the row before it is a ``changed`` event, an empty cell no fact.

    The first row is the ``created`` event. Where the log has a column for the creation, the ``created`` event lies
    there, with the facts of the first row and those that the mapping sets instead.
    """

    def __init__(self, columns: Columns, facts: FactReader, times: TimeReader) -> None:
        """Lay out the columns: ticket, time, the creation if there is a column for it, then facts."""
        created = columns.created
        self.columns = (columns.ticket, columns.at, *([created.column] if created else ()), *facts.columns)
        self._facts, self._times = facts, times
        self._created = created is not None
        self._sets: Mapping[str, str] = dict(created.sets) if created else {}

    def brought(self) -> frozenset[str]:
        return self._facts.brought() | self._sets.keys()

    def records(self, values: Sequence[Scalar], *, first: bool) -> list[Record]:
        at = self._times.instant(values[1], self.columns[1])
        split = 3 if self._created else 2
        row = Record(at, CHANGED, self._facts.read(values[split:]))
        if not (first and self._created):
            return [row]
        return [Record(self._times.instant(values[2], self.columns[2]), CREATED), row]

    def events(self, records: Sequence[Record]) -> Iterator[Event]:
        known: Facts | None = None
        last: tuple[Scalar, ...] | None = None
        for record in records:
            if record.kind == CREATED:
                opening: Facts = {}
                if known is None:
                    earliest = next(row for row in records if row.kind != CREATED)
                    known = opening = {**self._facts.known(earliest.facts), **self._sets}
                yield self._event(record, CREATED, opening)
            elif record.facts != last:
                now, last = self._facts.known(record.facts), record.facts
                if known is None:
                    yield self._event(record, CHANGED if self._created else CREATED, now)
                elif changes := self._changes(known, now):
                    yield self._event(record, CHANGED, changes)
                known = now

    def _changes(self, before: Facts, now: Facts) -> Facts:
        """Return the facts that differ; one that is there no more becomes None."""
        gone: Facts = {name: None for name in self._facts.names if name in before and name not in now}
        return {name: value for name, value in now.items() if name not in before or before[name] != value} | gone

    def _event(self, record: Record, kind: str, changes: Facts) -> Event:
        return Event(from_micros(record.at, self._times.zone or UTC), kind, changes)
