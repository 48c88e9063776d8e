"""What a log tells, as columns: a row for each event, or for each state of a ticket, and the histories they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from slacal.engine.facts import Facts, Scalar
    from slacal.formats.coded import Coded

CREATED, CHANGED = "created", "changed"


@dataclass(frozen=True, slots=True, eq=False)
class LogColumns:
    """The rows of a log that can be used, as they came.

    ``owners`` are the tickets of the rows, as places in ``tickets``; ``at`` their instants in microseconds. Without
    ``kinds`` a row is a state, and ``created`` tells of each ticket when it was created, in which state but for what
    ``sets`` sets. In a log of events a fact of place -1 is left as it was, in a state it is absent.
    """

    tickets: list[str]
    owners: Sequence[int]
    at: array[int]
    kinds: Coded | None
    facts: Mapping[str, Coded]
    details: Mapping[str, Coded]
    created: array[int] | None = None
    sets: Mapping[str, str] = field(default_factory=dict[str, str])

    def out_of_order(self) -> tuple[str, ...]:
        """Return the tickets whose rows are not in order of time."""
        last = [-(1 << 63)] * len(self.tickets) if self.created is None else list(self.created)
        found = bytearray(len(self.tickets))
        for owner, at in zip(self.owners, self.at, strict=True):
            if at < last[owner]:
                found[owner] = 1
            else:
                last[owner] = at
        return tuple(ticket for ticket, unordered in zip(self.tickets, found, strict=True) if unordered)

    def told_kinds(self) -> frozenset[str]:
        """Return the kinds of events that there are."""
        if self.kinds is None:
            return frozenset({CREATED, CHANGED})
        values = self.kinds.values
        return frozenset(str(values[place]) for place in set(self.kinds.places))

    def histories(self, zone: tzinfo) -> Iterator[History]:
        """Yield the history of each ticket, its events in a zone and in order of time."""
        rows: list[list[int]] = [[] for _ in self.tickets]
        for row, owner in enumerate(self.owners):
            rows[owner].append(row)
        for owner, (ticket, own) in enumerate(zip(self.tickets, rows, strict=True)):
            own.sort(key=self.at.__getitem__)
            yield History(ticket, self._events(own, zone) if self.kinds else self._states(owner, own, zone))

    def _events(self, rows: Sequence[int], zone: tzinfo) -> Iterator[Event]:
        assert self.kinds is not None  # noqa: S101 - asked before
        for row in rows:
            changes = _said(self.facts, row)
            yield Event(
                from_micros(self.at[row], zone), str(self.kinds.at(row)), changes, details=_said(self.details, row)
            )

    def _states(self, owner: int, rows: Sequence[int], zone: tzinfo) -> Iterator[Event]:
        created = None if self.created is None else self.created[owner]
        known: Facts | None = None
        for row in rows:
            at, now = self.at[row], _said(self.facts, row)
            if created is not None and created <= at:
                opening: Facts = {}
                if known is None:
                    known = opening = {**_said(self.facts, rows[0]), **self.sets}
                yield Event(from_micros(created, zone), CREATED, opening)
                created = None
            if known is None:
                yield Event(from_micros(at, zone), CREATED if self.created is None else CHANGED, now)
            elif changes := self._changes(known, now):
                yield Event(from_micros(at, zone), CHANGED, changes)
            known = now
        if created is not None:
            yield Event(from_micros(created, zone), CREATED)

    def _changes(self, before: Facts, now: Facts) -> Facts:
        """Return the facts that differ; one that is there no more becomes None."""
        gone: Facts = {name: None for name in self.facts if name in before and name not in now}
        return {name: value for name, value in now.items() if name not in before or before[name] != value} | gone


def _said(columns: Mapping[str, Coded], row: int) -> dict[str, Scalar]:
    return {name: column.values[place] for name, column in columns.items() if (place := column.places[row]) >= 0}
