"""Stretches as text: a day's within one line, and a longer one with both dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from slacal import Calendar


def test_a_stretch_says_its_date_once_within_a_day_and_twice_beyond_it() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    friday = desk.explain(datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC))
    assert [str(one) for one in friday] == [
        "Fri 2026-11-20 18:00 - 19:00  open    Friday",
        "Fri 2026-11-20 19:00 - Sat 2026-11-21 00:00  closed  outside hours",
    ]


@pytest.mark.parametrize(("opens", "told"), [("12:00", "Mon 2026-11-30 12:00"), ("11:59", "Mon 11:59")])
def test_a_change_a_week_after_the_last_one_is_told_with_its_date_and_a_nearer_one_without(
    opens: str, told: str
) -> None:
    # closed from Monday the 23rd at noon until Monday the 30th
    desk = Calendar.weekly("Mo 10:00-12:00", zone="UTC", special_days={date(2026, 11, 30): f"{opens}-13:00"})
    assert str(desk.status(datetime(2026, 11, 28, tzinfo=UTC))) == f"closed, opens {told}: Saturday"
