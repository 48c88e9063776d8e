"""Hypothesis strategies for promises and tickets: terms of every kind, and histories from tidy to messy.

All times are whole minutes, and cluster where windows open and close. They shrink towards one target with one goal of
business hours, Monday to Friday in UTC, and a ticket created on Monday 5 January 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny, Not
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import (
    BusinessDays,
    CalendarSpan,
    Given,
    NoPromise,
    OpenTime,
    RealTime,
    Unlimited,
    Until,
)
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.engine.rules import Rules
from slacal.engine.terms import Choice, Conversion, Goal, NamedCalendar, PauseRule, Target, Terms
from slacal.testing.oracle_clock import DAY, HOUR, SECOND, datetime_of, instant_of

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.engine.conditions import Condition
    from slacal.engine.limits import Amount, Limit
    from slacal.engine.moments import Moment
    from slacal.engine.terms import Match, Reopen

__all__ = ["MONDAY", "MONDAYS", "events", "facts", "histories", "instants_near", "limits", "rules", "targets", "terms"]

_MINUTE = 60 * SECOND
_ZONE = "Europe/Berlin"
_UTC = ZoneInfo("UTC")
MONDAYS = tuple(instant_of(datetime(2026, month, day, tzinfo=_UTC)) for month, day in ((1, 5), (3, 23), (10, 19)))
MONDAY = datetime_of(MONDAYS[0])
_CLOCK = (0, 1, 60, 300, 359, 360, 420, 539, 540, 541, 600, 660, 720, 780, 960, 1019, 1020, 1021, 1260, 1320, 1380)
_LENGTHS = (60, 1, 30, 120, 180, 239, 240, 300, 479, 480, 481, 540, 960, 1440)
_STATUSES = ("new", "waiting", "done", "closed", "held")
_KINDS = ("reply", "customer_reply", "hold", "unhold", "reopened", "withdrawn", "update", "unknown")


def _named(name: str, week: str, zone: str) -> NamedCalendar:
    return NamedCalendar(name, Calendar.weekly(week, zone=zone))


_DESK = _named("desk", "Mo-Fr 09:00-17:00", "UTC")
_CALENDARS = (
    _DESK,
    _named("lunch", "Mo-Fr 10:00-13:00,14:00-19:00", "Europe/Moscow"),
    _named("nights", "Mo-Su 22:00-06:00", "Europe/Berlin"),
    _named("short", "Mo-Sa 12:00-14:00", "America/New_York"),
    NamedCalendar("always", Calendar.always(zone="Europe/Berlin")),
)


def _is(field: str, *texts: str) -> Condition:
    return IsAny(field, frozenset(texts))


def _on(*names: str) -> Moment:
    return OnEvent(frozenset(names))


# -- terms -------------------------------------------------------------------------------------------------------------


@lru_cache
def amounts_of_time() -> SearchStrategy[Amount]:
    """Draw amounts of open and of real time."""
    minutes = st.one_of(st.sampled_from(_LENGTHS), st.integers(1, 2_000))
    return st.one_of(
        minutes.map(lambda many: OpenTime(many * _MINUTE, f"{many} business minutes")),
        minutes.map(lambda many: RealTime(many * _MINUTE, f"{many} calendar minutes")),
    )


@lru_cache
def amounts_of_days() -> SearchStrategy[Amount]:
    """Draw amounts of business and of calendar days, as several readings count them."""
    readings = st.builds(
        DayRule,
        lands=st.sampled_from(["close", "same_time", "same_time_in_hours", "open", "20:00"]),
        arrival=st.sampled_from(["event", "next_open", "keep_time"]),
        cutoff=st.sampled_from([None, None, "14:00"]),
    )
    today = DayRule(counts_from="same_day")
    return st.one_of(
        st.builds(BusinessDays, st.integers(1, 3), readings, st.just("some business days")),
        st.sampled_from([BusinessDays(1, today, "end of business day", left) for left in (0, 2 * HOUR)]),
        st.integers(1, 4).map(lambda days: CalendarSpan(f"{days} calendar days", days=days, zone=_ZONE)),
        st.just(CalendarSpan("1 month", months=1, zone=_ZONE)),
    )


@lru_cache
def limits() -> SearchStrategy[Limit | Given]:
    """Draw limits of every kind."""
    otherwise = st.one_of(st.none(), amounts_of_time())
    return st.one_of(
        amounts_of_time(),
        amounts_of_time(),
        amounts_of_days(),
        st.just(Until("promised", "at promised", _ZONE)),
        otherwise.map(lambda other: Given("allowed", other, DayRule(), "as allowed", zone=_ZONE)),
        st.sampled_from([Unlimited("not regulated"), NoPromise()]),
    )


_READINGS = {
    "on_change": ("recompute", "restart", "freeze", "tightest", "prorate"),
    "calendar_change": ("recompute", "snapshot"),
    "anchor": ("first_counting",),
    "after_pause": ("close",),
    "fixed_dates": ("extend",),
    "at_closed": ("next_open",),
    "due_override": ("until_change",),
    "paused_due": ("projected",),
    "tie_order": ("roles",),
    "breach": ("at",),
}
_EACH_READING = [(name, value) for name, values in _READINGS.items() for value in values]


@lru_cache
def rules() -> SearchStrategy[Rules]:
    """Draw readings: the defaults, but for a few."""
    few = st.lists(st.sampled_from(_EACH_READING), max_size=4)
    return few.map(lambda chosen: replace(Rules(), **dict(chosen)))  # type: ignore[arg-type]  # names and values go together


@st.composite
def targets(draw: DrawFn, name: str = "answer", readings: Rules | None = None) -> Target:
    """Draw a target: its moments, goals, hours, pauses and options."""
    base = draw(rules()) if readings is None else readings
    target = Target(
        name,
        start=draw(_STARTS),
        stop=draw(_STOPS),
        goals=draw(_goals(base)),
        calendar=draw(_choices()),
        cancel=draw(_CANCELS),
        pauses=tuple(draw(_pauses())),
        reopen=draw(_REOPENS),
        rules=base,
    )
    return draw(_with_options(target))


_DONE = Becomes(_is("status", "done"))
_STARTS = st.sampled_from([_on("created"), _on("created", "customer_reply"), Becomes(_is("status", "new"))])
_STOPS = st.sampled_from([_on("reply"), _DONE, FirstOf((_on("reply"), _DONE))])
_CANCELS = st.sampled_from([None, Becomes(_is("status", "closed")), _on("withdrawn")])
_REOPENS: SearchStrategy[Reopen] = st.sampled_from(["once", "resume", "new_cycle", "restart"])
_REOPENED: SearchStrategy[Reopen] = st.sampled_from(["resume", "restart"])
_MANY: SearchStrategy[Match] = st.sampled_from(["strictest", "all"])
_OPTIONS = st.sampled_from(["", "", "", "", "reopens", "previous_due", "many", "many", "scale", "at_limit"])


@st.composite
def _with_options(draw: DrawFn, target: Target) -> Target:
    """Draw one of the options that few contracts have, or none."""
    which = draw(_OPTIONS)
    if which == "reopens":
        return replace(target, stop=_on("reply"), reopens=_on("reopened"), reopen=draw(_REOPENED))
    if which == "previous_due":  # each update is due again: the event that stops is also the start
        whole = replace(target, start=_on("created", "update"), stop=_on("update"), cancel=None, reopen="new_cycle")
        return replace(whole, next_from="previous_due", rules=_whole(target.rules))
    if which == "many":
        return replace(target, match=draw(_MANY))
    if which == "scale":
        timed = all(isinstance(goal.limit, OpenTime | RealTime) for goal in target.goals)
        share = Fraction(1, 2) if timed else Fraction(3)  # days must stay whole
        return replace(target, scale=((_is("tier", "paid"), share), (_is("tier", "free"), Fraction(2))))
    if which == "at_limit":
        when = draw(st.sampled_from([None, _is("tier", "paid")]))
        to = draw(st.sampled_from([Conversion("commitment", when, opens=True), Conversion("another service", when)]))
        return replace(target, at_limit=(to,))
    return target


def _whole(readings: Rules) -> Rules:
    """Return readings under which every due lies on a whole minute."""
    return replace(readings, on_change="carry") if readings.on_change == "prorate" else readings


@st.composite
def _goals(draw: DrawFn, base: Rules) -> tuple[Goal, ...]:
    conditions: list[Condition | None] = [_is("priority", "high"), _is("priority", "low")]
    wanted: list[list[Condition | None]] = [[None], conditions, [conditions[0], None], [conditions[0]]]
    return tuple([draw(_goal(when, base)) for when in draw(st.sampled_from(wanted))])


def _goal(when: Condition | None, base: Rules) -> SearchStrategy[Goal]:
    return st.builds(
        Goal,
        limits(),
        when=st.just(when),
        calendar=st.one_of(st.none(), st.none(), _choices()),
        commitment=st.sampled_from(["firm", "firm", "firm", "objective", "none"]),
        edge=st.sampled_from([None, None, "near", "far"]),
        rules=st.just(base),
    )


@lru_cache
def _choices() -> SearchStrategy[Choice]:
    """Draw one calendar, or one for the team of nights and one for the others."""
    one = st.sampled_from(_CALENDARS)
    of_a_team = st.tuples(st.tuples(st.just(_is("team", "night")), one), st.tuples(st.none(), one))
    return st.one_of(one.map(lambda calendar: ((None, calendar),)), of_a_team).map(Choice)


@lru_cache
def _pauses() -> SearchStrategy[list[PauseRule]]:
    caps = st.one_of(st.none(), st.none(), amounts_of_time(), _capping_days())
    waiting = st.builds(PauseRule, st.just("waiting"), st.just(_is("status", "waiting")), at_most=caps)
    held = st.builds(PauseRule, st.just("held"), begins=st.just(_on("hold")), ends=st.just(_on("unhold")), at_most=caps)
    away = st.just(PauseRule("away", Not(_is("team", "desk", "night"))))
    rest = st.builds(PauseRule, st.just("parked"), st.just(_is("status", "held")))
    return st.lists(st.one_of(waiting, held, rest, away), max_size=3, unique_by=lambda rule: rule.reason)


def _capping_days() -> SearchStrategy[Amount]:
    return st.one_of(
        st.integers(1, 2).map(lambda days: BusinessDays(days, DayRule(), f"{days} business days")),
        st.integers(1, 2).map(lambda days: CalendarSpan(f"{days} calendar days", days=days, zone=_ZONE)),
    )


@st.composite
def terms(draw: DrawFn, readings: Rules | None = None) -> Terms:
    """Draw terms with one target or two, and a commitment into which cycles are converted."""
    base = draw(rules()) if readings is None else readings
    names = draw(st.sampled_from([("answer",), ("answer",), ("answer", "solution")]))
    wanted = [draw(targets(name, base)) for name in names]
    if any(target.at_limit for target in wanted):
        base = _whole(base)
        wanted = [_unprorated(target) for target in wanted]
        goal = Goal(draw(amounts_of_time()), rules=base)
        wanted.append(Target("commitment", _on("promised"), _on("reply"), (goal,), draw(_choices()), rules=base))
    return Terms("drawn", tuple(wanted), _ZONE, rules=base)


def _unprorated(target: Target) -> Target:
    goals = tuple(replace(goal, rules=_whole(goal.rules)) for goal in target.goals)
    return replace(target, goals=goals, rules=_whole(target.rules))


# -- histories ---------------------------------------------------------------------------------------------------------


@lru_cache
def instants_near(monday: int, days: int = 7) -> SearchStrategy[int]:
    """Draw instants of some days: where windows open and close, a minute beside, or any minute."""
    minute = st.one_of(st.sampled_from(_CLOCK), st.sampled_from(_CLOCK), st.integers(0, 1439))
    return st.tuples(st.integers(0, days - 1), minute).map(lambda at: monday + at[0] * DAY + at[1] * _MINUTE)


@lru_cache
def facts() -> SearchStrategy[dict[str, str | None]]:
    """Draw the facts with which a ticket is created."""
    return st.fixed_dictionaries({name: st.sampled_from(values) for name, values in _FACTS.items()})


@st.composite
def histories(draw: DrawFn, *, most: int = 8, days: int = 7, week: int | None = None) -> tuple[History, datetime]:
    """Draw what happened to a ticket in a week, any or the one from a Monday, and an instant at which to look at it."""
    monday = draw(st.sampled_from(MONDAYS)) if week is None else week
    times = sorted(draw(st.lists(instants_near(monday, days), min_size=1, max_size=most)))
    if len(times) > 1 and draw(st.booleans()):
        times[-1] = times[-2]  # two events of one instant
    created = Event(datetime_of(times[0]), "created", draw(facts()))
    later = [draw(events(datetime_of(at))) for at in times[1:]]
    as_of = draw(st.one_of(instants_near(monday, days + 2), st.sampled_from(times)))
    return History("T-1", [created, *later]), datetime_of(max(as_of, times[0]))


_FACTS = {
    "status": ("new", "new", "new", *_STATUSES),
    "priority": ("high", "low"),
    "tier": ("free", "paid", "none"),
    "team": ("desk", "night", "away"),
    "promised": (None, "2026-01-07", "2026-01-06T12:00+00:00", "2026-03-27T17:00+00:00", "2026-10-25"),
    "allowed": (None, "4 business hours", "1 business days", "6 calendar hours"),
}


_WHATS = st.sampled_from(["status", "status", "fact", "kind", "kind", "both", "due"])


@st.composite
def events(draw: DrawFn, when: datetime) -> Event:
    """Draw one event: a change of facts, a thing that happened, or a due set by hand, some days before or after."""
    what = draw(_WHATS)
    if what == "due":
        monday = (instant_of(when) - MONDAYS[0]) // (7 * DAY) * 7 * DAY + MONDAYS[0]
        by_hand = st.one_of(st.none(), instants_near(monday, 9).map(datetime_of))
        name: dict[str, str] = draw(st.sampled_from([{}, {"target": "answer"}, {"target": "solution"}]))
        return Event(when, "due_override", details={"due_at": draw(by_hand), **name})
    status = {"status": draw(st.sampled_from(_STATUSES))}
    if what == "status":
        return Event(when, "changed", status)
    if what == "fact":
        field = draw(st.sampled_from(["priority", "tier", "team", "promised", "allowed"]))
        return Event(when, "changed", {field: draw(st.sampled_from(_FACTS[field]))})
    return Event(when, draw(st.sampled_from(_KINDS)), status if what == "both" else {})
