"""The oracle of policies, asked as a user asks it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from slacal import Calendar, Event, History, Outcome, Policy
from slacal.testing import PolicyOracle, seen_by

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)  # a Monday
TARGETS = {
    "answer": {"start": "created", "stop": "reply", "calendar": "desk", "goals": [{"within": "10 business hours"}]}
}
SUPPORT = Policy.from_dict(
    {"name": "S", "calendars": {"desk": {"week": "Mo-Fr 09:00-17:00", "zone": "UTC"}}, "targets": TARGETS}
)
TICKET = History("T-1", [Event(NINE, "created"), Event(NINE + timedelta(days=1, hours=3), "reply")])


def test_it_counts_the_minutes_of_a_policy() -> None:
    # Eight hours on Monday, two on Tuesday: due at 11:00. The reply comes at 12:00, after eleven hours.
    [answer] = PolicyOracle.of(SUPPORT).evaluate(TICKET, as_of=NINE + timedelta(days=2))["answer"]
    assert answer.due_at == datetime(2026, 1, 6, 11, tzinfo=UTC)
    assert answer.elapsed == timedelta(hours=11)
    assert answer.outcome is Outcome.BREACHED


def test_it_takes_compiled_terms_and_supplied_calendars() -> None:
    as_of = NINE + timedelta(days=2)
    owed = Policy.from_dict({"name": "S", "zone": "UTC", "calendars": {"desk": {"supplied": True}}, "targets": TARGETS})
    desk = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
    by_terms = PolicyOracle.of(SUPPORT.terms).evaluate(TICKET, as_of=as_of)
    assert PolicyOracle.of(owed, calendars={"desk": desk}).evaluate(TICKET, as_of=as_of) == by_terms


def test_an_evaluation_compares_with_it() -> None:
    as_of = NINE + timedelta(days=2)
    right = PolicyOracle.of(SUPPORT).evaluate(TICKET, as_of=as_of)
    assert seen_by(SUPPORT.evaluate(TICKET, as_of=as_of)) == right
    earlier = SUPPORT.evaluate(TICKET, as_of=NINE + timedelta(days=1))
    assert seen_by(earlier) != right
