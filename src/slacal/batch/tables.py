"""Which tables are at hand: those of a group of calendars, for the span of the data, replaced by larger ones on demand.

Like a horizon's years they are published by one attribute store; a lost race costs work, never truth.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import ref

import numpy as np

from slacal.batch.bins import Bins, Stretches, bins_of
from slacal.calendars.horizon import EARLIEST, LATEST, SEARCH
from slacal.spans.instant import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.calendars.horizon import Horizon
    from slacal.timeline.timeline import Timeline

_YEAR = 365 * DAY
_MONTH = 31 * DAY
_WIDEST = 399 * _YEAR  # a horizon holds 400


class Tables(NamedTuple):
    """Bins for the instants of [low, high], from which at least so much open time lies ahead and behind.

    Where a calendar holds less within the years that are searched, `all_ahead` or `all_behind` says that more will not
    be found; each answer has then to be looked at.
    """

    bins: Bins
    low: int
    high: int
    ahead: int
    behind: int
    all_ahead: bool
    all_behind: bool

    def serve(self, low: int, high: int, ahead: int, behind: int) -> bool:
        """Tell whether these tables are all that a question needs."""
        inside = self.low <= low and high <= self.high
        far_enough = (self.ahead >= ahead or self.all_ahead) and (self.behind >= behind or self.all_behind)
        return inside and far_enough


class Group:
    """The calendars that one call asks, in order, and their tables."""

    __slots__ = ("tables",)

    def __init__(self) -> None:
        self.tables: Tables | None = None

    def reach(self, horizons: Sequence[Horizon], low: int, high: int, ahead: int = 0, behind: int = 0) -> Tables:
        """Return tables for instants of [low, high], with open time on both sides of it as long as there is any.

        Raises: BeyondHorizon where the two lie more than 400 years apart, or outside the dates of Python.
        """
        tables = self.tables
        if tables is None or not tables.serve(low, high, ahead, behind):
            for horizon in horizons:
                horizon.reach(low, high)  # refuses, before anything is made, what cannot be known
            self.tables = tables = _grown(horizons, tables, (low, high, ahead, behind))
        return tables


def _grown(horizons: Sequence[Horizon], old: Tables | None, wanted: tuple[int, int, int, int]) -> Tables:
    """Return tables a little larger than wanted, and than the old ones where that is not absurd."""
    low, high, ahead, behind = wanted
    if old is not None and max(high, old.high) - min(low, old.low) < _WIDEST - 2 * _YEAR:
        more = (old.high - old.low) // 4  # in steps that grow, for data that comes in order of time
        low = old.low if low >= old.low else low - more
        high = old.high if high <= old.high else high + more
        ahead, behind = max(ahead, old.ahead), max(behind, old.behind)
    low, high = max(low - _MONTH, EARLIEST), min(high + _MONTH, LATEST - 1)
    ahead, behind = ahead + ahead // 4 + DAY, behind + behind // 4 + DAY
    views = [_searched(horizon, low, high, ahead, behind) for horizon in horizons]
    parts = [_cut(view, low, high, ahead, behind) for view in views]
    left = [view.totals[-1] - view.open_before(high) for view in views]
    used = [view.open_before(low) for view in views]
    return Tables(
        bins_of(parts, low, high), low, high,
        min(ahead, *left), min(behind, *used), min(left) < ahead, min(used) < behind,
    )  # fmt: skip


def _searched(horizon: Horizon, low: int, high: int, ahead: int, behind: int) -> Timeline:
    """Return a timeline with so much open time on both sides, or all that the search of 200 years holds."""
    view, reach = horizon.reach(low, high), _YEAR
    first, last = low, high
    while reach < 2 * SEARCH:
        lacks_ahead = view.totals[-1] - view.open_before(high) < ahead
        lacks_behind = view.open_before(low) < behind
        if not lacks_ahead and not lacks_behind:
            break
        step = min(reach, SEARCH)
        last = min(high + step, LATEST, first + _WIDEST) if lacks_ahead else last
        first = max(low - step, EARLIEST, last - _WIDEST) if lacks_behind else first
        view = horizon.reach(min(first, low), max(last, high))
        reach *= 2
    return view


def _cut(view: Timeline, low: int, high: int, ahead: int, behind: int) -> Stretches:
    """Return the stretches that the window and the open time on its sides need."""
    first = bisect_right(view.totals, max(view.open_before(low) - behind - 1, 0)) - 1
    last = bisect_left(view.totals, view.open_before(high) + ahead + 1)
    part = slice(max(first, 0), last)
    starts, ends = np.array(view.starts[part], np.int64), np.array(view.ends[part], np.int64)
    return Stretches.of(starts, ends)


@lru_cache(maxsize=32)
def _group_of(horizons: tuple[ref[Horizon], ...]) -> Group:  # noqa: ARG001 - the key: equal while the calendars live
    return Group()


def tables_for(horizons: Sequence[Horizon], low: int, high: int, ahead: int = 0, behind: int = 0) -> Tables:
    """Return the tables of some calendars, as `Group.reach` does, kept for the next call on the same ones."""
    return _group_of(tuple(map(ref, horizons))).reach(horizons, low, high, ahead, behind)
