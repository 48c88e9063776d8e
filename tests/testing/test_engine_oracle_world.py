"""The oracle of whole contracts against counts by hand: versions, scope and cover, with the steps beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.engine.conditions import IsAny
from slacal.engine.entitlements import Entitlement
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import OpenTime, RealTime
from slacal.engine.moments import Becomes, OnEvent
from slacal.engine.rules import Rules
from slacal.engine.scope import Cell, Scope
from slacal.engine.terms import Choice, Conversion, Goal, NamedCalendar, Target, Terms, Version
from slacal.testing.engine_oracle import seen
from slacal.testing.oracle_clock import HOUR, instant_of

if TYPE_CHECKING:
    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment
    from slacal.testing.engine_oracle import Seen

DESK = NamedCalendar("desk", Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC"))
EARLY = NamedCalendar("early", Calendar.weekly("Mo-Fr 08:00-12:00", zone="UTC"))


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
    return datetime(2026, 1, 5 + ["Mo", "Tu", "We", "Th", "Fr"].index(day), hour, minute, tzinfo=UTC)


def target(*limits: OpenTime | Goal, **options: Any) -> Target:
    goals = tuple(limit if isinstance(limit, Goal) else Goal(limit) for limit in limits)
    return replace(Target("answer", on("created"), on("reply"), goals, Choice(((None, DESK),))), **options)


def ruled(plain: Target, **options: Any) -> Target:
    rules = Rules(**options)
    return replace(plain, rules=rules, goals=tuple(replace(goal, rules=rules) for goal in plain.goals))


def created(when: str, **facts: Any) -> Event:
    return Event(at(when), "created", {"status": "new", **facts})


def changed(when: str, **facts: Any) -> Event:
    return Event(at(when), "changed", facts)


def minutes(amount: timedelta) -> int:
    return amount // timedelta(minutes=1)


# ---- versions, scope, cover


def later(when: str, one: Target) -> Version:
    return Version(instant_of(at(when)), Terms("by hand", (one,), "UTC", rules=one.rules))


def under(one: Target, as_of: str, *happened: Event, about: tuple[History, ...] = (), **parts: Any) -> Seen:
    terms = Terms("by hand", (one,), "UTC", rules=one.rules, **parts)
    return seen(terms, History("T-1", happened), at(as_of), about=about)["answer"][-1]


@pytest.mark.parametrize(("pin", "due"), [("start", "Mo 15:00"), ("latest", "Mo 17:00")])
def test_a_cycle_keeps_its_version_or_goes_over_to_the_latest(pin: str, due: str) -> None:
    four, six = ruled(target(hours(4)), pin=pin), ruled(target(hours(6)), pin=pin)
    assert under(four, "Mo 13:00", created("Mo 11:00"), later=(later("Mo 12:00", six),)).due_at == at(due)
    assert under(four, "Mo 13:00", created("Mo 12:00"), later=(later("Mo 12:00", six),)).due_at == at("Mo 18:00")


def test_a_version_that_lacks_the_target_withdraws_it_and_new_labels_change_nothing() -> None:
    one = ruled(target(hours(4)), pin="latest", on_change="restart")
    gone = under(one, "Tu 12:00", created("Mo 11:00"), later=(later("Mo 13:00", replace(one, name="other")),))
    assert (gone.stage, gone.reason, minutes(gone.elapsed)) == ("cancelled", "withdrawn", 120)
    told = replace(one, goals=(replace(one.goals[0], label="told otherwise"),))
    same = under(one, "Mo 14:00", created("Mo 11:00"), later=(later("Mo 12:00", told),))
    assert (same.started_at, same.due_at) == (at("Mo 11:00"), at("Mo 15:00"))


def test_a_calendar_that_a_version_edits_carries_what_was_counted() -> None:
    # 1 h on the desk until Monday 12:00, then 8 h from 08:00 to 12:00 on Tuesday and on Wednesday.
    one = ruled(target(hours(9)), pin="latest")
    early = replace(one, calendar=Choice(((None, EARLY),)))
    assert under(one, "Mo 13:00", created("Mo 11:00"), later=(later("Mo 12:00", early),)).due_at == at("We 12:00")


def test_before_a_policy_is_in_force_nothing_is_promised_and_nothing_breached() -> None:
    two = target(Goal(hours(1), when=is_a("priority", "high")), hours(9))
    history = (created("Mo 11:00", priority="high"), changed("Mo 15:00", priority="low"))
    cycle = under(two, "Tu 15:00", *history, effective_from=instant_of(at("Tu 10:00")))
    assert (cycle.outcome, cycle.reason, cycle.due_at, cycle.breached_at) == ("none", "not_in_force", None, None)


FREE_IS_OUT = Scope("tier", "service", (("free", Cell("excluded")),))


def test_out_of_scope_the_clock_stands_and_a_stop_that_came_meanwhile_completes_it() -> None:
    history = (created("Mo 11:00", tier="paid"), changed("Mo 12:00", tier="free"))
    out = under(target(hours(4)), "Tu 10:30", *history, scope=FREE_IS_OUT)
    assert (out.stage, out.reason, minutes(out.elapsed)) == ("cancelled", "out_of_scope", 60)
    back = under(target(hours(4)), "Tu 11:00", *history, changed("Tu 11:00", tier="paid"), scope=FREE_IS_OUT)
    assert (minutes(back.paused), back.due_at) == (420 + 60, at("Tu 14:00"))  # 12:00 to 19:00, and from 10:00
    one = target(hours(4), stop=Becomes(is_a("status", "done")))
    solved = (*history, changed("Mo 13:00", status="done"), changed("Tu 11:00", tier="paid"))
    done = under(one, "Tu 12:00", *solved, scope=FREE_IS_OUT)
    assert (done.stage, done.completed_at, minutes(done.elapsed)) == ("completed", at("Tu 11:00"), 60)


def test_a_clock_that_stands_is_not_breached_by_time_and_takes_a_due_by_hand() -> None:
    by_hand = Event(at("Tu 15:00"), "due_override", details={"due_at": at("We 12:00")})
    history = (created("Mo 11:00", tier="paid"), changed("Mo 12:00", tier="free"), by_hand)
    cycle = under(target(hours(4)), "Tu 16:00", *history, scope=FREE_IS_OUT)
    assert (cycle.due_at, cycle.breached_at) == (at("We 12:00"), None)


A_DAY = RealTime(24 * HOUR, "24 calendar hours")
TRIAL = Entitlement("trial", None, on("registered"), A_DAY)
KEY = (History("key", [Event(at("Mo 10:00"), "registered")]),)  # covers until Tuesday 10:00


def test_what_was_covered_once_stays_so_or_cover_is_asked_throughout() -> None:
    kept = under(target(hours(12)), "Tu 11:00", created("Mo 11:00"), about=KEY, entitlements=(TRIAL,))
    assert (kept.stage, kept.due_at) == ("running", at("Tu 14:00"))  # 8 h on Monday, 4 h from Tuesday 10:00
    one = ruled(target(hours(12)), cover="throughout")
    ended = under(one, "Tu 13:00", created("Mo 11:00"), about=KEY, entitlements=(TRIAL,))
    assert (ended.stage, ended.outcome, minutes(ended.elapsed)) == ("not_covered", "none", 480)


def test_a_cycle_that_is_not_covered_at_its_start_counts_from_where_cover_begins() -> None:
    late = (History("key", [Event(at("Tu 10:00"), "registered")]),)
    before = under(target(hours(4)), "Tu 09:00", created("Mo 11:00"), about=late, entitlements=(TRIAL,))
    assert (before.stage, before.outcome, before.due_at) == ("not_covered", "none", None)
    after = under(target(hours(4)), "Tu 11:00", created("Mo 11:00"), about=late, entitlements=(TRIAL,))
    assert (after.due_at, minutes(after.paused), minutes(after.elapsed)) == (at("Tu 14:00"), 480, 60)


def test_a_version_in_force_at_a_due_lets_the_cycle_go_on() -> None:
    two, six = (ruled(target(hours(many), at_limit=(Conversion("another service"),)), pin="latest") for many in (2, 6))
    cycle = under(two, "Mo 15:00", created("Mo 11:00"), later=(later("Mo 13:00", six),))
    assert (cycle.stage, cycle.due_at) == ("running", at("Mo 17:00"))


def test_a_voucher_starts_a_cycle_once() -> None:
    one = target(hours(4), start=OnEvent(frozenset({"created"}), once_by="code"), reopen="new_cycle")
    told = [("Mo 11:00", "created", "A"), ("Mo 12:00", "reply", "A"), ("Mo 13:00", "created", "A")]
    events = [Event(at(when), kind, details={"code": code}) for when, kind, code in told]
    assert under(one, "Mo 14:00", *events).stage == "completed"
    again = under(one, "Mo 14:00", *events, Event(at("Mo 13:30"), "created", details={"code": "B"}))
    assert (again.stage, again.started_at) == ("running", at("Mo 13:30"))
