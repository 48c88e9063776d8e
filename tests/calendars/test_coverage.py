"""What the holiday data of a calendar knows, date by date, and what is said outside (rule C8)."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal import BeyondData, Calendar, CoverageWarning, DayRule, HolidayDates, ProductionCalendar
from slacal.calendars import coverage

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_c8_a_warning_does_not_point_at_the_line_that_gives_it() -> None:
    with pytest.warns(CoverageWarning) as caught:
        desk(SOURCES["dates"]).is_business_day(date(2026, 10, 1))
    assert caught[0].filename != coverage.__file__


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


WEEK = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00+00:00")


def refuses(calendar: Calendar, day: str) -> bool:
    try:
        calendar.is_open(noon(day))
    except BeyondData:
        return True
    return False


def strictly(*sources: object) -> Calendar:
    return WEEK.replace(holidays=list(sources), coverage="raise")


def test_c8_a_version_whose_data_begins_after_the_change_is_unknown_until_then() -> None:
    # 2026 is known to the old version, 2027 to the new one; from July to December 2026 nobody knows
    changed = strictly(table_of(2026)).until(noon("2026-07-01"), then=strictly(table_of(2027)))
    assert [refuses(changed, day) for day in ("2026-06-30", "2026-09-01")] == [False, True]
    late = strictly(table_of(2027)).until(noon("2026-07-01"), then=strictly(table_of(2027)))
    assert [refuses(late, day) for day in ("2026-06-30", "2026-09-01", "2027-03-01")] == [True, True, False]


def test_c8_a_version_whose_data_ends_before_the_change_is_known_until_then() -> None:
    changed = strictly(table_of(2025)).until(noon("2026-07-01"), then=strictly(table_of(2026)))
    assert [refuses(changed, day) for day in ("2025-06-30", "2026-03-02")] == [False, True]


def test_c8_tables_side_by_side_know_the_dates_that_both_know() -> None:
    company = ProductionCalendar.of({}, name="company", covers=(date(2026, 1, 1), date(2030, 12, 31)))
    for sources in ((company, ProductionCalendar("RU")), (ProductionCalendar("RU"), company)):
        both = strictly(*sources)
        assert [refuses(both, day) for day in ("2025-03-03", "2026-03-02", "2027-03-01")] == [True, False, False]
        with pytest.raises(BeyondData, match=r"ProductionCalendar\('RU'\), unknown from 2028-01-01"):
            both.is_open(noon("2028-03-01"))  # Russia's table ends with 2027


def test_c8_of_tables_with_a_gap_the_dates_after_it_are_known() -> None:
    apart = strictly(table_of(2026), table_of(2024))
    assert [refuses(apart, day) for day in ("2025-06-02", "2026-06-01", "2027-06-01")] == [True, False, True]


def empty(first: str, last: str, name: str = "works") -> ProductionCalendar:
    return ProductionCalendar.of({}, name=name, covers=(date.fromisoformat(first), date.fromisoformat(last)))


def test_c8_tables_that_share_one_date_know_that_date_alone() -> None:
    both = strictly(empty("2026-01-01", "2026-06-30"), empty("2026-06-30", "2026-12-31"))
    assert [refuses(both, day) for day in ("2026-06-29", "2026-06-30", "2026-07-01")] == [True, False, True]


def test_c8_a_table_follows_the_one_that_ends_last_before_it() -> None:
    # 2025 goes on where the table of all of 2024 ends; the table of its first half ends alone, on 30 June 2024
    half = empty("2024-01-01", "2024-06-30")
    both = strictly(half, empty("2024-01-01", "2024-12-31"), empty("2025-01-01", "2025-12-31"))
    assert [refuses(both, day) for day in ("2024-03-01", "2024-09-02", "2025-03-03")] == [False, True, True]


def test_c8_of_tables_that_follow_one_another_the_first_is_named_before_them_and_the_last_after() -> None:
    years = strictly(empty("2026-01-01", "2026-12-31", "early"), empty("2027-01-01", "2027-12-31", "late"))
    with pytest.raises(BeyondData, match=r"name: early.*unknown before 2026-01-01"):
        years.is_open(noon("2025-06-02"))
    with pytest.raises(BeyondData, match=r"name: late.*unknown from 2028-01-01"):
        years.is_open(noon("2028-06-01"))


@pytest.mark.parametrize("order", [1, -1])
def test_c8_a_part_that_ignores_what_is_not_known_leaves_the_other_to_warn_of_its_own_dates(order: int) -> None:
    quiet = WEEK.replace(holidays=HolidayDates.of([], covers=SPRING), coverage="ignore")
    parts = [quiet, WEEK.replace(holidays=table_of(2026))][::order]
    either = parts[0] | parts[1]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert either.is_open(noon("2026-12-01"))  # a Tuesday, which the other knows
    with pytest.warns(CoverageWarning, match="not known from 2027-01-01"):
        assert either.is_open(noon("2027-12-01"))


def test_c8_a_part_with_plain_dates_knows_all_dates_and_refuses_none() -> None:
    # a list of dates has no first and no last date that it knows, so the other part alone has unknown ones
    either = strictly(date(2026, 5, 4)) | WEEK.replace(holidays=table_of(2026))
    with pytest.warns(CoverageWarning):
        assert either.is_open(noon("2027-12-01"))


@pytest.mark.parametrize("order", [1, -1])
def test_c8_a_part_that_refuses_is_heard_in_any_order(order: int) -> None:
    begins = HolidayDates.of([date(2026, 5, 4)], covers=(date(2026, 1, 1), date.max))
    parts = [strictly(begins), WEEK.replace(holidays=begins), WEEK.replace(coverage="raise")][::order]
    assert refuses(parts[0] | parts[1] | parts[2], "2025-06-02")


ROUND = Calendar.weekly("Mo-Su 00:00-24:00", zone="UTC")
FIRST, LAST = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)  # a Friday; a Monday, unknown
MAY = HolidayDates.of([date(2026, 5, 1), date(2026, 5, 31)], covers=(date(2026, 5, 1), date(2026, 5, 31)))
OPENS = DayRule(lands="open")
EDGES: dict[str, Callable[[Calendar], object]] = {
    "a closing at the first date": lambda desk: desk.previous_close(FIRST + timedelta(hours=1)),
    "rolled back to it": lambda desk: desk.roll_back(FIRST + timedelta(hours=1)),
    "nothing subtracted": lambda desk: desk.subtract(FIRST + timedelta(hours=1), timedelta()),
    "an opening after the last date": lambda desk: desk.next_open(LAST - timedelta(hours=1)),
    "rolled forward to it": lambda desk: desk.roll_forward(LAST - timedelta(hours=1)),
    "nothing added": lambda desk: desk.add(LAST - timedelta(hours=1), timedelta()),
    "used up at the far edge": lambda desk: desk.add(
        datetime(2026, 5, 30, 23, tzinfo=UTC), timedelta(hours=1), edge="far"
    ),
    "a day after the last one": lambda desk: desk.add_business_days(LAST - timedelta(hours=1), 1, rule=OPENS),
    "a day before the first one": lambda desk: desk.add_business_days(FIRST + timedelta(hours=1), -1),
    "a state that ends there": lambda desk: desk.status(LAST - timedelta(hours=1)),
    "a state that began there": lambda desk: desk.status(FIRST + timedelta(hours=1)),
}


@pytest.mark.parametrize("question", EDGES)
def test_c8_an_answer_on_the_very_edge_of_the_known_dates_warns(question: str) -> None:
    with pytest.warns(CoverageWarning):
        EDGES[question](ROUND.replace(holidays=MAY))


def test_c8_an_answer_that_needs_no_more_than_the_known_dates_does_not_warn() -> None:
    desk = ROUND.replace(holidays=HolidayDates.of([date(2026, 5, 4)], covers=MAY.covers))
    hour = timedelta(hours=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert desk.add(LAST - hour, hour) == LAST
        assert desk.subtract(FIRST + hour, hour) == FIRST
        assert desk.roll_back(FIRST) == FIRST
        assert desk.add_business_days(datetime(2026, 5, 30, tzinfo=UTC), 1) == LAST  # Sunday closes at 24:00


def test_c8_the_last_microsecond_of_the_known_dates_is_known_and_the_instant_after_it_is_not() -> None:
    desk, instant = ROUND.replace(holidays=HolidayDates.of([], covers=MAY.covers)), timedelta(microseconds=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert desk.elapsed(LAST - instant, LAST) == instant
    with pytest.warns(CoverageWarning, match="not known from 2026-06-01"):
        assert desk.elapsed(LAST, LAST) == timedelta()


def test_c8_time_that_ends_with_the_known_dates_and_begins_before_them_is_unknown_before_them() -> None:
    with pytest.warns(CoverageWarning, match="not known before 2026-05-01"):
        ROUND.replace(holidays=MAY).elapsed(FIRST - timedelta(hours=1), LAST)


def test_c8_where_one_source_ends_as_the_other_begins_the_last_instant_before_is_unknown_before_it() -> None:
    june = HolidayDates.of([], covers=(date(2026, 6, 1), date(2026, 6, 30)))
    with pytest.warns(CoverageWarning, match=r"not known before 2026-06-01 .*2026, 6, 30"):
        ROUND.replace(holidays=[MAY, june]).elapsed(LAST - timedelta(microseconds=1), LAST)


@pytest.mark.parametrize(("length", "said"), [(100, "{0})"), (101, "{0:.100}...)")])
def test_c8_a_source_is_named_whole_up_to_a_hundred_characters(length: int, said: str) -> None:
    russia = ProductionCalendar("RU")
    bare = len(repr(russia.with_days({date(2026, 5, 4): "day_off"}, reason="f"))) - 1
    source = russia.with_days({date(2026, 5, 4): "day_off"}, reason="f" * (length - bare))
    with pytest.warns(CoverageWarning) as caught:
        ROUND.replace(holidays=source).is_open(noon("2028-01-03"))
    assert f"(the holiday data of {said.format(repr(source))};" in str(caught[0].message)


def test_c8_subtracting_to_the_far_edge_asks_about_the_time_before_it() -> None:
    # A minute before the first date decides whether its midnight is the far end of a gap.
    desk = ROUND.replace(holidays=HolidayDates.of([date(2026, 5, 4)], covers=MAY.covers), coverage="raise")
    hour = timedelta(hours=1)
    assert desk.subtract(FIRST + hour, hour) == FIRST
    with pytest.raises(BeyondData, match="unknown before 2026-05-01"):
        desk.subtract(FIRST + hour, hour, edge="far")


def test_c8_where_one_version_alone_rests_on_data_counting_outside_of_it_warns() -> None:
    plain, known = ROUND, ROUND.replace(holidays=HolidayDates.of([], covers=MAY.covers))
    for versions, day in ((plain.until(FIRST, then=known), LAST), (known.until(LAST, then=plain), FIRST)):
        beyond = day.date() + timedelta(1 if day is LAST else -2)
        with pytest.warns(CoverageWarning):
            versions.count_business_days(beyond, beyond + timedelta(1))


def test_c8_a_shift_that_runs_into_an_unknown_date_is_noted() -> None:
    nights = Calendar.weekly("Mo-Su 22:00-06:00", zone="UTC", holidays=HolidayDates.of([], covers=MAY.covers))
    with pytest.warns(CoverageWarning):
        assert "not known from 2026-06-01" in nights.day(date(2026, 5, 31)).note
    assert "from 2026-06-01" in nights.replace(coverage="raise").day(date(2026, 5, 31)).note
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nights.day(date(2026, 5, 30)).note == ""
        assert nights.is_business_day(date(2026, 5, 31))


def test_c6_dates_that_a_table_does_not_name_overrule_no_other_source() -> None:
    desk = WEEK.replace(holidays=["RU", table_of(2026)])
    assert not desk.is_business_day(date(2026, 1, 1))
    assert not desk.is_business_day(date(2026, 5, 4))  # the company's own day off
    assert not WEEK.replace(holidays=[table_of(2026), ProductionCalendar("RU")]).is_business_day(date(2026, 5, 4))


def test_c6_a_working_day_that_a_table_names_overrules_a_holiday() -> None:
    works = ProductionCalendar.of({date(2026, 1, 1): "workday"}, name="works")
    assert WEEK.replace(holidays=["RU", works]).is_business_day(date(2026, 1, 1))
    again = ProductionCalendar.loads("# covers: 2026-01-01..2026-12-31\ndate,type\n2026-01-01,workday\n", name="works")
    assert again == works
