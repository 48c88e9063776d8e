"""Clocks that run, pause or stand when something changes: each story counted by hand.

The desk is open Mo-Fr 10:00-19:00 in UTC, and `around` the clock; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.engine.desk import at, hours, promise, resolution, told

from slacal import BadInput, BeyondHorizon, Event, History, Outcome, Stage
from slacal.calendars.day_rule import DayRule
from slacal.engine.allowance import Allowance, allow
from slacal.engine.caps import NOTHING, cap_end, spent_after
from slacal.engine.conditions import Present
from slacal.engine.dates import after
from slacal.engine.entitlements import Entitlement, Renewal
from slacal.engine.limits import BusinessDays, CalendarSpan, OpenTime, RealTime
from slacal.engine.moments import Becomes, OnEvent
from slacal.engine.replay import replay
from slacal.engine.rules import Rules
from slacal.engine.terms import Terms
from slacal.spans.wall import EPOCH_DAY, FIRST_DAY

if TYPE_CHECKING:
    from slacal.calendars.questions import Edge

WAITING, OPEN = {"status": "waiting"}, {"status": "open"}
LOW, HIGH = {"priority": "low"}, {"priority": "high"}
NIGHT = {"team": "night"}
BY_TEAM = [{"when": NIGHT, "use": "around"}, {"use": "desk"}]
DAY = {"within": "1 business day"}


def changing(first: dict[str, Any], then: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return a target that promises one thing at a low priority and another at a high one."""
    goals = [{"when": LOW, **first}, {"when": HIGH, **then}]
    return {"measures": "resolution", "goals": goals, "calendar": BY_TEAM, **rest}


CREATED, RAISED = ("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH)
EIGHT = {"within": "8 business hours"}


# -- P9: another goal


def test_p9_the_earlier_of_two_dues_counts_and_of_two_alike_the_one_that_was_there() -> None:
    # From 10:00, eight business hours and eight calendar hours both end at 18:00, seven of them at 17:00.
    for within, kept in (("8 calendar hours", "8 business hours"), ("7 calendar hours", "7 calendar hours")):
        policy = promise(changing(EIGHT, {"within": within}), rules={"on_change": "tightest"})
        assert told(policy, "23 13:00", CREATED, RAISED)["t"].goal == kept


def test_p9_what_is_not_promised_is_never_the_tighter_promise() -> None:
    wish = {"within": "1 business hour", "commitment": "none"}
    rules = {"on_change": "tightest"}
    kept = told(promise(changing(EIGHT, wish), rules=rules), "23 13:00", CREATED, RAISED)["t"]
    assert (kept.due_at, kept.commitment) == (at("23 18:00"), "firm")
    taken = told(promise(changing(wish, EIGHT), rules=rules), "23 13:00", CREATED, RAISED)["t"]
    assert (taken.due_at, taken.commitment) == (at("23 18:00"), "firm")


def test_p10_what_was_not_promised_is_not_breached_when_a_promise_comes() -> None:
    wish = {"within": "1 business hour", "commitment": "none"}
    seen = told(promise(changing(wish, EIGHT)), "23 13:00", CREATED, RAISED)["t"]
    assert (seen.outcome, seen.breached_at, seen.ever_breached) == (Outcome.OPEN, None, False)


def test_p9_tightest_counts_a_paused_clock_as_if_it_ran_on_from_the_change_on_the_calendar_to_come() -> None:
    # Two of eight hours are used by 12:00. Run on from 13:00, the old promise ends at 19:00. The new one, nine hours
    # around the clock, has seven left at 13:00 and would end at 20:00: the old one stays, and run on from 14:00 it ends
    # on Tuesday at 11:00. Of six hours, four are left: they would end at 17:00, and do so at 18:00.
    story = (
        CREATED,
        ("23 12:00", "changed", WAITING),
        ("23 13:00", "changed", HIGH | NIGHT),
        ("23 14:00", "changed", OPEN),
    )
    for within, due in (("9 business hours", "24 11:00"), ("6 business hours", "23 18:00")):
        policy = promise(changing(EIGHT, {"within": within, "calendar": "around"}), rules={"on_change": "tightest"})
        assert told(policy, "23 15:00", *story)["t"].due_at == at(due)


def test_p8_a_date_that_comes_with_another_goal_is_rolled_to_the_next_opening() -> None:
    # Saturday ends on Sunday at 0:00, and the desk opens on Monday the 30th.
    policy = promise(changing(EIGHT, {"at": "wanted"}), rules={"at_closed": "next_open"})
    raised = ("23 12:00", "changed", {**HIGH, "wanted": "2026-11-28"})
    seen = told(policy, "23 13:00", CREATED, raised)["t"]
    assert (seen.due_at, seen.original_due_at) == (at("30 10:00"), at("23 18:00"))
    # and back: the time used is the three hours since the start, and nothing is rolled.
    back = told(policy, "23 14:00", CREATED, raised, ("23 13:00", "changed", LOW))["t"]
    assert back.due_at == at("23 18:00")


def test_p16_recompute_keeps_a_landing_in_closed_time_though_the_goal_had_changed_before() -> None:
    # As if the late desk and one business day had held from the start: from Monday to Tuesday 20:00.
    low, high = ({"within": days, "lands": "20:00"} for days in ("3 business days", "1 business day"))
    late = {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}, "late": {"week": "Mo-Fr 12:00-19:00", "zone": "UTC"}}
    target = {**changing(low, high), "calendar": [{"when": {"team": "late"}, "use": "late"}, {"use": "desk"}]}
    policy = promise(target, calendars=late, rules={"calendar_change": "recompute"})
    story = (CREATED, RAISED, ("23 13:00", "changed", {"team": "late"}))
    assert told(policy, "23 14:00", *story)["t"].due_at == at("24 20:00")


