"""The questions on a calendar, in whole microseconds: what the face, the engine and the day rules ask.

Each takes a horizon and grows it as far as the answer needs. Nothing here warns about holiday data: the caller knows
which instants its answer rests on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.coverage import coverage_note
from slacal.calendars.horizon import EARLIEST, SEARCH, end_of, within
from slacal.errors import BeyondHorizon, NeverCloses, NeverOpens
from slacal.spans.instant import DAY, duration, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.calendars.horizon import Horizon
    from slacal.timeline.timeline import Timeline

Edge: TypeAlias = Literal["near", "far"]
_CHECK = "check the week and the special days"
_YEAR = 365 * DAY


def is_open(horizon: Horizon, at: int) -> bool:
    """Tell whether `at` is open; a closing instant is not."""
    return horizon.reach(at, at).is_open(at)


def elapsed(horizon: Horizon, start: int, end: int) -> int:
    """Return C(end) - C(start); negative when `end` lies before `start`."""
    view = horizon.view
    if view is None or start < view.low or end < view.low or start >= view.high or end >= view.high:
        view = horizon.reach(min(start, end), max(start, end))
    return view.between(start, end)


def later(horizon: Horizon, at: int, search: int = SEARCH) -> Iterator[Timeline]:
    """Yield timelines that reach farther and farther past `at`, until the search ends; some reach beyond its end."""
    yield horizon.reach(at, at)
    high, end, reach = at, end_of(at, search), _YEAR
    while high < end:
        high = min(at + reach, end)
        yield horizon.reach(at, high)
        reach *= 2


def earlier(horizon: Horizon, at: int, search: int = SEARCH) -> Iterator[Timeline]:
    """Yield timelines that reach farther and farther back before `at`, as `later` does."""
    yield horizon.reach(at, at)
    low, end, reach = at, end_of(at, -search), _YEAR
    while low > end:
        low = max(at - reach, end)
        yield horizon.reach(low, at)
        reach *= 2


def advance(horizon: Horizon, at: int, amount: int, edge: Edge = "near", search: int = SEARCH) -> int:
    """Return the instant by which `amount` of open time has passed since `at` (rules C12 to C14)."""
    if amount <= 0:
        return retreat(horizon, at, -amount, edge, search) if amount else roll_forward(horizon, at, search)
    view = horizon.reach(at, at)
    goal = view.open_before(at) + amount
    found = view.near(goal) if edge == "near" else view.far(goal)
    if found is not None and found - at <= search:
        return found
    for view in later(horizon, at, search):
        goal = view.open_before(at) + amount
        found = view.near(goal) if edge == "near" else view.far(goal)
        if found is not None and found - at <= search:
            return found
    raise _given_up(horizon, at, amount, search)


def retreat(horizon: Horizon, at: int, amount: int, edge: Edge = "near", search: int = SEARCH) -> int:
    """Return the latest instant from which `amount` of open time passes until `at`; `far`: before the gap."""
    if amount <= 0:
        return advance(horizon, at, -amount, edge, search) if amount else roll_back(horizon, at, search)
    for view in earlier(horizon, at, search):
        goal = view.open_before(at) - amount
        found = view.far(goal) if edge == "near" else view.near(goal)
        if found is not None and at - found <= search:
            return found
    raise _given_up(horizon, at, amount, -search)


def _opens_within(horizon: Horizon, at: int, search: int) -> int:
    """Return the open time of a search in vain. Raises: BeyondData where it went past what a calendar knows."""
    low, high = sorted((at, end_of(at, search)))
    if horizon.hours.known.beyond == "raise":
        coverage_note(horizon.hours, low, high)
    return elapsed(horizon, low, high)


def _given_up(horizon: Horizon, at: int, amount: int, search: int) -> NeverOpens | BeyondHorizon:
    available = _opens_within(horizon, at, search)
    if available == 0 or available >= amount:  # used up, and `far` finds no opening behind it
        return NeverOpens("at", shown(at), f"finds no open time within {within(at, search)}", _CHECK)
    return BeyondHorizon(
        "amount",
        duration(amount),
        f"is not used up within {within(at, search)}: the calendar opens for {duration(available)} in them",
        "pass a shorter amount, or a calendar that opens more",
    )


def next_open(horizon: Horizon, at: int, search: int = SEARCH) -> int:
    """Return the first opening strictly after `at`."""
    for view in later(horizon, at, search):
        starts = view.starts
        i = bisect_right(starts, at)
        if i < len(starts) and (found := starts[i]) - at <= search:
            return found
    _opens_within(horizon, at, search)
    raise NeverOpens("at", shown(at), f"has no opening after it within {within(at, search)}", _CHECK)


def next_close(horizon: Horizon, at: int, search: int = SEARCH) -> int:
    """Return the first closing strictly after `at`."""
    for view in later(horizon, at, search):
        ends = view.ends
        i = bisect_right(ends, at)
        if i < len(ends) and ends[i] < view.high and ends[i] - at <= search:
            return ends[i]
    kind, mend = (
        (NeverCloses, "the calendar is open for ever")
        if _opens_within(horizon, at, search)
        else (NeverOpens, "it never opens again")
    )
    raise kind("at", shown(at), f"has no closing after it within {within(at, search)}", mend)


def previous_open(horizon: Horizon, at: int, search: int = SEARCH) -> int:
    """Return the last opening strictly before `at`."""
    for view in earlier(horizon, at, search):
        starts = view.starts
        i = bisect_left(starts, at) - 1
        if i >= 0 and starts[i] > view.low and at - starts[i] <= search:
            return starts[i]
    kind, mend = (
        (NeverCloses, "the calendar was always open")
        if _opens_within(horizon, at, -search)
        else (NeverOpens, "it was never open before")
    )
    raise kind("at", shown(at), f"has no opening before it within {within(at, -search)}", mend)


def previous_close(horizon: Horizon, at: int, search: int = SEARCH) -> int:
    """Return the last closing strictly before `at`."""
    for view in earlier(horizon, at, search):
        ends = view.ends
        i = bisect_left(ends, at) - 1
        if i >= 0 and at - (found := ends[i]) <= search:
            return found
    _opens_within(horizon, at, -search)
    problem = f"has no closing before it within {within(at, -search)}"
    raise NeverCloses("at", shown(at), problem, "ask about a later instant")


def roll_forward(horizon: Horizon, at: int, search: int = SEARCH) -> int:
    """Return `at` when open, else the next opening."""
    return at if horizon.reach(at, at).is_open(at) else next_open(horizon, at, search)


def roll_back(horizon: Horizon, at: int, search: int = SEARCH) -> int:
    """Return `at` when open, else the last closing at or before it."""
    view = horizon.reach(max(at - 1, min(at, EARLIEST)), at)  # a closing may be the first instant of a year
    i = bisect_right(view.starts, at) - 1
    if i >= 0 and at <= view.ends[i]:
        return at
    return previous_close(horizon, at, search)
