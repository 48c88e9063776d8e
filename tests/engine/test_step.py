"""What one event does to one target: each story counted by hand.

The desk is open Mo-Fr 10:00-19:00 in UTC, and `around` the clock; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import ZERO, at, hours, promise, resolution, told

from slacal import Event, History, Outcome, Stage

WAITING, OPEN, SOLVED = {"status": "waiting"}, {"status": "open"}, {"status": "solved"}
LOW, HIGH = {"priority": "low"}, {"priority": "high"}
NIGHT = {"team": "night"}
BY_TEAM = [{"when": NIGHT, "use": "around"}, {"use": "desk"}]
SCOPE = {"rows": "tier", "columns": "service", "table": {"gold": {"bug": "included", "advice": "excluded"}}}
BUG, ADVICE = {"tier": "gold", "service": "bug"}, {"service": "advice"}
EIGHT, TWO, DAY = {"within": "8 business hours"}, {"within": "2 business hours"}, {"within": "1 business day"}
CREATED, RAISED = ("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH)
ASKED = {"start": "asked", "stop": "answered", "goals": [EIGHT]}


def changing(first: dict[str, Any], then: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return a target that promises one thing at a low priority and another at a high one."""
    goals = [{"when": LOW, **first}, {"when": HIGH, **then}]
    return {"measures": "resolution", "goals": goals, **rest}


def by_hand(when: str, due: str, **details: Any) -> Event:
    return Event(at(when), "due_override", details={"due_at": due, **details})


def with_events(policy: Any, as_of: str, *events: Any) -> Any:
    """Evaluate events, or (when, kind, changes) where they have no details."""
    made = [one if isinstance(one, Event) else Event(at(one[0]), *one[1:]) for one in events]
    return policy.evaluate(History("T", made), as_of=at(as_of))["t"]


def decided(seen: Any, rule: str) -> list[tuple[Any, ...]]:
    """Return what was decided by a rule: its choice, its instant and its values."""
    found = seen.explain().to_dict()["decisions"]
    return [(one["choice"], one["at"], one["said"]) for one in found if one["rule"] == rule]


# -- P4, P9, P11, P24, P25: cycles that stand


def test_p4_what_was_solved_while_it_stood_says_where_it_was_completed() -> None:
    story = (
        ("23 10:00", "created", BUG),
        ("23 11:00", "changed", ADVICE),
        ("23 12:00", "changed", SOLVED),
        ("23 13:00", "changed", BUG),
    )
    seen = told(promise({"measures": "resolution", "goals": [EIGHT]}, scope=SCOPE), "23 14:00", *story)["t"]
    assert decided(seen, "P4") == [("stopped", "2026-11-23T13:00:00+00:00", [])]


def test_p4_a_stop_that_holds_at_the_start_says_when_it_did() -> None:
    seen = told(resolution(), "23 14:00", ("23 10:00", "created", SOLVED))["t"]
    assert decided(seen, "P4") == [("stopped", "2026-11-23T10:00:00+00:00", [])]


def test_p9_a_cycle_that_lost_its_goal_and_stood_for_something_else_is_cancelled_still_when_that_ends() -> None:
    story = (
        ("23 10:00", "created", LOW | BUG),
        ("23 11:00", "changed", {"priority": None}),
        ("23 12:00", "changed", ADVICE),
        ("23 13:00", "changed", BUG),
    )
    policy = promise({"measures": "resolution", "goals": [{"when": LOW, **EIGHT}]}, scope=SCOPE)
    seen = told(policy, "23 14:00", *story)["t"]
    assert (seen.stage, seen.reason, seen.elapsed) == (Stage.CANCELLED, "no_goal", hours(1))