def test_p9_days_that_wait_for_their_first_counted_moment_may_change_meanwhile() -> None:
    # Open again on Tuesday at 12:00: two business days from there end on Thursday at 19:00.
    target = changing(DAY, {"within": "2 business days"})
    policy = promise(target, rules={"anchor": "first_counting"})
    story = (("23 10:00", "created", LOW | WAITING), ("23 12:00", "changed", HIGH), ("24 12:00", "changed", OPEN))
    assert told(policy, "24 13:00", *story)["t"].due_at == at("26 19:00")


def test_p9_prorate_keeps_the_share_that_is_left_through_pauses() -> None:
    # Two of eight hours by 12:00, an hour of pause, two more by 15:00: half is left, two hours of four, to 17:00. A
    # pause of an hour from 16:00 makes it 18:00.
    policy = promise(changing(EIGHT, {"within": "4 business hours"}), rules={"on_change": "prorate"})
    story = (
        CREATED,
        ("23 12:00", "changed", WAITING),
        ("23 13:00", "changed", OPEN),
        ("23 15:00", "changed", HIGH),
        ("23 16:00", "changed", WAITING),
        ("23 17:00", "changed", OPEN),
    )
    seen = told(policy, "23 17:30", *story)["t"]
    assert (seen.due_at, seen.elapsed, seen.remaining, seen.paused) == (
        at("23 18:00"), hours(5.5), hours(0.5), hours(2),
    )  # fmt: skip
    assert seen.elapsed_ratio == 3.5 / 4


# -- P16: another calendar


def test_p16_days_are_counted_anew_on_the_other_calendar() -> None:
    # Around the clock a day closes at midnight: one business day from Monday ends with Tuesday.
    policy = promise(changing(DAY, EIGHT), rules={"calendar_change": "recompute"})
    story = (CREATED, ("23 12:00", "changed", NIGHT))
    assert told(policy, "23 13:00", *story)["t"].due_at == at("25 00:00")
    late = told(policy, "25 12:00", *story)["t"]
    assert (late.breached_at, late.overdue) == (at("25 00:00"), hours(12))


def test_p16_an_hour_counted_anew_that_was_over_long_ago_is_breached_where_the_calendar_came() -> None:
    # The desk is closed from 6:00; around the clock the eight hours from there are over at 14:00, an hour before.
    policy = promise(changing(EIGHT, DAY), rules={"calendar_change": "recompute"})
    seen = told(policy, "23 16:00", ("23 06:00", "created", LOW), ("23 15:00", "changed", NIGHT))["t"]
    assert (seen.due_at, seen.breached_at) == (at("23 14:00"), at("23 15:00"))


def test_p16_days_that_wait_for_their_first_counted_moment_take_the_calendar_to_come() -> None:
    rules = {"anchor": "first_counting", "calendar_change": "recompute"}
    story = (("23 10:00", "created", LOW | WAITING), ("23 11:00", "changed", NIGHT), ("23 12:00", "changed", OPEN))
    assert told(promise(changing(DAY, EIGHT), rules=rules), "23 13:00", *story)["t"].due_at == at("25 00:00")


