"""Russia's production calendar, 2015-2027: working days, shortened days and published hours, by two roads.

The `holidays` package knows holidays and transfers but neither shortened days nor decrees; the shipped table knows
all. Both are held against the official table, and the hours that they give against the published norm.
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from slacal import Calendar, Layer, ProductionCalendar

DATA = Path(__file__).parents[1] / "data"
MOSCOW = timedelta(hours=3)  # since 26 October 2014, all the year round
WEEK = "Mo-Fr 09:00-13:00,14:00-18:00"  # 40 hours
NORM_WEEKS = {
    "norm_hours_40h_week": (WEEK, Fraction(8)),
    "norm_hours_36h_week": ("Mo-Fr 09:00-16:12", Fraction(36, 5)),  # 7 h 12 min a day
    "norm_hours_24h_week": ("Mo-Fr 09:00-13:48", Fraction(24, 5)),  # 4 h 48 min
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TABLE = {date.fromisoformat(row["date"]): row for row in rows("ru_production_calendar.csv")}
TABLE_2027 = {date.fromisoformat(row["date"]): row for row in rows("ru_production_calendar_2027.csv")}
NORMS = rows("ru_norm_hours.csv")
DECREE_DAYS = {
    *(date(2020, 3, day) for day in (30, 31)),
    *(date(2020, 4, day) for day in (1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30)),
    *(date(2020, 5, day) for day in (6, 7, 8)),
    date(2020, 6, 24),
    date(2020, 7, 1),
    *(date(2021, 5, day) for day in (4, 5, 6, 7)),
    *(date(2021, 11, day) for day in (1, 2, 3)),
}


@cache
def desk(week: str = WEEK, decree: str = "closed") -> Calendar:
    return Calendar.weekly(week, zone="Europe/Moscow", holidays=ProductionCalendar("RU", decree=decree))


@cache
def by_package() -> Calendar:
    return Calendar.weekly(WEEK, zone="Europe/Moscow", holidays="RU")


def day_type(calendar: Calendar, on: date) -> str:
    """Return what a calendar makes of a date, told by its open hours."""
    day = calendar.day(on)
    opened = sum((span.length for span in day.spans), timedelta())
    return {timedelta(): "day_off", timedelta(hours=7): "shortened", timedelta(hours=8): "workday"}[opened]


# ---- the holidays package


def test_holidays_and_transfers_agree_with_the_official_table_on_all_dates_but_decree_days() -> None:
    worked = {on for on in TABLE if by_package().is_business_day(on)}
    assert len(TABLE) == 4_383
    assert {on for on, row in TABLE.items() if (row["day_type"] != "day_off") != (on in worked)} == set()
    differing = {on for on, row in TABLE.items() if (row["day_type_with_decree"] != "day_off") != (on in worked)}
    assert differing == DECREE_DAYS


def test_the_decree_days_are_29_of_2020_and_7_of_2021() -> None:
    assert {on for on, row in TABLE.items() if row["nonworking_by_decree"] == "1"} == DECREE_DAYS
    assert [sum(on.year == year for on in DECREE_DAYS) for year in (2020, 2021)] == [29, 7]


def test_the_ten_working_weekends_are_open_by_transfer() -> None:
    weekends = {on for on, row in TABLE.items() if on.weekday() >= 5 and row["day_type"] != "day_off"}
    found = {on for on in TABLE if by_package().day(on).layer is Layer.TRANSFERRED_WORKDAY}
    assert len(weekends) == 10
    assert found == weekends


def test_holidays_and_transfers_agree_on_2027() -> None:
    worked = {on for on in TABLE_2027 if by_package().is_business_day(on)}
    assert worked == {on for on, row in TABLE_2027.items() if row["day_type"] != "day_off"}


# ---- the shipped table


@pytest.mark.parametrize(("decree", "column"), [("ignore", "day_type"), ("closed", "day_type_with_decree")])
def test_every_day_type_of_twelve_years_is_that_of_the_official_table(decree: str, column: str) -> None:
    calendar = desk(decree=decree)
    agreeing = [on for on, row in TABLE.items() if day_type(calendar, on) == row[column]]
    assert len(agreeing) == 4_383


@pytest.mark.parametrize("decree", ["ignore", "closed"])
def test_2027_is_that_of_the_official_table(decree: str) -> None:
    found = {on: day_type(desk(decree=decree), on) for on in TABLE_2027}
    assert found == {on: row["day_type"] for on, row in TABLE_2027.items()}
    # 247 working days, four of them shortened
    assert [[*found.values()].count(kind) for kind in ("workday", "shortened")] == [243, 4]


def test_the_table_names_the_holidays_and_where_days_off_came_from() -> None:
    table = ProductionCalendar("RU")
    for on, row in TABLE.items():
        day = table.on(on)
        assert day is not None
        assert row["moved_from"] in {"", str(day.moved_from)}
        assert day.decree == (row["nonworking_by_decree"] == "1")
        assert day.type.is_worked == (row["day_type"] != "day_off")


# ---- the norm


def hours_of(row: dict[str, str], week: str) -> Fraction:
    """Return the open hours of a row's month, or of its year for month 0, without decrees."""
    year, month = int(row["year"]), int(row["month"])
    first = datetime(year, month or 1, 1, tzinfo=UTC) - MOSCOW
    last = datetime(year + (month in {0, 12}), (month + 1) if 0 < month < 12 else 1, 1, tzinfo=UTC) - MOSCOW
    return Fraction(desk(week, "ignore").elapsed(first, last) // timedelta(seconds=1), 3_600)


@pytest.mark.parametrize("column", NORM_WEEKS)
def test_open_time_is_the_norm_of_every_month_and_year(column: str) -> None:
    week, _ = NORM_WEEKS[column]
    assert len(NORMS) == 156
    assert [hours_of(row, week) for row in NORMS] == [Fraction(row[column]) for row in NORMS]


def test_the_norms_that_the_government_published_are_met_to_the_hour() -> None:
    official = {row["year"]: row for row in NORMS if row["published_by"].startswith("data.gov.ru")}
    assert [*official] == ["2015", "2016", "2017", "2018", "2019", "2020"]
    assert {year: hours_of(row, WEEK) for year, row in official.items()} == {
        "2015": 1971, "2016": 1974, "2017": 1973, "2018": 1970, "2019": 1970, "2020": 1979,
    }  # fmt: skip


def test_the_norms_that_others_published_are_met_to_the_hour() -> None:
    others = [row for row in NORMS if "published" in row["basis"] and not row["published_by"].startswith("data.gov.ru")]
    assert len(others) == 28
    assert [hours_of(row, WEEK) for row in others] == [int(row["norm_hours_40h_week"]) for row in others]


@pytest.mark.parametrize("column", NORM_WEEKS)
def test_the_norm_is_a_fifth_of_the_week_for_each_working_day_less_an_hour_for_each_shortened_one(column: str) -> None:
    _, day = NORM_WEEKS[column]
    for row in NORMS:
        assert day * int(row["working_days"]) - int(row["shortened_days"]) == Fraction(row[column])


def test_working_days_are_the_business_days() -> None:
    for row in NORMS:
        year, month = int(row["year"]), int(row["month"])
        first = date(year, month or 1, 1)
        last = first + timedelta(days=int(row["calendar_days"]) - 1)
        found = desk(decree="ignore").count_business_days(first, last, counts_from="same_day")
        assert found == int(row["working_days"]), row


@pytest.mark.parametrize("year", [2020, 2021])
def test_decrees_lower_the_open_time_and_not_the_norm(year: int) -> None:
    first, last = (datetime(of, 1, 1, tzinfo=UTC) - MOSCOW for of in (year, year + 1))
    closed = [on for on in DECREE_DAYS if on.year == year]
    lost = sum(int(TABLE[on]["norm_hours"]) for on in closed)
    assert desk(decree="ignore").elapsed(first, last) - desk().elapsed(first, last) == timedelta(hours=lost)


def test_2027_has_1972_hours() -> None:
    first, last = datetime(2027, 1, 1, tzinfo=UTC) - MOSCOW, datetime(2027, 12, 31, 20, 59, tzinfo=UTC)
    assert desk().elapsed(first, last) == timedelta(hours=1_972)
    assert sum(int(row["norm_hours"]) for row in TABLE_2027.values()) == 1_972
