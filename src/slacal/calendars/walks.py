"""Open stretches one after another, forward and backward, as far as anyone asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.horizon import SEARCH, end_of
from slacal.calendars.questions import earlier, later
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.calendars.horizon import Horizon


def stretches_after(horizon: Horizon, at: int) -> Iterator[tuple[int, int]]:
    """Yield the open stretches of the 200 years from `at` on, clipped to them."""
    done, end = at, end_of(at, SEARCH)
    for view in later(horizon, at):
        high = min(view.high, end)
        for opens, closes in between(view, done, high):
            if closes == high < end:
                break  # it may go on past the compiled years
            yield opens, closes
            done = closes


def stretches_before(horizon: Horizon, at: int) -> Iterator[tuple[int, int]]:
    """Yield the open stretches of the 200 years up to `at`, newest first, clipped to them."""
    done, end = at, end_of(at, -SEARCH)
    for view in earlier(horizon, at):
        low = max(view.low, end)
        for opens, closes in reversed([*between(view, low, done)]):
            if opens == low > end:
                break
            yield opens, closes
            done = opens
