"""What becomes of a cycle when another goal matches, its limit changes, or other hours come into force."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from slacal.engine.limits import BusinessDays, CalendarSpan, Until
from slacal.testing.engine_oracle_cycle import Cycle, Mark, Promised, Taken
from slacal.testing.engine_oracle_goals import measured_on, resolved
from slacal.testing.engine_oracle_hours import MINUTE, minutes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar
    from slacal.engine.terms import Goal, Target
    from slacal.testing.engine_oracle_hours import Minutes


def matching(target: Target, facts: Mapping[str, Scalar], start: int) -> int | None:
    """Return the place of the goal that matches: the first one, or the one that would be due first (strictest)."""
    places = [place for place, goal in enumerate(target.goals) if goal.when is None or goal.when.holds(facts)]
    if target.match == "strictest" and places:
        return min(places, key=lambda place: _due_unpaused(target, target.goals[place], facts, start))
    return places[0] if places else None


def _due_unpaused(target: Target, goal: Goal, facts: Mapping[str, Scalar], start: int) -> float:
    fresh = Cycle(start, goal.rules, measured_on(target, goal, facts))
    fresh.taken = take(target, goal, facts)
    due = fresh.due(resumed=True)
    return float("inf") if due is None else due


def take(target: Target, goal: Goal, facts: Mapping[str, Scalar]) -> Taken:
    """Return a goal with its limit and its hours for these facts."""
    chosen = goal.calendar if goal.calendar is not None else target.calendar
    rolls_on = minutes_of(chosen.pick(facts).calendar)
    return Taken(goal, resolved(target, goal, facts), measured_on(target, goal, facts), rolls_on)


def promised(target: Target, goal: Goal, facts: Mapping[str, Scalar]) -> Promised:
    """Return what is compared: goals that promise the same are the same, in whichever version of the terms."""
    return Promised(goal.when, goal.commitment, goal.edge, resolved(target, goal, facts))


def match_late(cycle: Cycle, taken: Taken) -> None:
    """P15: the goal counts from the named start, on its own hours, and so do the pauses before it."""
    cycle.taken, cycle.rules, cycle.since = taken, taken.goal.rules, cycle.now * MINUTE
    _all_on(cycle, taken.hours)


def undated(cycle: Cycle) -> bool:
    """Tell whether the goal in force is a date that nobody knows yet: nothing was promised that could change."""
    taken = cycle.taken
    return taken is not None and isinstance(taken.resolved.limit, Until) and taken.resolved.date is None


def change_goal(cycle: Cycle, taken: Taken, *, was_lost: bool) -> None:
    """P9: the goal that matches is another, or its limit is. Not for `restart`, which is a new cycle."""
    if cycle.rules.due_override == "until_change":
        cycle.override = None
    how = "carry" if undated(cycle) else taken.goal.rules.on_change
    if was_lost and how != "recompute":  # a goal found again counts what was counted before
        how = "carry"
    if how == "freeze":
        cycle.frozen = True
        return
    if how == "tightest" and not _is_due_earlier(cycle, taken):
        cycle.kept = cycle.taken is None or taken.goal is not cycle.taken.goal
        return
    left = _prorated(cycle, taken) if how == "prorate" else None
    _carry(cycle, taken, anew=how == "recompute", counted_anew=left is None)
    cycle.prorated = left


def _carry(cycle: Cycle, taken: Taken, *, anew: bool, counted_anew: bool) -> None:
    """Keep the counted time, and run the new limit from the start; days are counted anew on their own hours.

    So are dates that pauses move: what was closed before is no pause.
    """
    cycle.taken, cycle.rules, cycle.hours = taken, taken.goal.rules, taken.hours
    cycle.changed, cycle.frozen, cycle.prorated = not anew, False, None
    cycle.kept = False
    cycle.since = cycle.now * MINUTE
    limit, moves = taken.resolved.limit, cycle.rules.fixed_dates == "extend"
    days = isinstance(limit, BusinessDays | CalendarSpan) or (moves and isinstance(limit, Until))
    if anew or (counted_anew and days):
        _all_on(cycle, taken.hours)


def _is_due_earlier(cycle: Cycle, taken: Taken) -> bool:
    """Tell whether the new goal is due before the old one, both as if running."""
    other = copy(cycle)
    other.tape = list(cycle.tape)
    _carry(other, taken, anew=False, counted_anew=True)
    new, old = other.due(resumed=True), cycle.due(resumed=True)
    return new is not None and (old is None or new < old)


def _prorated(cycle: Cycle, taken: Taken) -> int | None:
    """Return the counted time at which the new goal is due: used + floor(new * left_old / old); None: carry."""
    runs_on = cycle.paused is None
    old = cycle.allowed(runs_on=runs_on)
    probe = copy(cycle)
    probe.taken = taken
    new = probe.allowed(runs_on=runs_on)
    if old is None or new is None:
        return None
    held = old.amount if cycle.prorated is None else cycle.prorated
    if old.amount <= 0 or held <= 0 or new.amount <= 0:  # of no time at all there is no share
        return None
    used = cycle.minutes(paused=False) * MINUTE
    return max(used + new.amount * (held - used) // old.amount, 0)


def change_hours_of_kept(cycle: Cycle, target: Target, asked: Minutes, facts: Mapping[str, Scalar]) -> None:
    """P16 of a goal that was kept: its own hours come into force when those of the goal that matches change."""
    if cycle.taken is not None and asked is not cycle.asked_hours:
        change_hours(cycle, measured_on(target, cycle.taken.goal, facts))


def change_hours(cycle: Cycle, hours: Minutes) -> None:
    """P16: other hours came into force under the same goal."""
    how = cycle.rules.calendar_change
    if hours is cycle.hours or cycle.frozen or how == "snapshot":
        return
    cycle.hours = hours
    if cycle.waits_to_count and cycle.taken is not None:
        cycle.taken.hours = hours
    if how == "recompute":
        _all_on(cycle, hours)
        cycle.since, cycle.changed, cycle.prorated = cycle.now * MINUTE, False, None
        if cycle.taken is not None:
            cycle.taken.hours = hours


def _all_on(cycle: Cycle, hours: Minutes) -> None:
    cycle.hours = hours
    cycle.tape[:] = [Mark(mark.paused, hours) for mark in cycle.tape]
