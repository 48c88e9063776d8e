from __future__ import annotations

from contextlib import nullcontext, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.day_rule import DayRule
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime, Unlimited
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.policies.amount import amount_of, amount_or_given, check_zoned, given_of, limit_of
from slacal.policies.book import Book
from slacal.policies.faults import flat

MINUTE = 60_000_000
HOUR = 60 * MINUTE


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("1 business minute", MINUTE),
        ("30 business minutes", 30 * MINUTE),
        ("24 business hours", 24 * HOUR),
        ("1.5 business hours", 90 * MINUTE),
        ("0.1 business hours", 6 * MINUTE),  # exactly, which a binary fraction would miss
        ("0.000001 business minutes", 60),
    ],
)
def test_business_time_is_exact(text: str, micros: int) -> None:
    assert amount_of(text) == OpenTime(micros, text)


def test_calendar_time_goes_on_around_the_clock() -> None:
    assert amount_of("72 calendar hours") == RealTime(72 * HOUR, "72 calendar hours")


@pytest.mark.parametrize(
    ("text", "days", "months"),
    [
        ("1 calendar day", 1, 0),
        ("3 calendar days", 3, 0),
        ("2 weeks", 14, 0),
        ("3 months", 0, 3),
        ("1 year", 0, 12),
        ("100 years", 0, 1_200),
    ],
)
def test_calendar_days_weeks_months_and_years_keep_the_wall_time(text: str, days: int, months: int) -> None:
    assert amount_of(text) == CalendarSpan(text, days, months)


def test_business_days_are_read_by_the_default_rule() -> None:
    assert amount_of("10 business days") == BusinessDays(10, DayRule(), "10 business days")


def test_spaces_are_written_once() -> None:
    assert amount_of("  8   business\thours ").text == "8 business hours"


@pytest.mark.parametrize(
    ("text", "problem", "mend"),
    [
        ("24 hours", "does not say which hours", "write '24 business hours' or '24 calendar hours'"),
        ("1 hour", "does not say which hours", "write '1 business hour' or '1 calendar hour'"),
        ("2 days", "does not say which days", "write '2 business days' or '2 calendar days'"),
        ("15 minutes", "does not say which minutes", "write '15 business minutes' or '15 calendar minutes'"),
        (
            "10 working days",
            "has a kind of days that is not known, 'working'",
            "write '10 business days' or '10 calendar days'",
        ),
        ("3 calendar months", "is not an amount of months", "write '3 months', or business days"),
    ],
)
def test_an_amount_that_leaves_open_which_hours_it_means_is_refused(text: str, problem: str, mend: str) -> None:
    with pytest.raises(BadInput) as refused:
        amount_of(text)
    assert (refused.value.field, refused.value.problem, refused.value.mend) == ("", problem, mend)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not an amount"),
        ("soon", "is not an amount"),
        ("PT4H", "is not an amount"),
        ("4h", "is not an amount"),
        ("-1 business hours", "is not an amount"),
        ("1,5 business hours", "is not an amount"),
        ("8 Business Hours", "is not an amount"),
        ("0 business hours", "is no time at all"),
        ("0.0 business hours", "is no time at all"),
        ("0 business days", "is no time at all"),
        ("1.5 business days", "is not a whole number of days"),
        ("0.5 months", "is not a whole number of months"),
        ("0.00000001 business minutes", "is finer than a microsecond"),
        ("101 years", "is longer than 100 years"),
        ("36526 business days", "is longer than 100 years"),
        ("876601 business hours", "is longer than 100 years"),
    ],
)
def test_an_amount_that_cannot_be_meant_is_refused(text: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        amount_of(text)
    assert refused.value.problem == problem


@pytest.mark.parametrize("written", [24, 1.5, True, None, [], ["8 business hours"], {}])
def test_what_is_no_text_is_no_amount(written: Any) -> None:
    with pytest.raises(WrongType):
        amount_of(written)


def test_where_an_amount_must_stand_itself_a_fact_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        amount_of({"fact": "term", "else": "8 business hours"})
    assert refused.value.code == "not-fixed"


def test_an_amount_may_be_taken_from_a_fact() -> None:
    hours = OpenTime(8 * HOUR, "8 business hours")
    words = "as the fact 'term' says"
    assert given_of({"fact": "term"}) == Given("term", None, DayRule(), words)
    given = given_of({"fact": "term", "else": "8 business hours"}, "Europe/Riga")
    assert given == Given("term", hours, DayRule(), f"{words}, else 8 business hours", zone="Europe/Riga")
    assert amount_or_given({"fact": "term"}) == given_of({"fact": "term"})
    assert amount_or_given("3 months", "Europe/Riga") == CalendarSpan("3 months", months=3, zone="Europe/Riga")


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ({"fact": 5, "else": "8 hours"}, ["fact", "else"]),
        ({"fact": " "}, ["fact"]),
        ({"fact": "term", "otherwise": "8 business hours"}, ["otherwise"]),
        ({"fact": "term", "else": {"fact": "other"}}, ["else"]),
    ],
)
def test_every_fault_of_an_amount_from_a_fact_has_its_path(written: Any, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        given_of(written)
    assert [fault.field for fault in flat(refused.value)] == fields


@pytest.mark.parametrize(("amount", "refused"), [("3 months", True), ({"fact": "term"}, True), ("2 hours", False)])
def test_amounts_of_dates_need_a_zone(amount: Any, refused: bool) -> None:
    read = amount_or_given("2 business hours" if amount == "2 hours" else amount)
    check_zoned(read, Book(date_zone="UTC"))
    with pytest.raises(BadInput) if refused else nullcontext():
        check_zoned(read, Book())


@pytest.mark.parametrize("text", ["not regulated", "not stated"])
def test_what_is_only_measured_keeps_its_words(text: str) -> None:
    assert limit_of(text, Book()) == Unlimited(text)


def test_the_end_of_the_business_day_is_one_day_counted_from_the_same_day() -> None:
    rule = DayRule(counts_from="same_day", lands="close")
    assert limit_of("end of business day", Book()) == BusinessDays(1, rule, "end of business day")


@given(st.text(max_size=60) | st.from_regex(r"\d{0,12}\.?\d{0,14} ?\w{0,12} ?(minute|hour|day|week|month|year)s?"))
def test_any_text_is_an_amount_in_its_own_words_or_refused(text: str) -> None:
    with suppress(SlacalError):
        assert limit_of(text, Book()).text == " ".join(text.split())


@pytest.mark.parametrize("words", ["same business day", "within the working day"])
def test_words_for_this_very_day_are_told_how_the_document_says_it(words: str) -> None:
    with pytest.raises(BadInput, match="write 'end of business day', or a number as in '2 business days'"):
        limit_of(words, Book())
