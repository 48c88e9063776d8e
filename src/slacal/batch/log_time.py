"""Counted and paused time of all cycles at once: one C a row, then sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.log_phases import DONE, LIVE, SUSPENDED
from slacal.batch.open_time import totals
from slacal.engine.segment import COUNTS

if TYPE_CHECKING:
    from slacal.batch.log_phases import Phases, Spans
    from slacal.batch.log_promises import Promises
    from slacal.batch.log_signals import Signals
    from slacal.batch.numbers import Flags, Ints


class Time(NamedTuple):
    """The promise in force after each row, whether its stretch counts, and sums before each row, of all rows."""

    in_force: Ints
    counts: Flags
    counted: Ints
    paused: Ints
    paused_real: Ints


def time_of(signals: Signals, phases: Phases, spans: Spans, promises: Promises, now: Ints) -> Time:
    """Sum the stretches after all rows. `now`: until when each ticket's last one lasts."""
    live = phases.after == LIVE
    in_force = _in_force(signals.matches, live | phases.opened)
    counts = live & (signals.rules == COUNTS)
    paused = live & ~counts
    gap = np.flatnonzero((phases.after == DONE) | (phases.after == SUSPENDED))
    if len(gap):  # what ended and ran on later has stood still between
        cycle = np.searchsorted(spans.first, gap, "right") - 1
        paused[gap] |= gap < spans.final[cycle]
    time, real = _stretches(signals, promises.calendar[in_force], promises, now)
    return Time(in_force, counts, _sums(time, counts), _sums(time, paused), _sums(real, paused))


def _in_force(matches: Ints, asked: Flags) -> Ints:
    if asked.all():
        return matches
    last = np.where(asked, np.arange(len(matches)), 0)
    np.maximum.accumulate(last, out=last)
    return matches[last]


def _sums(time: Ints, where: Flags) -> Ints:
    found = np.zeros(len(time) + 1, np.int64)
    np.cumsum(time * where, out=found[1:])
    return found


def _stretches(signals: Signals, calendar: Ints, promises: Promises, now: Ints) -> tuple[Ints, Ints]:
    """Return the open time and the real time of the stretch after each row."""
    at = signals.at
    until = np.empty_like(at)
    until[:-1] = at[1:]
    has_rows = signals.bounds[1:] > signals.bounds[:-1]
    lasts = signals.bounds[1:][has_rows] - 1
    until[lasts] = now[has_rows]
    real = until - at
    horizons = [one.calendar.horizon for one in promises.calendars]
    if len(horizons) == 1:
        found = totals(horizons[0], np.concatenate([at, now[has_rows]]))
        here = found[: len(at)]
        after = np.empty_like(here)
        after[:-1] = here[1:]
        after[lasts] = found[len(at) :]
        return after - here, real
    time = np.zeros(len(at), np.int64)
    for code, horizon in enumerate(horizons):
        rows = np.flatnonzero(calendar == code)
        if len(rows):
            found = totals(horizon, np.concatenate([at[rows], until[rows]]))
            time[rows] = found[len(rows) :] - found[: len(rows)]
    return time, real
