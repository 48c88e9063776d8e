"""Open stretches with running totals: the truth that every other view of a calendar is held against.

C(t) is the open time from the left end of the timeline up to t. It never falls and never jumps; where the calendar is
closed it is flat, so its inverse has two readings there: the near one (the closing) and the far one (the next opening).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence


class Timeline:
    """Sorted, disjoint, non-touching open stretches within [low, high].

    ``totals[i]`` is the open time before ``starts[i]``; it is one longer than the others, and its last entry is the
    grand total. A stretch that begins at `low` or ends at `high` may go on outside.
    """

    __slots__ = ("ends", "high", "low", "starts", "totals")

    def __init__(self, low: int, high: int, starts: array[int], ends: array[int]) -> None:
        # A plain class: made for every compiled year, never compared, never changed.
        self.low = low
        self.high = high
        self.starts = starts
        self.ends = ends
        self.totals: array[int] = array("q", accumulate(map(sub, ends, starts), initial=0))

    @classmethod
    def of(cls, low: int, high: int, pairs: Sequence[tuple[int, int]]) -> Self:
        """Build the timeline from merged pairs inside [low, high)."""
        starts = array("q", [start for start, _ in pairs])
        return cls(low, high, starts, array("q", [end for _, end in pairs]))

    def index(self, at: int) -> int:
        """Return the last stretch that starts at or before `at`, -1 when there is none."""
        return bisect_right(self.starts, at) - 1

    def is_open(self, at: int) -> bool:
        """Tell whether `at` lies inside a stretch; its end does not."""
        i = bisect_right(self.starts, at) - 1
        return i >= 0 and at < self.ends[i]

    def open_before(self, at: int) -> int:
        """Return C(at). Needs low <= at <= high."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return 0
        end = self.ends[i]
        return self.totals[i] + (at if at < end else end) - self.starts[i]  # noqa: FURB136 - a call costs more

    def between(self, first: int, last: int) -> int:
        """Return C(last) - C(first), in one go: what every clock asks. Needs both within [low, high]."""
        i, j = bisect_right(self.starts, first) - 1, bisect_right(self.starts, last) - 1
        before = after = 0
        if i >= 0:
            end = self.ends[i]
            before = self.totals[i] + (first if first < end else end) - self.starts[i]  # noqa: FURB136 - as above
        if j >= 0:
            end = self.ends[j]
            after = self.totals[j] + (last if last < end else end) - self.starts[j]  # noqa: FURB136 - as above
        return after - before

    def near(self, total: int) -> int | None:
        """Return the first instant t with C(t) = total: at a boundary, the closing. None for 0, or if not reached."""
        i = bisect_left(self.totals, total) - 1
        return self.starts[i] + total - self.totals[i] if 0 <= i < len(self.starts) else None

    def far(self, total: int) -> int | None:
        """Return the last instant t with C(t) = total: at a boundary, the next opening. None when none is known."""
        i = bisect_right(self.totals, total) - 1
        return self.starts[i] + total - self.totals[i] if 0 <= i < len(self.starts) else None

    def joined(self, later: Timeline) -> Self:
        """Return this timeline and the one that begins where it ends, as one."""
        starts, ends = self.starts[:], self.ends[:]
        if ends and later.starts and ends[-1] == later.starts[0]:
            ends[-1] = later.ends[0]
            starts += later.starts[1:]
            ends += later.ends[1:]
        else:
            starts += later.starts
            ends += later.ends
        return type(self)(self.low, later.high, starts, ends)
