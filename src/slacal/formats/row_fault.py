"""RowFault: why one row of a log could not be used, so that none is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.errors import BadInput

if TYPE_CHECKING:
    from slacal.errors import SlacalError


class RowFault(NamedTuple):
    """One row that could not be used: where it stands, what was wrong, and how to mend it.

    ``line`` counts from 1, the header included; a row over several lines is known by its first. ``ticket`` is empty
    where the row does not tell it. Line 0: no row at fault, it only showed when the ticket was judged.

    >>> print(RowFault(7, "opened_at", "yesterday", "is not a time", "write ISO 8601", "T-1"))
    line 7: opened_at='yesterday' is not a time; write ISO 8601
    """

    line: int
    column: str
    value: object
    problem: str
    mend: str
    ticket: str = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.as_error()}" if self.line else f"ticket {self.ticket}: {self.as_error()}"

    def as_error(self) -> BadInput:
        """Return the fault as an error whose field is the column."""
        return BadInput(self.column, self.value, self.problem, self.mend, "bad-row")

    @classmethod
    def of(cls, line: int, error: SlacalError, ticket: str) -> RowFault:
        """Return the fault that an error tells, its field taken as the column."""
        return cls(line, error.field, error.value, error.problem, error.mend, ticket)