def test_p16_a_share_of_a_promise_ends_where_the_calendar_counts_it_anew() -> None:
    # At 12:00 two of eight hours are used, so three quarters of the day's 18 h are left. Around the clock the day has
    # 38 h, from 10:00 to Tuesday 24:00, of which four are used at 14:00.
    policy = promise(changing(EIGHT, DAY), rules={"on_change": "prorate", "calendar_change": "recompute"})
    before = told(policy, "23 12:00", CREATED, RAISED)["t"]
    assert (before.remaining, before.elapsed_ratio) == (hours(13.5), 4.5 / 18)
    seen = told(policy, "23 14:00", CREATED, RAISED, ("23 13:00", "changed", NIGHT))["t"]
    assert (seen.elapsed, seen.remaining, seen.elapsed_ratio) == (hours(4), hours(34), 4 / 38)


def test_p16_a_goal_that_was_kept_takes_its_own_calendar_as_the_facts_now_say() -> None:
    # Four of eight hours are used by 18:00, when the team changes; around the clock the other four end at 22:00.
    policy = promise(changing(EIGHT, {"within": "20 business hours"}), rules={"on_change": "tightest"})
    story = (("23 14:00", "created", LOW), ("23 16:00", "changed", HIGH), ("23 18:00", "changed", NIGHT))
    assert told(policy, "23 19:00", *story)["t"].due_at == at("23 22:00")


def test_p9_time_on_two_calendars_is_counted_anew_on_the_one_that_the_new_goal_has() -> None:
    # An hour of the desk, two of the night from 20:00: three. Counted anew on the desk's hours it is one.
    policy = promise(changing(EIGHT, DAY), rules={"on_change": "recompute"})
    story = (
        ("23 18:00", "created", LOW),
        ("23 20:00", "changed", NIGHT),
        ("23 22:00", "changed", {"team": "day"}),
        ("24 09:00", "changed", HIGH),
    )
    assert told(policy, "24 08:00", *story)["t"].elapsed == hours(3)
    assert told(policy, "24 09:30", *story)["t"].elapsed == hours(1)


# -- P3: pauses and their caps


HORIZON = resolution().terms.targets[0].calendar.pick({}).calendar.horizon
TEN = 1_795_428_000_000_000  # 23 November 2026 10:00 UTC
HOUR = 3_600_000_000


def test_p3_a_cap_ends_with_its_last_microsecond() -> None:
    for cap in (OpenTime(10, ""), RealTime(10, "")):
        assert cap_end(cap, (9, 0), TEN, HORIZON) == TEN + 1
        assert cap_end(cap, (10, 0), TEN, HORIZON) <= TEN
        assert spent_after(cap, (9, 4), TEN, TEN + 1, HORIZON) == (10, 4)
        assert spent_after(cap, (9, 4), TEN, TEN, HORIZON) == (9, 4)
    assert spent_after(OpenTime(10, ""), (9, 0), TEN - 5, TEN + 1, HORIZON) == (10, 0)  # the desk opens at 10:00
    assert spent_after(RealTime(10, ""), (4, 0), TEN - 5, TEN + 1, HORIZON) == (10, 0)


def test_p3_a_cap_in_calendar_days_counts_each_date_of_its_zone_once() -> None:
    # In Tokyo it is 23:00 on Monday at 14:00, and 1:00 on Tuesday at 16:00; the second pause lies in that Tuesday.
    cap = CalendarSpan("3 calendar days", days=3, zone="Asia/Tokyo")
    monday = 739_943  # the ordinal of 23 November 2026
    once = spent_after(cap, NOTHING, TEN + 4 * HOUR, TEN + 6 * HOUR, HORIZON)
    assert once == (2, monday + 1)
    assert spent_after(cap, once, TEN + 7 * HOUR, TEN + 8 * HOUR, HORIZON) == once
    assert cap_end(cap, once, TEN + 8 * HOUR, HORIZON) == TEN + (5 + 48) * HOUR  # with Wednesday of Tokyo
    midnight = TEN + 5 * HOUR
    assert spent_after(cap, NOTHING, midnight, midnight, HORIZON) == NOTHING
    assert spent_after(cap, NOTHING, midnight - 1, midnight, HORIZON) == (1, monday)


