"""What a change of goal or calendar does to a cycle that has none, or that keeps its own: rules P9 and P16.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import Event, History, Stage

HIGH, LOW = {"priority": "high"}, {"priority": "low"}
TEAM_B = {"team": "b"}
BY_TEAM = [{"when": TEAM_B, "use": "around"}, {"use": "desk"}]


@pytest.mark.parametrize(("how", "elapsed"), [("carry", 3), ("recompute", 5)])
def test_p16_a_cycle_without_a_goal_takes_the_other_calendar_as_the_rule_says(how: str, elapsed: int) -> None:
    # Nothing is promised yet. From 8:00 on, moved to the team around the clock at 12:00; at 13:00: two hours of the
    # desk and one since, or five as if it had always been there.
    goals = [{"when": HIGH, "within": "8 business hours"}]
    target = {"measures": "resolution", "calendar": BY_TEAM, "goals": goals}
    story = (("23 08:00", "created", LOW), ("23 12:00", "changed", TEAM_B))
    seen = told(promise(target, rules={"calendar_change": how}), "23 13:00", *story)["t"]
    assert (seen.stage, seen.elapsed, seen.calendar) == (Stage.PENDING, hours(elapsed), "around")


def test_p9_freeze_keeps_the_calendar_too_when_the_goal_that_was_not_taken_changes_its_own() -> None:
    # 8 h from Monday 15:00 on the desk's hours: 4 h on Monday, 4 h on Tuesday. The other goal's calendar is no matter.
    goals = [{"when": HIGH, "within": "4 business hours", "calendar": BY_TEAM}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals}, rules={"on_change": "freeze"})
    story = (("23 15:00", "created", LOW), ("23 16:00", "changed", HIGH), ("23 17:00", "changed", TEAM_B))
    seen = told(policy, "23 20:00", *story)["t"]
    assert (seen.due_at, seen.calendar, seen.elapsed) == (at("24 14:00"), "desk", hours(4))
    assert told(policy, "23 20:00", ("23 15:00", "created", HIGH | TEAM_B))["t"].due_at == at("23 19:00")


def test_p9_a_goal_still_missing_when_a_done_ticket_is_opened_again_leaves_the_cycle_cancelled() -> None:
    # Counted 10:00-11:00. Without a goal from 11:00, done from 12:00 to 13:00, with a goal again from 14:00: all of it
    # is pause, and three of the four hours are left at 14:00.
    target = {"measures": "first_response", "goals": [{"when": HIGH, "within": "4 business hours"}]}
    story = (
        ("23 10:00", "created", HIGH),
        ("23 11:00", "changed", LOW),
        ("23 12:00", "changed", {"status": "solved"}),
        ("23 13:00", "changed", {"status": "open"}),
        ("23 14:00", "changed", HIGH),
    )
    reasons = [told(promise(target), f"{when}:30", *story)["t"].reason for when in ("23 11", "23 12", "23 13")]
    assert reasons == ["no_goal", "done", "no_goal"]
    seen = told(promise(target), "23 15:00", *story)["t"]
    assert (seen.stage, seen.elapsed, seen.paused, seen.due_at) == (Stage.RUNNING, hours(2), hours(3), at("23 17:00"))


WAITING, OPEN = {"status": "waiting"}, {"status": "open"}


def test_p9_days_counted_anew_are_taken_from_where_the_cycle_first_counted() -> None:
    # Waiting from Friday 18:00 to Tuesday 20:00, so Wednesday is the first day that counts. One business day instead of
    # two from Wednesday on ends on Thursday at 19:00; from Friday on it would be 1 h + 9 h, Thursday 11:00.
    goals = [{"when": HIGH, "within": "1 business day"}, {"within": "2 business days"}]
    policy = promise({"measures": "resolution", "goals": goals}, rules={"anchor": "first_counting"})
    story = (("20 18:00", "created", LOW | WAITING), ("24 20:00", "changed", OPEN), ("25 12:00", "changed", HIGH))
    assert told(policy, "25 13:00", *story[:2])["t"].due_at == at("27 19:00")
    assert told(policy, "25 13:00", *story)["t"].due_at == at("26 19:00")


@pytest.mark.parametrize(("rule", "due"), [("stays", "24 15:00"), ("until_change", "23 17:00")])
def test_p21_a_due_set_by_hand_goes_over_into_the_cycle_that_a_change_begins_or_is_dropped(rule: str, due: str) -> None:
    # Set to Tuesday 15:00 at 12:00; the cycle that begins at 13:00 has 4 h of its own, to 17:00.
    goals = [{"when": HIGH, "within": "4 business hours"}, {"within": "8 business hours"}]
    rules = {"on_change": "restart", "due_override": rule}
    events = [
        Event(at("23 10:00"), "created", LOW),
        Event(at("23 12:00"), "due_override", details={"due_at": "2026-11-24T15:00+00:00"}),
        Event(at("23 13:00"), "changed", HIGH),
    ]
    policy = promise({"measures": "resolution", "goals": goals, "rules": rules})
    seen = policy.evaluate(History("T-1", events), as_of=at("23 14:00"))["t"]
    assert (seen.started_at, seen.due_at) == (at("23 13:00"), at(due))
