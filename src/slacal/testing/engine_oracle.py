"""Oracle of promises: what terms say of a history, found by going through it minute by minute.

It shares no code with the clocks of `engine`: it keeps a mark for every minute of a cycle and counts them. It is slow,
and it asks for whole minutes everywhere; use it in tests, to judge answers that came fast.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.limits import NoPromise, Unlimited, Until
from slacal.engine.moments import Happening
from slacal.engine.stage import Outcome, Stage
from slacal.testing.engine_oracle_hours import MINUTE
from slacal.testing.engine_oracle_lane import Lane, stage_of
from slacal.testing.engine_oracle_world import World
from slacal.testing.oracle_clock import datetime_of, instant_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slacal.engine.facts import Facts, Scalar
    from slacal.engine.history import History
    from slacal.engine.terms import Terms
    from slacal.testing.engine_oracle_cycle import Cycle


class Seen(NamedTuple):
    """What the oracle saw of one cycle, in UTC; ``paused`` is open time, ``paused_real`` the time on the wall."""

    started_at: datetime
    stage: Stage
    outcome: Outcome
    reason: str
    due_at: datetime | None
    elapsed: timedelta
    paused: timedelta
    paused_real: timedelta
    breached_at: datetime | None
    completed_at: datetime | None


def seen(
    terms: Terms, history: History, as_of: datetime, *, about: Sequence[History] = ()
) -> dict[str, tuple[Seen, ...]]:
    """Return what is seen of each target's cycles at `as_of`; later events are not read."""
    now = instant_of(as_of) // MINUTE
    world = World(terms)
    lanes = {name: [Lane(row, world) for row in world.rows(name)] for name in terms.names()}
    everyone = [lane for group in lanes.values() for lane in group]
    passing = Passing(everyone, world)
    for at, happenings, own in _all(terms, history, about, now):
        passing.to(at)
        for happening in happenings:
            world.learn(happening)
        if own:
            passing.facts = happenings[-1].after
            for lane in everyone:
                lane.happen(happenings, at)
        else:
            passing.ask(at)
    passing.to(now)
    return {name: tuple(_seen_of(group, world, now)) for name, group in lanes.items()}


def _all(terms: Terms, history: History, about: Sequence[History], now: int) -> list[tuple[int, list[Happening], bool]]:
    """Return what happens to a ticket (its own), and to what it is about, which comes first at one instant."""
    own = [(at, many, True) for at, many in _happenings(history, now, together=terms.rules.tie_order == "roles")]
    others = [(at, many, False) for one in about for at, many in _happenings(one, now, together=False)]
    return sorted([*others, *own], key=lambda entry: (entry[0], entry[2]))


def _happenings(history: History, now: int, *, together: bool) -> Iterator[tuple[int, list[Happening]]]:
    """Yield each event with the facts before and after it; with `tie_order: roles`, those of one instant at once."""
    before: Mapping[str, Scalar] | None = None
    events = [event for event in history.events if event.instant <= now * MINUTE]
    while events:
        many = [event for event in events if event.instant == events[0].instant]
        taken = many if together else many[:1]
        del events[: len(taken)]
        after: Facts = dict(before or {})
        for event in taken:
            after.update(event.changes)
        yield taken[0].instant // MINUTE, [Happening(event, before, after) for event in taken]
        before = after


class Passing:
    """The passing of time, up to which minute it has passed, and the facts that hold."""

    def __init__(self, lanes: list[Lane], world: World) -> None:
        self.lanes = lanes
        self.world = world
        self.minute: int | None = None
        self.facts: Mapping[str, Scalar] = {}

    def to(self, minute: int) -> None:
        """Let time go by up to a minute, and ask all lanes again where a version or a term of cover begins or ends."""
        for edge in self.world.edges(minute if self.minute is None else self.minute, minute):
            _pass(self.lanes, edge, self.facts)
            self.ask(edge)
        _pass(self.lanes, minute, self.facts)
        self.minute = minute

    def ask(self, minute: int) -> None:
        """Ask all lanes what the facts say now."""
        for lane in self.lanes:
            lane.ask(minute, self.facts)


