"""A log of events: a row each, of a kind, with what it changed."""

from __future__ import annotations

from array import array
from itertools import compress
from typing import TYPE_CHECKING

from slacal.engine.facts import as_text
from slacal.formats.coded import Coded
from slacal.formats.log_columns import LogColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.formats.columns import Columns
    from slacal.formats.log_shape import Checking, FactReader

_EMPTY = ("",)


class EventRows:
    """A row an event. An empty cell says nothing about its fact; JSON's null takes the fact away."""

    def __init__(self, columns: Columns, facts: FactReader) -> None:
        """Lay out the columns: ticket, time, kind, details, then facts."""
        self.columns = (columns.ticket, columns.at, columns.event, *(c for _, c in columns.details), *facts.columns)
        self._facts = facts
        self._details = tuple(name for name, _ in columns.details)

    def brought(self) -> frozenset[str]:
        return self._facts.brought()

    def check(self, rows: Checking) -> None:
        self._instants = rows.times_of(1, self.columns[1], rows.times.instant)
        self._at = rows.table.columns[1]
        kinds = rows.refuse_empty(2, self.columns[2], "give the kind of the event", "no-kind")
        self._kinds = kinds.read({place: as_text(value) for place, value in enumerate(kinds.values)})
        self._told = dict(zip(self._details, rows.table.columns[3:], strict=False))
        self._facts.check(rows, 3 + len(self._details))
        self._facts.count(rows)

    def told(self, kept: bytearray, tickets: list[str], owners: Sequence[int]) -> LogColumns:
        at = array("q", map(self._instants.__getitem__, compress(self._at.places, kept)))
        details = {name: column.silent().kept(kept) for name, column in self._told.items()}
        facts = self._facts.found(kept, _EMPTY)
        return LogColumns(tickets, owners, at, Coded(*self._kinds.kept(kept)), facts, details)