def test_p3_a_cap_in_business_days_ends_with_a_closing() -> None:
    cap = BusinessDays(2, DayRule(), "2 business days")
    assert cap_end(cap, NOTHING, TEN, HORIZON) == TEN + (24 + 9) * HOUR
    spent = spent_after(cap, NOTHING, TEN, TEN + HOUR, HORIZON)
    assert spent[0] == 1
    assert cap_end(cap, spent, TEN + HOUR, HORIZON) == TEN + (24 + 9) * HOUR
    assert spent_after(cap, spent, TEN + 2 * HOUR, TEN + 25 * HOUR, HORIZON)[0] == 2


def test_p3_a_pause_in_closed_time_does_not_move_days_to_their_closing() -> None:
    policy = promise(
        {"measures": "resolution", "goals": [{**DAY, "lands": "same_time"}]}, rules={"after_pause": "close"}
    )
    story = (("23 11:00", "created"), ("23 20:00", "changed", WAITING), ("23 22:00", "changed", OPEN))
    assert told(policy, "24 10:00", *story)["t"].due_at == at("24 11:00")


CAPPED = {"pause": [{"reason": "customer", "while": "waiting", "at_most": "3 business hours"}]}
SCOPE = {"rows": "tier", "columns": "service", "table": {"gold": {"bug": "included", "advice": "excluded"}}}
BUG, ADVICE = {"tier": "gold", "service": "bug"}, {"service": "advice"}


def test_p3_what_a_pause_has_used_of_its_cap_counts_when_the_ticket_comes_back_into_scope() -> None:
    # An hour of pause to 12:00, out of scope to 13:00, two more hours of pause to 15:00: the cap. One hour of eight was
    # counted before; four run to 19:00, and three on Tuesday.
    policy = promise({"measures": "resolution", "goals": [EIGHT], **CAPPED}, scope=SCOPE)
    story = (
        ("23 10:00", "created", BUG),
        ("23 11:00", "changed", WAITING),
        ("23 12:00", "changed", ADVICE),
        ("23 13:00", "changed", BUG),
    )
    seen = told(policy, "23 18:00", *story)["t"]
    assert (seen.stage, seen.due_at) == (Stage.RUNNING, at("24 13:00"))
    assert seen.pauses == {"customer": hours(3), "out_of_scope": hours(1)}


def test_p17_a_pause_under_way_keeps_what_it_used_when_its_rule_moves_in_a_later_version() -> None:
    # Eight of twelve hours by 18:00; an hour of pause on Monday, two on Tuesday to 12:00, and four hours to 16:00.
    (customer,) = CAPPED["pause"]
    goals = {"measures": "resolution", "goals": [{"within": "12 business hours"}]}
    later = {**goals, "pause": [{"reason": "parts", "while": {"status": "parts"}}, customer]}
    then = [{"from": "2026-11-24", "version": "2", "targets": {"t": later}}]
    policy = promise({**goals, "pause": [customer]}, then=then, rules={"pin": "latest"})
    seen = told(policy, "24 15:00", ("23 10:00", "created"), ("23 18:00", "changed", WAITING))["t"]
    assert (seen.stage, seen.paused, seen.due_at, seen.version) == (Stage.RUNNING, hours(3), at("24 16:00"), "2")


def test_a_cycle_that_is_cancelled_while_it_stands_has_paused_for_what_it_stood_for() -> None:
    target = {"start": "asked", "stop": "answered", "cancel": "withdrawn", "goals": [EIGHT]}
    story = (
        ("23 10:00", "asked", BUG),
        ("23 11:00", "changed", ADVICE),
        ("23 12:00", "withdrawn"),
        ("23 13:00", "changed", BUG),
    )
    seen = told(promise(target, scope=SCOPE), "23 14:00", *story)["t"]
    assert (seen.stage, seen.reason, seen.pauses) == (Stage.CANCELLED, "cancelled", {"out_of_scope": hours(1)})


# -- P13: from the previous due

UPDATE = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}
TWO = {"within": "2 business hours"}


def test_p13_a_cycle_that_starts_ahead_begins_paused_and_knows_its_due() -> None:
    # The first is due at 12:00, where the second begins, waiting.
    story = (("23 10:00", "asked"), ("23 11:00", "answered", WAITING), ("23 11:30", "asked"))
    policy = promise({**UPDATE, "goals": [TWO], "pause": [{"reason": "customer", "while": "waiting"}]})
    seen = told(policy, "23 13:00", *story)["t"]
    assert (seen.started_at, seen.original_due_at, seen.due_at) == (at("23 12:00"), at("23 14:00"), None)
    assert (seen.pauses, seen.due_if_resumed(at("23 15:00"))) == ({"customer": hours(1)}, at("23 17:00"))


