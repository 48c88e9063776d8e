"""Lengths of months and years by the calendar, and dates in facts; expected instants are counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slacal import Policy
from slacal.engine.dates import after, instant_in
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
        ("2026-01-31 12:00", CalendarSpan("", days=2, months=1), "2026-03-02 12:00"),  # the month first: 28 February
        ("2026-02-28 02:30", CalendarSpan("", months=1), "2026-03-28 02:30"),
        ("2026-02-28 02:30", CalendarSpan("", days=29), "2026-03-29 03:30"),  # 02:30 does not exist on that day
        ("2026-03-28 12:00", CalendarSpan("", days=1), "2026-03-29 12:00"),  # 23 hours later
        ("2026-03-28 12:00", RealTime(24 * HOUR, ""), "2026-03-29 13:00"),
    ],
)
def test_p24_months_and_days_keep_the_wall_time_and_hours_do_not(start: str, length: Any, end: str) -> None:
    assert after(berlin(start), length, BERLIN) == berlin(end)


@pytest.mark.parametrize(
    ("start", "length"),
    [
        ("9990-01-01", CalendarSpan("100 years", months=1200)),
        ("9999-12-20", CalendarSpan("3 weeks", days=21)),
        ("9999-12-20", CalendarSpan("1 month", months=1)),
        ("9999-12-20", CalendarSpan("for ever", days=1 << 62)),
        ("9999-12-20", RealTime(21 * 24 * HOUR, "504 calendar hours")),
        ("0001-01-20", CalendarSpan("1 month before", months=-1)),
        ("0001-01-20", CalendarSpan("3 weeks before", days=-21)),
    ],
)
def test_an_end_outside_the_years_1_to_9999_is_refused(start: str, length: Any) -> None:
    with pytest.raises(BeyondHorizon) as refused:
        after(berlin(start), length, BERLIN)
    assert (refused.value.field, refused.value.value) == ("amount", length.text)
    assert refused.value.problem == "ends outside the dates that Python knows"


def test_a_length_ends_on_the_last_date_that_can_be_counted_and_no_later() -> None:
    # Of the last four dates of 9999, left to offsets and late hours, the first is the 28th.
    start = to_micros(datetime(9999, 12, 26, tzinfo=UTC))
    assert after(start, CalendarSpan("1 calendar day", days=1), "UTC") == start + 24 * HOUR
    with pytest.raises(BeyondHorizon):
        after(start, CalendarSpan("2 calendar days", days=2), "UTC")


def test_a_goal_in_calendar_days_near_the_year_9999_is_refused_and_not_cut() -> None:
    policy = Policy.from_dict({
        "name": "far", "zone": BERLIN,
        "targets": {"fix": {"measures": "resolution", "goals": [{"within": "10 calendar days"}]}},
    })  # fmt: skip
    created = datetime(9999, 12, 14, 12, tzinfo=ZoneInfo(BERLIN))
    assert policy.promises(created)["fix"].due_at == created + timedelta(days=10)
    with pytest.raises(BeyondHorizon):
        assert policy.promises(created + timedelta(days=10))["fix"].due_at


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
    assert instant_in(value, "bought_on", BERLIN, bare="begins") == berlin(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-20", "2026-11-21 00:00"),
        (date(2026, 10, 25), "2026-10-26 00:00"),  # 25 hours after it began
        ("2026-11-20T12:00+01:00", "2026-11-20 12:00"),
    ],
)
def test_p8_a_bare_date_is_its_end_where_something_is_due_on_it(value: Any, expected: str) -> None:
    assert instant_in(value, "due_on", BERLIN, bare="ends") == berlin(expected)


def test_an_absent_or_empty_date_is_none() -> None:
    assert instant_in(None, "bought_on", BERLIN, bare="begins") is None
    assert instant_in("", "bought_on", BERLIN, bare="ends") is None


@pytest.mark.parametrize("value", ["soon", "2026-02-30", "2026-11-20T12:00", 20261120.5, True, date.max, date.min])
@pytest.mark.parametrize("bare", ["begins", "ends"])
def test_what_is_no_date_is_refused_by_its_name(value: Any, bare: Any) -> None:
    with pytest.raises(BadInput) as refused:
        instant_in(value, "facts.bought_on", BERLIN, bare=bare)
    assert refused.value.field == "facts.bought_on"


class Finer(datetime):
    """An instant as data frames hold it: with nanoseconds that a text would cut."""

    nanosecond = 7


def test_an_instant_finer_than_a_microsecond_is_refused_and_not_cut() -> None:
    with pytest.raises(BadInput, match="has a nanosecond part") as refused:
        instant_in(Finer(2026, 11, 20, 12, tzinfo=UTC), "facts.bought_on", BERLIN, bare="begins")
    assert refused.value.field == "facts.bought_on"


@pytest.mark.parametrize(
    ("inside", "outside"), [(date(1, 1, 5), date(1, 1, 4)), (date(9999, 12, 27), date(9999, 12, 28))]
)
def test_four_dates_at_either_end_are_left_to_offsets_and_late_hours(inside: date, outside: date) -> None:
    midnight = datetime(inside.year, inside.month, inside.day, tzinfo=UTC)
    assert instant_in(inside, "due_on", "UTC", bare="begins") == to_micros(midnight)
    with pytest.raises(BadInput, match="outside the dates that can be counted"):
        instant_in(outside, "due_on", "UTC", bare="begins")
