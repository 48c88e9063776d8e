"""Explanation: every microsecond of a cycle with its reason, as data and as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.calendars.status import parts
from slacal.spans.instant import duration, from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from slacal.engine.clock import Clock
    from slacal.engine.cycle import Cycle
    from slacal.engine.segment import Segment

How: TypeAlias = Literal["counted", "closed", "paused"]


class Step(NamedTuple):
    """One stretch of a cycle: counted, closed (and why) or paused (and why). ``length`` is real time."""

    starts_at: datetime
    ends_at: datetime
    how: How
    reason: str
    length: timedelta

    def __str__(self) -> str:
        same = self.starts_at.date() == self.ends_at.date()
        when = f"{self.starts_at:%a %Y-%m-%d %H:%M} - {self.ends_at:{'%H:%M' if same else '%a %Y-%m-%d %H:%M'}}"
        return f"{when}  {self.how:<7} {hours_text(self.length)}  {self.reason}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The stretches of a cycle in order, without gap or overlap; the counted ones sum to ``elapsed`` exactly.

    ``str()`` gives the story line by line, in the zone of the evaluation's ``as_of``.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> print(policy.evaluate(history, as_of=datetime(2026, 11, 20, 19, tzinfo=UTC))["answer"].explain())
    answer: 8 business hours on desk (times in UTC), running, open, due Mon 2026-11-23 17:00
      Fri 2026-11-20 18:00 - 19:00  counted 1 h 00 min  Friday
      elapsed 1 h 00 min, paused 0 h 00 min of open time
      remaining 7 h 00 min
    """

    headline: str
    steps: tuple[Step, ...]
    decisions: tuple[str, ...]
    elapsed: timedelta

    @property
    def counted(self) -> timedelta:
        """The sum of the counted stretches."""
        return duration(sum(_micros(step.length) for step in self.steps if step.how == "counted"))

    def __str__(self) -> str:
        return "\n  ".join([self.headline, *map(str, self.steps), *self.decisions])


def explanation(cycle: Cycle) -> Explanation:
    """Build the explanation of a cycle as it was seen."""
    clock = cycle.clock
    if clock is None:
        return Explanation(f"{cycle.target}: not started", (), (), cycle.elapsed)
    zone = cycle.as_of.tzinfo or UTC
    end = clock.ended_at if clock.ended_at is not None else to_micros(cycle.as_of)
    steps = tuple(
        Step(from_micros(start, zone), from_micros(stop, zone), how, reason, duration(stop - start))
        for start, stop, how, reason in _stretches(clock, end)
    )
    return Explanation(_headline(cycle), steps, tuple(_decisions(cycle)), cycle.elapsed)


def _stretches(clock: Clock, end: int) -> Iterator[tuple[int, int, How, str]]:
    for segment in clock.last.chain():
        last = end if segment.end is None else min(segment.end, end)
        if last > segment.start:
            yield from _of_segment(segment, last)


def _of_segment(segment: Segment, end: int) -> Iterator[tuple[int, int, How, str]]:
    if not segment.counts:
        yield segment.start, end, "paused", segment.reason
        return
    for part in parts(segment.calendar.calendar.horizon, segment.start, end):
        yield part.start, part.end, "counted" if part.is_open else "closed", part.reason


def _headline(cycle: Cycle) -> str:
    due = f"due {cycle.due_at:%a %Y-%m-%d %H:%M}" if cycle.due_at else "no due"
    goal = cycle.goal or "no goal"
    where = f"{cycle.calendar or 'no calendar'} (times in {cycle.as_of.tzinfo})"
    return f"{cycle.target}: {goal} on {where}, {cycle.stage}, {cycle.outcome}, {due}"


def _decisions(cycle: Cycle) -> Iterator[str]:
    yield f"elapsed {hours_text(cycle.elapsed)}, paused {hours_text(cycle.paused)} of open time"
    if cycle.remaining is not None:
        late = cycle.remaining < duration(0)
        yield f"{'late by' if late else 'remaining'} {hours_text(abs(cycle.remaining))}"
    if cycle.reason:
        yield f"because: {cycle.reason}"


def _micros(amount: timedelta) -> int:
    return (amount.days * 86_400 + amount.seconds) * 1_000_000 + amount.microseconds


def hours_text(amount: timedelta) -> str:
    """Return an amount in hours and minutes, never in days: a "day" of open time is the very trap.

    Seconds and below appear only where there are any.

    >>> from datetime import timedelta
    >>> hours_text(timedelta(days=3)), hours_text(timedelta(seconds=90))
    ('72 h 00 min', '0 h 01 min 30 s')
    """
    micros = _micros(amount)
    sign = "-" if micros < 0 else ""
    seconds, rest = divmod(abs(micros), 1_000_000)
    minutes, second = divmod(seconds, 60)
    text = f"{sign}{minutes // 60} h {minutes % 60:02} min"
    if second or rest:
        text += f" {second}{f'.{rest:06}'.rstrip('0') if rest else ''} s"
    return text


Explanation.__module__ = "slacal"
