"""Layers: what a company says of its own days, and what a country's working days leave alone (rules C3 to C6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

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


def test_c5_a_companys_own_day_off_keeps_the_other_weekends_of_the_year_worked() -> None:
    # Of 2024 Russia worked the Saturdays 27 April, 2 November, in place of Tuesday 30 April, and 28 December.
    own = [PublicHolidays("RU"), date(2024, 4, 27)]
    assert decided(EACH, own, date(2024, 4, 27))[0] == "off"
    found = decided(EACH, own, date(2024, 11, 2))
    assert found == ("09:00-18:00", "transferred_workday", "working Saturday in place of 2024-04-30")


@pytest.mark.parametrize(
    "source",
    [PublicHolidays("RU", transferred="own"), ProductionCalendar("RU", transferred="own", shortened="ignore")],
)
@pytest.mark.parametrize(("anchor", "windows"), [(27, "06:00-10:00"), (20, "14:00-18:00")])
def test_c5_a_worked_weekend_with_its_own_hours_has_those_of_the_week_in_turn(
    source: object, anchor: int, windows: str
) -> None:
    # Saturday 1 November 2025 lies in the week of Monday 27 October, the second one from the 20th.
    weeks = ["Mo-Fr 06:00-14:00; Sa 06:00-10:00", "Mo-Fr 14:00-22:00; Sa 14:00-18:00"]
    rota = Calendar.rota(weeks, anchor=date(2025, 10, anchor), zone="Europe/Moscow").replace(holidays=source)
    assert [*map(str, rota.day(date(2025, 11, 1)).windows)] == [windows]


@pytest.mark.parametrize("how", ["close_earlier", "open_later"])
@pytest.mark.parametrize(
    ("source", "day"),
    [
        (ProductionCalendar("RU", transferred="closed"), date(2025, 11, 1)),  # a Saturday worked in place of Monday
        (PublicHolidays("RU", transferred="closed"), date(2025, 11, 1)),
        (ProductionCalendar("RU"), date(2026, 12, 31)),  # a Thursday off
        (ProductionCalendar("RU"), date(2020, 3, 30)),  # a Monday that a decree closed
    ],
)
def test_c4_what_takes_hours_off_a_closed_date_leaves_it_closed(how: str, source: object, day: date) -> None:
    calendar = Calendar.weekly(EACH, zone="Europe/Moscow", special_days={day: {how: "1 hour"}})
    assert calendar.replace(holidays=source).day(day).windows == ()


@pytest.mark.parametrize("special", [{}, {"close_earlier": "1 hour"}, {"open_later": "1 hour"}])
def test_c6_of_a_night_that_is_shortened_to_nothing_no_tail_stays_open(special: dict[str, str]) -> None:
    # Half an hour on each side of midnight, less one hour: nothing is left to take more from.
    friday = date(2026, 11, 20)
    short = ProductionCalendar.of({friday: "shortened"}, name="works")
    specials = {friday: special} if special else {}
    night = Calendar.weekly("Fr 23:30-24:30", zone="UTC", holidays=short, special_days=specials)
    start = datetime(2026, 11, 20, tzinfo=UTC)
    assert night.elapsed(start, start + timedelta(days=2)) == timedelta()


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
