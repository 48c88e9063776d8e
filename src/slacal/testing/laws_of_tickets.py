"""The laws of tickets: what a policy says of a history, however it is asked and whenever."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.stage import Outcome, Stage
from slacal.testing.law import Law, expect
from slacal.testing.oracle_clock import datetime_of, instant_of
from slacal.testing.policy_oracle import PolicyOracle, seen_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.testing.policy_oracle import Seen

_NOTHING = timedelta(0)
_MICROSECOND = timedelta(microseconds=1)
_NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
_LIVE = {Stage.PENDING, Stage.RUNNING, Stage.PAUSED}


class TicketCase(NamedTuple):
    """What a law of tickets is checked on: a history, an instant at which to look at it, and a later one.

    ``policy`` describes what the subject stands for, None where nobody said; ``place`` is where the history is cut in
    two, and ``zone`` one to ask in beside that of ``as_of``.
    """

    policy: Any = None
    history: History = History("T-1", [Event(_NINE, "created")])
    as_of: datetime = _NINE
    later: datetime = _NINE
    place: int = 0
    zone: tzinfo = UTC


def _past(case: TicketCase) -> list[Event]:
    return [event for event in case.history if event.instant <= instant_of(case.as_of)]


def _is_quiet(case: TicketCase) -> bool:
    """Tell whether nothing happens from `as_of` to `later`."""
    first, last = instant_of(case.as_of), instant_of(case.later)
    return not any(first < event.instant <= last for event in case.history)


def _cycles(subject: Any, case: TicketCase) -> Iterator[Any]:
    """Yield every cycle of every target at `as_of` that has started."""
    found = subject.evaluate(case.history, as_of=case.as_of)
    for name in found:
        yield from (cycle for cycle in found[name].cycles if cycle.started_at is not None)


def _pairs(subject: Any, case: TicketCase) -> Iterator[tuple[Any, Any]]:
    """Yield each cycle as it is at `as_of` and at `later`, by its place: two may start at one instant."""
    now, then = (subject.evaluate(case.history, as_of=at) for at in (case.as_of, case.later))
    for name in now:
        pairs = zip(now[name].cycles, then[name].cycles, strict=False)
        yield from ((one, other) for one, other in pairs if one.started_at == other.started_at)


def _alike(**said: dict[str, tuple[Seen, ...]]) -> None:
    """Compare what was said twice by instants: datetimes of two zones are never equal in an hour that comes twice."""
    one, other = map(_plain, said.values())
    expect(one == other, **said)


def _plain(said: dict[str, tuple[Seen, ...]]) -> dict[str, list[list[object]]]:
    return {name: [list(map(_instant, seen)) for seen in cycles] for name, cycles in said.items()}


def _instant(answer: object) -> object:
    return instant_of(answer) if isinstance(answer, datetime) else answer


# -- asked in another way ----------------------------------------------------------------------------------------------


def _followed(subject: Any, case: TicketCase) -> None:
    tracker = subject.track(case.history.ticket)
    for event in _past(case):
        tracker = tracker.after(event)
    one, other = seen_by(tracker.at(case.as_of)), seen_by(subject.evaluate(case.history, as_of=case.as_of))
    _alike(tracked=one, evaluated=other)


def _stored(subject: Any, case: TicketCase) -> None:
    tracker, past = subject.track(case.history.ticket), _past(case)
    for number, event in enumerate(past):
        if number == case.place % len(past):
            tracker = subject.resume(json.loads(json.dumps(tracker.to_dict())))
        tracker = tracker.after(event)
    one, other = seen_by(tracker.at(case.as_of)), seen_by(subject.evaluate(case.history, as_of=case.as_of))
    _alike(resumed=one, evaluated=other)


def _future(subject: Any, case: TicketCase) -> None:
    past = History(case.history.ticket, _past(case))
    one, other = (seen_by(subject.evaluate(each, as_of=case.as_of)) for each in (past, case.history))
    _alike(past=one, whole=other)


def _zones(subject: Any, case: TicketCase) -> None:
    there = case.as_of.astimezone(case.zone)
    one, other = (seen_by(subject.evaluate(case.history, as_of=at)) for at in (case.as_of, there))
    _alike(here=one, there=other)


def _unread(subject: Any, case: TicketCase) -> None:
    at = case.history.events[case.place % len(case.history)].at
    more = History.sorted(case.history.ticket, [*case.history, Event(at, "an event that nobody reads")])
    one, other = (seen_by(subject.evaluate(each, as_of=case.as_of)) for each in (case.history, more))
    _alike(without=one, along=other)


# -- looked at later ---------------------------------------------------------------------------------------------------


def _completed(subject: Any, case: TicketCase) -> None:
    for one, other in _pairs(subject, case):
        if _is_quiet(case) and one.stage is Stage.COMPLETED:
            now, then = ((each.stage, each.outcome, each.due_at, each.elapsed) for each in (one, other))
            expect(now == then, now=now, later=then)


def _breached(subject: Any, case: TicketCase) -> None:
    for one, other in _pairs(subject, case):
        if _is_quiet(case):
            expect(other.ever_breached or not one.ever_breached, now=one.breached_at, later=other.breached_at)


def _passing(subject: Any, case: TicketCase) -> None:
    real = datetime_of(instant_of(case.later)) - datetime_of(instant_of(case.as_of))
    for one, other in _pairs(subject, case):
        if _is_quiet(case):
            counted, paused = other.elapsed - one.elapsed, other.paused - one.paused
            fits = counted >= _NOTHING and paused >= _NOTHING and counted + paused <= real
            expect(fits, counted=counted, paused=paused, real=real)


def _next_change(subject: Any, case: TicketCase) -> None:
    now = subject.evaluate(case.history, as_of=case.as_of)
    change = now.next_change_at
    if not _is_quiet(case) or change is None:
        return
    expect(instant_of(change) > instant_of(case.as_of), change=change)
    until = min(instant_of(case.later), instant_of(change) - 1)
    then = subject.evaluate(case.history, as_of=datetime_of(until))
    for name in now:
        first, last = ([(one.stage, one.outcome) for one in each[name].cycles] for each in (now, then))
        expect(first == last, change=change, now=first, before_the_change=last)


# -- figures -----------------------------------------------------------------------------------------------------------


def _in_time(subject: Any, case: TicketCase) -> None:
    for cycle in _cycles(subject, case):
        if cycle.outcome is Outcome.MET and cycle.due_at is not None and cycle.completed_at is not None:
            in_time = instant_of(cycle.completed_at) <= instant_of(cycle.due_at)
            expect(in_time, due_at=cycle.due_at, completed_at=cycle.completed_at)


def _late(subject: Any, case: TicketCase) -> None:
    now = instant_of(case.as_of)
    for cycle in _cycles(subject, case):
        if cycle.stage not in _LIVE or cycle.due_at is None or cycle.outcome is Outcome.NONE:
            continue
        due = instant_of(cycle.due_at)
        right = now == due or cycle.outcome is (Outcome.BREACHED if now > due else Outcome.OPEN)
        expect(right, due_at=cycle.due_at, outcome=cycle.outcome)


def _sticks(subject: Any, case: TicketCase) -> None:
    for cycle in _cycles(subject, case):
        right = cycle.ever_breached is (cycle.breached_at is not None)
        right = right and (cycle.ever_breached or cycle.outcome is not Outcome.BREACHED)
        expect(right, outcome=cycle.outcome, ever_breached=cycle.ever_breached, breached_at=cycle.breached_at)


def _fits(subject: Any, case: TicketCase) -> None:
    for cycle in _cycles(subject, case):
        real = max(_NOTHING, (instant_of(case.as_of) - instant_of(cycle.started_at)) * _MICROSECOND)
        fits = cycle.elapsed >= _NOTHING and cycle.paused >= _NOTHING and cycle.elapsed + cycle.paused <= real
        expect(fits, elapsed=cycle.elapsed, paused=cycle.paused, real=real)


def _explained(subject: Any, case: TicketCase) -> None:
    for cycle in _cycles(subject, case):
        told = cycle.explain()
        ends = [instant_of(step.ends_at) for step in told.steps]
        starts = [instant_of(step.starts_at) for step in told.steps]
        expect(told.counted == cycle.elapsed, counted=told.counted, elapsed=cycle.elapsed)
        expect(starts[1:] == ends[:-1], steps=told.steps)
        expect(not starts or starts[0] == instant_of(cycle.started_at), steps=told.steps)
        if ends and cycle.stage in _LIVE:
            expect(ends[-1] == instant_of(case.as_of), steps=told.steps)


def _ahead(subject: Any, case: TicketCase) -> None:
    for cycle in _cycles(subject, case):
        if not cycle.is_open or cycle.remaining is None or cycle.outcome is Outcome.BREACHED:
            continue
        expect(cycle.remaining >= _NOTHING, remaining=cycle.remaining)
        told = cycle.explain()
        if told.ahead and told.remaining_in == "open" and cycle.stage is not Stage.PAUSED:
            ahead, left = told.counted + told.to_count, cycle.elapsed + cycle.remaining
            expect(ahead == left, ahead=ahead, left=left)


def _oracle(subject: Any, case: TicketCase) -> None:
    right = PolicyOracle.of(case.policy).evaluate(case.history, as_of=case.as_of)
    found = seen_by(subject.evaluate(case.history, as_of=case.as_of))
    _alike(found=found, right=right)


_ASKED = ("evaluate",)

LAWS_OF_TICKETS = (
    Law("followed", "a tracker told of one event at a time says what evaluate says", ("evaluate", "track"), _followed),
    Law("stored", "a tracker that is stored and read again between two events goes on as if it had not been",
        ("evaluate", "track", "resume"), _stored),
    Law("unread future", "events after as_of change nothing", _ASKED, _future),
    Law("zone of the question", "the same instant in another zone has the same answers", _ASKED, _zones),
    Law("unread events", "an event of a kind that nobody reads changes nothing", _ASKED, _unread),
    Law("completed for good", "a completed cycle changes through an event alone", _ASKED, _completed),
    Law("breached for good", "once breached, ever breached, until an event says otherwise", _ASKED, _breached),
    Law("time goes by", "without an event, what is counted and what is paused grow, together by no more than real time",
        _ASKED, _passing),
    Law("next change", "before next_change_at no stage and no outcome changes by itself", _ASKED, _next_change),
    Law("met in time", "a cycle that was met was completed by its due", _ASKED, _in_time),
    Law("breached when late", "an open cycle is breached after its due, and not before", _ASKED, _late),
    Law("breaches have an instant", "ever_breached goes with breached_at, and a breached outcome with both", _ASKED,
        _sticks),
    Law("no more than real time", "elapsed and paused are no more than the time since the start", _ASKED, _fits),
    Law("explained", "the stretches of explain tile the cycle, and those that counted sum to elapsed", _ASKED,
        _explained),
    Law("what remains", "before a breach remaining is not negative, and is what the stretches ahead sum to", _ASKED,
        _ahead),
    Law("oracle: evaluate", "evaluate is what counting minute by minute gives", ("evaluate", "policy"), _oracle),
)  # fmt: skip
