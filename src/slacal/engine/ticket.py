"""Ticket: what is known of one ticket after the events so far, and how an event or the passing of time changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.decision import Decision
from slacal.engine.entitlements import Cover, learned
from slacal.engine.moments import Happening
from slacal.engine.pausing import UNPAUSED
from slacal.engine.step import Cycles, begun, gone_on, opened, paired, refreshed, starts
from slacal.engine.suspension import World
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.clock import Clock
    from slacal.engine.event import Event
    from slacal.engine.facts import Scalar
    from slacal.engine.plan import Plan, Row
    from slacal.engine.terms import Target


class Tie(NamedTuple):
    """The events of the last instant, and what was known before them."""

    facts: Mapping[str, Scalar] | None
    cycles: tuple[Cycles, ...]
    events: tuple[Event, ...]


class Ticket(NamedTuple):
    """The facts, the cycles of each row of the plan, what each version covers, and up to when time has passed.

    ``first`` is the instant of the first event; ``unread`` are the kinds of events that no target reads; ``tie`` is
    kept where the rules ask for it.
    """

    facts: Mapping[str, Scalar] | None = None
    at: int | None = None
    first: int | None = None
    cycles: tuple[Cycles, ...] = ()
    covers: tuple[Cover, ...] = ()
    unread: tuple[str, ...] = ()
    tie: Tie | None = None


def fresh(plan: Plan) -> Ticket:
    """Return a ticket to which nothing has happened."""
    held = (UNPAUSED,) * len(plan.versions)
    return Ticket(cycles=(Cycles(held=held),) * len(plan.rows), covers=(Cover(),) * len(plan.versions))


def worlds_of(plan: Plan, covers: tuple[Cover, ...]) -> tuple[World, ...]:
    """Return what clocks depend on besides their own history, for each version."""
    return tuple(World(terms, covers[version], version) for version, terms in enumerate(plan.versions))


def after(plan: Plan, ticket: Ticket, event: Event) -> Ticket:
    """Return what is known after an event; time must have passed up to it (`passed`)."""
    before = ticket.facts
    facts = _facts_after(before, event)
    happening = Happening(event, before, facts)
    version = plan.version_at(event.instant)
    covers = covers_after(plan, ticket.covers, happening)
    worlds = worlds_of(plan, covers)
    tie = _tie(plan, ticket, event)
    known = ticket.cycles
    cycles = list(known)
    for place, row in enumerate(plan.rows):
        cycles[place] = _stepped(plan, row, known[place], happening, worlds, version)
        if tie is not None and len(tie.events) > 1 and _by_roles(row, version):
            together = Happening(event, tie.facts, facts, tie.events[:-1])
            cycles[place] = _stepped(plan, row, tie.cycles[place], together, worlds, version)
    first = event.instant if ticket.first is None else ticket.first
    now = Ticket(facts, event.instant, first, tuple(cycles), covers, _unread(plan, ticket, event), tie)
    return opening_converted(plan, ticket.cycles, now, worlds, version)


def covers_after(plan: Plan, covers: tuple[Cover, ...], happening: Happening) -> tuple[Cover, ...]:
    """Return what each version covers after an event of the ticket, or of a history that it is about."""
    if not plan.worldly:
        return covers
    return tuple(
        learned(terms.entitlements, cover, happening) if terms.entitlements else cover
        for terms, cover in zip(plan.versions, covers, strict=True)
    )


def told(plan: Plan, ticket: Ticket, happening: Happening) -> Ticket:
    """Return what is known after an event that is not the ticket's own; it may bring cover, and nothing else."""
    covers = covers_after(plan, ticket.covers, happening)
    if covers == ticket.covers:
        return ticket
    now = ticket._replace(covers=covers)
    return now if now.facts is None else asked_again(plan, now, happening.event.instant)


def asked_again(plan: Plan, ticket: Ticket, at: int) -> Ticket:
    """Return the ticket with each running cycle asked for what its facts and its cover say at an instant."""
    worlds = worlds_of(plan, ticket.covers)
    cycles = list(ticket.cycles)
    for place, (row, each) in enumerate(zip(plan.rows, ticket.cycles, strict=True)):
        target = row.versions[each.clocks[-1].version] if each.clocks else None
        if target is not None:
            cycles[place] = refreshed(target, each, at, ticket.facts or {}, worlds[each.clocks[-1].version])
    return ticket._replace(cycles=tuple(cycles), at=at)


def _facts_after(before: Mapping[str, Scalar] | None, event: Event) -> Mapping[str, Scalar]:
    if before is None:
        return dict(event.changes)
    return {**before, **event.changes} if event.changes else before


