"""Weeks of tickets drawn from a desk: when each arrives, and which way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from slacal.analysis.desk import HOUR, WEEK
from slacal.batch.log_rows import Rows
from slacal.batch.walls import instants_of
from slacal.spans.instant import DAY
from slacal.spans.wall import EPOCH_DAY
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from datetime import date

    from slacal.analysis.desk import Desk
    from slacal.analysis.team import Team
    from slacal.batch.numbers import Flags, Ints

Weeks: TypeAlias = Literal["drawn", "fixed"]
_FEW = 10  # completed tickets: what is drawn from behind the longest
_MONDAY = 3  # the weekday of 1970-01-01, of seven


class Window(NamedTuple):
    """Whole weeks of the wall clock: from midnight of the first date, in days since 1970, with a margin around them."""

    first: int
    weeks: int
    margin: int

    @classmethod
    def of(cls, desk: Desk, start: date | None, weeks: int, margin: int) -> Window:
        """Return the weeks from a date on, or from the first Monday after a history."""
        if start is not None:
            return cls(start.toordinal() - EPOCH_DAY, weeks, margin)
        ends = desk.until // DAY + 1
        return cls(ends + (-ends - _MONDAY) % 7, weeks, margin)

    def instants(self, desk: Desk) -> tuple[int, int]:
        """Return the edges of the weeks that count."""
        walls = np.array([self.first, self.first + 7 * self.weeks], np.int64) * DAY
        low, high = instants_of(walls, zone_info(desk.calendar.zone)).tolist()
        return low, high


class Tickets(NamedTuple):
    """Tickets in order of arrival: each with its group, its instant, and the rows of a history that it repeats.

    ``rows`` are places in the history, `bounds` tells which are whose; ``work`` and ``amount`` are as in `Paths`.
    """

    group: Ints
    at: Ints
    bounds: Ints
    rows: Ints
    work: Flags
    amount: Ints

    def heads(self) -> Flags:
        """Tell which rows are the first of a ticket."""
        found = np.zeros(len(self.rows), np.bool_)
        found[self.bounds[:-1]] = True
        return found

    def log(self, desk: Desk, at: Ints) -> Rows:
        """Return the tickets as rows of a log, with the instants of their rows."""
        told = desk.rows
        facts, changed, details = (
            {name: codes.taken(self.rows) for name, codes in columns.items()}
            for columns in (told.facts, told.changed, told.details)
        )
        numbers = list(range(len(self.at)))
        kinds = told.kinds.taken(self.rows)
        return Rows(numbers, self.bounds, self.heads(), at, kinds, facts, changed, details, 0)


def drawn(desk: Desk, window: Window, team: Team, weeks: Weeks, rng: np.random.Generator) -> Tickets:
    """Return the tickets of a window and its margins; `weeks`: whether those of the history are drawn anew first."""
    span = window.weeks + 2 * window.margin
    origin = np.repeat(np.arange(desk.tickets), rng.poisson(_rate(desk, weeks, rng) * span))
    first = (window.first - 7 * window.margin) * DAY
    since = (desk.hour[origin] * HOUR - (window.first + _MONDAY) % 7 * DAY) % (WEEK * HOUR)
    wall = first + since + rng.integers(span, size=len(origin)) * (WEEK * HOUR) + rng.integers(HOUR, size=len(origin))
    at = instants_of(wall, zone_info(desk.calendar.zone))
    order = np.argsort(at, kind="stable")
    return _repeated(desk, team, _ways(desk, origin[order], rng), at[order], rng)


def _rate(desk: Desk, weeks: Weeks, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how many tickets like each of the history come in a week, in this history or one that might have been."""
    if weeks == "fixed":
        return desk.rate
    count = int(desk.week.max()) + 1
    times: Ints = np.bincount(rng.integers(count, size=count), minlength=count)
    return desk.rate * times[desk.week]


def _ways(desk: Desk, origin: Ints, rng: np.random.Generator) -> Ints:
    """Return whose way each ticket goes: its origin's, or where that was still open, of one worked on for longer.

    Drawn from all that were, and again where that one was open too, which gives the estimate of Kaplan and Meier, as
    far as tickets were completed; beyond, from the ten longest of these.
    """
    ladder = np.lexsort((desk.paths.open, desk.paths.worked, desk.group))
    ends = np.cumsum(np.bincount(desk.group, minlength=len(desk.groups)))
    ways = origin.copy()
    for group, end in enumerate(ends.tolist()):
        steps = ladder[ends[group - 1] if group else 0 : end]
        closed = np.flatnonzero(~desk.paths.open[steps])
        if len(closed):
            own = np.flatnonzero(desk.group[origin] == group)
            ways[own] = _longer(steps, desk.paths.open[steps], closed, origin[own], rng)
    return ways


def _longer(steps: Ints, is_open: Flags, closed: Ints, origin: Ints, rng: np.random.Generator) -> Ints:
    """Return for each ticket of one group itself, or a completed one that was worked on for longer."""
    place = np.searchsorted(steps, origin, sorter=np.argsort(steps))
    found = np.argsort(steps)[place]
    longest = closed[-_FEW:]
    while len(unknown := np.flatnonzero(is_open[found])):
        above = found[unknown] + 1
        far = above > closed[-1]
        found[unknown] = rng.integers(np.where(far, 0, above), np.where(far, len(longest), len(steps)))
        found[unknown[far]] = longest[found[unknown[far]]]
    ways: Ints = steps[found]
    return ways


def _repeated(desk: Desk, team: Team, ways: Ints, at: Ints, rng: np.random.Generator) -> Tickets:
    counts = np.diff(desk.rows.bounds)[ways]
    bounds = np.append(0, np.cumsum(counts))
    rows: Ints = np.repeat(desk.rows.bounds[ways] - bounds[:-1], counts) + np.arange(int(bounds[-1]))
    tickets = Tickets(desk.group[ways], at, bounds, rows, desk.paths.work[rows], desk.paths.amount[rows])
    return tickets._replace(amount=_served(tickets, desk, team, rng))


def _served(tickets: Tickets, desk: Desk, team: Team, rng: np.random.Generator) -> Ints:
    """Return the amounts with the hands-on times of a team in place of the history's, where it has some."""
    given = np.full(len(tickets.at), -1, np.int64)
    for group, name in enumerate(desk.groups):
        own = np.flatnonzero(tickets.group == group)
        if times := team.times(name):
            micros = np.array(times, "m8[us]").astype(np.int64)
            given[own] = micros[rng.integers(len(micros), size=len(own))]
    owner = np.repeat(np.arange(len(tickets.at)), np.diff(tickets.bounds))
    scaled = tickets.work & (given[owner] >= 0)
    share = _shares(tickets, owner)
    return np.where(scaled, np.rint(share * given[owner]).astype(np.int64), tickets.amount)


def _shares(tickets: Tickets, owner: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return which part of a ticket's work lies in each stretch: as in the history, but none before it is taken up.

    The first stretch of work is the wait for that, unless it is the only one; where no work took time, all take the
    same.
    """
    work = tickets.work.astype(np.float64)
    number = np.cumsum(work) - np.append(0, np.cumsum(work))[tickets.bounds[:-1]][owner]
    several = np.bincount(owner, work, len(tickets.at))[owner] > 1
    work[several & (number == 1)] = 0
    weight = work * tickets.amount
    idle = np.bincount(owner, weight, len(tickets.at))[owner] == 0
    weight[idle] = work[idle]
    whole = np.bincount(owner, weight, len(tickets.at))[owner]
    return np.divide(weight, whole, out=np.zeros(len(weight)), where=whole > 0)
