"""Where a rule has decided nothing, the explanation does not name it.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, told

from slacal import Event, History, Stage

WAITING, SOLVED, HIGH = {"status": "waiting"}, {"status": "solved"}, {"priority": "high"}


def codes(seen: Any) -> set[str]:
    return {ruling.code for ruling in seen.explain().decisions}


def test_p1_what_was_cancelled_exactly_at_its_due_was_neither_met_nor_missed_there() -> None:
    target = {"measures": "first_response", "goals": [{"within": "2 business hours"}]}
    seen = told(promise(target), "23 15:00", ("23 10:00", "created"), ("23 12:00", "changed", SOLVED))["t"]
    assert (seen.due_at, seen.stage) == (at("23 12:00"), Stage.CANCELLED)
    assert {code for code in codes(seen) if code.startswith("P1.")} == set()


@pytest.mark.parametrize(("facts", "waits"), [(HIGH, True), ({}, False), (HIGH | SOLVED, False)])
def test_p2_what_has_no_goal_or_is_over_at_once_does_not_wait_for_an_opening(facts: Any, waits: bool) -> None:
    target = {"measures": "resolution", "goals": [{"when": HIGH, "within": "8 business hours"}]}
    seen = told(promise(target), "22 12:00", ("21 12:00", "created", facts))["t"]
    assert ("P2.waits" in codes(seen)) is waits


def test_p3_a_cap_after_which_the_same_reason_goes_on_has_ended_nothing() -> None:
    # Two rules give one reason: the first is used up at 13:00, the second has no cap and holds on.
    pause = [
        {"reason": "customer", "while": "waiting", "at_most": "2 business hours"},
        {"reason": "customer", "while": {"parts": "ordered"}},
    ]
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": pause}
    story = (("23 10:00", "created"), ("23 11:00", "changed", WAITING | {"parts": "ordered"}))
    seen = told(promise(target), "23 16:00", *story)["t"]
    assert (seen.stage, seen.elapsed.total_seconds(), seen.reason) == (Stage.PAUSED, 3600, "customer")
    assert codes(seen) & {"P3.cap", "P3.cap_held"} == set()


@pytest.mark.parametrize(("as_of", "reached"), [("24 19:30", False), ("24 21:00", True)])
def test_p5_a_due_in_closed_time_is_not_reached_before_it_comes(as_of: str, reached: bool) -> None:
    # The same time on the next business day is Tuesday 20:00. The pause from 19:00 on touches no open time before it.
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day", "lands": "same_time"}]})
    seen = told(policy, as_of, ("23 20:00", "created"), ("24 19:00", "changed", WAITING))["t"]
    assert (seen.stage, seen.due_at) == (Stage.PAUSED, at("24 20:00"))
    assert ("P5.reached" in codes(seen)) is reached


def test_p8_a_date_that_no_pause_has_met_is_not_said_to_stay_or_to_move_for_one() -> None:
    rules = {"at_closed": "next_open"}
    policy = promise({"measures": "resolution", "goals": [{"at": "agreed"}], "rules": rules})
    seen = told(policy, "23 12:00", ("23 10:00", "created", {"agreed": "2026-11-28T12:00+00:00"}))["t"]
    assert seen.due_at == at("30 10:00")  # a Saturday: due at the next opening
    assert {code for code in codes(seen) if code.startswith("P8.")} == {"P8.next_open"}


def test_p27_what_is_counted_of_another_target_is_not_told_of_this_one() -> None:
    goals = [{"within": "8 business hours"}]
    targets = {"t": {"measures": "resolution", "goals": goals}, "u": {"measures": "first_response", "goals": goals}}
    policy = promise({}, targets=targets, usage=[{"unit": "hour", "of": "u"}])
    result = told(policy, "23 12:00", ("23 10:00", "created"))
    assert ["P27.counts" in codes(result[name]) for name in ("t", "u")] == [False, True]


@pytest.mark.parametrize(("details", "said"), [({}, True), ({"due_at": "2026-11-26T12:00+00:00"}, False)])
def test_p3_how_days_go_on_after_a_pause_is_no_matter_of_a_due_set_by_hand(details: Any, said: bool) -> None:
    # Paused on Monday from 11:00 to 12:00; an override without a date sets none.
    policy = promise({"measures": "resolution", "goals": [{"within": "2 business days"}]})
    events = [
        Event(at("23 10:00"), "created"),
        Event(at("23 11:00"), "changed", WAITING),
        Event(at("23 12:00"), "changed", {"status": "open"}),
        Event(at("23 13:00"), "due_override", details=details),
    ]
    seen = policy.evaluate(History("T-1", events), as_of=at("23 14:00"))["t"]
    assert ("P3.exact" in codes(seen)) is said
