"""Row: one row of a log with its line number, whatever format it was written in, and the refusals all formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.engine.facts import Scalar

_LONGEST = 80


class Row(NamedTuple):
    """One row: its first line, the values of the columns asked for, and what is wrong with it, if anything is.

    Texts are trimmed, and true and false are text. An empty cell and a key that is not there are ``""``: nothing
    said; None is JSON's null alone.
    """

    line: int
    values: tuple[Scalar, ...]
    fault: BadInput | None = None


def brief(text: str) -> str:
    """Return the beginning of a row, for a message."""
    return text.strip()[:_LONGEST]


def missing(column: str, known: Sequence[str], name: str, mend: str = "") -> NoReturn:
    """Refuse a log that has not the column. Raises: BadInput."""
    mend = mend or nearest(
        column, known, f"the columns are {', '.join(known)}; name the right one by an option or in a mapping"
    )
    raise BadInput("column", column, f"is not in {name}", mend, "missing-column")


def empty(name: str) -> NoReturn:
    """Refuse a log that holds no rows. Raises: BadInput."""
    raise BadInput("log", name, "holds no rows", "check that it is the right file", "empty-log")
