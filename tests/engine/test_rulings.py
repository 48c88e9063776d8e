"""Where a rule has decided nothing, the explanation does not name it.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, told

from slacal import Event, History, Stage

WAITING, OPEN, SOLVED = {"status": "waiting"}, {"status": "open"}, {"status": "solved"}
HIGH, LOW = {"priority": "high"}, {"priority": "low"}
EIGHT = [{"within": "8 business hours"}]


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


def test_p7_a_clock_that_never_pauses_is_not_set_against_others_that_run() -> None:
    fix = {"measures": "resolution", "goals": EIGHT}
    parts = {"reason": "parts", "from": "ordered", "to": "arrived"}
    waits = {**fix, "pause": [{"reason": "customer", "while": "waiting"}, parts]}
    policy = promise({}, targets={"t": {**fix, "pause": "never"}, "u": waits})
    story = (("23 10:00", "created", WAITING), ("23 11:00", "changed", OPEN))
    found = [codes(told(policy, "23 12:00", *story[:count])["t"]) for count in (1, 2)]
    assert ["P7.never" in each for each in found] == [True, False]


NEW = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "goals": EIGHT}
ASKED = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 12:00", "asked"))


@pytest.mark.parametrize(
    ("target", "story"),
    [
        (NEW, ASKED),
        (
            {"measures": "resolution", "reopen": "restart", "goals": EIGHT},
            (("23 10:00", "created"), ("23 11:00", "changed", SOLVED), ("23 12:00", "changed", OPEN)),
        ),
    ],
)
def test_p11_the_first_cycle_is_not_said_to_follow_another(target: dict[str, Any], story: tuple[Any, ...]) -> None:
    cycles = told(promise(target), "23 13:00", *story)["t"].cycles
    said = [[str(one) for one in cycle.explain().decisions if one.code == "P11.new_cycle"] for cycle in cycles]
    assert said == [[], ["P11: cycle 2: each has a clock of its own"]]


def test_p11_a_cycle_that_a_change_of_goal_began_is_told_by_the_rule_of_that_change() -> None:
    goals = [{"when": HIGH, "within": "4 business hours"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals, "rules": {"on_change": "restart"}})
    seen = told(policy, "23 13:00", ("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH))["t"]
    assert seen.number == 2
    assert {"P9.restarted", "P11.new_cycle"} & codes(seen) == {"P9.restarted"}


@pytest.mark.parametrize(("next_from", "said"), [("event", [False, True]), ("previous_due", [False, False])])
def test_p13_only_a_cycle_that_follows_another_says_where_it_began(next_from: str, said: list[bool]) -> None:
    # Each handing over ends a cycle and begins the next.
    policy = promise({**NEW, "start": "handed_over", "stop": "handed_over", "next_from": next_from})
    cycles = told(policy, "23 12:00", ("23 10:00", "handed_over"), ("23 11:00", "handed_over"))["t"].cycles
    assert ["P13.event" in codes(cycle) for cycle in cycles] == said


FIX = {"measures": "resolution", "goals": EIGHT}
SOLVED_AT_11 = ("23 11:00", "changed", SOLVED)


@pytest.mark.parametrize(("then", "story", "said"), [(None, (), {"P17.latest"}), (FIX, (SOLVED_AT_11,), set[str]())])
def test_p17_a_cycle_that_took_the_latest_until_it_ended_is_not_told_to_keep_its_version(
    then: dict[str, Any] | None, story: tuple[Any, ...], said: set[str]
) -> None:
    # Withdrawn by the version of Tuesday; or solved before it.
    change = {"from": "2026-11-24", "version": "2", "targets": {"t": then, "u": FIX}}
    policy = promise(FIX, then=[change], rules={"pin": "latest"})
    seen = told(policy, "24 12:00", ("23 10:00", "created"), *story)["t"]
    assert {code for code in codes(seen) if code.startswith("P17.")} == said


def test_p24_what_is_not_covered_or_has_not_begun_is_not_told_how_long_cover_lasts() -> None:
    licence = {"licence": {"start": "bought", "lasts": "1 month"}}
    fix = {"measures": "resolution", "goals": EIGHT}
    policy = promise({}, targets={"t": fix, "u": NEW}, entitlements=licence)
    bare, bought = (
        told(policy, "23 12:00", *story, ("23 10:00", "created")) for story in ([], [("23 09:00", "bought")])
    )
    assert ["P24.start" in codes(one) for one in (bare["t"], bare["u"], bought["t"], bought["u"])] == [
        False, False, True, False,
    ]  # fmt: skip


def test_p27_only_what_the_facts_make_usage_is_told_as_such() -> None:
    usage = [{"unit": "hour", "of": "t", "when": HIGH}]
    policy = promise({"measures": "resolution", "goals": EIGHT}, usage=usage)
    found = [codes(told(policy, "23 12:00", ("23 10:00", "created", facts))["t"]) for facts in (HIGH, LOW)]
    assert ["P27.counts" in each for each in found] == [True, False]


def test_p28_the_keys_of_all_ranks_are_named_once_in_their_order() -> None:
    ranks = [{"when": HIGH, "by": ["due", "tier"]}, {"by": ["registered", "due"]}]
    policy = promise({"measures": "resolution", "goals": EIGHT}, queue=ranks)
    decisions = told(policy, "23 12:00", ("23 10:00", "created"))["t"].explain().decisions
    assert [str(one) for one in decisions if one.rule == "P28"] == [
        "P28: the queue is in order of due, tier, registered"
    ]


@pytest.mark.parametrize(
    ("as_of", "story", "assumed"),
    [
        ("24 12:00", ["asked"], "the old reading"),  # pinned to the version of its start
        ("24 12:00", [], "the new reading"),  # not started: the version in force
        ("23 12:00", [], "the old reading"),
    ],
)
def test_p29_what_was_assumed_is_that_of_the_version_that_counts(as_of: str, story: list[str], assumed: str) -> None:
    later = {"from": "2026-11-24", "assumptions": ["the new reading"]}
    policy = promise(NEW, assumptions=["the old reading"], then=[later])
    decisions = told(policy, as_of, *[("23 10:00", kind) for kind in ["created", *story]])["t"].explain().decisions
    assert [str(one) for one in decisions if one.rule == "P29"] == [f"P29: assumed: {assumed}"]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("23 11:00", []),
        ("23 14:00", ["P31: 2 started units of breach give 10% (the fee)"]),  # due at 12:00, and just the most there is
        ("23 14:01", ["P31: 3 started units of breach give 10% (the fee), the most there is"]),
    ],
)
def test_p31_nothing_is_given_without_a_breach_and_what_just_reaches_the_most_is_not_cut(
    as_of: str, said: list[str]
) -> None:
    given = {"each_started": "1 business hour", "give": "5%", "of": "the fee", "at_most": "10%"}
    policy = promise({"measures": "resolution", "goals": [{"within": "2 business hours"}], "credits": given})
    decisions = told(policy, as_of, ("23 10:00", "created"))["t"].explain().decisions
    assert [str(one) for one in decisions if one.rule == "P31"] == said
