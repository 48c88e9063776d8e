"""What the passing of time does to a ticket without an event: caps, limits, versions, and cover (P3, P17, P24, P26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.caps import NOTHING
from slacal.engine.clock import LIVE, Clock
from slacal.engine.decision import Decision
from slacal.engine.entitlements import edges
from slacal.engine.pausing import capped_at, left_pause
from slacal.engine.stage import Stage
from slacal.engine.step import refreshed
from slacal.engine.suspension import CONVERTED, WITHDRAWN
from slacal.engine.ticket import asked_again, opened_by, worlds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.engine.cycles import Cycles
    from slacal.engine.facts import Scalar
    from slacal.engine.plan import Plan, Row
    from slacal.engine.suspension import World
    from slacal.engine.terms import Conversion, Target
    from slacal.engine.ticket import Ticket


class Change(NamedTuple):
    """Something that happens by itself: when, what, and to which row of the plan."""

    at: int
    what: str
    place: int
    version: int = 0


_LATE, _LIMIT, _CAP, _VERSION, _COVER = "late limit", "limit", "cap", "version", "cover"


def passed(plan: Plan, ticket: Ticket, until: int) -> Ticket:
    """Return what is known when time has passed up to `until`: what lies on it has happened, but for limits.

    A limit lets a cycle be completed at the very due, so it acts only after it. Cost: linear in what happens.
    """
    if not plan.timed:
        return ticket
    while (change := _next(plan, ticket, until)) is not None:
        ticket = _happened(plan, ticket, change)
    return ticket


def changes_ahead(plan: Plan, ticket: Ticket) -> Iterator[int]:
    """Yield the instants after which something happens by itself; a limit acts a microsecond after its due."""
    if plan.timed:
        for change in _changes(plan, ticket):
            yield change.at + (change.what == _LIMIT)


def _next(plan: Plan, ticket: Ticket, until: int) -> Change | None:
    found = [change for change in _changes(plan, ticket) if change.at < until or _on_time(change, until)]
    return min(found, key=lambda change: (change.at, change.what == _LIMIT, change.place), default=None)


def _on_time(change: Change, until: int) -> bool:
    return change.at == until and change.what != _LIMIT


def _changes(plan: Plan, ticket: Ticket) -> Iterator[Change]:
    if ticket.at is None:
        return
    for place, (row, cycles) in enumerate(zip(plan.rows, ticket.cycles, strict=True)):
        clock = cycles.current
        if clock is None or clock.is_over:
            continue
        yield from _of_clock(row.target_of(clock), clock, place)
        yield from _of_world(plan, ticket, row, clock, place)


def _of_clock(target: Target, clock: Clock, place: int) -> Iterator[Change]:
    capped = capped_at(target, clock)
    if capped is not None:
        yield Change(capped, _CAP, place)
    if target.at_limit and clock.stage in LIVE and clock.is_bound:
        due = clock.due()
        if due is not None and due != clock.limit_passed:
            late = due < clock.judged_from  # it was late as it came, so nothing can be completed at the very due
            yield Change(max(due, clock.judged_from), _LATE if late else _LIMIT, place)


def _of_world(plan: Plan, ticket: Ticket, row: Row, clock: Clock, place: int) -> Iterator[Change]:
    at = ticket.at
    assert at is not None  # noqa: S101 - asked before
    target = row.target_of(clock)
    if target.rules.pin == "latest" and clock.version < len(plan.since):
        yield Change(max(plan.since[clock.version], at), _VERSION, place, clock.version + 1)
    if plan.versions[clock.version].entitlements:
        asked = clock.stage is Stage.NOT_COVERED or target.rules.cover == "throughout"
        edge = edges(ticket.covers[clock.version], at) if asked else None
        if edge is not None:
            yield Change(edge, _COVER, place)


def _happened(plan: Plan, ticket: Ticket, change: Change) -> Ticket:
    at, facts = ticket.at, ticket.facts or {}
    worlds = worlds_of(plan, ticket.covers)
    known = ticket.cycles
    cycles = known[change.place]
    row = plan.rows[change.place]
    clock = cycles.current
    assert at is not None  # noqa: S101 - asked before
    assert clock is not None  # noqa: S101 - things happen to running cycles alone
    target = row.target_of(clock)
    chosen = _conversion(target, facts) if change.what in (_LIMIT, _LATE) else None
    if change.what in (_LIMIT, _LATE):
        cycles = cycles.with_current(_at_limit(clock, chosen, change.at))
    elif change.what == _VERSION:
        cycles = _in_version(row, clock, cycles, change, facts, worlds)
    else:
        cycles = refreshed(target, clock, cycles, change.at, facts, worlds[clock.version])
    now = ticket._replace(cycles=(*known[: change.place], cycles, *known[change.place + 1 :]))
    now = now._replace(at=max(change.at, at))
    if change.what == _COVER:  # time has moved on for all of them
        now = asked_again(plan, now, change.at)
    return opened_by(plan, now, chosen.to, change.at) if chosen is not None and chosen.opens else now


def _at_limit(clock: Clock, chosen: Conversion | None, at: int) -> Clock:
    """Return the clock converted at its due, if a condition held there (rule P26); it is asked once for each due."""
    if chosen is None:
        return clock._replace(limit_passed=clock.due())
    ended = clock.ended(at, Stage.CANCELLED, CONVERTED)
    return ended._replace(final=True, converted=chosen.to).noted(Decision("P26", "converted", at, (chosen.to,)))


def _conversion(target: Target, facts: Mapping[str, Scalar]) -> Conversion | None:
    return next((one for one in target.at_limit if one.when is None or one.when.holds(facts)), None)


def _in_version(
    row: Row, clock: Clock, cycles: Cycles, change: Change, facts: Mapping[str, Scalar], worlds: tuple[World, ...]
) -> Cycles:
    """Return the cycles with the current one under a later version (rule P17)."""
    target = row.versions[change.version]
    decision = Decision("P17", "latest", change.at, (worlds[change.version].terms.version,))
    if target is None:
        ended = clock.resumed(change.at, clock.reason).ended(change.at, Stage.CANCELLED, WITHDRAWN)
        return cycles.with_current(ended._replace(final=True).noted(decision))
    was = row.target_of(clock)
    moved = clock._replace(version=change.version).noted(decision)
    if was.pauses != target.pauses:
        moved = _under_other_pauses(was, target, moved, change.at)
    return refreshed(target, moved, cycles, change.at, facts, worlds[change.version])


def _under_other_pauses(was: Target, target: Target, clock: Clock, at: int) -> Clock:
    """Return the clock with what its pauses have used, by their reasons: a rule may stand in another place now."""
    clock = left_pause(was, clock, at)
    used = {rule.reason: spent for rule, spent in zip(was.pauses, clock.spent, strict=False)}
    spent = tuple(used.get(rule.reason, NOTHING) for rule in target.pauses)
    last = clock.last.ended(at) if clock.last.end is None and clock.last.rule >= 0 else clock.last
    return clock._replace(spent=spent, last=last)
