"""A promise in one line: hours, an amount and a start become terms and a history, as a policy and a log would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.cli.hours_options import assumptions_of, calendar_of
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.moments import OnEvent
from slacal.engine.terms import Choice, Goal, NamedCalendar, Target, Terms
from slacal.errors import SlacalError
from slacal.policies.amount import limit_of
from slacal.policies.book import Book

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from slacal.engine.limits import Amount, Given, Unlimited

_CREATED, _DONE = OnEvent(frozenset({"created"})), OnEvent(frozenset({"done"}))


def promise_of(arguments: argparse.Namespace) -> Terms:
    """Return the one promise that the options describe. Raises: BadInput, UnknownName."""
    hours = Choice(((None, NamedCalendar("hours", calendar_of(arguments))),))
    goal = Goal(_limit(arguments.within, arguments.zone))
    target = Target("promise", _CREATED, _DONE, (goal,), hours)
    return Terms("", (target,), arguments.zone, assumptions=assumptions_of(arguments))


def created_at(at: datetime) -> History:
    """Return the history of a ticket that was only just created."""
    return History("", [Event(at, "created")])


def _limit(text: str, zone: str) -> Amount | Given | Unlimited:
    try:
        return limit_of(text, Book(zone=zone, date_zone=zone))
    except SlacalError as error:
        raise type(error)("--within", text, error.problem, error.mend, error.code) from None
