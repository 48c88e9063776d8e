"""The oracle of policies, asked as a user asks it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from slacal import Calendar, Event, History, Outcome, Policy
from slacal.testing import PolicyOracle, seen_by
from slacal.testing.oracle_open import GaveUp

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


def test_amounts_of_a_ticket_are_read_in_the_words_of_people_and_others_are_left_unanswered() -> None:
    policy = Policy.from_dict(
        {
            "name": "Allowed", "zone": "UTC", "calendar": "wednesdays",
            "calendars": {"wednesdays": {"week": "We 12:00-13:00", "holidays": "none"}},
            "targets": {"answer": {"start": "created", "stop": "answered", "goals": [{"within": {"fact": "allowed"}}]}},
        }
    )  # fmt: skip
    due = {}
    for amount in (
        "1 business day",
        "2 business days",
        "30 business minutes",
        "90 calendar minutes",
        "1 calendar hour",
    ):
        ticket = History("T-1", [Event(NINE, "created", {"allowed": amount})])
        (seen,) = PolicyOracle.of(policy).evaluate(ticket, as_of=NINE)["answer"]
        due[amount] = seen.due_at
    # created on Monday the 5th: the Wednesdays are the 7th and the 14th
    assert due == {
        "1 business day": datetime(2026, 1, 7, 13, tzinfo=UTC),
        "2 business days": datetime(2026, 1, 14, 13, tzinfo=UTC),
        "30 business minutes": datetime(2026, 1, 7, 12, 30, tzinfo=UTC),
        "90 calendar minutes": NINE + timedelta(minutes=90),
        "1 calendar hour": NINE + timedelta(hours=1),
    }
    odd = History("T-1", [Event(NINE, "created", {"allowed": "end of business day"})])
    with pytest.raises(GaveUp, match="no amount that the oracle reads"):
        PolicyOracle.of(policy).evaluate(odd, as_of=NINE)


def test_p9_a_date_that_becomes_known_restarts_nothing_for_nothing_was_promised() -> None:
    policy = Policy.from_dict(
        {
            "name": "Dated", "zone": "UTC", "calendar": "always",
            "targets": {
                "answer": {
                    "start": "created", "stop": "answered",
                    "rules": {"on_change": "restart"}, "goals": [{"at": "promised"}],
                }
            },
        }
    )  # fmt: skip
    ticket = History(
        "T-1", [Event(NINE, "created"), Event(NINE + timedelta(hours=1), "changed", {"promised": "2026-01-06"})]
    )
    as_of = NINE + timedelta(hours=2)
    right = PolicyOracle.of(policy).evaluate(ticket, as_of=as_of)
    assert [(seen.started_at, seen.due_at) for seen in right["answer"]] == [(NINE, datetime(2026, 1, 7, tzinfo=UTC))]
    assert seen_by(policy.evaluate(ticket, as_of=as_of)) == right
