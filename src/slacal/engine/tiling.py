"""Tiling: a cycle as stretches without gap or overlap, each counted, closed or paused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.calendars.status import parts
from slacal.engine.segment import COUNTS, STANDS
from slacal.spans.instant import duration, from_micros

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta, tzinfo

    from slacal.engine.clock import Clock
    from slacal.engine.segment import Segment
    from slacal.engine.terms import NamedCalendar

How: TypeAlias = Literal["counted", "closed", "paused", "before", "after"]
PAUSE, SUSPENSION = "pause", "suspension"


class Step(NamedTuple):
    """One stretch of a ticket's time: counted, closed (and why), paused (and why), or before or after the cycle.

    ``length`` is real time. ``layer`` is who decided: a layer of the calendar, ``pause`` for a rule of the policy, or
    ``suspension`` where the cycle had ended for a time, and then ``reason`` is a code. ``calendar`` is the name of the
    calendar in force, empty before and after.
    """

    starts_at: datetime
    ends_at: datetime
    how: How
    reason: str
    length: timedelta
    layer: str = ""
    calendar: str = ""


def tiles(clock: Clock, end: int, zone: tzinfo) -> Iterator[Step]:
    """Yield the stretches of a cycle from its start to `end`, in microseconds. Cost: linear in the stretches."""
    for segment in clock.last.chain():
        last = end if segment.end is None else min(segment.end, end)
        if last > segment.start:
            yield from _of_segment(segment, last, zone)


def _of_segment(segment: Segment, end: int, zone: tzinfo) -> Iterator[Step]:
    if segment.rule == COUNTS:
        yield from of_calendar(segment.calendar, segment.start, end, zone)
        return
    layer = SUSPENSION if segment.rule == STANDS else PAUSE
    step = lone(segment.start, end, "paused", segment.reason, zone)
    yield step._replace(layer=layer, calendar=segment.calendar.name)


def of_calendar(calendar: NamedCalendar, start: int, end: int, zone: tzinfo) -> Iterator[Step]:
    """Yield the stretches of a running clock, as its calendar opens and closes."""
    for part in parts(calendar.calendar.horizon, start, end):
        step = lone(part.start, part.end, "counted" if part.is_open else "closed", part.reason, zone)
        yield step._replace(layer=str(part.layer), calendar=calendar.name)


def lone(start: int, end: int, how: How, reason: str, zone: tzinfo) -> Step:
    """Return one stretch that no calendar divides."""
    return Step(from_micros(start, zone), from_micros(end, zone), how, reason, duration(end - start))
