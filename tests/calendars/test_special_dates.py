from __future__ import annotations

from datetime import date, datetime

import pytest

from slacal.calendars.special_dates import dates_in, dates_text
from slacal.errors import BadInput, WrongType


def said(on: object, year: int) -> list[str]:
    return [str(day) for day in dates_in(dates_text(on), year)]  # type: ignore[arg-type] # any form


def test_c4_one_date() -> None:
    assert said(date(2026, 12, 31), 2026) == ["2026-12-31"]
    assert said("2026-12-31", 2025) == []


def test_c4_a_yearly_date_holds_in_every_year() -> None:
    assert said("12-31", 1) == ["0001-12-31"]
    assert said("12-31", 9999) == ["9999-12-31"]


@pytest.mark.parametrize(("year", "leap"), [(2024, True), (2025, False), (2000, True), (2100, False)])
def test_c4_29_february_exists_in_leap_years_only(year: int, leap: bool) -> None:
    assert said("02-29", year) == [f"{year}-02-29"] * leap


@pytest.mark.parametrize("written", ["2026-12-30..2027-01-02", (date(2026, 12, 30), date(2027, 1, 2))])
def test_c4_a_range_has_both_ends_and_is_cut_at_the_year(written: object) -> None:
    assert said(written, 2026) == ["2026-12-30", "2026-12-31"]
    assert said(written, 2027) == ["2027-01-01", "2027-01-02"]
    assert said(written, 2028) == []


# Easter Sunday: 5 April 2026, 28 March 2027, 20 April 2025 (tables of the US Census Bureau).
@pytest.mark.parametrize(
    ("written", "year", "expected"),
    [
        ("easter", 2026, "2026-04-05"),
        ("easter+1", 2026, "2026-04-06"),
        ("Easter - 2", 2027, "2027-03-26"),
        ("easter+39", 2025, "2025-05-29"),
    ],
)
def test_c4_days_from_easter(written: str, year: int, expected: str) -> None:
    assert said(written, year) == [expected]


def test_c4_days_far_from_easter_may_fall_in_the_year_before() -> None:
    # 100 days before 20 April 2025, 5 April 2026 and 28 March 2027.
    assert said("easter-100", 2025) == ["2025-01-10", "2025-12-26"]
    assert said("easter-100", 2026) == ["2026-12-18"]


def test_c4_new_years_day_counted_from_easter_is_in_the_year_that_it_begins() -> None:
    # 5 April 2026 is day 95 of its year; 28 March 2027 is day 87, and day 87 - 94 = -7 is 24 December.
    # 20 April 2025 is day 110, and day 110 - 94 = 16 is 16 January.
    assert said("easter-94", 2026) == ["2026-01-01", "2026-12-24"]
    assert said("easter-94", 2025) == ["2025-01-16"]


def test_c4_new_years_eve_counted_from_easter_is_in_the_year_that_it_ends() -> None:
    # 28 March 2027 is day 87 of its year, and day 0 is 31 December 2026; 5 April 2026 is day 95, 8 days into its year.
    assert said("easter-87", 2026) == ["2026-01-08", "2026-12-31"]


def test_c4_two_hundred_days_from_easter_are_counted() -> None:
    # Day 95 + 200 = 295 of 2026 is 22 October; day 87 - 200 = -113 of 2027 is day 252 of 2026, 9 September.
    assert said("easter+200", 2026) == ["2026-10-22"]
    assert said("easter-200", 2026) == ["2026-09-09"]


@pytest.mark.parametrize("year", [1, 9999])
def test_easter_is_known_at_the_ends_of_the_calendar(year: int) -> None:
    assert len(said("easter+1", year)) == 1


def test_c4_a_recurrence() -> None:
    assert said("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", 2026) == ["2026-11-26"]  # Thanksgiving


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (date(2026, 12, 31), "2026-12-31"),
        ("2026-12-31..2026-12-31", "2026-12-31"),
        (("2026-12-24", "2026-12-31"), "2026-12-24..2026-12-31"),
        ("easter + 1", "easter+1"),
        ("easter-0", "easter"),
        ("rrule:byday=+4th;freq=yearly;bymonth=11", "rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
    ],
)
def test_dates_that_are_the_same_have_one_spelling(first: object, second: str) -> None:
    assert dates_text(first) == dates_text(second) == second  # type: ignore[arg-type] # any form


@pytest.mark.parametrize(
    "written",
    [
        "", "tomorrow", "13-01", "02-30", "2-3", "2026-02-30", "2026-12-31..2026-12-24", "12-24..12-31", "easter+201",
        "easter+1000", "christmas", "rrule:", "rrule:FREQ=HOURLY", "2026", (date(2026, 1, 1),),
    ],
)  # fmt: skip
def test_dates_that_cannot_be_meant_are_refused(written: object) -> None:
    with pytest.raises(BadInput) as refusal:
        dates_text(written)  # type: ignore[arg-type] # handed in to be refused
    assert refusal.value.field == "on"


@pytest.mark.parametrize("written", [datetime(2026, 12, 31), None, 1231, (datetime(2026, 1, 1), date(2026, 2, 1))])
def test_a_datetime_is_no_date(written: object) -> None:
    with pytest.raises(WrongType):
        dates_text(written)  # type: ignore[arg-type] # handed in to be refused