def test_p25_what_was_answered_out_of_scope_is_not_completed() -> None:
    story = (
        ("23 10:00", "asked", BUG),
        ("23 11:00", "changed", ADVICE),
        ("23 12:00", "answered"),
        ("23 13:00", "changed", BUG),
    )
    seen = told(promise(ASKED, scope=SCOPE), "23 14:00", *story)["t"]
    assert (seen.stage, seen.elapsed, seen.paused) == (Stage.RUNNING, hours(2), hours(2))


def test_p12_a_start_while_a_cycle_stands_opens_no_other() -> None:
    story = (
        ("23 10:00", "asked", BUG),
        ("23 11:00", "changed", ADVICE),
        ("23 12:00", "asked"),
        ("23 13:00", "changed", BUG),
    )
    seen = told(promise({**ASKED, "reopen": "new_cycle"}, scope=SCOPE), "23 14:00", *story)["t"]
    assert [(one.started_at, one.stage) for one in seen.cycles] == [(at("23 10:00"), Stage.RUNNING)]


def test_p11_whatever_happens_while_the_ticket_is_done_a_cycle_stands_where_it_stood() -> None:
    policy = promise({"measures": "first_response", "goals": [{"when": LOW, **EIGHT}, TWO]})
    story = (CREATED, ("23 11:00", "changed", SOLVED), ("23 12:00", "changed", HIGH), ("23 13:00", "changed", LOW))
    seen = told(policy, "23 14:00", *story)["t"]
    assert (seen.stage, seen.elapsed, seen.due_at) == (Stage.CANCELLED, hours(1), at("23 18:00"))
    assert decided(seen, "P11") == [("done", "2026-11-23T11:00:00+00:00", [""])]


def test_p11_what_stood_for_one_thing_after_another_has_paused_for_each() -> None:
    # Out of scope from 11:00 to 13:00; done from 13:00, which counts first, to 14:00.
    story = (
        ("23 10:00", "created", BUG),
        ("23 11:00", "changed", ADVICE),
        ("23 13:00", "changed", SOLVED),
        ("23 13:30", "changed", BUG),
        ("23 14:00", "changed", OPEN),
    )
    seen = told(promise({"measures": "first_response", "goals": [EIGHT]}, scope=SCOPE), "23 15:00", *story)["t"]
    assert (seen.stage, seen.pauses) == (Stage.RUNNING, {"out_of_scope": hours(2), "done": hours(1)})


def test_p25_what_comes_back_into_scope_is_converted_to_nothing() -> None:
    scope = {**SCOPE, "excluded": {"convert": "paid work"}}
    policy = promise({"measures": "resolution", "goals": [EIGHT]}, scope=scope)
    story = (("23 10:00", "created", BUG), ("23 11:00", "changed", ADVICE), ("23 12:00", "changed", BUG))
    out, back = (told(policy, "23 13:00", *story[:count])["t"].converted_to for count in (2, 3))
    assert (out, back) == ("paid work", "")


def test_p25_what_comes_paused_and_out_of_scope_stands() -> None:
    policy = promise({"measures": "resolution", "goals": [EIGHT]}, scope=SCOPE)
    story = (("23 10:00", "created", {**BUG, **ADVICE, **WAITING}), ("23 12:00", "changed", {**BUG, **OPEN}))
    seen = told(policy, "23 11:00", *story[:1])["t"]
    assert (seen.stage, seen.reason, seen.elapsed) == (Stage.CANCELLED, "out_of_scope", ZERO)
    assert told(policy, "23 13:00", *story)["t"].pauses["out_of_scope"] == hours(2)


@pytest.mark.parametrize("bought", ["23 09:00", "23 12:00"])
def test_p24_with_cover_asked_at_the_start_what_was_covered_once_stays_so(bought: str) -> None:
    # A licence of two hours: it is over at 11:00, or at 14:00. What happens at 15:00 takes nothing away.
    licence = {"start": {"fact": "valid_from"}, "lasts": "2 calendar hours"}
    target = {"measures": "resolution", "goals": [EIGHT], "rules": {"cover": "start"}}
    valid = at(bought).isoformat()
    story = (("23 10:00", "created", {**OPEN, "valid_from": valid}), ("23 15:00", "changed", WAITING))
    seen = told(promise(target, entitlements={"licence": licence}), "23 16:00", *story)["t"]
    assert seen.stage is Stage.PAUSED
    assert seen.elapsed == hours(5 if bought == "23 09:00" else 3)