def test_p13_a_cycle_that_comes_late_after_one_that_was_in_time_counts_from_the_due() -> None:
    # Due at 12:00 and answered at 11:00; asked again at 13:00, an hour of the two is over.
    story = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 13:00", "asked"))
    policy = promise({**UPDATE, "goals": [TWO]})
    seen = told(policy, "23 13:30", *story)["t"]
    assert (seen.started_at, seen.elapsed, seen.due_at) == (at("23 12:00"), hours(1.5), at("23 14:00"))
    late = told(policy, "23 15:30", *story[:2], ("23 15:00", "asked"))["t"]
    assert (late.due_at, late.breached_at) == (at("23 14:00"), at("23 15:00"))


@pytest.mark.parametrize("answered", ["23 11:00", "23 13:00"])
def test_p13_a_cycle_counts_from_the_previous_due_be_the_answer_early_or_late(answered: str) -> None:
    # Due at 12:00; asked again at 15:00, when both hours are over.
    story = (("23 10:00", "asked"), (answered, "answered"), ("23 15:00", "asked"))
    seen = told(promise({**UPDATE, "goals": [TWO]}), "23 16:00", *story)["t"]
    assert (seen.started_at, seen.elapsed, seen.due_at) == (at("23 12:00"), hours(4), at("23 14:00"))


def test_p13_from_the_previous_due_a_goal_ends_at_the_edge_that_it_names() -> None:
    # Nine hours from Monday 10:00 end where Tuesday opens, and the next nine where Wednesday does.
    policy = promise({**UPDATE, "goals": [{"within": "9 business hours", "edge": "far"}]})
    story = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 12:00", "asked"))
    seen = told(policy, "24 12:00", *story)["t"]
    assert (seen.started_at, seen.due_at) == (at("24 10:00"), at("25 10:00"))


def test_p13_a_date_in_closed_time_is_rolled_from_the_previous_due_too() -> None:
    # Saturday ends on Sunday at 0:00, and the desk opens on Monday the 30th.
    policy = promise({**UPDATE, "goals": [{"at": "wanted"}]}, rules={"at_closed": "next_open"})
    story = (
        ("23 10:00", "asked", {"wanted": "2026-11-23T12:00+00:00"}),
        ("23 11:00", "answered"),
        ("23 12:00", "asked", {"wanted": "2026-11-28"}),
    )
    assert told(policy, "23 13:00", *story)["t"].due_at == at("30 10:00")


# -- P21: a due set by hand


def test_p21_a_due_that_is_no_date_is_refused_by_the_detail_that_holds_it() -> None:
    events = [Event(at("23 10:00"), "created"), Event(at("23 11:00"), "due_override", details={"due_at": "soon"})]
    with pytest.raises(BadInput, match="is not a date") as refused:
        resolution().evaluate(History("T-1", events), as_of=at("23 12:00"))
    assert (refused.value.field, refused.value.value) == ("details.due_at", "soon")


def by_hand(when: str, **details: Any) -> Event:
    return Event(at(when), "due_override", details=details)


def test_p21_a_due_set_in_the_past_is_breached_where_it_was_set() -> None:
    events = [Event(at("23 10:00"), "created"), by_hand("23 12:00", due_at="2026-11-23T11:00+00:00")]
    seen = resolution().evaluate(History("T", events), as_of=at("23 13:00"))["t"]
    assert (seen.due_at, seen.breached_at, seen.overdue_real) == (at("23 11:00"), at("23 12:00"), hours(2))


LIFTS = "a due_override says no due_at among its details, so it lifts the one before; write details={'due_at': ...}"


@pytest.mark.parametrize(
    ("details", "note"),
    [
        (
            {"target": "zzz", "due_at": "2026-11-24"},
            "a due_override names the target 'zzz'; no target has that name",
        ),
        (
            {"by": "the head"},
            LIFTS,
        ),
        ({"target": "t"}, None),
        ({"target": "", "due_at": "2026-11-24"}, None),
        ({}, None),
        ({"due_at": "2026-11-24", "by": "the head"}, None),
    ],
)
def test_p21_what_is_odd_about_a_due_set_by_hand_is_noted(details: dict[str, Any], note: str | None) -> None:
    events = [Event(at("23 10:00"), "created"), by_hand("23 12:00", **details)]
    seen = resolution().evaluate(History("T", events), as_of=at("23 13:00"))
    assert seen.notes == (() if note is None else (note,))


