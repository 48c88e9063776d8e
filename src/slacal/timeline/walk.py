"""The open stretches of a timeline between two instants, in order of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.timeline.timeline import Timeline


def between(timeline: Timeline, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the open stretches of [low, high), clipped to it."""
    if low >= high:
        return
    first = bisect_right(timeline.ends, low)
    last = bisect_left(timeline.starts, high)
    for i in range(first, last):
        yield max(timeline.starts[i], low), min(timeline.ends[i], high)
