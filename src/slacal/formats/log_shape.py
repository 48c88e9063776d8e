"""Shape: how the rows of one kind of log become the events of a ticket. Each kind is a file of its own.

A row becomes records, which are compact; only when a ticket's turn comes do its records become events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.engine.event import Event
    from slacal.engine.facts import Facts, Scalar
    from slacal.formats.columns import Columns
    from slacal.formats.time_text import TimeReader

NOTHING_SAID = ("", None)  # an empty cell, JSON's null


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
            if facts[at] not in NOTHING_SAID:
                facts[at] = self._times.moment(facts[at], self.columns[at])
        if self._unseen:
            self._unseen -= {at for at in self._unseen if facts[at] not in NOTHING_SAID}
        return tuple(facts)

    def known(self, facts: Sequence[Scalar]) -> Facts:
        """Return the facts of a record by name, those without a value left out."""
        return {name: value for name, value in zip(self.names, facts, strict=True) if value not in NOTHING_SAID}

    def brought(self) -> frozenset[str]:
        """Return the facts that had a value in any row so far."""
        return frozenset(name for at, name in enumerate(self.names) if at not in self._unseen)
