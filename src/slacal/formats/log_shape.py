"""Shape: how the rows of one kind of log become what is told of tickets. Each kind is a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from slacal.engine.facts import as_text
from slacal.errors import BadInput, SlacalError
from slacal.formats.coded import NOTHING_SAID

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping, Sequence

    from slacal.engine.facts import Scalar
    from slacal.formats.coded import Coded
    from slacal.formats.columns import Columns
    from slacal.formats.log_columns import LogColumns
    from slacal.formats.row import RowTable
    from slacal.formats.time_text import TimeReader, Trust


class Shape(Protocol):
    """One kind of log. ``columns`` are those that a row's values come from, the ticket's first."""

    columns: tuple[str, ...]

    def check(self, rows: Checking) -> None:
        """Read the columns in the order in which a row is read, and refuse the rows that cannot be used."""
        ...

    def brought(self) -> frozenset[str]:
        """Return the facts that had a value in any row that could be read so far."""
        ...

    def told(self, kept: bytearray, tickets: list[str], owners: Sequence[int]) -> LogColumns:
        """Return what the rows that are kept tell; `owners`: the ticket of each, as a place in `tickets`."""
        ...


class _Times(NamedTuple):
    """A column of times that was read, and what was taken on trust for each value."""

    step: int
    column: Coded
    trust: Mapping[int, Trust]


class Checking:
    """The rows of a log while they are checked: each with its first fault and the step of reading at which it came.

    ``named`` is the ticket of each row as a place in ``names``; the name is empty where the row does not tell it.
    """

    def __init__(self, table: RowTable, times: TimeReader, ticket: str) -> None:
        """Refuse the rows with a fault of their own, and those without a ticket."""
        self.table, self.times = table, times
        self.step = 0
        self.faults: dict[int, tuple[int, SlacalError]] = {row: (0, fault) for row, fault in table.faults.items()}
        self._read: list[_Times] = []
        column = table.columns[0]
        texts = ["" if value is None else as_text(value) for value in column.values]
        self.names = list(dict.fromkeys(texts))
        places = {text: place for place, text in enumerate(self.names)}
        self.named = column.moved([places[text] for text in texts], self.names).places
        self.refuse(
            column,
            {
                place: BadInput(ticket, value, "is empty", "name the ticket of the row", "no-ticket")
                for place, value in enumerate(column.values)
                if not texts[place]
            },
        )

    def refuse(self, column: Coded, bad: Mapping[int, SlacalError]) -> None:
        """Refuse the rows with these values of a column, in the step of reading at hand."""
        for row, place in column.rows_of(bad):
            self.faults.setdefault(row, (self.step, bad[place]))

    def refuse_empty(self, place: int, name: str, mend: str, code: str) -> Coded:
        """Go one step on to a column that may not be empty, and return it."""
        self.step += 1
        column = self.table.columns[place]
        empty = [at for at, value in enumerate(column.values) if value in NOTHING_SAID]
        self.refuse(column, {at: BadInput(name, column.values[at], "is empty", mend, code) for at in empty})
        return column

    def times_of(
        self, place: int, name: str, read: Callable[[object, str], Any], *, nothing: Sequence[Scalar] = ()
    ) -> dict[int, Any]:
        """Go one step on to a column of times; return what each value means, those that say `nothing` left out."""
        self.step += 1
        column = self.table.columns[place]
        found, bad, trust = self.times.values(column.values, name, read, nothing)
        self.refuse(column, bad)
        self._read.append(_Times(self.step, column, trust))
        return found

    def good(self) -> bytearray:
        """Return a mark for each row that has no fault."""
        marks = bytearray(b"\1") * len(self.table.lines)
        for row in self.faults:
            marks[row] = 0
        return marks

    def reached(self, column: Coded, step: int) -> Counter[int]:
        """Return how many rows of each value there are among those that were read beyond a step."""
        counts = column.counts()
        counts.subtract(column.places[row] for row, (at, _) in self.faults.items() if at <= step)
        return counts

    def count_trust(self) -> None:
        """Count what was taken on trust, for each row as far as it was read."""
        for step, column, trust in self._read:
            if trust:
                for place, count in self.reached(column, step).items():
                    if place in trust:
                        self.times.trusted(trust[place], count)


class FactReader:
    """Reads the facts of a log: plain ones as they are, instants through the reader of times."""

    def __init__(self, columns: Columns, optional: Sequence[str]) -> None:
        """Know the names; `optional` facts come from columns of the same name."""
        self.columns = (*(column for _, column in columns.facts), *(column for _, column in columns.times))
        self.names = (*(name for name, _ in columns.facts), *(name for name, _ in columns.times), *optional)
        self._instants = range(len(columns.facts), len(self.columns))
        self._found: dict[str, Coded] = {}
        self._brought = frozenset[str]()

    def check(self, rows: Checking, first: int) -> None:
        """Read the columns of facts, which begin at column `first`."""
        columns = list(rows.table.columns[first : first + len(self.names)])
        for at in self._instants:
            meant = rows.times_of(first + at, self.columns[at], rows.times.moment, nothing=NOTHING_SAID)
            columns[at] = columns[at].read(meant)
        columns = [column.united() for column in columns]
        self._found = dict(zip(self.names, columns, strict=True))
        self._step = rows.step

    def found(self, kept: bytearray, nothing: Sequence[Scalar] = NOTHING_SAID) -> dict[str, Coded]:
        """Return the facts by name, of the rows that are kept."""
        return {name: column.silent(nothing).kept(kept) for name, column in self._found.items()}

    def count(self, rows: Checking) -> None:
        """See which facts the rows brought that could be read as far as their facts."""
        self._brought = frozenset(
            name
            for name, column in self._found.items()
            if any(
                count and column.values[place] not in NOTHING_SAID
                for place, count in rows.reached(column, self._step).items()
            )
        )

    def brought(self) -> frozenset[str]:
        """Return the facts that had a value in any row that could be read as far as its facts."""
        return self._brought