def test_p21_a_due_that_stands_among_the_facts_is_noted() -> None:
    events = [Event(at("23 10:00"), "created"), Event(at("23 12:00"), "due_override", {"due_at": "2026-11-24"})]
    assert resolution().evaluate(History("T", events), as_of=at("23 13:00")).notes == (LIFTS,)


# -- P26: at the limit


def test_p26_what_is_not_promised_or_has_no_goal_has_no_limit() -> None:
    paid = {"at_limit": [{"convert": "paid"}]}
    wish = {"measures": "resolution", "goals": [{**TWO, "commitment": "none"}], **paid}
    unmet = {"measures": "resolution", "goals": [{"when": HIGH, **TWO}], **paid}
    firm = {"measures": "resolution", "goals": [TWO], **paid}
    found = [told(promise(one), "23 13:00", CREATED)["t"] for one in (wish, unmet, firm)]
    assert [one.stage for one in found] == [Stage.RUNNING, Stage.PENDING, Stage.CANCELLED]
    assert [one.converted_to for one in found] == ["", "", "paid"]
    assert [told(promise(firm), "23 12:00", CREATED).next_change_at] == [at("23 12:00").replace(microsecond=1)]


# -- edges and digests


def test_days_that_land_on_an_opening_take_its_far_side_unless_the_goal_says_otherwise() -> None:
    # From Monday 10:00 there are nine open hours to Tuesday's opening, and nine more to its closing.
    to_open, to_close = (BusinessDays(1, DayRule(lands=lands), "") for lands in ("open", "close"))
    assert allow(to_open, TEN, HORIZON) == Allowance(9 * HOUR, "far")
    assert allow(to_open, TEN, HORIZON, "near") == Allowance(9 * HOUR, "near")
    assert allow(to_close, TEN, HORIZON) == Allowance(18 * HOUR, "near")
    assert allow(to_close, TEN, HORIZON, "far") == Allowance(18 * HOUR, "far")
    assert allow(OpenTime(HOUR, ""), TEN, HORIZON, "far") == Allowance(HOUR, "far")


def test_p3_days_that_wait_for_their_first_counted_moment_keep_the_edge_of_their_goal() -> None:
    # From Monday 12:00 a business day lands on Tuesday's opening, seven open hours on. They are over at Monday's
    # closing, on the near side of the night, and at the opening on the far one.
    (target,) = promise({"measures": "resolution", "goals": [{**DAY, "lands": "open"}]}).terms.targets
    events = [Event(at("23 09:00"), "created", WAITING), Event(at("23 12:00"), "changed", OPEN)]
    found: list[Any] = []
    edges: tuple[Edge, ...] = ("near", "far")
    for edge in edges:
        rules = Rules(anchor="first_counting")
        goal = replace(target.goals[0], edge=edge, rules=rules)
        terms = Terms("desk", (replace(target, goals=(goal,), rules=rules),), "UTC")
        found.append(replay(terms, History("T", events), at("23 13:00"))["t"].due_at)
    assert found == [at("23 19:00"), at("24 10:00")]


def test_a_digest_tells_targets_by_their_names_and_not_policies() -> None:
    target = {"measures": "resolution", "goals": [EIGHT]}
    here, renamed, other = (
        promise({}, **rest).terms.digest
        for rest in ({"targets": {"t": target}}, {"targets": {"t": target}, "name": "two"}, {"targets": {"u": target}})
    )
    assert here == renamed
    assert here != other


def test_an_entitlement_reads_the_facts_of_what_renews_it() -> None:
    renewal = Renewal(Becomes(Present("paid")), "event", RealTime(HOUR, ""))
    assert Entitlement("a", None, OnEvent(frozenset({"bought"})), None, renew=renewal).fields() == {"paid"}


def test_an_end_on_the_first_date_that_python_knows_is_refused() -> None:
    first = (FIRST_DAY - EPOCH_DAY) * 24 * HOUR
    with pytest.raises(BeyondHorizon):
        after(first, RealTime(6 * HOUR, "6 calendar hours"), "UTC")
    assert after(first, RealTime(24 * HOUR, "24 calendar hours"), "UTC") == first + 24 * HOUR


