"""What becomes of a running cycle when its goal or its calendar changes: rules P9, P15 and P16."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.questions import roll_forward
from slacal.engine.allowance import OnDate, allow
from slacal.engine.decision import Decision
from slacal.engine.limits import BusinessDays, CalendarSpan
from slacal.engine.segment import COUNTS
from slacal.engine.stage import Stage
from slacal.engine.suspension import GOAL_CHANGED, NO_GOAL

if TYPE_CHECKING:
    from slacal.engine.allowance import Allowance
    from slacal.engine.clock import Clock
    from slacal.engine.matching import Match
    from slacal.engine.rules import OnChange, Rules
    from slacal.engine.terms import Goal, NamedCalendar, Target


class Changed(NamedTuple):
    """The clock after a change and the calendar that it goes on with; `restarts`: it has ended, and another begins."""

    clock: Clock
    calendar: NamedCalendar
    restarts: bool = False


def changed_goal(target: Target, clock: Clock, match: Match, at: int) -> Changed:
    """Return the clock with another goal, another limit, or none (rule P9)."""
    goal = match.goal
    clock = _judged(clock, at)
    if goal is None:
        if target.rules.on_change == "freeze":
            return Changed(clock._replace(match=match), clock.last.calendar)
        lost = clock.ended(at, Stage.CANCELLED, NO_GOAL).noted(Decision("P9", "lost", at, (clock.limit.text,)))
        return Changed(lost._replace(match=match, goal=None, allowance=None, changed=True), match.calendar)
    if clock.goal is None:
        return _found(clock, match, goal.rules.on_change, at)
    how = goal.rules.on_change
    if isinstance(clock.limit, OnDate) and clock.limit.due is None:  # nothing was promised yet
        how = "carry"
    noted = clock.noted(Decision("P9", how, at, (clock.limit.text, match.limit.text)))
    if how == "restart":
        ended = noted.ended(at, Stage.CANCELLED, GOAL_CHANGED)
        return Changed(ended, match.calendar, restarts=True)
    if how == "freeze":
        return Changed(noted._replace(match=match), clock.last.calendar)
    if how == "tightest":
        return _tightest(noted, match, at)
    return Changed(_ADOPTED[how](noted, match, at), match.calendar)


def _found(clock: Clock, match: Match, how: OnChange, at: int) -> Changed:
    """Return the clock with its first goal, counted from the named start (P15), or with one after it had lost one."""
    if not clock.had_goal:
        late = _taken(clock.on(match.calendar), match, at)._replace(since=clock.started_at)
        return Changed(late.noted(Decision("P15", "from_start", at, (match.limit.text,))), match.calendar)
    adopt = _recomputed if how == "recompute" else _carried
    return Changed(adopt(clock, match, at), match.calendar)


def _judged(clock: Clock, at: int) -> Clock:
    """Return the clock with a breach recorded that had happened before a change (rule P10)."""
    return clock if clock.breached_at is not None else clock._replace(breached_at=clock.breach(at))


def _anchor(clock: Clock, goal: Goal) -> int | None:
    """Return where days are taken from: the start, or where a clock that began paused first counts (P3), once known."""
    if goal.rules.anchor == "start" or clock.segments[0].rule < 0:
        return clock.started_at
    for segment in clock.segments:
        if segment.counts:
            opening = roll_forward(segment.calendar.calendar.horizon, segment.start)
            if segment.end is None or opening < segment.end:
                return opening
    return None


def _taken(clock: Clock, match: Match, at: int) -> Clock:
    """Return the clock with the limit of a match, as from its start; what was counted stays. It has been judged."""
    goal = match.goal
    assert goal is not None  # noqa: S101 - asked of what promises something alone
    anchor = _anchor(clock, goal)
    start = clock.started_at if anchor is None else anchor
    allowance = allow(match.limit, start, match.calendar.calendar.horizon, goal.edge)
    override = clock.override
    if override is not None and goal.rules.due_override == "until_change":
        clock, override = clock.noted(Decision("P21", "dropped", at)), None
    return clock._replace(
        match=match, goal=goal, limit=match.limit, allowance=allowance, anchor=anchor, since=at, judged_from=at,
        nominal=None, override=override, rolls_on=match.rolls_on, had_goal=True, changed=True,
    )  # fmt: skip


def _carried(clock: Clock, match: Match, at: int) -> Clock:
    """Return the clock with time used kept as it was counted; days, and dates that move, are counted anew."""
    limit = match.limit
    if isinstance(limit, BusinessDays | CalendarSpan) or (isinstance(limit, OnDate) and limit.extends):
        return _taken(clock.on(match.calendar), match, at)
    return _taken(clock, match, at)


def _tightest(clock: Clock, match: Match, at: int) -> Changed:
    """Return the clock with whichever promise is due first, as if running at the change; the old one on a tie."""
    adopted = _carried(clock, match, at)
    running = adopted.turned(at, COUNTS, "", match.calendar)
    old, new = _promised(clock, clock.due(at)), _promised(running, running.due(at))
    if new is not None and (old is None or new < old):
        return Changed(adopted, match.calendar)
    return Changed(clock._replace(match=match), clock.last.calendar)


def _promised(clock: Clock, due: int | None) -> int | None:
    return due if clock.is_bound else None


def _prorated(clock: Clock, match: Match, at: int) -> Clock:
    """Return the clock with the same share of the new promise left as was left of the old one, rounded down."""
    adopted = _taken(clock, match, at)
    old, new = _shared(clock), _shared(adopted)
    if old is None or new is None:
        return _carried(clock, match, at)
    whole = old.amount if clock.nominal is None else clock.nominal
    used = clock.counted(at)
    left = new.amount * (old.amount - used) // whole
    return adopted._replace(allowance=new._replace(amount=max(used + left, 0), lands_at=None), nominal=new.amount)


def _shared(clock: Clock) -> Allowance | None:
    """Return what a clock is allowed where it can be shared out: not a date, nor no time, nor days yet to be taken."""
    allowance = clock.allowance
    if allowance is None or isinstance(clock.limit, OnDate) or allowance.amount <= 0 or clock.is_untaken:
        return None
    return allowance


def _recomputed(clock: Clock, match: Match, at: int) -> Clock:
    """Return the clock as if the new goal and its calendar had held from the start."""
    return _taken(clock.on(match.calendar), match, at)._replace(since=clock.started_at)


_ADOPTED = {"carry": _carried, "recompute": _recomputed, "prorate": _prorated}


def changed_calendar(clock: Clock, calendar: NamedCalendar, match: Match, at: int, rules: Rules) -> Changed:
    """Return the clock when only its calendar changes (rule P16)."""
    how = rules.calendar_change
    noted = clock._replace(match=match, changed=True).noted(
        Decision("P16", how, at, (clock.last.calendar.name, calendar.name))
    )
    if how == "snapshot":
        return Changed(noted, clock.last.calendar)
    if how == "carry":
        return Changed(noted.loosened(at), calendar)
    moved = _judged(noted, at).on(calendar)
    if moved.goal is None:
        return Changed(moved, calendar)
    anchor = _anchor(moved, moved.goal)
    start = moved.started_at if anchor is None else anchor
    allowance = allow(moved.limit, start, calendar.calendar.horizon, moved.goal.edge)
    moved = moved._replace(allowance=allowance, anchor=anchor, since=moved.started_at, judged_from=at, nominal=None)
    return Changed(moved, calendar)
