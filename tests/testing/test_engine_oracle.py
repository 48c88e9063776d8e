"""The oracle of promises against counts by hand; every expected value has its steps beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import BusinessDays, CalendarSpan, OpenTime, RealTime, Until
from slacal.engine.moments import Becomes, OnEvent
from slacal.engine.rules import Rules
from slacal.engine.terms import Choice, Conversion, Goal, NamedCalendar, PauseRule, Target, Terms
from slacal.testing.engine_oracle import seen

if TYPE_CHECKING:
    from slacal.engine.conditions import Condition
    from slacal.engine.limits import Amount
    from slacal.engine.moments import Moment
    from slacal.testing.engine_oracle import Seen

HOUR = 3_600_000_000
DESK = NamedCalendar("desk", Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC"))
EARLY = NamedCalendar("early", Calendar.weekly("Mo-Fr 08:00-12:00", zone="UTC"))
ALWAYS = NamedCalendar("always", Calendar.always())
WAITING = PauseRule("waiting", IsAny("status", frozenset({"waiting"})))


def is_a(field: str, *texts: str) -> Condition:
    return IsAny(field, frozenset(texts))


def on(*names: str) -> Moment:
    return OnEvent(frozenset(names))


def hours(number: int) -> OpenTime:
    return OpenTime(number * HOUR, f"{number} business hours")


def at(text: str) -> datetime:
    """Return an instant of the week from Monday 5 January 2026, as in ``Mo 10:30``."""
    day, clock = text.split(" ")
    hour, minute = map(int, clock.split(":"))
    place = ["Mo", "Tu", "We", "Th", "Fr"].index(day)
    return datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=place, hours=hour, minutes=minute)


def target(*limits: Amount | Until | Goal, **options: Any) -> Target:
    goals = tuple(limit if isinstance(limit, Goal) else Goal(limit) for limit in limits)
    plain = Target("answer", on("created"), on("reply"), goals, Choice(((None, DESK),)), pauses=(WAITING,))
    return replace(plain, **options)


def ruled(plain: Target, **options: Any) -> Target:
    rules = Rules(**options)
    return replace(plain, rules=rules, goals=tuple(replace(goal, rules=rules) for goal in plain.goals))


def looked(one: Target, as_of: str, *happened: Event, others: tuple[Target, ...] = ()) -> tuple[Seen, ...]:
    terms = Terms("by hand", (one, *others), "UTC", rules=one.rules)
    return seen(terms, History("T-1", happened), at(as_of))["answer"]


def created(when: str, **facts: Any) -> Event:
    return Event(at(when), "created", {"status": "new", **facts})


def changed(when: str, **facts: Any) -> Event:
    return Event(at(when), "changed", facts)


def minutes(amount: timedelta) -> int:
    return amount // timedelta(minutes=1)


# Opened on Monday at 18:00, of which one hour is left that day; the desk then opens at 10:00.
DUES = [
    (hours(4), "Tu 13:00"),  # 1 h on Monday, 3 h on Tuesday from 10:00
    (hours(1), "Mo 19:00"),  # used up at the closing: the near end of the gap
    (RealTime(20 * HOUR, "20 calendar hours"), "Tu 14:00"),
    (BusinessDays(1, DayRule(), "1 business day"), "Tu 19:00"),
    (BusinessDays(1, DayRule(lands="20:00"), "1 business day"), "Tu 20:00"),  # kept in closed time
    (BusinessDays(1, DayRule(lands="open"), "1 business day"), "Tu 10:00"),  # the far end of the night
    (BusinessDays(1, DayRule(counts_from="same_day"), "today", 2 * HOUR), "Tu 19:00"),  # 1 h left is less than 2 h
    (CalendarSpan("2 calendar days", days=2), "We 18:00"),
]


@pytest.mark.parametrize(("limit", "due"), DUES)
def test_each_kind_of_goal_is_due_where_a_count_by_hand_ends(limit: Amount, due: str) -> None:
    (cycle,) = looked(target(limit), "Mo 18:30", created("Mo 18:00"))
    assert cycle.due_at == at(due)


# One open minute is paused, on Tuesday from 12:00 to 12:01.
MOVED: list[tuple[Amount | Until, dict[str, str], str]] = [
    (hours(4), {}, "Tu 13:01"),
    (BusinessDays(1, DayRule(), "1 business day"), {}, "We 10:01"),  # one minute past the closing
    (BusinessDays(1, DayRule(), "1 business day"), {"after_pause": "close"}, "We 19:00"),
    (BusinessDays(1, DayRule(lands="20:00"), "1 business day"), {}, "We 10:01"),  # nothing is kept
    (Until("promised", "at promised"), {}, "Tu 20:00"),
    (Until("promised", "at promised"), {"at_closed": "next_open"}, "We 10:00"),
    (Until("promised", "at promised"), {"fixed_dates": "extend"}, "Tu 20:01"),
    (Until("promised", "at promised"), {"fixed_dates": "extend", "at_closed": "next_open"}, "We 10:00"),
]


@pytest.mark.parametrize(("limit", "rules", "due"), MOVED)
def test_a_minute_of_pause_moves_the_due_as_the_rules_say(
    limit: Amount | Until, rules: dict[str, str], due: str
) -> None:
    start = created("Mo 18:00", promised=at("Tu 20:00"))
    pause = (changed("Tu 12:00", status="waiting"), changed("Tu 12:01", status="new"))
    (cycle,) = looked(ruled(target(limit), **rules), "Tu 12:30", start, *pause)
    assert cycle.due_at == at(due)
    assert minutes(cycle.paused_real) == 1


def test_a_pause_counts_where_the_desk_is_open_and_leaves_no_due_while_it_lasts() -> None:
    history = (created("Mo 18:00"), changed("Mo 18:30", status="waiting"))
    (cycle,) = looked(target(hours(4)), "Tu 11:00", *history)
    assert (cycle.stage, cycle.due_at) == ("paused", None)
    assert minutes(cycle.elapsed) == 30
    assert minutes(cycle.paused) == 30 + 60  # until 19:00, and from 10:00
    assert minutes(cycle.paused_real) == 16 * 60 + 30
    (cycle,) = looked(ruled(target(hours(4)), paused_due="projected"), "Tu 11:00", *history)
    assert cycle.due_at == at("Tu 14:30")  # 3 h 30 min are left


CAPS = [
    (hours(1), "Tu 12:30", 60),  # 30 min on Monday, 30 min on Tuesday
    (RealTime(HOUR, "1 calendar hour"), "Tu 12:00", 30),  # ends on Monday at 19:30: 30 min of open time
    (BusinessDays(1, DayRule(), "1 business day"), "Tu 12:00", 30),  # Monday's closing
    (CalendarSpan("1 calendar day", days=1), "Tu 12:00", 30),  # Monday's midnight
    (BusinessDays(2, DayRule(), "2 business days"), "We 12:00", 30 + 540),  # Tuesday's closing
]


@pytest.mark.parametrize(("cap", "due", "paused"), CAPS)
def test_a_capped_pause_ends_and_counting_goes_on(cap: Amount, due: str, paused: int) -> None:
    # Two hours of the four were used from 16:30 to 18:30; two are left when the pause ends.
    one = target(hours(4), pauses=(replace(WAITING, at_most=cap),))
    (cycle,) = looked(one, "We 11:00", created("Mo 16:30"), changed("Mo 18:30", status="waiting"))
    assert cycle.due_at == at(due)
    assert minutes(cycle.paused) == paused


# 4 business hours of the desk from Monday 17:00, then on Tuesday at 11:00 (3 h used) another goal.
CHANGES: list[tuple[str, Amount, NamedCalendar | None, str]] = [
    ("carry", hours(6), None, "Tu 14:00"),  # 6 h less 3 h
    ("carry", hours(2), None, "Mo 19:00"),  # used up where the clock reached it
    ("freeze", hours(6), None, "Tu 12:00"),
    ("tightest", hours(6), None, "Tu 12:00"),
    ("tightest", hours(3), None, "Tu 11:00"),
    ("prorate", hours(8), None, "Tu 13:00"),  # a quarter of the 8 h is left
    ("restart", hours(4), None, "Tu 15:00"),
    ("carry", hours(6), EARLY, "We 10:00"),  # 1 h on Tuesday until 12:00, 2 h from 08:00
    ("carry", hours(20), ALWAYS, "We 04:00"),  # 17 h from Tuesday 11:00
    ("recompute", hours(20), ALWAYS, "Tu 13:00"),  # 20 h from Monday 17:00
    ("carry", BusinessDays(1, DayRule(), "1 business day"), EARLY, "Tu 12:00"),
]


@pytest.mark.parametrize(("how", "limit", "calendar", "due"), CHANGES)
def test_a_goal_that_changes_in_flight(how: str, limit: Amount, calendar: NamedCalendar | None, due: str) -> None:
    first = Goal(hours(4), when=is_a("priority", "low"))
    second = Goal(limit, calendar=None if calendar is None else Choice(((None, calendar),)))
    cycles = looked(
        ruled(target(first, second), on_change=how), "Tu 11:00", created("Mo 17:00", priority="low"),
        changed("Tu 11:00", priority="high"),
    )  # fmt: skip
    assert cycles[-1].due_at == at(due)
    assert [(cycle.stage, cycle.reason) for cycle in cycles[:-1]] == [("cancelled", "goal_changed")] * (
        how == "restart"
    )


HOURS_CHANGE = [
    ("carry", "We 09:00", 180),  # 2 h on Monday, 1 h to 11:00, 1 h to 12:00, 1 h on Wednesday from 08:00
    ("recompute", "We 11:00", 60),  # Monday 20:00-21:00, Tuesday 14:00-15:00, 3 h on Wednesday from 08:00
    ("snapshot", "Tu 13:00", 180),
]


@pytest.mark.parametrize(("how", "due", "used"), HOURS_CHANGE)
def test_hours_that_change_in_flight(how: str, due: str, used: int) -> None:
    late = NamedCalendar("late", Calendar.weekly("Mo 20:00-21:00; Tu 14:00-15:00; We 08:00-12:00", zone="UTC"))
    by_team = Choice(((is_a("team", "early"), EARLY if how == "carry" else late), (None, DESK)))
    one = ruled(target(hours(5), calendar=by_team), calendar_change=how)
    (cycle,) = looked(one, "Tu 11:00", created("Mo 17:00"), changed("Tu 11:00", team="early"))
    assert cycle.due_at == at(due)
    assert minutes(cycle.elapsed) == used


def test_time_without_a_goal_is_pause_and_a_goal_lost_is_not_due() -> None:
    one = target(Goal(hours(4), when=is_a("tier", "paid")))
    history = (created("Mo 17:00", tier="paid"), changed("Mo 18:00", tier="free"), changed("Tu 11:00", tier="paid"))
    (lost,) = looked(one, "Tu 10:30", *history)
    assert (lost.stage, lost.reason, lost.due_at) == ("cancelled", "no_goal", None)
    (found,) = looked(one, "Tu 11:00", *history)
    assert (minutes(found.elapsed), minutes(found.paused), found.due_at) == (60, 120, at("Tu 14:00"))


def test_done_suspends_and_what_comes_after_it_runs_on() -> None:
    one = target(hours(4), cancel=Becomes(is_a("status", "closed")))
    history = (created("Mo 17:00"), changed("Mo 18:00", status="closed"), changed("Tu 11:00", status="new"))
    (done,) = looked(one, "Tu 10:30", *history)
    assert (done.stage, done.reason, done.outcome, done.due_at) == ("cancelled", "done", "none", at("Tu 12:00"))
    (cycle,) = looked(one, "Tu 11:00", *history)
    assert (cycle.due_at, minutes(cycle.paused)) == (at("Tu 14:00"), 120)


REOPENED = [
    ("resume", 1, "Tu 14:00"),
    ("once", 1, "Tu 12:00"),
    ("restart", 2, "Tu 15:00"),
    ("new_cycle", 1, "Tu 12:00"),
]


@pytest.mark.parametrize(("how", "cycles", "due"), REOPENED)
def test_a_ticket_that_is_reopened(how: str, cycles: int, due: str) -> None:
    # 1 h was used when it was done on Monday at 18:00; it is reopened on Tuesday at 11:00.
    one = target(hours(4), stop=Becomes(is_a("status", "done")), reopen=how)
    history = (created("Mo 17:00"), changed("Mo 18:00", status="done"), changed("Tu 11:00", status="new"))
    found = looked(one, "Tu 11:00", *history)
    assert (len(found), found[-1].due_at) == (cycles, at(due))


def test_a_cycle_that_begins_paused_takes_its_days_where_it_first_counts() -> None:
    one = target(BusinessDays(1, DayRule(), "1 business day"))
    history = (created("Mo 17:00", status="waiting"), changed("Tu 20:00", status="new"))
    assert looked(ruled(one, anchor="first_counting"), "Tu 21:00", *history)[0].due_at == at("Th 19:00")
    # From the start: 2 h on Monday and 9 h on Tuesday, counted from Wednesday 10:00.
    assert looked(one, "Tu 21:00", *history)[0].due_at == at("Th 12:00")


def test_at_its_limit_a_cycle_becomes_another_commitment() -> None:
    one = target(hours(2), at_limit=(Conversion("repair", opens=True),))
    repair = replace(target(hours(3)), name="repair", start=on("never"))
    terms = Terms("by hand", (one, repair), "UTC")
    found = seen(terms, History("T-1", [created("Mo 18:00")]), at("Tu 11:01"))
    assert [(cycle.stage, cycle.reason, minutes(cycle.elapsed)) for cycle in found["answer"]] == [
        ("cancelled", "converted", 120)
    ]
    assert [(cycle.started_at, cycle.due_at) for cycle in found["repair"]] == [(at("Tu 11:00"), at("Tu 14:00"))]


def test_the_next_update_is_due_from_the_previous_due() -> None:
    one = target(
        hours(2), start=on("created", "update"), stop=on("update"), reopen="new_cycle", next_from="previous_due"
    )
    early = looked(one, "Mo 12:00", created("Mo 11:00"), Event(at("Mo 12:00"), "update"))
    assert (early[1].started_at, early[1].due_at) == (at("Mo 13:00"), at("Mo 15:00"))
    late = looked(one, "Mo 14:00", created("Mo 11:00"), Event(at("Mo 14:00"), "update"))
    assert (late[1].started_at, minutes(late[1].elapsed), late[1].due_at) == (at("Mo 13:00"), 60, at("Mo 15:00"))


def test_a_due_set_by_hand_stands_still_in_a_pause() -> None:
    by_hand = Event(at("Mo 17:30"), "due_override", details={"due_at": at("Tu 09:00")})
    (cycle,) = looked(target(hours(4)), "Tu 10:00", created("Mo 17:00"), by_hand, changed("Mo 18:00", status="waiting"))
    assert (cycle.due_at, cycle.outcome, cycle.breached_at) == (at("Tu 09:00"), "breached", at("Tu 09:00"))


def test_a_scale_multiplies_the_limit() -> None:
    scaled = target(hours(4), scale=((is_a("tier", "paid"), Fraction(1, 2)),))
    assert looked(scaled, "Mo 17:00", created("Mo 17:00", tier="paid"))[0].due_at == at("Mo 19:00")


def test_all_goals_that_match_are_measured_or_the_strictest_of_them() -> None:
    two = target(hours(4), RealTime(3 * HOUR, "3 calendar hours"))
    dues = [cycle.due_at for cycle in looked(replace(two, match="all"), "Mo 17:00", created("Mo 17:00"))]
    assert dues == [at("Tu 12:00"), at("Mo 20:00")]
    assert looked(replace(two, match="strictest"), "Mo 17:00", created("Mo 17:00"))[0].due_at == at("Mo 20:00")


def test_open_at_the_very_due_is_late_where_breach_is_at_it() -> None:
    assert looked(target(hours(1)), "Mo 18:00", created("Mo 17:00"))[0].outcome == "open"
    assert looked(ruled(target(hours(1)), breach="at"), "Mo 18:00", created("Mo 17:00"))[0].outcome == "breached"


def test_events_of_one_instant_in_order_of_history_or_of_roles() -> None:
    # A reply ahead of the start answers nothing; taken together, stop comes first too, but both are one happening.
    one = target(hours(4), start=on("created", "question"), reopen="new_cycle")
    history = (created("Mo 17:00"), Event(at("Mo 18:00"), "question"), Event(at("Mo 18:00"), "reply"))
    assert [cycle.stage for cycle in looked(one, "Mo 18:00", *history)] == ["completed"]
    assert [cycle.stage for cycle in looked(ruled(one, tie_order="roles"), "Mo 18:00", *history)] == [
        "completed", "running",
    ]  # fmt: skip
