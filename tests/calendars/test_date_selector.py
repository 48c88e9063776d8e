"""Which dates of a year a dated rule means: years, parts of the year, ISO weeks, weekdays of a month, Easter."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.date_period import EasterPeriod, Period
from slacal.calendars.date_selector import DateSelector, WeekdayPick
from slacal.calendars.hours_text import parse_hours
from slacal.errors import BadInput


def selector(text: str) -> DateSelector:
    return parse_hours(f"{text} off").dated[0].dates


def dates(text: str, year: int) -> list[str]:
    return [f"{on:%m-%d}" for on in selector(text).dates(year)]


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Dec 24", 2026, ["12-24"]),
        ("Dec 24,26", 2026, ["12-24", "12-26"]),
        ("Dec 24-26", 2026, ["12-24", "12-25", "12-26"]),
        ("Apr 30-May 02", 2026, ["04-30", "05-01", "05-02"]),
        ("Dec 30-Jan 02", 2026, ["01-01", "01-02", "12-30", "12-31"]),
        ("2026 Dec 24", 2026, ["12-24"]),
        ("2026 Dec 24", 2027, []),
        ("2026 Dec 30-2027 Jan 02", 2026, ["12-30", "12-31"]),
        ("2026 Dec 30-2027 Jan 02", 2027, ["01-01", "01-02"]),
        ("2026 Dec 30-2027 Jan 02", 2028, []),
        ("2026,2028 Dec 24", 2027, []),
        ("2026,2028 Dec 24", 2028, ["12-24"]),
        ("2026-2030/2 Dec 24", 2029, []),
        ("2026-2030/2 Dec 24", 2030, ["12-24"]),
        ("2027+ Dec 24", 2026, []),
        ("2027+ Dec 24", 2999, ["12-24"]),
        ("Feb 29", 2026, []),
        ("Feb 29", 2028, ["02-29"]),
        ("Feb 28-Mar 01", 2028, ["02-28", "02-29", "03-01"]),
        ("Feb 29-Mar 01", 2026, ["03-01"]),
        ("Feb 27-29", 2026, ["02-27", "02-28"]),
        # published dates: Labor Day, Thanksgiving and Britain's spring bank holiday of 2026
        ("Sep Mo[1]", 2026, ["09-07"]),
        ("Nov Th[4]", 2026, ["11-26"]),
        ("May Mo[-1]", 2026, ["05-25"]),
        # August 2026 begins on a Saturday and has five of them: 1, 8, 15, 22, 29
        ("Aug Sa[2-4]", 2026, ["08-08", "08-15", "08-22"]),
        ("Aug Sa[5]", 2026, ["08-29"]),
        ("Aug Sa[-2],Mo[5]", 2026, ["08-22", "08-31"]),
        # July 2026 ends on a Friday and has five of them: 3, 10, 17, 24, 31
        ("Jul Fr[-2]", 2026, ["07-24"]),
        ("Jul Fr[-5]", 2026, ["07-03"]),
        # June 2026: the first is a Monday
        ("Jun 01-07 Sa-Mo", 2026, ["06-01", "06-06", "06-07"]),
        # western Easter Sunday is 5 April 2026, 28 March 2027
        ("easter", 2026, ["04-05"]),
        ("easter -2 days", 2026, ["04-03"]),
        ("easter +1 day", 2027, ["03-29"]),
        ("easter -2 days-easter +1 day", 2027, ["03-26", "03-27", "03-28", "03-29"]),
        ("2026 easter", 2027, []),
        # 2026 has 53 ISO weeks: the last runs from Monday 28 December to Sunday 3 January 2027
        ("week 53 Sa-Mo", 2026, ["12-28"]),
        ("week 53 Sa-Mo", 2027, ["01-02", "01-03"]),
        ("week 01-05/2 Mo", 2026, ["01-12", "01-26"]),
        ("week 2,4 We", 2026, ["01-07", "01-21"]),
    ],
)
def test_the_dates_of_a_year_are_found(text: str, year: int, expected: list[str]) -> None:
    assert dates(text, year) == expected


def test_a_month_range_holds_whole_months() -> None:
    found = selector("Jun-Aug").dates(2026)
    assert (found[0], found[-1], len(found)) == (date(2026, 6, 1), date(2026, 8, 31), 92)


def test_a_month_range_may_run_over_the_new_year() -> None:
    found = selector("Nov-Feb").dates(2028)
    # January 31, February 29 in 2028, November 30, December 31
    assert len(found) == 31 + 29 + 30 + 31
    assert {on.month for on in found} == {1, 2, 11, 12}


def test_a_year_by_itself_holds_all_its_dates() -> None:
    assert len(selector("2028").dates(2028)) == 366
    assert selector("2028").dates(2027) == ()


@pytest.mark.parametrize("year", [1, 1000, 9999])
def test_the_first_and_last_years_that_python_knows_have_dates(year: int) -> None:
    assert selector("Dec 31-Jan 01").dates(year) == (date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jun", "Jun 01-30"),
        ("Feb", "Feb 01-29"),
        ("Dec 24,26", "Dec 24,Dec 26"),
        ("2026 Dec 24,2026 Dec 26", "2026 Dec 24,26"),
        ("Dec Mo,Mo[1]", "Dec Mo"),
        ("Dec We,Mo", "Dec Mo,We"),
        ("Dec Mo-Su", "Dec"),
        ("2026-2026 Dec 24", "2026 Dec 24"),
        ("week 1-1", "week 01"),
        ("Mo[3,1]", "Mo[1,3]"),
    ],
)
def test_two_spellings_of_the_same_dates_are_equal(one: str, other: str) -> None:
    assert selector(one) == selector(other)
    assert hash(selector(one)) == hash(selector(other))


@pytest.mark.parametrize(
    ("given", "written"),
    [("week 2", "week 02"), ("week 2,4-6", "week 02,04-06"), ("week 10", "week 10"), ("2026 week 9", "2026 week 09")],
)
def test_the_number_of_a_week_is_written_with_two_digits(given: str, written: str) -> None:
    assert selector(given).text() == written


def stepped(first: int, count: int, step: int) -> range:
    return range(first, first + (count - 1) * step + 1, step)


def rising(first: int, last: int, step: int) -> range:
    return range(min(first, last), max(first, last) + 1, step)


def around_easter(first: int, length: int, year: int | None) -> EasterPeriod:
    return EasterPeriod(first, min(first + length, 80), year)


year_ranges = st.builds(stepped, st.integers(2000, 2100), st.integers(1, 4), st.integers(1, 3))
week_ranges = st.builds(rising, st.integers(1, 53), st.integers(1, 53), st.integers(1, 4))
month_days = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda on: (on.month, on.day))
picks = st.builds(
    WeekdayPick,
    st.integers(0, 6),
    st.lists(st.integers(-5, 5).filter(bool), max_size=3, unique=True).map(tuple),
)


def made(*arguments: object) -> DateSelector | None:
    """Build a selector, or nothing where the parts contradict each other."""
    try:
        return DateSelector(*arguments)  # type: ignore[arg-type] # the strategies below give the right types
    except BadInput:
        return None


def period(first: tuple[int, int], last: tuple[int, int], years: tuple[int, int] | None) -> Period | None:
    try:
        return Period(first, last, *(years or ()))
    except BadInput:
        return None


periods = st.builds(
    period, month_days, month_days, st.none() | st.tuples(st.integers(2025, 2028), st.integers(2025, 2028))
).filter(bool)
easters = st.builds(around_easter, st.integers(-80, 80), st.integers(0, 5), st.none() | st.integers(2025, 2028))
selectors = st.builds(
    made,
    st.lists(year_ranges, max_size=2).map(tuple),
    st.lists(periods | easters, max_size=3).map(tuple),
    st.lists(week_ranges, max_size=2).map(tuple),
    st.lists(picks, max_size=3).map(tuple),
).filter(bool)


@given(selectors)
def test_the_text_of_a_selector_reads_back_as_an_equal_one(given_selector: DateSelector) -> None:
    assert selector(given_selector.text()) == given_selector
    assert eval(repr(given_selector)) == given_selector  # noqa: S307 - the repr of our own value rebuilds it
    assert pickle.loads(pickle.dumps(given_selector)) == given_selector  # noqa: S301 - our own bytes


@given(selectors, st.integers(2024, 2029))
def test_dates_are_those_of_the_year_in_order_once(given_selector: DateSelector, year: int) -> None:
    found = given_selector.dates(year)
    assert list(found) == sorted(set(found))
    assert all(on.year == year for on in found)


@given(month_days, month_days, st.integers(1996, 2030))
def test_a_period_holds_the_dates_that_a_walk_through_the_year_finds(
    first: tuple[int, int], last: tuple[int, int], year: int
) -> None:
    given_period = period(first, last, None)
    if given_period is None:
        return
    walked = [date(year, 1, 1) + timedelta(day) for day in range(366)]
    inside = [
        on
        for on in walked
        if on.year == year
        and (
            first <= (on.month, on.day) <= last
            if first <= last
            else (on.month, on.day) >= first or (on.month, on.day) <= last
        )
    ]
    assert list(DateSelector(periods=(given_period,)).dates(year)) == inside


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({}, "same dates of every week"),
        ({"weekdays": (WeekdayPick(0),)}, "same dates of every week"),
        ({"weekdays": (WeekdayPick(0, (6,)),)}, "no weekday of a month"),
        ({"weekdays": (WeekdayPick(7, (1,)),)}, "no weekday of a month"),
        ({"weeks": (range(54, 55),)}, "out of bounds"),
        ({"weeks": (range(5, 5),)}, "out of bounds"),
        ({"years": (range(2028, 2026, -1),)}, "out of bounds"),
        ({"years": (range(2026, 2028),), "periods": (Period((12, 24), (1, 2)),)}, "in which year it ends"),
        ({"years": (range(2026, 2028),), "periods": (Period((5, 1), (5, 1), 2026),)}, "a year on some dates only"),
        ({"periods": (Period((5, 1), (5, 1), 2026), EasterPeriod())}, "a year on some dates only"),
    ],
)
def test_parts_that_cannot_be_meant_are_refused(parts: dict[str, tuple[object, ...]], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        DateSelector(**parts)  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (((2, 30), (3, 1)), "not a month and a day"),
        (((1, 1), (13, 1)), "not a month and a day"),
        (((1, 1), (1, 0)), "not a month and a day"),
        (((5, 9), (5, 1)), "ends before it starts"),
        (((12, 24), (1, 2), 2026), "ends before it starts in that year"),
        (((12, 24), (1, 2), None, 2027), "a year on its last date only"),
        (((1, 1), (1, 2), 0), "a year out of bounds"),
    ],
)
def test_a_period_that_cannot_be_meant_is_refused(arguments: tuple[object, ...], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        Period(*arguments)  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize(
    ("days", "problem"), [((0, -1), "ends before it starts"), ((81, 81), "too far"), ((-81, 0), "too far")]
)
def test_days_from_easter_have_bounds(days: tuple[int, int], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        EasterPeriod(*days)
