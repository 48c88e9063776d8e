"""Which goal counts, and how much of it: rules P9, P18 and the scale. The desk is open Mo-Fr 10:00-19:00."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import BadInput, Stage

HIGH, LOW = {"priority": "high"}, {"priority": "low"}
BY_PRIORITY = [{"when": HIGH, "within": "8 business hours"}]


def measured(goals: list[Any], **rest: Any) -> dict[str, Any]:
    return {"measures": "resolution", "goals": goals, **rest}


def test_p18_of_several_goals_of_which_none_holds_the_strictest_is_none() -> None:
    seen = told(promise(measured(BY_PRIORITY, match="strictest")), "23 12:00", ("23 10:00", "created", LOW))["t"]
    assert (seen.stage, seen.due_at, seen.goal) == (Stage.PENDING, None, "")


def test_p18_a_goal_that_promises_nothing_is_never_the_strictest() -> None:
    goals = [{"when": HIGH, "within": "2 business hours", "commitment": "none"}, {"within": "8 business hours"}]
    seen = told(promise(measured(goals, match="strictest")), "23 12:00", ("23 10:00", "created", HIGH))["t"]
    assert seen.due_at == at("23 18:00")


def test_p18_a_date_may_be_the_strictest() -> None:
    goals = [{"when": HIGH, "at": "wanted"}, {"within": "8 business hours"}]
    created = ("23 10:00", "created", {"priority": "high", "wanted": "2026-11-23T16:00+00:00"})
    assert told(promise(measured(goals, match="strictest")), "23 12:00", created)["t"].due_at == at("23 16:00")


@pytest.mark.parametrize(
    ("within", "to", "due"),
    [
        ("4 calendar hours", "150%", "23 16:00"),
        ("2 business days", "200%", "27 10:00"),  # four of them after Monday 10:00
        ("2 calendar days", "50%", "24 10:00"),
        ("8 business hours", "12.5%", "23 11:00"),
    ],
)
def test_a_scale_takes_a_share_of_whatever_was_promised(within: str, to: str, due: str) -> None:
    target = measured(
        [{"within": within, "lands": "same_time"}] if "business days" in within else [{"within": within}],
        scale=[{"when": HIGH, "to": to}],
    )
    assert told(promise(target), "23 10:00", ("23 10:00", "created", HIGH))["t"].due_at == at(due)
    assert told(promise(target), "23 10:00", ("23 10:00", "created", LOW))["t"].due_at != at(due)


def test_a_scale_of_the_whole_leaves_the_promise_in_its_own_words() -> None:
    target = measured([{"within": "8 business hours"}], scale=[{"when": HIGH, "to": "100%"}])
    assert told(promise(target), "23 10:00", ("23 10:00", "created", HIGH))["t"].goal == "8 business hours"


def test_a_scale_leaves_alone_what_promises_no_amount() -> None:
    # Not regulated where the priority is high, though half of it is asked; half of eight hours where it is low.
    goals = [{"when": HIGH, "within": "not regulated"}, {"within": "8 business hours"}]
    policy = promise(measured(goals, scale=[{"when": {"tier": "gold"}, "to": "50%"}]))
    found = [told(policy, "23 12:00", ("23 10:00", "created", {**by, "tier": "gold"}))["t"] for by in (HIGH, LOW)]
    assert [(one.goal, one.due_at) for one in found] == [
        ("not regulated", None),
        ("8 business hours, at 50%", at("23 14:00")),
    ]


def test_days_that_a_fact_holds_and_that_do_not_stay_whole_are_refused() -> None:
    # Half of four days are two: from Monday to Wednesday. Half of three are none that a calendar has.
    goals = [{"within": {"fact": "promised"}, "lands": "same_time"}]
    policy = promise(measured(goals, scale=[{"when": HIGH, "to": "50%"}]))
    created = [("23 10:00", "created", HIGH | {"promised": f"{days} business days"}) for days in (4, 3)]
    assert told(policy, "23 10:00", created[0])["t"].due_at == at("25 10:00")
    with pytest.raises(BadInput, match="does not stay whole") as refused:
        told(policy, "23 10:00", created[1])
    assert (refused.value.value, refused.value.code) == ("3 business days", "not-whole")


def test_p9_a_goal_that_comes_back_is_recomputed_and_the_time_without_one_is_a_pause() -> None:
    # Counted: 10:00 to 12:00. Without a goal until 14:00. Six of the eight hours are left: five to 19:00, and one more.
    policy = promise(measured(BY_PRIORITY, rules={"on_change": "recompute"}))
    story = (("23 10:00", "created", HIGH), ("23 12:00", "changed", LOW), ("23 14:00", "changed", HIGH))
    lost, found = told(policy, "23 13:00", *story[:2])["t"], told(policy, "23 15:00", *story)["t"]
    assert (lost.stage, lost.due_at) == (Stage.CANCELLED, None)
    assert (found.stage, found.elapsed, found.due_at) == (Stage.RUNNING, hours(3), at("24 11:00"))


def test_p9_there_is_no_share_of_a_date_to_keep_so_prorating_carries_on() -> None:
    goals = [{"when": HIGH, "within": "8 business hours"}, {"at": "wanted"}]
    policy = promise(measured(goals, rules={"on_change": "prorate"}))
    created = ("23 10:00", "created", {"priority": "low", "wanted": "2026-11-24T16:00+00:00"})
    seen = [told(policy, "23 13:00", created, *more)["t"].due_at for more in ((), (("23 12:00", "changed", HIGH),))]
    assert seen == [at("24 16:00"), at("23 18:00")]  # eight hours from 10:00


@pytest.mark.parametrize(("edge", "goal"), [("near", "9 business hours"), ("far", "12 calendar hours")])
def test_p18_the_strictest_is_asked_at_the_edge_of_a_closed_night_that_it_names(edge: str, goal: str) -> None:
    # Nine hours from Monday 10:00 end at the closing, 19:00, or where the next day opens; twelve real ones at 22:00.
    goals = [{"within": "9 business hours", "edge": edge}, {"when": HIGH, "within": "12 calendar hours"}]
    seen = told(promise(measured(goals, match="strictest")), "23 12:00", ("23 10:00", "created", HIGH))["t"]
    assert seen.goal == goal
