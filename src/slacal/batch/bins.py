"""Bin tables: open time and its inverse by one division and three look-ups a row, without a search.

Time is cut into equal bins so that each meets at most one open stretch. In the bin k of the instant t

    C(t) = min(max(t + shift[k], floor[k]), floor[k + 1])

where ``floor`` is C at the left edges and ``shift`` the open time before the bin's stretch less its start. Work time is
cut into bins of a power of two, so that each holds at most one jump from a stretch to the next:

    inverse(x) = x + moves[j + (x > jumps[j])]        with j = x >> bits

Several calendars lie one behind the other, in both tables; ``origins`` leads a row to its calendar. A bin that holds
more than one stretch, or jump, is flagged and its rows are searched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.widths import bits_for, cut_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.batch.numbers import Flags, Ints

_NEVER = np.iinfo(np.int64).max


class Stretches(NamedTuple):
    """The open stretches of one calendar around the window of the instants asked about, and the time before each."""

    starts: Ints
    ends: Ints
    totals: Ints

    @classmethod
    def of(cls, starts: Ints, ends: Ints) -> Stretches:
        """Return the stretches with their running totals, the grand total last."""
        totals = np.zeros(len(starts) + 1, np.int64)
        np.cumsum(ends - starts, out=totals[1:])
        return cls(starts, ends, totals)

    def open_before(self, at: Ints) -> Ints:
        """Return C at each instant, by search."""
        if not len(self.starts):
            return np.zeros_like(at)
        i = np.maximum(np.searchsorted(self.starts, at, "right") - 1, 0)
        found = np.maximum(self.totals[i] + at - self.starts[i], self.totals[i])
        return np.asarray(np.minimum(found, self.totals[i + 1]), np.int64)


class Bins(NamedTuple):
    """The tables of one or several calendars for the instants of a window; what they hold never changes."""

    width: int
    bits: int
    origins: Ints  # one for each calendar: its instants less this, over the width, is the bin
    shift: Ints
    floor: Ints
    ceiling: Ints  # the floor of the next bin
    crowded: Flags | None  # bins with several stretches
    leaps: Ints  # of bin j of work time: its jump at 2 j, behind it the move before it; one cache line has both
    crowded_leaps: Flags | None
    starts: Ints  # of all stretches, on the axis of the bins
    totals: Ints  # of all stretches, on the axis of work time
    moves: Ints  # of all stretches: from work time to instants
    least: Ints  # the work time of each calendar lies above this ...
    most: Ints  # ... and up to here

    @property
    def nbytes(self) -> int:
        """The memory that the tables hold."""
        return sum(part.nbytes for part in self if isinstance(part, np.ndarray))


def bins_of(calendars: Sequence[Stretches], low: int, high: int) -> Bins:
    """Return the tables of some calendars for instants of [low, high]."""
    width, phases = cut_for([(one.starts, one.ends) for one in calendars], low, high)
    bits = bits_for([np.diff(one.totals) for one in calendars])
    firsts = [phase + (low - phase) // width * width for phase in phases]
    counts = [(high - first) // width + 1 for first in firsts]
    places = np.cumsum([0, *(count + 1 for count in counts)])
    least = _work_axis(calendars, bits)
    size = int(places[-1]) + 1
    shift, floor, crowded = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.bool_)
    for one, first, count, place, base in zip(calendars, firsts, counts, places, least, strict=False):
        edges = first + np.arange(count + 1, dtype=np.int64) * width
        part = slice(place, place + count)
        floor[place : place + count + 1] = one.open_before(edges) + base
        begun = np.searchsorted(one.ends, edges[:-1], "right")
        held = np.searchsorted(one.starts, edges[1:], "left") - begun
        i = np.minimum(begun, max(len(one.starts) - 1, 0))
        lowest = floor[place : place + count] - edges[1:]  # an empty bin: below its floor everywhere
        shift[part] = np.where(held > 0, one.totals[i] - one.starts[i] + base, lowest) if len(one.starts) else lowest
        crowded[part] = held > 1
    floor[-1] = floor[-2]
    origins = np.array([first - place * width for first, place in zip(firsts, places, strict=False)], np.int64)
    starts = np.concatenate([one.starts - origin for one, origin in zip(calendars, origins, strict=True)])
    totals = np.concatenate([one.totals[:-1] + base for one, base in zip(calendars, least, strict=True)])
    moves = np.concatenate([one.starts for one in calendars]) - totals
    most = np.array([base + one.totals[-1] for one, base in zip(calendars, least, strict=True)], np.int64)
    leaps, crowded_leaps = _leaps(totals, moves, int(most[-1]), bits)
    return Bins(
        width, bits, origins, shift[:-1], floor[:-1], floor[1:], _any(crowded[:-1]),
        leaps, _any(crowded_leaps), starts, totals, moves, least, most,
    )  # fmt: skip


def _work_axis(calendars: Sequence[Stretches], bits: int) -> Ints:
    """Return where the work time of each calendar begins: each in bins of its own."""
    least: list[int] = []
    base = 0
    for one in calendars:
        least.append(base)
        base = (((base + int(one.totals[-1])) >> bits) + 2) << bits
    return np.array(least, np.int64)


def _leaps(totals: Ints, moves: Ints, most: int, bits: int) -> tuple[Ints, Flags]:
    """Return the jump of each bin of work time and the move before it, in turn, and the bins with several jumps."""
    edges = np.arange((most >> bits) + 3, dtype=np.int64) << bits
    before = np.searchsorted(totals, edges, "left")  # how many stretches begin below the edge
    if not len(totals):
        return _in_turn(np.full(len(edges), _NEVER), np.zeros_like(edges)), np.zeros(len(edges), np.bool_)
    ends = np.append(totals, _NEVER)
    crowded = np.append(np.diff(before) > 1, np.False_)
    crowded[0] = before[1] > 2  # noqa: PLR2004 - nothing begins below zero: the first one is no jump
    return _in_turn(ends[np.maximum(before, 1)], moves[np.maximum(before - 1, 0)]), crowded


def _in_turn(first: Ints, second: Ints) -> Ints:
    return np.stack([first, second], axis=1).reshape(-1)


def _any(flags: Flags) -> Flags | None:
    return flags if flags.any() else None
