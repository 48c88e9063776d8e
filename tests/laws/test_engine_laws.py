"""Promises obey their laws: the engine against the oracle that counts minutes, and against itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import BusinessDays, Given, OpenTime, RealTime, Unlimited, Until
from slacal.engine.moments import OnEvent
from slacal.engine.replay import replay
from slacal.engine.stage import Outcome, Stage
from slacal.engine.terms import Choice, Goal, PauseRule, Target, Terms
from slacal.engine.tracker import resume, track
from slacal.spans.instant import HOUR, to_micros
from slacal.testing.engine_oracle import Seen, seen
from slacal.testing.oracle_clock import datetime_of, instant_of
from slacal.testing.strategies_of_contracts import Contract, contracts
from slacal.testing.strategies_of_tickets import MONDAY, histories, instants_near, rules, targets, terms

if TYPE_CHECKING:
    from datetime import datetime

    from slacal.engine.cycle import Cycle
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.limits import Limit

Ticket = tuple[History, "datetime"]
ZERO = timedelta(0)


def found(evaluation: Evaluation) -> dict[str, tuple[Seen, ...]]:
    """Return what the engine found, in the words of the oracle."""
    return {name: tuple(map(_seen_of, evaluation[name].cycles)) for name in evaluation}


def _seen_of(cycle: Cycle) -> Seen:
    assert cycle.started_at is not None
    return Seen(
        cycle.started_at, cycle.stage, cycle.outcome, cycle.reason, cycle.due_at, cycle.elapsed, cycle.paused,
        cycle.paused_real, cycle.breached_at, cycle.completed_at,
    )  # fmt: skip


@given(terms(), histories())
def test_the_engine_finds_what_the_oracle_counts(promise: Terms, ticket: Ticket) -> None:
    assert found(replay(promise, *ticket)) == seen(promise, *ticket)


@given(contracts())
def test_the_engine_finds_what_the_oracle_counts_of_whole_contracts(contract: Contract) -> None:
    promise, history, as_of, about = contract
    assert found(replay(promise, history, as_of, about=about)) == seen(promise, history, as_of, about=about)


# ---- a pause more


_HALTED = PauseRule("halted", begins=OnEvent(frozenset({"halt"})), ends=OnEvent(frozenset({"go on"})))
_MONOTONE = rules().filter(lambda drawn: drawn.on_change not in {"tightest", "prorate", "restart"})


@given(st.data(), histories())
def test_a_pause_more_never_brings_a_due_forward(data: st.DataObject, ticket: Ticket) -> None:
    target = data.draw(_MONOTONE.flatmap(lambda drawn: targets("answer", drawn)), label="target")
    assume(not target.at_limit and target.match != "strictest" and target.next_from == "event")
    promise = Terms("halting", (replace(target, pauses=(*target.pauses, _HALTED)),), "UTC", rules=target.rules)
    history, as_of = ticket
    first, last = instant_of(history.events[0].at), instant_of(as_of)
    begins, ends = sorted(data.draw(st.lists(st.integers(first, last), min_size=2, max_size=2), label="halt"))
    halts = [Event(datetime_of(begins), "halt"), Event(datetime_of(ends), "go on")]
    halted = History.sorted(history.ticket, [*history.events, *halts])
    before, after = replay(promise, history, as_of)["answer"], replay(promise, halted, as_of)["answer"]
    for one, other in zip(before.cycles, after.cycles, strict=True):
        assert other.elapsed <= one.elapsed
        if one.due_at is not None and other.due_at is not None:
            assert other.due_at >= one.due_at


# ---- two of one instant


def _apart(target: Target) -> Target:
    """Return a target that reads kinds and facts of its own."""

    def own(*names: str) -> OnEvent:
        return OnEvent(frozenset(f"other {name}" for name in names))

    urgent = IsAny("other priority", frozenset({"high"}))
    hours = Choice((target.calendar.options[-1],))
    limits = [Unlimited("") if isinstance(goal.limit, Given | Until) else goal.limit for goal in target.goals]
    goals = tuple(
        replace(goal, limit=limit, when=urgent if goal.when else None, calendar=None)
        for goal, limit in zip(target.goals, limits, strict=True)
    )
    pause = PauseRule("held", begins=own("hold"), ends=own("unhold"))
    return Target("other", own("created"), own("reply"), goals, hours, None, (pause,), "new_cycle")


_OTHERS = st.sampled_from(["created", "reply", "hold", "unhold", "changed"])


@given(st.data(), histories())
def test_two_events_of_one_instant_that_touch_no_common_target_may_swap(data: st.DataObject, ticket: Ticket) -> None:
    target = data.draw(targets("answer"), label="target")
    assume(not target.at_limit and target.rules.tie_order == "history")
    promise = Terms("apart", (target, _apart(target)), "UTC")
    history, as_of = ticket
    named = [event for event in history.events if event.details.get("target", "answer") == "answer"]
    ahead: list[Event] = []
    behind: list[Event] = []
    for event in named:
        kind = data.draw(_OTHERS, label="other")
        aside = Event(event.at, f"other {kind}", {"other priority": "high"} if kind == "changed" else {})
        mine = Event(event.at, event.kind, event.changes, details={**event.details, "target": "answer"})
        ahead += [aside, mine]
        behind += [mine, aside]
    one, two = (replay(promise, History("T-1", events), as_of) for events in (ahead, behind))
    assert found(one) == found(two)


# ---- one event at a time


@given(terms(), histories(), st.data())
def test_a_history_may_be_split_anywhere_and_its_tracker_stored(
    promise: Terms, ticket: Ticket, data: st.DataObject
) -> None:
    history, as_of = ticket
    past = [event for event in history if event.at <= as_of]
    place = data.draw(st.integers(0, len(past)), label="split before")
    tracker = track(promise, history.ticket)
    for event in past[:place]:
        tracker = tracker.after(event)
    tracker = resume(promise, json.loads(json.dumps(tracker.to_dict())))
    for event in past[place:]:
        tracker = tracker.after(event)
    assert tracker.at(as_of) == replay(promise, history, as_of)


@given(contracts(), st.data())
def test_a_ticket_of_a_whole_contract_may_be_stored_between_any_two_events(
    contract: Contract, data: st.DataObject
) -> None:
    promise, history, as_of, about = contract
    past = [event for event in history if event.at <= as_of]
    place = data.draw(st.integers(0, len(past)), label="split before")
    tracker = track(promise, history.ticket, about)
    for number, event in enumerate(past):
        if number == place:
            tracker = resume(promise, json.loads(json.dumps(tracker.to_dict())), about)
        tracker = tracker.after(event)
    tracker = resume(promise, json.loads(json.dumps(tracker.to_dict())), about)
    assert tracker.at(as_of) == replay(promise, history, as_of, about=about)


# ---- looked at later


@given(terms(), histories(), st.integers(0, 10 * 24 * 60))
def test_a_completed_cycle_changes_only_through_an_event_that_reopens_it(
    promise: Terms, ticket: Ticket, minutes: int
) -> None:
    history, as_of = ticket
    later = datetime_of(instant_of(as_of) + minutes * 60_000_000)
    one, two = replay(promise, history, as_of), replay(promise, history, later)
    quiet = not any(instant_of(as_of) < to_micros(event.at) <= instant_of(later) for event in history)
    for target in promise.targets:
        if quiet or target.reopen != "resume":
            completed = [cycle for cycle in found(one)[target.name] if cycle.stage is Stage.COMPLETED]
            assert set(completed) <= set(found(two)[target.name])


# ---- explained


@given(terms(), histories())
def test_stretches_tile_the_cycle_and_those_that_counted_sum_to_elapsed(promise: Terms, ticket: Ticket) -> None:
    evaluation = replay(promise, *ticket)
    for cycle in (cycle for name in evaluation for cycle in evaluation[name].cycles):
        explained = cycle.explain()
        ends = [step.ends_at for step in explained.steps]
        assert explained.counted == cycle.elapsed
        assert [step.starts_at for step in explained.steps[1:]] == ends[:-1]
        assert not ends or explained.steps[0].starts_at == cycle.started_at
        assert all(step.starts_at < step.ends_at for step in explained.steps)
        if ends and cycle.stage in {Stage.PENDING, Stage.RUNNING, Stage.PAUSED}:
            assert ends[-1] == ticket[1]
        if ends and cycle.completed_at is not None:
            assert ends[-1] == cycle.completed_at


@given(terms(), histories())
def test_what_remains_is_what_is_ahead_and_never_negative_before_a_breach(promise: Terms, ticket: Ticket) -> None:
    evaluation = replay(promise, *ticket)
    for cycle in (cycle for name in evaluation for cycle in evaluation[name].cycles):
        if not cycle.is_open or cycle.remaining is None or cycle.outcome is Outcome.BREACHED:
            continue
        assert cycle.remaining >= ZERO
        explained = cycle.explain()
        if explained.ahead and explained.remaining_in == "open" and cycle.stage is not Stage.PAUSED:
            assert explained.counted + explained.to_count == cycle.elapsed + cycle.remaining


# ---- outcome


@given(terms(), histories())
def test_a_cycle_is_breached_for_ever_once_it_was_and_met_cycles_were_in_time(promise: Terms, ticket: Ticket) -> None:
    evaluation = replay(promise, *ticket)
    for cycle in (cycle for name in evaluation for cycle in evaluation[name].cycles):
        assert cycle.ever_breached is (cycle.breached_at is not None)
        if cycle.outcome is Outcome.BREACHED:
            assert cycle.ever_breached
        if cycle.outcome is Outcome.MET and cycle.due_at is not None and cycle.completed_at is not None:
            assert cycle.completed_at <= cycle.due_at


# ---- a later arrival

_EARLY = ("close", "open", "17:00")  # whatever the arrival; the others keep a wall time, and need it in the hours


@st.composite
def _monotone_limits(draw: st.DrawFn) -> Limit:
    hours = draw(st.integers(1, 80))
    lands = draw(st.sampled_from([*_EARLY, "same_time", "same_time_in_hours"]))
    arrival: Any = draw(st.sampled_from(["event", "next_open"])) if lands in _EARLY else "next_open"
    counts_from: Any = draw(st.sampled_from(["next_day", "same_day"]))
    rule = DayRule(lands=lands, counts_from=counts_from, arrival=arrival)
    several: tuple[Limit, ...] = (
        OpenTime(hours * HOUR, "so long"),
        RealTime(hours * HOUR, "so long"),
        BusinessDays(hours, rule, "so many days"),
    )
    return draw(st.sampled_from(several))


@given(st.data(), _monotone_limits(), targets("answer"))
def test_a_later_arrival_never_has_an_earlier_due(data: st.DataObject, limit: Limit, drawn: Target) -> None:
    target = replace(
        drawn,
        goals=(Goal(limit),),
        pauses=(),
        cancel=None,
        start=OnEvent(frozenset({"created"})),
        at_limit=(),
        scale=(),
    )
    promise = Terms("arriving", (target,), "UTC")
    near = instants_near(instant_of(MONDAY), days=14)
    times = sorted(data.draw(st.lists(near, min_size=2, max_size=2), label="arrivals"))
    dues = [_due_of(promise, datetime_of(instant)) for instant in times]
    assert dues[0] <= dues[1]


def _due_of(promise: Terms, at: datetime) -> int:
    due = replay(promise, History("T-1", [Event(at, "created")]), at)["answer"].due_at
    assert due is not None
    return to_micros(due)
