"""Hypothesis strategies for whole contracts: versions of terms, scope, cover, and vouchers, each with a ticket for it.

They stand apart from plain terms and tickets, so that laws that need none of this stay fast. They shrink towards plain
terms.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from slacal.engine.conditions import IsAny
from slacal.engine.entitlements import Entitlement, Renewal, StartField
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.engine.moments import OnEvent
from slacal.engine.scope import Cell, Scope
from slacal.engine.terms import Terms, Version
from slacal.testing.oracle_clock import HOUR, datetime_of, instant_of
from slacal.testing.strategies_of_tickets import MONDAYS, histories, instants_near, rules, targets, terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.engine.entitlements import Length
    from slacal.engine.rules import CoverWhen, Pin, Rules
    from slacal.engine.terms import Target

__all__ = ["Contract", "contracts"]

_ZONES = ("UTC", "Europe/Berlin")
_LENGTHS: tuple[Length, ...] = (
    RealTime(24 * HOUR, "24 calendar hours"),
    RealTime(30 * HOUR, "30 calendar hours"),
    CalendarSpan("2 calendar days", days=2),
    CalendarSpan("1 month", months=1),
)


class Contract(NamedTuple):
    """Terms, a ticket, when to look at it, and the histories of what it is about."""

    terms: Terms
    history: History
    as_of: datetime
    about: tuple[History, ...]


@st.composite
def contracts(draw: DrawFn) -> Contract:
    """Draw terms with one or two of what whole contracts have, and a ticket on which these tell."""
    monday = draw(st.sampled_from(MONDAYS))
    base = draw(_readings())
    promise = draw(terms(base))
    history, as_of = draw(histories(most=6, week=monday))
    parts = draw(
        st.lists(st.sampled_from(["versions", "scope", "cover", "voucher"]), min_size=1, max_size=2, unique=True)
    )
    if "voucher" in parts:
        promise = replace(promise, targets=tuple(map(_with_voucher, promise.targets)))
    if "scope" in parts:
        promise = replace(promise, scope=draw(_scopes()))
    if "cover" in parts:
        promise = replace(promise, entitlements=tuple(draw(_entitlements())))
    if "versions" in parts:
        promise = draw(_with_versions(promise, base, monday))
    history = draw(_with_more(history, monday, as_of))
    about = draw(st.lists(_licences(monday), max_size=2)) if "cover" in parts else []
    return Contract(promise, history, as_of, tuple(about))


@lru_cache
def _readings() -> SearchStrategy[Rules]:
    """Draw readings; a share that is left of a promise may end within a minute, so nothing is shared out."""

    def pinned(base: Rules, pin: Pin, cover: CoverWhen) -> Rules:
        return replace(base, pin=pin, cover=cover)

    few = rules().filter(lambda drawn: drawn.on_change != "prorate")
    pins: tuple[Pin, ...] = ("start", "latest")
    covers: tuple[CoverWhen, ...] = ("start", "throughout")
    return st.builds(pinned, few, st.sampled_from(pins), st.sampled_from(covers))


# -- versions ----------------------------------------------------------------------------------------------------------


@st.composite
def _with_versions(draw: DrawFn, promise: Terms, base: Rules, monday: int) -> Terms:
    """Draw one version more or two, and an instant before which nothing is promised."""
    later: list[Version] = []
    for since in sorted(draw(st.lists(instants_near(monday), max_size=2, unique=True))):
        before = later[-1].terms if later else promise
        edited = [draw(_edited(target, base)) for target in before.targets]
        kept = tuple(target for target in edited if target is not None)
        now = replace(before, targets=kept, scope=draw(st.sampled_from([before.scope, None])))
        later.append(Version(since, now))
    effective_from = draw(st.one_of(st.none(), st.none(), instants_near(monday)))
    return replace(promise, later=tuple(later), effective_from=effective_from)


@st.composite
def _edited(draw: DrawFn, target: Target, base: Rules) -> Target | None:
    """Draw a target as a later version has it: with a part of another one, under new labels, or not at all."""
    what = draw(st.sampled_from(["same", "labels", "goals", "calendar", "pauses", "fewer pauses", "reopen", "gone"]))
    other = draw(targets(target.name, base))
    if what == "labels":
        return replace(target, goals=tuple(replace(goal, label="new words") for goal in target.goals))
    if what == "goals" and not target.scale:  # a scale goes with its goals
        return replace(target, goals=other.goals)
    if what == "calendar":
        return replace(target, calendar=other.calendar)
    if what == "pauses":
        return replace(target, pauses=other.pauses)
    if what == "fewer pauses":
        return replace(target, pauses=target.pauses[1:])
    if what == "reopen" and target.reopens is None and target.next_from == "event":
        return replace(target, reopen=other.reopen)
    return None if what == "gone" else target


# -- scope, cover, vouchers --------------------------------------------------------------------------------------------


def _scopes() -> SearchStrategy[Scope]:
    free = (("night", Cell("excluded")), ("desk", Cell("conditional", "where possible")))
    table = (("free", free), ("paid", Cell("included")), ("none", Cell("excluded")))
    return st.sampled_from([Scope("tier", "team", table), Scope("tier", "team", table, "another service")])


@lru_cache
def _entitlements() -> SearchStrategy[list[Entitlement]]:
    """Draw one right to support or two, of paid tickets or of all."""
    begins = st.sampled_from([OnEvent(frozenset({"registered"})), OnEvent(frozenset({"registered"}), once_by="code")])
    renewed = st.builds(
        Renewal,
        st.just(OnEvent(frozenset({"renewed"}))), st.sampled_from(["old_end", "event"]), st.sampled_from(_LENGTHS),
    )  # fmt: skip
    by_event = _entitlement(begins, st.sampled_from([*_LENGTHS, None]), st.one_of(st.none(), renewed))
    by_field = _entitlement(st.just(StartField("bought")), st.sampled_from(_LENGTHS), st.none())
    return st.lists(st.one_of(by_event, by_event, by_field), min_size=1, max_size=2)


def _entitlement(
    start: SearchStrategy[OnEvent] | SearchStrategy[StartField],
    lasts: SearchStrategy[Length | None],
    renew: SearchStrategy[Renewal | None],
) -> SearchStrategy[Entitlement]:
    return st.builds(
        Entitlement,
        st.just("support"),
        st.sampled_from([None, IsAny("tier", frozenset({"paid"}))]),
        start,
        lasts,
        st.sampled_from(["instant", "end_of_day"]),
        renew,
        st.sampled_from(_ZONES),
    )


def _with_voucher(target: Target) -> Target:
    """Return a target that starts once for each code."""
    if target.next_from == "previous_due" or target.reopens is not None:
        return target
    start = OnEvent(frozenset({"created", "customer_reply", "registered"}), once_by="code")
    return replace(target, start=start, reopen="new_cycle")


# -- histories ---------------------------------------------------------------------------------------------------------

_CODES = st.sampled_from([{"code": "A"}, {"code": "A"}, {"code": "B"}, {}])
_DAYS = ("2026-01-06", "2026-01-07T12:00+00:00", "2026-03-24", "2026-10-20T09:00+00:00", None)


@st.composite
def _with_more(draw: DrawFn, history: History, monday: int, as_of: datetime) -> History:
    """Draw the history with codes in its events, and with what brings cover."""
    events = [_with_code(event, draw(_CODES)) for event in history.events]
    first = instant_of(events[0].at)
    more = [event for event in draw(_cover_events(monday)) if instant_of(event.at) >= first and event.at <= as_of]
    return History.sorted(history.ticket, [*events, *more])


def _with_code(event: Event, code: dict[str, str]) -> Event:
    return Event(event.at, event.kind, event.changes, details={**event.details, **code})


def _cover_events(monday: int) -> SearchStrategy[Sequence[Event]]:
    at = instants_near(monday).map(datetime_of)
    happened = st.builds(_happened, at, st.sampled_from(["registered", "renewed"]), _CODES)
    bought = st.builds(_bought, at, st.sampled_from(_DAYS))
    return st.lists(st.one_of(happened, happened, bought), max_size=2)


def _happened(at: datetime, kind: str, code: dict[str, str]) -> Event:
    return Event(at, kind, details=code)


def _bought(at: datetime, day: str | None) -> Event:
    return Event(at, "changed", {"bought": day})


def _licences(monday: int) -> SearchStrategy[History]:
    """Draw the history of what a ticket is about."""
    return _cover_events(monday).map(lambda events: History.sorted("key 1", events))
