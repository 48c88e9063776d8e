"""The pure step: one target's cycles before an event, and after it.

Within one event the order is stop, cancel, then the goal, the calendar and the pause, then start (rule P19).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.allowance import allow
from slacal.engine.change import Changed, changed_calendar, changed_goal
from slacal.engine.clock import Clock
from slacal.engine.dates import instant_in
from slacal.engine.decision import Decision
from slacal.engine.limits import BusinessDays, CalendarSpan
from slacal.engine.matching import match_of, matched
from slacal.engine.pausing import Held, held_after, left_pause, rule_in_force
from slacal.engine.reads import OVERRIDE
from slacal.engine.segment import COUNTS, Segment
from slacal.engine.stage import Stage
from slacal.engine.suspension import CANCELLED, DONE, NO_GOAL, RULE_OF, suspension_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.cycles import Cycles
    from slacal.engine.event import Event
    from slacal.engine.facts import Scalar
    from slacal.engine.matching import Match
    from slacal.engine.moments import Happening, Moment, OnceKey
    from slacal.engine.suspension import Suspension, World
    from slacal.engine.terms import NamedCalendar, Target

REOPENED = "closed until reopened"


# -- an event ----------------------------------------------------------------------------------------------------


def gone_on(target: Target, clock: Clock, cycles: Cycles, happening: Happening, world: World) -> Cycles:
    """Return the cycles after what an event does to the current one, by the terms that it is pinned to."""
    at, facts = happening.event.instant, happening.after
    for event in (*happening.others, happening.event):
        if event.kind == OVERRIDE:
            clock = _overridden(target, clock, event, world)
    if clock.final:
        return cycles.with_current(clock)
    if clock.stage is Stage.COMPLETED:
        if target.reopen != "resume" or not _reopens(target, happening):
            return cycles
        clock = clock.resumed(at, REOPENED).noted(Decision("P11", "resume", at))
    elif _stops(target, clock, happening, cycles.spent):
        return cycles.with_current(_stopped(target, clock, at))
    elif target.cancel is not None and _is_cancelled_for_good(target.cancel, happening, cycles.spent):
        ended = clock.resumed(at, clock.reason).ended(at, Stage.CANCELLED, CANCELLED)._replace(final=True)
        return cycles.with_current(ended.noted(Decision("P11", "cancelled", at)))
    was_followed = cycles.current is not None and cycles.current.ended_at is None  # one that had ended saw no changes
    alike = was_followed and not happening.others and target.reads.matching.isdisjoint(happening.event.changes)
    return refreshed(target, clock, cycles, at, facts, world, clock.match if alike else None)


def refreshed(
    target: Target,
    clock: Clock,
    cycles: Cycles,
    at: int,
    facts: Mapping[str, Scalar],
    world: World,
    match: Match | None = None,
) -> Cycles:
    """Return the cycles with the current one as the facts ask: suspended, or with its goal, calendar and pause.

    `match` is what they ask for, where that is known.
    """
    if clock.final or clock.stage is Stage.COMPLETED:
        return cycles.with_current(clock)
    suspension = suspension_of(target, clock, facts, at, world)
    if suspension is not None:
        return cycles.with_current(_suspended(target, clock, suspension, at))
    if match is None:
        match = match_of(target, facts, clock.started_at)
    if clock.ended_at is not None and not (clock.reason == NO_GOAL and match.goal is None):
        clock = _brought_back(target, clock, match, at, facts)
        if clock.ended_at is not None:
            return cycles.with_current(clock)
    if world.terms.entitlements and not clock.covered:
        clock = clock._replace(covered=True)
    changed = _changed(target, clock, match, at, facts)
    clock = changed.clock
    held = cycles.held[world.version]
    if changed.restarts:
        return cycles.with_current(clock).followed_by(_restarted(target, clock, at, facts, held, world))
    if clock.ended_at is not None:
        return cycles.with_current(clock)
    rule = rule_in_force(target, clock, facts, held, at, changed.calendar)
    turned = turned_to(target, clock, at, rule, changed.calendar)
    if turned.goal is None:
        turned = turned._replace(stage=Stage.PENDING, reason=NO_GOAL)
    return cycles.with_current(turned)


def _restarted(target: Target, clock: Clock, at: int, facts: Mapping[str, Scalar], held: Held, world: World) -> Clock:
    """Return the cycle that begins where a goal changed; a due set by hand stays, if the rules say so (rule P21)."""
    fresh = opened(target, at, facts, held, world).noted(Decision("P9", "restarted", at))
    stays = fresh.goal is not None and fresh.goal.rules.due_override == "stays"
    return fresh._replace(override=clock.override) if stays and clock.override is not None else fresh


def turned_to(target: Target, clock: Clock, at: int, rule: int, calendar: NamedCalendar) -> Clock:
    """Return the clock running, or paused by a rule, on the calendar that it goes on with."""
    reason = "" if rule == COUNTS else target.pauses[rule].reason
    turned = clock.turned(at, rule, reason, calendar)
    if turned.last is clock.last:
        return turned
    if target.reads.capped:
        turned = turned._replace(spent=left_pause(target, clock, at).spent)
    if rule != COUNTS:
        return turned.loosened(at)
    return turned.anchored(at)


def _changed(target: Target, clock: Clock, match: Match, at: int, facts: Mapping[str, Scalar]) -> Changed:
    """Return the clock with the promise that the facts ask for, as the rules take it over."""
    seen = clock.match
    if match is seen:
        return Changed(clock, clock.last.calendar)
    if not match.promises_as(seen):
        changed = changed_goal(target, clock, match, at)
        if changed.clock.original_due is None and not changed.restarts and changed.clock.had_goal:
            return changed._replace(clock=changed.clock._replace(original_due=changed.clock.due(at)))
        return changed
    if match.goal is not seen.goal:  # the same promise in another version of the policy
        clock = clock._replace(match=match, goal=match.goal if clock.goal is seen.goal else clock.goal)
    if match.calendar is seen.calendar or match.calendar == seen.calendar:
        return Changed(clock, clock.last.calendar)
    rule = match.goal.rules if match.goal is not None else target.rules
    has_lost = clock.goal is None and clock.had_goal  # and so has ended, on the calendar that it had
    if has_lost or (clock.goal is not match.goal and rule.on_change == "freeze"):
        return Changed(clock._replace(match=match), clock.last.calendar)
    own = matched(target, clock.goal, facts).calendar
    if clock.goal is not match.goal and own == clock.last.calendar:  # of the two, it is the other one's that changed
        return Changed(clock._replace(match=match), own)
    rules = clock.goal.rules if clock.goal is not None else target.rules
    return changed_calendar(clock, own, match, at, rules)


def _stops(target: Target, clock: Clock, happening: Happening, spent: frozenset[OnceKey]) -> bool:
    """Tell whether an event completes a cycle that is not complete; one without cover or scope is not."""
    suspended = clock.ended_at is not None and clock.reason not in (DONE, NO_GOAL)
    return not suspended and target.stop.fires(happening, spent)


def _stopped(target: Target, clock: Clock, at: int) -> Clock:
    if clock.ended_at is not None:
        clock = clock.resumed(at, clock.reason)
    elif clock.stage is Stage.PAUSED:
        clock = clock.noted(Decision("P6", "pause_ends", at, (clock.reason,)))
    return left_pause(target, clock, at).ended(at, Stage.COMPLETED)


def _reopens(target: Target, happening: Happening) -> bool:
    """Tell whether an event reopens what was completed: the moment named, else the end of the state that stopped it."""
    if target.reopens is not None:
        return target.reopens.fires(happening)
    return _ends(target.stop, happening)


def _ends(state: Moment, happening: Happening) -> bool:
    """Tell whether a state that held before the event no longer holds after it."""
    before = happening.before
    if before is None or before is happening.after:
        return False
    return state.stands(before) and not state.stands(happening.after)


def _is_cancelled_for_good(cancel: Moment, happening: Happening, spent: frozenset[OnceKey]) -> bool:
    """Tell whether an event cancels: it is over at once, so nothing ends that would let the cycle run on."""
    return not cancel.stands(happening.after) and cancel.fires(happening, spent)


def _suspended(target: Target, clock: Clock, by: Suspension, at: int) -> Clock:
    if clock.ended_at is not None:
        if clock.reason == by.reason:
            return clock
        clock = clock.resumed(at, clock.reason)
    ended = left_pause(target, clock, at).ended(at, by.stage, by.reason)
    return ended._replace(converted=by.converted).noted(Decision(RULE_OF[by.reason], by.reason, at, (by.converted,)))


def _brought_back(target: Target, clock: Clock, match: Match, at: int, facts: Mapping[str, Scalar]) -> Clock:
    """Return a cycle that nothing suspends any more: running, or ended by what came to hold while it stood (P4, P9)."""
    clock = _restored(clock, at)
    if target.stop.stands(facts):
        return clock.noted(Decision("P4", "stopped", at)).ended(at, Stage.COMPLETED)
    if clock.had_goal and clock.goal is None and match.goal is None:
        return clock.ended(at, Stage.CANCELLED, NO_GOAL)
    return clock


def _restored(clock: Clock, at: int) -> Clock:
    """Return a cycle that was suspended and runs on: the time between is pause."""
    decision = Decision(RULE_OF[clock.reason], "runs_on", at, (clock.reason,))
    return clock.resumed(at, clock.reason)._replace(converted="").noted(decision)


# -- a start -----------------------------------------------------------------------------------------------------


def starts(target: Target, cycles: Cycles, happening: Happening) -> bool:
    """Tell whether an event starts a cycle; a start while one is open does nothing (rule P12)."""
    current = cycles.current
    if current is None:
        return target.start.fires(happening, cycles.spent)
    if current.ended_at is None or (current.stage is not Stage.COMPLETED and not current.final):
        return False
    if target.reopen in ("once", "resume"):
        return False
    if target.start.fires(happening, cycles.spent) and (target.reopen == "new_cycle" or target.reopens is None):
        return True
    if target.reopens is not None:
        return target.reopens.fires(happening, cycles.spent)
    return target.reopen == "restart" and _ends(target.stop, happening)


def begun(target: Target, cycles: Cycles, happening: Happening, world: World) -> Cycles:
    """Return the cycles with a new one, from the event or from where the last one was due (rule P13)."""
    at, facts = happening.event.instant, happening.after
    fresh = _fresh(target, at, facts, cycles.held[world.version], world)
    if target.next_from == "previous_due" and cycles.current is not None:
        fresh = _from_previous_due(target, cycles.current, fresh, facts)
    fresh = _with_what_holds(target, fresh, at, facts, world)
    if cycles.current is not None and cycles.current.ended_at == at:
        fresh = fresh.noted(Decision("P19", "roles" if target.rules.tie_order == "roles" else "stop_first", at))
    return cycles.followed_by(fresh)


def _from_previous_due(target: Target, previous: Clock, fresh: Clock, facts: Mapping[str, Scalar]) -> Clock:
    due = previous.due() if previous.is_bound else None
    if due is None:
        return fresh
    match = match_of(target, facts, due)
    goal, calendar = match.goal, match.calendar
    if goal is None:
        return fresh
    allowance = allow(match.limit, due, calendar.calendar.horizon, goal.edge)
    moved = fresh._replace(
        started_at=due, anchor=due, since=due, allowance=allowance, match=match, goal=goal, limit=match.limit,
        rolls_on=match.rolls_on,
    )  # fmt: skip
    if due < fresh.last.start:  # late: what the last cycle did after its due goes over into this one
        last = previous.last.within(due, fresh.last.start)
        segment = Segment(last, fresh.last.start, None, fresh.last.rule, fresh.last.reason, calendar)
    else:
        segment = Segment(None, due, None, fresh.last.rule, fresh.last.reason, calendar)
    moved = moved._replace(last=segment).noted(Decision("P13", "previous_due", fresh.started_at))
    return moved._replace(original_due=moved.due(max(due, fresh.started_at)))


def opened(target: Target, at: int, facts: Mapping[str, Scalar], held: Held, world: World) -> Clock:
    """Return a new cycle, with whatever already holds at its start (rule P4)."""
    return _with_what_holds(target, _fresh(target, at, facts, held, world), at, facts, world)


def _fresh(target: Target, at: int, facts: Mapping[str, Scalar], held: Held, world: World) -> Clock:
    """Return a new cycle, running or paused."""
    match = match_of(target, facts, at)
    goal, calendar = match.goal, match.calendar
    rule = rule_in_force(target, None, facts, held, at, calendar)
    reason = "" if rule == COUNTS else target.pauses[rule].reason
    stage = Stage.PENDING if goal is None else Stage.RUNNING if rule == COUNTS else Stage.PAUSED
    waits = (
        goal is not None
        and rule != COUNTS
        and goal.rules.anchor == "first_counting"
        and isinstance(match.limit, BusinessDays | CalendarSpan)
    )
    allowance = None if goal is None else allow(match.limit, at, calendar.calendar.horizon, goal.edge)
    clock = Clock(
        at, stage, Segment(None, at, None, rule, reason, calendar), NO_GOAL if goal is None else reason, None,
        None, match, goal, match.limit, allowance, None if waits else at, at, at, world.version,
        rolls_on=match.rolls_on, had_goal=goal is not None,
    )  # fmt: skip
    return clock.with_original_due(clock.due(at if waits else None))


def _with_what_holds(target: Target, clock: Clock, at: int, facts: Mapping[str, Scalar], world: World) -> Clock:
    """Return a new cycle completed, suspended, or noted as paused, if that holds at its start."""
    if target.stop.stands(facts):
        return clock.ended(at, Stage.COMPLETED).noted(Decision("P4", "stopped", at))
    suspension = suspension_of(target, clock, facts, at, world)
    if suspension is not None:
        return _suspended(target, clock, suspension, at)
    if clock.last.rule != COUNTS:
        clock = clock.noted(Decision("P4", "paused", at, (clock.last.reason,)))
    return clock._replace(covered=True) if world.terms.entitlements else clock


def paired(target: Target, held: Held, happening: Happening, spent: frozenset[OnceKey]) -> Held:
    """Return which pairs of moments pause after an event."""
    return held_after(target, held, happening, spent) if target.reads.pairs else held


def _overridden(target: Target, clock: Clock, event: Event, world: World) -> Clock:
    """Return the clock with a due date that somebody set by hand (rule P21)."""
    if clock.final or clock.stage is Stage.COMPLETED:
        return clock
    if event.details.get("target") not in (None, "", target.name):
        return clock
    due = instant_in(event.details.get("due_at"), "details.due_at", world.terms.zone, bare="ends")
    breached, ended_at = clock.breached_at, clock.ended_at
    if breached is None:
        breached = clock.breach(event.instant if ended_at is None else ended_at)
        if breached == ended_at:  # as it came it was suspended already, and has promised nothing since
            breached = None
    choice = "lifted" if due is None else "set"
    moved = clock._replace(override=due, breached_at=breached, judged_from=event.instant)
    said = () if due is None else (str(due),)
    return moved.noted(Decision("P21", choice, event.instant, said))
