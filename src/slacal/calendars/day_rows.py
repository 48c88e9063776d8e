"""Day rows: a calendar's open time as timedeltas, a row for each day, so that a scalar question needs no whole numbers.

The days are those of one zone. A day on which its clock changes, and a day with more than two stretches, has no row:
the timeline answers there. Rows come in blocks of days, where questions are asked again and again.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast
from weakref import ref

from slacal.spans.instant import DAY, duration, from_micros, to_micros
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from datetime import tzinfo

    from slacal.calendars.hours import Known
    from slacal.timeline.timeline import Timeline

_BLOCK = 32  # days
FEW = 16  # questions that find no row, before a block is worth its building
_MIDNIGHT = timedelta()
_MOST = 2_048  # blocks in the whole process: at some 12 KiB each, 24 MiB

Block: TypeAlias = tuple[int, list[timedelta]]
"""A block's first day, and the open time before each of its days and at its end."""

Piece: TypeAlias = tuple[timedelta, timedelta, timedelta]
"""When a stretch opens and closes that day, counted from the base, and what to add to such a count for C."""

Row: TypeAlias = tuple[timedelta, timedelta, timedelta, Piece | None, Block]
"""The day's first piece, its second one if any, and the block. A closed day's piece is its start, without length."""

_NO_ROW = cast("Row", ())  # what a day has that is left to others: unpacking it raises ValueError


class _Edge(NamedTuple):
    """Where a day begins: the instant, and how much later that is than in UTC; None where the clock changes then."""

    at: int
    shift: int | None


class DayRows:
    """The rows of one timeline in one zone, for the days that lie wholly in it and in what is known.

    ``days`` lacks the days of blocks that are not built; a day without a row raises ValueError when it is unpacked.
    Growing stores whole rows under their days, one at a time: a reader finds a row or none, and a race costs work.
    """

    __slots__ = (
        "__weakref__", "_first", "_hits", "_last", "_view", "base", "blocks", "days", "first_block", "totals", "zone",
    )  # fmt: skip

    def __init__(self, view: Timeline, zone: tzinfo, known: Known, begins: timedelta = _MIDNIGHT) -> None:
        """Prepare the rows of `zone`, whose days begin so much after midnight."""
        low = min(max(view.low, known.low), view.high)  # nothing of the view may be known
        high = max(min(view.high, known.high), low)
        self._view, self.zone, self.base = view, zone, datetime(1970, 1, 1, tzinfo=zone) + begins
        self._first, self._last = self._whole_days(low, high)
        self._hits: dict[int, int] = {}
        self.days: dict[int, Row] = {}
        self.blocks: dict[int, Block] = {}
        self.first_block = self._first // _BLOCK
        starts = (self._first, *range((self.first_block + 1) * _BLOCK, self._last, _BLOCK), self._last)
        self.totals = [self._before(day) for day in starts]

    def _whole_days(self, low: int, high: int) -> tuple[int, int]:
        first, last = self._day(low), self._day(high)
        first += self._edge(first).at < low
        return first, max(first, last)

    def _day(self, at: int) -> int:
        return (from_micros(at, self.zone) - self.base).days  # by the wall times: the zone is the same

    def _before(self, day: int) -> timedelta:
        return duration(self._view.open_before(to_micros(self.base + timedelta(day))))

    def _edge(self, day: int) -> _Edge:
        at = self.base + timedelta(day)
        first, last = to_micros(at), to_micros(at.replace(fold=1))
        return _Edge(first, first - day * DAY if first == last else None)

    def miss(self, at: int) -> Literal["counted", "no row"]:
        """Count a question about the instant `at`, and after a few of them build the block that holds it.

        ``"no row"`` where the block stands, and yet has no row for some day that was asked for.
        """
        k = self._day(at) // _BLOCK
        if k in self.blocks:
            return "no row"
        self._hits[k] = hits = self._hits.get(k, 0) + 1
        if hits >= FEW and k * _BLOCK < self._last and (k + 1) * _BLOCK > self._first:
            self._build(k)
        return "counted"

    def _build(self, k: int) -> None:
        first, last = max(k * _BLOCK, self._first), min((k + 1) * _BLOCK, self._last)
        edges = [self._edge(day) for day in range(first, last + 1)]
        block = first, [duration(self._view.open_before(edge.at)) for edge in edges]
        for place, (start, end) in enumerate(pairwise(edges)):
            if start.shift is not None and start.shift == end.shift:
                self.days[first + place] = self._row(start, end, block, place)
            else:
                self.days[first + place] = _NO_ROW
        self.blocks[k] = block
        _keep(self, k)

    def _row(self, start: _Edge, end: _Edge, block: Block, place: int) -> Row:
        pieces = list(between(self._view, start.at, end.at))
        if len(pieces) > 2:  # noqa: PLR2004 - a row has room for two
            return _NO_ROW
        before, shift, made = block[1][place], start.shift or 0, list[Piece]()
        for opens, closes in pieces or [(start.at, start.at)]:
            piece = duration(opens - shift), duration(closes - shift)
            made.append((*piece, before - piece[0]))
            before += piece[1] - piece[0]
        return *made[0], made[1] if len(made) > 1 else None, block

    def drop(self, k: int) -> None:
        """Forget a block; it is built again where questions come back."""
        for day in range(k * _BLOCK, (k + 1) * _BLOCK):
            self.days.pop(day, None)
        self._hits.pop(k, None)
        self.blocks.pop(k, None)


_kept: deque[tuple[ref[DayRows], int]] = deque()  # the order in which blocks were built: what the cap drops from


def _keep(rows: DayRows, k: int) -> None:
    _kept.append((ref(rows), k))
    while len(_kept) > _MOST:
        oldest, block = _kept.popleft()
        found = oldest()
        if found is not None:
            found.drop(block)
