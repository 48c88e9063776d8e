"""A log is measured: its columns go to the batch, and what comes back is counted, written and accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.analysis.report_table import MeasuredCycles, report_table
from slacal.batch.log_cells import cells_of
from slacal.batch.log_coded import CodedLog, evaluate_coded
from slacal.formats.cycle_rows import write_cycle_rows
from slacal.formats.row_fault import RowFault
from slacal.formats.row_file import CellColumn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from slacal.analysis.report_table import ReportTable
    from slacal.batch.log_coded import CodedResult
    from slacal.cli.progress import Progress
    from slacal.engine.terms import Terms
    from slacal.errors import SlacalError
    from slacal.formats.event_log import EventLog


class Measured(NamedTuple):
    """A log under the terms of a policy.

    ``unusable`` counts the tickets without cycles, those of the log included; ``faults`` are those that only showed in
    judging.
    """

    terms: Terms
    result: CodedResult
    faults: tuple[RowFault, ...]
    unusable: int

    def table(self) -> ReportTable:
        """Return how each promise was kept."""
        targets = [target.name for target in self.terms.targets]
        return report_table(MeasuredCycles.of(self.result.found), targets=targets, unusable=self.unusable)

    def write(self, path: str) -> None:
        """Write a row for each ticket, target and cycle. Raises: UnknownName, OSError."""
        cells = cells_of(self.result.found, self.result.tickets, self.terms.zone)
        write_cycle_rows(path, {name: CellColumn(values, places) for name, (places, values) in cells.items()})

    def notes(self) -> Iterator[str]:
        """Yield what should not be silent, each with its number of tickets."""
        for note, count in self.result.found.summary.notes.items():
            yield f"{note} (tickets: {count:,})"

    def unread(self) -> Iterator[str]:
        """Yield how many events lie after the instant of the question, which nothing reads."""
        later, not_begun = self.result.found.summary.later, self.result.not_begun
        if later:
            tickets = f"; tickets that begin after it: {not_begun:,}" if not_begun else ""
            yield f"events after as_of, not read: {later:,}{tickets}"


def measured(log: EventLog, terms: Terms, as_of: datetime, progress: Progress | None = None) -> Measured:
    """Return what the terms say of a log at `as_of`; `progress` is told tickets times targets, done and in all."""
    told = log.columns
    coded = CodedLog(
        (told.owners, told.tickets), told.at, told.kinds, told.facts, told.details, told.created, told.sets
    )  # fmt: skip
    result = evaluate_coded(coded, terms, as_of, progress)
    faults = tuple(_fault(error, result.tickets[at]) for at, error in sorted(result.found.faults.items()))
    return Measured(terms, result, faults, len(log.unusable) + len(faults))


def _fault(error: SlacalError, ticket: str) -> RowFault:
    """Return why a ticket cannot be judged; a fact goes by its own name, as a column does."""
    fault = RowFault.of(0, error, ticket)
    return fault._replace(column=fault.column.removeprefix("facts."))
