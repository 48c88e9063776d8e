"""Evaluation: what a policy says of one ticket at an instant."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from slacal.calendars.coverage import coverage_note
from slacal.display import html_of
from slacal.engine.clock import LIVE
from slacal.engine.cycle import Cycle, Seen
from slacal.engine.entitlements import entitled
from slacal.engine.frozen import Frozen
from slacal.engine.passing import changes_ahead, passed
from slacal.engine.scope import UNSTATED
from slacal.engine.segment import running
from slacal.engine.stage import Stage
from slacal.engine.target_result import TargetResult
from slacal.engine.usage import Session, Use, quantities
from slacal.errors import UnknownName, nearest
from slacal.errors.doors import check_type
from slacal.spans.instant import duration, from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from slacal.engine.clock import Clock
    from slacal.engine.cycles import Cycles
    from slacal.engine.explain import Explanation
    from slacal.engine.penalty import Penalty
    from slacal.engine.plan import Row
    from slacal.engine.scope import Cell
    from slacal.engine.terms import NamedCalendar, Target, Terms
    from slacal.engine.ticket import Ticket
    from slacal.engine.usage import Quantity

_MOST_LOOKS = 100  # candidates that are looked at before a host is told to ask again


class Evaluation(Frozen):
    """What a policy says of one ticket at ``as_of``: one result for each target, by name.

    Datetimes are in the zone of ``as_of``. Raises: UnknownName for a target that the policy does not have.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> result = policy.evaluate(history, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> list(result), str(result.next_due_at)
    (['answer'], '2026-11-23 17:00:00+00:00')
    """

    __slots__ = ("_now", "_results", "as_of", "known", "terms", "ticket")

    ticket: str
    as_of: datetime
    terms: Terms
    known: Ticket
    _now: int
    _results: dict[str, TargetResult]

    def __init__(self, ticket: str, as_of: datetime, terms: Terms, known: Ticket) -> None:
        """Hold what is known of a ticket; results are made when they are asked for."""
        put = object.__setattr__
        put(self, "ticket", ticket)
        put(self, "as_of", as_of)
        put(self, "terms", terms)
        put(self, "known", known)
        put(self, "_now", to_micros(as_of, "as_of"))
        put(self, "_results", {})

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.ticket, self.as_of, self.terms, self.known)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Evaluation) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.ticket, self.as_of))

    def _key(self) -> tuple[Any, ...]:
        return self.ticket, self.as_of, self.targets, self.notes, self.entitlements, self.usage

    def __repr__(self) -> str:
        told = ", ".join(f"{name}: {self[name].stage}, {self[name].outcome}" for name in self)
        return f"<Evaluation of {self.ticket!r} at {self.as_of}: {told}>"

    def _repr_html_(self) -> str:
        return html_of(self, "evaluation")

    # -- results -------------------------------------------------------------------------------------------------

    def __getitem__(self, target: str) -> TargetResult:
        check_type("target", target, str, "the name of a target", f"use one of {', '.join(self)}")
        found = self._results.get(target)
        if found is None:
            found = self._results[target] = self._result(target)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms.plan.names)

    @property
    def targets(self) -> tuple[TargetResult, ...]:
        """All results, in the order of the policy."""
        return tuple(self[name] for name in self)

    def _result(self, name: str) -> TargetResult:
        plan = self.terms.plan
        rows = plan.places.get(name)
        if rows is None:
            mend = nearest(name, self, f"use one of {', '.join(self)}")
            raise UnknownName("target", name, "is not in the policy", mend)
        seen = [one for place in rows for one in self._clocks(plan.rows[place], self.known.cycles[place])]
        if len(rows) > 1:  # goals that never matched say nothing beside those that did
            seen = [one for one in seen if one[1].had_goal] or seen[:1]
            seen.sort(key=lambda one: one[1].started_at)
        if not seen:
            target = next(one for one in plan.rows[rows[0]].versions if one is not None)
            return TargetResult(self._seen(target), None, 0)
        cycles = tuple(Cycle(one, clock, number) for number, (one, clock) in enumerate(seen, 1))
        chosen = _at_hand(cycles) if len(rows) > 1 else cycles[-1]
        return TargetResult(chosen.seen, chosen.clock, chosen.number, cycles)

    def _clocks(self, row: Row, cycles: Cycles) -> Iterator[tuple[Seen, Clock]]:
        for clock in cycles.clocks:
            yield self._seen(row.target_of(clock), cycles.held[clock.version].orphans), clock

    def _seen(self, target: Target, orphans: tuple[str, ...] = ()) -> Seen:
        known = self.known
        return Seen(self.terms, target, known.facts or {}, self.as_of, self._now, known.first, orphans)

    @property
    def next_due_at(self) -> datetime | None:
        """The earliest due of running cycles, past ones included; None when none is due."""
        dues = [
            cycle.due_at
            for result in self.targets
            for cycle in result.cycles
            if cycle.stage is Stage.RUNNING and cycle.due_at is not None
        ]
        return min(dues, key=to_micros, default=None)

    @property
    def next_change_at(self) -> datetime | None:
        """The next instant after ``as_of`` at which a stage, an outcome or a warning changes without an event.

        An opening changes none of them. None when nothing will change by itself.
        """
        here, seen = self, self._standing()
        for _ in range(_MOST_LOOKS):
            ahead = [at for at in here._changes() if at > here._now]
            if not ahead:
                return None
            here = self._at(min(ahead))
            if here._standing() != seen:  # noqa: SLF001 - one of its own kind
                return here.as_of
        return here.as_of  # to be asked again there

    def _at(self, instant: int) -> Evaluation:
        """Return the evaluation at a later instant, if nothing happens until then."""
        known = passed(self.terms.plan, self.known, instant)
        return Evaluation(self.ticket, self._shown(instant), self.terms, known)

    def _standing(self) -> list[tuple[object, ...]]:
        """Return what a host acts on."""
        return [
            (cycle.stage, cycle.outcome, *(warning.fired for warning in cycle.warnings))
            for result in self.targets
            for cycle in result.cycles
        ]

    def _changes(self) -> Iterator[int]:
        yield from changes_ahead(self.terms.plan, self.known)
        for result in self.targets:
            for cycle in result.cycles:
                clock = cycle.clock
                if clock is None or clock.stage not in LIVE:
                    continue
                yield clock.started_at
                due = clock.due()
                if due is not None:
                    at_counts = clock.goal is not None and clock.goal.rules.breach == "at"
                    yield due if at_counts else due + 1
                yield from (to_micros(warning.at) for warning in cycle.warnings if warning.at is not None)

    # -- beside the targets --------------------------------------------------------------------------------------

    @property
    def terms_in_force(self) -> Terms:
        """The version of the terms that is in force at ``as_of``."""
        return self.terms.plan.versions[self.terms.plan.version_at(self._now)]

    @property
    def terms_at_registration(self) -> Terms:
        """The version of the terms under which the ticket was registered: by it usage is charged."""
        first = self._now if self.known.first is None else self.known.first
        return self.terms.plan.versions[self.terms.plan.version_at(first)]

    @property
    def entitlements(self) -> tuple[str, ...] | None:
        """The entitlements in force; empty when the ticket is not covered, None when no entitlement speaks of it."""
        version = self.terms.plan.version_at(self._now)
        terms = self.terms_in_force
        if not terms.entitlements or self.known.facts is None:
            return None
        return entitled(terms.entitlements, self.known.covers[version], self.known.facts, self._now)

    @property
    def scope(self) -> Cell:
        """What the scope table says of the ticket; unstated where there is no table."""
        scope = self.terms_in_force.scope
        return UNSTATED if scope is None or self.known.facts is None else scope.cell(self.known.facts)

    @property
    def usage(self) -> tuple[Quantity, ...]:
        """What the ticket used so far, rounded as the policy says (rule P27)."""
        terms = self.terms_at_registration
        if not terms.usage or self.known.facts is None:
            return ()
        return quantities(terms.usage, self.use, terms.zone)

    @property
    def use(self) -> Use:
        """The facts and sessions that usage is counted from."""
        sessions = {name: tuple(self._sessions(name)) for name in self}
        return Use(self.ticket, self.known.facts or {}, self.registered_at or self.as_of, sessions)

    def _sessions(self, name: str) -> Iterator[Session]:
        """Yield each stretch in which a target's clock ran, between two pauses, with its open time."""
        for clock in [cycle.clock for cycle in self[name].cycles if cycle.clock is not None]:
            ran = running(clock.last, self._now)
            yield from (Session(self._shown(start), duration(elapsed)) for start, elapsed in ran)

    def explain(self) -> tuple[Explanation, ...]:
        """Return the explanation of every cycle of every target, in the order of the policy."""
        return tuple(cycle.explain() for result in self.targets for cycle in result.cycles or (result,))

    @property
    def credits(self) -> tuple[tuple[str, int, Penalty], ...]:
        """What breaches give the customer: target, number of the cycle, and the penalty (rule P31)."""
        cycles = (cycle for result in self.targets for cycle in result.cycles)
        return tuple((one.target, one.number, one.penalty) for one in cycles if one.penalty is not None)

    @property
    def registered_at(self) -> datetime | None:
        """When the ticket's first event was; None without one."""
        return None if self.known.first is None else self._shown(self.known.first)

    def _shown(self, instant: int) -> datetime:
        return from_micros(instant, self.as_of.tzinfo or UTC)

    @property
    def notes(self) -> tuple[str, ...]:
        """What should not be silent: kinds of events that nothing reads, orphan resumes, missing holiday data."""
        return (*self._unread(), *self.known.remarks, *self._orphans(), *self._coverage())

    def _unread(self) -> Iterator[str]:
        for kind in self.known.unread:
            mend = nearest(kind, self.terms.kinds, "the facts that they change count")
            yield f"no target reads events of kind {kind!r}; {mend}"

    def _orphans(self) -> Iterator[str]:
        pairs = zip(self.terms.plan.rows, self.known.cycles, strict=True)
        ended = dict.fromkeys((row.name, one) for row, cycles in pairs for held in cycles.held for one in held.orphans)
        for target, reason in ended:
            yield f"target {target}: the pause {reason!r} was ended without having begun"

    def _coverage(self) -> Iterator[str]:
        """Yield a note for each calendar whose holiday data ends before the dates that a result rests on."""
        clocks = (clock for each in self.known.cycles for clock in each.clocks)
        yield from dict.fromkeys(note for clock in clocks for note in _coverage_of(clock, self._now))


def _coverage_of(clock: Clock, now: int) -> Iterator[str]:
    calendars = {segment.calendar.name: segment.calendar for segment in clock.segments}
    limited = [one for one in calendars.values() if _is_limited(one)]
    if not limited:
        return
    due = clock.due()
    last = max(now if clock.ended_at is None else clock.ended_at, due if due is not None else now)
    for calendar in limited:
        note = coverage_note(calendar.calendar.horizon.hours, clock.started_at, last)
        if note is not None:
            yield f"calendar {calendar.name}: {note}"


def _is_limited(calendar: NamedCalendar) -> bool:
    known = calendar.calendar.horizon.hours.known
    return bool(known.source or known.since)


def _at_hand(cycles: tuple[Cycle, ...]) -> Cycle:
    """Return the open cycle that is due first, else the last one."""
    running = [one for one in cycles if one.is_open]
    return min(running, key=_due_first, default=cycles[-1])


def _due_first(cycle: Cycle) -> tuple[bool, int]:
    return (True, 0) if cycle.due_at is None else (False, to_micros(cycle.due_at))


Evaluation.__module__ = "slacal"