def _pass(lanes: list[Lane], minute: int, facts: Mapping[str, Scalar]) -> None:
    """Let time go by up to a minute; cycles that pass their limit on the way are asked there if they are converted."""
    for lane in lanes:
        lane.pass_to(minute, facts)
    while True:
        limits = [(_limit(lane, minute), place) for place, lane in enumerate(lanes)]
        reached = [(due, place) for due, place in limits if due is not None]
        if not reached:
            return
        due, place = min(reached)
        _convert(lanes[place], lanes, due // MINUTE, facts)
        for lane in lanes:
            lane.pass_to(minute, facts)


def _limit(lane: Lane, minute: int) -> int | None:
    """Return where a cycle passes a limit at which it was not asked yet; late as it came, it is asked where it came."""
    due = lane.limit_before(minute) if lane.cycles and lane.target.at_limit else None
    if due is None or due == lane.cycles[-1].asked:
        return None
    cycle = lane.cycles[-1]
    return max(due, cycle.since, cycle.start * MINUTE)


def _convert(lane: Lane, lanes: list[Lane], due: int, facts: Mapping[str, Scalar]) -> None:
    """End a cycle at its limit as converted, and open one of the target that it becomes, if a condition holds there."""
    conversion, cycle = lane.conversion(facts), lane.cycles[-1]
    if conversion is None:
        cycle.asked = lane.limit_before(cycle.now)
        return
    del cycle.tape[due - cycle.start :]
    cycle.over = "converted"
    for other in lanes:
        if conversion.opens and other.name == conversion.to and _is_free(other):
            other.open(due, facts, other.world.version_at(due))


def _is_free(lane: Lane) -> bool:
    """Tell whether no cycle of a target is open or suspended."""
    return not lane.cycles or lane.cycles[-1].stopped or bool(lane.cycles[-1].over)


# -- how it went -------------------------------------------------------------------------------------------------------


def _seen_of(lanes: list[Lane], world: World, now: int) -> Iterator[Seen]:
    cycles = [(cycle.start, place, cycle) for place, lane in enumerate(lanes) for cycle in lane.cycles]
    if len(lanes) > 1:
        cycles = [entry for entry in cycles if entry[2].taken is not None] or cycles[:1]
        cycles.sort(key=lambda entry: entry[:2])
    for _, _, cycle in cycles:
        yield _judged(cycle, world, now)


def _judged(cycle: Cycle, world: World, now: int) -> Seen:
    due, breached_at = _due(cycle), cycle.breached_at
    outcome, reason = _outcome(cycle, due, now)
    effective_from = world.versions[cycle.version].effective_from
    if effective_from is not None and cycle.start * MINUTE < effective_from:
        outcome, reason, due, breached_at = Outcome.NONE, "not_in_force", None, None
    if outcome is Outcome.BREACHED and breached_at is None and due is not None:
        breached_at = max(due, cycle.since)
    return Seen(
        datetime_of(cycle.start * MINUTE),
        stage_of(cycle, now),
        outcome,
        reason,
        None if due is None else datetime_of(due),
        timedelta(minutes=cycle.minutes(paused=False)),
        timedelta(minutes=cycle.minutes(paused=True)),
        timedelta(minutes=cycle.paused_real()),
        None if breached_at is None else datetime_of(breached_at),
        datetime_of(cycle.stopped_at * MINUTE) if cycle.stopped else None,
    )


def _due(cycle: Cycle) -> int | None:
    """Return the due that is shown: of a clock that stands for good as if it had run on, of a paused one if reached."""
    if cycle.suspended == "not_covered" and not cycle.covered:
        return None
    projected = cycle.rules.paused_due == "projected" and not cycle.stands
    return cycle.due(resumed=cycle.stands or projected)


def _outcome(cycle: Cycle, due: int | None, now: int) -> tuple[Outcome, str]:
    """Return how a cycle went, and why."""
    if cycle.taken is None or cycle.lost:
        return Outcome.NONE, _reason(cycle) if cycle.stands and not cycle.stopped else "no_goal"
    if cycle.suspended == "not_covered" and not cycle.covered:
        return Outcome.NONE, "not_covered"
    limit = cycle.taken.resolved.limit
    if isinstance(limit, Unlimited | NoPromise) and cycle.override is None:
        return Outcome.NONE, limit.text
    if cycle.taken.goal.commitment == "none":
        return Outcome.NONE, "no_commitment"
    if isinstance(limit, Until) and cycle.taken.resolved.date is None and cycle.override is None:
        return Outcome.NONE, "no_date"
    reason = _reason(cycle)
    last = (cycle.now if cycle.stands else now) * MINUTE
    at_it = cycle.rules.breach == "at" and not cycle.stands
    if due is not None and (last > due or (at_it and last == due)):
        return Outcome.BREACHED, reason
    if cycle.stopped:
        return Outcome.MET, reason
    return (Outcome.NONE if cycle.stands else Outcome.OPEN), reason


def _reason(cycle: Cycle) -> str:
    if cycle.stopped:
        return ""
    return cycle.over or cycle.suspended or cycle.paused or ""
