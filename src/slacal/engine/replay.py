"""The one loop over a history: facts gather, every clock takes the same step, and the result is judged at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.evaluation import Evaluation
from slacal.engine.moments import Happening
from slacal.engine.passing import passed
from slacal.engine.ticket import after, fresh, told
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from slacal.engine.event import Event
    from slacal.engine.facts import Scalar
    from slacal.engine.history import History
    from slacal.engine.plan import Plan
    from slacal.engine.terms import Terms
    from slacal.engine.ticket import Ticket


def replay(terms: Terms, history: History, as_of: datetime, *, about: Sequence[History] = ()) -> Evaluation:
    """Return what `terms` say of a history at `as_of`; later events are not read.

    `about`: histories of what the ticket is about, a licence or a contract; they bring cover. Events of one instant
    count after those of `about`. Cost: linear in the events.
    """
    now = to_micros(as_of, "as_of")
    plan = terms.plan
    ticket = fresh(plan)
    others = known_about(about)
    for event in history.events:
        if event.instant > now:
            break
        if others:
            ticket = told_until(plan, ticket, others, event.instant)
        ticket = after(plan, passed(plan, ticket, event.instant), event)
    if others:
        ticket = told_until(plan, ticket, others, now)
    return Evaluation(history.ticket, as_of, terms, passed(plan, ticket, now))


def known_about(histories: Iterable[History]) -> list[Happening]:
    """Return the events of several histories, the latest first, each with the facts of its own history."""
    found = [happening for history in histories for happening in _happenings(history.events)]
    return sorted(found, key=lambda happening: happening.event.instant)[::-1]


def told_until(plan: Plan, ticket: Ticket, others: list[Happening], until: int) -> Ticket:
    """Return what is known after those of the others that have happened by `until`, which leave the list."""
    while others and others[-1].event.instant <= until:
        happening = others.pop()
        ticket = told(plan, passed(plan, ticket, happening.event.instant), happening)
    return ticket


def _happenings(events: Iterable[Event]) -> Iterator[Happening]:
    before: Mapping[str, Scalar] | None = None
    for event in events:
        known: Mapping[str, Scalar] = before or {}
        after_it = {**known, **event.changes}
        yield Happening(event, before, after_it)
        before = after_it