def test_p15_a_clock_that_waits_for_a_goal_says_so_whatever_else_happens() -> None:
    policy = promise({"measures": "resolution", "goals": [{"when": HIGH, **EIGHT}]})
    for changes in (WAITING, LOW):
        seen = told(policy, "23 12:00", ("23 10:00", "created"), ("23 11:00", "changed", changes))["t"]
        assert (seen.stage, seen.reason) == (Stage.PENDING, "no_goal")


# -- what was due at the start


def test_p15_a_goal_that_comes_in_a_pause_was_due_as_if_the_clock_ran_on_from_there() -> None:
    # Waiting since 10:00, so nothing has counted at 12:00: eight hours from there end on Tuesday at 11:00.
    policy = promise({"measures": "resolution", "goals": [{"when": HIGH, **EIGHT}]})
    seen = told(policy, "23 13:00", ("23 10:00", "created", WAITING), RAISED)["t"]
    assert (seen.due_at, seen.original_due_at) == (None, at("24 11:00"))


def test_p3_days_that_wait_for_their_first_counted_moment_were_due_as_if_they_had_counted_at_once() -> None:
    # A business day from Monday 10:00 ends on Tuesday at 19:00.
    policy = promise({"measures": "resolution", "goals": [DAY]}, rules={"anchor": "first_counting"})
    seen = told(policy, "23 13:00", ("23 10:00", "created", WAITING))["t"]
    assert (seen.due_at, seen.original_due_at) == (None, at("24 19:00"))


def test_p5_a_clock_that_begins_paused_has_no_due_at_its_start() -> None:
    seen = told(resolution(), "23 13:00", ("23 10:00", "created", WAITING))["t"]
    assert (seen.due_at, seen.original_due_at) == (None, None)


# -- P9, P16, P17: goals, calendars and versions


def test_p17_what_begins_under_a_later_version_is_held_by_it() -> None:
    target = {"measures": "resolution", "goals": [EIGHT]}
    later = {"from": "2026-11-24", "version": "2", "targets": {"t": {**target, "pause": "never"}}}
    story = (("25 10:00", "created"), ("25 12:00", "changed", WAITING))
    seen = told(promise(target, then=[later]), "25 14:00", *story)["t"]
    assert (seen.version, seen.stage, seen.due_at) == ("2", Stage.RUNNING, at("25 18:00"))


CLOSE = {"after_pause": "close"}


@pytest.mark.parametrize(
    ("second", "third", "due"), [({}, {}, "26 11:00"), (CLOSE, CLOSE, "26 19:00"), ({}, CLOSE, "26 19:00")]
)
def test_p17_a_goal_that_promises_the_same_in_a_later_version_takes_its_rules_over(
    second: dict[str, str], third: dict[str, str], due: str
) -> None:
    # Two business days from Monday 10:00 end on Wednesday at 19:00; an hour of pause makes it Thursday 11:00.
    goals = [{"when": {"tier": tier}, "within": "2 business days"} for tier in ("gold", "iron")]
    first, *then = (
        {"measures": "resolution", "goals": [{**one, "rules": rules} for one in goals]}
        for rules in ({"after_pause": "exact"}, second, third)
    )
    versions = [
        {"from": day, "targets": {"t": target}} for day, target in zip(("2026-11-24", "2026-11-25"), then, strict=True)
    ]
    policy = promise(first, then=versions, rules={"pin": "latest"})
    story = (
        ("23 10:00", "created", {"tier": "gold"}),
        ("23 12:00", "changed", WAITING),
        ("23 13:00", "changed", OPEN),
        ("25 12:00", "changed", HIGH),
    )
    assert told(policy, "25 13:00", *story)["t"].due_at == at(due)


