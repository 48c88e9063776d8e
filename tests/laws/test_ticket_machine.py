"""A tracker, driven at random: after every event it says what a replay of all events says, whatever was done to it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.replay import replay
from slacal.engine.terms import Terms  # noqa: TC001 - hypothesis reads the types of rules
from slacal.engine.tracker import resume, track
from slacal.testing.strategies_of_tickets import MONDAY, events, facts, terms

STEPS = st.sampled_from([0, 0, 1, 30, 59, 60, 240, 479, 480, 481, 600, 960, 1440, 2880])


class Ticket(RuleBasedStateMachine):
    """One ticket under drawn terms: events come, time goes by, the tracker is stored and read again."""

    @initialize(promise=terms(), at=STEPS, first=facts())
    def opened(self, promise: Terms, at: int, first: dict[str, str | None]) -> None:
        self.promise = promise
        self.now = MONDAY + timedelta(minutes=at)
        self.events = [Event(self.now, "created", first)]
        self.tracker = track(promise, "T-1").after(self.events[0])
        self.kept = [self.tracker]

    @rule(minutes=STEPS)
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        event = data.draw(events(self.now))
        self.events.append(event)
        self.kept.append(self.tracker)
        self.tracker = self.tracker.after(event)

    @rule()
    def it_is_stored_and_read_again(self) -> None:
        self.tracker = resume(self.promise, json.loads(json.dumps(self.tracker.to_dict())))

    @precondition(lambda self: len(self.events) > 1)
    @rule(data=st.data())
    def an_older_tracker_goes_the_same_way(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(1, len(self.events) - 1))
        tracker = self.kept[place]
        for event in self.events[place:]:
            tracker = tracker.after(event)
        assert tracker.at(self.now) == self.tracker.at(self.now)

    @invariant()
    def it_says_what_a_replay_says(self) -> None:
        if hasattr(self, "tracker"):
            assert self.tracker.at(self.now) == replay(self.promise, History("T-1", self.events), self.now)


def test_a_tracker_is_a_replay_taken_one_event_at_a_time() -> None:
    _run(runs=10, steps=15)


@pytest.mark.exhaustive
def test_a_tracker_is_a_replay_over_many_long_tickets() -> None:
    _run(runs=500, steps=50)


def _run(*, runs: int, steps: int) -> None:
    quiet = [HealthCheck.too_slow]
    few = settings(max_examples=runs, stateful_step_count=steps, deadline=None, suppress_health_check=quiet)
    run(Ticket, settings=few)
