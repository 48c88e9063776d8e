"""Open stretches one after another: those of 200 years, whichever years were compiled before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from slacal import Calendar
from slacal.calendars.horizon import Horizon
from slacal.calendars.walks import stretches_after, stretches_before
from slacal.spans.instant import shown, to_micros

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SEARCH = 73_050 * DAY  # 200 years of 365.25 days
YEARLY = Calendar.weekly("Nov 20 10:00-12:00", zone="UTC")
ALWAYS = Calendar.always()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def walked(calendar: Calendar, start: datetime, how: str, *compiled: int) -> list[tuple[datetime, datetime]]:
    """Return the stretches after or before an instant, where some years, and those between them, are compiled."""
    years = Horizon(calendar.description)
    for year in compiled:
        years.reach(to_micros(at(f"{year}-03-01")), to_micros(at(f"{year}-03-01")))
    walk = stretches_after if how == "after" else stretches_before
    return [(shown(opens), shown(closes)) for opens, closes in walk(years, to_micros(start))]


@pytest.mark.parametrize("compiled", [(), (2026, 2235)])
def test_the_stretches_after_an_instant_end_with_two_hundred_years(compiled: tuple[int, ...]) -> None:
    # From 20 November 2026 to that of 2226 are 73,048 days, with 48 leap days: the walk ends there, at eleven o'clock.
    whole = [(at(f"{year}-11-20T10:00"), at(f"{year}-11-20T12:00")) for year in range(2026, 2226)]
    clipped = at("2226-11-20T10:00"), at("2226-11-20T11:00")
    assert walked(YEARLY, at("2026-11-18T11:00"), "after", *compiled) == [*whole, clipped]


@pytest.mark.parametrize("compiled", [(), (1815, 2026)])
def test_the_stretches_before_an_instant_end_with_two_hundred_years(compiled: tuple[int, ...]) -> None:
    # From 20 November 1826 to that of 2026 are 73,049 days, with 49 leap days.
    whole = [(at(f"{year}-11-20T10:00"), at(f"{year}-11-20T12:00")) for year in range(2026, 1826, -1)]
    clipped = at("1826-11-20T11:00"), at("1826-11-20T12:00")
    assert walked(YEARLY, at("2026-11-21T11:00"), "before", *compiled) == [*whole, clipped]


@pytest.mark.parametrize("compiled", [(), (1700, 2026), (2026, 2350)])
def test_what_never_closes_is_one_stretch_of_two_hundred_years(compiled: tuple[int, ...]) -> None:
    now = at("2026-11-20T10:00")
    assert walked(ALWAYS, now, "after", *compiled) == [(now, now + SEARCH)]
    assert walked(ALWAYS, now, "before", *compiled) == [(now - SEARCH, now)]


def test_what_never_closes_is_open_to_both_ends_of_the_dates_that_can_be_searched() -> None:
    late, early = at("9990-06-01"), at("0003-06-01")
    assert walked(ALWAYS, late, "after") == [(late, at("9999-12-27"))]
    assert walked(ALWAYS, early, "before") == [(at("0001-01-05"), early)]
