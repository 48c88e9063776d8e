"""Lengths of months and years by the calendar, and dates in facts; expected instants are counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slacal.engine.dates import after, beginning
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.errors import BadInput, BeyondHorizon
from slacal.spans.instant import HOUR, to_micros

BERLIN = "Europe/Berlin"


def berlin(text: str) -> int:
    return to_micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(BERLIN)))


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-30 14:30:15.000001", CalendarSpan("", months=3), "2027-02-28 14:30:15.000001"),
        ("2027-11-30 14:30", CalendarSpan("", months=3), "2028-02-29 14:30"),
        ("2024-02-29 00:00", CalendarSpan("", months=12), "2025-02-28 00:00"),
        ("2024-02-29 00:00", CalendarSpan("", months=48), "2028-02-29 00:00"),
        ("2026-01-31 12:00", CalendarSpan("", months=1), "2026-02-28 12:00"),
        ("2026-02-28 12:00", CalendarSpan("", days=1), "2026-03-01 12:00"),
        ("2026-02-28 02:30", CalendarSpan("", months=1), "2026-03-28 02:30"),
        ("2026-02-28 02:30", CalendarSpan("", days=29), "2026-03-29 03:30"),  # 02:30 does not exist on that day
        ("2026-03-28 12:00", CalendarSpan("", days=1), "2026-03-29 12:00"),  # 23 hours later
        ("2026-03-28 12:00", RealTime(24 * HOUR, ""), "2026-03-29 13:00"),
    ],
)
def test_p24_months_and_days_keep_the_wall_time_and_hours_do_not(start: str, length: Any, end: str) -> None:
    assert after(berlin(start), length, BERLIN) == berlin(end)


def test_p24_an_end_beyond_the_year_9999_is_refused() -> None:
    with pytest.raises(BeyondHorizon):
        after(berlin("9990-01-01"), CalendarSpan("100 years", months=1200), BERLIN)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-20", "2026-11-20 00:00"),
        (date(2026, 11, 20), "2026-11-20 00:00"),
        ("2026-11-20T12:00+01:00", "2026-11-20 12:00"),
        (datetime(2026, 11, 20, 13, tzinfo=timezone(timedelta(hours=2))), "2026-11-20 12:00"),
    ],
)
def test_p24_a_bare_date_is_its_beginning_and_an_instant_is_itself(value: Any, expected: str) -> None:
    assert beginning(value, "bought_on", BERLIN) == berlin(expected)


def test_p24_an_absent_or_empty_date_is_none() -> None:
    assert beginning(None, "bought_on", BERLIN) is beginning("", "bought_on", BERLIN) is None


@pytest.mark.parametrize("value", ["soon", "2026-02-30", "2026-11-20T12:00", 20261120.5, True, date.max, date.min])
def test_p24_what_is_no_date_is_refused_by_its_name(value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        beginning(value, "bought_on", BERLIN)
    assert refused.value.field == "facts.bought_on"
