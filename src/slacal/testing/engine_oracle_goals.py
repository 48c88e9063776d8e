"""What a goal comes to when a cycle takes it: an amount of minutes from the start, or a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.calendar import Calendar
from slacal.engine.facts import as_text
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime, Unlimited, Until
from slacal.testing.engine_oracle_hours import MINUTE, Minutes, end_of_date, minutes_of, same_wall_time
from slacal.testing.oracle_clock import instant_of
from slacal.testing.oracle_open import GaveUp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Amount, Limit
    from slacal.engine.terms import Goal, Target

_LENGTHS = {"minute": MINUTE, "hour": 60 * MINUTE}
_TIMES: dict[str, type[OpenTime | RealTime]] = {"business": OpenTime, "calendar": RealTime}
_NEVER_CLOSED = minutes_of(Calendar.always())


class Resolved(NamedTuple):
    """A limit as the facts make it: scaled, and for a date the instant that its field holds."""

    limit: Limit
    date: int | None = None


class Promise(NamedTuple):
    """An amount of open time in microseconds; where the goal's own landing is an opening, or lies in closed time."""

    amount: int
    far: bool = False
    lands_at: int | None = None


def resolved(target: Target, goal: Goal, facts: Mapping[str, Scalar]) -> Resolved:
    """Return the limit of a goal for these facts, scaled by the first factor whose condition holds."""
    limit = goal.limit
    if isinstance(limit, Given):
        limit = _given(limit, facts.get(limit.field))
    for condition, factor in target.scale:
        if condition is None or condition.holds(facts):
            limit = _scaled(limit, factor)
            break
    if isinstance(limit, Until):
        return Resolved(limit, date_of(facts.get(limit.field), limit.zone))
    return Resolved(limit)


def _given(limit: Given, value: Scalar) -> Amount | Unlimited:
    """Return the amount of a text such as "4 business hours". Raises: GaveUp for words that it does not know."""
    if value is None:
        return limit.otherwise if limit.otherwise is not None else Unlimited("not stated")
    text = as_text(value)
    number, _, unit = text.removesuffix("s").partition(" ")
    if unit == "business day" and number.isdecimal():
        return BusinessDays(int(number), limit.rule, text, limit.min_window)
    time, _, length = unit.partition(" ")
    if not number.isdecimal() or time not in _TIMES or length not in _LENGTHS:
        raise GaveUp(limit.field, value, "is no amount that the oracle reads", "write it as in '4 business hours'")
    return _TIMES[time](int(number) * _LENGTHS[length], text)


def _scaled(limit: Limit, factor: Fraction) -> Limit:
    if isinstance(limit, OpenTime | RealTime):
        return replace(limit, amount=int(limit.amount * factor))
    if isinstance(limit, BusinessDays):
        return replace(limit, days=int(limit.days * factor))
    if isinstance(limit, CalendarSpan):
        return replace(limit, days=int(limit.days * factor), months=int(limit.months * factor))
    return limit


def date_of(value: Scalar, zone: str) -> int | None:
    """Return the instant of a date; a bare date is its end in the zone."""
    if value is None or value == "":
        return None
    if not isinstance(value, date):
        text = as_text(value)
        value = date.fromisoformat(text) if len(text) == len("2026-11-20") else datetime.fromisoformat(text)
    return instant_of(value) if isinstance(value, datetime) else end_of_date(value, zone)


def measured_on(target: Target, goal: Goal | None, facts: Mapping[str, Scalar]) -> Minutes:
    """Return the hours on which a goal is measured: calendar time and dates on hours that never end."""
    if goal is not None:
        limit = resolved(target, goal, facts).limit
        if isinstance(limit, RealTime | CalendarSpan | Until):
            return _NEVER_CLOSED
        if goal.calendar is not None:
            return minutes_of(goal.calendar.pick(facts).calendar)
    return minutes_of(target.calendar.pick(facts).calendar)


@lru_cache(maxsize=1024)
def promise(limit: Limit, edge: str | None, start: int, hours: Minutes) -> Promise | None:
    """Return what a limit without a date allows a clock that starts at an instant; None: never due."""
    if isinstance(limit, OpenTime | RealTime):
        return Promise(limit.amount, far=edge == "far")
    if isinstance(limit, CalendarSpan):
        landing = same_wall_time(start, limit.zone, days=limit.days, months=limit.months)
        return Promise(landing - start, far=edge == "far")
    if isinstance(limit, BusinessDays):
        return _landing(hours.after_business_days(start, limit), edge, start, hours)
    return None


def _landing(landing: int, edge: str | None, start: int, hours: Minutes) -> Promise:
    """Return the open minutes up to a landing: the near end of a gap, the far one, or the landing within it."""
    open_minutes = [minute for minute in range(start // MINUTE, landing // MINUTE) if hours.open(minute)]
    amount = len(open_minutes) * MINUTE
    if edge is not None:
        return Promise(amount, far=edge == "far")
    if open_minutes and (open_minutes[-1] + 1) * MINUTE == landing:
        return Promise(amount)
    if hours.open(landing // MINUTE):
        return Promise(amount, far=True)
    return Promise(amount, lands_at=landing)
