"""Clock: the state of one cycle, and the arithmetic on it. Every change gives a new value.

A clock is a chain of segments, counting or paused, each on the calendar that was in force. The counted time at an
instant is the open time of the counting segments; it is due where that sum reaches the allowance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.questions import advance, elapsed
from slacal.engine.stage import Stage

if TYPE_CHECKING:
    from slacal.engine.allowance import Allowance
    from slacal.engine.terms import Goal, NamedCalendar


class Segment(NamedTuple):
    """A stretch of a cycle between two changes; ``end`` is None while it lasts."""

    start: int
    end: int | None
    counts: bool
    reason: str
    calendar: NamedCalendar

    def open_time(self, until: int) -> int:
        """Return the open time of the segment up to `until`, in microseconds."""
        end = until if self.end is None else min(self.end, until)
        return elapsed(self.calendar.calendar.horizon, self.start, end) if end > self.start else 0


class Clock(NamedTuple):
    """One cycle of one target. ``ended_at`` is when it was completed or cancelled."""

    started_at: int
    stage: Stage
    segments: tuple[Segment, ...]
    goal: Goal | None
    allowance: Allowance | None
    goal_since: int
    reason: str = ""
    original_due: int | None = None
    ended_at: int | None = None
    breached_at: int | None = None

    def counted(self, until: int) -> int:
        """Return the counted open time up to `until`, in microseconds."""
        return sum(segment.open_time(until) for segment in self.segments if segment.counts)

    def paused(self, until: int) -> int:
        """Return the open time spent in pauses up to `until`, in microseconds."""
        return sum(segment.open_time(until) for segment in self.segments if not segment.counts)

    def due(self, resumed_at: int | None = None) -> int | None:
        """Return the instant at which the clock is due, or None: nothing promised, or paused with time left.

        A due that was reached stays where it was: a pause that begins later does not move it. `resumed_at` asks for
        the due as if a paused clock ran on from there; one that has ended is asked as if it ran on from its end. Dates,
        and a landing in closed time that nothing moved, are due by themselves.
        """
        allowance = self.allowance
        if allowance is None:
            return None
        if resumed_at is None:
            resumed_at = self.ended_at
        if allowance.lands_at is not None and (allowance.fixed or not self._moved(allowance.lands_at, resumed_at)):
            return allowance.lands_at
        left = allowance.amount
        for segment in self.segments:
            if not segment.counts:
                continue
            horizon = segment.calendar.calendar.horizon
            if segment.end is None:
                return advance(horizon, segment.start, left, allowance.edge)
            used = segment.open_time(segment.end)
            # Used up exactly at the end of a segment, the near end lies in it; the far one where counting goes on.
            if left < used or (0 < left == used and allowance.edge == "near"):
                return advance(horizon, segment.start, left, allowance.edge)
            left -= used
        if resumed_at is None:
            return None
        return advance(self.segments[-1].calendar.calendar.horizon, resumed_at, left, allowance.edge)

    def _moved(self, lands_at: int, until: int | None) -> bool:
        """Tell whether anything moved a landing in closed time: open time paused, a new goal, a new calendar.

        A pause that lasts counts up to `until`, where it is thought to end.
        """
        last = lands_at if until is None else min(lands_at, until)
        first = self.segments[0].calendar
        return self.goal_since > self.started_at or any(
            segment.calendar != first or (not segment.counts and segment.open_time(last) > 0)
            for segment in self.segments
            if segment.start < last
        )

    def turned(self, at: int, *, counts: bool, reason: str, calendar: NamedCalendar) -> Clock:
        """Return the clock with a new segment from `at` on; itself when nothing changes."""
        last = self.segments[-1]
        stage = Stage.RUNNING if counts else Stage.PAUSED
        if last.end is None and (last.counts, last.reason, last.calendar) == (counts, reason, calendar):
            return self if self.stage is stage else self._replace(stage=stage, reason=reason)
        kept = self.segments if last.end is not None else (*self.segments[:-1], last._replace(end=at))
        if kept[-1].start == kept[-1].end and len(kept) > 1:
            kept = kept[:-1]
        segment = Segment(at, None, counts, reason, calendar)
        return self._replace(segments=(*kept, segment), stage=stage, reason=reason, ended_at=None)

    def on(self, calendar: NamedCalendar) -> Clock:
        """Return the clock with all its time counted anew on one calendar."""
        return self._replace(segments=tuple(segment._replace(calendar=calendar) for segment in self.segments))

    def ended(self, at: int, stage: Stage, reason: str = "") -> Clock:
        """Return the clock completed or cancelled at `at`; an open pause ends there."""
        last = self.segments[-1]
        segments = (*self.segments[:-1], last._replace(end=at)) if last.end is None else self.segments
        return self._replace(segments=segments, stage=stage, reason=reason, ended_at=at)

    def resumed(self, at: int, reason: str) -> Clock:
        """Return an ended clock whose time since its end is a pause for `reason`, up to `at`."""
        calendar = self.segments[-1].calendar
        ended = self.ended_at if self.ended_at is not None else at
        pause = (Segment(ended, at, counts=False, reason=reason, calendar=calendar),) if at > ended else ()
        return self._replace(segments=(*self.segments, *pause), ended_at=None)