FROZEN = {"on_change": "freeze"}


def test_p17_a_goal_that_was_kept_is_kept_in_a_later_version_too() -> None:
    target = changing(EIGHT, {**TWO, "commitment": "none"})
    policy = promise(target, then=[{"from": "2026-11-24", "version": "2"}], rules={"pin": "latest", **FROZEN})
    seen = told(policy, "24 12:00", CREATED, RAISED)["t"]
    assert (seen.version, seen.commitment, seen.due_at) == ("2", "firm", at("23 18:00"))


def test_p9_a_frozen_goal_keeps_its_calendar_and_p16_moves_that_of_a_goal_that_did_not_change() -> None:
    # 20 hours from Monday 10:00: nine are over at 19:00, nine on Tuesday, and two on Wednesday, at 12:00. Around the
    # clock from Monday 18:00, twelve are left: Tuesday 6:00.
    policy = promise(changing({"within": "20 business hours"}, EIGHT, calendar=BY_TEAM), rules=FROZEN)
    night = ("23 18:00", "changed", NIGHT)
    frozen, same = (told(policy, "23 18:30", *story)["t"] for story in ((CREATED, RAISED, night), (CREATED, night)))
    assert (frozen.due_at, same.due_at) == (at("25 12:00"), at("24 06:00"))


@pytest.mark.parametrize(("rule", "due"), [("carry", "24 06:00"), ("recompute", "24 06:00"), ("snapshot", "25 12:00")])
def test_p16_the_goal_says_how_it_takes_another_calendar(rule: str, due: str) -> None:
    goal = {"within": "20 business hours", "rules": {"calendar_change": rule}}
    other = "carry" if rule == "snapshot" else "snapshot"
    target = {"measures": "resolution", "goals": [goal], "calendar": BY_TEAM, "rules": {"calendar_change": other}}
    seen = told(promise(target), "23 18:30", ("23 10:00", "created"), ("23 18:00", "changed", NIGHT))["t"]
    assert seen.due_at == at(due)


def test_p9_the_goal_that_the_facts_ask_for_says_whether_the_calendar_of_the_one_before_is_frozen() -> None:
    frozen = {"rules": FROZEN}
    target = changing({"within": "20 business hours", **frozen}, {**EIGHT, **frozen}, calendar=BY_TEAM)
    story = (CREATED, RAISED, ("23 18:00", "changed", NIGHT))
    assert told(promise(target), "23 18:30", *story)["t"].due_at == at("25 12:00")


def test_p16_a_goal_that_was_kept_takes_the_calendar_that_it_names_itself() -> None:
    # Six of eight hours are left at 12:00; the other promise is due later. Around the clock from 18:00, the kept goal,
    # of which two of sixteen are used by 12:00 and eight by 18:00, ends eight hours later.
    kept = {"within": "16 business hours", "calendar": BY_TEAM}
    by_day = [{"when": NIGHT, "use": "desk"}, {"use": "around"}]
    target = changing(kept, {"within": "90 business hours", "calendar": by_day}, calendar="desk")
    policy = promise(target, rules={"on_change": "tightest"})
    story = (CREATED, RAISED, ("23 18:00", "changed", NIGHT))
    seen = told(policy, "23 18:30", *story)["t"]
    assert (seen.goal, seen.due_at) == ("16 business hours", at("24 02:00"))
    assert "P16: at Mon 2026-11-23 18:00 the calendar changed from desk to around" in str(seen.explain())


