"""Desk: takes events, wakes when something changes by itself, and tells each warning and each breach once."""

from __future__ import annotations

from functools import reduce
from queue import Empty
from typing import TYPE_CHECKING, NamedTuple

from slacal import BadInput, Evaluation, Event, History, Policy, Tracker

from .store import Notice, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime


class Desk(NamedTuple):
    """A helpdesk that keeps all it knows in its store: stop it at any time, and another one goes on from there."""

    store: Store
    policy: Policy
    clock: Callable[[], datetime]
    send: Callable[[Notice], object]

    def run(self, get: Callable[[float | None], tuple[str, Event] | None]) -> None:
        """Take what comes and wake when an alarm does, until a None comes.

        `get` waits like that of `queue.Queue`: so many seconds, and then raises `Empty`.
        """
        while True:
            self.wake()
            alarm = self.store.next_alarm()
            try:
                message = get(None if alarm is None else max(0.0, (alarm - self.clock()).total_seconds()))
            except Empty:
                continue
            if message is None:
                return
            self.take(*message)

    def wake(self) -> None:
        """Look at every ticket whose alarm has come, be it long ago, and send what has not been sent."""
        for ticket in self.store.alarmed(self.clock()):
            self._look(self.tracker(ticket))
        for notice in self.store.unsent():
            self.send(notice)
            self.store.mark_sent(notice)  # a crash before this line sends it twice, never not at all

    def take(self, ticket: str, event: Event) -> None:
        """Take an event. Raises: BadInput for one that lies ahead of the clock, and keeps nothing of it."""
        try:
            tracker = self.tracker(ticket).after(event)
        except BadInput as refused:
            if refused.code != "out-of-order":
                raise
            tracker = self.replayed(ticket, event)  # it came late: the history again, with the event in its place
        self._look(tracker, event)

    def queue(self) -> tuple[Evaluation, ...]:
        """Return how each unfinished ticket stands, in the order in which the policy has them worked on."""
        now = self.clock()
        return self.policy.queue_of(self.tracker(ticket).at(now) for ticket in self.store.tickets())

    def tracker(self, ticket: str) -> Tracker:
        """Return what is known of a ticket: by its state or, where that is of another policy, by its events."""
        state = self.store.state(ticket)
        try:
            return self.policy.track(ticket) if state is None else self.policy.resume(state)
        except BadInput:
            return self.replayed(ticket)

    def replayed(self, ticket: str, *late: Event) -> Tracker:
        history = History.sorted(ticket, [*self.store.events(ticket), *late])
        return reduce(Tracker.after, history, self.policy.track(ticket))

    def _look(self, tracker: Tracker, event: Event | None = None) -> None:
        seen = tracker.at(self.clock())
        self.store.save(tracker.ticket, tracker.to_dict(), seen.next_change_at, notices(seen), event)


def notices(seen: Evaluation) -> Iterator[Notice]:
    """Yield all that there is to tell of a ticket so far; the store keeps what is new."""
    for cycle in (cycle for result in seen.targets for cycle in result.cycles):
        warned = [(warning.text, warning.at) for warning in cycle.warnings if warning.fired]
        for what, at in (*warned, ("breached", cycle.breached_at)):
            if at is not None:
                yield Notice(seen.ticket, cycle.target, cycle.number, what, at)
