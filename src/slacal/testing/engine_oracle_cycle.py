"""One cycle on a tape: a mark a minute, which says whether it counted or why it was paused, and on which hours.

A sum over the marks is the counted time; a walk over them, and on past their end, finds the due.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.limits import BusinessDays, NoPromise, Unlimited, Until
from slacal.testing.engine_oracle_goals import Resolved, promise
from slacal.testing.engine_oracle_hours import MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.conditions import Condition
    from slacal.engine.rules import Rules
    from slacal.engine.terms import Goal
    from slacal.testing.engine_oracle_goals import Promise
    from slacal.testing.engine_oracle_hours import Minutes

_FAR = 800 * 24 * 60  # how many minutes past the tape a due is looked for


class Mark(NamedTuple):
    """One minute of a cycle; ``paused`` is the name of the pause, None where the clock ran."""

    paused: str | None
    hours: Minutes


@dataclass
class Taken:
    """The goal that a cycle took: with its limit as the facts made it, and the hours on which it was taken."""

    goal: Goal
    resolved: Resolved
    hours: Minutes
    rolls_on: Minutes  # the hours of the desk, on which a date in closed time is rolled forward


class Promised(NamedTuple):
    """What a goal promises, whatever its name: when, of what commitment and edge, and its limit."""

    when: Condition | None
    commitment: str
    edge: str | None
    resolved: Resolved


@dataclass
class Cycle:
    """The plain state of one cycle; minutes are counted from 1970, the rest are microseconds from then."""

    start: int
    rules: Rules
    hours: Minutes
    taken: Taken | None = None
    matched: Promised | None = None  # what the facts ask for, which a frozen cycle does not have
    tape: list[Mark] = field(default_factory=list[Mark])
    paused: str | None = None  # the pause that holds at the end of the tape
    began_paused: bool = False
    suspended: str = ""
    lost: bool = False  # no goal matches any more
    stopped: bool = False
    stopped_at: int = 0
    over: str = ""  # cancelled for good, and why
    changed: bool = False  # the goal changed, so no landing of its own is kept
    frozen: bool = False
    kept: bool = False  # another goal matches, and the one taken stays: it is due first (tightest)
    asked_hours: Minutes | None = None  # those of the goal that matches
    prorated: int | None = None  # the amount of counted time at which it is due, where it is not the goal's own
    override: int | None = None
    since: int = 0  # when the goal in force was taken: it was not breached before that
    breached_at: int | None = None
    version: int = 0  # the version of the terms that it is pinned to
    covered: bool = False  # it was covered once
    asked: int | None = None  # the due at which it was asked whether it is converted, and was not

    @property
    def now(self) -> int:
        """The minute that follows the tape."""
        return self.start + len(self.tape)

    @property
    def stands(self) -> bool:
        """Whether the clock stands still for good, or until something ends."""
        return self.stopped or bool(self.over) or bool(self.suspended)

    @property
    def is_over(self) -> bool:
        """Whether the cycle is completed, or cancelled for good."""
        return self.stopped or bool(self.over)

    def minutes(self, *, paused: bool) -> int:
        """Return how many open minutes counted, or passed in pauses."""
        return sum(mark.hours.open(minute) for minute, mark in self.marks() if (mark.paused is not None) is paused)

    def paused_real(self) -> int:
        """Return how many minutes passed in pauses, open or not."""
        return sum(mark.paused is not None for mark in self.tape)

    def marks(self) -> Iterator[tuple[int, Mark]]:
        """Yield each minute with its mark."""
        return enumerate(self.tape, self.start)

    # -- the due ---------------------------------------------------------------------------------------------------

    def due(self, *, resumed: bool, until: int | None = None) -> int | None:
        """Return the due as if nothing more happened; a clock that stands still has one if it was reached.

        `resumed` asks as if it ran on from the end of the tape; past the minute `until` nobody looks.
        """
        if self.taken is None or self.lost or self.taken.goal.commitment == "none":
            return None
        if self.override is not None:
            return self.override
        runs_on = resumed or not (self.stands or self.paused is not None)
        if isinstance(self.taken.resolved.limit, Until):
            return self._date(runs_on=runs_on, until=until)
        allowed = self.allowed(runs_on=runs_on)
        if allowed is None:
            return None
        if self._keeps(allowed, runs_on=runs_on):
            return allowed.lands_at
        amount = allowed.amount if self.prorated is None else self.prorated
        exact = self._walk(amount, far=allowed.far, runs_on=runs_on, until=until)
        return exact if exact is None else self._closed(exact)

    def allowed(self, *, runs_on: bool = True) -> Promise | None:
        """Return the amount of the goal in force from the start, or from where it first counted (anchor)."""
        if self.taken is None or isinstance(self.taken.resolved.limit, Until | Unlimited | NoPromise):
            return None
        origin = self._origin(runs_on=runs_on)
        if origin is None:
            return None
        return promise(self.taken.resolved.limit, self.taken.goal.edge, origin * MINUTE, self.taken.hours)

    @property
    def waits_to_count(self) -> bool:
        """Whether its allowance is to be taken from the first minute that counts, and none has counted (anchor)."""
        return self.rules.anchor == "first_counting" and self.began_paused and not self.minutes(paused=False)

    def _origin(self, *, runs_on: bool) -> int | None:
        """Return the minute from which the allowance is taken: the start, or the first that counted (anchor)."""
        if self.rules.anchor == "first_counting" and self.began_paused:
            return next(self._counting(runs_on=runs_on, until=None), None)
        return self.start

    def _keeps(self, allowed: Promise, *, runs_on: bool) -> bool:
        """Tell whether the landing in closed time is kept: no open time paused before it, goal and hours unchanged."""
        lands_at, hours = allowed.lands_at, self.hours
        if lands_at is None or self.changed or self.taken is None:
            return False
        if self._paused_before(lands_at):
            return False
        if any(mark.hours is not self.taken.hours for minute, mark in self.marks() if minute * MINUTE < lands_at):
            return False
        ahead = range(self.now, lands_at // MINUTE)
        return not ahead or (hours is self.taken.hours and (runs_on or not any(map(hours.open, ahead))))

    def _paused_before(self, at: int) -> bool:
        """Tell whether open time was paused before an instant, since the allowance was taken."""
        origin = self._origin(runs_on=True) or self.start
        minutes = ((minute, mark) for minute, mark in self.marks() if origin <= minute and minute * MINUTE < at)
        return any(mark.paused is not None and mark.hours.open(minute) for minute, mark in minutes)

    def _date(self, *, runs_on: bool, until: int | None) -> int | None:
        """Return a fixed date, moved by the real time of the pauses before it where it is extended."""
        assert self.taken is not None  # noqa: S101 - asked of cycles with a goal alone
        due = self.taken.resolved.date
        if due is not None and self.rules.fixed_dates == "extend" and due > self.start * MINUTE:
            due = self._walk(due - self.start * MINUTE, far=False, runs_on=runs_on, until=until)
        if due is not None and self.rules.at_closed == "next_open":
            return self.taken.rolls_on.rolled_forward(due)
        return due

    def _counting(self, *, runs_on: bool, until: int | None) -> Iterator[int]:
        """Yield every open minute in which the clock ran, or would run on."""
        for minute, mark in self.marks():
            if mark.paused is None and mark.hours.open(minute):
                yield minute
        if runs_on:
            last = self.now + _FAR if until is None else until
            yield from (minute for minute in range(self.now, last) if self.hours.open(minute))

    def _walk(self, amount: int, *, far: bool, runs_on: bool, until: int | None) -> int | None:
        """Count minutes until the amount is used up: at the end of the last one, or where counting goes on after it."""
        left = max(amount, 0)
        for minute in self._counting(runs_on=runs_on, until=until):
            if left == 0:
                return minute * MINUTE
            if left < MINUTE or (left == MINUTE and not far):
                return minute * MINUTE + left
            left -= MINUTE
        return None

    def _closed(self, exact: int) -> int:
        """Return the closing of the day on which a due falls, where pauses moved it and `after_pause` says so."""
        assert self.taken is not None  # noqa: S101 - asked of cycles with a goal alone
        if self.rules.after_pause != "close" or not isinstance(self.taken.resolved.limit, BusinessDays):
            return exact
        if not self._paused_before(exact):
            return exact
        place = exact // MINUTE - self.start
        hours = self.tape[place].hours if 0 <= place < len(self.tape) else self.hours
        on = hours.owner(exact, of_closing=True) or hours.owner(exact, of_closing=False)
        return exact if on is None else max(exact, hours.closing(on))