def _unread(plan: Plan, ticket: Ticket, event: Event) -> tuple[str, ...]:
    kind = event.kind
    if kind in plan.versions[0].kinds or kind in PLAIN_KINDS or kind in ticket.unread:
        return ticket.unread
    return (*ticket.unread, kind)


PLAIN_KINDS = frozenset({"created", "changed"})  # what a log calls an event that only brings facts


def _tie(plan: Plan, ticket: Ticket, event: Event) -> Tie | None:
    if not plan.roles:
        return None
    if ticket.tie is not None and ticket.tie.events[-1].instant == event.instant:
        return ticket.tie._replace(events=(*ticket.tie.events, event))
    return Tie(ticket.facts, ticket.cycles, (event,))


def _by_roles(row: Row, version: int) -> bool:
    target = row.versions[version]
    return target is not None and target.rules.tie_order == "roles"


def _stepped(
    plan: Plan, row: Row, cycles: Cycles, happening: Happening, worlds: tuple[World, ...], version: int
) -> Cycles:
    """Return the cycles of one row after an event."""
    now = row.versions[version]
    pinned = row.versions[cycles.clocks[-1].version] if cycles.clocks else now
    if not plan.worldly and happening.before is not None and not happening.others:
        event = happening.event
        if not any(_reads(target, event) for target in (row.versions if plan.since else (now,))):
            return cycles
    known = cycles
    cycles = _with_pairs(row, cycles, happening)
    if cycles.clocks and pinned is not None:
        cycles = gone_on(pinned, cycles, happening, worlds[cycles.clocks[-1].version])
    if now is not None and starts(now, cycles, happening):
        cycles = begun(now, cycles, happening, worlds[version])
    return _with_spent(row, cycles, happening) if cycles is not known or happening.event.details else cycles


def _reads(target: Target | None, event: Event) -> bool:
    if target is None:
        return False
    reads = target.reads
    return event.kind in reads.kinds or (bool(event.changes) and not reads.fields.isdisjoint(event.changes))


def _with_pairs(row: Row, cycles: Cycles, happening: Happening) -> Cycles:
    if not any(target is not None and target.reads.pairs for target in row.versions):
        return cycles
    held = tuple(
        each if target is None else paired(target, each, happening, cycles.spent)
        for target, each in zip(row.versions, cycles.held, strict=True)
    )
    if held == cycles.held:
        return cycles
    for target, was, now in zip(row.versions, cycles.held, held, strict=True):
        if target is not None and target.rules.orphans == "raise" and now.orphans != was.orphans:
            problem = f"ends the pause {now.orphans[-1]!r} of target {row.name!r}, which has not begun"
            raise BadInput("event", happening.event, problem, "send its beginning first, or say orphans: note")
    return cycles._replace(held=held)


def _with_spent(row: Row, cycles: Cycles, happening: Happening) -> Cycles:
    spent = cycles.spent
    for target in row.versions:
        if target is not None:
            for moment in target.reads.vouchers:
                spent |= moment.spends(happening)
    return cycles if spent is cycles.spent or spent == cycles.spent else cycles._replace(spent=spent)


def opening_converted(
    plan: Plan, known: tuple[Cycles, ...], ticket: Ticket, worlds: tuple[World, ...], version: int
) -> Ticket:
    """Return the ticket with the targets opened into which a cycle has just been converted (rules P25, P26)."""
    if ticket.cycles is known or ticket.facts is None or ticket.at is None:
        return ticket
    for was, now in zip(known, ticket.cycles, strict=True):
        name = now.clocks[-1].converted if now.clocks and now is not was else ""
        if name and not (was.clocks and was.clocks[-1].converted == name and len(was.clocks) == len(now.clocks)):
            ticket = _opened(plan, ticket, name, worlds[version], ticket.at)
    return ticket


def _opened(plan: Plan, ticket: Ticket, name: str, world: World, at: int) -> Ticket:
    for place, row in enumerate(plan.rows):
        target = row.versions[world.version]
        cycles = ticket.cycles[place]
        if row.name != name or target is None or (cycles.clocks and cycles.clocks[-1].ended_at is None):
            continue
        clock: Clock = opened(target, at, ticket.facts or {}, cycles.held[world.version], world)
        clock = clock.noted(Decision("P26", "opened", at))
        changed = list(ticket.cycles)
        changed[place] = cycles._replace(clocks=(*cycles.clocks, clock))
        return ticket._replace(cycles=tuple(changed))
    return ticket
