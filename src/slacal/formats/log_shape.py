"""Shape: how the rows of one kind of log become the events of a ticket. Three kinds, one small class each.

A row becomes records, which are compact; only when a ticket's turn comes do its records become events.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple, Protocol

from slacal.engine.event import Event
from slacal.engine.facts import as_text
from slacal.errors import BadInput
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slacal.engine.facts import Facts, Scalar
    from slacal.formats.columns import Columns
    from slacal.formats.time_text import TimeReader

CREATED, CHANGED = "created", "changed"
_NOTHING = ("", None)


class Record(NamedTuple):
    """One thing that a row tells: when, the kind of event, and the values of its facts and details."""

    at: int
    kind: str
    facts: tuple[Scalar, ...] = ()
    details: tuple[Scalar, ...] = ()


class Shape(Protocol):
    """One kind of log. ``columns`` are those that a row's values come from, the ticket's first."""

    columns: tuple[str, ...]

    def brought(self) -> frozenset[str]:
        """Return the facts that had a value in any row so far."""
        ...

    def records(self, values: Sequence[Scalar], *, first: bool) -> list[Record]:
        """Return what a row tells; `first`: of its ticket. Raises: BadInput, its field the column."""
        ...

    def events(self, records: Sequence[Record]) -> Iterator[Event]:
        """Yield the events of one ticket from its records in order of time."""
        ...


class FactReader:
    """Reads the facts of a row: plain ones as they are, instants through the reader of times."""

    def __init__(self, columns: Columns, optional: Sequence[str], times: TimeReader) -> None:
        """Know the names; `optional` facts come from columns of the same name."""
        self.columns = (*(column for _, column in columns.facts), *(column for _, column in columns.times))
        self.names = (*(name for name, _ in columns.facts), *(name for name, _ in columns.times), *optional)
        self._times = times
        self._instants = range(len(columns.facts), len(self.columns))
        self._texts: dict[str, str] = {}  # one object for each text: logs repeat themselves
        self._unseen = set(range(len(self.names)))

    def read(self, values: Sequence[Scalar]) -> tuple[Scalar, ...]:
        """Return the facts in the order of ``names``, from the values of ``columns`` and of the optional ones."""
        texts = self._texts
        facts = [texts.setdefault(value, value) if isinstance(value, str) else value for value in values]
        for at in self._instants:
            if facts[at] not in _NOTHING:
                facts[at] = self._times.moment(facts[at], self.columns[at])
        if self._unseen:
            self._unseen -= {at for at in self._unseen if facts[at] not in _NOTHING}
        return tuple(facts)

    def brought(self) -> frozenset[str]:
        """Return the facts that had a value in any row so far."""
        return frozenset(name for at, name in enumerate(self.names) if at not in self._unseen)


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
        if kind in _NOTHING:
            raise BadInput(self.columns[2], kind, "is empty", "give the kind of the event", "no-kind")
        split = 3 + len(self._details)
        facts = self._facts.read(values[split:])
        return [Record(at, as_text(kind), facts, tuple(values[3:split]))]

    def events(self, records: Sequence[Record]) -> Iterator[Event]:
        for record in records:
            changes = {name: value for name, value in zip(self._facts.names, record.facts, strict=True) if value != ""}
            pairs = zip(self._details, record.details, strict=True)
            details = {name: value for name, value in pairs if value not in _NOTHING}
            yield Event(from_micros(record.at, self._times.zone or UTC), record.kind, changes, details=details)


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
                    known = opening = {**self._known(earliest), **self._sets}
                yield self._event(record, CREATED, opening)
            elif record.facts != last:
                now, last = self._known(record), record.facts
                if known is None:
                    yield self._event(record, CHANGED if self._created else CREATED, now)
                elif changes := _changes(known, now):
                    yield self._event(record, CHANGED, changes)
                known = now

    def _known(self, row: Record) -> Facts:
        pairs = zip(self._facts.names, row.facts, strict=True)
        return {name: value for name, value in pairs if value not in _NOTHING}

    def _event(self, record: Record, kind: str, changes: Facts) -> Event:
        return Event(from_micros(record.at, self._times.zone or UTC), kind, changes)


def _changes(before: Facts, now: Facts) -> Facts:
    """Return the facts that differ; one that is there no more becomes None."""
    changes: Facts = {name: value for name, value in now.items() if name not in before or before[name] != value}
    changes.update(dict.fromkeys(before.keys() - now.keys()))
    return changes


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
            if value not in _NOTHING
        ]
        if not found:
            columns = ", ".join(event.column for event in self._events)
            raise BadInput(columns, "", "are all empty: nothing happened", "give the time of one event", "no-time")
        return found

    def events(self, records: Sequence[Record]) -> Iterator[Event]:
        pairs = zip(self._facts.names, records[0].facts, strict=True)
        facts = {name: value for name, value in pairs if value not in _NOTHING}
        for record in records:
            at = from_micros(record.at, self._times.zone or UTC)
            yield Event(at, record.kind, {**facts, **self._sets[record.kind]})
            facts = {}


def shape_of(columns: Columns, optional: Sequence[str], times: TimeReader) -> Shape:
    """Return the shape of a log of the kind that `columns` name."""
    facts = FactReader(columns, optional, times)
    shapes: dict[str, type[EventRows | SnapshotRows | TicketRows]] = {
        "events": EventRows, "snapshots": SnapshotRows, "tickets": TicketRows,
    }  # fmt: skip
    return shapes[columns.kind](columns, facts, times)
