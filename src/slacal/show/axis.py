"""Axis: where a track says which day and which hour it is, and which of that has room."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from slacal.spans.instant import HOUR, from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo

    from slacal.show.track import Part, Track
    from slacal.show.words import Tongue

LETTER = 7.4  # about how wide a letter is under the track, where the page is narrow enough to matter
NARROW = 0.42  # how much of a wide page's track a narrow one has
_GAP = 10.0
_LEAST_HOURS = 48.0  # between two hours that are named
_BESIDE = 24.0  # between an hour and the line of a day
_MOST_DAYS = 2_000
_ENOUGH = 0.7  # the share of labels that must find room
_SHOWN = {"counted", "ahead", "paused"}


class Tick(NamedTuple):
    """A label under the track: its place, whether it ends or begins there, and whether a narrow page has room."""

    at: float
    text: str
    ends: bool = False
    narrow: bool = True


def _to_scale(track: Track) -> list[Part]:
    """Return the parts that can carry a label: those on which each hour has its width, else all that are seen."""
    wide = [part for part in track.parts if part.right > part.left]
    return [part for part in wide if part.kind in _SHOWN and not part.cut] or wide


# -- hours -------------------------------------------------------------------------------------------------------


def hours(track: Track, zone: tzinfo | None, beside: Iterable[Tick] = ()) -> list[Tick]:
    """Return the whole hours that have room `beside` the days, of the parts that are to scale; none on a long track."""
    step = next((hour for hour in (1, 2, 3, 6, 12) if track.scale * hour * HOUR >= _LEAST_HOURS), None)
    if step is None:
        return []
    parts = [part for part in _to_scale(track) if not part.cut]
    found = [
        Tick(part.left + track.scale * (at - part.start), text)
        for part in parts
        for at, text in _within(part, step, zone)
    ]
    taken = [0.0, *(tick.at for tick in beside), track.parts[-1].right]
    kept: list[Tick] = []
    for tick in found:
        if any(abs(tick.at - at) < _BESIDE for at in taken):
            continue
        if not kept or tick.at - kept[-1].at >= _LEAST_HOURS:
            kept.append(tick)
    return kept


def _within(part: Part, step: int, zone: tzinfo | None) -> Iterator[tuple[int, str]]:
    """Yield the instants of a part at which the wall clock shows a whole number of steps."""
    at = part.start - part.start % HOUR
    while at <= part.end:
        wall = from_micros(at, zone or UTC)
        at += 0 if wall.minute == 0 and wall.second == 0 else HOUR - (wall.minute * 60 + wall.second) * 1_000_000
        wall = from_micros(at, zone or UTC) if at <= part.end else wall
        if wall.hour % step == 0 and wall.minute == 0 and part.start <= at <= part.end:
            yield at, wall.strftime("%H:%M")
        at += HOUR


# -- days --------------------------------------------------------------------------------------------------------


def days(track: Track, zone: tzinfo | None, width: float, tongue: Tongue) -> list[Tick]:
    """Return the days that have room, or the weeks, months or years where days have none."""
    seen = [*_seen_days(track, zone or UTC)]
    kept: list[Tick] = []
    for name, key in _steps(tongue):
        found = [(at, name(on)) for at, on in _firsts(seen, key)]
        kept = _with_room(found, width)
        if len(kept) >= _ENOUGH * len(found):
            break
    narrow = _with_room([(one.at * NARROW, one.text) for one in kept], width * NARROW)
    wide = {(tick.at, tick.ends) for tick in narrow}
    return [tick._replace(narrow=(tick.at * NARROW, tick.ends) in wide) for tick in kept]


def _steps(tongue: Tongue) -> Iterator[tuple[Callable[[date], str], Callable[[date], object]]]:
    """Yield what a label says, and what the dates that share one have in common, from days up."""
    yield lambda on: f"{tongue.weekday(on)} {tongue.day(on)}", lambda on: on
    yield tongue.day, lambda on: on.isocalendar()[:2]
    yield lambda on: f"{tongue.short[on.month - 1]} {on.year}", lambda on: (on.year, on.month)
    yield lambda on: str(on.year), lambda on: on.year
    yield lambda on: str(on.year), lambda on: on.year // 10


def _seen_days(track: Track, zone: tzinfo) -> Iterator[tuple[float, date]]:
    """Yield each date with where it first is on the track; of very many, some."""
    spans = [
        (part, from_micros(part.start, zone).date().toordinal(), from_micros(part.end - 1, zone).date().toordinal())
        for part in _to_scale(track)
    ]
    stride = sum(last - first for _, first, last in spans) // _MOST_DAYS + 1
    for part, first, last in spans:
        for ordinal in range(first, last + 1, stride):
            on = date.fromordinal(ordinal)
            at = part.start if ordinal == first else to_micros(datetime(on.year, on.month, on.day, tzinfo=zone))
            place = track.place(max(at, part.start))
            if place is not None:
                yield place, on


def _firsts(seen: Iterable[tuple[float, date]], key: Callable[[date], object]) -> Iterator[tuple[float, date]]:
    last: object = None
    for at, on in seen:
        if key(on) != last:
            last = key(on)
            yield at, on


def _with_room(labels: Sequence[tuple[float, str]], width: float) -> list[Tick]:
    """Return the labels that do not overlap, each beginning at its place, or ending there at the end of the track."""
    kept: list[Tick] = []
    free = 0.0
    for at, text in labels:
        wide = len(text) * LETTER
        ends = at + wide > width
        left = at - wide if ends else at
        if left >= free:
            kept.append(Tick(at, text, ends))
            free = left + wide + _GAP
    return kept
