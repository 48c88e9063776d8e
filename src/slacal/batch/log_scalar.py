"""Tickets that columns cannot judge: their rows become histories for the scalar engine, and its cycles rows again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.batch.log_notes import COVERAGE, ORPHAN, REMARK
from slacal.batch.log_pauses import pauses_of_cycles
from slacal.batch.log_table import AMOUNTS, FLAGS, INSTANTS, NUMBERS, RATIOS, TEXTS, Block
from slacal.batch.log_zones import zone_of
from slacal.batch.numbers import MISSING
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.replay import replay
from slacal.errors import SlacalError
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from slacal.batch.log_rows import Rows
    from slacal.batch.log_table import Texts
    from slacal.batch.numbers import Ints
    from slacal.engine.cycle import Cycle
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.terms import Terms


def history_of(rows: Rows, ticket: int) -> History:
    """Return what happened to a ticket, as the engine reads it."""
    return History(str(rows.tickets[ticket]) if rows.tickets else "", list(_events(rows, ticket)))


def _events(rows: Rows, ticket: int) -> Iterator[Event]:
    from slacal.batch.log_rows import SILENT

    first, last = int(rows.bounds[ticket]), int(rows.bounds[ticket + 1])
    utc = zone_info("UTC")
    before: dict[str, Any] = {}
    for row in range(first, last):
        kind = rows.kinds.values[int(rows.kinds.places[row])]
        if kind == SILENT:
            continue
        facts = {name: _value(codes, row) for name, codes in rows.facts.items()}
        changes = {
            name: value
            for name, value in facts.items()
            if value is not before.get(name) or int(rows.changed[name].places[row]) >= 0
        }
        details = {name: value for name, codes in rows.details.items() if (value := _value(codes, row)) is not None}
        yield Event(from_micros(int(rows.at[row]), utc), kind, changes, details=details)
        before = facts


def _value(codes: Any, row: int) -> Any:
    place = int(codes.places[row])
    return None if place < 0 else codes.values[place]


class Scalar:
    """The scalar engine over some tickets of a log, with what it refused."""

    def __init__(self, rows: Rows, as_of: datetime, texts: Texts) -> None:
        self._rows, self._as_of, self._texts = rows, as_of, texts
        self.faults: dict[int, SlacalError] = {}
        self.pauses: list[Block] = []
        self.notes: list[tuple[int, int, str]] = []  # the ticket, the kind of note, and the note

    def blocks(self, terms: Terms, tickets: Ints, names: list[str]) -> dict[str, Block]:
        """Return the rows of some targets of `terms` for some tickets."""
        alone = replace(terms, targets=tuple(one for one in terms.targets if one.name in names)) if names else terms
        found: dict[str, list[tuple[int, Cycle]]] = {name: [] for name in names}
        for number in tickets.tolist():
            try:
                evaluation = replay(alone, history_of(self._rows, number), self._as_of)
                cycles = {
                    name: [(number, one) for one in result.cycles or (result,)]
                    for name in names
                    for result in (evaluation[name],)
                }
                for each in cycles.values():
                    for _, cycle in each:
                        _ = cycle.due_at, cycle.warnings, cycle.penalty
                self._note(number, evaluation)
            except SlacalError as error:
                self.faults.setdefault(number, error)
                continue
            for name, each in cycles.items():
                found[name] += each
        self.pauses += [pauses_of_cycles(each, self._texts) for each in found.values()]
        return {name: self._block(each) for name, each in found.items()}

    def _note(self, number: int, evaluation: Evaluation) -> None:
        """Keep the notes that are of targets: those of the whole ticket are found by themselves."""
        known = evaluation.known
        for note in evaluation.notes[len(known.unread) + len(known.remarks) :]:
            self.notes.append((number, COVERAGE if note.startswith("calendar ") else ORPHAN, note))

    def remark(self, terms: Terms, tickets: Sequence[int]) -> None:
        """Keep what is odd about due dates that were set by hand."""
        for number in tickets:
            if number not in self.faults:
                remarks = replay(terms, history_of(self._rows, number), self._as_of).known.remarks
                self.notes += [(number, REMARK, remark) for remark in remarks]

    def _block(self, cycles: list[tuple[int, Cycle]]) -> Block:
        columns: dict[str, Any] = {}
        told = [_told(cycle) for _, cycle in cycles]
        for name in TEXTS:
            columns[name] = self._texts.places([row[name] for row in told])
        for name in (*INSTANTS, *AMOUNTS, *NUMBERS):
            columns[name] = np.array([row[name] for row in told], np.int64)
        for name in FLAGS:
            columns[name] = np.array([row[name] for row in told], np.bool_)
        for name in RATIOS:
            columns[name] = np.array([row[name] for row in told], np.float64)
        columns["zone"] = self._texts.places([_zone(cycle) for _, cycle in cycles])
        return Block(np.array([ticket for ticket, _ in cycles], np.int64), columns)


def _zone(cycle: Cycle) -> str:
    return "" if cycle.clock is None else zone_of(cycle.clock.last.calendar)


def _told(cycle: Cycle) -> dict[str, Any]:
    penalty = cycle.penalty
    found: dict[str, Any] = {name: str(getattr(cycle, name)) for name in TEXTS}
    found.update({name: _micros_at(getattr(cycle, name)) for name in INSTANTS})
    found.update({name: _micros(getattr(cycle, name.removesuffix("_s"))) for name in AMOUNTS})
    found.update({name: getattr(cycle, name) for name in FLAGS})
    found["cycle"] = cycle.number
    found["warnings_fired"] = sum(warning.fired for warning in cycle.warnings)
    found["elapsed_ratio"] = np.nan if cycle.elapsed_ratio is None else cycle.elapsed_ratio
    found["penalty_percent"] = np.nan if penalty is None else float(penalty.percent)
    return found


def _micros_at(at: datetime | None) -> int:
    return MISSING if at is None else to_micros(at)


def _micros(amount: timedelta | None) -> int:
    return MISSING if amount is None else (amount.days * 86_400 + amount.seconds) * 1_000_000 + amount.microseconds
