"""A log whose columns are coded already, as readers of files give them: evaluated without a frame in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from slacal.batch.evaluating import evaluated
from slacal.batch.log_codes import Codes
from slacal.batch.log_rows import LogColumns, laid_out
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from slacal.batch.evaluating import Evaluated
    from slacal.engine.terms import Terms

    Places = Sequence[int]  # an `array("q")` best of all
    Coded = tuple[Places, Sequence[Any]]


class CodedLog(NamedTuple):
    """The columns of a log, in any order of rows; an ``array("q")`` of whole numbers is not copied.

    A coded column is the place of each row's value in a list, -1 where the row says nothing, and that list.
    ``owners`` are the tickets of the rows; ``at`` their instants in microseconds. Without ``kinds`` a row is a state,
    and ``created`` tells of each ticket when it was created; ``sets`` are facts that held then.
    """

    owners: Coded
    at: Places
    kinds: Coded | None
    facts: Mapping[str, Coded]
    details: Mapping[str, Coded]
    created: Places | None = None
    sets: Mapping[str, Any] = {}


class CodedResult(NamedTuple):
    """What was found, and how many tickets begin after the question."""

    found: Evaluated
    tickets: list[str]
    not_begun: int


def evaluate_coded(
    log: CodedLog, terms: Terms, as_of: datetime, progress: Callable[[int, int], None] | None = None
) -> CodedResult:
    """Return what the terms say of a coded log at `as_of`; otherwise as `evaluate_log`."""
    owners = _codes(log.owners)
    created = None if log.created is None else np.asarray(log.created, np.int64)[owners.places]
    columns = LogColumns(
        np.asarray(log.at, np.int64),
        None if log.kinds is None else _codes(log.kinds),
        {name: _codes(column) for name, column in log.facts.items()},
        {name: _codes(column) for name, column in log.details.items()},
        created,
    )
    rows = laid_out(owners, columns, to_micros(as_of, "as_of"), log.sets)
    not_begun = int(np.count_nonzero(rows.bounds[1:] == rows.bounds[:-1]))
    return CodedResult(evaluated(rows, terms, as_of, progress), rows.tickets, not_begun)


def _codes(column: Coded) -> Codes:
    places, values = column
    return Codes(np.asarray(places, np.int64), list(values))
