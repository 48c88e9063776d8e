"""The list of doors against the public faces: each parameter of each public call is listed, or excepted."""

from __future__ import annotations

import pytest
from tests.laws.bad_entries import ENTRIES
from tests.laws.public_doors import doors

# Each reason, and what it excepts: a whole call, or one parameter of it.
EXCEPTIONS = {
    "slacal builds it, and users read it": """
        Cycle Day Evaluation Explanation Finding OpenSpan Status Stretch TargetResult Tracker
        analysis.Audit analysis.Comparison analysis.Compliance analysis.Contrast analysis.Desk analysis.Difference
        analysis.Figure analysis.Figure.of analysis.FoundGoal analysis.FoundGoals analysis.Share analysis.Simulated
        analysis.Upcoming analysis.Wait batch.LogResult batch.LogSummary environment.Environment
        formats.event_log.EventLog formats.row_fault.RowFault formats.row_fault.RowFault.of formats.cycle_rows.CycleRow
        show.Picture testing.LawReport testing.LawResult testing.Case testing.TicketCase
    """,
    "a plain pair of names, which the Columns that takes it checks": "formats.columns.EventColumn",
    "a model of pydantic, with pydantic's ValidationError; Policy.from_dict is the door": """
        Policy Policy.model_validate Policy.model_post_init
    """,
    "how a refusal calls the place of a value": """
        WeeklyHours.parse|field WeeklyHours.of|field HolidayDates.of|field formats.columns.Columns.from_dict|name
    """,
    "serves the refusals themselves": "errors.nearest",
    "laws put it to code of the user's own, and pass on what that raises": """
        testing.Law testing.Law.lacks testing.Law.holds testing.CalendarLaws.obeys testing.PolicyLaws.obeys
    """,
    "users write it, and hypothesis calls it": """
        testing.Subject testing.Subject.add testing.Subject.elapsed testing.TicketMachine.apply
        testing.TicketMachine.due_at testing.TicketMachine.time_passes testing.TicketMachine.opened
        testing.TicketMachine.time_goes_by testing.TicketMachine.something_happens
    """,
}
EXCEPTED = {name.replace("|", " ") for names in EXCEPTIONS.values() for name in names.split()}
LISTED = {name.partition(",")[0] for name in ENTRIES}


def is_excepted(door: str) -> bool:
    return door in EXCEPTED or door.partition(" ")[0] in EXCEPTED


@pytest.fixture(scope="module")
def public() -> set[str]:
    return set(doors())


def test_every_parameter_of_every_public_call_is_listed_or_excepted(public: set[str]) -> None:
    assert sorted(door for door in public - LISTED if not is_excepted(door)) == []


def test_every_listed_door_is_public(public: set[str]) -> None:
    assert sorted(LISTED - public) == []


def test_no_door_is_both_listed_and_excepted() -> None:
    assert sorted(filter(is_excepted, LISTED)) == []


def test_every_exception_is_public(public: set[str]) -> None:
    assert sorted(EXCEPTED - public - {door.partition(" ")[0] for door in public}) == []


def test_every_face_has_doors(public: set[str]) -> None:
    faces = {door.partition(".")[0] for door in public if door[0].islower()}
    assert faces == {"analysis", "batch", "environment", "errors", "formats", "show", "testing"}
    assert {"Calendar.add start", "show.week day", "show.plot.goal_curve found", "testing.instants near"} <= public
