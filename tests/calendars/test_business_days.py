"""Counting business days between two dates, and that counting to the nth gives n.

The desk is open Mo-Fr 10:00-13:00 and 14:00-19:00, and closed on Wednesday 25 November 2026; the 21st is a Saturday.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from slacal import BadInput, Calendar, WrongType

DESK = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone="UTC", holidays=[date(2026, 11, 25)])


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


@pytest.mark.parametrize(
    ("first", "last", "after", "both"),
    [
        (16, 20, 4, 5),
        (20, 20, 0, 1),
        (21, 21, 0, 0),
        (20, 23, 1, 2),
        (21, 22, 0, 0),
        (21, 23, 1, 1),
        (24, 26, 1, 2),
        (1, 30, 20, 20),  # four weeks from Monday the 2nd, Monday the 30th, less the 25th
    ],
)
def test_count_business_days(first: int, last: int, after: int, both: int) -> None:
    begin, end = date(2026, 11, first), date(2026, 11, last)
    assert DESK.count_business_days(begin, end) == after
    assert DESK.count_business_days(begin, end, counts_from="same_day") == both


def test_counting_business_days_the_other_way_round_is_negative() -> None:
    first, last = date(2026, 11, 16), date(2026, 11, 27)
    assert DESK.count_business_days(last, first) == -DESK.count_business_days(first, last) == -8
    assert DESK.count_business_days(last, first, counts_from="same_day") == -9


@pytest.mark.parametrize("days", [1, 2, 3, 9, 250, -1, -2, -9, -250])
@pytest.mark.parametrize("start", ["20 11:30", "24 23:00"])
def test_counting_to_the_nth_business_day_gives_n(start: str, days: int) -> None:
    end = DESK.add_business_days(at(start), days)
    assert DESK.count_business_days(at(start).date(), end.date()) == days


def test_counting_from_a_closed_date_gives_n_forwards() -> None:
    end = DESK.add_business_days(at("21 12:00"), 7)
    assert DESK.count_business_days(date(2026, 11, 21), end.date()) == 7


def test_business_days_are_counted_over_many_years() -> None:
    # 2001-2100 has 36,524 days, 5,217 weeks and 5 days from Monday 1 January 2001: five more weekdays
    week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    assert week.count_business_days(date(2000, 12, 31), date(2100, 12, 31)) == 5217 * 5 + 5


@pytest.mark.parametrize("wrong", [at("20 12:00"), "2026-11-20", None, 20])
def test_business_days_are_counted_between_plain_dates(wrong: object) -> None:
    for ask in (
        lambda: DESK.count_business_days(wrong, date(2026, 11, 27)),  # type: ignore[arg-type] # must fail
        lambda: DESK.count_business_days(date(2026, 11, 16), wrong),  # type: ignore[arg-type] # must fail
        lambda: DESK.is_business_day(wrong),  # type: ignore[arg-type] # must fail
        lambda: DESK.day(wrong),  # type: ignore[arg-type] # must fail
    ):
        with pytest.raises(WrongType):
            ask()


def test_an_unknown_way_to_count_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        DESK.count_business_days(date(2026, 11, 16), date(2026, 11, 27), counts_from="today")  # type: ignore[arg-type] # must fail
    assert caught.value.field == "counts_from"
