"""Sets of instants as sorted, merged, half-open pairs, with union, intersection and difference.

Pairs of plain integers rather than objects: a compiled decade of opening hours has thousands of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Pairs: TypeAlias = list[tuple[int, int]]


def merged(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Return the pairs in order, empty ones dropped, touching and overlapping ones joined.

    >>> merged([(5, 9), (0, 2), (2, 3), (7, 8), (4, 4)])
    [(0, 3), (5, 9)]
    """
    joined: Pairs = []
    last = None
    for start, end in sorted(pairs):
        if start >= end:
            continue
        if last is not None and start <= last:
            if end > last:
                joined[-1] = (joined[-1][0], end)
                last = end
        else:
            joined.append((start, end))
            last = end
    return joined


def clipped(pairs: Pairs, low: int, high: int) -> Pairs:
    """Return the part of sorted pairs that lies in [low, high)."""
    return [(max(start, low), min(end, high)) for start, end in pairs if start < high and end > low < high]


def union(left: Pairs, right: Pairs) -> Pairs:
    """Return the instants in either."""
    return merged([*left, *right])


def intersection(left: Pairs, right: Pairs) -> Pairs:
    """Return the instants in both. Cost: linear."""
    shared: Pairs = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i][0], right[j][0])
        end = min(left[i][1], right[j][1])
        if start < end:
            shared.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return shared


def difference(left: Pairs, right: Pairs) -> Pairs:
    """Return the instants in `left` that are not in `right`. Cost: linear."""
    if not left:
        return []
    low, high = left[0][0], left[-1][1]
    return intersection(left, complement(right, low, high))


def complement(pairs: Pairs, low: int, high: int) -> Pairs:
    """Return the instants of [low, high) that are in no pair."""
    rest: Pairs = []
    at = low
    for start, end in clipped(pairs, low, high):
        if at < start:
            rest.append((at, start))
        at = end
    if at < high:
        rest.append((at, high))
    return rest
