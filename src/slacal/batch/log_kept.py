"""Facts beside the cycles: the value of each that was in force when a cycle began, whoever judged it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.log_codes import Codes
from slacal.batch.log_rows import AT, CREATED, EVENT, TICKET
from slacal.batch.log_table import FIELDS
from slacal.batch.numbers import MISSING
from slacal.errors import BadInput, nearest
from slacal.errors.doors import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from slacal.batch.log_rows import Rows, Table
    from slacal.batch.log_table import Block
    from slacal.batch.numbers import Ints

_MEND = "pass names of facts, or of columns of the log"
_ROLES = {TICKET, AT, EVENT, CREATED}  # ours, and no facts


def names_kept(keep: Iterable[str], table: Table) -> list[str]:
    """Return the facts to keep. Raises: WrongType; BadInput for one that the log lacks or the answer has already."""
    names = list(dict.fromkeys(all_of("keep", keep, str, "a name", _MEND)))
    known = list(dict.fromkeys((*(name for name in table.names if name not in _ROLES), *table.known())))
    for name in names:
        if name in FIELDS:
            mend = f"name it otherwise, as in columns={{'our_{name}': {name!r}}}, keep=['our_{name}']"
            raise BadInput("keep", name, "is a column of the answer already", mend)
        if name not in known:
            mend = nearest(name, known, f"the columns are {', '.join(known)}")
            raise BadInput("keep", name, "is neither a fact nor a column of the log", mend, "missing-column")
    return names


def riding(names: Sequence[str], table: Table) -> list[str]:
    """Return those that no fact of the log is: columns that are kept, and change nothing."""
    return [name for name in names if name not in table.names or name in _ROLES]


def kept_of(rows: Rows, block: Block, names: Sequence[str]) -> Mapping[str, Codes]:
    """Return the value of each fact after the last event no later than a cycle's start; the last one where none began.

    Cost: some passes over the cycles.
    """
    if not names:
        return {}
    started: Ints = np.asarray(block.columns["started_at"], np.int64)
    row = _rows_at(rows, block.tickets, np.where(started == MISSING, np.iinfo(np.int64).max, started))
    found: dict[str, Codes] = {}
    for name in names:
        codes = rows.kept[name] if name in rows.kept else rows.facts[name]
        places = np.append(codes.places, -1)[row]  # the row before all rows says nothing
        found[name] = Codes(places, codes.values)
    return found


def _rows_at(rows: Rows, tickets: Ints, at: Ints) -> Ints:
    """Return the last row of each ticket that is no later than an instant, -1 where none is: all halved at once."""
    first, last = rows.bounds[tickets], rows.bounds[tickets + 1]
    begin = first.copy()
    while (first < last).any():
        middle = (first + last) // 2
        is_early = (first < last) & (rows.at[np.minimum(middle, len(rows.at) - 1)] <= at)
        first, last = np.where(is_early, middle + 1, first), np.where(is_early | (first >= last), last, middle)
    return np.where(first > begin, first - 1, -1)
