"""Layers: what a company says of its own days, and what a country's working days leave alone (rules C3, C5, C6)."""

from __future__ import annotations

from datetime import date

import pytest

from slacal import Calendar, ProductionCalendar, PublicHolidays

EACH = "Mo 08:00-18:00; Tu 09:00-18:00; We 10:00-18:00; Th 11:00-18:00; Fr 12:00-18:00; Sa 13:00-18:00"


def decided(week: str, holidays: object, day: date) -> tuple[str, str, str]:
    """Return the windows of a date, the layer that decided and the reason."""
    found = Calendar.weekly(week, zone="Europe/Moscow").replace(holidays=holidays).day(day)
    return ",".join(map(str, found.windows)) or "off", found.layer.value, found.reason


SHORT_SATURDAY = ProductionCalendar.of({date(2026, 11, 21): "shortened"}, name="works")


@pytest.mark.parametrize(
    ("source", "day"),
    [
        (ProductionCalendar("RU"), date(2025, 11, 1)),  # a Saturday worked in place of Monday
        (PublicHolidays("RU"), date(2025, 11, 1)),
        (ProductionCalendar("RU"), date(2026, 11, 3)),  # a Tuesday, an hour shorter
        (SHORT_SATURDAY, date(2026, 11, 21)),
    ],
)
def test_c6_no_working_day_of_a_country_reopens_or_shortens_a_companys_own_day_off(source: object, day: date) -> None:
    for holidays in ([day, source], [source, day]):
        assert decided(EACH, holidays, day) == ("off", "public_holiday", "holiday")
        assert decided(f"{EACH}; PH 12:00-14:00", holidays, day) == ("12:00-14:00", "public_holiday", "holiday")


def test_c6_a_day_off_that_was_moved_says_from_which_weekend_day() -> None:
    # the government moved Sunday 4 January to Thursday 31 December 2026
    found = decided(EACH, ProductionCalendar("RU"), date(2026, 12, 31))
    assert found == ("off", "production_calendar", "day off moved from 2026-01-04")


def test_c6_a_weekday_that_a_table_works_gets_back_the_hours_that_the_week_has_for_that_date() -> None:
    works = ProductionCalendar.of({date(2026, 11, 4): "workday"}, name="works")  # a Wednesday, a holiday in Russia
    week = "Mo-Fr 09:00-18:00; Nov 04 10:00-12:00"
    assert decided(week, [PublicHolidays("RU"), works], date(2026, 11, 4))[:2] == ("10:00-12:00", "dated_week")


def test_c19_hours_of_a_single_date_hold_only_in_the_week_that_names_it() -> None:
    # The weeks alternate from Monday 5 January 2026: the 12th lies in the second one's turn.
    early, late = "Mo-Fr 06:00-14:00; Jan 06 off; Jan 13 off", "Mo-Fr 14:00-22:00"
    rota = Calendar.rota([early, late], anchor=date(2026, 1, 5), zone="UTC")
    assert [",".join(map(str, rota.day(date(2026, 1, day)).windows)) for day in (6, 7, 13)] == [
        "",
        "06:00-14:00",
        "14:00-22:00",
    ]
