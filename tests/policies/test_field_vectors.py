"""Due times that vendors publish, or that follow from the rules that they publish, each by preset or by option.

Dates are chosen where a page names weekdays alone: 23 November 2026 is a Monday, 20 November a Friday.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slacal import Event, History, Policy


def at(text: str) -> datetime:
    """Return an instant of November 2026, written as day and time, or of another month, written in full."""
    written = text if text.count("-") else f"2026-11-{text.replace(' ', 'T')}"
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def policy_of(goals: list[dict[str, Any]], week: str = "always", preset: str = "", **target: Any) -> Policy:
    return Policy.from_dict({
        "name": "Support", "zone": "UTC", **({"preset": preset} if preset else {}),
        "calendars": {"office": {"week": week}}, "calendar": "office",
        "targets": {"fix": {"measures": "resolution", "goals": goals, **target}},
    })  # fmt: skip


def due(start: str, goal: dict[str, Any], week: str, preset: str = "") -> datetime | None:
    return policy_of([goal], week, preset).promises(at(start))["fix"].due_at


OFFICE = "Mo-Fr 09:00-17:00"
LONG_OFFICE = "Mo-Fr 08:00-18:00"
SHORT_FRIDAY = "Mo-Th 09:00-17:00; Fr 10:00-16:00"


@pytest.mark.parametrize(
    ("preset", "week", "start", "within", "expected"),
    [
        # Jira Service Management, "How teams see SLAs": 6 h on Monday, 7 h on Tuesday, 3 h on Thursday
        ("jira", "Mo 09:00-17:00; Tu 09:00-16:00; Th 08:00-17:00", "23 11:00", "16 business hours", "26 11:00"),
        # Freshdesk before 2026: the same time of the next business day, the closing where it came out of hours
        ("freshdesk_2025", OFFICE, "23 08:00", "1 day", "23 17:00"),
        ("freshdesk_2025", OFFICE, "2025-04-25T18:00", "1 day", "2025-04-28T17:00"),
        ("freshdesk_2025", SHORT_FRIDAY, "23 10:00", "1 day", "24 10:00"),
        ("freshdesk_2025", SHORT_FRIDAY, "20 10:00", "1 day", "23 10:00"),
        # Freshdesk from 2026: a day is 24 business hours; twelve a day, then four a day
        ("freshdesk_2026", "Mo-Su 09:00-21:00", "23 09:00", "1 day", "24 21:00"),
        ("freshdesk_2026", "Mo-Su 09:00-13:00", "23 09:00", "24 business hours", "28 13:00"),
        # Intercom: 5 min on Friday, 8 h on Monday and Tuesday, 7 h 55 min on Wednesday
        ("intercom", OFFICE, "20 16:55", "1 day", "25 16:55"),
        # ServiceNow: 8 h each on Monday, Tuesday and Wednesday; and without a schedule
        ("servicenow", OFFICE, "23 09:00", "1 day", "25 17:00"),
        ("servicenow", "always", "2015-01-01T10:30", "10 business hours", "2015-01-01T20:30"),
        # osTicket, pull request 4807: 1 h on Friday, 3 h on Monday
        ("", LONG_OFFICE, "20 17:00", "4 business hours", "23 11:00"),
    ],
)
def test_an_amount_is_due_when_the_product_says(preset: str, week: str, start: str, within: str, expected: str) -> None:
    assert due(start, {"within": within}, week, preset) == at(expected)


@pytest.mark.parametrize(("start", "expected"), [("20 09:00", "20 18:00"), ("20 20:00", "23 18:00")])
def test_appfires_next_business_day_counts_the_day_of_arrival(start: str, expected: str) -> None:
    goal = {"within": "1 business day", "counts_from": "same_day"}
    assert due(start, goal, LONG_OFFICE) == at(expected)


@pytest.mark.parametrize(("preset", "rules"), [("servicenow", {}), ("", {"at_closed": "next_open"})])
def test_servicenow_moves_a_date_outside_the_schedule_to_its_next_opening(preset: str, rules: dict[str, str]) -> None:
    policy = policy_of([{"at": "target"}], "Mo-Fr 08:00-16:00", preset, rules=rules)
    promised = policy.promises(at("2017-01-10T09:00"), {"target": "2017-01-11T20:30:00+00:00"})  # a Wednesday
    assert promised["fix"].due_at == at("2017-01-12T08:00")


@pytest.mark.parametrize(
    ("before", "after", "left", "expected"),
    [
        (3, 2, 1, "23 12:00"),  # SaaSJet: 10:00, raised at 11:00
        (4, 2, 1, "23 12:00"),  # Thena: 1 h used of 2
        (8, 4, 3, "23 14:00"),  # ChangeGear: 1 h used of 4
    ],
)
def test_a_raised_priority_carries_the_time_used(before: int, after: int, left: int, expected: str) -> None:
    goals: list[dict[str, Any]] = [
        {"when": {"priority": "high"}, "within": f"{after} calendar hours"},
        {"within": f"{before} calendar hours"},
    ]
    raised = [Event(at("23 10:00"), "created", priority="low"), Event(at("23 11:00"), "changed", priority="high")]
    fix = policy_of(goals).evaluate(History("T-1", raised), as_of=at("23 11:00"))["fix"]
    assert (fix.due_at, fix.remaining) == (at(expected), timedelta(hours=left))


@pytest.mark.parametrize(("closed", "reopened", "expected"), [("13", "15", "18:00"), ("15", "18", "19:00")])
def test_bolddesk_extends_the_due_by_the_time_spent_closed(closed: str, reopened: str, expected: str) -> None:
    # due at 16:00; two hours closed make it 18:00, three make it 19:00
    events = [
        Event(at("23 10:00"), "created", status="open"),
        Event(at(f"23 {closed}:00"), "changed", status="closed"),
        Event(at(f"23 {reopened}:00"), "changed", status="open"),
    ]
    policy = policy_of([{"within": "6 calendar hours"}])
    assert policy.promises(at("23 10:00"))["fix"].due_at == at("23 16:00")
    fix = policy.evaluate(History("T-1", events), as_of=at(f"23 {reopened}:00"))["fix"]
    assert fix.due_at == at(f"23 {expected}")
