"""Stretches as text: a day's within one line, and a longer one with both dates."""

from __future__ import annotations

from datetime import UTC, datetime

from slacal import Calendar


def test_a_stretch_says_its_date_once_within_a_day_and_twice_beyond_it() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    friday = desk.explain(datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC))
    assert [str(one) for one in friday] == [
        "Fri 2026-11-20 18:00 - 19:00  open    Friday",
        "Fri 2026-11-20 19:00 - Sat 2026-11-21 00:00  closed  outside hours",
    ]
