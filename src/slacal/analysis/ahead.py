"""Who breaches next? The promises that fall due within some hours, the first one first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.evaluation import Evaluation
from slacal.engine.stage import Outcome
from slacal.errors import BadInput
from slacal.errors.doors import all_of, check_type
from slacal.spans.instant import from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.engine.cycle import Cycle


class Upcoming(NamedTuple):
    """A promise that will be breached unless it is kept until ``due_at``.

    ``left`` is the time on the wall clock until then; ``remaining`` that of the promise itself, business hours where
    it counts those. ``cycle`` is all that is known of it.
    """

    due_at: datetime
    ticket: str
    target: str
    number: int
    left: timedelta
    remaining: timedelta | None
    cycle: Cycle


def upcoming(evaluations: Iterable[Evaluation], *, within: timedelta = timedelta(hours=4)) -> tuple[Upcoming, ...]:
    """Return the promises in time that fall due `within` so much time on the wall clock, the earliest due first.

    `evaluations` are of one instant, as `Policy.evaluate` and `Tracker.at` give them. Of one due, promises go by
    ticket, target and number, whatever order the evaluations come in. What is paused is not there, as its due is open,
    unless its due is a date that no pause moves. Datetimes are in the zone of the question.
    Cost: linear. Raises: WrongType; BadInput for several instants, or an amount below 0.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> morning = [datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (10, 11, 13)]
    >>> tickets = [History(f"T-{at.hour}", [Event(at, "created")]) for at in morning]
    >>> seen = [policy.evaluate(ticket, as_of=datetime(2026, 11, 23, 15, tzinfo=UTC)) for ticket in tickets]
    >>> [(one.ticket, str(one.left)) for one in upcoming(seen)]
    [('T-10', '3:00:00'), ('T-11', '4:00:00')]
    """
    check_type("within", within, timedelta, "an amount of time", "pass a timedelta")
    if within < timedelta():
        raise BadInput("within", within, "lies behind the question", "pass an amount of 0 or more")
    known = all_of("evaluations", evaluations, Evaluation, "an Evaluation", "pass what policy.evaluate returned")
    for place, one in enumerate(known):
        if to_micros(one.as_of) != to_micros(known[0].as_of):
            field, first = f"evaluations[{place}]", known[0].as_of
            raise BadInput(field, one, f"is not of {first}, as the first is", "evaluate all at once")
    found = [ahead for one in known for ahead in _ahead(one) if ahead.left <= within]
    return tuple(sorted(found, key=_place))


def _place(one: Upcoming) -> tuple[int, str, str, int]:
    return to_micros(one.due_at), one.ticket, one.target, one.number


def _ahead(evaluation: Evaluation) -> Iterator[Upcoming]:
    """Yield all that will fall due by itself."""
    now = to_micros(evaluation.as_of)
    for result in evaluation.targets:
        for cycle in result.cycles:
            due = cycle.clock.due() if cycle.clock is not None and cycle.is_open else None
            if due is not None and cycle.outcome is Outcome.OPEN:
                at = from_micros(due, evaluation.as_of.tzinfo or UTC)
                left = timedelta(microseconds=due - now)
                yield Upcoming(
                    at, evaluation.ticket, cycle.target, cycle.number, left, cycle.remaining, cycle
                )  # fmt: skip
