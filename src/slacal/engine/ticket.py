"""Ticket: what is known of one ticket after the events so far, and how an event or the passing of time changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.cycles import Cycles
from slacal.engine.decision import Decision
from slacal.engine.entitlements import Cover, learned
from slacal.engine.moments import Happening
from slacal.engine.pausing import UNPAUSED
from slacal.engine.reads import OVERRIDE
from slacal.engine.stated_errors import of_target
from slacal.engine.step import begun, gone_on, opened, paired, refreshed, starts
from slacal.engine.suspension import World
from slacal.errors import BadInput, BeyondData, BeyondHorizon, NeverOpens, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.event import Event
    from slacal.engine.facts import Scalar
    from slacal.engine.plan import Plan, Row


class Tie(NamedTuple):
    """The events of the last instant, and what was known before them."""

    facts: Mapping[str, Scalar] | None
    cycles: tuple[Cycles, ...]
    events: tuple[Event, ...]


class Ticket(NamedTuple):
    """The facts, the cycles of each row of the plan, what each version covers, and up to when time has passed.

    ``first`` is the instant of the first event; ``unread`` are the kinds of events that no target reads; ``remarks``
    what else should not be silent; ``tie`` is kept where the rules ask for it.
    """

    facts: Mapping[str, Scalar] | None = None
    at: int | None = None
    first: int | None = None
    cycles: tuple[Cycles, ...] = ()
    covers: tuple[Cover, ...] = ()
    unread: tuple[str, ...] = ()
    tie: Tie | None = None
    remarks: tuple[str, ...] = ()


def fresh(plan: Plan) -> Ticket:
    """Return a ticket to which nothing has happened."""
    held = (UNPAUSED,) * len(plan.versions)
    return Ticket(cycles=(Cycles(held=held),) * len(plan.rows), covers=(Cover(),) * len(plan.versions))


def worlds_of(plan: Plan, covers: tuple[Cover, ...]) -> tuple[World, ...]:
    """Return what clocks depend on besides their own history, for each version."""
    if not plan.entitles:
        return plan.worlds
    return tuple(World(terms, covers[version], version) for version, terms in enumerate(plan.versions))


def after(plan: Plan, ticket: Ticket, event: Event) -> Ticket:
    """Return what is known after an event; time must have passed up to it (`passed`)."""
    before = ticket.facts
    facts = _facts_after(before, event)
    readers = _readers(plan, before, event)
    if not readers and not plan.roles:
        return ticket._replace(facts=facts, at=event.instant, unread=_unread(plan, ticket, event.kind))
    happening = Happening(event, before, facts)
    version = plan.version_at(event.instant) if plan.since else 0
    covers = covers_after(plan, ticket.covers, happening) if plan.entitles else ticket.covers
    worlds = worlds_of(plan, covers)
    known = ticket.cycles
    cycles = list(known)
    for place, row in enumerate(plan.rows):
        if readers >> place & 1:
            try:
                cycles[place] = _stepped(row, known[place], happening, worlds, version)
            except (NeverOpens, BeyondHorizon, BeyondData) as fault:
                raise of_target(row.name, fault) from None
    tie = None
    if plan.roles:
        tie = _tie(ticket, event)
        _step_together(plan, tie, Happening(event, tie.facts, facts, tie.events[:-1]), cycles, worlds, version)
    first = event.instant if ticket.first is None else ticket.first
    remarks = _remarks(plan, ticket, event) if event.kind == OVERRIDE else ticket.remarks
    return Ticket(facts, event.instant, first, tuple(cycles), covers, _unread(plan, ticket, event.kind), tie, remarks)


def _remarks(plan: Plan, ticket: Ticket, event: Event) -> tuple[str, ...]:
    """Return the remarks with what is odd about a due date that was set by hand (rule P21)."""
    target = event.details.get("target")
    said = ""
    if target not in (None, "", *plan.names):
        said = (
            f"a due_override names the target {target!r}; {nearest(str(target), plan.names, 'no target has that name')}"
        )
    elif "due_at" not in event.details and (event.changes or event.details.keys() - {"target"}):
        said = (
            "a due_override says no due_at among its details, so it lifts the one before; write details={'due_at': ...}"
        )
    if not said or said in ticket.remarks or len(ticket.remarks) == MOST_UNREAD:
        return ticket.remarks
    return (*ticket.remarks, said)


def _readers(plan: Plan, before: Mapping[str, Scalar] | None, event: Event) -> int:
    """Return the rows that read an event, as bits; the first one begins what already holds."""
    if before is None:
        return -1
    readers = plan.by_kind.get(event.kind, 0)
    for field in event.changes:
        readers |= plan.by_field.get(field, 0)
    return readers


def _step_together(
    plan: Plan, tie: Tie, together: Happening, cycles: list[Cycles], worlds: tuple[World, ...], version: int
) -> None:
    """Put in place the cycles that take all events of the instant as one (`tie_order: roles`)."""
    for place, row in enumerate(plan.rows) if together.others else ():
        target = row.versions[version]
        if target is not None and target.rules.tie_order == "roles":
            cycles[place] = _stepped(row, tie.cycles[place], together, worlds, version)


def covers_after(plan: Plan, covers: tuple[Cover, ...], happening: Happening) -> tuple[Cover, ...]:
    """Return what each version covers after an event of the ticket, or of a history that it is about."""
    return tuple(
        learned(terms.entitlements, cover, happening) for terms, cover in zip(plan.versions, covers, strict=True)
    )


def told(plan: Plan, ticket: Ticket, happening: Happening) -> Ticket:
    """Return what is known after an event that is not the ticket's own; it may bring cover, and nothing else."""
    covers = covers_after(plan, ticket.covers, happening)
    if covers == ticket.covers:
        return ticket
    return asked_again(plan, ticket._replace(covers=covers), happening.event.instant)


