"""Which goal applies to a ticket, and what it comes to: rule P18, the scale, and amounts and dates that facts hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.questions import advance
from slacal.engine.allowance import ALWAYS, OnDate, allow
from slacal.engine.amount_text import resolved
from slacal.engine.dates import instant_in
from slacal.engine.limits import BusinessDays, CalendarSpan, NoPromise, OpenTime, RealTime, Unlimited, Until
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from slacal.engine.allowance import Taken
    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Amount
    from slacal.engine.terms import Goal, NamedCalendar, Target

_UNMEASURED = Unlimited("")


class Match(NamedTuple):
    """The goal that the facts ask for, its limit with nothing left to read, and the calendar that goes with them.

    ``rolls_on`` is the calendar on which a date in closed time moves to the next opening (rule P8), or None.
    """

    goal: Goal | None
    limit: Taken
    calendar: NamedCalendar
    rolls_on: NamedCalendar | None = None

    def promises_as(self, other: Match) -> bool:
        """Tell whether both are the same promise, on whatever calendar."""
        return self.limit == other.limit and _said_of(self.goal) == _said_of(other.goal)


def _said_of(goal: Goal | None) -> tuple[object, ...]:
    """Return what a goal says beside its limit: alike for two versions of a policy that promise the same."""
    return () if goal is None else (goal.when, goal.commitment, goal.edge)


def match_of(target: Target, facts: Mapping[str, Scalar], started_at: int) -> Match:
    """Return what the facts ask for: the first goal that holds, or the strictest for a cycle that started then."""
    if target.match != "strictest":
        for goal in target.goals:
            if goal.when is None or goal.when.holds(facts):
                return matched(target, goal, facts)
        return matched(target, None, facts)
    holding = [matched(target, goal, facts) for goal in target.goals if goal.when is None or goal.when.holds(facts)]
    if not holding:
        return matched(target, None, facts)
    return min(holding, key=lambda match: _landing(match, started_at))


def matched(target: Target, goal: Goal | None, facts: Mapping[str, Scalar]) -> Match:
    """Return a goal with its limit and its calendar: calendar goals and dates count on one that never closes."""
    if goal is None:
        return Match(None, _UNMEASURED, target.calendar.pick(facts))
    limit = taken(target, goal, facts)
    if isinstance(limit, OnDate):
        rolls = goal.rules.at_closed == "next_open"
        return Match(goal, limit, ALWAYS, (goal.calendar or target.calendar).pick(facts) if rolls else None)
    if isinstance(limit, RealTime | CalendarSpan):
        return Match(goal, limit, ALWAYS)
    return Match(goal, limit, (goal.calendar or target.calendar).pick(facts))


def taken(target: Target, goal: Goal, facts: Mapping[str, Scalar]) -> Taken:
    """Return the limit of a goal with its fact, its scale and its date read."""
    limit = resolved(goal.limit, facts)
    if isinstance(limit, Until):
        due = instant_in(facts.get(limit.field), f"facts.{limit.field}", limit.zone, bare="ends")
        return OnDate(due, limit.text, goal.rules.fixed_dates == "extend")
    for condition, share in target.scale:
        if condition is None or condition.holds(facts):
            return limit if isinstance(limit, Unlimited | NoPromise) else scaled(limit, share)
    return limit


def scaled(limit: Amount, share: Fraction) -> Amount:
    """Return a share of an amount, exactly. Raises: BadInput where microseconds or days would not stay whole."""
    if share == 1:
        return limit
    text = f"{limit.text}, at {_percent(share)}"
    if isinstance(limit, OpenTime | RealTime):
        return replace(limit, amount=_whole(limit.amount * share, limit.text), text=text)
    days = _whole(limit.days * share, limit.text)
    if isinstance(limit, BusinessDays):
        return replace(limit, days=days, text=text)
    return replace(limit, days=days, months=_whole(limit.months * share, limit.text), text=text)


def _percent(share: Fraction) -> str:
    percent = share * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent)}%"


def _whole(amount: Fraction, text: str) -> int:
    if amount.denominator != 1:
        raise BadInput("scale", text, "does not stay whole when it is scaled", "write amounts that do", "not-whole")
    return amount.numerator


def _landing(match: Match, start: int) -> tuple[bool, int]:
    """Return when a match would be due without a pause; one that is never due comes last."""
    goal, horizon = match.goal, match.calendar.calendar.horizon
    assert goal is not None  # noqa: S101 - goals that hold are compared
    allowance = allow(match.limit, start, horizon, goal.edge)
    if allowance is None or goal.commitment == "none":
        return True, 0
    if allowance.lands_at is not None:
        return False, allowance.lands_at
    return False, advance(horizon, start, allowance.amount, allowance.edge)
