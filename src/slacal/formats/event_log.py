"""A log of tickets becomes histories: read once, row by row, in any order, and with an account of every row."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import compress
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from slacal.errors import BadInput, UnknownName, nearest
from slacal.errors.doors import all_of, check_call, check_type
from slacal.formats.columns import Columns
from slacal.formats.event_rows import EventRows
from slacal.formats.log_shape import Checking, FactReader
from slacal.formats.log_text import open_log
from slacal.formats.row_fault import RowFault
from slacal.formats.rows import read_rows
from slacal.formats.snapshot_rows import SnapshotRows
from slacal.formats.ticket_rows import TicketRows
from slacal.formats.time_text import TimeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import tzinfo

    from slacal.engine.history import History
    from slacal.formats.columns import LogKind
    from slacal.formats.log_columns import LogColumns
    from slacal.formats.log_shape import Shape
    from slacal.formats.log_text import Source

_SHAPES: dict[LogKind, Callable[[Columns, FactReader], Shape]] = {
    "events": EventRows,
    "snapshots": SnapshotRows,
    "tickets": TicketRows,
}
BadRows: TypeAlias = Literal["unusable", "skipped"]


@dataclass(frozen=True, slots=True, eq=False)
class EventLog:
    """A log as columns, and an account of its rows.

    ``rows`` counts all rows; ``faults`` are those that could not be used; ``unusable`` names the tickets that cannot
    be judged, each with its first fault; ``put_in_order`` those whose rows were out of order of time; ``notes`` say
    what was taken on trust; ``kinds`` and ``facts`` are those that the log brings. ``columns`` hold the rows of the
    other tickets. Iterating builds one history at a time, with times in ``zone``.
    """

    rows: int
    faults: tuple[RowFault, ...]
    unusable: Mapping[str, RowFault]
    put_in_order: tuple[str, ...]
    notes: tuple[str, ...]
    kinds: frozenset[str]
    facts: frozenset[str]
    columns: LogColumns
    zone: tzinfo

    def __len__(self) -> int:
        """Return the number of tickets that can be judged."""
        return len(self.columns.tickets)

    def __iter__(self) -> Iterator[History]:
        """Yield the histories in the order in which their tickets first appear."""
        return self.columns.histories(self.zone)


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
    done and in all. Memory: some hundred bytes a row. Raises: BadInput for a missing column, an empty log, and when no
    row at all could be used; UnknownName for a zone; OSError.

    >>> from io import BytesIO
    >>> log = read_log(BytesIO(b"ticket,at,event\nT-1,2026-11-20T09:00Z,created\n"))
    >>> [history.ticket for history in log]
    ['T-1']
    """
    columns = Columns() if columns is None else columns
    check_type("columns", columns, Columns, "Columns", "build them with Columns.from_dict or Columns.load")
    if not isinstance(bad_rows, str) or bad_rows not in get_args(BadRows):
        raise UnknownName("bad_rows", bad_rows, "is not a choice", nearest(bad_rows, get_args(BadRows), "use unusable"))
    check_type("optional_facts", optional_facts, Sequence, "a list of names", "pass a list of names")
    optional_facts = all_of("optional_facts", optional_facts, str, "the name of a fact", "pass a list of names")
    if progress is not None:
        check_call("progress", progress, "pass a function of two numbers, bytes done and in all")
    times = TimeReader(zone)
    shape = _SHAPES[columns.kind](columns, FactReader(columns, optional_facts))
    with open_log(source) as text:
        table = read_rows(text, shape.columns, optional=optional_facts, delimiter=delimiter, progress=progress)
        name = text.name
    checking = Checking(table, times, shape.columns[0])
    shape.check(checking)
    checking.count_trust()
    notes = times.notes()
    by_name = [fact for fact in optional_facts if fact in shape.brought()]
    if by_name:
        notes.append(f"facts are taken from columns of the same name: {', '.join(by_name)}")
    if columns.kind == "tickets":
        notes.append("a ticket table tells facts as they are now: taken to hold from each ticket's first event on")
    return _sorted_out(checking, shape, bad_rows, name, notes)


def _sorted_out(checking: Checking, shape: Shape, bad_rows: BadRows, name: str, notes: list[str]) -> EventLog:
    """Tell usable rows and tickets from others."""
    faults = tuple(_faults(checking))
    kept = checking.good()
    usable = set(compress(checking.named, kept)) if faults else set(checking.named)
    if not usable:
        _refuse(faults[0], len(kept), name)
    spoiled: dict[str, RowFault] = {}
    for fault in faults:
        if fault.ticket:
            spoiled.setdefault(fault.ticket, fault)
    usable_names = {checking.names[place] for place in usable}
    unusable = {
        ticket: fault for ticket, fault in spoiled.items() if bad_rows == "unusable" or ticket not in usable_names
    }
    if unusable:
        dropped = [ticket in unusable for ticket in checking.names]
        kept = bytearray(good and not dropped[place] for good, place in zip(kept, checking.named, strict=True))
    order: dict[int, int] = {}
    owners = array("q", [order.setdefault(place, len(order)) for place in compress(checking.named, kept)])
    told = shape.told(kept, [checking.names[place] for place in order], owners)
    put_in_order = told.out_of_order()
    if put_in_order:
        notes = [*notes, f"tickets whose rows were out of order of time, put in order: {len(put_in_order):,}"]
    return EventLog(
        len(kept), faults, unusable, put_in_order, tuple(notes), told.told_kinds(), shape.brought(), told,
        checking.times.zone or UTC,
    )  # fmt: skip


def _faults(checking: Checking) -> Iterator[RowFault]:
    """Yield the faults in the order of the log."""
    lines, names, named = checking.table.lines, checking.names, checking.named
    for row, (_, error) in sorted(checking.faults.items()):
        yield RowFault.of(lines[row], error, names[named[row]])


def _refuse(first: RowFault, rows: int, name: str) -> None:
    problem = f"on line {first.line} {first.problem}, and none of the {rows:,} rows of {name} can be used"
    raise BadInput(first.column, first.value, problem, first.mend, "no-rows")