def asked_again(plan: Plan, ticket: Ticket, at: int) -> Ticket:
    """Return the ticket with each running cycle asked for what its facts and its cover say at an instant."""
    worlds = worlds_of(plan, ticket.covers)
    cycles = list(ticket.cycles)
    for place, (row, each) in enumerate(zip(plan.rows, ticket.cycles, strict=True)):
        clock = each.current
        if clock is not None:
            cycles[place] = refreshed(row.target_of(clock), clock, each, at, ticket.facts or {}, worlds[clock.version])
    return ticket._replace(cycles=tuple(cycles), at=at)


def _facts_after(before: Mapping[str, Scalar] | None, event: Event) -> Mapping[str, Scalar]:
    if before is None:
        return dict(event.changes)
    return {**before, **event.changes} if event.changes else before


PLAIN_KINDS = frozenset({"created", "changed"})  # what a log calls an event that only brings facts
MOST_UNREAD = 100  # kinds that are told: more are no typing errors


def _unread(plan: Plan, ticket: Ticket, kind: str) -> tuple[str, ...]:
    if kind in PLAIN_KINDS or kind in plan.versions[0].kinds or kind in ticket.unread:
        return ticket.unread
    if len(ticket.unread) == MOST_UNREAD:
        return ticket.unread
    return (*ticket.unread, kind)


def _tie(ticket: Ticket, event: Event) -> Tie:
    if ticket.tie is not None and ticket.tie.events[-1].instant == event.instant:
        return ticket.tie._replace(events=(*ticket.tie.events, event))
    return Tie(ticket.facts, ticket.cycles, (event,))


def _stepped(row: Row, cycles: Cycles, happening: Happening, worlds: tuple[World, ...], version: int) -> Cycles:
    """Return the cycles of one row after an event that it reads."""
    if row.pairs:
        cycles = _with_pairs(row, cycles, happening)
    clock = cycles.current
    if clock is not None:
        cycles = gone_on(row.target_of(clock), clock, cycles, happening, worlds[clock.version])
    now = row.versions[version]
    if now is not None and starts(now, cycles, happening):
        cycles = begun(now, cycles, happening, worlds[version])
    return _with_spent(row, cycles, happening) if row.vouchers else cycles


def _with_pairs(row: Row, cycles: Cycles, happening: Happening) -> Cycles:
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
    return cycles._replace(spent=spent)


def opened_by(plan: Plan, ticket: Ticket, name: str, at: int) -> Ticket:
    """Return the ticket with the target opened into which a cycle was converted, unless it runs already (P26)."""
    world = worlds_of(plan, ticket.covers)[plan.version_at(at)]
    cycles = list(ticket.cycles)
    for place in plan.places[name]:
        target, each = plan.rows[place].versions[world.version], cycles[place]
        if target is not None and (each.current is None or each.current.is_over):
            clock = opened(target, at, ticket.facts or {}, each.held[world.version], world)
            cycles[place] = each.followed_by(clock.noted(Decision("P26", "opened", at)))
    return ticket._replace(cycles=tuple(cycles))
