"""Cycles in groups: by target, and by facts, other columns or parts of the calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.analysis.periods import PARTS, part_of  # first of all: it says how to install what is missing
from slacal.batch.log_codes import Codes, combined
from slacal.errors import BadInput, nearest
from slacal.errors.doors import all_of

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from slacal.analysis.cycle_frame import CycleFrame
    from slacal.batch.numbers import Ints


_OWN = re.compile(  # the columns of tables besides the names of groups
    r"policy|counted|met|breached|running_late|open|not_started|none|share_(met|low|high)|completed|paused_s|"
    r"elapsed_p\d+_s|used_p\d+|cause|cycles|paused_real_s|penalty_percent"
)


class Groups(NamedTuple):
    """The group of each cycle, and for each group what its cycles have in common: its ``keys``, by name."""

    places: Ints
    size: int
    keys: Mapping[str, Codes]

    def some(self, groups: Ints) -> dict[str, Codes]:
        """Return the keys of some groups."""
        return {name: codes.taken(groups) for name, codes in self.keys.items()}


def names_of(by: Iterable[str]) -> tuple[str, ...]:
    """Return what cycles are grouped by, each once; by target they always are. Raises: WrongType, BadInput."""
    mend = "pass a list of columns, as in ['priority', 'month']"
    names = all_of("by", by, str, "a name", mend)
    check_free(names)
    return tuple(name for name in dict.fromkeys(names) if name != "target")


def check_names(by: Sequence[str], cycles: CycleFrame) -> None:
    """Refuse what cycles cannot be grouped by. Raises: BadInput."""
    known = [*cycles.known, *PARTS]
    for place, name in enumerate(by):
        if name not in known:
            mend = nearest(name, PARTS, f"keep it, as in evaluate_log(..., keep=[{name!r}])")
            raise BadInput(f"by[{place}]", name, "is neither a column of the cycles nor a part of the calendar", mend)


def check_free(by: Sequence[str]) -> None:
    """Refuse names that a table has for columns of its own. Raises: BadInput."""
    for place, name in enumerate(by):
        if _OWN.fullmatch(name):
            mend = f"name the fact otherwise, as in columns={{'our_{name}': {name!r}}}"
            raise BadInput(f"by[{place}]", name, "is a column of the tables already", mend)


def grouped(cycles: CycleFrame, by: Sequence[str], dated_by: str, targets: Sequence[str]) -> Groups:
    """Return the groups that occur, in order: by target as the policy has them, then by each name in turn."""
    columns = {"target": ordered(cycles.codes("target"), targets)}
    columns |= {name: _column(cycles, name, dated_by) for name in by}
    bare = [Codes(codes.places, list(range(len(codes.values)))) for codes in columns.values()]
    found = combined(bare, len(columns["target"].places))
    table = np.array([[-1 if place is None else place for place in one] for one in found.values], np.int64)
    table = table.reshape(-1, len(columns))
    last = np.array([len(codes.values) for codes in columns.values()])
    order = np.lexsort(np.where(table < 0, last, table).T[::-1])  # null comes behind all values
    moved = np.empty(len(order), np.int64)
    moved[order] = np.arange(len(order))
    keys = {name: Codes(table[order, at], codes.values) for at, (name, codes) in enumerate(columns.items())}
    return Groups(moved[found.places], len(order), keys)


def _column(cycles: CycleFrame, name: str, dated_by: str) -> Codes:
    """Return a column, or where there is none of that name a part of the calendar."""
    if name in cycles.known:
        return ordered(cycles.codes(name))
    return part_of(name, cycles.instants(dated_by), cycles.zone)


def ordered(codes: Codes, first: Sequence[str] = ()) -> Codes:
    """Return codes with the values that occur, in order: those of `first`, then the others as they sort."""
    known = {name: place for place, name in enumerate(first)}
    used = np.flatnonzero(np.bincount(codes.places + 1, minlength=len(codes.values) + 1)[1:]).tolist()
    order = sorted(used, key=lambda at: _rank(codes.values[at], known))
    moved = np.full(len(codes.values) + 1, -1, np.int64)
    moved[order] = np.arange(len(order))
    return Codes(moved[codes.places], [codes.values[at] for at in order])


def _rank(value: Any, known: Mapping[str, int]) -> tuple[int, str, Any]:
    """Return the place of a value among others, of other types too."""
    return known.get(value, len(known)), type(value).__name__, value


def union(columns: Iterable[Codes], first: Sequence[str] = ()) -> tuple[list[object], list[Ints]]:
    """Return the values of several columns, each once, those of `first` in front; and the columns as places in them."""
    places: dict[object, int] = {name: place for place, name in enumerate(first)}
    moved: list[Ints] = []
    for codes in columns:
        table = [places.setdefault(value, len(places)) for value in codes.values]
        moved.append(np.array([*table, -1], np.int64)[codes.places])
    return list(places), moved
