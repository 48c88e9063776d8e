"""The windows of a date as a set of wall times: merged where they touch (rule C1), and cut where others close them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from slacal.spans.day_time import DAY, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Week: TypeAlias = tuple[tuple[Window, ...], ...]
WHOLE_DAY = Window(0, DAY)


def merged_windows(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return the windows of one date sorted, with touching and overlapping ones as one.

    Tie: windows that together cover more than 24 hours stay two, since a window may not be longer; the last is whole.

    >>> merged_windows([Window.parse("13:00-17:00"), Window.parse("09:00-13:00")])
    (Window.parse('09:00-17:00'),)
    """
    return windows_of_stretches(stretches_of(windows))


def stretches_of(windows: Iterable[Window]) -> list[tuple[int, int]]:
    """Return the windows of one date as opening and closing seconds, sorted and joined, however long that makes them.

    >>> stretches_of([Window.parse("00:00-00:15"), Window.parse("00:15-24:15")])
    [(0, 87300)]
    """
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(windows):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined


def windows_of_stretches(stretches: Iterable[tuple[int, int]]) -> tuple[Window, ...]:
    """Return joined stretches as windows: one of more than 24 hours as two, the last of them whole."""
    return tuple(window for opens, closes in stretches for window in _at_most_a_day(opens, closes))


def _at_most_a_day(opens: int, closes: int) -> tuple[Window, ...]:
    if closes <= opens + DAY:
        return (Window(opens, closes),)
    return Window(opens, closes - DAY), Window(closes - DAY, closes)


def week_without(days: Week, closed: Week) -> Week:
    """Return a week's hours less the wall times of `closed`, weekday by weekday, Monday first.

    A closing takes from every shift that is open then, also from the tail of the night before. What is left of
    a night after midnight belongs to the date on which it now starts.

    >>> night, dark = (Window.parse("22:00-06:00"),), (Window.parse("23:00-01:00"),)
    >>> [str(window) for window in week_without((night,) * 7, (dark,) * 7)[0]]
    ['01:00-06:00', '22:00-23:00']
    """
    kept: list[list[Window]] = [[] for _ in days]
    for day, windows in enumerate(days):
        gaps = _gaps_seen_from(day, closed)
        for window in windows:
            for opens, closes in _cut(window, gaps):
                later, opens_there = divmod(opens, DAY)
                kept[(day + later) % len(days)].append(Window(opens_there, closes - later * DAY))
    return tuple(map(merged_windows, kept))


def _gaps_seen_from(day: int, closed: Week) -> list[tuple[int, int]]:
    """Return what is closed on the date and its neighbours, in seconds since the date's midnight."""
    return sorted(
        (opens + shift * DAY, closes + shift * DAY)
        for shift in (-1, 0, 1)
        for opens, closes in closed[(day + shift) % len(closed)]
    )


def _cut(window: Window, gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = window.opens
    for opens, closes in gaps:
        if start < min(opens, window.closes):
            yield start, min(opens, window.closes)
        start = max(start, closes)
    if start < window.closes:
        yield start, window.closes
