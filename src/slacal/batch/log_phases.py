"""From what rows say to where each cycle stands: five phases, stepped for all tickets at once by one small table."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.log_signals import CANCELS, REOPENS, STANDS, STARTS, STOPPED, STOPS, SYMBOLS

if TYPE_CHECKING:
    from slacal.batch.log_signals import Signals
    from slacal.batch.numbers import Codes as Bits
    from slacal.batch.numbers import Flags, Ints
    from slacal.engine.terms import Reopen, Target

PHASES = 5
NONE, LIVE, DONE, SUSPENDED, ENDED = range(
    PHASES
)  # no cycle, open, completed, cancelled for a time, cancelled for good
_OPENED = 8
_BETWEEN = 4  # bits: where the old cycle's phase lies in what the table gives
_TAIL = 24  # tickets: for so few a loop costs less than a pass


class Phases(NamedTuple):
    """Where the target stands after each row; where a cycle opens; and where the cycle before it stood then."""

    after: Bits
    opened: Flags
    before: Bits


def phases_of(target: Target, signals: Signals) -> Phases:
    """Step every ticket through its rows. Cost: some ten nanoseconds a row."""
    table = _transitions(target.reopen, target.reopens is not None)
    told = _stepped(table, signals)
    return Phases(told & 7, (told & _OPENED) != 0, told >> _BETWEEN)


def _stepped(table: Bits, signals: Signals) -> Bits:
    """Return what the table gives at each row: the first rows of all tickets at once, then the second ones, ..."""
    symbols, out = signals.symbols, np.zeros(len(signals.rows), np.uint8)
    starts, counts = signals.bounds[:-1], np.diff(signals.bounds)
    active = np.flatnonzero(counts > 0)
    state = np.zeros(len(active), np.int64)
    depth = 0
    while len(active) > _TAIL:
        at = starts[active] + depth
        told = table[(state & 7) * SYMBOLS + symbols[at]]
        out[at] = told
        depth += 1
        goes_on = counts[active] > depth
        active, state = active[goes_on], told[goes_on].astype(np.int64)
    plain = table.tolist()
    for ticket, phase in zip(active.tolist(), (state & 7).tolist(), strict=True):
        first, last = int(starts[ticket]) + depth, int(starts[ticket] + counts[ticket])
        here, found = phase, bytearray()
        for symbol in symbols[first:last].tolist():
            step = plain[here * SYMBOLS + symbol]
            found.append(step)
            here = step & 7
        out[first:last] = np.frombuffer(found, np.uint8)
    return out


@lru_cache(maxsize=64)
def _transitions(reopen: Reopen, named: bool) -> Bits:  # noqa: FBT001 - a key of the cache: a moment reopens
    """Return for each phase and symbol the phase after it, whether a cycle opened, and where the old one stood."""
    table = np.zeros(PHASES * SYMBOLS, np.uint8)
    for phase in range(PHASES):
        for symbol in range(SYMBOLS):
            between = _gone_on(phase, symbol, reopen)
            opens = _opens(between, symbol, reopen, named=named)
            after = _opening(symbol) if opens else between
            table[phase * SYMBOLS + symbol] = after | (_OPENED if opens else 0) | between << _BETWEEN
    return table


def _gone_on(phase: int, symbol: int, reopen: Reopen) -> int:
    """Return where a cycle stands after an event: stop, then cancel, then whether it is suspended."""
    if phase in (NONE, ENDED):
        return phase
    if phase == DONE:
        if reopen != "resume" or not symbol & REOPENS:
            return DONE
    elif symbol & STOPS:
        return DONE
    elif symbol & CANCELS:
        return ENDED
    return SUSPENDED if symbol & STANDS else LIVE


def _opens(phase: int, symbol: int, reopen: Reopen, *, named: bool) -> bool:
    """Tell whether an event opens a cycle where the last one stands so."""
    if phase == NONE:
        return bool(symbol & STARTS)
    if phase in (LIVE, SUSPENDED) or reopen in ("once", "resume"):
        return False
    if symbol & STARTS and (reopen == "new_cycle" or not named):
        return True
    return bool(symbol & REOPENS) and (named or reopen == "restart")


def _opening(symbol: int) -> int:
    if symbol & STOPPED:
        return DONE
    return SUSPENDED if symbol & STANDS else LIVE


class Spans(NamedTuple):
    """The cycles of all tickets in order: the rows [first, last) of each, its ticket, and how and when it ended.

    ``final`` is the row from which a cycle that ended stands, `last` where another cycle ended it or it lives.
    """

    first: Ints
    last: Ints
    ticket: Ints
    number: Ints
    phase: Bits
    ended_at: Ints
    final: Ints


def spans_of(signals: Signals, phases: Phases, never: int) -> Spans:
    """Return where each cycle lies among the rows; ``ended_at`` is `never` where it lives."""
    first = np.flatnonzero(phases.opened)
    opened = np.append(0, np.cumsum(phases.opened))[signals.bounds]
    ticket = np.repeat(np.arange(len(opened) - 1), np.diff(opened))
    ends = signals.bounds[ticket + 1]
    last = ends.copy()
    np.minimum(ends[:-1], first[1:], out=last[:-1])
    followed = last < ends
    phase = phases.after[last - 1]
    moved = phases.opened.copy()
    moved[1:] |= phases.after[1:] != phases.after[:-1]
    moved[:1] = True
    entered = np.where(moved, np.arange(len(moved)), 0)
    np.maximum.accumulate(entered, out=entered)
    final = entered[last - 1] if len(first) else first
    ended = np.where((phase == LIVE), never, signals.at[final])
    final = np.where(phase == LIVE, last, final)
    cut = np.flatnonzero(followed & ((phase == LIVE) | (phase == SUSPENDED)))
    phase[cut] = phases.before[last[cut]]
    ended[cut] = signals.at[last[cut]]
    final[cut] = last[cut]
    number = np.arange(1, len(first) + 1) - opened[ticket]
    return Spans(first, last, ticket, number, phase, ended, final)