def test_p16_a_goal_that_was_kept_stays_on_its_calendar_when_only_the_other_one_changes() -> None:
    # Day and night the kept goal is due eight hours after Monday 10:00, whatever hours the team has; nothing is told.
    target = changing(
        {"within": "8 business hours", "calendar": "around"}, {"within": "90 business hours", "calendar": BY_TEAM}
    )
    policy = promise(target, rules={"on_change": "tightest", "calendar_change": "recompute"})
    story = (CREATED, RAISED, ("23 14:00", "changed", NIGHT), ("23 14:30", "changed", {"team": "day"}))
    seen = told(policy, "23 15:00", *story)["t"]
    assert (seen.due_at, seen.elapsed) == (at("23 18:00"), hours(5))
    assert "P16" not in str(seen.explain())


# -- P13: from the previous due

UPDATE = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}


def test_p13_a_cycle_yet_to_begin_whose_date_is_past_is_breached_as_it_comes_and_never_later_than_it_is_seen() -> None:
    # The next cycle begins where the due was set to by hand, on Tuesday at 9:30; what it promises was due on Monday.
    policy = promise({**UPDATE, "goals": [{"at": "promised"}]})
    by_hand = Event(at("24 9:00"), "due_override", details={"due_at": at("24 9:30")})
    asked = Event(at("23 10:00"), "asked", {"promised": "2026-11-23T12:00Z"})
    history = History("T", [asked, by_hand, Event(at("24 9:00"), "answered"), Event(at("24 9:10"), "asked")])
    for as_of in ("24 9:10", "24 9:20", "24 10:00"):
        later = policy.evaluate(history, as_of=at(as_of))["t"].cycles[1]
        assert (later.started_at, later.due_at, later.breached_at) == (at("24 9:30"), at("23 12:00"), at("24 9:10"))


@pytest.mark.parametrize("asked", ["24 12:00", "25 11:00"])
def test_p13_from_the_previous_due_days_are_counted_from_there(asked: str) -> None:
    # The same time of the next business day: from Monday 20:00, in the evening, to Tuesday 20:00, and to Wednesday's.
    policy = promise({**UPDATE, "goals": [{"when": LOW, **DAY, "lands": "same_time"}]})
    story = (("23 20:00", "asked", LOW), ("23 21:00", "answered"), (asked, "asked"))
    seen = told(policy, "25 12:00", *story)["t"]
    assert (seen.started_at, seen.due_at, seen.original_due_at) == (at("24 20:00"), at("25 20:00"), at("25 20:00"))


def test_p13_from_the_previous_due_days_stay_those_of_the_start_when_a_pause_begins_with_the_event() -> None:
    # Six hours from Monday 11:00 are due at 17:00. A business day from there ends with Tuesday: two hours and nine.
    # Four of them are over by Tuesday 12:00; from 14:00 five more to 19:00, and two on Wednesday.
    goals = [{"when": LOW, "within": "6 business hours"}, {"when": HIGH, **DAY}]
    policy = promise({**UPDATE, "goals": goals, "pause": [{"reason": "customer", "while": "waiting"}]})
    story = (
        ("23 11:00", "asked", LOW),
        ("23 12:00", "answered"),
        ("24 12:00", "asked", HIGH),
        ("24 12:00", "changed", WAITING),
        ("24 14:00", "changed", OPEN),
    )
    seen = told(policy, "24 15:00", *story)["t"]
    assert (seen.started_at, seen.due_at) == (at("23 17:00"), at("25 12:00"))


def test_p13_the_strictest_goal_is_the_one_that_is_so_from_the_previous_due() -> None:
    # From Monday 17:00, two business hours end at 19:00, long before the date; from 20:00, where it is asked, they
    # would end on Tuesday at 12:00, after it. A priority told again changes nothing.
    goals = [{"when": LOW, "at": "wanted"}, {"when": LOW, **TWO, "commitment": "objective"}]
    policy = promise({**UPDATE, "match": "strictest", "goals": goals}, rules={"at_closed": "next_open"})
    story = (
        ("23 15:00", "asked", {**LOW, "wanted": "2026-11-24T11:00+00:00"}),
        ("23 16:00", "answered"),
        ("23 20:00", "asked"),
        ("24 10:30", "changed", LOW),
    )
    seen = told(policy, "24 11:00", *story)["t"]
    assert (seen.goal, seen.commitment, seen.calendar) == ("2 business hours", "objective", "desk")
    assert (seen.started_at, seen.due_at, seen.elapsed) == (at("23 17:00"), at("23 19:00"), hours(3))
    assert decided(seen, "P9") == []


