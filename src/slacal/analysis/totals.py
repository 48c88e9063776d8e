"""Totals of several policies side by side: the rows of each table, those of a group together."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from slacal.analysis.counted import Counted  # first of all: it says how to install what is missing
from slacal.analysis.cycle_frame import Whole
from slacal.analysis.grouping import union
from slacal.batch.log_codes import Codes

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slacal.analysis.cycle_frame import Column
    from slacal.batch.evaluating import LogResult
    from slacal.batch.numbers import Ints

_PERCENTILES = 50, 90


def totals(results: Mapping[str, LogResult], by: Sequence[str], targets: Sequence[str]) -> dict[str, Column]:
    """Return the columns of the tables: by target as `targets` have them, by group, then by policy."""
    tables = [Counted(result, by, "started_at", None, each="ticket").table(_PERCENTILES) for result in results.values()]
    sizes = [len(cast("Codes", table["target"]).places) for table in tables]
    keys = {
        name: _joined([table[name] for table in tables], targets if name == "target" else ())
        for name in ("target", *by)
    }
    policy = Codes(np.repeat(np.arange(len(tables)), sizes), list(results))
    ranks = [codes.places for codes in (policy, *reversed(keys.values()))]
    order = np.lexsort(ranks)
    made: dict[str, Column] = {**keys, "policy": policy}
    made |= {name: _stacked([table[name] for table in tables]) for name in tables[0] if name not in made}
    return {name: _some(column, order) for name, column in made.items()}


def _joined(columns: Sequence[Column], first: Sequence[str]) -> Codes:
    values, places = union((cast("Codes", column) for column in columns), first)
    together = np.concatenate(places)
    return Codes(np.where(together < 0, -1, together), list(values))


def _stacked(columns: Sequence[Column]) -> Column:
    if isinstance(columns[0], Whole):
        return Whole(np.concatenate([cast("Whole", column).numbers for column in columns]))
    return np.concatenate([cast("Ints", column) for column in columns])


def _some(column: Column, rows: Ints) -> Column:
    if isinstance(column, Codes):
        return column.taken(rows)
    return Whole(column.numbers[rows]) if isinstance(column, Whole) else cast("Ints", column)[rows]
