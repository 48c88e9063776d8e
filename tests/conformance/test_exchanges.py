"""Twelve years of two stock exchanges: weekly hours, closed dates and half days give every session to the minute."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar

DATA = Path(__file__).parents[1] / "data" / "exchange_sessions.csv.gz"
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)


class Exchange(NamedTuple):
    """What an exchange publishes of itself: its zone, its day, its half day, and how many of each there were."""

    zone: str
    day: str
    half_day: str
    sessions: int
    half_days: int


EXCHANGES = {
    "XNYS": Exchange("America/New_York", "09:30-16:00", "09:30-13:00", 3_017, 25),
    "XHKG": Exchange("Asia/Hong_Kong", "09:30-12:00,13:00-16:00", "09:30-12:00", 2_955, 26),
}


class Session(NamedTuple):
    """One row: the local date, the minutes of trading, and the stretches in UTC."""

    date: date
    minutes: int
    spans: list[tuple[datetime, datetime]]


@cache
def sessions(name: str) -> list[Session]:
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["exchange"] == name]
    edges = ("open_utc", "break_start_utc", "break_end_utc", "close_utc")
    found: list[Session] = []
    for row in rows:
        times = [datetime.fromisoformat(row[edge]) for edge in edges if row[edge]]
        spans = list(zip(times[::2], times[1::2], strict=True))
        found.append(Session(date.fromisoformat(row["session"]), int(row["trading_minutes"]), spans))
    return found


@cache
def calendar_of(name: str) -> Calendar:
    """Return Mo-Fr by the clock of the exchange, less the weekdays without a session, half days shorter.

    A half day is a session of fewer minutes than usual. Its hours are the published ones, and not those of its row.
    """
    exchange, rows = EXCHANGES[name], sessions(name)
    traded = {row.date for row in rows}
    every = [FIRST + timedelta(days=days) for days in range((LAST - FIRST).days + 1)]
    usual = max(row.minutes for row in rows)
    half = [row.date for row in rows if row.minutes < usual]
    return Calendar.weekly(
        f"Mo-Fr {exchange.day}",
        zone=exchange.zone,
        holidays=[day for day in every if day.weekday() < 5 and day not in traded],
        special_days=dict.fromkeys(half, exchange.half_day),
    )


@pytest.mark.parametrize("name", EXCHANGES)
def test_every_session_is_open_to_the_minute_and_nothing_else_is(name: str) -> None:
    exchange, rows, calendar = EXCHANGES[name], sessions(name), calendar_of(name)
    assert len(rows) == exchange.sessions
    assert len({row.date for row in rows if row.minutes < 330}) == exchange.half_days
    zone = ZoneInfo(exchange.zone)
    start = datetime(2015, 1, 1, tzinfo=zone)
    end = datetime(2027, 1, 1, tzinfo=zone)
    found = [(opens.astimezone(UTC), closes.astimezone(UTC)) for opens, closes in calendar.spans(start, end)]
    assert found == [span for row in rows for span in row.spans]


@pytest.mark.parametrize("name", EXCHANGES)
def test_the_open_time_of_twelve_years_is_the_published_minutes(name: str) -> None:
    calendar = calendar_of(name)
    start, end = datetime(2015, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert calendar.elapsed(start, end) == timedelta(minutes=sum(row.minutes for row in sessions(name)))


@pytest.mark.parametrize("name", EXCHANGES)
def test_sessions_are_the_business_days(name: str) -> None:
    calendar, rows = calendar_of(name), sessions(name)
    assert calendar.count_business_days(FIRST, LAST, counts_from="same_day") == len(rows)
    for before, after in zip(rows[:-1:50], rows[1::50], strict=False):
        last_close, next_close = before.spans[-1][1], after.spans[-1][1]
        assert calendar.add_business_days(last_close, 1) == next_close
        assert calendar.next_open(last_close) == after.spans[0][0]
        assert calendar.previous_close(after.spans[0][0]) == last_close