def test_p13_at_the_previous_due_days_wait_for_their_first_counted_moment_if_asked_to() -> None:
    # Due at 12:00, where it is asked again, waiting. Open on Tuesday at 12:00: two business days end on Thursday.
    pause = [{"reason": "customer", "while": "waiting"}]
    goals = [{"when": LOW, **TWO}, {"when": HIGH, "within": "2 business days"}]
    policy = promise({**UPDATE, "goals": goals, "pause": pause}, rules={"anchor": "first_counting"})
    story = (
        ("23 10:00", "asked", LOW),
        ("23 11:00", "answered", WAITING),
        ("23 12:00", "asked"),
        ("23 13:00", "changed", HIGH),
        ("24 12:00", "changed", OPEN),
    )
    assert told(policy, "24 13:00", *story)["t"].due_at == at("26 19:00")


def test_p13_what_comes_late_is_explained_from_the_due_on() -> None:
    # Due at 12:00 and answered before, or at 13:00; asked again at 13:00.
    policy = promise({**UPDATE, "goals": [TWO]})
    for answered in ("23 11:00", "23 13:00"):
        seen = told(policy, "23 13:30", ("23 10:00", "asked"), (answered, "answered"), ("23 13:00", "asked"))["t"]
        steps = [(one.starts_at, one.ends_at, one.how) for one in seen.explain().steps]
        assert steps == [(at("23 12:00"), at("23 13:00"), "counted"), (at("23 13:00"), at("23 13:30"), "counted")]


# -- P21: a due set by hand


def test_p21_what_was_completed_stays_as_it_was_whatever_due_is_set_for_it() -> None:
    story = (("23 10:00", "created"), ("23 12:00", "changed", SOLVED), by_hand("23 13:00", "2026-11-23T11:00+00:00"))
    seen = with_events(resolution(), "23 14:00", *story)
    assert (seen.outcome, seen.due_at, decided(seen, "P21")) == (Outcome.MET, at("23 18:00"), [])


def test_p21_what_was_cancelled_for_good_stays_as_it_was_whatever_due_is_set_for_it() -> None:
    policy = promise({**ASKED, "cancel": "withdrawn"})
    story = (("23 10:00", "asked"), ("23 12:00", "withdrawn"), by_hand("23 13:00", "2026-11-25"))
    seen = with_events(policy, "23 14:00", *story)
    assert (seen.stage, seen.due_at, decided(seen, "P21")) == (Stage.CANCELLED, at("23 18:00"), [])


@pytest.mark.parametrize("details", [{}, {"target": ""}, {"target": "t"}])
def test_p21_a_date_set_by_hand_is_its_end_and_means_all_targets_or_the_one_named(details: dict[str, str]) -> None:
    seen = with_events(resolution(), "23 14:00", ("23 10:00", "created"), by_hand("23 13:00", "2026-11-25", **details))
    assert seen.due_at == at("26 00:00")


def test_p21_a_due_that_was_lifted_is_told_without_values() -> None:
    lifted = Event(at("23 13:00"), "due_override")
    seen = with_events(resolution(), "23 14:00", ("23 10:00", "created"), by_hand("23 12:00", "2026-11-25"), lifted)
    assert seen.due_at == at("23 18:00")
    assert decided(seen, "P21")[-1] == ("lifted", "2026-11-23T13:00:00+00:00", [])


