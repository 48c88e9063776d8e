"""How long each cycle took: the time that a goal must grant it, by columns and by the scalar engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.evaluating import cycles_of
from slacal.batch.log_dues import dues_of
from slacal.batch.log_hard import Hard, beyond_columns
from slacal.batch.log_phases import DONE, LIVE
from slacal.batch.log_scalar import history_of
from slacal.batch.log_signals import Asker, signals_of
from slacal.batch.open_time import reached
from slacal.engine.reads import OVERRIDE
from slacal.engine.replay import replay
from slacal.engine.stage import Outcome, Stage
from slacal.errors import SlacalError
from slacal.spans.instant import from_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.batch.log_dues import Cycles, Dues
    from slacal.batch.log_rows import Rows
    from slacal.batch.numbers import Flags, Ints
    from slacal.calendars.horizon import Horizon
    from slacal.engine.clock import Clock
    from slacal.engine.cycle import Cycle
    from slacal.engine.history import History
    from slacal.engine.terms import Target, Terms

COMPLETED, OPEN, CANCELLED = range(3)
_FARTHEST = 100 * 36_525 * 864_000_000  # a century, in microseconds: what lies farther goes to the engine


class Spent(NamedTuple):
    """One cycle: its ticket and group by number, and its time in microseconds.

    ``needed`` is the least goal under which it is in time: what is counted, and a microsecond more where the clock
    stood still at the end, as the due would lie before that. For an open cycle it is the least that is not missed yet.
    """

    ticket: int
    group: int
    state: int
    started: int
    ended: int
    elapsed: int
    needed: int
    paused: int
    horizon: int  # its place


class Measured(NamedTuple):
    """The cycles as columns, those of `Spent` in order, the calendars, and the number of tickets not to be judged."""

    cycles: Ints
    horizons: list[Horizon]
    unusable: int


class Stopwatch:
    """Measures the only target of a probe as seen at an instant."""

    def __init__(self, probe: Terms, now: int) -> None:
        self._terms, self._now = probe, now
        self._parts: list[Ints] = []
        self._horizons: dict[int, tuple[int, Horizon]] = {}
        self._unusable = 0

    def measured(self) -> Measured:
        """Return all that was taken in."""
        found = np.concatenate([np.zeros((len(Spent._fields), 0), np.int64), *self._parts], axis=1)
        return Measured(found, [horizon for _, horizon in self._horizons.values()], self._unusable)

    def take_rows(self, rows: Rows) -> None:
        """Take in the tickets of a log."""
        for first, some in rows.parts():
            hard = Hard(len(some.tickets))
            targets = self._terms.targets
            if not targets or beyond_columns(self._terms, targets[0]):
                hard.mark(np.arange(len(some.tickets)), "all")
            else:
                self._take_columns(some, targets[0], hard, first)
            slow = np.flatnonzero(hard.flags).tolist()
            self.take_histories((first + one, history_of(some, one)) for one in slow)

    def take_histories(self, histories: Iterable[tuple[int, History]]) -> None:
        """Take in tickets one by one, each with its number."""
        told: list[Spent] = []
        for number, history in histories:
            try:
                told += self._told(number, history)
            except SlacalError:
                self._unusable += 1
        if told:
            self._parts.append(np.array(told, np.int64).T)

    def _place(self, horizon: Horizon) -> int:
        return self._horizons.setdefault(id(horizon), (len(self._horizons), horizon))[0]

    # -- by the engine -------------------------------------------------------------------------------------------

    def _told(self, number: int, history: History) -> list[Spent]:
        found = replay(self._terms, history, from_micros(self._now, zone_info("UTC")))
        cycles = [cycle for name in found for cycle in found[name].cycles]
        return [spent for cycle in cycles if (spent := self._spent(number, cycle)) is not None]

    def _spent(self, number: int, cycle: Cycle) -> Spent | None:
        clock = cycle.clock
        if clock is None or clock.goal is None or not clock.goal.label or _is_unjudged(cycle, clock, self._terms):
            return None
        end = self._now if clock.ended_at is None else clock.ended_at
        elapsed, paused, _ = clock.last.at(end).sums(end)
        reach = clock.reaches(elapsed) if elapsed > 0 else None
        state = COMPLETED if clock.stage is Stage.COMPLETED else OPEN if cycle.is_open else CANCELLED
        late_at_due = state == OPEN and clock.goal.rules.breach == "at"
        more = elapsed > 0 and reach is not None and reach < end
        place = self._place(clock.last.calendar.calendar.horizon)
        needed = elapsed + (more or late_at_due)
        return Spent(
            number, int(clock.goal.label), state, clock.started_at, end + late_at_due, elapsed, needed, paused, place
        )

    # -- by columns ----------------------------------------------------------------------------------------------

    def _take_columns(self, rows: Rows, target: Target, hard: Hard, first: int) -> None:
        _mark(rows, target, self._now, hard)
        signals = signals_of(target, Asker(rows))
        cycles = cycles_of(target, signals, np.full(len(signals.bounds) - 1, self._now), hard)
        dues = dues_of(cycles)
        goals = [None if one is None else one.goal for one in cycles.promises.matches]
        group = np.array([-1 if goal is None else int(goal.label or -1) for goal in goals], np.int64)[dues.match]
        spans, since = cycles.spans, self._terms.effective_from
        started = cycles.signals.at[spans.first]
        live = spans.phase == LIVE
        ended = np.where(live, self._now, spans.ended_at)
        state = np.where(live, OPEN, np.where(spans.phase == DONE, COMPLETED, CANCELLED))
        at_due = live & cycles.promises.at_due[dues.match]
        needed = dues.elapsed + (at_due | _stood_still(cycles, dues, ended))
        horizons = [self._place(one.calendar.horizon) for one in cycles.promises.calendars]
        place = np.array(horizons, np.int64)[cycles.promises.calendar[dues.match]]
        kept: Flags = (group >= 0) & ~hard.flags[spans.ticket]
        if since is not None:
            kept &= started >= since
        found = (
            spans.ticket + first, group, state, started, ended + at_due, dues.elapsed, needed, dues.paused, place
        )  # fmt: skip
        self._parts.append(np.stack(found)[:, kept])


def _is_unjudged(cycle: Cycle, clock: Clock, terms: Terms) -> bool:
    """Tell whether no goal matters: the due was set by hand, or the policy was not in force, or did not cover it."""
    since = terms.plan.versions[clock.version].effective_from
    early = since is not None and clock.started_at < since
    return early or clock.override is not None or (cycle.outcome is Outcome.NONE and cycle.stage is not Stage.CANCELLED)


def _mark(rows: Rows, target: Target, now: int, hard: Hard) -> None:
    """Send tickets to the engine whose rows columns do not read."""
    bad = rows.at < now - _FARTHEST
    if OVERRIDE in rows.kinds.values:
        bad |= rows.kinds.places == rows.kinds.values.index(OVERRIDE)
    if target.rules.tie_order == "roles":
        bad[1:] |= (rows.at[1:] == rows.at[:-1]) & ~rows.heads[1:]
    hard.mark(np.unique(np.searchsorted(rows.bounds, np.flatnonzero(bad), "right") - 1), "rows")


def _stood_still(cycles: Cycles, dues: Dues, ended: Ints) -> Flags:
    """Tell where all of a cycle's time was counted before its end."""
    found = np.zeros(len(ended), np.bool_)
    for places, horizon, start, left in _last_counted(cycles, dues):
        instants, _ = reached(horizon, start, left)
        found[places] = instants < ended[places]
    return found


def _last_counted(cycles: Cycles, dues: Dues) -> Iterator[tuple[Ints, Horizon, Ints, Ints]]:
    """Yield, for each calendar, the cycles that counted last on it, since when, and how much from there."""
    counted, first = cycles.time.counted, cycles.spans.first
    who = np.flatnonzero(dues.elapsed > 0)
    until = counted[first[who]] + dues.elapsed[who]
    row = np.searchsorted(counted[1:], until, "left")
    codes = cycles.promises.calendar[cycles.time.in_force[row]]
    for code, calendar in enumerate(cycles.promises.calendars):
        mine = np.flatnonzero(codes == code)
        if len(mine):
            start, left = cycles.signals.at[row[mine]], until[mine] - counted[row[mine]]
            yield who[mine], calendar.calendar.horizon, start, left
