"""Dates as plain tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from slacal import Calendar
from slacal.cli.calendar_text import dates_text, status_text, year_text

DESK = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone="Europe/Berlin", special_days={date(2026, 12, 31): "off"})


@pytest.fixture(autouse=True)
def any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no limit."""
    monkeypatch.delenv("COLUMNS", raising=False)


def test_a_date_has_its_windows_its_open_time_and_its_reason() -> None:
    assert dates_text([DESK.day(date(2026, 12, 30)), DESK.day(date(2026, 12, 31))]).splitlines()[2:] == [
        "Wed 2026-12-30  10:00-13:00, 14:00-19:00  8 h 00 min  Wednesday",
        "Thu 2026-12-31  closed                    0 h 00 min  special day",
    ]


def test_months_are_summed_and_what_differs_is_named() -> None:
    # December 2026 has 23 weekdays, of which the last is off: 22 days of 8 hours.
    months, _, named = year_text([DESK.day(date(2026, 12, day)) for day in range(1, 32)]).partition("\n\n")
    assert months.splitlines()[2] == "2026-12             22  176 h 00 min"
    assert [line.split()[1] for line in named.splitlines()[2:]] == ["2026-12-31"]


def test_a_state_without_an_end_says_so() -> None:
    at = datetime(2026, 11, 20, 18, tzinfo=UTC)
    assert status_text(Calendar.always().status(at), at).startswith("Fri 2026-11-20 18:00 (UTC): open for ever, ")
    known = DESK.freeze(date(2026, 11, 20), date(2026, 11, 21))
    at = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # 19:30 in Berlin, and no date after this one is known
    assert status_text(known.status(at), at).startswith("Fri 2026-11-20 18:30 (UTC): closed no end known, ")


def test_a_plain_year_names_nothing() -> None:
    assert "\n\n" not in year_text([DESK.day(date(2026, 11, 2))])
