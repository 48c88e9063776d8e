"""Day rows: a calendar's open time as timedeltas, a row for each day, so that a scalar question needs no whole numbers.

A table counts its days in one zone. A day in whose wall times the clock changes, and a day with more than two
stretches, has no row: the timeline answers there. Rows come in blocks, where questions are asked again and again.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from weakref import ref

from slacal.spans.instant import DAY, duration
from slacal.spans.wall import EPOCH_DAY, local_day
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from datetime import tzinfo

    from slacal.calendars.hours import Known
    from slacal.timeline.timeline import Timeline

_BLOCK = 32  # days
FEW = 8  # questions that find no row, before a block is worth its building
_MOST = 2_048  # blocks in the whole process: at some 10 KiB each, 20 MiB
_NOON = timedelta(hours=12)

Block: TypeAlias = tuple[int, list[timedelta]]
"""A block's first day, and the open time before each of its days and at its end."""

Piece: TypeAlias = tuple[timedelta, timedelta, timedelta]
"""When a stretch opens and closes that day, counted from the table's base, and C less that count while it is open."""

Row: TypeAlias = tuple[timedelta, timedelta, timedelta, Piece | None, Block]
"""The day's first piece, its second one if any, and the block. A closed day's piece is its start, without length."""


class _Edge(NamedTuple):
    """A midnight: its instant, and its offset from UTC, None where the clock changes at it or within its fold."""

    at: int
    offset: int | None


class DayRows:
    """The rows of one timeline in one zone, for the days that lie wholly in it and in what is known.

    Growing stores whole rows under their days, one at a time: a reader finds a row or none, and a race costs work.
    """

    __slots__ = (
        "__weakref__", "_first", "_hits", "_last", "_view", "base", "blocks", "days", "first_block", "limit", "totals",
        "zone",
    )  # fmt: skip

    def __init__(self, view: Timeline, zone: tzinfo, known: Known) -> None:
        low, high = max(view.low, known.low), min(view.high, known.high)
        self._view, self.zone, self.base = view, zone, datetime(1970, 1, 1, tzinfo=zone)
        self._first, self._last = self._whole_days(low, high) if low < high else (0, 0)
        self._hits: dict[int, int] = {}
        self.days: dict[int, Row] = {}
        self.blocks: dict[int, Block] = {}
        self.first_block = self._first // _BLOCK
        starts = (self._first, *range((self.first_block + 1) * _BLOCK, self._last, _BLOCK), self._last)
        self.totals = [self._before(day) for day in starts] if low < high else [timedelta()]
        self.limit = self.totals[-1]

    def _whole_days(self, low: int, high: int) -> tuple[int, int]:
        first, last = local_day(low, self.zone) - EPOCH_DAY, local_day(high, self.zone) - EPOCH_DAY
        first += self._edge(first).at < low
        return first, max(first, last)

    def _before(self, day: int) -> timedelta:
        return duration(self._view.open_before(self._edge(day).at))

    def _edge(self, day: int) -> _Edge:
        wall = datetime.fromordinal(day + EPOCH_DAY)
        offset, folded = (_micros(self.zone.utcoffset(at)) for at in (wall, wall.replace(fold=1)))
        return _Edge(day * DAY - offset, offset if offset == folded else None)

    def miss(self, at: int) -> None:
        """Note that a question about the instant `at` found no row; after a few, build the block that holds it."""
        k = (local_day(at, self.zone) - EPOCH_DAY) // _BLOCK
        self._hits[k] = hits = self._hits.get(k, 0) + 1
        if hits >= FEW and k not in self.blocks and k * _BLOCK < self._last and (k + 1) * _BLOCK > self._first:
            self._build(k)

    def _build(self, k: int) -> None:
        first, last = max(k * _BLOCK, self._first), min((k + 1) * _BLOCK, self._last)
        edges = [self._edge(day) for day in range(first, last + 1)]
        block = first, [duration(self._view.open_before(edge.at)) for edge in edges]
        for place, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
            if start.offset is not None and start.offset == end.offset:
                row = self._row(start, end, block, place)
                if row is not None:
                    self.days[first + place] = row
        self.blocks[k] = block
        _keep(self, k)

    def _row(self, start: _Edge, end: _Edge, block: Block, place: int) -> Row | None:
        pieces = list(between(self._view, start.at, end.at))
        if len(pieces) > 2:  # noqa: PLR2004 - a row has room for two
            return None
        before, made = block[1][place], list[Piece]()
        for opens, closes in pieces or [(start.at, start.at)]:
            piece = duration(opens + (start.offset or 0)), duration(closes + (start.offset or 0))
            made.append((*piece, before - piece[0]))
            before += piece[1] - piece[0]
        return *made[0], made[1] if len(made) > 1 else None, block

    def drop(self, k: int) -> None:
        """Forget a block; it is built again where questions come back."""
        self.blocks.pop(k, None)
        self._hits.pop(k, None)
        for day in range(k * _BLOCK, (k + 1) * _BLOCK):
            self.days.pop(day, None)


def _micros(offset: timedelta | None) -> int:
    return offset // timedelta.resolution if offset else 0


_kept: deque[tuple[ref[DayRows], int]] = deque()  # the order in which blocks were built: what the cap drops from


def _keep(rows: DayRows, k: int) -> None:
    _kept.append((ref(rows), k))
    while len(_kept) > _MOST:
        oldest, block = _kept.popleft()
        found = oldest()
        if found is not None:
            found.drop(block)
