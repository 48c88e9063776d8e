"""What the time of a cycle shows: which rules its explanation names, at which instant, and which it does not.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, resolution, told

from slacal import Event, History

WAITING, OPEN, SOLVED = {"status": "waiting"}, {"status": "open"}, {"status": "solved"}
CREATED = ("23 10:00", "created")
CUSTOMER = {"reason": "customer", "while": "waiting", "at_most": "2 business hours"}
PARTS = {"reason": "parts", "while": {"parts": "ordered"}}
ORDERED = {"parts": "ordered"}


def said(seen: Any, rule: str) -> list[str]:
    """Return what a rule is said to have decided."""
    return [str(one) for one in seen.explain().decisions if one.rule == rule]


def placed(seen: Any, rule: str) -> list[Any]:
    """Return each choice of a rule with the instant at which it stands among the decisions."""
    return [(one.choice, one.at) for one in seen.explain().decisions if one.rule == rule]


# -- P1


@pytest.mark.parametrize(
    ("breach", "words"),
    [
        ("after", "P1: still open at the due, Mon 2026-11-23 12:00: a breach only after it"),
        ("at", "P1: still open at the due, Mon 2026-11-23 12:00: that is a breach already (breach: at)"),
    ],
)
def test_p1_what_is_open_exactly_at_the_due_is_told_with_the_due(breach: str, words: str) -> None:
    assert said(told(resolution("2 business hours", rules={"breach": breach}), "23 12:00", CREATED)["t"], "P1") == [
        words
    ]


def test_p1_what_is_late_by_open_time_needs_no_word_on_instants() -> None:
    assert said(told(resolution("2 business hours"), "23 13:00", CREATED)["t"], "P1") == []


# -- P2


@pytest.mark.parametrize(("as_of", "choice"), [("21 12:00", "waits"), ("23 12:00", "waits")])
def test_p2_a_start_while_closed_is_told_at_the_start_and_from_it_on(as_of: str, choice: str) -> None:
    assert placed(told(resolution(), as_of, ("21 12:00", "created"))["t"], "P2") == [(choice, at("21 12:00"))]


def test_p2_what_waits_for_an_opening_without_a_due_is_told_at_the_start() -> None:
    seen = told(resolution("not regulated"), "22 12:00", ("21 12:00", "created"))["t"]
    assert placed(seen, "P2") == [("waiting", at("21 12:00"))]


def test_p2_a_start_on_an_open_day_outside_its_hours_is_told_as_such() -> None:
    words = "P2: started while desk was closed (outside hours); counts from its opening, Tue 2026-11-24 10:00"
    assert said(told(resolution(), "23 21:00", ("23 20:00", "created"))["t"], "P2") == [words]


@pytest.mark.parametrize("facts", [{"priority": "low"}, {"priority": "high"} | SOLVED, {"priority": "high"} | WAITING])
def test_p2_what_has_no_goal_or_is_over_or_paused_at_once_waits_for_no_opening(facts: dict[str, Any]) -> None:
    goals = [{"when": {"priority": "high"}, "within": "8 business hours"}]
    seen = told(promise({"measures": "resolution", "goals": goals}), "22 12:00", ("21 12:00", "created", facts))["t"]
    assert said(seen, "P2") == []


# -- P3


def test_p3_days_of_a_clock_that_began_paused_are_told_where_they_count_from() -> None:
    for anchor, since in (("start", "23 10:00"), ("first_counting", "24 10:00")):
        policy = resolution("2 business days", rules={"anchor": anchor})
        seen = told(policy, "24 12:00", ("23 10:00", "created", WAITING), ("24 10:00", "changed", OPEN))["t"]
        assert placed(seen, "P3")[0] == (anchor, at(since))


def capped(as_of: str, *pauses: dict[str, Any], story: tuple[Any, ...]) -> list[str]:
    """Return what is said of caps."""
    found = said(told(resolution("30 business hours", pause=[*pauses]), as_of, CREATED, *story)["t"], "P3")
    return [one for one in found if "cap" in one]


AT_13 = "P3: the pause for customer had reached its cap of 2 business hours at Mon 2026-11-23 13:00; from there "


def test_p3_a_cap_is_told_from_the_instant_on_at_which_it_is_reached() -> None:
    story = (("23 11:00", "changed", WAITING),)
    found = [capped(as_of, CUSTOMER, story=story) for as_of in ("23 12:59", "23 13:00")]
    assert found == [[], [AT_13 + "the clock ran on"]]


def test_p3_a_cap_that_several_pauses_used_up_is_told_at_the_last_of_them() -> None:
    # Paused from 10:30 to 11:30, and from 12:00 on: the second hour ends at 13:00.
    halves = ("23 10:30", WAITING), ("23 11:30", OPEN), ("23 12:00", WAITING)
    story = tuple((when, "changed", facts) for when, facts in halves)
    assert capped("23 16:00", CUSTOMER, story=story) == [AT_13 + "the clock ran on"]


def test_p3_a_cap_is_told_where_a_rule_that_stands_before_it_pauses_at_that_instant() -> None:
    story = (("23 11:00", "changed", WAITING), ("23 13:00", "changed", ORDERED))
    assert capped("23 16:00", PARTS, CUSTOMER, story=story) == [AT_13 + "it was paused for parts"]


def test_p3_a_pause_of_a_rule_that_the_version_in_hand_does_not_have_has_no_cap() -> None:
    # Due on Monday at 12:00, and late when the second version knows no pause. The next cycle starts at that due, and
    # what the first did from there on, a pause by a rule of the first version, goes over into it.
    cycles = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}
    target = {**cycles, "goals": [{"within": "2 business hours"}]}
    policy = promise({**target, "pause": [PARTS]}, then=[{"from": "2026-11-24", "targets": {"t": target}}])
    asked, ordered = ("23 10:00", "asked"), ("24 10:00", "changed", ORDERED)
    seen = told(policy, "24 16:00", asked, ordered, ("24 12:00", "answered"), ("24 13:00", "asked"))["t"]
    assert (seen.number, seen.started_at, list(seen.pauses)) == (2, at("23 12:00"), ["parts"])
    assert [one for one in said(seen, "P3") if "cap" in one] == []


# -- P5


SHOWN = {"paused_due": "projected"}
DATE = {"measures": "resolution", "goals": [{"at": "agreed"}]}


def agreed(when: str) -> dict[str, str]:
    return {"agreed": at(when).isoformat()}


def set_by_hand(policy: Any, due: str, *events: Event) -> Any:
    """Return what is seen on Monday at 14:00 of a ticket whose due is set at 10:30."""
    by_hand = Event(at("23 10:30"), "due_override", details={"due_at": at(due).isoformat()})
    story = sorted([*events, by_hand], key=lambda one: one.at)
    return policy.evaluate(History("T-1", story), as_of=at("23 14:00"))["t"]


def test_p5_a_due_that_a_pause_meets_exactly_was_reached_before_it() -> None:
    # Both hours are used at 12:00, where the pause begins and the question is asked.
    seen = told(resolution("2 business hours"), "23 12:00", CREATED, ("23 12:00", "changed", WAITING))["t"]
    assert said(seen, "P5") == ["P5: the due, Mon 2026-11-23 12:00, was reached before the pause and stays"]


def test_p5_what_is_not_paused_or_is_due_by_hand_or_on_a_date_says_nothing_of_a_due_in_a_pause() -> None:
    late, on_date, paused = resolution("2 business hours"), promise(DATE), ("23 13:00", "changed", WAITING)
    created, waits = Event(at("23 10:00"), "created"), Event(at("23 13:00"), "changed", WAITING)
    running, dated = (
        told(late, "23 14:00", CREATED)["t"],
        told(on_date, "23 14:00", ("23 10:00", "created", agreed("23 12:00")), paused)["t"],
    )
    for seen in (running, dated, set_by_hand(late, "23 12:00", created, waits)):
        assert (seen.due_at, said(seen, "P5")) == (at("23 12:00"), [])


@pytest.mark.parametrize(
    ("rules", "due", "words"),
    [
        ({}, None, "paused with 25 h 00 min left, so there is no due; resumed now, it would be Tue 2026-11-24 13:00"),
        (
            SHOWN,
            "24 13:00",
            "paused; the due is told as if it resumed now, Tue 2026-11-24 13:00 (paused_due: projected)",
        ),
    ],
)
def test_p5_a_date_that_pauses_extend_has_no_due_in_one_and_says_so(rules: Any, due: str | None, words: str) -> None:
    # Tuesday 12:00, an hour after the pause began: 25 hours are left, and the pause has lasted for an hour.
    policy = promise({**DATE, "rules": {"fixed_dates": "extend", **rules}})
    seen = told(policy, "23 12:00", ("23 10:00", "created", agreed("24 12:00")), ("23 11:00", "changed", WAITING))["t"]
    assert (seen.due_at, said(seen, "P5")) == (due and at(due), [f"P5: {words}"])
    assert said(seen, "P8") == []


def test_p5_a_pause_that_ends_before_a_start_that_lies_ahead_does_not_bring_it_forward() -> None:
    # The first is due at 12:00, where the second begins: asked about at 11:45, two hours from there end at 14:00.
    cycles = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}
    policy = resolution("2 business hours", **cycles)
    seen = told(policy, "23 11:45", ("23 10:00", "asked"), ("23 11:00", "answered", WAITING), ("23 11:30", "asked"))
    words = "paused with 2 h 00 min left, so there is no due; resumed now, it would be Mon 2026-11-23 14:00"
    assert said(seen["t"], "P5") == [f"P5: {words}"]


# -- P8


def test_p8_a_date_in_open_time_that_nothing_moves_needs_no_word() -> None:
    for rules in ({}, {"at_closed": "next_open"}):
        policy = promise({**DATE, "rules": rules})
        seen = told(policy, "23 12:00", ("23 10:00", "created", agreed("24 12:00")))["t"]
        assert (seen.due_at, said(seen, "P8")) == (at("24 12:00"), [])


def test_p8_a_due_set_by_hand_in_closed_time_is_no_date_of_the_goal() -> None:
    seen = set_by_hand(promise(DATE), "28 12:00", Event(at("23 10:00"), "created", agreed("29 12:00")))
    assert (seen.due_at, said(seen, "P8")) == (at("28 12:00"), [])


def test_p8_a_date_lies_in_closed_time_by_the_calendar_that_the_facts_choose() -> None:
    policy = promise({**DATE, "calendar": [{"when": {"tier": "gold"}, "use": "around"}, {"use": "desk"}]})
    stories = [("23 10:00", "created", {**agreed("28 12:00"), "tier": tier}) for tier in ("gold", "free")]
    found = [said(told(policy, "23 12:00", created)["t"], "P8") for created in stories]
    assert found == [[], ["P8: the date lies in closed time and stays there (at_closed: stay)"]]


# -- P22


def test_p22_a_warning_without_a_due_waits_for_no_pause_to_end() -> None:
    policy = promise({**DATE, "warnings": ["2 calendar hours before due"]})
    assert said(told(policy, "23 12:00", CREATED)["t"], "P22") == []
