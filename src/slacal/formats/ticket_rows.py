"""A table of tickets: a row each, with a column for each thing that may have happened."""

from __future__ import annotations

from array import array
from itertools import compress
from typing import TYPE_CHECKING

from slacal.errors import BadInput
from slacal.formats.coded import NOTHING_SAID, Coded
from slacal.formats.log_columns import LogColumns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.formats.columns import Columns
    from slacal.formats.log_shape import Checking, FactReader


class TicketRows:
    """A row a ticket, a column an event. The row's facts hold from the earliest event on: the log tells no earlier."""

    def __init__(self, columns: Columns, facts: FactReader) -> None:
        """Lay out the columns: ticket, events, then facts."""
        self.columns = (columns.ticket, *(event.column for event in columns.events), *facts.columns)
        self._facts, self._events = facts, columns.events

    def brought(self) -> frozenset[str]:
        return self._facts.brought().union(*(dict(event.sets) for event in self._events))

    def check(self, rows: Checking) -> None:
        self._facts.check(rows, 1 + len(self._events))
        self._times: list[list[int | None]] = []
        for place, event in enumerate(self._events, 1):
            meant = rows.times_of(place, event.column, rows.times.instant, nothing=NOTHING_SAID)
            self._times.append([meant.get(at) for at in rows.table.columns[place].places])
        self._refuse_idle(rows)
        self._refuse_repeated(rows)
        self._facts.count(rows)

    def _refuse_idle(self, rows: Checking) -> None:
        rows.step += 1
        columns = ", ".join(event.column for event in self._events)
        for row, times in enumerate(zip(*self._times, strict=True)):
            if row not in rows.faults and not any(at is not None for at in times):
                problem = "are all empty: nothing happened"
                rows.faults[row] = rows.step, BadInput(columns, "", problem, "give the time of one event", "no-time")

    def _refuse_repeated(self, rows: Checking) -> None:
        """Refuse the rows of tickets that have one already; their own cells are not looked at."""
        ticket, known = rows.table.columns[0], set[int]()
        for row, place in enumerate(rows.named):
            step, _ = rows.faults.get(row, (-1, None))
            if step == 0:
                continue
            if place in known:
                problem = "has a row already, and a ticket table has one a ticket"
                value = ticket.values[ticket.places[row]]
                fault = BadInput(self.columns[0], value, problem, "keep one of its rows", "repeated-ticket")
                rows.faults[row] = 0, fault
            elif step < 0:
                known.add(place)

    def told(self, kept: bytearray, tickets: list[str], owners: Sequence[int]) -> LogColumns:
        found = list(self._happened(kept))
        owner = array("q", [owners[row] for row, _, _, _ in found])
        kinds = Coded(array("q", [kind for _, kind, _, _ in found]), [event.kind for event in self._events])
        brings = [row if opens else -1 for row, _, _, opens in found]
        facts = {name: Coded(_taken(column, brings), column.values) for name, column in self._facts.found(kept).items()}
        for kind, event in enumerate(self._events):
            for name, text in event.sets:
                facts[name] = _set(facts.get(name), kinds, kind, text)
        return LogColumns(tickets, owner, array("q", [at for _, _, at, _ in found]), kinds, facts, {})

    def _happened(self, kept: bytearray) -> Iterator[tuple[int, int, int, bool]]:
        """Yield what happened: the row among those kept, the kind, the instant, and whether it came first."""
        for row, times in enumerate(compress(zip(*self._times, strict=True), kept)):
            told = [(at, kind) for kind, at in enumerate(times) if at is not None]
            opening = min(told)
            for at, kind in told:
                yield row, kind, at, (at, kind) == opening


def _taken(column: Coded, rows: Sequence[int]) -> array[int]:
    places = column.places
    return array("q", [-1 if row < 0 else places[row] for row in rows])


def _set(column: Coded | None, kinds: Coded, kind: int, text: str) -> Coded:
    """Return a fact that an event of a kind sets."""
    known = Coded(array("q", [-1]) * len(kinds.places), []) if column is None else column
    values = [*known.values, text]
    pairs = zip(known.places, kinds.places, strict=True)
    return Coded(array("q", [len(known.values) if each == kind else place for place, each in pairs]), values)
