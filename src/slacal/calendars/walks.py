"""Open stretches one after another, forward and backward, as far as anyone asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.horizon import EARLIEST, LATEST
from slacal.calendars.questions import earlier, later
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.calendars.horizon import Horizon


def stretches_after(horizon: Horizon, at: int) -> Iterator[tuple[int, int]]:
    """Yield the open stretches from `at` on, the first one clipped; ends where 200 years hold no more."""
    done, view = at, horizon.reach(at, at)
    for view in later(horizon, at):
        for start, end in between(view, done, view.high):
            if end == view.high < LATEST:
                break  # it may go on past the compiled years
            yield start, end
            done = end
    yield from between(view, done, view.high)


def stretches_before(horizon: Horizon, at: int) -> Iterator[tuple[int, int]]:
    """Yield the open stretches up to `at`, newest first, the first one clipped; ends as `stretches_after`."""
    done, view = at, horizon.reach(at, at)
    for view in earlier(horizon, at):
        for start, end in reversed([*between(view, view.low, done)]):
            if start == view.low > EARLIEST:
                break
            yield start, end
            done = start
    yield from reversed([*between(view, view.low, done)])
