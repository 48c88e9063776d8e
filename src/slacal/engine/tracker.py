"""Tracker: a ticket followed one event at a time. A new value each time, and the same answers as a replay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.evaluation import Evaluation
from slacal.engine.event import Event
from slacal.engine.frozen import Frozen
from slacal.engine.passing import passed
from slacal.engine.replay import known_about, told_until
from slacal.engine.state import state_of, ticket_of
from slacal.engine.ticket import after, fresh
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import check_type
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from slacal.engine.history import History
    from slacal.engine.moments import Happening
    from slacal.engine.terms import Terms
    from slacal.engine.ticket import Ticket


class Tracker(Frozen):
    """What is known of a ticket so far; `after` an event there is another tracker, and `at` an instant an answer.

    It never changes. `to_dict` is plain data for JSON: keep it between events, and `policy.resume` it; two trackers
    know the same where their `to_dict` is equal.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> tracker = policy.track("T-1").after(Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created"))
    >>> later = policy.resume(tracker.to_dict())
    >>> str(later.at(datetime(2026, 11, 23, 12, tzinfo=UTC))["answer"].due_at)
    '2026-11-23 17:00:00+00:00'
    """

    __slots__ = ("about", "known", "terms", "ticket")

    ticket: str
    terms: Terms
    known: Ticket
    about: tuple[Happening, ...]

    def __init__(self, terms: Terms, ticket: str, known: Ticket, about: tuple[Happening, ...] = ()) -> None:
        """Hold what is known, and the events to come of what the ticket is about, the latest first."""
        put = object.__setattr__
        put(self, "terms", terms)
        put(self, "ticket", ticket)
        put(self, "known", known)
        put(self, "about", about)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.terms, self.ticket, self.known, self.about)

    def __repr__(self) -> str:
        return f"<Tracker of {self.ticket!r} under {self.terms.name!r}>"

    def after(self, event: Event) -> Tracker:
        """Return the tracker after an event. Cost: that of one event, however many went before.

        Raises: WrongType; BadInput for an event that lies before the last one.
        """
        if not isinstance(event, Event):
            raise WrongType("event", event, "is not an Event", "build it with Event(at, kind, ...)")
        if self.known.at is not None and event.instant < self.known.at:
            problem, mend = "lies before the event ahead of it", "send events in order, or replay the history"
            raise BadInput("event", event, problem, mend, "out-of-order")
        plan = self.terms.plan
        others = list(self.about)
        known = passed(plan, told_until(plan, self.known, others, event.instant), event.instant)
        return Tracker(self.terms, self.ticket, after(plan, known, event), tuple(others))

    def at(self, now: datetime) -> Evaluation:
        """Return what the policy says at an instant, in its zone; `Evaluation.next_change_at` says when to ask again.

        Raises: BadInput for a naive datetime, or one before the last event.
        """
        instant = to_micros(now, "now")
        if self.known.at is not None and instant < self.known.at:
            mend = "ask about now, or replay the history as of then"
            raise BadInput("now", now, "lies before the last event", mend, "out-of-order")
        plan = self.terms.plan
        known = passed(plan, told_until(plan, self.known, list(self.about), instant), instant)
        return Evaluation(self.ticket, now, self.terms, known)

    def to_dict(self) -> dict[str, Any]:
        """Return the state as plain data for JSON: instants in microseconds since 1970, facts, and stretches."""
        return {**state_of(self.terms, self.known), "ticket": self.ticket}


def track(terms: Terms, ticket: str, about: Sequence[History] = ()) -> Tracker:
    """Return the tracker of a ticket to which nothing has happened. Raises: WrongType."""
    check_type("ticket", ticket, str, "the name of a ticket", 'name it, as in track("T-1")')
    return Tracker(terms, ticket, fresh(terms.plan), tuple(known_about(about)))


def resume(terms: Terms, state: Mapping[str, Any], about: Sequence[History] = ()) -> Tracker:
    """Return the tracker that a state was written of; events of `about` that it has seen are passed over.

    Raises: BadInput for a state of another policy or form.
    """
    known = ticket_of(terms, state)
    others = [one for one in known_about(about) if known.at is None or one.event.instant > known.at]
    return Tracker(terms, state["ticket"], known, tuple(others))


Tracker.__module__ = "slacal"
