"""The pure step: one target's cycles before an event, and after it.

Within one event the order is stop, cancel, then the goal, the calendar and the pause, then start (rule P19).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.allowance import Allowance, allow, measured_on
from slacal.engine.clock import Clock, Segment
from slacal.engine.limits import BusinessDays, CalendarSpan, Until
from slacal.engine.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar
    from slacal.engine.moments import Happening, Moment
    from slacal.engine.terms import Goal, Target

LIVE = frozenset({Stage.PENDING, Stage.RUNNING, Stage.PAUSED})
NO_GOAL, DONE, REOPENED = "no_goal", "done", "closed until reopened"


class Cycles(NamedTuple):
    """One target's cycles so far, the current one last; `pausing` has one entry a pause rule made of two moments."""

    clocks: tuple[Clock, ...] = ()
    pausing: tuple[bool, ...] = ()


def step(target: Target, cycles: Cycles, happening: Happening, zone: str) -> Cycles:
    """Return the cycles after one event. `zone` is that of the policy, for calendar days and dates."""
    at = happening.event.instant
    pausing = _pausing(target, cycles.pausing, happening)
    clocks = cycles.clocks
    stopped = target.stop.fires(happening)
    if clocks:
        current = _after(target, clocks[-1], happening, stopped=stopped)
        if current.stage in LIVE or current.reason == NO_GOAL:
            current = _follow(target, current, at, happening.after, pausing, zone)
        clocks = (*clocks[:-1], current)
    if _starts(target, clocks, happening):
        clocks = (*clocks, _opened(target, at, happening, pausing, zone))
    return Cycles(clocks, pausing)


def _starts(target: Target, clocks: tuple[Clock, ...], happening: Happening) -> bool:
    if not clocks:
        return target.start.fires(happening)
    current = clocks[-1]
    if current.stage in LIVE or current.stage is Stage.CANCELLED:
        return False
    if target.reopen == "new_cycle":
        return target.start.fires(happening)
    return target.reopen == "restart" and (target.start.fires(happening) or _ends(target.stop, happening))


def _ends(state: Moment, happening: Happening) -> bool:
    """Tell whether a state that held before the event no longer holds after it."""
    before = happening.before
    if before is None or before is happening.after:
        return False
    return state.stands(before) and not state.stands(happening.after)


def _after(target: Target, clock: Clock, happening: Happening, *, stopped: bool) -> Clock:
    """Return the clock after stop, cancel and reopening."""
    at = happening.event.instant
    if clock.stage is Stage.COMPLETED:
        if target.reopen == "resume" and _ends(target.stop, happening):
            return clock.resumed(at, REOPENED)._replace(stage=Stage.RUNNING, reason="")
        return clock
    if stopped:
        if clock.stage is Stage.CANCELLED:
            clock = clock.resumed(at, DONE)
        return clock.ended(at, Stage.COMPLETED)
    if target.cancel is None:
        return clock
    if clock.stage is Stage.CANCELLED:
        if clock.reason == DONE and not target.cancel.stands(happening.after):
            return clock.resumed(at, DONE)._replace(stage=Stage.RUNNING, reason="")
        return clock
    if target.cancel.fires(happening):
        return clock.ended(at, Stage.CANCELLED, DONE)
    return clock


def _follow(
    target: Target, clock: Clock, at: int, facts: Mapping[str, Scalar], pausing: tuple[bool, ...], zone: str
) -> Clock:
    """Return the clock with the goal, the calendar and the pause that the facts now ask for."""
    goal = target.goal_for(facts)
    if goal is not clock.goal:
        clock = _changed_goal(target, clock, goal, at, facts, zone)
    elif goal is not None and isinstance(goal.limit, Until):
        clock = _moved_date(clock, goal, at, facts, zone)
    if clock.stage is Stage.CANCELLED:
        return clock
    if target.cancel is not None and target.cancel.stands(facts):  # found again when the ticket is done
        return clock.ended(at, Stage.CANCELLED, DONE)
    calendar = measured_on(goal, target.calendar, facts)
    reason = pause_reason(target, facts, pausing)
    turned = clock.turned(at, counts=reason is None, reason=reason or "", calendar=calendar)
    return turned._replace(stage=Stage.PENDING, reason=NO_GOAL) if goal is None else turned


