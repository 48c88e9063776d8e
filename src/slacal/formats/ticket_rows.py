"""A table of tickets: a row each, with a column for each thing that may have happened."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from slacal.engine.event import Event
from slacal.errors import BadInput
from slacal.formats.log_shape import NOTHING_SAID, Record
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.engine.facts import Facts, Scalar
    from slacal.formats.columns import Columns
    from slacal.formats.log_shape import FactReader
    from slacal.formats.time_text import TimeReader


class TicketRows:
    """A row a ticket, a column an event. The row's facts hold from the earliest event on: the log tells no earlier."""

    def __init__(self, columns: Columns, facts: FactReader, times: TimeReader) -> None:
        """Lay out the columns: ticket, events, then facts."""
        self.columns = (columns.ticket, *(event.column for event in columns.events), *facts.columns)
        self._facts, self._times, self._events = facts, times, columns.events
        self._sets: dict[str, Facts] = {event.kind: {**dict(event.sets)} for event in columns.events}

    def brought(self) -> frozenset[str]:
        return self._facts.brought().union(*self._sets.values())

    def records(self, values: Sequence[Scalar], *, first: bool) -> list[Record]:
        if not first:
            problem = "has a row already, and a ticket table has one a ticket"
            raise BadInput(self.columns[0], values[0], problem, "keep one of its rows", "repeated-ticket")
        split = 1 + len(self._events)
        facts = self._facts.read(values[split:])
        found = [
            Record(self._times.instant(value, event.column), event.kind, facts)
            for event, value in zip(self._events, values[1:split], strict=True)
            if value not in NOTHING_SAID
        ]
        if not found:
            columns = ", ".join(event.column for event in self._events)
            raise BadInput(columns, "", "are all empty: nothing happened", "give the time of one event", "no-time")
        return found

    def events(self, records: Sequence[Record]) -> Iterator[Event]:
        facts = self._facts.known(records[0].facts)
        for record in records:
            at = from_micros(record.at, self._times.zone or UTC)
            yield Event(at, record.kind, {**facts, **self._sets[record.kind]})
            facts = {}
