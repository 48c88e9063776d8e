"""What happened to each ticket of a log as stretches: the team's work, or a wait for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch import elapsed
from slacal.batch.log_phases import LIVE, phases_of
from slacal.batch.log_signals import Asker, signals_of
from slacal.engine.segment import COUNTS

if TYPE_CHECKING:
    from slacal.batch.log_rows import Rows
    from slacal.batch.numbers import Flags, Ints
    from slacal.calendars.calendar import Calendar
    from slacal.engine.terms import Target, Terms


class Paths(NamedTuple):
    """The stretch before each row of a log, which ends there.

    ``work`` marks the team's own, whose ``amount`` is open time; that of the others is real time. A ticket's first row
    has none. ``worked`` is the open time of each ticket's work, until the instant of the question for those that are
    still ``open``. Unit: microseconds.
    """

    work: Flags
    amount: Ints
    worked: Ints
    open: Flags


def paths_of(rows: Rows, terms: Terms, calendar: Calendar, now: int) -> Paths:
    """Cut a log into stretches: the team works while the clock of a promise runs, and waits while none does.

    `calendar`: when the team worked. Bounds: every ticket has a row.
    """
    asker = Asker(rows)
    told = [_states(target, asker) for target in terms.targets]
    live, runs = (np.logical_or.reduce(flags) for flags in zip(*told, strict=True))
    work = np.zeros(len(rows), np.bool_)
    work[1:] = runs[:-1] & ~rows.heads[1:]
    before = np.where(rows.heads, rows.at, np.append(rows.at[:1], rows.at[:-1]))
    amount = rows.at - before
    amount[work] = _open_time(calendar, before[work], rows.at[work])
    last = rows.bounds[1:] - 1
    since = rows.at[last[runs[last]]]
    worked = np.add.reduceat(np.where(work, amount, 0), rows.bounds[:-1])
    worked[runs[last]] += _open_time(calendar, since, np.full(len(since), now))
    return Paths(work, amount, worked, live[last])


def _open_time(calendar: Calendar, start: Ints, end: Ints) -> Ints:
    found: Ints = np.asarray(elapsed(calendar, start.view("M8[us]"), end.view("M8[us]"))).astype(np.int64)
    return found


def _states(target: Target, asker: Asker) -> tuple[Flags, Flags]:
    """Tell of each row whether a cycle of the target is open after it, and whether its clock runs."""
    signals = signals_of(target, asker)
    live = phases_of(target, signals).after == LIVE
    place = np.searchsorted(signals.rows, np.arange(len(asker.rows)), "right") - 1  # a head is always a signal
    return live[place], (live & (signals.rules == COUNTS))[place]
