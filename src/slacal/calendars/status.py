"""The state of a calendar at an instant, and the story of a period: open, or closed and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.coverage import coverage_note
from slacal.calendars.hours import FOR_EVER
from slacal.calendars.questions import is_open, next_close, next_open, previous_close, previous_open
from slacal.calendars.span_hours import OUTSIDE, date_at
from slacal.calendars.stretch import Day, OpenSpan, Stretch
from slacal.errors import BeyondData, BeyondHorizon, NeverCloses, NeverOpens
from slacal.spans.day_time import DAY
from slacal.spans.instant import duration, from_micros
from slacal.spans.wall import day_exists, wall_micros
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

    from slacal.calendars.horizon import Horizon
    from slacal.calendars.hours import DayHours, Hours
    from slacal.calendars.layer import Layer


class Why(NamedTuple):
    """What is said of an open or closed stretch, and the layer that decided its date."""

    reason: str
    layer: Layer


class Part(NamedTuple):
    """A stretch in microseconds: open or closed throughout, for one reason."""

    start: int
    end: int
    is_open: bool
    reason: str
    layer: Layer


def state(horizon: Horizon, at: int) -> tuple[bool, int | None, int | None, Why]:
    """Return whether `at` is open, since when, until when, and why; None for an end that is not found or not known."""
    opened = is_open(horizon, at)
    began, goes_on = (previous_open, next_close) if opened else (previous_close, next_open)
    since, until = _found(began, horizon, at + 1), _found(goes_on, horizon, at)
    return opened, _known(horizon, since), _known(horizon, until), why_of(horizon.hours, at, is_open=opened)


def _found(question: Callable[[Horizon, int], int], horizon: Horizon, at: int) -> int | None:
    try:
        return question(horizon, at)
    except (NeverOpens, NeverCloses, BeyondHorizon, BeyondData):
        return None


def _known(horizon: Horizon, end: int | None) -> int | None:
    """Return the end of a state; None where it is only the edge of what a calendar that refuses unknown dates knows."""
    known = horizon.hours.known
    return None if known.beyond == "raise" and end in (known.low, known.high) else end


def note_of(hours: Hours, low: int, high: int, *, ends: bool) -> str:
    """Return what is not known about a state that lasts over [low, high): of its dates, or whether it `ends`."""
    known = hours.known
    if not ends and known.low <= low and high <= known.high < FOR_EVER:
        if known.beyond == "raise":
            return _nothing_known(hours)
        high = FOR_EVER
    return coverage_note(hours, low, high) or ""


def _shift_note(hours: Hours, low: int, end: int) -> str:
    """Return what is not known of a known date's shift that runs past it: the date itself is no cause to refuse."""
    if hours.known.beyond == "raise" and end > hours.known.high:
        return _nothing_known(hours)
    return coverage_note(hours, low, end) or ""


def _nothing_known(hours: Hours) -> str:
    return f"nothing is known from {from_micros(hours.known.high, hours.zone).date()} ({hours.known.source})"


def why_of(hours: Hours, at: int, *, is_open: bool) -> Why:
    """Return why an instant is open or closed: what decided its date, or that it lies outside the date's hours.

    A night shift's tail is open for the reason of the date on which the shift began.
    """
    local = date_at(at, hours.zone)
    day = hours.day(local)
    if not is_open:
        return Why(OUTSIDE if day.pairs else day.reason, day.layer)
    near = map(hours.day, range(local, local - 3, -1))  # two dates back, where the zone left one out
    owner = next((one for one in near if any(start <= at < end for start, end in one.pairs)), day)
    return Why(owner.reason, owner.layer)


def parts(horizon: Horizon, low: int, high: int) -> Iterator[Part]:
    """Yield the parts of [low, high) in order, without a gap; closed ones end at midnight when the reason does."""
    hours = horizon.hours
    at = low
    for start, end in between(horizon.reach(low, high), low, high):
        yield from _closed(hours, at, start)
        why = why_of(hours, start, is_open=True)
        yield Part(start, end, is_open=True, reason=why.reason, layer=why.layer)
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
            part.layer,
            coverage_note(horizon.hours, part.start, part.end) or "",
        )
        for part in parts(horizon, low, high)
    )


def day_of(hours: Hours, day: int) -> Day:
    """Return the date with the ordinal `day` as the user sees it, in the calendar's zone."""
    found = hours.day(day) if day_exists(day, hours.zone) else _skipped(hours, day)
    spans = tuple(OpenSpan(from_micros(start, hours.zone), from_micros(end, hours.zone)) for start, end in found.pairs)
    low, high = wall_micros(day, 0, hours.zone), wall_micros(day, DAY, hours.zone)
    note = coverage_note(hours, low, high) or _shift_note(hours, low, max((end for _, end in found.pairs), default=low))
    return Day(date.fromordinal(day), found.windows, found.layer, found.reason, spans, note)


def _skipped(hours: Hours, day: int) -> DayHours:
    """Return a date that the zone left out when it crossed the date line."""
    reason = f"{date.fromordinal(day)} does not exist in {hours.zone.key}"
    return hours.day(day)._replace(windows=(), reason=reason, pairs=())


def _closed(hours: Hours, low: int, high: int) -> Iterator[Part]:
    begun, why = low, None
    at = low
    while at < high:
        here = why_of(hours, at, is_open=False)
        if why is not None and here != why:
            yield Part(begun, at, is_open=False, reason=why.reason, layer=why.layer)
            begun = at
        why = here
        at = _midnight_after(hours, at)
    if why is not None:
        yield Part(begun, high, is_open=False, reason=why.reason, layer=why.layer)


def _midnight_after(hours: Hours, at: int) -> int:
    return wall_micros(date_at(at, hours.zone) + 1, 0, hours.zone)
