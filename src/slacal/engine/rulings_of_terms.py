"""Rulings that are seen from what was promised: P7, P11 to P14, P17, P18, P20, P23 to P25, and P27 to P31."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.ruling import Ruling
from slacal.engine.stage import Stage
from slacal.engine.stated import condition_text, moment_text, number_text
from slacal.spans.instant import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.cycle import Cycle
    from slacal.engine.terms import Goal, Target, Terms


def by_terms(cycle: Cycle) -> Iterator[Ruling]:
    """Yield the rulings of a cycle that its target and its policy show."""
    seen = cycle.seen
    versions = seen.terms.plan.versions
    version = seen.terms.plan.version_at(seen.now) if cycle.clock is None else cycle.clock.version
    yield from _chained(cycle, seen.target)
    yield from _cycles(cycle, seen.target)
    yield from _pinned(cycle)
    yield from _matched(cycle, seen.target)
    yield from _pausing(cycle, seen.target)
    yield from (Ruling("P20", "orphan", None, (reason,)) for reason in seen.orphans)
    yield from _inside(seen.target)
    yield from _entitled(cycle, versions[version])
    yield from _used(cycle, versions[version])
    yield from (Ruling("P29", "assumes", None, (text,)) for text in versions[version].assumptions)
    yield from _committed(cycle)
    yield from _credited(cycle)


def _chained(cycle: Cycle, target: Target) -> Iterator[Ruling]:
    clock, first = cycle.clock, cycle.seen.first
    if clock is None:
        yield Ruling("P14", "pending", None, (moment_text(target.start),))
    elif cycle.number == 1 and first is not None and clock.started_at > first:
        yield Ruling("P14", "named", None, (moment_text(target.start), duration(clock.started_at - first)))


def _cycles(cycle: Cycle, target: Target) -> Iterator[Ruling]:
    """Yield what a target that is measured several times, or only once, means for this cycle."""
    clock = cycle.clock
    if clock is None:
        return
    is_final = target.reopen == "once" and clock.stage is Stage.COMPLETED and bool(target.stop.fields())
    if is_final and not target.stop.stands(cycle.seen.facts):
        yield Ruling("P11", "once")
    if cycle.number > 1 and target.reopen in ("new_cycle", "restart"):
        yield Ruling("P11", "new_cycle", None, (cycle.number,))
    again = target.start.kinds()
    if target.reopen != "new_cycle" or not again:
        return
    if again.isdisjoint(target.stop.kinds()):
        yield Ruling("P12", "first", None, (moment_text(target.start),))
    elif cycle.number > 1 and target.next_from == "event":
        yield Ruling("P13", "event")


def _pinned(cycle: Cycle) -> Iterator[Ruling]:
    clock, plan = cycle.clock, cycle.seen.terms.plan
    pin = cycle.seen.target.rules.pin  # one that takes the latest keeps an older version where it ended under it
    if clock is not None and pin == "start" and clock.version < plan.version_at(cycle.seen.now):
        yield Ruling("P17", "start", None, (plan.versions[clock.version].version,))


def _matched(cycle: Cycle, target: Target) -> Iterator[Ruling]:
    clock = cycle.clock
    if clock is None:
        return
    if clock.goal is None:
        yield Ruling("P18", "no_goal")
    elif len(target.goals) > 1 or clock.goal.when is not None:
        yield _chosen(cycle.goal, clock.goal, target)


def _chosen(text: str, goal: Goal, target: Target) -> Ruling:
    if target.match != "first":
        return Ruling("P18", target.match, None, (text,))
    if goal.when is None:
        return Ruling("P18", "default", None, (text,))
    return Ruling("P18", "first", None, (text, condition_text(goal.when)))


def _pausing(cycle: Cycle, target: Target) -> Iterator[Ruling]:
    """Yield that other clocks stand now and this one never does (P7), or that several reasons are one pause (P20)."""
    if cycle.clock is None or cycle.clock.ended_at is not None:
        return
    facts = cycle.seen.facts
    if not target.pauses:
        others = [rule.condition for one in cycle.seen.terms.targets for rule in one.pauses]
        if any(condition.holds(facts) for condition in others if condition is not None):
            yield Ruling("P7", "never")
    holding = [rule.reason for rule in target.pauses if rule.condition is not None and rule.condition.holds(facts)]
    if cycle.stage is Stage.PAUSED and len(holding) > 1:
        yield Ruling("P20", "united", None, (", ".join(holding),))


def _inside(target: Target) -> Iterator[Ruling]:
    if target.kind != "sla":
        yield Ruling("P23", target.kind)
        yield Ruling("P23", "sum" if target.reopen == "resume" else "each")


def _entitled(cycle: Cycle, terms: Terms) -> Iterator[Ruling]:
    clock, target = cycle.clock, cycle.seen.target
    if clock is not None and clock.covered and terms.entitlements:
        yield Ruling("P24", target.rules.cover)
    cell = None if terms.scope is None else terms.scope.cell(cycle.seen.facts)
    if cell is not None and cell.kind == "conditional":
        yield Ruling("P25", "conditional", None, (cell.note,))


def _used(cycle: Cycle, terms: Terms) -> Iterator[Ruling]:
    for rule in terms.usage:
        if rule.of == cycle.target and (rule.when is None or rule.when.holds(cycle.seen.facts)):
            yield Ruling("P27", "counts", None, (number_text(rule.step), number_text(rule.minimum), rule.per))
    if terms.queue:
        keys = dict.fromkeys(key for rank in terms.queue for key in rank.by)
        yield Ruling("P28", "order", None, (", ".join(keys),))


def _committed(cycle: Cycle) -> Iterator[Ruling]:
    if cycle.commitment != "firm":
        yield Ruling("P30", cycle.commitment)


def _credited(cycle: Cycle) -> Iterator[Ruling]:
    penalty, given = cycle.penalty, cycle.seen.target.credits
    if penalty is not None and given is not None:
        capped = given.at_most is not None and penalty.units * given.percent > given.at_most
        said = (penalty.units, number_text(penalty.percent), penalty.of)
        yield Ruling("P31", "capped" if capped else "credits", None, said)
