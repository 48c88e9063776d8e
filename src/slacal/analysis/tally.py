"""Cycles are counted: each ticket once by its worst cycle, in the group of that cycle; and what a share is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.batch.numbers import MISSING  # first of all: it says how to install what is missing
from slacal.engine.stage import Outcome, Stage

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from slacal.batch.numbers import Flags, Ints

    Floats = NDArray[np.float64]

STANDING = (Stage.PENDING, Stage.RUNNING, Stage.PAUSED)
OBJECTIVE, NOT_STARTED = "objective", "not_started"
_OUTCOMES = (Outcome.MET, Outcome.BREACHED, Outcome.OPEN, Outcome.NONE)
_NORMAL_95 = 1.959963984540054  # the quantile 0.975 of the normal distribution
_FAR = np.iinfo(np.int64).max


class Judged(NamedTuple):
    """What is counted of cycles, an entry of each column a cycle, in any order.

    ``ticket`` and ``target`` are numbers, ``left`` is what remains, `MISSING` where nothing was promised.
    """

    ticket: Ints
    target: Ints
    met: Flags
    breached: Flags
    open: Flags
    none: Flags
    standing: Flags
    completed: Flags
    not_started: Flags
    firm: Flags
    left: Ints

    @classmethod
    def of(cls, ticket: Ints, target: Ints, left: Ints, said: Callable[[str, Sequence[str]], Flags]) -> Judged:
        """Return the columns; `said` tells which cycles have one of some texts in a column."""
        met, breached, is_open, none = (said("outcome", [outcome]) for outcome in _OUTCOMES)
        standing, completed = said("stage", STANDING), said("stage", [Stage.COMPLETED])
        not_started, firm = said("reason", [NOT_STARTED]), ~said("commitment", [OBJECTIVE])
        return cls(ticket, target, met, breached, is_open, none, standing, completed, not_started, firm, left)

    def some(self, rows: Ints) -> Judged:
        """Return some of the cycles."""
        return Judged._make(column[rows] for column in self)


def worst(cycles: Judged) -> Ints:
    """Return the row of the worst cycle of each ticket and target: by outcome, then by what is left, then the first."""
    badness = np.select([cycles.breached, cycles.open, cycles.met], [0, 1, 2], 3)
    left = np.where(cycles.left == MISSING, _FAR, cycles.left)
    order = np.lexsort((left, badness, cycles.ticket, cycles.target))
    heads = np.ones(len(order), np.bool_)
    heads[1:] = np.diff(cycles.ticket[order]) != 0
    heads[1:] |= np.diff(cycles.target[order]) != 0
    return np.sort(order[heads])


class Tally(NamedTuple):
    """The counts of each group: ``counted`` is ``met + breached + open + none``.

    ``running_late`` is the part of ``breached`` whose cycle still stands open, ``not_started`` the part of ``open``
    whose clock never started. ``shared`` and ``kept`` are what the share met is of, and those that met: no objectives
    where they are left out.
    """

    counted: Ints
    met: Ints
    breached: Ints
    running_late: Ints
    open: Ints
    not_started: Ints
    none: Ints
    shared: Ints
    kept: Ints

    @property
    def share(self) -> Floats:
        """The share met of those that are decided, NaN where none is."""
        found: Floats = np.full(len(self.kept), np.nan)
        np.divide(self.kept, self.shared, out=found, where=self.shared > 0)
        return found


def tally(cycles: Judged, groups: Ints, size: int, *, shared: Flags | None = None) -> Tally:
    """Return the counts of `size` groups; `shared`: which cycles the share met is of, all where None."""

    def count(flags: Flags) -> Ints:
        return np.bincount(groups[flags], minlength=size)

    decided = cycles.met | cycles.breached
    if shared is not None:
        decided = decided & shared
    return Tally(
        np.bincount(groups, minlength=size), count(cycles.met), count(cycles.breached),
        count(cycles.breached & cycles.standing), count(cycles.open), count(cycles.open & cycles.not_started),
        count(cycles.none), count(decided), count(decided & cycles.met),
    )  # fmt: skip


def percentiles(
    values: NDArray[np.generic], groups: Ints, size: int, percent: int
) -> tuple[NDArray[np.generic], Flags]:
    """Return for each group the least of its values that at least `percent` of them do not pass, and which have none.

    That is the nearest-rank percentile: a value that really occurred.

    >>> found, none = percentiles(np.array([15, 20, 35, 40, 50]), np.zeros(5, np.int64), 2, 30)
    >>> found.tolist(), none.tolist()
    ([20, 0], [False, True])
    """
    order = np.lexsort((values, groups))
    counts = np.bincount(groups, minlength=size)
    rank = np.maximum(-(-counts * percent // 100), 1) - 1
    none = counts == 0
    found = np.zeros(size, values.dtype)
    found[~none] = values[order][(np.cumsum(counts) - counts + rank)[~none]]
    return found, none


def wilson(kept: Ints, shared: Ints) -> tuple[Floats, Floats]:
    """Return the Wilson score interval at 95 % of shares, NaN where there is nothing to share.

    With p = kept / n and z = 1.96 its middle is (p + z²/2n) / (1 + z²/n), and its half width
    z / (1 + z²/n) * √(p(1-p)/n + z²/4n²) (E. B. Wilson, 1927, J. Am. Stat. Assoc. 22, 209-212). It fits small groups.

    >>> low, high = wilson(np.array([8]), np.array([10]))
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.49, 0.943)
    """
    many = np.where(shared > 0, shared, np.nan)
    square = _NORMAL_95 * _NORMAL_95
    share, wide = kept / many, 1 + square / many
    middle = (share + square / (2 * many)) / wide
    half = _NORMAL_95 / wide * np.sqrt(share * (1 - share) / many + square / (4 * many * many))
    low = np.where(kept == 0, 0.0, middle - half)  # exactly so, where rounding would miss it by a bit
    high = np.where(kept == shared, 1.0, middle + half)
    return np.where(shared > 0, low, np.nan), np.where(shared > 0, high, np.nan)
