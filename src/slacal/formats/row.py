"""Rows of a log with their line numbers, whatever format they were written in, and the refusals all formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from slacal.engine.facts import Scalar
    from slacal.formats.coded import Coded

AT_ONCE = 2_000  # rows
_LONGEST = 80


class Rows(NamedTuple):
    """Some rows on their way: the first line of each, the cells by column, and what is wrong with a row, by its place.

    True and false are text. An empty cell and a key that is not there are ``""``: nothing said; None is JSON's null
    alone. Cells may still want trimming.
    """

    lines: Sequence[int]
    columns: Sequence[Sequence[Scalar]]
    faults: Mapping[int, BadInput]


class RowTable(NamedTuple):
    """All rows of a log by column, texts trimmed. Of a row with a fault, the first column may tell whose it is."""

    lines: array[int]
    columns: Sequence[Coded]
    faults: Mapping[int, BadInput]


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
