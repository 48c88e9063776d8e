"""A log is cut into the team's work and the waits for others; expected stretches are counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.analysis.desks import ALWAYS, desk

HOUR = 3_600_000_000
FRIDAY = (
    "2026-11-20T18:00",
    "low",
    [
        ("2026-11-23T11:00", "waiting"),
        ("2026-11-24T09:00", "open"),
        ("2026-11-24T12:00", "solved"),
        ("2026-11-26T12:00", "closed"),
    ],
)


def test_work_is_open_time_and_a_wait_is_real_time() -> None:
    # An hour of Friday and one of Monday; a wait of 22 hours; Tuesday from opening to noon; two days solved; reopened.
    paths = desk(FRIDAY).paths
    assert paths.work.tolist() == [False, True, False, True, False]
    assert [amount / HOUR for amount in paths.amount.tolist()] == [0, 2, 22, 2, 48]


def test_open_time_is_that_of_the_calendar_given() -> None:
    # From Friday 18:00 to Monday 11:00 are 65 hours.
    assert [amount / HOUR for amount in desk(FRIDAY, calendar=ALWAYS).paths.amount.tolist()] == [0, 65, 22, 3, 48]


def test_a_ticket_that_is_still_worked_on_has_worked_until_the_question() -> None:
    at = datetime(2026, 11, 24, 11, tzinfo=UTC)  # an hour after the last opening
    solved = ("2026-11-23T10:00", "low", [("2026-11-23T11:30", "solved")])
    waiting = ("2026-11-23T10:00", "low", [("2026-11-23T13:00", "waiting")])
    paths = desk(FRIDAY, solved, waiting, as_of=at).paths
    assert paths.open.tolist() == [True, False, True]
    assert [worked / HOUR for worked in paths.worked.tolist()] == [3, 1.5, 3]
