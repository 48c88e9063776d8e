"""One target and its cycles: what each happening does to them (stop, cancel, goal and hours, pause, start)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.stage import Stage
from slacal.testing.engine_oracle_changes import change_goal, change_hours, match_late, matching, take
from slacal.testing.engine_oracle_cycle import Cycle, Mark
from slacal.testing.engine_oracle_goals import date_of, measured_on, resolved
from slacal.testing.engine_oracle_hours import MINUTE
from slacal.testing.engine_oracle_pauses import extend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slacal.engine.facts import Scalar
    from slacal.engine.moments import Happening, Moment
    from slacal.engine.terms import Conversion, PauseRule, Target


class Lane:
    """One target, its cycles so far, and which of its event pairs hold."""

    def __init__(self, target: Target, zone: str) -> None:
        self.target = target
        self.zone = zone
        self.cycles: list[Cycle] = []
        self.begun: set[int] = set()

    # -- time goes by ------------------------------------------------------------------------------------------------

    def pass_to(self, minute: int, facts: Mapping[str, Scalar]) -> None:
        """Let the current cycle run, or pause, up to a minute."""
        if self.cycles:
            extend(self.cycles[-1], self._holding(facts), minute)

    def limit_before(self, minute: int) -> int | None:
        """Return the due of the open cycle if it lies before a minute."""
        if not self.cycles or self.cycles[-1].stands:
            return None
        due = self.cycles[-1].due(resumed=False, until=minute)
        return due if due is not None and due < minute * MINUTE else None

    def note_breach(self, minute: int) -> None:
        """Keep when the open cycle was first late, if it is."""
        due = self.limit_before(minute)
        if due is not None and self.cycles[-1].breached_at is None:
            cycle = self.cycles[-1]
            cycle.breached_at = max(due, cycle.since, cycle.start * MINUTE)

    def conversion(self, facts: Mapping[str, Scalar]) -> Conversion | None:
        """Return what an open cycle becomes at its limit."""
        found = (item for item in self.target.at_limit if item.when is None or item.when.holds(facts))
        return next(found, None)

    # -- something happens -------------------------------------------------------------------------------------------

    def happen(self, happenings: Sequence[Happening], minute: int) -> None:
        """Take what happens at one minute: one event, or all of them as one."""
        before, facts = happenings[0].before, happenings[-1].after
        self.note_breach(minute)
        self._begin_and_end(happenings)
        self._override(happenings)
        reopened = self._reopened(happenings, before, facts)
        was_open = bool(self.cycles) and not (self.cycles[-1].stopped or self.cycles[-1].over)
        if was_open:
            self._after(self.cycles[-1], happenings, minute)
        elif reopened and self.target.reopen == "resume" and self.cycles and self.cycles[-1].stopped:
            self._run_on(self.cycles[-1], minute)
            self.cycles[-1].stopped = False
            self._follow(self.cycles[-1], minute, facts)
        if self._starts(happenings, reopened=reopened):
            self.open(minute, facts)
        self.pass_to(minute, facts)

    def _after(self, cycle: Cycle, happenings: Sequence[Happening], minute: int) -> None:
        """Take what happens to an open or a suspended cycle."""
        facts = happenings[-1].after
        cancel = self.target.cancel
        if _fires(self.target.stop, happenings):
            self._run_on(cycle, minute)
            cycle.stopped, cycle.stopped_at, cycle.suspended = True, minute, ""
        elif cancel is not None and _fires(cancel, happenings) and not cancel.stands(facts):
            cycle.over = "cancelled"
            cycle.suspended = ""
        else:
            self._follow(cycle, minute, facts)

    def _run_on(self, cycle: Cycle, minute: int) -> None:
        """Make the time for which the clock stood a pause, on the hours that were in force."""
        cycle.tape += [Mark(cycle.suspended or "closed until reopened", cycle.hours)] * (minute - cycle.now)

    def _follow(self, cycle: Cycle, minute: int, facts: Mapping[str, Scalar]) -> None:
        """Let a cycle have the goal and the hours that the facts ask for, unless something suspends it."""
        if self.target.cancel is not None and self.target.cancel.stands(facts):
            cycle.suspended = "done"
            return
        place = matching(self.target, facts, cycle.start)
        if place is None and cycle.taken is not None and self.target.rules.on_change != "freeze":
            cycle.suspended, cycle.lost = "no_goal", True
            return
        cycle.lost = False
        if cycle.suspended:
            self._run_on(cycle, minute)
            cycle.suspended = ""
        self._match(cycle, place, minute, facts)

    def _match(self, cycle: Cycle, place: int | None, minute: int, facts: Mapping[str, Scalar]) -> None:
        """Compare the goal that matches with the one that matched before."""
        goal = None if place is None else self.target.goals[place]
        asked = None if place is None or goal is None else (place, resolved(self.target, goal, facts))
        if goal is None or asked is None:
            if cycle.taken is None:
                change_hours(cycle, measured_on(self.target, None, facts))
            elif cycle.matched is not None:
                cycle.matched, cycle.frozen = None, True
        elif cycle.taken is None:
            match_late(cycle, take(self.target, goal, facts))
            cycle.matched = asked
        elif asked == cycle.matched:
            change_hours(cycle, measured_on(self.target, goal, facts))
        elif goal.rules.on_change == "restart":
            cycle.over = "goal_changed"
            self.open(minute, facts)
        else:
            change_goal(cycle, take(self.target, goal, facts))
            cycle.matched = asked

    # -- starts ------------------------------------------------------------------------------------------------------

    def _starts(self, happenings: Sequence[Happening], *, reopened: bool) -> bool:
        started = _fires(self.target.start, happenings)
        if not self.cycles:
            return started
        if not (self.cycles[-1].stopped or self.cycles[-1].over):
            return False
        again = self.target.reopen
        return (started and again in {"new_cycle", "restart"}) or (
            reopened and again == "restart" and self.cycles[-1].stopped
        )

    def open(self, minute: int, facts: Mapping[str, Scalar]) -> None:
        """Open a cycle, with all that already holds at its start."""
        cycle = self._new(minute, facts)
        place = matching(self.target, facts, cycle.start)
        if place is not None:
            goal = self.target.goals[place]
            cycle.taken = take(self.target, goal, facts)
            cycle.matched = (place, cycle.taken.resolved)
            cycle.rules, cycle.hours = goal.rules, cycle.taken.hours
        self.cycles.append(cycle)
        extend(cycle, self._holding(facts), minute)
        cycle.began_paused = cycle.paused is not None
        if self.target.stop.stands(facts):
            cycle.stopped, cycle.stopped_at = True, minute
        elif self.target.cancel is not None and self.target.cancel.stands(facts):
            cycle.suspended = "done"

    def _new(self, minute: int, facts: Mapping[str, Scalar]) -> Cycle:
        """Return a cycle without a goal, from this minute or from the due of the one before (`next_from`)."""
        hours = measured_on(self.target, None, facts)
        due = None
        if self.target.next_from == "previous_due" and self.cycles:
            due = self.cycles[-1].due(resumed=True)
        if due is None:
            return Cycle(minute, self.target.rules, hours, since=minute * MINUTE)
        fresh = Cycle(due // MINUTE, self.target.rules, hours, since=due)
        fresh.tape = [mark for at, mark in self.cycles[-1].marks() if at >= fresh.start]
        return fresh

    # -- pauses, reopening, dates set by hand ------------------------------------------------------------------------

    def _holding(self, facts: Mapping[str, Scalar]) -> list[PauseRule]:
        """Return the pause rules that hold, in their order."""
        return [
            rule
            for place, rule in enumerate(self.target.pauses)
            if place in self.begun or (rule.condition is not None and rule.condition.holds(facts))
        ]

    def _begin_and_end(self, happenings: Sequence[Happening]) -> None:
        for place, rule in enumerate(self.target.pauses):
            if rule.begins is not None and _fires(rule.begins, happenings):
                self.begun.add(place)
            if rule.ends is not None and _fires(rule.ends, happenings):
                self.begun.discard(place)

    def _reopened(
        self, happenings: Sequence[Happening], before: Mapping[str, Scalar] | None, facts: Mapping[str, Scalar]
    ) -> bool:
        """Tell whether the ticket is reopened: the stop state ended, or its named moment came."""
        if self.target.reopens is not None:
            return _fires(self.target.reopens, happenings)
        return before is not None and self.target.stop.stands(before) and not self.target.stop.stands(facts)

    def _override(self, happenings: Sequence[Happening]) -> None:
        """Set or lift a due by hand, on the open cycle."""
        for event in (happening.event for happening in happenings if happening.event.kind == "due_override"):
            named = event.details.get("target")
            if self.cycles and not self.cycles[-1].stands and named in {None, self.target.name}:
                self.cycles[-1].override = date_of(event.details.get("due_at"), self.zone)
                self.cycles[-1].since = event.instant


def stage_of(cycle: Cycle, now: int) -> Stage:
    """Return where a cycle stands; one that starts at a due to come is pending until then."""
    if cycle.stopped:
        return Stage.COMPLETED
    if cycle.over or cycle.suspended:
        return Stage.CANCELLED
    if cycle.taken is None or now < cycle.start:
        return Stage.PENDING
    return Stage.RUNNING if cycle.paused is None else Stage.PAUSED


def _fires(moment: Moment, happenings: Sequence[Happening]) -> bool:
    return any(map(moment.fires, happenings))
