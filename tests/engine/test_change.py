"""What a change of goal or calendar does to a cycle: rules P9, P15 and P16.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import Event, History, Outcome, Policy, Stage

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


@pytest.mark.parametrize(
    ("anchor", "before", "due"), [("first_counting", "27 19:00", "26 19:00"), ("start", "27 11:00", "26 11:00")]
)
def test_p9_days_counted_anew_are_taken_from_where_the_cycle_first_counted_or_from_its_start(
    anchor: str, before: str, due: str
) -> None:
    # Waiting from Friday 18:00 to Tuesday 20:00, so Wednesday is the first day that counts. One business day instead of
    # two from Wednesday on ends on Thursday at 19:00; from Friday on it is 1 h + 9 h instead of 19 h, Thursday 11:00.
    goals = [{"when": HIGH, "within": "1 business day"}, {"within": "2 business days"}]
    policy = promise({"measures": "resolution", "goals": goals}, rules={"anchor": anchor})
    story = (("20 18:00", "created", LOW | WAITING), ("24 20:00", "changed", OPEN), ("25 12:00", "changed", HIGH))
    assert told(policy, "25 13:00", *story[:2])["t"].due_at == at(before)
    assert told(policy, "25 13:00", *story)["t"].due_at == at(due)


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


def by_priority(high: dict[str, Any], low: dict[str, Any], *, how: str = "carry", **rest: Any) -> Policy:
    """Return a promise of one thing at a high priority and another at a low one, and of none at any other."""
    goals = [{"when": HIGH, **high}, {"when": LOW, **low}]
    return promise({"measures": "resolution", "goals": goals}, rules={"on_change": how}, **rest)


EIGHT, FOUR = {"within": "8 business hours"}, {"within": "4 business hours"}
DAY, NINE_FAR = {"within": "1 business day"}, {"within": "9 business hours", "edge": "far"}
LOST = {"priority": "none"}


# -- P15: the first goal comes late


def test_p15_days_of_a_goal_that_comes_late_land_in_closed_time_as_from_the_start() -> None:
    # One business day from Monday, by 20:00 on Tuesday, an hour after the desk closes.
    policy = by_priority({**DAY, "lands": "20:00"}, EIGHT)
    seen = told(policy, "23 13:00", ("23 10:00", "created"), ("23 12:00", "changed", HIGH))["t"]
    assert (seen.due_at, seen.original_due_at) == (at("24 20:00"), at("24 20:00"))


def test_p15_a_goal_that_comes_in_a_pause_was_due_first_as_if_the_clock_ran_on_there() -> None:
    # Nothing is counted by 12:00: seven of eight hours to 19:00, and one on Tuesday.
    story = (("23 10:00", "created", WAITING), ("23 12:00", "changed", HIGH))
    seen = told(by_priority(EIGHT, EIGHT), "23 13:00", *story)["t"]
    assert (seen.due_at, seen.original_due_at) == (None, at("24 11:00"))


def test_p15_a_goal_that_comes_late_is_late_from_where_it_came() -> None:
    seen = told(by_priority(FOUR, EIGHT), "23 18:00", ("23 10:00", "created"), ("23 16:00", "changed", HIGH))["t"]
    assert (seen.due_at, seen.breached_at, seen.overdue) == (at("23 14:00"), at("23 16:00"), hours(4))


def test_p21_a_due_set_by_hand_ends_where_the_first_goal_comes_and_says_when() -> None:
    events = [
        Event(at("23 10:00"), "created"),
        Event(at("23 11:00"), "due_override", details={"due_at": "2026-11-24T15:00+00:00"}),
        Event(at("23 12:00"), "changed", HIGH),
    ]
    goals = [{"when": HIGH, **FOUR}]
    policy = promise({"measures": "resolution", "goals": goals}, rules={"due_override": "until_change"})
    seen = policy.evaluate(History("T-1", events), as_of=at("23 13:00"))["t"]
    assert seen.due_at == at("23 14:00")
    told_at = [ruling.at for ruling in seen.explain().decisions if ruling.code == "P21.dropped"]
    assert told_at == [at("23 12:00")]


# -- P9: a goal is lost, and found again


@pytest.mark.parametrize(("how", "elapsed", "due"), [("carry", 3, "24 00:00"), ("recompute", 5, "23 22:00")])
def test_p9_a_goal_found_again_takes_its_calendar_as_the_rule_says(how: str, elapsed: int, due: str) -> None:
    # Two hours of the desk by 12:00, or four if it had been around the clock from 8:00. From 14:00 on ten of twelve
    # hours are left, or eight; two hours between are pause.
    policy = by_priority(EIGHT, {"within": "12 business hours", "calendar": "around"}, how=how)
    story = (
        ("23 08:00", "created"),
        ("23 09:00", "changed", HIGH),
        ("23 12:00", "changed", LOST),
        ("23 14:00", "changed", LOW),
    )
    seen = told(policy, "23 15:00", *story)["t"]
    assert (seen.elapsed, seen.due_at, seen.paused) == (hours(elapsed), at(due), hours(2))


def test_p9_what_has_lost_its_goal_is_overdue_no_longer() -> None:
    # Four hours to 14:00, missed by an hour when the goal is lost.
    seen = told(by_priority(FOUR, EIGHT), "23 16:00", ("23 10:00", "created", HIGH), ("23 15:00", "changed", LOST))["t"]
    assert (seen.due_at, seen.overdue, seen.overdue_real) == (None, hours(0), hours(0))
    assert seen.breached_at == at("23 14:00")


# -- P9: another goal


def test_p9_an_undated_goal_promised_nothing_that_could_be_frozen() -> None:
    story = (("23 10:00", "created", HIGH), ("23 12:00", "changed", LOW))
    policy = by_priority({"at": "agreed"}, EIGHT, how="freeze")
    assert told(policy, "23 13:00", *story)["t"].due_at == at("23 18:00")
    agreed = {"agreed": "2026-11-26T12:00+00:00"}
    dated = (("23 10:00", "created", HIGH | agreed), ("23 12:00", "changed", LOW))
    assert told(policy, "23 13:00", *dated)["t"].due_at == at("26 12:00")


def test_p9_a_goal_that_comes_in_flight_ends_at_the_edge_that_it_names() -> None:
    # Nine hours from Monday 10:00 are over at the closing; on the far side of the night Tuesday opens.
    story = (("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH))
    assert told(by_priority(NINE_FAR, EIGHT), "23 13:00", *story)["t"].due_at == at("24 10:00")


def test_p9_the_tighter_of_two_promises_in_days_is_known_while_they_wait_to_count() -> None:
    # Open again on Tuesday at 12:00: one business day from there ends on Wednesday, two on Thursday.
    goals = [{"when": HIGH, **DAY}, {"within": "2 business days"}]
    rules = {"anchor": "first_counting", "on_change": "tightest"}
    story = (("23 10:00", "created", LOW | WAITING), ("23 12:00", "changed", HIGH), ("24 12:00", "changed", OPEN))
    policy = promise({"measures": "resolution", "goals": goals}, rules=rules)
    assert told(policy, "24 13:00", *story)["t"].due_at == at("25 19:00")


# -- P9: shares of a promise

EARLY = {**DAY, "lands": "09:00", "counts_from": "same_day"}
OF_A_MOMENT = {**DAY, "lands": "17:00", "counts_from": "same_day"}


def test_p9_a_promise_of_no_time_has_no_share_that_could_be_left() -> None:
    # By 9:00 on the day itself, when the desk is still closed: no open time. Four hours are carried, to 14:00.
    story = (("23 08:00", "created", LOW), ("23 08:30", "changed", HIGH))
    assert told(by_priority(FOUR, EARLY, how="prorate"), "23 11:00", *story)["t"].due_at == at("23 14:00")


@pytest.mark.parametrize("goal", [{"at": "agreed"}, {"within": "not stated"}])
def test_p9_of_a_date_or_of_what_is_not_stated_no_share_is_left(goal: dict[str, Any]) -> None:
    story = (("23 10:00", "created", LOW | {"agreed": "2026-11-26T12:00+00:00"}), ("23 12:00", "changed", HIGH))
    assert told(by_priority(FOUR, goal, how="prorate"), "23 13:00", *story)["t"].due_at == at("23 14:00")


def test_p9_a_promise_of_a_microsecond_that_is_used_up_leaves_nothing_of_the_next() -> None:
    # It starts a microsecond before 17:00, where it is due. Carried, four hours would end on Tuesday.
    start, due = at("23 17:00") - timedelta(microseconds=1), at("23 17:00")
    events = [Event(start, "created", LOW), Event(due, "changed", HIGH)]
    policy = by_priority(FOUR, OF_A_MOMENT, how="prorate")
    assert policy.evaluate(History("T-1", events), as_of=at("23 18:00"))["t"].due_at == due


def test_p9_the_whole_share_of_days_that_land_in_closed_time_is_their_open_time() -> None:
    # The goal changes at the very start, with all left: 18 hours of open time, to the closing before Tuesday 20:00.
    story = (("23 10:00", "created", LOW), ("23 10:00", "changed", HIGH))
    policy = by_priority({**DAY, "lands": "20:00"}, EIGHT, how="prorate")
    assert told(policy, "23 13:00", *story)["t"].due_at == at("24 19:00")


def test_p9_a_promise_used_up_beyond_all_of_the_next_was_due_at_the_start() -> None:
    # Five hours of two are used. Of eight, -12 are left: seven hours before nothing was counted.
    story = (("23 10:00", "created", LOW), ("23 15:00", "changed", HIGH))
    seen = told(by_priority(EIGHT, {"within": "2 business hours"}, how="prorate"), "23 16:00", *story)["t"]
    assert (seen.due_at, seen.outcome) == (at("23 10:00"), Outcome.BREACHED)


def test_p9_what_follows_a_share_is_measured_by_itself() -> None:
    # At 12:00 three of four hours are left. Found again at 14:00, the other goal is carried: two of eight are used.
    story = (
        ("23 10:00", "created", LOW),
        ("23 12:00", "changed", HIGH),
        ("23 12:00", "changed", LOST),
        ("23 14:00", "changed", LOW),
    )
    policy = by_priority(FOUR, EIGHT, how="prorate")
    assert told(policy, "23 12:00", *story[:2])["t"].elapsed_ratio == 1 / 4
    seen = told(policy, "23 14:00", *story)["t"]
    assert (seen.remaining, seen.elapsed_ratio) == (hours(6), 2 / 8)


# -- P16: another calendar

LATE = {"week": "Mo-Fr 12:00-21:00", "zone": "UTC"}
CALENDARS = {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}, "late": LATE}


@pytest.mark.parametrize(
    ("goal", "due"),
    [
        (NINE_FAR, "24 12:00"),  # nine hours from Monday 12:00 are over at 21:00, and Tuesday opens at 12:00
        ({**DAY, "lands": "22:00"}, "24 22:00"),  # the day after is Tuesday there too, and 22:00 is closed
    ],
)
def test_p16_a_goal_counted_anew_ends_where_the_other_calendar_closes(goal: dict[str, Any], due: str) -> None:
    target = {"measures": "resolution", "calendar": [{"when": TEAM_B, "use": "late"}, {"use": "desk"}], "goals": [goal]}
    policy = promise(target, calendars=CALENDARS, rules={"calendar_change": "recompute"})
    story = (("23 10:00", "created"), ("23 11:00", "changed", TEAM_B))
    assert told(policy, "23 13:00", *story)["t"].due_at == at(due)


# -- P3: days that are taken from where a cycle first counts

WAITED = ("20 18:00", "created", LOW | WAITING)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("25 11:00", "27 00:00"),  # from Wednesday on: Thursday, around the clock
        ("24 20:00", "26 00:00"),  # around the clock Tuesday counts, on which the desk had closed: Wednesday
    ],
)
@pytest.mark.parametrize("change", [TEAM_B, HIGH])
def test_p3_days_counted_anew_begin_where_the_cycle_first_counts_on_the_other_calendar(
    change: dict[str, str], opened: str, due: str
) -> None:
    # Be it the same goal on another calendar (P16), or another goal that has it (P9).
    goals = [{"when": HIGH, **DAY, "calendar": "around"}, DAY]
    rules = {"anchor": "first_counting", "calendar_change": "recompute", "on_change": "recompute"}
    policy = promise({"measures": "resolution", "calendar": BY_TEAM, "goals": goals}, rules=rules)
    story = (WAITED, (opened, "changed", OPEN), ("25 12:00", "changed", change))
    seen = told(policy, "25 13:00", *story)["t"]
    first = [ruling.at for ruling in seen.explain().decisions if ruling.code == "P3.first_counting"]
    assert (seen.due_at, first) == (at(due), [at(opened)])


@pytest.mark.parametrize(
    ("opened", "due", "later"),
    [
        ("23 20:00", "26 19:00", "30 19:00"),  # it counts from Tuesday on, or from Thursday: Friday and Monday
        ("23 16:00", "25 19:00", "30 12:00"),  # it has counted 3 h of 21 on Monday; Thursday has 7, Friday 9, Monday 2
    ],
)
def test_p3_days_that_follow_hours_are_taken_from_where_the_cycle_first_counts(
    opened: str, due: str, later: str
) -> None:
    # Two business days come on Tuesday at 9:00, for a clock that runs; or at 11:00, for one that waits from the opening
    # until Thursday at 12:00.
    goals = [{"when": HIGH, "within": "2 business days"}, {"within": "20 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals}, rules={"anchor": "first_counting"})
    story = (WAITED, (opened, "changed", OPEN))
    assert told(policy, "24 09:30", *story, ("24 09:00", "changed", HIGH))["t"].due_at == at(due)
    waiting = told(policy, "24 11:00", *story, ("24 10:00", "changed", WAITING), ("24 11:00", "changed", HIGH))["t"]
    assert waiting.due_if_resumed(at("26 12:00")) == at(later)


@pytest.mark.parametrize("resumed", ["24 01:00", "24 06:00"])
def test_p16_carry_days_that_have_not_begun_to_count_are_taken_on_the_calendar_on_which_they_do(resumed: str) -> None:
    # Resumed before the desk opens, and moved to the team around the clock at 05:00: there Tuesday counts at once, and
    # the business day after it closes on Wednesday at midnight. On the desk's hours that is Wednesday 19:00.
    target = {"measures": "resolution", "calendar": BY_TEAM, "goals": [DAY]}
    policy = promise(target, rules={"anchor": "first_counting", "calendar_change": "carry"})
    story = (WAITED, (resumed, "changed", OPEN), ("24 05:00", "changed", TEAM_B))
    assert told(policy, "24 07:00", *sorted(story, key=lambda event: str(event[0])))["t"].due_at == at("26 00:00")
    assert told(policy, "24 07:00", *story[:2])["t"].due_at == at("25 19:00")


@pytest.mark.parametrize("change", [[HIGH], [TEAM_B, {"team": "a"}]])
def test_p9_p16_recompute_keeps_a_landing_as_if_nothing_else_had_ever_held(change: list[dict[str, str]]) -> None:
    # The business day after Monday is Tuesday, and 20:00 lies an hour after its closing. That another goal, or another
    # calendar, held for a while is undone.
    lands = {"within": "1 business day", "lands": "20:00"}
    target = {"measures": "resolution", "calendar": BY_TEAM, "goals": [{"when": HIGH, **lands}, lands]}
    story = [(f"24 1{n}:00", "changed", one) for n, one in enumerate(change)]
    policy = promise(target, rules={"on_change": "recompute", "calendar_change": "recompute"})
    assert told(policy, "24 15:00", ("23 18:00", "created", LOW), *story)["t"].due_at == at("24 20:00")


def test_p9_a_share_of_days_is_one_of_the_days_as_they_were_taken_where_the_cycle_first_counted() -> None:
    # It waits from 04:00, and counts from 07:00 on the clock of the other goal, whose business day ends on Tuesday at
    # midnight: 41 hours. At 10:00 three of them are used, and 38/41 of two business days of the desk are left, which
    # from Monday 10:00 have 27 hours.
    goals = [{"when": HIGH, "within": "2 business days"}, {**DAY, "calendar": "around"}]
    policy = promise(
        {"measures": "resolution", "goals": goals}, rules={"anchor": "first_counting", "on_change": "prorate"}
    )
    story = (
        ("23 04:00", "created", HIGH | WAITING),
        ("23 07:00", "changed", LOW | OPEN),
        ("23 10:00", "changed", HIGH),
    )
    assert told(policy, "23 09:00", *story)["t"].due_at == at("25 00:00")
    assert told(policy, "23 10:00", *story)["t"].remaining == timedelta(microseconds=27 * 3_600_000_000 * 38 // 41)


@pytest.mark.parametrize("how", ["carry", "recompute"])
def test_p16_a_cycle_that_has_lost_its_goal_keeps_what_it_counted_whatever_calendar_comes(how: str) -> None:
    # Counted on Monday from 17:00 to 19:00; the goal is lost in the night, and the team around the clock comes after.
    target = {"measures": "resolution", "calendar": BY_TEAM, "goals": [{"when": HIGH, "within": "8 business hours"}]}
    story = (("23 17:00", "created", HIGH), ("24 05:00", "changed", LOST), ("24 09:00", "changed", TEAM_B))
    seen = told(promise(target, rules={"calendar_change": how}), "24 19:00", *story)["t"]
    assert (seen.reason, seen.elapsed, seen.calendar) == ("no_goal", hours(2), "desk")
    assert "P16" not in {ruling.code.partition(".")[0] for ruling in seen.explain().decisions}
