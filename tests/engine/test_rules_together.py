"""Rules that meet each other. The desk is open Mo-Fr 10:00-19:00 in UTC; instants are counted by hand.

23 November 2026 is a Monday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.engine.desk import ZERO, at, hours, promise, resolution, told

from slacal import BadInput, Event, History, NeverOpens, Outcome, Stage

WAITING = {"status": "waiting"}
OPEN = {"status": "open"}
SOLVED = {"status": "solved"}
EIGHT = {"measures": "resolution", "goals": [{"within": "8 business hours"}]}
SCOPE = {"rows": "tier", "columns": "service", "table": {"x": {"a": "excluded", "b": "included"}}}


def test_p4_what_was_solved_out_of_scope_is_complete_when_it_comes_back() -> None:
    story = (
        ("23 10:00", "created", {"tier": "x", "service": "b"}),
        ("23 11:00", "changed", {"service": "a"}),
        ("23 12:00", "changed", SOLVED),
        ("23 13:00", "changed", {"service": "b"}),
    )
    seen = told(promise(EIGHT, scope=SCOPE), "25 12:00", *story)["t"]
    assert (seen.stage, seen.outcome, seen.elapsed) == (Stage.COMPLETED, Outcome.MET, hours(1))


def with_pauses(old: Any, new: Any) -> Any:
    later = {
        "from": "2026-11-24",
        "targets": {"t": {**EIGHT, "goals": [{"within": "20 business hours"}], "pause": new}},
    }
    first = {"measures": "resolution", "goals": [{"within": "20 business hours"}], "pause": old}
    return promise(first, then=[later], rules={"pin": "latest"})


def test_p17_a_pause_rule_that_moves_in_a_later_version_keeps_what_it_has_used() -> None:
    # One business day, Monday, is used up at Monday 19:00; the new version puts another rule first, the cap stays used.
    cap = {"reason": "customer", "while": "waiting", "at_most": "1 business day"}
    policy = with_pauses([cap], [{"reason": "other", "while": {"z": 1}}, cap])
    story = (("23 10:00", "created"), ("23 12:00", "changed", WAITING))
    seen = told(policy, "24 11:00", *story)["t"]
    assert (seen.stage, seen.elapsed, seen.paused) == (Stage.RUNNING, hours(3), hours(7))


def test_p17_a_version_without_pauses_lets_a_paused_clock_run_on_and_explains_it() -> None:
    story = (("23 10:00", "created"), ("23 12:00", "changed", WAITING))
    seen = told(with_pauses("waiting", "never"), "24 11:00", *story)["t"]
    assert (seen.stage, seen.elapsed) == (Stage.RUNNING, hours(3))
    assert "paused" in str(seen.explain())


@pytest.mark.parametrize(("how", "due"), [("carry", "24 14:00"), ("recompute", "24 13:00"), ("snapshot", "24 16:00")])
def test_p16_hours_edited_in_a_later_version_are_a_change_of_calendar(how: str, due: str) -> None:
    # 2 h used on Monday by the old hours. From Tuesday on 8:00-20:00: 6 h left from 8:00; by the new hours Monday had
    # 3 h from 17:00 to 20:00, and 5 h are left; by the old hours 6 h from 10:00.
    later = {"from": "2026-11-24", "calendars": {"desk": {"week": "Mo-Fr 08:00-20:00", "zone": "UTC"}}}
    policy = promise(EIGHT, then=[later], rules={"pin": "latest", "calendar_change": how})
    assert told(policy, "24 12:00", ("23 17:00", "created"))["t"].due_at == at(due)


def test_p17_a_later_version_that_promises_the_same_restarts_nothing() -> None:
    rules = {"pin": "latest", "on_change": "restart"}
    policy = promise(EIGHT, then=[{"from": "2026-11-24", "version": "2"}], rules=rules)
    seen = told(policy, "24 12:00", ("23 17:00", "created"))["t"]
    assert (len(seen.cycles), seen.due_at, seen.version) == (1, at("24 16:00"), "2")


PAUSED_A_MINUTE = (("23 12:00", "created"), ("23 13:00", "changed", WAITING), ("23 13:01", "changed", OPEN))


def moved_to_closing() -> Any:
    target = {
        "measures": "resolution",
        "goals": [{"within": "1 business day"}],
        "warnings": ["1 business hour before due"],
        "credits": {"each_started": "1 business hour", "give": "1%"},
    }
    return promise(target, rules={"after_pause": "close"})


def test_p3_what_remains_and_what_warns_follow_a_due_moved_to_the_closing() -> None:
    # Due on Tuesday 19:00, moved by a minute to Wednesday, to its closing.
    seen = told(moved_to_closing(), "25 12:00", *PAUSED_A_MINUTE)["t"]
    assert (seen.due_at, seen.remaining, seen.overdue) == (at("25 19:00"), hours(7), ZERO)
    assert seen.warnings[0].at == at("25 18:00")


def test_p31_credits_count_from_the_due_that_was_moved() -> None:
    penalty = told(moved_to_closing(), "26 11:00", *PAUSED_A_MINUTE)["t"].penalty
    assert penalty is not None
    assert penalty.units == 1  # Thursday 10:00-11:00


def test_p8_what_remains_of_a_date_that_was_extended_and_rolled_follows_its_due() -> None:
    # Wednesday 1:00 lies in closed time: due at 10:00. At 5:00 five real hours are left.
    rules = {"fixed_dates": "extend", "at_closed": "next_open"}
    policy = promise({"measures": "resolution", "goals": [{"at": "target_date"}], "rules": rules})
    seen = told(policy, "25 05:00", ("23 10:00", "created", {"target_date": "2026-11-25T01:00+00:00"}))["t"]
    assert (seen.due_at, seen.remaining) == (at("25 10:00"), hours(5))
    assert seen.elapsed_ratio is not None
    assert seen.elapsed_ratio < 1


def test_p31_business_hours_late_are_business_hours_whatever_the_goal_counts() -> None:
    # 4 calendar hours from Friday 18:00 are due at 22:00; on Monday at 12:00 two business hours have passed since.
    given = {"each_started": "4 business hours", "give": "10%"}
    policy = promise({"measures": "resolution", "goals": [{"within": "4 calendar hours"}], "credits": given})
    penalty = told(policy, "23 12:00", ("20 18:00", "created"))["t"].penalty
    assert penalty is not None
    assert penalty.units == 1


def test_a_state_of_a_policy_that_promises_otherwise_is_refused() -> None:
    state = resolution().track("T").after(Event(at("23 10:00"), "created")).to_dict()
    with pytest.raises(BadInput, match="digest"):
        resolution("2 business hours").resume(state)
    assert resolution().resume(state).at(at("23 11:00"))["t"].due_at == at("23 18:00")


def test_p21_a_due_set_for_a_target_that_is_not_there_is_noted() -> None:
    event = Event(at("23 11:00"), "due_override", details={"due_at": "2026-11-25", "target": "tt"})
    result = resolution().evaluate(History("T", [Event(at("23 10:00"), "created"), event]), as_of=at("23 12:00"))
    assert any("'tt'" in note for note in result.notes)


def test_p21_a_due_set_while_the_ticket_is_done_holds_when_it_runs_on() -> None:
    policy = promise({"measures": "first_response", "goals": [{"within": "8 business hours"}]})
    events = [
        Event(at("23 10:00"), "created"),
        Event(at("23 11:00"), "changed", SOLVED),
        Event(at("23 12:00"), "due_override", details={"due_at": "2026-11-25T12:00+00:00"}),
        Event(at("23 13:00"), "changed", OPEN),
    ]
    assert policy.evaluate(History("T", events), as_of=at("23 14:00"))["t"].due_at == at("25 12:00")


def test_p21_a_due_set_by_hand_stays_when_a_changed_goal_restarts_the_cycle() -> None:
    goals = [{"when": {"priority": "high"}, "within": "4 business hours"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals, "rules": {"on_change": "restart"}})
    events = [
        Event(at("23 10:00"), "created"),
        Event(at("23 11:00"), "due_override", details={"due_at": "2026-11-25T12:00+00:00"}),
        Event(at("23 12:00"), "changed", {"priority": "high"}),
    ]
    assert policy.evaluate(History("T", events), as_of=at("23 14:00"))["t"].due_at == at("25 12:00")


def test_p5_a_projected_due_never_lies_before_what_is_left_from_the_start() -> None:
    target = {
        "measures": "periodic_update",
        "next_from": "previous_due",
        "goals": [{"within": "4 calendar hours"}],
        "rules": {"paused_due": "projected"},
    }
    story = (("23 10:00", "created"), ("23 11:00", "agent_reply"), ("23 11:00", "changed", WAITING))
    assert told(promise(target), "23 12:00", *story)["t"].due_at == at("23 18:00")  # 4 h from 14:00


def test_p13_the_next_cycle_starts_at_the_previous_due_also_when_the_ticket_is_done() -> None:
    target = {"measures": "periodic_update", "next_from": "previous_due", "goals": [{"within": "2 calendar hours"}]}
    story = (
        ("23 10:00", "created"),
        ("23 11:00", "agent_reply"),
        ("23 12:00", "changed", SOLVED),
        ("23 15:00", "agent_reply"),
        ("23 16:00", "changed", OPEN),
    )
    # The second cycle, from 12:00, was done at once and is answered at 15:00, paused all the time: had it run on, it
    # were due at 17:00, and there the third one starts.
    assert told(promise(target), "23 16:30", *story)["t"].started_at == at("23 17:00")


def test_next_change_at_names_nothing_that_changes_nothing() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "2 business hours", "commitment": "none"}]})
    assert told(policy, "23 11:00", ("23 10:00", "created")).next_change_at is None


def test_p28_only_what_this_policy_evaluated_is_put_in_its_order() -> None:
    mine, other = resolution(), resolution("2 business hours")
    ticket = History("T", [Event(at("23 10:00"), "created")])
    with pytest.raises(BadInput, match="another policy"):
        mine.queue_of([other.evaluate(ticket, as_of=at("23 11:00"))])


def test_p27_a_ticket_is_charged_by_the_version_at_its_registration() -> None:
    first = [{"unit": "request", "included": 1, "each": "month"}]
    policy = promise(EIGHT, usage=first, then=[{"from": "2026-11-24", "usage": [{"unit": "request"}]}])
    seen = [
        policy.evaluate(History(name, [Event(at(when), "created")]), as_of=at("26 10:00"))
        for name, when in (("old", "23 10:00"), ("new", "25 10:00"))
    ]
    assert [(charge.ticket, int(charge.charged)) for charge in policy.charges_of(seen)] == [("old", 0), ("new", 1)]


def test_p27_each_stay_of_a_target_that_runs_while_a_condition_holds_is_a_session() -> None:
    # 40 minutes and 70 minutes, in steps of half an hour for each session: 1 h and 1.5 h.
    usage = [{"unit": "hour", "of": "t", "step": 0.5, "per": "session"}]
    policy = promise({"runs_while": {"status": "working"}, "goals": [{"within": "not stated"}]}, usage=usage)
    working = {"status": "working"}
    story = (
        ("23 10:00", "created", working),
        ("23 10:40", "changed", OPEN),
        ("24 10:00", "changed", working),
        ("24 11:10", "changed", OPEN),
    )
    assert [float(one.amount) for one in told(policy, "25 10:00", *story).usage] == [1.0, 1.5]


def test_p24_a_promise_to_a_new_ticket_may_rest_on_a_licence() -> None:
    policy = promise(EIGHT, entitlements={"free": {"start": "registered", "lasts": "3 months"}})
    licence = History("key", [Event(at("20 12:00"), "registered")])
    assert policy.promises(at("23 10:00"), {}, about=[licence])["t"].due_at == at("23 18:00")


def test_an_error_of_a_calendar_names_the_target_that_asked() -> None:
    calendars = {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}, "shut": {"week": "never", "zone": "UTC"}}
    policy = promise({**EIGHT, "calendar": "shut"}, calendars=calendars)
    with pytest.raises(NeverOpens, match=r"targets\.t\.calendar"):
        told(policy, "23 12:00", ("23 10:00", "created"))


def test_an_evaluation_explains_every_cycle_and_sums_up_its_credits() -> None:
    given = {"each_started": "1 calendar hour", "give": 10}
    policy = promise({"measures": "resolution", "goals": [{"within": "1 calendar hour"}], "credits": given})
    result = told(policy, "23 13:00", ("23 10:00", "created"))
    assert [str(one) for one in result.explain()] == [str(result["t"].explain())]
    assert [(target, number, penalty.units) for target, number, penalty in result.credits] == [("t", 1, 2)]
    assert result["t"].overdue_real == timedelta(hours=2)


def test_p5_what_remains_of_a_projected_due_moved_to_the_closing_is_what_lies_ahead() -> None:
    # Paused from Monday 13:00 on, resumed as if on Tuesday 12:00: 15 h left; 7 + 8 h end on Wednesday at 18:00, and
    # to its closing it is 16 h.
    rules = {"after_pause": "close", "paused_due": "projected"}
    policy = promise({"measures": "resolution", "goals": [{"within": "1 business day"}]}, rules=rules)
    story = (("23 12:00", "created"), ("23 13:00", "changed", WAITING))
    seen = told(policy, "24 12:00", *story)["t"]
    assert (seen.due_at, seen.remaining) == (at("25 19:00"), hours(16))


def test_p9_a_priority_that_changed_while_the_ticket_was_solved_counts_when_it_is_reopened() -> None:
    # Solved at 11:00 after an hour; raised at 12:00; reopened at 13:00 by an event that says no priority: 3 of 4 h are
    # left, from 13:00.
    goals = [{"when": {"priority": "high"}, "within": "4 business hours"}, {"within": "8 business hours"}]
    story = (
        ("23 10:00", "created", {"priority": "low"}),
        ("23 11:00", "changed", SOLVED),
        ("23 12:00", "changed", {"priority": "high"}),
        ("23 13:00", "changed", OPEN),
    )
    assert told(promise({"measures": "resolution", "goals": goals}), "23 14:00", *story)["t"].due_at == at("23 16:00")


def test_p26_what_is_late_as_it_comes_is_converted_at_once() -> None:
    target = {"measures": "resolution", "goals": [{"at": "target_date"}], "at_limit": [{"convert": "paid work"}]}
    story = (("23 10:00", "created", {"target_date": "2026-11-20"}),)
    seen = told(promise(target), "23 10:00", *story)["t"]
    assert (seen.stage, seen.converted_to) == (Stage.CANCELLED, "paid work")