def test_an_instant_before_the_pause_is_told_in_the_zone_in_which_it_was_asked() -> None:
    paused = told(resolution(), "23 12:00", ("23 10:00", "created", WAITING))["t"]
    riga = ZoneInfo("Europe/Riga")
    with pytest.raises(BadInput, match=r"lies before the pause began at 2026-11-23 12:00:00\+02:00"):
        paused.due_if_resumed(at("23 09:00").astimezone(riga))
    assert str(paused.due_if_resumed(at("23 11:00").astimezone(riga))) == "2026-11-23 21:00:00+02:00"


# -- P22, P26, P28, and the rest


def warned(warning: str, within: str, as_of: str, *events: Any) -> tuple[Any, bool]:
    target = {"measures": "resolution", "goals": [{"within": within}], "warnings": [warning]}
    (found,) = told(promise(target), as_of, *events)["t"].warnings
    return found.at, found.fired


def test_p22_a_warning_whose_time_ends_with_the_day_fires_at_the_closing() -> None:
    # Of eighteen hours from Monday 10:00 nine are over at 19:00.
    for warning in ("50%", "9 business hours before due", "9 business hours after start"):
        assert warned(warning, "18 business hours", "23 19:00", ("23 10:00", "created")) == (at("23 19:00"), True)


def test_p22_a_warning_that_a_pause_keeps_from_its_time_waits_for_it() -> None:
    story = (("23 10:00", "created"), ("23 11:00", "changed", WAITING))
    for warning in ("3 business hours after start", "50%", "2 business hours before due"):
        assert warned(warning, "8 business hours", "23 18:00", *story) == (None, False)
    assert warned("12.5%", "8 business hours", "23 18:00", *story) == (at("23 11:00"), True)


def test_p22_a_warning_before_the_start_fires_at_the_start() -> None:
    for warning in ("8 business hours before due", "2 calendar days before due", "9 business hours before due"):
        assert warned(warning, "8 business hours", "23 10:00", ("23 10:00", "created")) == (at("23 10:00"), True)


def test_p26_the_target_that_a_limit_opens_is_covered_as_the_ticket_is() -> None:
    licence = {"start": {"event": "licence", "once_by": "key"}, "lasts": "1 month"}
    chained = {"start": "handed_over", "stop": "answered", "goals": [TWO]}
    targets = {"t": {"measures": "resolution", "goals": [TWO], "at_limit": [{"convert": "u"}]}, "u": chained}
    policy = promise({}, targets=targets, entitlements={"licence": licence})
    events = [Event(at("23 09:00"), "licence", details={"key": "7"}), Event(at("23 10:00"), "created")]
    seen = policy.evaluate(History("T", events), as_of=at("23 13:00"))
    assert (seen["t"].stage, seen["u"].stage, seen["u"].due_at) == (Stage.CANCELLED, Stage.RUNNING, at("23 14:00"))


def test_p11_a_number_that_cancels_does_so_once() -> None:
    cancel = {"event": "withdrawn", "once_by": "number"}
    target = {"start": "asked", "stop": "answered", "cancel": cancel, "reopen": "new_cycle", "goals": [TWO]}
    events = [
        Event(at(when), kind, details={"number": "1"})
        for when, kind in (("23 10:00", "asked"), ("23 11:00", "withdrawn"), ("23 12:00", "asked"))
    ]
    events.append(Event(at("23 13:00"), "withdrawn", details={"number": "1"}))
    cycles = promise(target).evaluate(History("T", events), as_of=at("23 13:30"))["t"].cycles
    assert [one.stage for one in cycles] == [Stage.CANCELLED, Stage.RUNNING]


def test_p28_tickets_without_a_rank_are_worked_on_as_they_were_registered() -> None:
    policy = resolution()
    found = [
        policy.evaluate(History(name, [Event(at(when), "created")]), as_of=at("23 12:00"))
        for name, when in (("a", "23 11:00"), ("z", "23 10:00"))
    ]
    assert [one.ticket for one in policy.queue_of(found)] == ["z", "a"]


def test_the_worst_of_several_goals_is_one_that_is_due() -> None:
    goals = [{"when": LOW, "within": within} for within in ("not regulated", "8 business hours", "6 business hours")]
    seen = told(promise({"measures": "resolution", "match": "all", "goals": goals}), "23 12:00", CREATED)["t"]
    assert (seen.worst.goal, len(seen.cycles)) == ("6 business hours", 3)
