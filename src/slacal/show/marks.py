"""Marks: what is named above a track, each on a row where it hides nothing."""

from __future__ import annotations

from datetime import UTC
from itertools import permutations
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.stage import Stage
from slacal.engine.words import clock_text
from slacal.show.track import ended_at
from slacal.spans.instant import DAY, from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from slacal.engine.explain import Explanation
    from slacal.engine.warning import DueWarning
    from slacal.show.track import Track
    from slacal.show.words import Tongue

Sort: TypeAlias = Literal["due", "now", "end", "start", "warning"]
_ROWS = 4
_WEEK = 7 * DAY
_GAP = 14.0
_LETTER = 8.6  # about how wide a letter of a label is, bold ones too
_LONG = 24  # letters of a warning's words


class Mark(NamedTuple):
    """An instant on a track: its words, its time, and where the label stands; no row, no label."""

    sort: Sort
    at: float
    word: str
    time: str
    row: int | None = None
    ends: bool = False

    @property
    def text(self) -> str:
        """The whole label."""
        return f"{self.word} {self.time}".strip()


def marks(
    explained: Explanation, warnings: Iterable[DueWarning], track: Track, width: float, tongue: Tongue
) -> list[Mark]:
    """Return the marks of a cycle with the rows of their labels; those off the track are left out."""
    named: list[Mark] = []
    is_long = bool(track.parts) and track.parts[-1].end - track.parts[0].start > _WEEK
    for sort, instant, word in _named(explained, warnings, tongue):
        at = track.place(to_micros(instant))
        if at is not None:
            named.append(Mark(sort, at, word, "" if sort == "warning" else _time(instant, is_long, tongue)))
    first = [mark for mark in named if mark.sort != "warning"]
    orders = (_rowed(order, (), width) for order in permutations(first))
    return _rowed([mark for mark in named if mark.sort == "warning"], min(orders, key=_unrest), width)


def _rowed(several: Iterable[Mark], before: Iterable[Mark], width: float) -> list[Mark]:
    """Return marks with their rows, each placed among those before it."""
    placed = [*before]
    for mark in several:
        placed.append(_with_row(mark, placed, width))
    return placed


def _unrest(placed: Iterable[Mark]) -> tuple[int, int]:
    """Return how many labels are missing, and how high the others stand: the less, the better."""
    rows = [mark.row for mark in placed]
    return rows.count(None), sum(row for row in rows if row is not None)


def _named(
    explained: Explanation, warnings: Iterable[DueWarning], tongue: Tongue
) -> Iterator[tuple[Sort, datetime, str]]:
    """Yield what is marked, what matters most first."""
    if explained.due_at is not None:
        yield "due", explained.due_at, tongue.said("mark.due")
    end = from_micros(ended_at(explained), explained.as_of.tzinfo or UTC)
    if explained.stage in (Stage.COMPLETED, Stage.CANCELLED, Stage.NOT_COVERED):
        yield "end", end, tongue.language.worded(str(explained.stage), "stage")
    yield "now", explained.as_of, tongue.said("mark.now")
    if explained.started_at is not None:
        yield "start", explained.started_at, tongue.said("mark.start")
    for warning in warnings:
        if warning.at is not None:
            word = tongue.language.worded(warning.text, "goal")
            yield "warning", warning.at, word if len(word) <= _LONG else ""


def _time(instant: datetime, is_long: bool, tongue: Tongue) -> str:  # noqa: FBT001 - of this file alone
    """Return when it was: the weekday and the hour, on a long track the date."""
    return tongue.day(instant) if is_long else f"{tongue.weekday(instant)} {clock_text(instant)[:5]}"


def _with_row(mark: Mark, placed: Iterable[Mark], width: float) -> Mark:
    """Return the mark with the lowest row on which its label, and the line down to the track, hide nothing."""
    taken = [one for one in placed if one.row is not None]
    if not mark.text:
        return mark
    for row in range(_ROWS):
        for ends in (False, True):
            found = mark._replace(row=row, ends=ends)
            left, right = _span(found)
            if left >= 0 and right <= width and not any(_hide(found, one) for one in taken):
                return found
    return mark


def _span(mark: Mark) -> tuple[float, float]:
    wide = len(mark.text) * _LETTER + _GAP
    return (mark.at - wide, mark.at) if mark.ends else (mark.at, mark.at + wide)


def _hide(one: Mark, other: Mark) -> bool:
    """Tell whether two labels overlap, or the line of the higher one runs through the lower."""
    (left, right), (low, high) = _span(one), _span(other)
    if one.row == other.row:
        return left < high and low < right
    upper, (left, right) = (one, (low, high)) if (one.row or 0) > (other.row or 0) else (other, (left, right))
    return left < upper.at < right
