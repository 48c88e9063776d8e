"""When the events of drawn tickets happen: at once where nobody waits, else with a queue, on simpy."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from slacal.batch import add
from slacal.calendars import questions
from slacal.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Generator

    from simpy import Environment, Event

    from slacal.analysis.drawing import Tickets
    from slacal.batch.numbers import Ints
    from slacal.calendars.calendar import Calendar


class Worked(NamedTuple):
    """The instant of each row; and the wait of each ticket until it was first taken up, and how long places were busy.

    The last two are open time of the team, and None where nobody waits. Unit: microseconds.
    """

    at: Ints
    waits: Ints | None = None
    busy: int | None = None


def unhindered(tickets: Tickets, calendar: Calendar) -> Worked:
    """Return when the rows happen where every ticket finds someone at once: all tickets stretch by stretch."""
    at = np.repeat(tickets.at, np.diff(tickets.bounds))
    row, ends = tickets.bounds[:-1] + 1, tickets.bounds[1:]
    while len(row):
        row, ends = row[row < ends], ends[row < ends]
        works = tickets.work[row]
        at[row] = at[row - 1] + np.where(works, 0, tickets.amount[row])
        own = row[works]
        if len(own):
            amount = tickets.amount[own].view("m8[us]")
            at[own] = np.asarray(add(calendar, at[own].view("M8[us]"), amount)).astype(np.int64)
        row = row + 1
    return Worked(at)


def queued(tickets: Tickets, calendar: Calendar, size: int, turns: Ints, window: tuple[int, int]) -> Worked:
    """Return when the rows happen with so many places; `turns` are the places in the queue, the least first.

    Cost: some fifty microseconds a stretch. Raises: MissingExtra without ``slacal[sim]``; NeverOpens.
    """
    try:
        import simpy
    except ImportError:
        problem = "needs the package simpy, which is not installed"
        raise MissingExtra("team.size", size, problem, "pip install 'slacal[sim]'") from None
    floor = _Floor(simpy.Environment(), tickets, calendar, size, window)
    floor.env.process(floor.arrivals(turns.tolist()))
    floor.env.run()
    return Worked(np.array(floor.at, np.int64), np.array(floor.waits, np.int64), floor.pool.busy)


class _Pool:
    """Places for so many tickets. Those that ask at one instant, as after a night, are heard together, by turn."""

    def __init__(self, env: Environment, size: int, window: tuple[int, int]) -> None:
        self._env, self._free, self._window = env, size, window
        self._queue: list[tuple[int, Event]] = []
        self.busy = 0

    def ask(self, turn: int) -> Event:
        """Return the event of getting a place."""
        got = self._env.event()
        heappush(self._queue, (turn, got))
        self._look()
        return got

    def leave(self, since: int) -> None:
        """Give back a place that was held since."""
        low, high = self._window
        self.busy += max(min(int(self._env.now), high) - max(since, low), 0)
        self._free += 1
        self._look()

    def _look(self) -> None:
        """Give places away once all that happens at this instant has happened."""
        if self._free and self._queue:
            self._env.process(self._given())

    def _given(self) -> Generator[Event, Any, None]:
        yield self._env.timeout(0)
        while self._free and self._queue:
            self._free -= 1
            heappop(self._queue)[1].succeed()


class _Floor:
    """The team at work. The clock of the simulation is open time since the first arrival, so that closing is a rest."""

    def __init__(
        self, env: Environment, tickets: Tickets, calendar: Calendar, size: int, window: tuple[int, int]
    ) -> None:
        self.env, self._horizon = env, calendar.horizon
        self._created, self._bounds = tickets.at.tolist(), tickets.bounds.tolist()
        self._work, self._amount = tickets.work.tolist(), tickets.amount.tolist()
        self._origin = min(self._created[0], window[0])
        self.pool = _Pool(env, size, (self._clock(window[0]), self._clock(window[1])))
        self.at = np.repeat(tickets.at, np.diff(tickets.bounds)).tolist()
        self.waits = [0] * len(self._created)

    def _clock(self, instant: int) -> int:
        return questions.elapsed(self._horizon, self._origin, instant)

    def arrivals(self, turns: list[int]) -> Generator[Event, Any, None]:
        """Let the tickets come; those of one instant of open time together."""
        for ticket, (created, turn) in enumerate(zip(self._created, turns, strict=True)):
            clock = self._clock(created)
            if clock > self.env.now:
                yield self.env.timeout(clock - self.env.now)
            self.env.process(self._ticket(ticket, turn))

    def _ticket(self, ticket: int, turn: int) -> Generator[Event, Any, None]:
        """Take a ticket through its stretches: work needs a place, which is kept until others have to be waited for."""
        now, since, taken_up = self._created[ticket], None, False
        for row in range(self._bounds[ticket] + 1, self._bounds[ticket + 1]):
            amount = self._amount[row]
            if self._work[row] and since is None:
                asked = int(self.env.now)  # whole microseconds, whatever the types of simpy say
                yield self.pool.ask(turn)
                since = int(self.env.now)
                if since > asked:
                    now = questions.advance(self._horizon, self._origin, since, "far")
                if not taken_up:
                    taken_up, self.waits[ticket] = True, since - asked
            if self._work[row]:
                yield self.env.timeout(amount)
                now = questions.advance(self._horizon, now, amount)
            else:
                if since is not None:
                    self.pool.leave(since)
                    since = None
                now += amount
                yield self.env.timeout(self._clock(now) - self.env.now)
            self.at[row] = now
        if since is not None:
            self.pool.leave(since)
