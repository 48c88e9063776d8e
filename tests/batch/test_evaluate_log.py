"""A log as columns says of every ticket what the scalar engine says, in every field."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacal import Event, History, Policy
from slacal.batch.evaluating import evaluate_log
from slacal.engine.replay import replay
from slacal.engine.rules import DEFAULT
from slacal.formats.cycle_rows import CycleRow, cycle_rows
from slacal.spans.instant import to_micros
from slacal.testing import strategies_of_tickets as tickets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slacal.batch.evaluating import LogResult
    from slacal.engine.terms import Terms

Told = tuple[object, ...]


class Promised:
    """A policy that has nothing but its terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms


def columns_of(terms: Terms, log: Sequence[History], *, kinds: bool) -> dict[str, Any]:
    """Return histories as columns; a fact that a row does not change, or that is absent, is None."""
    events = [(history.ticket, event) for history in log for event in history.events]
    facts = sorted({name for _, event in events for name in event.changes} | terms.fields)
    details = sorted({name for _, event in events for name in event.details})
    found: dict[str, Any] = {
        "ticket": np.array([ticket for ticket, _ in events], object),
        "at": np.array([event.instant for _, event in events], "M8[us]"),
    }
    for name in facts:
        found[name] = np.array([event.changes.get(name) for _, event in events], object)
    if kinds:
        found["event"] = np.array([event.kind for _, event in events], object)
        for name in details:
            found[name] = np.array([event.details.get(name) for _, event in events], object)
    return found


def names_of(log: Iterable[History], *, kinds: bool) -> dict[str, str]:
    facts = {name for history in log for event in history.events for name in event.changes}
    details = {name for history in log for event in history.events for name in event.details} if kinds else set()
    return {name: name for name in facts} | {f"details.{name}": name for name in details}


def scalar(terms: Terms, log: Iterable[History], as_of: datetime) -> list[Told]:
    return [plain(row) for history in log for row in cycle_rows(replay(terms, history, as_of), zone="UTC")]


def plain(row: CycleRow) -> Told:
    return tuple(to_micros(value) if isinstance(value, datetime) else value for value in row)


def told(result: LogResult) -> list[Told]:
    """Return the rows of a frame of numpy arrays as a cycle row has them."""
    columns = [_plain(result.frame[name]) for name in CycleRow._fields]
    return list(zip(*columns, strict=True))


def _plain(column: np.ndarray[Any, Any]) -> list[object]:
    if column.dtype.kind == "M":
        return [None if np.isnat(at) else int(at.astype(np.int64)) for at in column]
    return [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - NaN alone differs from itself


def assert_same(result: LogResult, expected: list[Told]) -> None:
    found = told(result)
    for ours, theirs in zip(found, expected, strict=False):
        wrong = {
            name: (mine, wanted)
            for name, mine, wanted in zip(CycleRow._fields, ours, theirs, strict=True)
            if mine != wanted
        }
        assert not wrong, (wrong, ours[:3], dict(result.summary.reasons))
    assert len(found) == len(expected)


def without_removals(history: History, ticket: str) -> History:
    """Return a history in which no fact is taken away: a log of events has no cell for that."""
    events = [
        Event(e.at, e.kind, {name: value for name, value in e.changes.items() if value is not None}, details=e.details)
        for e in history.events
    ]
    return History(ticket, events)


def as_states(history: History, ticket: str) -> tuple[History, History]:
    """Return the states of a ticket, a row each, and the events that they show."""
    facts: dict[str, Any] = {}
    states: list[Event] = []
    events: list[Event] = []
    for event in history.events:
        before = dict(facts)
        facts.update(event.changes)
        states.append(Event(event.at, "state", facts))
        changes = {name: value for name, value in facts.items() if before.get(name) != value}
        if not events:
            events.append(Event(event.at, "created", {name: v for name, v in facts.items() if v is not None}))
        elif changes:
            events.append(Event(event.at, "changed", changes))
    return History(ticket, states), History(ticket, events)


logs = st.lists(tickets.histories(most=8), min_size=1, max_size=5)


def check_events(terms: Terms, drawn: list[tuple[History, datetime]]) -> LogResult:
    log = [without_removals(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    as_of = drawn[0][1]
    result = evaluate_log(
        columns_of(terms, log, kinds=True), cast("Policy", Promised(terms)), as_of, names_of(log, kinds=True)
    )
    assert not result.faults
    assert_same(result, scalar(terms, log, as_of))
    return result


@given(tickets.terms(), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_events_says_what_the_engine_says_under_every_rule(
    terms: Terms, drawn: list[tuple[History, datetime]]
) -> None:
    check_events(terms, drawn)


@given(tickets.terms(DEFAULT), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_events_says_what_the_engine_says_under_the_default_rules(
    terms: Terms, drawn: list[tuple[History, datetime]]
) -> None:
    check_events(terms, drawn)


@given(tickets.terms(), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_states_says_what_the_engine_says(terms: Terms, drawn: list[tuple[History, datetime]]) -> None:
    pairs = [as_states(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    as_of = drawn[0][1]
    log = [states for states, _ in pairs]
    result = evaluate_log(
        columns_of(terms, log, kinds=False), cast("Policy", Promised(terms)), as_of, names_of(log, kinds=False)
    )
    assert_same(result, scalar(terms, [events for _, events in pairs], as_of))
