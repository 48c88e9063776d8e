"""What brings cover, as the oracle learns it, against terms counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from slacal.engine.conditions import IsAny
from slacal.engine.entitlements import Entitlement, Renewal, StartField
from slacal.engine.event import Event
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.engine.moments import Happening, OnEvent
from slacal.testing.engine_oracle_cover import Cover
from slacal.testing.oracle_clock import HOUR, instant_of

if TYPE_CHECKING:
    from slacal.engine.facts import Scalar


def at(text: str) -> datetime:
    """Return an instant of the week from Monday 5 January 2026, as in ``Mo 10:30``."""
    day, clock = text.split(" ")
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 1, 5 + ["Mo", "Tu", "We", "Th", "Fr"].index(day), hour, minute, tzinfo=UTC)


def on(name: str) -> OnEvent:
    return OnEvent(frozenset({name}))


A_DAY = RealTime(24 * HOUR, "24 calendar hours")
TRIAL = Entitlement("trial", None, on("registered"), A_DAY)
RENEW = Renewal(on("renewed"), "old_end", A_DAY)
COVERS: list[tuple[Entitlement, list[tuple[str, str]], list[tuple[str, str | None]]]] = [
    (TRIAL, [("Mo 10:00", "registered")], [("Mo 10:00", "Tu 10:00")]),
    (replace(TRIAL, ends="end_of_day"), [("Mo 10:00", "registered")], [("Mo 10:00", "We 00:00")]),
    (replace(TRIAL, lasts=CalendarSpan("2 days", days=2)), [("Mo 10:00", "registered")], [("Mo 10:00", "We 10:00")]),
    (
        replace(TRIAL, renew=RENEW),
        [("Mo 10:00", "registered"), ("Mo 12:00", "renewed")],
        [("Mo 10:00", "Tu 10:00"), ("Tu 10:00", "We 10:00")],
    ),
    (
        replace(TRIAL, renew=replace(RENEW, since="event")),
        [("Mo 10:00", "registered"), ("Mo 12:00", "renewed")],
        [("Mo 10:00", "Tu 10:00"), ("Mo 12:00", "Tu 12:00")],
    ),
    (replace(TRIAL, renew=RENEW), [("Mo 12:00", "renewed")], []),  # nothing to renew
    (
        replace(TRIAL, start=OnEvent(frozenset({"registered"}), once_by="code")),
        [("Mo 10:00", "registered"), ("Mo 12:00", "registered")],
        [("Mo 10:00", "Tu 10:00")],
    ),
    (replace(TRIAL, start=StartField("bought")), [("Mo 10:00", "bought")], [("We 00:00", "Th 00:00")]),
    (replace(TRIAL, start=StartField("bought"), lasts=None), [("Mo 10:00", "bought")], [("We 00:00", None)]),
    # what has no end is not renewed
    (
        replace(TRIAL, lasts=None, renew=RENEW),
        [("Mo 10:00", "registered"), ("Mo 12:00", "renewed")],
        [("Mo 10:00", None)],
    ),
]


@pytest.mark.parametrize(("entitlement", "told", "terms"), COVERS)
def test_terms_of_cover_by_hand(
    entitlement: Entitlement, told: list[tuple[str, str]], terms: list[tuple[str, str | None]]
) -> None:
    cover = Cover((entitlement,))
    for when, kind in told:
        event = Event(at(when), kind, {"bought": "2026-01-07"}, details={"code": "A"})
        cover.learn(Happening(event, {}, event.changes))
    assert cover.spans == [
        [(instant_of(at(since)), None if end is None else instant_of(at(end))) for since, end in terms]
    ]


def test_a_date_that_stays_or_goes_keeps_its_term_or_takes_it_away() -> None:
    bought = replace(TRIAL, start=StartField("bought"), zone="Europe/Berlin")
    cover = Cover((bought,))
    noon: dict[str, Scalar] = {"bought": "2026-01-07T12:00+00:00"}
    facts: list[dict[str, Scalar]] = [{}, noon, {**noon, "tier": "paid"}, {"bought": None}]
    found: list[list[tuple[int, int | None]]] = []
    for before, after in pairwise(facts):
        cover.learn(Happening(Event(at("Mo 10:00"), "changed", after), before, after))
        found.append(list(cover.spans[0]))
    term = (instant_of(at("We 12:00")), instant_of(at("Th 12:00")))
    assert found == [[term], [term], []]


def test_a_ticket_of_which_no_entitlement_speaks_is_covered() -> None:
    cover = Cover((replace(TRIAL, when=IsAny("tier", frozenset({"paid"}))),))
    assert [cover.holds({"tier": tier}, instant_of(at("Mo 10:00"))) for tier in ("free", "paid")] == [True, False]
