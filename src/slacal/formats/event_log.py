"""A log of tickets becomes histories: read once, row by row, in any order, and with an account of every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from slacal.engine.facts import as_text
from slacal.engine.history import History
from slacal.errors import BadInput, SlacalError, UnknownName, nearest
from slacal.formats.columns import Columns
from slacal.formats.event_rows import EventRows
from slacal.formats.log_shape import FactReader
from slacal.formats.log_text import open_log
from slacal.formats.row_fault import RowFault
from slacal.formats.rows import read_rows
from slacal.formats.snapshot_rows import SnapshotRows
from slacal.formats.ticket_rows import TicketRows
from slacal.formats.time_text import TimeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from slacal.formats.columns import LogKind
    from slacal.formats.log_shape import Record, Shape
    from slacal.formats.log_text import Source
    from slacal.formats.row import Row

_SHAPES: dict[LogKind, Callable[[Columns, FactReader, TimeReader], Shape]] = {
    "events": EventRows,
    "snapshots": SnapshotRows,
    "tickets": TicketRows,
}
BadRows: TypeAlias = Literal["unusable", "skipped"]
_OFTEN = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class EventLog:
    """The histories of a log, and an account of its rows.

    ``rows`` counts all rows; ``faults`` are those that could not be used; ``unusable`` names the tickets that cannot
    be judged, each with its first fault; ``put_in_order`` those whose rows were out of order of time; ``notes`` say
    what was taken on trust; ``kinds`` and ``facts`` are those that the log brings. Iterating builds one history at a
    time.
    """

    rows: int
    faults: tuple[RowFault, ...]
    unusable: Mapping[str, RowFault]
    put_in_order: tuple[str, ...]
    notes: tuple[str, ...]
    kinds: frozenset[str]
    facts: frozenset[str]
    _records: Mapping[str, Sequence[Record]]
    _shape: Shape

    def __len__(self) -> int:
        """Return the number of tickets that can be judged."""
        return len(self._records)

    def __iter__(self) -> Iterator[History]:
        """Yield the histories in the order in which their tickets first appear."""
        for ticket, records in self._records.items():
            yield History(ticket, self._shape.events(records))


def read_log(
    source: Source,
    columns: Columns | None = None,
    *,
    zone: str | None = None,
    bad_rows: BadRows = "unusable",
    optional_facts: Sequence[str] = (),
    delimiter: str = ",",
    progress: Callable[[int, int], None] | None = None,
) -> EventLog:
    r"""Read a log of tickets: CSV or JSON Lines, plain or gzip, from a file or a binary stream.

    `zone` is that of the times that bring no offset; without it they are refused. A row that cannot be used makes its
    ticket unusable, because facts would be missing; ``bad_rows="skipped"`` judges the ticket by its other rows.
    `optional_facts` are read from columns of the same name where the log has them. `progress` is called with bytes
    done and in all. Memory: some 250 bytes a row. Raises: BadInput for a missing column, an empty log, and when no
    row at all could be used; UnknownName for a zone; OSError.

    >>> from io import BytesIO
    >>> log = read_log(BytesIO(b"ticket,at,event\nT-1,2026-11-20T09:00Z,created\n"))
    >>> [history.ticket for history in log]
    ['T-1']
    """
    columns = columns or Columns()
    if bad_rows not in get_args(BadRows):
        raise UnknownName("bad_rows", bad_rows, "is not a choice", nearest(bad_rows, get_args(BadRows), "use unusable"))
    times = TimeReader(zone)
    shape = _SHAPES[columns.kind](columns, FactReader(columns, optional_facts, times), times)
    with open_log(source) as text:
        rows = read_rows(text, shape.columns, optional=optional_facts, delimiter=delimiter)
        intake = _Intake(shape, bad_rows)
        for number, row in enumerate(rows, 1):
            intake.take(row)
            if progress is not None and number % _OFTEN == 0:
                progress(text.done(), text.size)
        if progress is not None:
            progress(text.size, text.size)
        notes = times.notes()
        by_name = [name for name in optional_facts if name in shape.brought()]
        if by_name:
            notes.append(f"facts are taken from columns of the same name: {', '.join(by_name)}")
        if columns.kind == "tickets":
            notes.append("a ticket table tells facts as they are now: taken to hold from each ticket's first event on")
        return intake.finish(text.name, notes)


class _Intake:
    """The tickets and the faults of a log while it is read."""

    def __init__(self, shape: Shape, bad_rows: BadRows) -> None:
        self._shape = shape
        self._bad_rows = bad_rows
        self._rows = 0
        self._records: dict[str, list[Record]] = {}
        self._faults: list[RowFault] = []
        self._spoiled: dict[str, RowFault] = {}

    def take(self, row: Row) -> None:
        self._rows += 1
        named = row.values[0]
        ticket = "" if named is None else as_text(named)
        try:
            if row.fault is not None:
                raise row.fault
            if not ticket:
                raise BadInput(self._shape.columns[0], named, "is empty", "name the ticket of the row", "no-ticket")
            known = self._records.get(ticket)
            records = self._shape.records(row.values, first=known is None)
        except SlacalError as error:
            fault = RowFault.of(row.line, error, ticket)
            self._faults.append(fault)
            if ticket:
                self._spoiled.setdefault(ticket, fault)
            return
        if known is None:
            self._records[ticket] = records
        else:
            known += records

    def finish(self, name: str, notes: list[str]) -> EventLog:
        if not self._records:
            self._refuse(name)
        unusable = {
            ticket: fault
            for ticket, fault in self._spoiled.items()
            if self._bad_rows == "unusable" or ticket not in self._records
        }
        for ticket in unusable:
            self._records.pop(ticket, None)
        put_in_order = tuple(ticket for ticket, records in self._records.items() if _put_in_order(records))
        if put_in_order:
            notes = [*notes, f"tickets whose rows were out of order of time, put in order: {len(put_in_order):,}"]
        kinds = frozenset(record.kind for records in self._records.values() for record in records)
        return EventLog(
            self._rows, tuple(self._faults), unusable, put_in_order, tuple(notes),
            kinds, self._shape.brought(), self._records, self._shape,
        )  # fmt: skip

    def _refuse(self, name: str) -> None:
        first = self._faults[0]
        problem = f"on line {first.line} {first.problem}, and none of the {self._rows:,} rows of {name} can be used"
        raise BadInput(first.column, first.value, problem, first.mend, "no-rows")


def _put_in_order(records: list[Record]) -> bool:
    """Sort the records of a ticket by time, those of one instant as they stand; tell whether that was needed."""
    times = [record.at for record in records]
    ordered = sorted(times)
    if ordered == times:
        return False
    records.sort(key=lambda record: record.at)
    return True
