"""The state of a calendar at an instant, and the story of a period: open, or closed and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.questions import next_close, next_open, previous_close, previous_open
from slacal.calendars.stretch import Day, OpenSpan, Stretch
from slacal.errors import BeyondHorizon, NeverCloses, NeverOpens
from slacal.spans.instant import duration, from_micros
from slacal.spans.wall import FIRST_DAY, LAST_DAY, local_day, wall_micros
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

    from slacal.calendars.horizon import Horizon
    from slacal.calendars.hours import Hours

OUTSIDE = "outside hours"


class Part(NamedTuple):
    """A stretch in microseconds: open or closed throughout, for one reason."""

    start: int
    end: int
    is_open: bool
    reason: str


def state(horizon: Horizon, at: int) -> tuple[bool, int | None, int | None, str]:
    """Return whether `at` is open, since when, until when, and why."""
    view = horizon.reach(at, at)
    i = view.index(at)
    opened = view.is_open(at)
    reason = reason_of(horizon.hours, at, is_open=opened)
    if opened:
        since = view.starts[i] if view.starts[i] > view.low else _found(previous_open, horizon, at + 1)
        return True, since, _found(next_close, horizon, at), reason
    return False, _found(previous_close, horizon, at + 1), _found(next_open, horizon, at), reason


def _found(question: Callable[[Horizon, int], int], horizon: Horizon, at: int) -> int | None:
    try:
        return question(horizon, at)
    except (NeverOpens, NeverCloses, BeyondHorizon):
        return None


def reason_of(hours: Hours, at: int, *, is_open: bool) -> str:
    """Return why an instant is open or closed: what decided its date, or that it lies outside the date's hours.

    A night shift's tail is open for the reason of the date on which the shift began.
    """
    local = min(max(local_day(at, hours.zone), FIRST_DAY + 2), LAST_DAY)
    day = hours.day(local)
    if not is_open:
        return OUTSIDE if day.pairs else day.reason
    for owner in (day, hours.day(local - 1), hours.day(local - 2)):
        if any(start <= at < end for start, end in owner.pairs):
            return owner.reason
    return day.reason


def parts(horizon: Horizon, low: int, high: int) -> Iterator[Part]:
    """Yield the parts of [low, high) in order, without a gap; closed ones end at midnight when the reason changes."""
    hours = horizon.hours
    at = low
    for start, end in between(horizon.reach(low, high), low, high):
        yield from _closed(hours, at, start)
        yield Part(start, end, is_open=True, reason=reason_of(hours, start, is_open=True))
        at = end
    yield from _closed(hours, at, high)


def stretches(horizon: Horizon, low: int, high: int, zone: tzinfo) -> tuple[Stretch, ...]:
    """Return the parts of [low, high) as the user sees them, in `zone`."""
    return tuple(
        Stretch(
            from_micros(part.start, zone),
            from_micros(part.end, zone),
            "open" if part.is_open else "closed",
            part.reason,
            duration(part.end - part.start),
        )
        for part in parts(horizon, low, high)
    )


def day_of(hours: Hours, day: int) -> Day:
    """Return the date with the ordinal `day` as the user sees it, in the calendar's zone."""
    found = hours.day(day)
    spans = tuple(OpenSpan(from_micros(start, hours.zone), from_micros(end, hours.zone)) for start, end in found.pairs)
    return Day(date.fromordinal(day), found.windows, found.layer, found.reason, spans)


def _closed(hours: Hours, low: int, high: int) -> Iterator[Part]:
    begun, why = low, None
    at = low
    while at < high:
        reason = reason_of(hours, at, is_open=False)
        if why is not None and reason != why:
            yield Part(begun, at, is_open=False, reason=why)
            begun = at
        why = reason
        at = _midnight_after(hours, at)
    if why is not None:
        yield Part(begun, high, is_open=False, reason=why)


def _midnight_after(hours: Hours, at: int) -> int:
    day = local_day(at, hours.zone)
    while (midnight := wall_micros(day + 1, 0, hours.zone)) <= at:
        day += 1
    return midnight
