"""The arithmetic of one clock, where it begins paused, is moved, or takes its start later.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import Stage

WAITING, OPEN = {"status": "waiting"}, {"status": "open"}
HIGH = {"priority": "high"}


def days(**options: str) -> dict[str, Any]:
    return {"measures": "resolution", "goals": [{"within": "1 business day", **options}]}


@pytest.mark.parametrize(("resumed", "due"), [("21 12:00", "23 10:00"), ("23 12:00", "23 12:00")])
def test_p5_an_opening_that_a_clock_reaches_with_nothing_counted_waits_for_a_pause_that_held_at_the_start(
    resumed: str, due: str
) -> None:
    # One business day to the opening, from Friday 20:00: Monday 10:00, with no open time before it. The clock begins
    # paused: resumed on Saturday it is due at that opening, resumed on Monday at 12:00 at once.
    policy = promise(days(lands="open"))
    waiting = told(policy, "21 11:00", ("20 20:00", "created", WAITING))["t"]
    assert (waiting.stage, waiting.due_at, waiting.due_if_resumed(at(resumed))) == (Stage.PAUSED, None, at(due))
    assert told(policy, "24 12:00", ("20 20:00", "created", WAITING), (resumed, "changed", OPEN))["t"].due_at == at(due)


@pytest.mark.parametrize(("edge", "due"), [("near", "23 10:00"), ("far", "20 19:00")])
def test_p5_a_due_before_the_start_lies_as_long_before_the_end_of_a_pause_that_held_there(edge: str, due: str) -> None:
    # One business day that counts Monday itself and lands on its opening, from 15:00: five hours before the start. A
    # clock that begins paused and runs on at 15:00 is due there: Monday 10:00, or Friday 19:00 as the night is closed.
    policy = promise(days(lands="open", counts_from="same_day", edge=edge))
    waiting = told(policy, "23 15:00", ("23 15:00", "created", WAITING))["t"]
    assert waiting.due_if_resumed(at("23 15:00")) == at(due)


def test_p9_a_landing_in_closed_time_goes_when_the_goal_comes_later_than_the_start() -> None:
    # Tuesday 20:00 lies in closed time. As the goal at the start it is due at that instant; as one that comes on
    # Tuesday it is the nine hours of Tuesday, which end at 19:00.
    goals = [{"when": HIGH, "within": "1 business day", "lands": "same_time"}, {"within": "20 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    assert told(policy, "24 12:00", ("23 20:00", "created", HIGH))["t"].due_at == at("24 20:00")
    story = (("23 20:00", "created"), ("24 11:00", "changed", HIGH))
    assert told(policy, "24 12:00", *story)["t"].due_at == at("24 19:00")


def test_p5_a_landing_in_closed_time_stays_when_the_pause_begins_after_it() -> None:
    # Due on Tuesday at 20:00; open time that is paused on Wednesday comes too late to move it.
    story = (("23 20:00", "created"), ("25 11:00", "changed", WAITING), ("25 15:00", "changed", OPEN))
    seen = told(promise(days(lands="same_time")), "25 16:00", *story)["t"]
    assert (seen.due_at, seen.paused) == (at("24 20:00"), hours(4))


def test_p3_a_due_moved_to_a_closing_stays_there_when_another_pause_begins_later() -> None:
    # Tuesday 19:00; one minute paused on Monday makes it Wednesday, at its closing. Thursday's pause comes too late.
    story = (
        ("23 11:00", "created"),
        ("23 12:00", "changed", WAITING),
        ("23 12:01", "changed", OPEN),
        ("26 11:00", "changed", WAITING),
    )
    seen = told(promise(days(), rules={"after_pause": "close"}), "26 12:00", *story)["t"]
    assert (seen.stage, seen.due_at) == (Stage.PAUSED, at("25 19:00"))


def test_p3_first_counting_a_pause_that_returns_before_the_opening_takes_the_start_with_it() -> None:
    # Begun paused on Monday evening, resumed in the night: it would count from Tuesday 10:00. It waits again before
    # that, until Tuesday 12:00: from there the next business day closes on Wednesday at 19:00. Counted from 10:00 the
    # two hours would be a pause, and the due on Thursday at 12:00.
    story = (
        ("23 20:00", "created", WAITING),
        ("23 22:00", "changed", OPEN),
        ("24 08:00", "changed", WAITING),
        ("24 12:00", "changed", OPEN),
    )
    policy = promise(days(), rules={"anchor": "first_counting"})
    assert told(policy, "23 23:00", *story[:2])["t"].due_at == at("25 19:00")
    waiting = told(policy, "24 09:00", *story[:3])["t"]
    assert (waiting.due_at, waiting.due_if_resumed(at("24 12:00"))) == (None, at("25 19:00"))
    assert told(policy, "24 13:00", *story)["t"].due_at == at("25 19:00")
