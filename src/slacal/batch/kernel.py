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

    __slots__ = ("_bin", "_bins", "_got", "_over")

    def __init__(self, bins: Bins, rows: int) -> None:
        size = min(rows, CHUNK)
        self._bins = bins
        self._bin, self._got = np.empty(size, np.int64), np.empty(size, np.int64)
        self._over = np.empty(size, np.bool_)

    def total(self, at: Ints, origin: Ints | int, out: Ints) -> None:
        """Write C of the instants `at`. Needs them within the window of the tables, which the caller has looked at.

        `origin`: that of the rows' calendar, or one for each row. `out` may be `at` itself where no bin is crowded.
        """
        bins, k, got = self._bins, self._bin[: len(at)], self._got[: len(at)]
        np.subtract(at, origin, out=k)
        np.floor_divide(k, bins.width, out=k)
        np.take(bins.shift, k, out=got, mode="clip")  # "clip" only leaves out the look: all bins are there
        np.add(at, got, out=out)
        np.take(bins.floor, k, out=got, mode="clip")
        np.maximum(out, got, out=out)
        np.take(bins.ceiling, k, out=got, mode="clip")
        np.minimum(out, got, out=out)
        if bins.crowded is not None:
            self._search(bins.crowded, at, origin, out)

    def _search(self, crowded: Flags, at: Ints, origin: Ints | int, out: Ints) -> None:
        k, bins, over = self._bin[: len(at)], self._bins, self._over[: len(at)]
        np.take(crowded, k, out=over, mode="clip")
        rows = np.flatnonzero(over)
        if not len(rows):
            return
        place = at[rows] - (origin if isinstance(origin, int) else origin[rows])
        i = np.maximum(np.searchsorted(bins.starts, place, "right") - 1, 0)
        last = np.append(bins.totals[1:], np.iinfo(np.int64).max)[i]
        found = np.minimum(bins.totals[i] + place - bins.starts[i], last)
        out[rows] = np.clip(found, bins.floor[k[rows]], bins.ceiling[k[rows]])

    def instant(self, total: Ints, out: Ints, *, after: bool) -> None:
        """Write the instants by which so much open time has passed. Needs work time of a calendar, as `total` writes it.

        Where the calendar is closed by then: the closing, or with `after` the next opening.
        """
        bins, j, got, over = self._bins, self._bin[: len(total)], self._got[: len(total)], self._over[: len(total)]
        np.right_shift(total, bins.bits, out=j)
        np.take(bins.jumps, j, out=got, mode="clip")
        (np.greater_equal if after else np.greater)(total, got, out=over)
        np.add(j, over, out=j)
        np.take(bins.moves, j, out=got, mode="clip")
        if bins.crowded_jumps is None:
            np.add(total, got, out=out)
            return
        np.right_shift(total, bins.bits, out=j)
        np.take(bins.crowded_jumps, j, out=over, mode="clip")
        rows = np.flatnonzero(over)
        i = np.searchsorted(bins.totals, total[rows], "right" if after else "left") - 1
        got[rows] = bins.leaps[i]
        np.add(total, got, out=out)