def test_p10_what_was_breached_was_so_whatever_dues_are_set_afterwards() -> None:
    later = (by_hand("24 11:00", "2026-11-27"), by_hand("24 12:00", "2026-11-28"))
    seen = with_events(resolution(), "24 13:00", ("23 10:00", "created"), *later)
    assert (seen.outcome, seen.ever_breached, seen.breached_at) == (Outcome.OPEN, True, at("23 18:00"))


def test_p10_what_was_done_before_its_due_is_not_breached_by_a_due_that_is_set_later() -> None:
    policy = promise({"measures": "first_response", "goals": [TWO]})
    story = (
        ("23 10:00", "created"),
        ("23 11:00", "changed", SOLVED),
        by_hand("23 15:00", "2026-11-25"),
        ("23 16:00", "changed", OPEN),
    )
    seen = with_events(policy, "23 17:00", *story)
    assert (seen.stage, seen.outcome, seen.ever_breached) == (Stage.RUNNING, Outcome.OPEN, False)


# -- P11, P19, P20: starts, ties and pairs


def test_p11_what_may_start_once_starts_once() -> None:
    story = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 12:00", "asked"))
    seen = told(promise({**ASKED, "reopen": "once"}), "23 13:00", *story)["t"]
    assert [one.started_at for one in seen.cycles] == [at("23 10:00")]


def numbered(when: str, kind: str, number: str = "7") -> Event:
    return Event(at(when), kind, details={"number": number})


def once(kind: str) -> dict[str, str]:
    return {"event": kind, "once_by": "number"}


def test_p11_a_number_that_has_reopened_a_cycle_reopens_no_other() -> None:
    policy = promise({**ASKED, "reopen": {"on": once("objected"), "how": "restart"}})
    story = (
        ("23 10:00", "asked"),
        ("23 11:00", "answered"),
        numbered("23 12:00", "objected"),
        ("23 13:00", "answered"),
        numbered("23 14:00", "objected"),
    )
    assert [one.started_at for one in with_events(policy, "23 15:00", *story).cycles] == [
        at("23 10:00"), at("23 12:00"),
    ]  # fmt: skip


def test_p20_a_number_that_has_paused_a_clock_pauses_it_no_more() -> None:
    policy = resolution(pause={"from": once("held"), "to": "released"})
    story = (
        ("23 10:00", "created"),
        numbered("23 11:00", "held"),
        ("23 12:00", "released"),
        numbered("23 13:00", "held"),
    )
    seen = with_events(policy, "23 15:00", *story)
    assert (seen.stage, seen.elapsed, seen.paused) == (Stage.RUNNING, hours(4), hours(1))


def test_d7_a_number_that_came_before_its_target_was_promised_starts_nothing() -> None:
    target = {"start": once("ordered"), "stop": "delivered", "goals": [EIGHT]}
    other = {"measures": "resolution", "goals": [EIGHT]}
    policy = promise({}, targets={"u": other}, then=[{"from": "2026-11-24", "targets": {"u": other, "t": target}}])
    for number, found in (("7", 0), ("8", 1)):
        story = (numbered("23 10:00", "ordered"), numbered("25 10:00", "ordered", number))
        assert len(with_events(policy, "25 11:00", *story).cycles) == found


def test_p19_a_start_after_a_stop_of_the_same_instant_says_when() -> None:
    story = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 11:00", "asked"))
    seen = told(promise({**ASKED, "reopen": "new_cycle"}), "23 13:00", *story)["t"]
    assert decided(seen, "P19") == [("stop_first", "2026-11-23T11:00:00+00:00", [])]


def test_p19_taken_together_the_events_of_an_instant_change_the_goal_though_the_last_does_not() -> None:
    # Two hours of eight, or of four: the second event of 12:00 says nothing of the priority.
    policy = promise(changing(EIGHT, {"within": "4 business hours"}), rules={"tie_order": "roles"})
    story = (CREATED, RAISED, ("23 12:00", "changed", {"note": "urgent"}))
    assert told(policy, "23 13:00", *story)["t"].due_at == at("23 14:00")
