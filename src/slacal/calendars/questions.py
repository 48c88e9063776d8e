"""The questions on a calendar, in whole microseconds: what the face, the engine and the day rules ask.

Each takes a horizon and grows it as far as the answer needs. Nothing here warns about holiday data: the caller knows
which instants its answer rests on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.horizon import EARLIEST, LATEST, YEARS
from slacal.errors import BeyondHorizon, NeverCloses, NeverOpens
from slacal.spans.instant import DAY, duration, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.calendars.horizon import Horizon
    from slacal.timeline.timeline import Timeline

Edge: TypeAlias = Literal["near", "far"]
_CHECK = "check the week and the special days"
_YEAR = 365 * DAY
_SEARCH = YEARS * 366 * DAY


def is_open(horizon: Horizon, at: int) -> bool:
    """Tell whether `at` is open; a closing instant is not."""
    return horizon.reach(at, at).is_open(at)


def elapsed(horizon: Horizon, start: int, end: int) -> int:
    """Return C(end) - C(start); negative when `end` lies before `start`."""
    view = horizon.reach(start, end) if start <= end else horizon.reach(end, start)
    return view.open_before(end) - view.open_before(start)


def later(horizon: Horizon, at: int) -> Iterator[Timeline]:
    """Yield timelines that reach farther and farther past `at`, until the search ends."""
    yield horizon.reach(at, at)
    reach = _YEAR
    while reach < 2 * _SEARCH:
        high = min(at + min(reach, _SEARCH), LATEST)
        yield horizon.reach(at, high)
        if high == LATEST:
            return
        reach *= 2


def earlier(horizon: Horizon, at: int) -> Iterator[Timeline]:
    """Yield timelines that reach farther and farther back before `at`, until the search ends."""
    yield horizon.reach(at, at)
    reach = _YEAR
    while reach < 2 * _SEARCH:
        low = max(at - min(reach, _SEARCH), EARLIEST)
        yield horizon.reach(low, at)
        if low == EARLIEST:
            return
        reach *= 2


def advance(horizon: Horizon, at: int, amount: int, edge: Edge = "near") -> int:
    """Return the instant by which `amount` of open time has passed since `at` (rules C12 to C14)."""
    if amount < 0:
        return retreat(horizon, at, -amount, edge)
    if amount == 0:
        return roll_forward(horizon, at)
    view = horizon.reach(at, at)
    for view in later(horizon, at):
        goal = view.open_before(at) + amount
        found = view.near(goal) if edge == "near" else view.far(goal)
        if found is not None:
            return found
    raise _given_up(view.totals[-1] - view.open_before(at), at, amount)


def retreat(horizon: Horizon, at: int, amount: int, edge: Edge = "near") -> int:
    """Return the latest instant from which `amount` of open time passes until `at`; `far`: before the gap."""
    if amount < 0:
        return advance(horizon, at, -amount, edge)
    if amount == 0:
        return roll_back(horizon, at)
    view = horizon.reach(at, at)
    for view in earlier(horizon, at):
        goal = view.open_before(at) - amount
        if goal > 0 or (goal == 0 and edge == "near"):
            found = view.far(goal) if edge == "near" else view.near(goal)
            if found is not None:
                return found
    raise _given_up(view.open_before(at), at, amount)


def _given_up(available: int, at: int, amount: int) -> NeverOpens | BeyondHorizon:
    if available == 0 or available >= amount:  # used up, and `far` finds no opening behind it
        return NeverOpens("at", shown(at), f"finds no open time within {YEARS} years", _CHECK)
    return BeyondHorizon(
        "amount",
        duration(amount),
        f"is not used up within {YEARS} years: the calendar opens for {duration(available)} in them",
        "pass a shorter amount, or a calendar that opens more",
    )


def next_open(horizon: Horizon, at: int) -> int:
    """Return the first opening strictly after `at`."""
    for view in later(horizon, at):
        i = bisect_right(view.starts, at)
        if i < len(view.starts):
            return view.starts[i]
    raise NeverOpens("at", shown(at), f"has no opening after it within {YEARS} years", _CHECK)


def next_close(horizon: Horizon, at: int) -> int:
    """Return the first closing strictly after `at`."""
    view = horizon.reach(at, at)
    for view in later(horizon, at):
        i = bisect_right(view.ends, at)
        if i < len(view.ends) and view.ends[i] < view.high:
            return view.ends[i]
    if view.totals[-1] == view.open_before(at):
        raise NeverOpens("at", shown(at), f"has no closing after it within {YEARS} years", "it never opens again")
    raise NeverCloses("at", shown(at), f"has no closing after it within {YEARS} years", "the calendar is open for ever")


def previous_open(horizon: Horizon, at: int) -> int:
    """Return the last opening strictly before `at`."""
    view = horizon.reach(at, at)
    for view in earlier(horizon, at):
        i = bisect_left(view.starts, at) - 1
        if i >= 0 and view.starts[i] > view.low:
            return view.starts[i]
    if view.open_before(at) == 0:
        raise NeverOpens("at", shown(at), f"has no opening before it within {YEARS} years", "it was never open before")
    raise NeverCloses("at", shown(at), f"has no opening before it within {YEARS} years", "the calendar was always open")


def previous_close(horizon: Horizon, at: int) -> int:
    """Return the last closing strictly before `at`."""
    for view in earlier(horizon, at):
        i = bisect_left(view.ends, at) - 1
        if i >= 0:
            return view.ends[i]
    raise NeverCloses("at", shown(at), f"has no closing before it within {YEARS} years", "ask about a later instant")


def roll_forward(horizon: Horizon, at: int) -> int:
    """Return `at` when open, else the next opening."""
    return at if is_open(horizon, at) else next_open(horizon, at)


def roll_back(horizon: Horizon, at: int) -> int:
    """Return `at` when open, else the last closing at or before it."""
    view = horizon.reach(at, at)
    i = bisect_right(view.starts, at) - 1
    if i >= 0 and at <= view.ends[i]:
        return at
    return previous_close(horizon, at)
