"""What the facts may ask of a target, laid out as tables: a row for each goal with its limit and its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.numbers import MISSING
from slacal.engine.allowance import OnDate
from slacal.engine.limits import BusinessDays, CalendarSpan, NoPromise, OpenTime, RealTime, Unlimited

if TYPE_CHECKING:
    from slacal.batch.numbers import Flags, Ints
    from slacal.engine.matching import Match
    from slacal.engine.terms import NamedCalendar, Target

PLAIN, NOTHING, DATE, DAYS, UNREADABLE = range(5)  # an amount, never due, a date, days from the start, facts at fault


class Promises(NamedTuple):
    """What a target may promise. ``promise`` is alike for promises that differ in their calendar alone."""

    matches: list[Match | None]
    kind: Ints
    amount: Ints
    fixed: Ints
    promise: Ints
    calendar: Ints
    calendars: list[NamedCalendar]
    has_goal: Flags
    told: Flags  # it has a due to tell
    at_due: Flags  # a due that is met is a breach
    projected: Flags  # a pause tells when it would be due
    adopted: Flags  # another promise that turns into it is carried
    moved: Flags  # another calendar of the same promise is carried
    hard: Flags  # it has readings that only the engine knows


def promises_of(target: Target, matches: list[Match | None]) -> Promises:
    """Lay out what a target may promise."""
    goals = [None if match is None else match.goal for match in matches]
    places: dict[object, int] = {}
    promise = [places.setdefault(_key(match), len(places)) for match in matches]
    named: dict[int, int] = {}
    calendars: list[NamedCalendar] = []
    calendar = [_place(match, named, calendars) for match in matches]
    kinds = [_kind(match) for match in matches]
    return Promises(
        matches,
        np.array(kinds, np.int64),
        np.array([_amount(match) for match in matches], np.int64),
        np.array([_fixed(match) for match in matches], np.int64),
        np.array(promise, np.int64),
        np.array(calendar, np.int64),
        calendars,
        _flags(goal is not None for goal in goals),
        _flags(goal is not None and goal.commitment != "none" for goal in goals),
        _flags(goal is not None and goal.rules.breach == "at" for goal in goals),
        _flags(goal is not None and goal.rules.paused_due == "projected" for goal in goals),
        _flags(goal is not None and goal.rules.on_change == "carry" for goal in goals),
        _flags((target if goal is None else goal).rules.calendar_change == "carry" for goal in goals),
        _flags(map(_is_hard, matches)),
    )


def _flags(values: object) -> Flags:
    return np.array(list(values), np.bool_)  # type: ignore[call-overload] # an iterable of truths


def _key(match: Match | None) -> object:
    return None if match is None else (id(match.goal), match.limit)


def _place(match: Match | None, named: dict[int, int], calendars: list[NamedCalendar]) -> int:
    """Return the place of the calendar among those with hours of their own."""
    if match is None:
        return 0
    place = named.setdefault(id(match.calendar.calendar.horizon), len(calendars))
    if place == len(calendars):
        calendars.append(match.calendar)
    return place


def _kind(match: Match | None) -> int:
    if match is None:
        return UNREADABLE
    if match.goal is None or isinstance(match.limit, Unlimited | NoPromise):
        return NOTHING
    if isinstance(match.limit, OnDate):
        return NOTHING if match.limit.due is None else DATE
    return PLAIN if isinstance(match.limit, OpenTime | RealTime) else DAYS


def _amount(match: Match | None) -> int:
    return match.limit.amount if match is not None and isinstance(match.limit, OpenTime | RealTime) else MISSING


def _fixed(match: Match | None) -> int:
    limit = None if match is None else match.limit
    return limit.due if isinstance(limit, OnDate) and limit.due is not None else MISSING


def _is_hard(match: Match | None) -> bool:
    """Tell whether a promise has a reading that is not summed from C alone."""
    if match is None or match.goal is None:
        return match is None
    limit, goal = match.limit, match.goal
    if isinstance(limit, OnDate):
        return limit.extends or match.rolls_on is not None
    if isinstance(limit, OpenTime | RealTime) and limit.amount <= 0:
        return True
    return goal.edge == "far" and isinstance(limit, OpenTime | RealTime | BusinessDays | CalendarSpan)
