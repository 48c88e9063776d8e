"""The questions on columns, chunk by chunk: sums of C and its inverse, with the rules of the scalar calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.instants import to_unit
from slacal.batch.kernel import Kernel
from slacal.batch.numbers import CHUNK, MISSING
from slacal.batch.tables import tables_for
from slacal.batch.watch import Watch
from slacal.calendars import questions
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.batch.bins import Bins
    from slacal.batch.instants import Times, Unit
    from slacal.batch.mixed import Asked
    from slacal.batch.numbers import Flags, Ints
    from slacal.calendars.questions import Edge

_FINER: tuple[Unit, ...] = ("ns", "us", "ms", "s")


def rows_of(asked: Asked, *columns: Times) -> int:
    """Return how many rows a call has. Raises: BadInput where its columns differ."""
    lengths = {one.field: one.rows for one in columns if one.rows is not None}
    if asked.codes is not None:
        lengths["calendar_of"] = len(asked.codes)
    (first, rows), *others = lengths.items()
    for field, length in others:
        if length != rows:
            raise BadInput(field, length, f"rows stand beside {rows} of {first}", "pass columns of one length")
    return rows


def finer(start: Times, end: Times) -> Unit:
    """Return the finer unit of two columns: that of their difference. One value for all rows does not count."""
    units: list[Unit] = [one.unit for one in (start, end) if one.rows is not None]
    return min(units, key=_FINER.index)


def elapsed(asked: Asked, start: Times, end: Times) -> Ints:
    """Return the open time of each row, in the finer unit of the two columns."""
    rows, unit = rows_of(asked, start, end), finer(start, end)
    out = np.empty(rows, np.int64)
    missing = start.missing or end.missing
    bounds = _bounds(start, end)
    if bounds is None:
        out.fill(MISSING)
        return out
    watch = Watch(asked)
    look = bounds[0] < watch.low or bounds[1] >= watch.high
    tables = tables_for(asked.horizons, *bounds)
    work = _Work(tables.bins, asked, rows)
    for at, count in _chunks(rows):
        first, last = start.read(at, count, work.first), end.read(at, count, work.last)
        answer, origin, before = out[at : at + count], work.origin(at, count), work.total[:count]
        work.kernel.total(first, origin, before)
        work.kernel.total(last, origin, answer)
        np.subtract(answer, before, out=answer)
        if look:
            watch.look(first, last, at)
        if missing:
            _forget(answer, (first, start), (last, end))
        to_unit(answer, unit, start.field, at, missing=missing)
    watch.report()
    return out


def is_open(asked: Asked, at: Times) -> Flags:
    """Tell for each row whether its calendar is open; a missing instant is never open."""
    rows = rows_of(asked, at)
    out = np.zeros(rows, np.bool_)
    if at.low > at.high:
        return out
    watch = Watch(asked)
    look = at.low < watch.low or at.high >= watch.high
    tables = tables_for(asked.horizons, at.low, at.high + 1)
    work = _Work(tables.bins, asked, rows)
    for place, count in _chunks(rows):
        here, origin = at.read(place, count, work.first), work.origin(place, count)
        after, before = work.last[:count], work.total[:count]
        work.kernel.total(here, origin, before)
        following = here + 1
        work.kernel.total(following, origin, after)
        np.greater(after, before, out=out[place : place + count])  # open where the next microsecond counts
        if at.missing:
            out[place : place + count] &= here != MISSING
        if look:
            watch.look(here, here, place)
    watch.report()
    return out


class _Way(NamedTuple):
    """Which readings of the inverse a column of amounts needs."""

    back: bool  # the amounts are taken away
    edge: Edge
    ahead: int
    behind: int
    after: bool | None  # the one reading that all rows take, or None


def _way(amount: Times, edge: Edge, *, back: bool) -> _Way:
    low, high = (-amount.high, -amount.low) if back else (amount.low, amount.high)
    if low > 0:
        return _Way(back, edge, high + (edge == "far"), 0, edge == "far")
    if high < 0:
        return _Way(back, edge, 0, -low + (edge == "far"), edge == "near")
    return _Way(back, edge, max(high, 0) + 1, max(-low, 0) + 1, None)


def moved(asked: Asked, start: Times, amount: Times, edge: Edge, *, back: bool) -> Ints:
    """Return the instants an amount of open time after, or before, those of each row, in the unit of `start`."""
    rows = rows_of(asked, start, amount)
    out = np.empty(rows, np.int64)
    if start.low > start.high or amount.low > amount.high:
        out.fill(MISSING)
        return out
    way, watch = _way(amount, edge, back=back), Watch(asked)
    tables = tables_for(asked.horizons, start.low, start.high, way.ahead, way.behind)
    checked = tables.ahead < way.ahead or tables.behind < way.behind
    missing = start.missing or amount.missing
    work = _Work(tables.bins, asked, rows)
    for at, count in _chunks(rows):
        first, by = start.read(at, count, work.first), amount.read(at, count, work.last)
        answer, total = out[at : at + count], work.total[:count]
        work.kernel.total(first, work.origin(at, count), total)
        (np.subtract if back else np.add)(total, by, out=total)
        if way.after is None:
            work.mixed(first, by, way, answer)
        else:
            work.kernel.instant(total, answer, after=way.after)
        if missing:
            _forget(answer, (first, start), (by, amount))
        if checked:
            _check(asked, work, way, (first, by, answer), at)
        if not watch.idle:
            watch.look(first, answer, at)
        to_unit(answer, start.unit, start.field, at, missing=missing)
    watch.report()
    return out


class _Work:
    """The memory of one call, taken once."""

    __slots__ = ("_asked", "_bins", "_origins", "first", "kernel", "last", "total")

    def __init__(self, bins: Bins, asked: Asked, rows: int) -> None:
        size = min(rows, CHUNK)
        self.kernel = Kernel(bins, rows)
        self.first, self.last, self.total = (np.empty(size, np.int64) for _ in range(3))
        self._asked, self._bins = asked, bins
        self._origins = np.empty(size if asked.codes is not None else 0, np.int64)

    def origin(self, at: int, count: int) -> Ints | int:
        """Return where the bins of each row's calendar begin."""
        codes = self._asked.codes
        if codes is None:
            return int(self._bins.origins[0])
        return np.take(self._bins.origins, codes[at : at + count], out=self._origins[:count], mode="clip")

    def bounds(self, at: int, count: int) -> tuple[Ints | int, Ints | int]:
        """Return between which work times each row's calendar lies."""
        codes = self._asked.codes
        if codes is None:
            return int(self._bins.least[0]), int(self._bins.most[0])
        part = codes[at : at + count]
        return self._bins.least[part], self._bins.most[part]

    def mixed(self, first: Ints, by: Ints, way: _Way, out: Ints) -> None:
        """Write the instants of rows whose amounts differ in sign, or are zero: those roll (rule C13)."""
        total = self.total[: len(out)]
        after = np.empty_like(out)
        self.kernel.instant(total, out, after=False)
        self.kernel.instant(total, after, after=True)
        np.copyto(out, after, where=_takes_after(by, way))
        if way.back:
            np.copyto(out, first, where=(by == 0) & (after == first))  # an opening is open: it stays


