"""Histories become cycle rows, one ticket at a time; a ticket that cannot be judged is set aside with its reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from slacal.errors import SlacalError
from slacal.formats.cycle_rows import cycle_rows
from slacal.formats.row_fault import RowFault
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from slacal.cli.progress import Progress
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.history import History
    from slacal.formats.cycle_rows import CycleRow
    from slacal.formats.event_log import EventLog

_OFTEN = 100


class Evaluate(Protocol):
    """What a policy does with one history."""

    def __call__(self, history: History, *, as_of: datetime) -> Evaluation:
        """Return what was promised and how it went."""
        ...


class Measuring:
    """The rows of a log, and what came to light on the way.

    ``unusable`` names the tickets without rows, those of the log included; ``faults`` those that only showed in
    judging; ``notes`` counts the tickets of each note.
    """

    def __init__(self, log: EventLog, evaluate: Evaluate, *, as_of: datetime, zone: str) -> None:
        """Keep the question: the rows are made as they are drawn."""
        self._log, self._evaluate, self._as_of, self._zone = log, evaluate, as_of, zone
        self._now = to_micros(as_of, "as_of")
        self.unusable: dict[str, RowFault] = dict(log.unusable)
        self.faults: list[RowFault] = []
        self.notes: Counter[str] = Counter()
        self._later_events = self._later_tickets = 0

    def rows(self, progress: Progress | None = None) -> Iterator[CycleRow]:
        """Yield the rows of every ticket; `progress` is told tickets done and in all."""
        for number, history in enumerate(self._log, 1):
            yield from self._of(history)
            if progress is not None and number % _OFTEN == 0:
                progress(number, len(self._log))

    def unread(self) -> Iterator[str]:
        """Yield how many events lie after the instant of the question, which nothing reads."""
        if self._later_events:
            tickets = f"; tickets that begin after it: {self._later_tickets:,}" if self._later_tickets else ""
            yield f"events after as_of, not read: {self._later_events:,}{tickets}"

    def _of(self, history: History) -> list[CycleRow]:
        later = sum(event.instant > self._now for event in history.events)
        self._later_events += later
        self._later_tickets += later == len(history.events)
        try:
            evaluation = self._evaluate(history, as_of=self._as_of)
            rows = list(cycle_rows(evaluation, zone=self._zone))
        except SlacalError as error:
            fault = RowFault.of(0, error, history.ticket)
            self.faults.append(fault)
            self.unusable[history.ticket] = fault
            return []
        if evaluation.notes:
            self.notes.update(evaluation.notes)
        return rows