def _changed_goal(
    target: Target, clock: Clock, goal: Goal | None, at: int, facts: Mapping[str, Scalar], zone: str
) -> Clock:
    """Rule P9, ``carry``: time used stays as it was counted; the new limit less that runs on from now."""
    breached_at = clock.breached_at if clock.breached_at is not None else breach_of(clock, at)
    if goal is None:
        return clock.ended(at, Stage.CANCELLED, NO_GOAL)._replace(goal=None, allowance=None, breached_at=breached_at)
    calendar = measured_on(goal, target.calendar, facts)
    allowance = allow(goal, clock.started_at, calendar.calendar.horizon, zone, facts)
    if clock.goal is None and clock.stage is Stage.PENDING:  # matched late: counted from the named start (rule P15)
        late = clock.on(calendar)._replace(goal=goal, allowance=allowance, reason="")
        return late._replace(original_due=late.due(at))
    if clock.stage is Stage.CANCELLED:  # lost and found: the time between is pause
        clock = clock.resumed(at, NO_GOAL)._replace(stage=Stage.RUNNING)
    if isinstance(goal.limit, BusinessDays | CalendarSpan):  # days are counted anew, from the start of the cycle
        clock = clock.on(calendar)
    return clock._replace(goal=goal, allowance=allowance, goal_since=at, breached_at=breached_at)


def _moved_date(clock: Clock, goal: Goal, at: int, facts: Mapping[str, Scalar], zone: str) -> Clock:
    """Return the clock with the date that its goal's field now holds; another date is another goal."""
    horizon = clock.segments[-1].calendar.calendar.horizon
    allowance = allow(goal, clock.started_at, horizon, zone, facts)
    if allowance == clock.allowance:
        return clock
    breached_at = clock.breached_at if clock.breached_at is not None else breach_of(clock, at)
    moved = clock._replace(allowance=allowance, goal_since=at, breached_at=breached_at)
    return moved if clock.original_due is not None else moved._replace(original_due=moved.due(at))


def breach_of(clock: Clock, at: int) -> int | None:
    """Return when the goal in force was breached, as seen at `at`, or None."""
    due = clock.due()
    if due is None or at <= due:
        return None
    return max(due, clock.goal_since, clock.started_at)


def _opened(target: Target, at: int, happening: Happening, pausing: tuple[bool, ...], zone: str) -> Clock:
    """Return a new cycle, with whatever already holds at its start (rule P4)."""
    facts = happening.after
    goal = target.goal_for(facts)
    calendar = measured_on(goal, target.calendar, facts)
    allowance: Allowance | None = None
    if goal is not None:
        allowance = allow(goal, at, calendar.calendar.horizon, zone, facts)
    reason = pause_reason(target, facts, pausing)
    stage = Stage.PENDING if goal is None else Stage.RUNNING if reason is None else Stage.PAUSED
    first = Segment(at, None, reason is None, reason or "", calendar)
    clock = Clock(at, stage, (first,), goal, allowance, at, NO_GOAL if goal is None else reason or "")
    clock = clock._replace(original_due=clock.due(at))
    if target.stop.stands(facts):
        return clock.ended(at, Stage.COMPLETED)
    if target.cancel is not None and target.cancel.stands(facts):
        return clock.ended(at, Stage.CANCELLED, DONE)
    return clock


def pause_reason(target: Target, facts: Mapping[str, Scalar], pausing: tuple[bool, ...]) -> str | None:
    """Return the reason of the first pause rule that holds, or None."""
    for rule, held in zip(target.pauses, pausing, strict=True):
        if held or (rule.condition is not None and rule.condition.holds(facts)):
            return rule.reason
    return None


def _pausing(target: Target, held: tuple[bool, ...], happening: Happening) -> tuple[bool, ...]:
    """Return which pause rules made of two moments hold after the event."""
    if not target.pauses:
        return ()
    before = held or (False,) * len(target.pauses)
    return tuple(
        (begun or (rule.begins is not None and rule.begins.fires(happening)))
        and not (rule.ends is not None and rule.ends.fires(happening))
        for rule, begun in zip(target.pauses, before, strict=True)
    )
