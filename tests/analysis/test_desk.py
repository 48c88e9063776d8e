"""A desk is fitted: hours of the week, groups, rates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.analysis.desks import AS_OF, HOURS, POLICY, Ticket, desk, log

from slacal import BadInput, Calendar, SlacalError, WrongType
from slacal.analysis.desk import fit
from slacal.analysis.simulating import simulate
from slacal.analysis.team import Team

# Mondays at nine, three weeks, and one Tuesday at ten: what a week holds twice counts by how often it was there.
TICKETS: list[Ticket] = [
    (at, priority, [(f"{at[:10]}T12:00", "solved")])
    for at, priority in (
        ("2026-11-02T09:10", "low"),
        ("2026-11-03T10:20", "high"),
        ("2026-11-09T09:30", "low"),
        ("2026-11-16T09:40", "high"),
    )
]


def test_each_ticket_comes_again_as_often_as_its_hour_of_the_week_was_seen() -> None:
    found = desk(*TICKETS)
    assert found.hour.tolist() == [9, 34, 9, 9]
    assert found.week.tolist() == [0, 0, 1, 2]
    # Monday 9 to 10 is there three times from the 2nd to the 16th, Tuesday 10 to 11 twice.
    assert found.rate.tolist() == [1 / 3, 1 / 2, 1 / 3, 1 / 3]


def test_hours_of_the_week_are_those_of_the_calendars_zone() -> None:
    tokyo = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Asia/Tokyo")
    assert desk(*TICKETS, calendar=tokyo).hour.tolist() == [18, 43, 18, 18]


def test_groups_are_what_a_fact_said_at_the_creation() -> None:
    found = desk(*TICKETS)
    assert [found.groups[place] for place in found.group.tolist()] == ["low", "high", "low", "high"]
    assert desk(*TICKETS, by=None).groups == ("",)


def test_a_ticket_that_begins_after_the_question_is_not_known() -> None:
    assert desk(*TICKETS, as_of=datetime(2026, 11, 10, tzinfo=UTC)).tickets == 3


def test_a_frame_and_arrays_give_the_same_desk_and_the_same_answer() -> None:
    pd: Any = pytest.importorskip("pandas")
    columns = log(*TICKETS)
    answers = [
        simulate(fit(events, POLICY, AS_OF, calendar=HOURS, zone=zone), POLICY, team=Team(HOURS), seed=3, runs=5)
        for events, zone in ((columns, None), (pd.DataFrame(columns), "UTC"))
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("options", "kind", "field"),
    [
        ({"calendar": "Mo-Fr"}, WrongType, "calendar"),
        ({"by": "urgency"}, BadInput, "by"),
        ({"by": ["priority"]}, WrongType, "by"),
        ({"as_of": datetime(2020, 1, 1, tzinfo=UTC)}, BadInput, "events"),
        ({"policy": "desk.yaml"}, WrongType, "policy"),
    ],
)
def test_what_cannot_be_fitted_is_refused_by_name(options: dict[str, Any], kind: type[SlacalError], field: str) -> None:
    given: dict[str, Any] = {"policy": POLICY, "as_of": AS_OF, "calendar": HOURS} | options
    with pytest.raises(kind) as refused:
        fit(log(*TICKETS), **given)
    assert refused.value.field == field
