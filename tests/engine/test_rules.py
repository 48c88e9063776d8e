"""The rules of promises, one by one. The desk is open Mo-Fr 10:00-19:00 in UTC; expected instants are counted by hand.

23 November 2026 is a Monday.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from tests.engine.desk import ZERO, at, hours, promise, resolution, told

from slacal import BadInput, Outcome, Stage


def test_p1_fulfilment_exactly_at_due_is_met() -> None:
    # Monday 10:00 and 8 h: due at 18:00.
    seen = told(resolution(), "24 10:00", ("23 10:00", "created"), ("23 18:00", "changed", {"status": "solved"}))["t"]
    assert (seen.due_at, seen.outcome) == (at("23 18:00"), Outcome.MET)


def test_p1_an_open_cycle_is_breached_only_after_the_due() -> None:
    outcomes = [told(resolution(), when, ("23 10:00", "created"))["t"].outcome for when in ("23 18:00", "23 18:01")]
    assert outcomes == [Outcome.OPEN, Outcome.BREACHED]


def test_p1_option_breach_at_makes_being_open_at_the_due_a_breach() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, rules={"breach": "at"})
    assert told(policy, "23 18:00", ("23 10:00", "created"))["t"].outcome is Outcome.BREACHED


def test_p1_answered_in_closed_time_after_a_due_at_closing_is_late_with_nothing_remaining() -> None:
    # 9 h from Monday 10:00 end at the closing, 19:00; solved at 20:00 no open time more has passed.
    policy = resolution("9 business hours")
    seen = told(policy, "24 10:00", ("23 10:00", "created"), ("23 20:00", "changed", {"status": "solved"}))["t"]
    assert (seen.outcome, seen.remaining, seen.overdue_real) == (Outcome.BREACHED, ZERO, hours(1))


def test_p2_a_start_while_closed_runs_with_nothing_elapsed_and_is_not_counting() -> None:
    seen = told(resolution(), "22 12:00", ("21 12:00", "created"))["t"]
    assert (seen.stage, seen.elapsed, seen.counting) == (Stage.RUNNING, ZERO, False)
    assert seen.due_at == at("23 18:00")


def test_p3_a_pause_counts_only_where_the_calendar_is_open() -> None:
    # Waiting from Monday 17:00 to Tuesday 11:00: two open hours in the evening, one in the morning; 18 real ones.
    seen = told(
        resolution(),
        "24 12:00",
        ("23 10:00", "created"),
        ("23 17:00", "changed", {"status": "waiting"}),
        ("24 11:00", "changed", {"status": "open"}),
    )["t"]
    assert (seen.paused, seen.paused_real) == (hours(3), hours(18))
    assert seen.due_at == at("24 12:00")  # 7 h used by 17:00, one more from 11:00


def test_p3_a_pause_outside_hours_costs_nothing() -> None:
    night = told(
        resolution("10 business hours"),
        "24 10:00",
        ("23 10:00", "created"),
        ("23 19:00", "changed", {"status": "waiting"}),
        ("24 10:00", "changed", {"status": "open"}),
    )["t"]
    assert (night.due_at, night.paused) == (at("24 11:00"), ZERO)


def test_p3_pause_reasons_stay_apart() -> None:
    pause = [
        {"reason": "customer", "while": {"status": "waiting"}},
        {"reason": "vendor", "while": {"status": "vendor"}},
    ]
    seen = told(
        resolution(pause=pause),
        "23 15:00",
        ("23 10:00", "created"),
        ("23 11:00", "changed", {"status": "waiting"}),
        ("23 12:00", "changed", {"status": "vendor"}),
        ("23 14:00", "changed", {"status": "open"}),
    )["t"]
    steps = [(step.how, step.reason, step.length) for step in seen.explain().steps]
    assert steps == [
        ("counted", "Monday", hours(1)),
        ("paused", "customer", hours(1)),
        ("paused", "vendor", hours(2)),
        ("counted", "Monday", hours(1)),
    ]


def test_p3_a_day_goal_after_a_pause_moves_by_the_open_time_paused() -> None:
    # One business day from Monday: Tuesday's closing. One open minute of pause makes it Wednesday 10:01.
    policy = resolution("1 business day")
    plain = told(policy, "23 12:00", ("23 10:00", "created"))["t"]
    paused = told(
        policy,
        "23 13:00",
        ("23 10:00", "created"),
        ("23 12:00", "changed", {"status": "waiting"}),
        ("23 12:01", "changed", {"status": "open"}),
    )["t"]
    assert (plain.due_at, paused.due_at) == (at("24 19:00"), at("25 10:01"))


def test_p3_a_landing_in_closed_time_stays_until_open_time_is_paused() -> None:
    # Same time tomorrow for a ticket of Monday 20:00: Tuesday 20:00, closed. Paused for a minute of Tuesday, the
    # landing is that of open time: the 9 h of Tuesday and one minute more, Wednesday 10:01.
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day", "lands": "same_time"}]})
    plain = told(policy, "24 12:00", ("23 20:00", "created"))["t"]
    night = told(
        policy,
        "24 12:00",
        ("23 20:00", "created"),
        ("23 21:00", "changed", {"status": "waiting"}),
        ("23 22:00", "changed", {"status": "open"}),
    )["t"]
    paused = told(
        policy,
        "24 12:00",
        ("23 20:00", "created"),
        ("24 11:00", "changed", {"status": "waiting"}),
        ("24 11:01", "changed", {"status": "open"}),
    )["t"]
    assert (plain.due_at, night.due_at, paused.due_at) == (at("24 20:00"), at("24 20:00"), at("25 10:01"))


def test_p4_a_ticket_created_waiting_begins_paused_with_nothing_elapsed() -> None:
    seen = told(resolution(), "23 12:00", ("23 10:00", "created", {"status": "waiting"}))["t"]
    assert (seen.stage, seen.elapsed, seen.paused) == (Stage.PAUSED, ZERO, hours(2))


def test_p4_a_stop_state_already_true_at_the_start_completes_the_cycle_at_once() -> None:
    seen = told(resolution(), "23 12:00", ("23 10:00", "created", {"status": "solved"}))["t"]
    assert (seen.stage, seen.outcome, seen.elapsed) == (Stage.COMPLETED, Outcome.MET, ZERO)


def test_p5_while_paused_with_time_left_there_is_no_due_but_one_if_resumed() -> None:
    events = (("23 10:00", "created"), ("23 12:00", "changed", {"status": "waiting"}))
    seen = told(resolution(), "23 15:00", *events)["t"]
    assert (seen.due_at, seen.remaining) == (None, hours(6))
    assert seen.due_if_resumed(at("24 10:00")) == at("24 16:00")


def test_p5_a_due_already_reached_stays_in_a_later_pause() -> None:
    events = (("23 10:00", "created"), ("23 18:30", "changed", {"status": "waiting"}))
    seen = told(resolution(), "24 12:00", *events)["t"]
    assert (seen.due_at, seen.outcome, seen.breached_at) == (at("23 18:00"), Outcome.BREACHED, at("23 18:00"))


def test_p6_solved_straight_from_a_pause_the_pause_ends_at_the_stop() -> None:
    seen = told(
        resolution(),
        "27 12:00",
        ("23 10:00", "created"),
        ("23 12:00", "changed", {"status": "waiting"}),
        ("25 12:00", "changed", {"status": "solved"}),
    )["t"]
    # Two hours counted; paused Monday 12-19, Tuesday 9 h, Wednesday 10-12: 7 + 9 + 2.
    assert (seen.outcome, seen.elapsed, seen.paused) == (Outcome.MET, hours(2), hours(18))


def test_p7_a_target_may_never_pause() -> None:
    policy = resolution(pause="never")
    seen = told(policy, "23 15:00", ("23 10:00", "created"), ("23 12:00", "changed", {"status": "waiting"}))["t"]
    assert (seen.stage, seen.elapsed) == (Stage.RUNNING, hours(5))


def test_p7_a_pause_may_run_from_one_event_to_another() -> None:
    policy = resolution(pause={"from": "asked", "to": "answered"})
    seen = told(policy, "23 16:00", ("23 10:00", "created"), ("23 12:00", "asked"), ("23 15:00", "answered"))["t"]
    assert (seen.elapsed, seen.paused) == (hours(3), hours(3))


def test_p8_a_date_does_not_move_in_a_pause() -> None:
    policy = promise({"measures": "resolution", "goals": [{"at": "appointment"}]})
    seen = told(
        policy,
        "23 15:00",
        ("23 10:00", "created", {"appointment": "2026-11-28T12:00+00:00"}),
        ("23 12:00", "changed", {"status": "waiting"}),
    )["t"]
    assert seen.due_at == at("28 12:00")  # a Saturday, closed: it stays


def test_p8_a_bare_date_is_the_end_of_that_day_in_the_policys_zone() -> None:
    policy = promise({"measures": "resolution", "goals": [{"at": "until"}]})
    seen = told(policy, "23 15:00", ("23 10:00", "created", {"until": "2026-11-24"}))["t"]
    assert seen.due_at == at("25 00:00")


def test_p9_carry_keeps_the_time_used_and_runs_the_new_limit_on_from_the_change() -> None:
    goals = [{"when": {"priority": "high"}, "within": "4 business hours"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(
        policy,
        "23 13:00",
        ("23 10:00", "created", {"priority": "low"}),
        ("23 12:00", "changed", {"priority": "high"}),
    )["t"]
    # Two hours used; 4 - 2 = 2 left from 12:00.
    assert (seen.elapsed, seen.due_at, seen.goal) == (hours(3), at("23 14:00"), "4 business hours")
    assert seen.original_due_at == at("23 18:00")


def test_p9_carry_between_business_and_calendar_hours_counts_each_stretch_on_its_own_calendar() -> None:
    goals = [{"when": {"priority": "high"}, "within": "12 calendar hours"}, {"within": "20 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(
        policy,
        "24 12:00",
        ("23 10:00", "created", {"priority": "low"}),
        ("24 10:00", "changed", {"priority": "high"}),
    )["t"]
    # 9 business hours on Monday; 12 - 9 = 3 real ones from Tuesday 10:00.
    assert (seen.elapsed, seen.due_at) == (hours(11), at("24 13:00"))


def test_p9_a_limit_already_used_up_is_due_where_the_clock_reached_it_and_breached_at_the_change() -> None:
    goals = [{"when": {"priority": "high"}, "within": "1 business hour"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(
        policy,
        "23 13:00",
        ("23 10:00", "created", {"priority": "low"}),
        ("23 12:00", "changed", {"priority": "high"}),
    )["t"]
    assert (seen.outcome, seen.due_at, seen.breached_at) == (Outcome.BREACHED, at("23 11:00"), at("23 12:00"))


def test_p9_a_goal_in_days_is_counted_anew_from_the_start_of_the_cycle() -> None:
    goals = [{"when": {"priority": "high"}, "within": "1 business day"}, {"within": "5 business days"}]
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(
        policy,
        "24 11:00",
        ("23 10:00", "created", {"priority": "low"}),
        ("24 10:30", "changed", {"priority": "high"}),
    )["t"]
    assert seen.due_at == at("24 19:00")


def test_p10_breached_then_relaxed_the_outcome_follows_the_goal_and_ever_breached_sticks() -> None:
    goals = [{"when": {"priority": "high"}, "within": "1 business hour"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(
        policy,
        "23 13:00",
        ("23 10:00", "created", {"priority": "high"}),
        ("23 12:00", "changed", {"priority": "low"}),
    )["t"]
    assert (seen.outcome, seen.ever_breached, seen.breached_at) == (Outcome.OPEN, True, at("23 11:00"))


REOPENED = (
    ("23 10:00", "created"),
    ("23 12:00", "changed", {"status": "solved"}),
    ("23 15:00", "changed", {"status": "open"}),
)


def test_p11_resume_counts_closed_time_as_pause() -> None:
    seen = told(resolution(), "23 16:00", *REOPENED)["t"]
    assert (seen.stage, seen.elapsed, seen.paused) == (Stage.RUNNING, hours(3), hours(3))
    assert len(seen.cycles) == 1


def test_p11_an_event_that_changes_no_fact_does_not_reopen() -> None:
    seen = told(resolution(), "23 16:00", *REOPENED[:2], ("23 15:00", "created"))["t"]
    assert (seen.stage, seen.completed_at, seen.elapsed) == (Stage.COMPLETED, at("23 12:00"), hours(2))


def test_p11_once_stays_completed() -> None:
    seen = told(resolution(reopen="once"), "23 16:00", *REOPENED)["t"]
    assert (seen.stage, seen.completed_at) == (Stage.COMPLETED, at("23 12:00"))


def test_p11_restart_begins_a_new_cycle_when_the_done_state_ends() -> None:
    seen = told(resolution(reopen="restart"), "23 16:00", *REOPENED)["t"]
    assert [cycle.started_at for cycle in seen.cycles] == [at("23 10:00"), at("23 15:00")]
    assert (seen.elapsed, seen.cycles[0].outcome) == (hours(1), Outcome.MET)


def test_p11_when_the_ticket_is_done_an_unanswered_first_response_is_cancelled_and_runs_on_when_it_is_not() -> None:
    policy = promise({"measures": "first_response", "goals": [{"within": "8 business hours"}]})
    done = told(policy, "23 14:00", *REOPENED[:2])["t"]
    again = told(policy, "23 16:00", *REOPENED)["t"]
    assert (done.stage, done.outcome, done.due_at) == (Stage.CANCELLED, Outcome.NONE, at("23 18:00"))
    assert (again.stage, again.elapsed, again.paused) == (Stage.RUNNING, hours(3), hours(3))


def test_p11_cancelled_after_its_due_it_stays_breached() -> None:
    policy = promise({"measures": "first_response", "goals": [{"within": "1 business hour"}]})
    seen = told(policy, "23 14:00", *REOPENED[:2])["t"]
    assert (seen.stage, seen.outcome) == (Stage.CANCELLED, Outcome.BREACHED)


def test_p12_the_first_unanswered_message_starts_the_clock_and_later_ones_do_not_move_it() -> None:
    policy = promise({"measures": "next_response", "goals": [{"within": "2 business hours"}]})
    seen = told(
        policy,
        "23 18:00",
        ("23 10:00", "created"),
        ("23 11:00", "customer_reply"),
        ("23 12:00", "customer_reply"),
        ("23 14:00", "agent_reply"),
        ("23 15:00", "agent_reply"),
        ("23 16:00", "customer_reply"),
        ("23 17:00", "agent_reply"),
    )["t"]
    assert [(cycle.started_at, cycle.elapsed) for cycle in seen.cycles] == [
        (at("23 11:00"), hours(3)),
        (at("23 16:00"), hours(1)),
    ]
    assert (seen.worst.number, seen.worst.outcome, seen.outcome) == (1, Outcome.BREACHED, Outcome.MET)


def test_p14_a_chained_clock_is_pending_until_its_event() -> None:
    chained = {"start": "work_started", "stop": "agent_reply", "goals": [{"within": "30 business minutes"}]}
    policy = promise(chained)
    before = told(policy, "23 11:00", ("23 10:00", "created"))["t"]
    after = told(policy, "23 12:10", ("23 10:00", "created"), ("23 12:00", "work_started"))["t"]
    assert (before.stage, before.outcome, before.due_at) == (Stage.PENDING, Outcome.OPEN, None)
    assert after.due_at == at("23 12:30")


def test_p15_matched_late_the_clock_counts_from_the_named_start() -> None:
    goals = [{"when": {"priority": "present"}, "within": "4 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    before = told(policy, "23 11:00", ("23 10:00", "created"))["t"]
    after = told(policy, "23 13:00", ("23 10:00", "created"), ("23 12:00", "changed", {"priority": "high"}))["t"]
    assert (before.stage, before.reason) == (Stage.PENDING, "no_goal")
    assert (after.due_at, after.elapsed) == (at("23 14:00"), hours(3))


def test_p9_a_goal_lost_cancels_and_the_time_until_one_matches_again_is_pause() -> None:
    goals = [{"when": {"priority": "present"}, "within": "4 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    lost = (("23 10:00", "created", {"priority": "high"}), ("23 11:00", "changed", {"priority": None}))
    seen = told(policy, "23 12:00", *lost)["t"]
    found = told(policy, "23 15:00", *lost, ("23 14:00", "changed", {"priority": "high"}))["t"]
    assert (seen.stage, seen.reason, seen.due_at) == (Stage.CANCELLED, "no_goal", None)
    assert (found.elapsed, found.paused, found.due_at) == (hours(2), hours(3), at("23 17:00"))


def test_p16_carry_counts_each_stretch_on_the_calendar_in_force() -> None:
    choice = [{"when": {"team": "night"}, "use": "around"}, {"use": "desk"}]
    policy = promise({"measures": "resolution", "calendar": choice, "goals": [{"within": "20 business hours"}]})
    seen = told(
        policy,
        "24 08:00",
        ("23 10:00", "created", {"team": "day"}),
        ("23 20:00", "changed", {"team": "night"}),
    )["t"]
    # 9 h of the desk on Monday, then around the clock from 20:00: 12 h by 08:00, 11 h are left at 20:00.
    assert (seen.elapsed, seen.due_at) == (hours(21), at("24 07:00"))


def test_p18_the_first_goal_that_matches_counts_and_sla_none_promises_nothing() -> None:
    goals = [{"when": {"tier": "internal"}, "sla": "none"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    inside = told(policy, "24 10:00", ("23 10:00", "created", {"tier": "internal"}))["t"]
    outside = told(policy, "24 10:00", ("23 10:00", "created", {"tier": "gold"}))["t"]
    assert (inside.outcome, inside.due_at) == (Outcome.NONE, None)
    assert outside.outcome is Outcome.BREACHED


def test_p19_events_of_one_instant_keep_the_order_of_the_history() -> None:
    policy = promise({"measures": "next_response", "goals": [{"within": "2 business hours"}]})
    asked, answered = ("23 11:00", "customer_reply"), ("23 11:00", "agent_reply")
    first = told(policy, "23 12:00", ("23 10:00", "created"), asked, answered)["t"]
    other = told(policy, "23 12:00", ("23 10:00", "created"), answered, asked)["t"]
    assert (first.stage, other.stage) == (Stage.COMPLETED, Stage.RUNNING)


def test_p19_an_event_that_is_stop_and_start_ends_the_cycle_and_begins_the_next() -> None:
    target = {"start": ["created", "update"], "stop": "update", "reopen": "new_cycle", "pause": "never"}
    policy = promise({**target, "goals": [{"within": "2 business hours"}]})
    seen = told(policy, "23 14:00", ("23 10:00", "created"), ("23 11:00", "update"), ("23 13:00", "update"))["t"]
    assert [(c.started_at, c.completed_at) for c in seen.cycles] == [
        (at("23 10:00"), at("23 11:00")),
        (at("23 11:00"), at("23 13:00")),
        (at("23 13:00"), None),
    ]


def test_p20_repeated_pauses_are_one() -> None:
    seen = told(
        resolution(),
        "23 15:00",
        ("23 10:00", "created"),
        ("23 11:00", "changed", {"status": "waiting"}),
        ("23 12:00", "changed", {"status": "waiting"}),
        ("23 13:00", "changed", {"status": "open"}),
        ("23 14:00", "changed", {"status": "open"}),
    )["t"]
    assert (seen.paused, seen.elapsed) == (hours(2), hours(3))


@pytest.mark.parametrize(("commitment", "outcome"), [("objective", Outcome.BREACHED), ("none", Outcome.NONE)])
def test_p30_an_objective_is_judged_as_usual_and_no_commitment_has_no_due(commitment: str, outcome: Outcome) -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business hour", "commitment": commitment}]})
    seen = told(policy, "23 15:00", ("23 10:00", "created"))["t"]
    assert (seen.outcome, seen.commitment) == (outcome, commitment)
    assert (seen.due_at is None) == (commitment == "none")


@pytest.mark.parametrize("words", ["not regulated", "not stated"])
def test_a3_what_is_not_regulated_is_measured_and_never_due(words: str) -> None:
    seen = told(resolution(words), "24 12:00", ("23 10:00", "created"))["t"]
    assert (seen.outcome, seen.reason, seen.due_at, seen.elapsed) == (Outcome.NONE, words, None, hours(11))


def test_p15_matched_late_it_runs_or_is_paused_as_the_facts_say() -> None:
    policy = promise({"measures": "resolution", "goals": [{"when": {"tier": "paid"}, "within": "8 business hours"}]})
    running = told(policy, "23 13:00", ("23 10:00", "created"), ("23 12:00", "changed", {"tier": "paid"}))
    paused = told(
        policy, "23 13:00", ("23 10:00", "created"), ("23 12:00", "changed", {"tier": "paid", "status": "waiting"})
    )
    assert (running["t"].stage, running.next_due_at) == (Stage.RUNNING, at("23 18:00"))
    assert paused["t"].stage is Stage.PAUSED


def test_p5_a_goal_that_lands_on_an_opening_waits_for_a_pause_over_that_opening() -> None:
    # The opening of Tuesday, 10:00; paused from Monday 20:00 to Tuesday 12:00 no open time is left of the promise.
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day", "lands": "open"}]})
    waiting = (("23 12:00", "created"), ("23 20:00", "changed", {"status": "waiting"}))
    paused = told(policy, "24 11:00", *waiting)["t"]
    resumed = told(policy, "24 13:00", *waiting, ("24 12:00", "changed", {"status": "open"}))["t"]
    assert (paused.due_at, paused.outcome) == (None, Outcome.OPEN)
    assert resumed.due_at == at("24 12:00")


def test_p5_an_opening_with_nothing_before_it_waits_for_a_pause_over_it_too() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day", "lands": "open"}]})
    story = (("21 12:00", "created"), ("23 09:00", "changed", {"status": "waiting"}))
    assert told(policy, "23 11:00", *story)["t"].due_at is None
    assert told(policy, "23 13:00", *story, ("23 12:00", "changed", {"status": "open"}))["t"].due_at == at("23 12:00")


def test_p5_a_landing_in_closed_time_that_nothing_moved_is_due_by_itself_even_while_paused() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day", "lands": "20:00"}]})
    story = (("20 12:00", "created"), ("23 19:30", "changed", {"status": "waiting"}))
    before, after = told(policy, "23 19:45", *story)["t"], told(policy, "24 11:00", *story)["t"]
    assert (before.due_at, before.outcome) == (at("23 20:00"), Outcome.OPEN)
    assert (after.due_at, after.outcome) == (at("23 20:00"), Outcome.BREACHED)


def test_p5_what_is_foretold_of_a_resumption_is_what_then_happens() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day", "lands": "20:00"}]})
    story = (("20 12:00", "created"), ("20 20:00", "changed", {"status": "waiting"}))
    foretold = told(policy, "21 11:00", *story)["t"].due_if_resumed(at("21 12:00"))
    resumed = told(policy, "21 13:00", *story, ("21 12:00", "changed", {"status": "open"}))["t"]
    assert foretold == resumed.due_at == at("23 20:00")


def test_p5_a_resumption_before_the_pause_is_refused() -> None:
    seen = told(resolution(), "23 15:00", ("23 10:00", "created"), ("23 13:00", "changed", {"status": "waiting"}))["t"]
    with pytest.raises(BadInput, match="before the pause began"):
        seen.due_if_resumed(at("23 10:00"))


def test_p8_a_date_that_is_set_later_or_moved_is_followed() -> None:
    policy = promise({"measures": "resolution", "pause": "never", "goals": [{"at": "agreed"}]})
    created, first = ("23 10:00", "created"), ("23 11:00", "changed", {"agreed": "2026-11-24T12:00Z"})
    moved = ("23 12:00", "changed", {"agreed": "2026-11-26T12:00Z"})
    assert told(policy, "23 10:30", created)["t"].due_at is None
    assert told(policy, "23 11:30", created, first)["t"].due_at == at("24 12:00")
    again = told(policy, "25 10:00", created, first, moved)["t"]
    assert (again.due_at, again.original_due_at, again.outcome) == (at("26 12:00"), at("24 12:00"), Outcome.OPEN)


@pytest.mark.parametrize("value", ["2026-11-24T12:00", "20261124", "soon", 20261124])
def test_p8_a_date_without_an_offset_or_in_another_form_is_refused(value: object) -> None:
    policy = promise({"measures": "resolution", "goals": [{"at": "agreed"}]})
    with pytest.raises(BadInput) as caught:
        told(policy, "23 11:00", ("23 10:00", "created", {"agreed": value}))
    assert caught.value.field == "facts.agreed"


@pytest.mark.parametrize("goals", [[], [{"within": "not regulated"}]], ids=["no goal", "not regulated"])
def test_p10_a_breach_sticks_when_the_promise_goes(goals: list[dict[str, Any]]) -> None:
    first = {"when": {"tier": "paid"}, "within": "1 business hour"}
    policy = promise({"measures": "resolution", "goals": [first, *goals]})
    lost = (("23 10:00", "created", {"tier": "paid"}), ("23 15:00", "changed", {"tier": None}))
    seen = told(policy, "23 16:00", *lost)["t"]
    found = told(policy, "23 16:00", *lost, ("23 15:30", "changed", {"tier": "paid"}))["t"]
    assert (seen.ever_breached, seen.breached_at) == (True, at("23 11:00"))
    assert found.breached_at == at("23 11:00")


def test_p11_a_goal_found_again_when_the_ticket_is_done_stays_cancelled() -> None:
    policy = promise(
        {"measures": "first_response", "goals": [{"when": {"tier": "paid"}, "within": "4 business hours"}]}
    )
    seen = told(
        policy,
        "23 14:00",
        ("23 10:00", "created", {"tier": "paid"}),
        ("23 11:00", "changed", {"tier": None}),
        ("23 12:00", "changed", {"status": "solved"}),
        ("23 13:00", "changed", {"tier": "paid"}),
    )["t"]
    assert (seen.stage, seen.reason) == (Stage.CANCELLED, "done")


def test_p9_days_after_calendar_hours_are_counted_anew_on_their_own_calendar() -> None:
    # From Friday 18:00, 60 calendar hours; on Monday 09:00 two business days instead: Monday, Tuesday 19:00.
    goals = [{"when": {"tier": "paid"}, "within": "60 calendar hours"}, {"within": "2 business days"}]
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(
        policy, "23 11:00", ("20 18:00", "created", {"tier": "paid"}), ("23 09:00", "changed", {"tier": "free"})
    )
    # Those 60 hours ended on Monday 06:00, so the breach that was sticks; the new promise is open.
    assert (seen["t"].due_at, seen["t"].outcome) == (at("24 19:00"), Outcome.OPEN)
    assert (seen["t"].elapsed, seen["t"].breached_at) == (hours(2), at("23 06:00"))


def test_events_after_as_of_and_facts_alone_give_no_note_but_a_mistyped_kind_does() -> None:
    policy = promise({"measures": "first_response", "goals": [{"within": "4 business hours"}]})
    story = (("23 10:00", "created"), ("23 11:00", "agent_repyl", {"status": "open"}), ("23 13:00", "later"))
    (note,) = told(policy, "23 12:00", *story).notes
    assert "'agent_repyl'" in note
    assert "'agent_reply'" in note


def test_an_evaluation_is_a_value() -> None:
    seen = told(resolution(), "23 12:00", ("23 10:00", "created"))
    assert hash(seen) == hash(told(resolution(), "23 12:00", ("23 10:00", "created")))
    explanation = seen["t"].explain()
    assert pickle.loads(pickle.dumps(explanation)) == explanation  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        ([], "25 10:00"),  # as agreed: that the desk was closed over night is no pause
        ([("23 12:00", "changed", {"status": "pending"}), ("23 14:00", "changed", {"status": "open"})], "25 12:00"),
    ],
)
@pytest.mark.parametrize("how", ["carry", "recompute", "prorate"])
def test_p9_a_date_that_comes_in_flight_is_moved_by_pauses_and_not_by_closed_time(
    how: str, pause: list[Any], due: str
) -> None:
    goals = [{"when": {"fixed": "yes"}, "at": "agreed"}, {"within": "8 business hours"}]
    rules = {"fixed_dates": "extend", "on_change": how}
    waits = [{"while": {"status": "pending"}}]
    policy = promise({"measures": "resolution", "pause": waits, "goals": goals, "rules": rules})
    agreed = ("24 10:00", "changed", {"fixed": "yes", "agreed": at("25 10:00")})
    seen = told(policy, "24 12:00", ("23 10:00", "created", {"status": "open"}), *pause, agreed)["t"]
    assert seen.due_at == at(due)
