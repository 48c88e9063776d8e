from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from slacal.engine import entitlements as engine
from slacal.engine.conditions import IsAny
from slacal.engine.limits import CalendarSpan, Given, RealTime
from slacal.engine.moments import Becomes, OnEvent
from slacal.policies.book import Book
from slacal.policies.entitlement import Entitlement
from slacal.policies.piece import faults_of
from slacal.policies.written import frozen
from slacal.spans.instant import HOUR

MOSCOW = "Europe/Moscow"
BOOK = Book(zone=MOSCOW, date_zone=MOSCOW)
PLAIN: dict[str, Any] = {"start": "key_registered", "lasts": "3 months"}
RENEW = {"on": "paid", "from": "old_end"}


def meant(book: Book = BOOK, **written: Any) -> engine.Entitlement:
    piece = Entitlement.model_validate(frozen({**PLAIN, **written}), context=book)
    return piece.compiled("right", book)


def faults(written: dict[str, Any], book: Book = BOOK) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Entitlement.model_validate(frozen(written), context=book)
    return [(fault.field, fault.code) for fault in faults_of(refused.value, Entitlement)]


def test_d6_an_entitlement_says_who_from_when_and_how_long() -> None:
    found = meant(when={"tier": "free"})
    assert found == engine.Entitlement(
        "right",
        IsAny("tier", frozenset({"free"})),
        OnEvent(frozenset({"key_registered"})),
        CalendarSpan("3 months", months=3, zone=MOSCOW),
        zone=MOSCOW,
    )


def test_d6_who_is_entitled_may_be_said_by_a_term_of_the_contract() -> None:
    free = IsAny("tier", frozenset({"free"}))
    assert meant(replace(BOOK, terms={"free of charge": free}), when="free of charge").when == free


def test_p24_a_term_may_be_open_or_end_with_the_day() -> None:
    assert meant(lasts="open").lasts is None
    assert meant(ends="end_of_day").ends == "end_of_day"
    assert meant(lasts="72 calendar hours").lasts == RealTime(72 * HOUR, "72 calendar hours")


def test_p24_a_term_may_start_at_the_date_that_a_fact_holds_or_when_a_condition_becomes_true() -> None:
    assert meant(start={"fact": "bought_on"}).start == engine.StartField("bought_on")
    assert meant(start={"contract": "active"}).start == Becomes(IsAny("contract", frozenset({"active"})))


@pytest.mark.parametrize("since", ["old_end", "event"])
def test_c1_a_renewal_says_from_when_it_counts(since: Any) -> None:
    renew = meant(renew={"on": "paid", "from": since, "lasts": "1 year"}).renew
    year = CalendarSpan("1 year", months=12, zone=MOSCOW)
    assert renew == engine.Renewal(OnEvent(frozenset({"paid"})), since, year)


def test_p24_a_renewal_without_a_length_lasts_as_long_as_the_entitlement() -> None:
    renew = meant(renew=RENEW).renew
    assert renew is not None
    assert renew.lasts == CalendarSpan("3 months", months=3, zone=MOSCOW)


def test_x10_a_length_may_stand_in_a_fact_and_have_a_least() -> None:
    renew = meant(renew={**RENEW, "lasts": {"fact": "term"}, "at_least": "1 year"}).renew
    assert renew is not None
    assert isinstance(renew.lasts, Given)
    assert (renew.lasts.field, renew.lasts.otherwise, renew.at_least) == (
        "term",
        None,
        CalendarSpan("1 year", months=12, zone=MOSCOW),
    )
    otherwise = meant(lasts={"fact": "term", "else": "1 year"}).lasts
    assert isinstance(otherwise, Given)
    assert otherwise.otherwise == CalendarSpan("1 year", months=12, zone=MOSCOW)


def test_p24_events_and_hours_need_no_zone() -> None:
    assert meant(Book(), lasts="24 calendar hours").zone == "UTC"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, [("start", "missing"), ("lasts", "missing")]),
        ({**PLAIN, "last": 1}, [("last", "unknown-key")]),
        ({**PLAIN, "when": "gold"}, [("when", "unknown-name")]),
        ({**PLAIN, "start": []}, [("start", "bad-input")]),
        ({**PLAIN, "start": {"fact": " "}}, [("start.fact", "bad-input")]),
        ({**PLAIN, "start": {"fact": "on", "else": "2026-01-01"}}, [("start.else", "unknown-key")]),
        ({**PLAIN, "lasts": "3 moons"}, [("lasts", "bad-input")]),
        ({**PLAIN, "lasts": "5 business days"}, [("lasts", "bad-input")]),
        ({**PLAIN, "lasts": "5 business hours"}, [("lasts", "bad-input")]),
        ({**PLAIN, "lasts": {"fact": "term", "else": "5 business days"}}, [("lasts", "bad-input")]),
        ({**PLAIN, "lasts": 3}, [("lasts", "wrong-type")]),
        ({**PLAIN, "ends": "midnight"}, [("ends", "not-a-choice")]),
        ({**PLAIN, "renew": "paid"}, [("renew", "wrong-type")]),
        ({**PLAIN, "renew": {}}, [("renew.on", "missing"), ("renew.from", "missing")]),
        ({**PLAIN, "renew": {**RENEW, "form": 1}}, [("renew.form", "unknown-key")]),
        ({**PLAIN, "renew": {"on": 7, "from": "today"}}, [("renew.on", "wrong-type"), ("renew.from", "not-a-choice")]),
        ({**PLAIN, "renew": {**RENEW, "lasts": "open"}}, [("renew.lasts", "bad-input")]),
        ({**PLAIN, "renew": {**RENEW, "at_least": "1 year"}}, [("renew.at_least", "clash")]),
        (
            {**PLAIN, "renew": {**RENEW, "lasts": {"fact": "term"}, "at_least": {"fact": "least"}}},
            [("renew.at_least", "not-fixed")],
        ),
        (
            {**PLAIN, "lasts": "open", "ends": "end_of_day", "renew": RENEW},
            [("ends", "clash"), ("renew", "clash")],
        ),
        (  # all at once
            {"start": 1, "lasts": "soon", "ends": "x"},
            [("start", "wrong-type"), ("lasts", "bad-input"), ("ends", "not-a-choice")],
        ),
    ],
)
def test_every_fault_of_an_entitlement_names_its_place(written: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(written) == expected


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"start": "created", "lasts": "3 months"}, "lasts"),
        ({"start": "created", "lasts": {"fact": "term"}}, "lasts"),
        ({"start": {"fact": "bought_on"}, "lasts": "open"}, "start"),
        ({"start": "created", "lasts": "24 calendar hours", "ends": "end_of_day"}, "ends"),
    ],
)
def test_p24_dates_need_a_zone(written: Any, field: str) -> None:
    assert faults(written, Book()) == [(field, "no-zone")]
