"""One target and its cycles: what each happening does to them (stop, cancel, goal and hours, pause, start)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.stage import Stage
from slacal.testing.engine_oracle_changes import (
    change_goal,
    change_hours,
    change_hours_of_kept,
    match_late,
    matching,
    promised,
    take,
    undated,
)
from slacal.testing.engine_oracle_cycle import Cycle, Mark
from slacal.testing.engine_oracle_goals import date_of, measured_on
from slacal.testing.engine_oracle_hours import MINUTE
from slacal.testing.engine_oracle_pauses import extend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slacal.engine.facts import Scalar
    from slacal.engine.moments import Happening, Moment, OnceKey
    from slacal.engine.terms import Conversion, PauseRule, Target
    from slacal.testing.engine_oracle_world import Row, World


class Lane:
    """One target, its cycles so far, which of its event pairs hold in each version, and the vouchers it has used."""

    def __init__(self, row: Row, world: World) -> None:
        self.row = row
        self.world = world
        self.cycles: list[Cycle] = []
        self.begun: list[set[int]] = [set() for _ in row]
        self.used: frozenset[OnceKey] = frozenset()

    @property
    def name(self) -> str:
        """The name of the target."""
        return next(target.name for target in self.row if target is not None)

    @property
    def target(self) -> Target:
        """The target as the version has it to which the current cycle is pinned."""
        target = self.row[self.cycles[-1].version]
        assert target is not None  # noqa: S101 - a cycle begins where there is one, and goes over where there is one
        return target

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
            cycle.breached_at = max(due, cycle.since)

    def conversion(self, facts: Mapping[str, Scalar]) -> Conversion | None:
        """Return what the current cycle becomes at its limit."""
        return next((item for item in self.target.at_limit if item.when is None or item.when.holds(facts)), None)

    def ask(self, minute: int, facts: Mapping[str, Scalar]) -> None:
        """Ask what facts and cover say now, under the version that has come into force for the cycle by then."""
        if not self.cycles or self.cycles[-1].is_over:
            return
        cycle = self.cycles[-1]
        self.note_breach(minute)
        while not cycle.over and self.target.rules.pin == "latest" and cycle.version < self.world.version_at(minute):
            if self.row[cycle.version + 1] is None:
                self._end(cycle, "withdrawn", minute)
            else:
                cycle.version += 1
        if not cycle.over:
            self._follow(cycle, minute, facts)
            self.pass_to(minute, facts)

    # -- something happens -------------------------------------------------------------------------------------------

    def happen(self, happenings: Sequence[Happening], minute: int) -> None:
        """Take what happens at one minute: one event, or all of them as one."""
        facts = happenings[-1].after
        self.note_breach(minute)
        self._begin_and_end(happenings)
        self._override(happenings)
        if self.cycles and not self.cycles[-1].is_over:
            self._after(self.cycles[-1], happenings, minute)
        elif self.cycles and self.cycles[-1].stopped and self._resumes(happenings):
            self._run_on(self.cycles[-1], minute)
            self.cycles[-1].stopped = False
            self._follow(self.cycles[-1], minute, facts)
        version = self.world.version_at(minute)
        target = self.row[version]
        if target is not None and self._starts(target, happenings):
            self.open(minute, facts, version, follows=target.next_from == "previous_due")
        self._spend(happenings)
        self.pass_to(minute, facts)

    def _after(self, cycle: Cycle, happenings: Sequence[Happening], minute: int) -> None:
        """Take what happens to an open or a suspended cycle; one that is not covered, or out of scope, has no stop."""
        facts = happenings[-1].after
        cancel = self.target.cancel
        if cycle.suspended in {"", "done", "no_goal"} and self._fires(self.target.stop, happenings):
            self._run_on(cycle, minute)
            cycle.stopped, cycle.stopped_at, cycle.suspended = True, minute, ""
        elif cancel is not None and self._fires(cancel, happenings) and not cancel.stands(facts):
            self._end(cycle, "cancelled", minute)
        else:
            self._follow(cycle, minute, facts)

    def _end(self, cycle: Cycle, why: str, minute: int) -> None:
        """End a cycle for good."""
        if cycle.suspended:
            self._run_on(cycle, minute)
        cycle.over, cycle.suspended = why, ""

    def _run_on(self, cycle: Cycle, minute: int) -> None:
        """Make the time for which the clock stood a pause, on the hours that were in force."""
        cycle.tape += [Mark(cycle.suspended or "closed until reopened", cycle.hours)] * (minute - cycle.now)

    def _suspend(self, cycle: Cycle, why: str, minute: int) -> None:
        if cycle.suspended and cycle.suspended != why:
            self._run_on(cycle, minute)
        cycle.suspended = why

    def _follow(self, cycle: Cycle, minute: int, facts: Mapping[str, Scalar]) -> None:
        """Let a cycle have the goal and the hours that the facts ask for, unless something suspends it."""
        why = self.world.suspends(cycle, self.target, facts, minute)
        if why:
            self._suspend(cycle, why, minute)
            return
        place = matching(self.target, facts, cycle.start)
        if cycle.suspended and not (cycle.suspended == "no_goal" and place is None):
            self._run_on(cycle, minute)
            cycle.suspended = ""
            if self.target.stop.stands(facts):
                cycle.stopped, cycle.stopped_at = True, minute
                return
        cycle.covered = cycle.covered or self.world.entitles(cycle)
        self.note_breach(minute)  # of a date, or a due set by hand, that passed while the cycle stood still
        was_lost, cycle.lost = (
            cycle.lost,
            place is None and cycle.taken is not None and self.target.rules.on_change != "freeze",
        )
        if cycle.lost:
            self._suspend(cycle, "no_goal", minute)
        else:
            self._match(cycle, place, minute, facts, was_lost=was_lost)

    def _match(
        self, cycle: Cycle, place: int | None, minute: int, facts: Mapping[str, Scalar], *, was_lost: bool
    ) -> None:
        """Compare the goal that matches with the one that matched before; one found again goes on after a pause."""
        goal = None if place is None else self.target.goals[place]
        asked = None if goal is None else promised(self.target, goal, facts)
        if goal is None or asked is None:
            if cycle.taken is None:
                change_hours(cycle, measured_on(self.target, None, facts))
            elif cycle.matched is not None:
                cycle.matched, cycle.frozen = None, True
        elif cycle.taken is None:
            match_late(cycle, take(self.target, goal, facts))
            cycle.matched = asked
        elif asked == cycle.matched and not was_lost:
            hours = measured_on(self.target, goal, facts)
            if cycle.kept:
                change_hours_of_kept(cycle, self.target, hours, facts)
            else:
                change_hours(cycle, hours)
        elif goal.rules.on_change == "restart" and not undated(cycle) and not was_lost:
            cycle.over = "goal_changed"
            self.open(minute, facts, cycle.version)
            if goal.rules.due_override == "stays":
                self.cycles[-1].override = cycle.override
        else:
            change_goal(cycle, take(self.target, goal, facts), was_lost=was_lost)
            cycle.matched = asked
        if goal is not None:
            cycle.asked_hours = measured_on(self.target, goal, facts)

    # -- starts ------------------------------------------------------------------------------------------------------

    def _starts(self, target: Target, happenings: Sequence[Happening]) -> bool:
        started = self._fires(target.start, happenings)
        if not self.cycles:
            return started
        if not self.cycles[-1].is_over:
            return False
        if started and target.reopen in {"new_cycle", "restart"}:
            return True
        return target.reopen == "restart" and self._reopened(target, happenings)

    def open(self, minute: int, facts: Mapping[str, Scalar], version: int, *, follows: bool = False) -> None:
        """Open a cycle, with all that already holds at its start; one that `follows` begins at the due before it."""
        target = self.row[version]
        if target is None:
            return
        cycle = self._new(target, minute, facts, follows=follows)
        cycle.version = version
        place = matching(target, facts, cycle.start)
        if place is not None:
            goal = target.goals[place]
            cycle.taken = take(target, goal, facts)
            cycle.matched = promised(target, goal, facts)
            cycle.rules, cycle.hours = goal.rules, cycle.taken.hours
        self.cycles.append(cycle)
        extend(cycle, self._holding(facts), minute)
        cycle.began_paused = cycle.paused is not None
        if target.stop.stands(facts):
            cycle.stopped, cycle.stopped_at = True, minute
            return
        cycle.suspended = self.world.suspends(cycle, target, facts, minute)
        cycle.covered = not cycle.suspended and self.world.entitles(cycle)

    def _new(self, target: Target, minute: int, facts: Mapping[str, Scalar], *, follows: bool) -> Cycle:
        """Return a cycle without a goal, from this minute or from the due of the one before (`next_from`)."""
        hours = measured_on(target, None, facts)
        due = self.cycles[-1].due(resumed=True) if follows and self.cycles else None
        if due is None:
            return Cycle(minute, target.rules, hours, since=minute * MINUTE)
        fresh = Cycle(due // MINUTE, target.rules, hours, since=minute * MINUTE)
        fresh.tape = [mark for at, mark in self.cycles[-1].marks() if at >= fresh.start]
        return fresh

    # -- pauses, reopening, dates set by hand ------------------------------------------------------------------------

    def _holding(self, facts: Mapping[str, Scalar]) -> list[PauseRule]:
        """Return the pause rules that hold, in their order."""
        begun = self.begun[self.cycles[-1].version]
        return [
            rule
            for place, rule in enumerate(self.target.pauses)
            if place in begun or (rule.condition is not None and rule.condition.holds(facts))
        ]

    def _begin_and_end(self, happenings: Sequence[Happening]) -> None:
        for begun, target in zip(self.begun, self.row, strict=True):
            for place, rule in enumerate(target.pauses if target is not None else ()):
                if rule.begins is not None and self._fires(rule.begins, happenings):
                    begun.add(place)
                if rule.ends is not None and self._fires(rule.ends, happenings):
                    begun.discard(place)

    def _resumes(self, happenings: Sequence[Happening]) -> bool:
        """Tell whether the same cycle goes on after it was completed."""
        return self.target.reopen == "resume" and self._reopened(self.target, happenings)

    def _reopened(self, target: Target, happenings: Sequence[Happening]) -> bool:
        """Tell whether the ticket is reopened: the stop state ended, or its named moment came."""
        if target.reopens is not None:
            return self._fires(target.reopens, happenings)
        before, facts = happenings[0].before, happenings[-1].after
        return before is not None and target.stop.stands(before) and not target.stop.stands(facts)

    def _override(self, happenings: Sequence[Happening]) -> None:
        """Set or lift a due by hand, on a cycle that has not ended for good."""
        for event in (happening.event for happening in happenings if happening.event.kind == "due_override"):
            named = event.details.get("target")
            if self.cycles and not self.cycles[-1].is_over and named in {None, self.name}:
                zone = self.world.versions[self.cycles[-1].version].zone
                self.cycles[-1].override = date_of(event.details.get("due_at"), zone)
                self.cycles[-1].since = event.instant

    # -- moments -----------------------------------------------------------------------------------------------------

    def _fires(self, moment: Moment, happenings: Sequence[Happening]) -> bool:
        return any(moment.fires(happening, self.used) for happening in happenings)

    def _spend(self, happenings: Sequence[Happening]) -> None:
        """Use up the vouchers that the start asked for, whatever it did."""
        for target in self.row:
            if target is not None:
                self.used = self.used.union(*map(target.start.spends, happenings))


def stage_of(cycle: Cycle, now: int) -> Stage:
    """Return where a cycle stands; one that starts at a due to come is pending until then."""
    if cycle.stopped:
        return Stage.COMPLETED
    if cycle.suspended == "not_covered":
        return Stage.NOT_COVERED
    if cycle.over or cycle.suspended:
        return Stage.CANCELLED
    if cycle.taken is None or now < cycle.start:
        return Stage.PENDING
    return Stage.RUNNING if cycle.paused is None else Stage.PAUSED
