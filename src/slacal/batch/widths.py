"""How wide the bins are: as wide as leaves at most one open stretch in each, or nearly each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.spans.instant import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.batch.numbers import Ints

_HOURS = (24, 12, 8, 6, 4, 3, 2, 1)
_SMALL = 65_536  # bins: a mebibyte, which the second-level cache holds
_FEW = 0.005  # the part of the bins that may be crowded before narrower ones are better
_SAMPLE = 200
Edges = tuple["Ints", "Ints"]


def cut_for(calendars: Sequence[Edges], low: int, high: int) -> tuple[int, list[int]]:
    """Return a width for the bins of all calendars, and for each calendar where within it its bins begin.

    The widest regular cut (no bin crowded) if it is small; else the widest with few crowded bins; else the best.
    """
    inside = [_within(edges, low, high) for edges in calendars]
    regular = next(((width, found) for width in _widths() if (found := _regular(inside, width)) is not None), None)
    if regular is not None and (high - low) // regular[0] * len(calendars) <= _SMALL:
        return regular
    irregular: list[tuple[int, int, list[int]]] = []
    for width in _widths():
        if regular is not None and width == regular[0]:
            return regular
        cut = [min((_crowded(edges, width, phase), phase) for phase in range(0, width, HOUR)) for edges in inside]
        crowded = sum(count for count, _ in cut)
        phases = [phase for _, phase in cut]
        if crowded * width <= _FEW * (high - low + width) * len(calendars):
            return width, phases
        irregular.append((crowded, width, phases))
    _, width, phases = min(irregular)
    return width, phases


def _widths() -> Iterator[int]:
    return (hours * HOUR for hours in _HOURS)


def _within(edges: Edges, low: int, high: int) -> Edges:
    """Return the neighbours that may meet in a bin: where one stretch ends, and where the next begins."""
    starts, ends = edges
    day = 24 * HOUR
    part = slice(np.searchsorted(ends, low - day), np.searchsorted(starts, high + day))
    return starts[part][1:], ends[part][:-1]


def _regular(calendars: Sequence[Edges], width: int) -> list[int] | None:
    phases: list[int] = []
    for starts, ends in calendars:
        phase = next((at for at in range(0, width, HOUR) if _is_regular(starts, ends, width, at)), None)
        if phase is None:
            return None
        phases.append(phase)
    return phases


def _is_regular(starts: Ints, ends: Ints, width: int, phase: int) -> bool:
    few = starts[:_SAMPLE], ends[:_SAMPLE]  # most cuts fail at once
    return _crowded(few, width, phase) == 0 and _crowded((starts, ends), width, phase) == 0


def _crowded(edges: Edges, width: int, phase: int) -> int:
    starts, ends = edges
    return int(np.count_nonzero((ends - (phase + 1)) // width == (starts - phase) // width))


def bits_for(lengths: Sequence[Ints]) -> int:
    """Return the power of two that cuts work time: no wider than the shortest stretch, unless that takes many bins.

    `lengths`: those of the stretches of each calendar.
    """
    held = [part for part in lengths if len(part)]
    if not held:
        return 32
    total, count = sum(int(part.sum()) for part in held), sum(len(part) for part in held)
    bits = min(int(part.min()) for part in held).bit_length() - 1
    while total >> bits > max(4 * count, _SMALL):
        bits += 1
    return bits
