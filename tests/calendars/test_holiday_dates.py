"""Dates as holidays, and how far they are known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from slacal import BadInput, Calendar, HolidayDates, SlacalError, WrongType

EVE = {date(2026, 12, 31): "inventory"}
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_dates_by_hand_are_known_for_ever() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=EVE, coverage="raise")
    assert desk.is_business_day(date(2126, 12, 31))  # a Tuesday
    assert HolidayDates.of(EVE).known_dates() == (date.min, date.max)


def test_what_dates_cover_is_part_of_the_value_and_of_its_repr() -> None:
    some = HolidayDates.of(EVE, covers=YEAR)
    assert some != HolidayDates.of(EVE)
    assert repr(some) == (
        "HolidayDates.of({datetime.date(2026, 12, 31): 'inventory'}, "
        "covers=(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)))"
    )


@pytest.mark.parametrize("covers", [None, YEAR])
def test_what_dates_cover_comes_back_from_a_document(covers: tuple[date, date] | None) -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=HolidayDates.of(EVE, covers=covers))
    assert Calendar.from_dict(desk.to_dict()) == desk


def test_a_document_with_a_coverage_that_is_no_pair_of_dates_is_refused_by_its_path() -> None:
    tree = {
        "week": "Mo 10:00-19:00",
        "zone": "UTC",
        "holidays": {"dates": {"2026-12-31": "x"}, "covers": ["2026-01-01"]},
    }
    with pytest.raises(SlacalError, match=r"holidays\.covers"):
        Calendar.from_dict(tree)


@pytest.mark.parametrize(
    ("covers", "error"),
    [
        (YEAR[::-1], BadInput),
        (date(2026, 1, 1), WrongType),
        ((date(2026, 1, 1), datetime(2026, 12, 31, tzinfo=UTC)), WrongType),
    ],
)
def test_a_coverage_that_cannot_be_meant_is_refused(covers: Any, error: type[SlacalError]) -> None:
    with pytest.raises(error) as caught:
        HolidayDates.of(EVE, covers=covers)
    assert caught.value.field == "covers"


def test_a_coverage_may_be_of_one_date() -> None:
    eve = date(2026, 12, 31)
    assert HolidayDates.of(EVE, covers=(eve, eve)).known_dates() == (eve, eve)


def test_a_text_is_no_date() -> None:
    given: Any = {"2026-12-31": "New Year's Eve"}
    with pytest.raises(WrongType) as caught:
        HolidayDates.of(given)
    assert caught.value.problem == "is not a date"
