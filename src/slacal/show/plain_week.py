"""The plain week as rows of a strip: the hours of each weekday between its midnights, of one week or of a rota."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from slacal.show.bars import Piece
from slacal.show.strip import Row
from slacal.spans.day_time import DAY
from slacal.spans.span_set import merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.show.words import Tongue
    from slacal.spans.day_time import Window

_WEEK = 7


def plain_rows(weeks: Sequence[Sequence[Sequence[Window]]], place: int, words: Tongue) -> list[Row]:
    """Return the seven days of the week at `place`; night shifts run in from the week before and on into the next."""
    spans = merged(
        ((turn * _WEEK + day) * DAY + opens, (turn * _WEEK + day) * DAY + closes)
        for turn in (-1, 0, 1)
        for day, windows in enumerate(weeks[(place + turn) % len(weeks)])
        for opens, closes in windows
    )
    return [_row(words.language.weekdays[day], _within(spans, day * DAY)) for day in range(_WEEK)]


def _within(spans: Sequence[tuple[int, int]], midnight: int) -> tuple[Piece, ...]:
    low, high = midnight, midnight + DAY
    return tuple(
        Piece(max(start, low) - low, min(end, high) - low, start < low, end > high)
        for start, end in spans
        if start < high and end > low
    )


def _row(weekday: str, pieces: tuple[Piece, ...]) -> Row:
    return Row(weekday, pieces, timedelta(seconds=sum(piece.closes - piece.opens for piece in pieces)))
