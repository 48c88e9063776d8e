"""A log of snapshots: a row is the state of a ticket, and events are what differs from row to row."""

from __future__ import annotations

from array import array
from itertools import compress
from typing import TYPE_CHECKING

from slacal.errors import SlacalError
from slacal.formats.log_columns import LogColumns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slacal.formats.columns import Columns
    from slacal.formats.log_shape import Checking, FactReader


class SnapshotRows:
    """A row a state of the ticket: what differs from the row before it is a ``changed`` event, an empty cell no fact.

    The first row is the ``created`` event. Where the log has a column for the creation, the ``created`` event lies
    there, with the facts of the first row and those that the mapping sets instead.
    """

    def __init__(self, columns: Columns, facts: FactReader) -> None:
        """Lay out the columns: ticket, time, the creation if there is a column for it, then facts."""
        created = columns.created
        self.columns = (columns.ticket, columns.at, *([created.column] if created else ()), *facts.columns)
        self._facts = facts
        self._created: dict[str, int] | None = {} if created else None
        self._sets: Mapping[str, str] = dict(created.sets) if created else {}

    def brought(self) -> frozenset[str]:
        return self._facts.brought() | self._sets.keys()

    def check(self, rows: Checking) -> None:
        self._instants = rows.times_of(1, self.columns[1], rows.times.instant)
        self._at = rows.table.columns[1]
        self._facts.check(rows, 2 if self._created is None else 3)
        if self._created is not None:
            self._read_creations(rows, self._created)
        self._facts.count(rows)

    def _read_creations(self, rows: Checking, created: dict[str, int]) -> None:
        """Read when each ticket was created, from the first of its rows that can be used."""
        rows.step += 1
        column = rows.table.columns[2]
        known = set[int]()
        for row, (good, ticket) in enumerate(zip(rows.good(), rows.named, strict=True)):
            if not good or ticket in known:
                continue
            try:
                created[rows.names[ticket]] = rows.times.instant(column.values[column.places[row]], self.columns[2])
                known.add(ticket)
            except SlacalError as error:
                rows.faults[row] = (rows.step, error)

    def told(self, kept: bytearray, tickets: list[str], owners: Sequence[int]) -> LogColumns:
        at = array("q", map(self._instants.__getitem__, compress(self._at.places, kept)))
        known = self._created
        created = None if known is None else array("q", map(known.__getitem__, tickets))
        return LogColumns(tickets, owners, at, None, self._facts.found(kept), {}, created, self._sets)