def _takes_after(by: Ints, way: _Way) -> Flags:
    """Tell for each row whether its answer is the next opening, where the calendar is closed."""
    forward = by < 0 if way.back else by > 0
    return np.where(by == 0, not way.back, forward == (way.edge == "far"))


def _check(asked: Asked, work: _Work, way: _Way, rows: tuple[Ints, Ints, Ints], at: int) -> None:
    """Ask the scalar calendar about the rows that the tables do not hold: it answers, or says why there is none."""
    first, by, answer = rows
    total = work.total[: len(answer)]
    least, most = work.bounds(at, len(answer))
    after = _takes_after(by, way) if way.after is None else np.broadcast_to(np.bool_(way.after), len(answer))
    held = np.where(after, (total >= least) & (total < most), (total > least) & (total <= most))
    ask = questions.retreat if way.back else questions.advance
    for row in np.flatnonzero(~held & (first != MISSING) & (by != MISSING)).tolist():
        answer[row] = ask(asked.of(at + row), int(first[row]), int(by[row]), way.edge)


def _chunks(rows: int) -> Iterator[tuple[int, int]]:
    return ((at, min(CHUNK, rows - at)) for at in range(0, rows, CHUNK))


def _bounds(start: Times, end: Times) -> tuple[int, int] | None:
    """Return the window of two columns, or None where either is empty."""
    if start.low > start.high or end.low > end.high:
        return None
    return min(start.low, end.low), max(start.high, end.high)


def _forget(out: Ints, *columns: tuple[Ints, Times]) -> None:
    for part, column in columns:
        if column.missing:
            np.copyto(out, MISSING, where=part == MISSING)
