"""Clock: the state of one cycle, and the arithmetic on it. Every change gives a new value.

A clock is a chain of segments, counting or paused, each on the calendar that was in force. The counted time at an
instant is the open time of the counting segments; it is due where that sum reaches the allowance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.business_days import closing_from
from slacal.calendars.questions import advance, elapsed, is_open, roll_forward
from slacal.engine.allowance import allow
from slacal.engine.limits import BusinessDays, CalendarSpan
from slacal.engine.link import Link
from slacal.engine.segment import COUNTS, STANDS, Segment
from slacal.engine.stage import Stage

if TYPE_CHECKING:
    from slacal.calendars.questions import Edge
    from slacal.engine.allowance import Allowance, Taken
    from slacal.engine.decision import Decision
    from slacal.engine.matching import Match
    from slacal.engine.terms import Goal, NamedCalendar

LIVE = frozenset({Stage.PENDING, Stage.RUNNING, Stage.PAUSED})


class Clock(NamedTuple):
    """One cycle of one target.

    ``match`` is what the facts last asked for, ``goal`` and ``limit`` what is in force. ``anchor`` is where the
    allowance was taken from, None while that is not known. ``since`` is when what is in force came, ``judged_from``
    the earliest instant of a breach of it. ``ended_at`` is when it was completed, cancelled or left without cover.
    """

    started_at: int
    stage: Stage
    last: Segment
    reason: str
    ended_at: int | None
    original_due: int | None
    match: Match
    goal: Goal | None
    limit: Taken
    allowance: Allowance | None
    anchor: int | None
    since: int
    judged_from: int
    version: int = 0
    breached_at: int | None = None
    override: int | None = None
    nominal: int | None = None  # what was promised, where the allowance is only a share of it
    covered: bool = False
    final: bool = False  # nothing opens it again
    converted: str = ""
    had_goal: bool = False
    changed: bool = False  # another promise or calendar came after the start, be it at the same instant
    limit_passed: int | None = None  # the due at which a conversion was asked for, in vain
    rolls_on: NamedCalendar | None = None  # the calendar on which a date in closed time moves to the next opening
    spent: tuple[tuple[int, int], ...] = ()  # of each pause rule that is capped: how much, and the last day
    decisions: Link[Decision] | None = None

    # -- counted time --------------------------------------------------------------------------------------------

    def counted(self, until: int) -> int:
        """Return the counted open time up to `until`, in microseconds."""
        return self.last.at(until).sums(until)[0]

    def paused(self, until: int) -> int:
        """Return the open time spent in pauses up to `until`, in microseconds."""
        return self.last.at(until).sums(until)[1]

    def counted_by(self, due: int, resumed_at: int | None = None) -> int:
        """Return what will be counted by a due that may lie ahead, in microseconds; a pause ends at `resumed_at`."""
        last = self.last
        runs_on = last.end if last.end is not None else None if last.rule == COUNTS else resumed_at
        if runs_on is None:
            return self.counted(due)
        return self.counted(due) + elapsed(last.calendar.calendar.horizon, runs_on, max(due, runs_on))

    @property
    def is_landed(self) -> bool:
        """Whether the due is moved on from where the amount is used up: to an opening, or to a closing."""
        if self.rolls_on is not None:
            return True
        return self.goal is not None and self.goal.rules.after_pause == "close" and isinstance(self.limit, BusinessDays)

    @property
    def segments(self) -> list[Segment]:
        """All segments, the first first."""
        return self.last.chain()

    # -- due -----------------------------------------------------------------------------------------------------

    def due(self, resumed_at: int | None = None) -> int | None:
        """Return the instant at which the clock is due, or None: nothing promised, or paused with time left.

        A due that was reached stays where it was: a pause that begins later does not move it. `resumed_at` asks for
        the due as if a paused clock ran on from there; one that has ended is asked as if it ran on from its end. Dates,
        and a landing in closed time that nothing moved, are due by themselves.
        """
        if self.override is not None:
            return self.override
        if resumed_at is None:
            resumed_at = self._ran_on_from
        allowance, origin = self.allowance, self.started_at if self.anchor is None else self.anchor
        if self.is_untaken:
            if resumed_at is None:
                return None
            origin = self._opening_from(resumed_at)
            allowance = self._taken_from(origin)
        if allowance is None:
            return None
        lands_at = allowance.lands_at
        if lands_at is not None and (allowance.fixed or not self._moved(origin, lands_at, resumed_at)):
            return self._rolled(lands_at)
        found = self.reaches(allowance.amount, allowance.edge, resumed_at)
        return None if found is None else self._rolled(self._closed(origin, found, resumed_at))

    @property
    def is_over(self) -> bool:
        """Whether it was completed or ended for good; one that is suspended may run on."""
        return self.final or self.stage is Stage.COMPLETED

    @property
    def _ran_on_from(self) -> int | None:
        """Where an ended clock would have run on: its end, or its start if that lay ahead; None while it runs."""
        return None if self.ended_at is None else max(self.ended_at, self.last.start)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has moved the due since the start: it has run on, on one promise and one calendar."""
        last = self.last
        return (
            self.original_due is not None
            and last.before is None
            and last.rule == COUNTS
            and self.override is None
            and not self.changed
            and self.started_at == self.anchor == last.start
        )

    def reaches(self, amount: int, edge: Edge = "near", resumed_at: int | None = None) -> int | None:
        """Return the first instant (`far`: the last) at which so much open time is counted, None while it is paused.

        No time, or less than none, is reached in the first stretch that counts any.
        """
        if resumed_at is None:
            resumed_at = self._ran_on_from
        needed = max(amount if edge == "near" else amount + 1, 1)  # at the far edge time goes on
        here = self.last
        while here.before is not None and here.counted >= needed:
            here = here.before
        if here.rule == COUNTS and (here.end is None or here.sums(here.end)[0] >= needed):
            return advance(here.calendar.calendar.horizon, here.start, amount - here.counted, edge)
        if resumed_at is None:
            return None
        return advance(self.last.calendar.calendar.horizon, resumed_at, amount - self.counted(resumed_at), edge)

    def _moved(self, origin: int, lands_at: int, until: int | None) -> bool:
        """Tell whether anything moved a landing in closed time: open time paused, a new goal, a new calendar.

        Pauses before its origin, from which it is taken, do not. One that lasts is thought to end at `until`.
        """
        if self.since > self.started_at:
            return True
        last = lands_at if until is None else min(lands_at, until)
        here = self.last
        while here.before is not None and here.start >= last:
            here = here.before
        return here.mixed or here.sums(last)[1] > self.paused(origin)

    def _closed(self, origin: int, due: int, resumed_at: int | None) -> int:
        """Return the closing of the business day of a due that a pause has moved, where the rules say so (P3).

        Pauses before its origin have not. One that lasts is thought to end at `resumed_at`.
        """
        goal = self.goal
        if goal is None or goal.rules.after_pause != "close" or not isinstance(self.limit, BusinessDays):
            return due
        until = due if resumed_at is None else min(due, resumed_at)
        if self.paused(until) <= self.paused(origin):
            return due
        return closing_from(self.last.at(due).calendar.calendar.horizon, due)

    def _rolled(self, due: int) -> int:
        return due if self.rolls_on is None else roll_forward(self.rolls_on.calendar.horizon, due)

    @property
    def is_bound(self) -> bool:
        """Whether its goal promises anything; with `commitment: none` it is measured only, and nothing is due."""
        return self.goal is not None and self.goal.commitment != "none"

    def breach(self, at: int) -> int | None:
        """Return when what is in force was breached, as seen at `at`, or None."""
        if not self.is_bound:
            return None
        due = self.due()
        return None if due is None or at <= due else max(due, self.judged_from)

    # -- allowance -----------------------------------------------------------------------------------------------

    @property
    def _is_in_days(self) -> bool:
        """Whether it matters where the allowance is taken from: days and months differ in their open time."""
        return isinstance(self.limit, BusinessDays | CalendarSpan)

    @property
    def is_untaken(self) -> bool:
        """Whether its allowance waits to be taken, where the clock first counts (`anchor: first_counting`)."""
        return self.anchor is None and self._is_in_days

    def _taken_from(self, anchor: int) -> Allowance | None:
        """Return the allowance as taken from another anchor."""
        if self.goal is None or not self._is_in_days:
            return self.allowance
        return allow(self.limit, anchor, self.last.calendar.calendar.horizon, self.goal.edge)

    def _opening_from(self, at: int) -> int:
        return roll_forward(self.last.calendar.calendar.horizon, at)

    def anchored(self, at: int) -> Clock:
        """Return the clock with its allowance taken where it first counts, from `at` on (`anchor: first_counting`)."""
        if self.anchor is not None:
            return self
        anchor = self._opening_from(at)
        return self._replace(anchor=anchor, allowance=self._taken_from(anchor))

    def loosened(self, at: int) -> Clock:
        """Return the clock without an anchor that a pause or another calendar met before anything was counted."""
        if self.anchor is None or self.anchor <= self.started_at or self.anchor < at:
            return self
        return self._replace(anchor=None)

    # -- changes -------------------------------------------------------------------------------------------------

    def _standing(self, stage: Stage, last: Segment, reason: str, ended_at: int | None) -> Clock:
        """Return the clock where it now stands: what every event may change, without the cost of `_replace`."""
        return Clock._make((self[0], stage, last, reason, ended_at, *self[5:]))

    def with_original_due(self, due: int | None) -> Clock:
        """Return the clock with what it was due as it started."""
        return Clock._make((*self[:5], due, *self[6:]))

    def turned(self, at: int, rule: int, reason: str, calendar: NamedCalendar) -> Clock:
        """Return the clock with a new segment from `at` on; itself when nothing changes."""
        last = self.last
        stage = Stage.RUNNING if rule == COUNTS else Stage.PAUSED
        if last.end is None and (last.rule, last.reason, last.calendar) == (rule, reason, calendar):
            return self if self.stage is stage else self._replace(stage=stage, reason=reason)
        start = at
        before: Segment | None
        if last.end is not None:  # a cycle that is still to start ends where it would have begun
            before, start = last, max(at, last.end)
        elif last.start >= at:  # nothing of it has passed
            before, start = last.before, last.start
        else:
            before = last.ended(at)
        segment = Segment(before, start, None, rule, reason, calendar)
        return self._standing(stage, segment, reason, None)

    def on(self, calendar: NamedCalendar) -> Clock:
        """Return the clock with all its time counted anew on one calendar."""
        return self._replace(last=self.last.on(calendar))

    def ended(self, at: int, stage: Stage, reason: str = "") -> Clock:
        """Return the clock completed or cancelled at `at`; an open pause ends there."""
        return self._standing(stage, self.last.ended(max(at, self.last.start)), reason, at)

    def resumed(self, at: int, reason: str) -> Clock:
        """Return an ended clock whose time since its end is a pause for `reason`, up to `at`."""
        last = self.last
        if last.end is not None and at > last.end:
            last = Segment(last, last.end, at, STANDS, reason, last.calendar)
        return self._replace(stage=Stage.RUNNING, last=last, ended_at=None)

    def is_counting(self, at: int) -> bool:
        """Tell whether the clock runs and its calendar is open."""
        return (
            self.stage in LIVE
            and self.last.rule == COUNTS
            and at >= self.last.start
            and is_open(self.last.calendar.calendar.horizon, at)
        )

    def noted(self, decision: Decision) -> Clock:
        """Return the clock with a decision that was taken about it."""
        return self._replace(decisions=Link(decision, self.decisions))
