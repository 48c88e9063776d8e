"""Parts of a year: how they are written, and how far from Easter they lie."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.calendars.date_period import EasterPeriod, MonthDay, Period


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((6, 1), (6, 30), "Jun"),
        ((6, 1), (8, 31), "Jun-Aug"),
        ((2, 1), (2, 29), "Feb"),
        ((6, 1), (6, 29), "Jun 01-29"),
        ((6, 2), (6, 30), "Jun 02-30"),
        ((6, 1), (8, 30), "Jun 01-Aug 30"),
        ((6, 2), (8, 31), "Jun 02-Aug 31"),
    ],
)
def test_only_whole_months_are_written_without_their_days(first: MonthDay, last: MonthDay, text: str) -> None:
    assert Period(first, last).text() == text


def test_80_days_from_easter_are_not_too_far() -> None:
    # western Easter Sunday is 5 April 2026, the 95th day of the year: the 15th and the 175th are 80 days from it
    before, after = EasterPeriod(-80, -80), EasterPeriod(80, 80)
    assert [date.fromordinal(day) for days in before.ordinals(2026) for day in days] == [date(2026, 1, 15)]
    assert [date.fromordinal(day) for days in after.ordinals(2026) for day in days] == [date(2026, 6, 24)]
