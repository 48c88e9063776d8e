"""What the holiday data of a calendar knows, date by date, and what is said outside (rule C8)."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacal import BeyondData, Calendar, CoverageWarning, HolidayDates, ProductionCalendar

BERLIN = ZoneInfo("Europe/Berlin")
SPRING = (date(2026, 3, 1), date(2026, 9, 30))
DAYS = {date(2026, 5, 4): "day_off"}
SOURCES = {
    "mapping": ProductionCalendar.of(DAYS, name="works", covers=SPRING),
    "csv": ProductionCalendar.loads("# covers: 2026-03-01..2026-09-30\ndate,type\n2026-05-04,day_off\n"),
    "dates": HolidayDates.of({date(2026, 5, 4): "fair"}, covers=SPRING),
}


def desk(source: object, coverage: str = "warn") -> Calendar:
    return Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin", holidays=source).replace(coverage=coverage)


@pytest.mark.parametrize("source", SOURCES)
def test_c8_data_of_a_part_of_a_year_is_known_inside_its_own_dates(source: str) -> None:
    strict = desk(SOURCES[source], "raise")
    assert strict.is_business_day(date(2026, 3, 2))  # a Monday
    assert not strict.is_business_day(date(2026, 5, 4))
    assert strict.is_open(datetime(2026, 9, 30, 18, 59, tzinfo=BERLIN))  # the Wednesday that is the last date known
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Mondays to Fridays of March to September 2026: 22 + 22 + 21 + 22 + 23 + 21 + 22, less 4 May
        assert desk(SOURCES[source]).count_business_days(*SPRING, counts_from="same_day") == 152


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("day", "edge"), [(date(2026, 2, 27), "before 2026-03-01"), (date(2026, 10, 1), "from 2026-10-01")]
)
def test_c8_the_first_date_outside_is_unknown(source: str, day: date, edge: str) -> None:
    with pytest.warns(CoverageWarning, match=f"not known {edge}"):
        assert desk(SOURCES[source]).is_business_day(day)
    with pytest.raises(BeyondData, match=f"unknown {edge}"):
        desk(SOURCES[source], "raise").is_business_day(day)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert desk(SOURCES[source], "ignore").is_business_day(day)


def test_c8_of_several_sources_the_dates_that_all_know_are_known() -> None:
    early = ProductionCalendar.of(DAYS, name="early", covers=(date(2026, 1, 1), date(2026, 6, 30)))
    strict = desk([early, SOURCES["dates"]], "raise")
    assert strict.count_business_days(date(2026, 3, 1), date(2026, 6, 30)) == 86  # 22 + 22 + 21 + 22, less 4 May
    for day in (date(2026, 2, 27), date(2026, 7, 1)):
        with pytest.raises(BeyondData):
            strict.day(day)


def test_c8_a_long_table_is_named_briefly() -> None:
    long = ProductionCalendar.of({date(2026, month, 4): "day_off" for month in range(1, 13)}, name="works")
    with pytest.warns(CoverageWarning) as caught:
        desk(long).is_business_day(date(2027, 1, 4))
    assert len(str(caught[0].message)) < 300


def table_of(year: int) -> ProductionCalendar:
    whole = date(year, 1, 1), date(year, 12, 31)
    return ProductionCalendar.of({date(year, 5, 4): "day_off"}, name="works", covers=whole)


def test_c8_tables_of_years_that_follow_one_another_know_them_together() -> None:
    years = [
        ProductionCalendar.of(
            {date(year, 5, 4): "day_off"}, name="works", covers=(date(year, 1, 1), date(year, 12, 31))
        )
        for year in (2027, 2026)
    ]
    strict = desk(years, "raise")
    assert not strict.is_business_day(date(2026, 5, 4))
    assert not strict.is_business_day(date(2027, 5, 4))
    with pytest.raises(BeyondData, match="2028"):
        strict.is_business_day(date(2028, 1, 3))
    apart = desk(
        [years[0], ProductionCalendar.of({}, name="old", covers=(date(2020, 1, 1), date(2020, 12, 31)))], "raise"
    )
    with pytest.raises(BeyondData):
        apart.is_business_day(date(2023, 1, 2))  # between them nobody knows
