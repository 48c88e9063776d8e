"""C and its inverse over arrays of microseconds, a chunk at a time, into memory that is taken once a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.numbers import CHUNK

if TYPE_CHECKING:
    from slacal.batch.bins import Bins
    from slacal.batch.numbers import Flags, Ints


class Kernel:
    """The two functions on chunks of at most `CHUNK` rows. One a call: its memory is written over and over."""

    __slots__ = ("_bin", "_bins", "_got", "_jump", "_move", "_over")

    def __init__(self, bins: Bins, rows: int) -> None:
        size = min(rows, CHUNK)
        self._bins = bins
        self._bin, self._got = np.empty(size, np.int64), np.empty(size, np.int64)
        self._over = np.empty(size, np.bool_)
        self._jump, self._move = bins.leaps, bins.leaps[1:]

    def total(self, at: Ints, origin: Ints | int, out: Ints) -> None:
        """Write C of the instants `at`. Needs them within the window of the tables, which the caller has looked at.

        `origin`: that of the rows' calendar, or one for each row.
        """
        bins, k, got = self._bins, self._bin[: len(at)], self._got[: len(at)]
        np.subtract(at, origin, out=k)
        np.floor_divide(k, bins.width, out=k)
        bins.shift.take(k, out=got, mode="clip")  # "clip" only leaves out the look: all bins are there
        np.add(at, got, out=out)
        bins.floor.take(k, out=got, mode="clip")
        np.maximum(out, got, out=out)
        bins.ceiling.take(k, out=got, mode="clip")
        np.minimum(out, got, out=out)
        if bins.crowded is not None:
            self._search(bins.crowded, at, origin, out)

    def _search(self, crowded: Flags, at: Ints, origin: Ints | int, out: Ints) -> None:
        """Write C anew for the rows whose bin is crowded, by search over the stretches of all calendars."""
        bins, k, over = self._bins, self._bin[: len(at)], self._over[: len(at)]
        crowded.take(k, out=over, mode="clip")
        rows = np.flatnonzero(over)
        if not len(rows):
            return
        place = at[rows] - (origin if isinstance(origin, int) else origin[rows])
        i = np.maximum(np.searchsorted(bins.starts, place, "right") - 1, 0)
        last = np.append(bins.totals[1:], np.iinfo(np.int64).max)[i]
        found = np.minimum(bins.totals[i] + place - bins.starts[i], last)
        floor, ceiling = (edges.take(k[rows], mode="clip") for edges in (bins.floor, bins.ceiling))
        out[rows] = np.clip(found, floor, ceiling)  # a missing row may lie anywhere

    def instant(self, total: Ints, out: Ints, *, after: bool) -> None:
        """Write the instants by which so much open time has passed. Needs what `total` writes, within its calendar.

        Where the calendar is closed by then: the closing, or with `after` the next opening.
        """
        bins, j, got = self._bins, self._bin[: len(total)], self._got[: len(total)]
        np.right_shift(total, bins.bits, out=j)
        np.left_shift(j, 1, out=j)
        self._jump.take(j, out=got, mode="clip")
        np.subtract(got, total, out=got)
        if after:
            np.subtract(got, 1, out=got)
        np.right_shift(got, 63, out=got)  # minus one behind the jump: its sign, cheaper than flags
        np.left_shift(got, 1, out=got)
        np.subtract(j, got, out=j)
        self._move.take(j, out=got, mode="clip")
        if bins.crowded_leaps is not None:
            self._search_leaps(bins.crowded_leaps, total, after=after)
        np.add(total, got, out=out)

    def _search_leaps(self, crowded: Flags, total: Ints, *, after: bool) -> None:
        """Look up anew the move of the rows whose bin of work time holds several jumps."""
        bins, j, over = self._bins, self._bin[: len(total)], self._over[: len(total)]
        np.right_shift(total, bins.bits, out=j)
        crowded.take(j, out=over, mode="clip")
        rows = np.flatnonzero(over)
        i = np.searchsorted(bins.totals, total[rows], "right" if after else "left") - 1
        self._got[rows] = bins.moves[i]
