"""Wall times into instants and back by the column: a table of a zone's offsets for the days that the column spans."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.numbers import MISSING
from slacal.spans.instant import SECOND
from slacal.spans.wall import EPOCH_DAY, FIRST_DAY, LAST_DAY, wall_micros

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from slacal.batch.numbers import Ints

_SECONDS = 86_400
_BLOCK = 512  # days
_NO_OFFSET = timedelta()


def _steps(offset: Callable[[int], int], first: int, last: int) -> tuple[list[int], list[int]]:
    """Return the seconds, of the days [first, last] since 1970, from which on another offset holds, and the offsets.

    There is one offset more than there are changes: that of the first midnight. No zone changes twice in a day.
    """
    changes: list[int] = []
    offsets = [offset(first * _SECONDS)]
    for day in range(first, last + 1):
        following = offset((day + 1) * _SECONDS)
        if following != offsets[-1]:
            low, high = day * _SECONDS, (day + 1) * _SECONDS
            while low < high:
                middle = (low + high) // 2
                low, high = (middle + 1, high) if offset(middle) == offsets[-1] else (low, middle)
            changes.append(low)
            offsets.append(following)
    return changes, offsets


def clock_changes(zone: ZoneInfo, first: int, last: int) -> tuple[list[int], list[int]]:
    """Return the instants, of some days since 1970, at which a zone changes its clock, and its offsets; in seconds."""
    return _steps(lambda at: _seconds((datetime.fromtimestamp(at, UTC).astimezone(zone)).utcoffset()), first, last)


def _seconds(offset: timedelta | None) -> int:
    return (offset or _NO_OFFSET) // timedelta(seconds=1)


def _wall_offset(zone: ZoneInfo, wall: int) -> int:
    day, second = divmod(wall, _SECONDS)
    return wall - wall_micros(day + EPOCH_DAY, second, zone) // SECOND


def _shifted(
    values: Ints, per_second: int, steps: Callable[[int, int], tuple[list[int], list[int]]], sign: int
) -> Ints:
    """Return numbers with the offset of each added, or taken away; what is missing stays so."""
    here = values != MISSING
    days = np.clip(values[here] // (_SECONDS * per_second), FIRST_DAY - EPOCH_DAY, LAST_DAY - EPOCH_DAY)
    if not len(days):
        return values
    changes, offsets = (np.array(part, np.int64) * per_second for part in _table(days, steps))
    out = values + sign * offsets[np.searchsorted(changes, values, "right")]
    out[~here] = MISSING
    return out


def _table(days: Ints, steps: Callable[[int, int], tuple[list[int], list[int]]]) -> tuple[list[int], list[int]]:
    """Return the steps of some days, block by block: of far days, such as 9999-12-31, only those around them."""
    low, high = int(days.min()), int(days.max())
    held = np.zeros((high - low) // _BLOCK + 1, np.bool_)
    held[(days - low) // _BLOCK] = True
    edges = np.flatnonzero(np.diff(held, prepend=False, append=False)).reshape(-1, 2)  # runs of blocks [first, last)
    changes: list[int] = []
    offsets: list[int] = []
    for first, last in (edges * _BLOCK + low).tolist():
        more, its = steps(first, min(last - 1, high))
        changes += [first * _SECONDS, *more] if offsets else more
        offsets += its
    return changes, offsets


def instants_of(walls: Ints, zone: ZoneInfo, per_second: int = SECOND) -> Ints:
    """Return the instants of wall times, in the same unit, by the rule of `spans.wall` for clock changes."""
    return _shifted(
        walls, per_second, lambda first, last: _steps(lambda wall: _wall_offset(zone, wall), first, last), -1
    )


def walls_of(instants: Ints, zone: ZoneInfo, per_second: int = SECOND) -> Ints:
    """Return the wall times of instants, in the same unit."""
    return _shifted(instants, per_second, lambda first, last: clock_changes(zone, first, last), 1)
