from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from slacal.engine.conditions import IsAny
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.engine.terms import Attainment, Conversion, Credits
from slacal.errors import SlacalError
from slacal.policies.book import Book
from slacal.policies.consequences import at_limit_of, attain_of, credits_of, opened_by
from slacal.policies.faults import flat

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING: dict[str, Any] = {}
BOOK = Book(targets=frozenset({"paid work"}))
FOUR_HOURS = RealTime(14_400_000_000, "4 calendar hours")


def test_at_its_limit_a_cycle_opens_a_target_or_becomes_a_service() -> None:
    first = IsAny("column", frozenset({"1"}))
    written = [{"when": {"column": 1}, "convert": "paid work"}, {"convert": "field service"}]
    assert at_limit_of(written, BOOK) == (Conversion("paid work", first, opens=True), Conversion("field service"))
    assert list(opened_by({"at_limit": [*written, 5, {"convert": 5}]})) == ["paid work", "field service"]


def test_credits_are_exact() -> None:
    said = {"each_started": "4 calendar hours", "give": "12.5%", "at_most": 50, "of": "the monthly fee"}
    assert credits_of(said, BOOK) == Credits(FOUR_HOURS, Fraction(25, 2), Fraction(50), "the monthly fee")
    assert credits_of({"each_started": "4 calendar hours", "give": 10}, BOOK) == Credits(FOUR_HOURS, Fraction(10))


def test_credits_by_dates_count_them_in_the_zone_of_the_policy() -> None:
    found = credits_of({"each_started": "3 months", "give": 10}, Book(date_zone="Asia/Tokyo"))
    assert found.each == CalendarSpan("3 months", months=3, zone="Asia/Tokyo")


def test_attainment_is_a_share_of_a_period() -> None:
    assert attain_of({"share": "95%", "each": "quarter"}, BOOK) == Attainment(Fraction(95), "quarter")


@pytest.mark.parametrize(
    ("read", "written", "fields"),
    [
        (at_limit_of, [], [""]),
        (at_limit_of, {"convert": "x"}, [""]),
        (at_limit_of, [NOTHING, {"when": NOTHING, "convert": 5}, {"convert": "x", "wen": 1}],
         ["[0].convert", "[1].when", "[1].convert", "[2].wen"]),
        (credits_of, [], [""]),
        (credits_of, {"each_started": "4 hours", "give": 0, "at_most": 101, "of": " "},
         ["each_started", "give", "at_most", "of"]),
        (credits_of, {"each_started": "4 calendar hours", "give": 101}, ["give"]),
        (credits_of, {"each_started": "3 months", "give": 5}, ["each_started"]),  # no zone is named
        (credits_of, {"give": 5}, ["each_started"]),
        (credits_of, {"each_started": "4 calendar hours", "give": "10%", "at_most": "5%"}, ["at_most"]),
        (attain_of, 95, [""]),
        (attain_of, {"share": 101, "each": "month"}, ["share"]),
        (attain_of, {"share": 95, "each": "week"}, ["each"]),
        (attain_of, {"share": 95, "each": "month", "of": "x"}, ["of"]),
    ],
)  # fmt: skip
def test_every_fault_has_its_path(read: Callable[..., Any], written: Any, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        read(written, BOOK)
    assert [fault.field for fault in flat(refused.value)] == fields


def test_a_first_unit_may_give_all_there_is() -> None:
    said = {"each_started": "4 calendar hours", "give": "10%", "at_most": "10%"}
    assert credits_of(said, BOOK).at_most == Fraction(10)
