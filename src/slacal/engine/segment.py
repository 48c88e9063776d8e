"""Segment: a stretch of a cycle between two changes, linked to the one before it.

A chain of them shares its past, so a ticket with many events costs a link for each, and no copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.questions import elapsed

if TYPE_CHECKING:
    from slacal.engine.terms import NamedCalendar

COUNTS = -1  # no pause rule: the clock runs
STANDS = -2  # no pause rule: the cycle had ended, and runs on


class Segment:
    """A stretch that counts, or a pause; ``end`` is None while it lasts.

    ``rule`` is the place of the pause rule, or COUNTS, or STANDS. The sums are those of all segments before it, in
    microseconds: open time counted, open time paused, and real time paused. ``mixed``: they have several calendars.
    """

    __slots__ = ("before", "calendar", "counted", "end", "mixed", "paused", "paused_real", "reason", "rule", "start")

    def __init__(
        self, before: Segment | None, start: int, end: int | None, rule: int, reason: str, calendar: NamedCalendar
    ) -> None:
        """Link the segment behind `before`, which must have ended."""
        self.before = before
        self.start = start
        self.end = end
        self.rule = rule
        self.reason = reason
        self.calendar = calendar
        self.counted = self.paused = self.paused_real = 0
        self.mixed = False
        if before is not None:
            self._gather(before)

    def __reduce__(self) -> tuple[object, ...]:
        return chained, ([(one.start, one.end, one.rule, one.reason, one.calendar) for one in self.chain()],)

    def _gather(self, before: Segment) -> None:
        self.counted, self.paused, self.paused_real = before.sums(self.start)
        self.mixed = before.mixed or (
            before.calendar is not self.calendar and before.calendar.calendar != self.calendar.calendar
        )

    def sums(self, until: int) -> tuple[int, int, int]:
        """Return the open time counted, the open time paused and the real time paused, up to `until` in it."""
        end = until if self.end is None or until < self.end else self.end
        if end <= self.start:
            return self.counted, self.paused, self.paused_real
        time = elapsed(self.calendar.calendar.horizon, self.start, end)
        if self.rule == COUNTS:
            return self.counted + time, self.paused, self.paused_real
        return self.counted, self.paused + time, self.paused_real + end - self.start

    @property
    def counts(self) -> bool:
        """Whether the clock runs in it."""
        return self.rule == COUNTS

    def ended(self, at: int) -> Segment:
        """Return the segment with its end."""
        return Segment(self.before, self.start, at, self.rule, self.reason, self.calendar)

    def chain(self) -> list[Segment]:
        """Return all segments up to this one, the first first."""
        found: list[Segment] = []
        here: Segment | None = self
        while here is not None:
            found.append(here)
            here = here.before
        return found[::-1]

    def at(self, instant: int) -> Segment:
        """Return the segment in which an instant lies; the first, when it lies before them all."""
        here = self
        while here.before is not None and instant < here.start:
            here = here.before
        return here

    def on(self, calendar: NamedCalendar) -> Segment:
        """Return the same chain with all its time on one calendar."""
        if not self.mixed and self.calendar.calendar == calendar.calendar:
            return self
        made: Segment | None = None
        for one in self.chain():
            made = Segment(made, one.start, one.end, one.rule, one.reason, calendar)
        return made or self

    def within(self, start: int, end: int) -> Segment:
        """Return the chain from `start` to `end`: one that begins later begins there, one that has ended counts on."""
        made: Segment | None = None
        reached = start
        for one in self.chain():
            until = end if one.end is None else min(one.end, end)
            if until > reached:
                made, reached = Segment(made, reached, until, one.rule, one.reason, one.calendar), until
        return made if made is not None and reached == end else Segment(made, reached, end, COUNTS, "", self.calendar)


def chained(parts: list[tuple[int, int | None, int, str, NamedCalendar]]) -> Segment:
    """Return segments linked again, the last one in hand; there must be one."""
    made: Segment | None = None
    for start, end, rule, reason, calendar in parts:
        made = Segment(made, start, end, rule, reason, calendar)
    assert made is not None  # noqa: S101 - every cycle has a segment
    return made


def running(last: Segment, end: int) -> list[tuple[int, int]]:
    """Return each stretch in which a clock ran without a pause, up to `end`: its start, and its open time."""
    found: list[tuple[int, int]] = []
    counts = False
    for one in last.chain():
        time = one.sums(end)[0] - one.counted
        if one.counts and counts:
            found[-1] = found[-1][0], found[-1][1] + time
        elif one.counts:
            found.append((one.start, time))
        counts = one.counts
    return found
