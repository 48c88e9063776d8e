"""Scope: what a tier includes of each service, as a table (rule P25)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from slacal.engine.facts import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar

CellKind: TypeAlias = Literal["included", "excluded", "conditional", "unstated"]


class Cell(NamedTuple):
    """What the table says of one service; the note is the condition of a conditional one."""

    kind: CellKind
    note: str = ""


UNSTATED = Cell("unstated")
Row: TypeAlias = Cell | tuple[tuple[str, Cell], ...]
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Scope:
    """A table whose rows and columns two facts choose; a row may be one cell for every column.

    `converts`: the service into which a cycle is converted once its service is excluded; "" cancels it.

    >>> tiers = (("free", (("bug", Cell("conditional", "where possible")),)), ("paid", Cell("included")))
    >>> scope = Scope("tier", "service", tiers)
    >>> scope.cell({"tier": "free", "service": "bug"})
    Cell(kind='conditional', note='where possible')
    >>> scope.cell({"tier": "free", "service": "training"}).kind, scope.cell({"tier": "paid"}).kind
    ('unstated', 'included')
    """

    rows: str
    columns: str
    table: tuple[tuple[str, Row], ...]
    converts: str = ""

    def cell(self, facts: Mapping[str, Scalar]) -> Cell:
        """Return what the table says of a ticket with these facts; where a fact or a cell is missing, unstated."""
        row = _found(self.table, facts.get(self.rows))
        return row if isinstance(row, Cell) else _found(row, facts.get(self.columns))

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        return frozenset({self.rows, self.columns})


def _found(cells: tuple[tuple[str, Kept], ...], value: Scalar) -> Kept | Cell:
    if value is None:
        return UNSTATED
    name = as_text(value)
    return next((cell for key, cell in cells if key == name), UNSTATED)
