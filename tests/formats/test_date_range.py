"""Dated hours as one range of dates, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput
from slacal.formats.date_range import range_of


def found(dates: str) -> tuple[date, date]:
    (rule,) = WeeklyHours.parse(f"Mo-Fr 09:00-17:00; {dates} 10:00-14:00").dated
    return range_of("week", rule, "write single dates")


def test_a_range_within_a_year_or_over_its_end_is_its_first_and_last_date() -> None:
    assert found("2026 Dec 24") == (date(2026, 12, 24), date(2026, 12, 24))
    assert found("2026 Dec 24-2027 Jan 10") == (date(2026, 12, 24), date(2027, 1, 10))
    assert found("2028 Feb 28-2028 Feb 29 Mo-Tu") == (date(2028, 2, 28), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("dates", "problem"),
    [
        ("Dec 24-31", "comes every year"),
        ("easter -2 days", "comes every year"),
        ("2026 Dec 24,2026 Dec 31", "more than one range"),
        ("Mo[1]", "more than one range"),
        ("week 02-10", "more than one range"),
        ("2026 Feb 28-2027 Feb 29", "29 February"),
    ],
)
def test_what_is_not_one_range_of_dates_is_refused_by_its_place(dates: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem) as refused:
        found(dates)
    assert refused.value.field == "week"
