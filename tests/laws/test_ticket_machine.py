"""A tracker, driven at random: after every event it says what a replay of all events says, whatever was done to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from slacal.engine.history import History
from slacal.engine.replay import replay
from slacal.engine.tracker import resume, track
from slacal.testing.machine import TicketMachine
from slacal.testing.strategies_of_tickets import events, terms

if TYPE_CHECKING:
    from datetime import datetime

    from hypothesis.strategies import SearchStrategy

    from slacal.engine.event import Event
    from slacal.engine.terms import Terms
    from slacal.engine.tracker import Tracker


class Ticket(TicketMachine):
    """The tracker as the code that is put to the test: it is stored and read again, and older ones are taken up."""

    compares = ("due_at", "stage", "outcome", "elapsed", "remaining", "paused", "warnings")
    promise: Terms
    kept: list[Tracker]

    def promised(self) -> SearchStrategy[Any]:
        return terms()

    def apply(self, event: Event) -> None:
        if len(self.events) == 1:
            self.kept = []
            self.tracker = track(self.promise, "T-1")
        self.kept.append(self.tracker)
        self.tracker = self.tracker.after(event)

    def due_at(self, target: str) -> datetime | None:
        return self.tracker.at(self.now)[target].due_at

    def __getattr__(self, name: str) -> Any:
        if name not in self.compares:
            raise AttributeError(name)

        def told(target: str) -> Any:
            return getattr(self.tracker.at(self.now)[target], name)

        return told

    @rule(data=st.data())
    def something_drawn_apart_happens(self, data: st.DataObject) -> None:
        self._happens(data.draw(events(self.now)))

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
    def it_says_all_that_a_replay_says(self) -> None:
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
