"""The questions on a calendar, whichever years were compiled before, and how far they search for an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pytest

from slacal import BeyondData, BeyondHorizon, Calendar, DayRule, HolidayDates, NeverCloses, NeverOpens
from slacal.calendars.horizon import Horizon
from slacal.calendars.questions import (
    advance,
    elapsed,
    next_close,
    next_open,
    previous_close,
    previous_open,
    retreat,
    roll_back,
    roll_forward,
)
from slacal.spans.instant import shown, to_micros

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal import SlacalError
    from slacal.calendars.questions import Edge

    Asked: TypeAlias = Callable[[Horizon, int, int], int]  # in microseconds: from which instant, and how far at most

DAY, HOUR, MICROSECOND = timedelta(days=1), timedelta(hours=1), timedelta.resolution
NOTHING = timedelta()
SEARCH = 73_050 * DAY  # 200 years of 365.25 days
LEAP_DAYS = Calendar.weekly("Feb 29 10:00-11:00", zone="UTC")
YEARLY = Calendar.weekly("Jul 1 10:00-11:00", zone="UTC")


def day(text: str) -> datetime:
    """Return the midnight that begins a date."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def micros(amount: timedelta) -> int:
    return amount // MICROSECOND


def years_of(calendar: Calendar, *compiled: int) -> Horizon:
    """Return the years of a calendar that nobody else asks: of these some are compiled, and those between them."""
    years = Horizon(calendar.description)
    for year in compiled:
        at = to_micros(day(f"{year}-03-01"))
        years.reach(at, at)
    return years


@pytest.mark.parametrize("compiled", [(), (2026,), (2025, 2027)])
@pytest.mark.parametrize("first", range(2023, 2030))
@pytest.mark.parametrize("last", [2023, 2026, 2029])
def test_c14_elapsed_time_is_that_of_all_the_years_between_whichever_are_compiled(
    first: int, last: int, compiled: tuple[int, ...]
) -> None:
    # an hour on each first of July, counted from the first of August to that of another year
    start, end = (to_micros(day(f"{year}-08-01")) for year in (first, last))
    assert elapsed(years_of(YEARLY, *compiled), start, end) == micros((last - first) * HOUR)


def test_c12_an_amount_used_up_at_an_edge_ends_there_unless_the_far_one_is_asked_for() -> None:
    years, before, after = years_of(YEARLY), to_micros(day("2026-06-30")), to_micros(day("2026-07-02"))
    assert shown(advance(years, before, micros(HOUR))) == day("2026-07-01") + 11 * HOUR
    assert shown(retreat(years, after, micros(HOUR))) == day("2026-07-01") + 10 * HOUR


def test_c12_the_least_amount_is_counted_like_any_other() -> None:
    years = years_of(YEARLY)
    opens, closes = (to_micros(day("2026-07-01") + hour * HOUR) for hour in (10, 11))
    assert advance(years, opens, 1) == opens + 1
    assert retreat(years, closes, 1) == closes - 1


# ---- how far a search goes


class Search(NamedTuple):
    """A question about 1 March 2026, its answer, and how it ends where it may not search that far."""

    ask: Asked
    answer: datetime
    error: type[SlacalError]


def counted(question: Callable[[Horizon, int, int, Edge, int], int], amount: timedelta, edge: Edge) -> Asked:
    """Return the question that counts so much open time."""
    return lambda years, at, search: question(years, at, micros(amount), edge, search)


# The leap days before are 29 February 2024 and 2020, those after 2028 and 2032. All are open from ten to eleven.
SEARCHES = {
    "next_open": Search(next_open, day("2028-02-29") + 10 * HOUR, NeverOpens),
    "next_close": Search(next_close, day("2028-02-29") + 11 * HOUR, NeverCloses),
    "previous_open": Search(previous_open, day("2024-02-29") + 10 * HOUR, NeverCloses),
    "previous_close": Search(previous_close, day("2024-02-29") + 11 * HOUR, NeverCloses),
    "roll_forward": Search(roll_forward, day("2028-02-29") + 10 * HOUR, NeverOpens),
    "roll_back": Search(roll_back, day("2024-02-29") + 11 * HOUR, NeverCloses),
    "advance": Search(counted(advance, HOUR, "near"), day("2028-02-29") + 11 * HOUR, BeyondHorizon),
    "advance far": Search(counted(advance, HOUR, "far"), day("2032-02-29") + 10 * HOUR, NeverOpens),
    "advance by nothing": Search(counted(advance, NOTHING, "near"), day("2028-02-29") + 10 * HOUR, NeverOpens),
    "advance back": Search(counted(advance, -HOUR, "far"), day("2020-02-29") + 11 * HOUR, NeverOpens),
    "retreat": Search(counted(retreat, HOUR, "near"), day("2024-02-29") + 10 * HOUR, BeyondHorizon),
    "retreat far": Search(counted(retreat, HOUR, "far"), day("2020-02-29") + 11 * HOUR, NeverOpens),
    "retreat by nothing": Search(counted(retreat, NOTHING, "near"), day("2024-02-29") + 11 * HOUR, NeverCloses),
    "retreat ahead": Search(counted(retreat, -HOUR, "far"), day("2032-02-29") + 10 * HOUR, NeverOpens),
}


@pytest.mark.parametrize("before", [0, 100])
@pytest.mark.parametrize("compiled", [(), (2026,), (2010, 2040)])
@pytest.mark.parametrize("question", SEARCHES)
def test_c15_an_answer_is_found_up_to_the_end_of_the_search_and_not_behind_it_whatever_is_compiled(
    question: str, compiled: tuple[int, ...], before: int
) -> None:
    # A hundred years before, when instants are numbers below zero, the leap days near 1926 fell as those near 2026 do.
    ask, answer, error = SEARCHES[question]
    asked, answer = (one.replace(year=one.year - before) for one in (day("2026-03-01"), answer))
    compiled = tuple(year - before for year in compiled)
    at, distance = to_micros(asked), micros(abs(answer - asked))
    assert shown(ask(years_of(LEAP_DAYS, *compiled), at, distance)) == answer
    years = years_of(LEAP_DAYS, *compiled)
    with pytest.raises(error):
        ask(years, at, distance - 1)
    assert years.view is not None
    assert years.view.high - years.view.low < micros(40 * 366 * DAY)  # and no more is compiled than that


def test_c15_a_search_of_some_days_passes_the_turn_of_a_year() -> None:
    days = [(day("2026-12-30"), day("2026-12-31")), (day("2027-01-02"), day("2027-01-03"))]
    twice = Calendar.of_spans(days, zone="UTC")
    assert shown(next_open(years_of(twice), to_micros(day("2026-12-31")), micros(2 * DAY))) == day("2027-01-02")
    assert shown(previous_open(years_of(twice), to_micros(day("2027-01-01")), micros(2 * DAY))) == day("2026-12-30")


@pytest.mark.parametrize(("question", "opening"), [(next_open, "2226-01-03"), (previous_open, "1825-12-31")])
def test_c15_two_hundred_years_are_searched_unless_it_is_said_otherwise(
    question: Callable[[Horizon, int], int], opening: str
) -> None:
    # 200 years before and after 1 January 2026 have 49 and 48 leap days: 73,049 and 73,048 days
    last = day(opening)
    assert abs(last - day("2026-01-01")) == SEARCH
    once = Calendar.of_spans([(last, last + HOUR)], zone="UTC")
    for compiled in ((), (last.year - 5, 2026), (2026, last.year + 5)):
        assert shown(question(years_of(once, *compiled), to_micros(day("2026-01-01")))) == last
    outside = last + MICROSECOND if last > day("2026-01-01") else last - MICROSECOND
    once = Calendar.of_spans([(outside, outside + HOUR)], zone="UTC")
    for compiled in ((), (last.year - 5, 2026), (2026, last.year + 5)):
        with pytest.raises((NeverOpens, NeverCloses)):
            question(years_of(once, *compiled), to_micros(day("2026-01-01")))


@pytest.mark.parametrize(("question", "there", "end"), [(next_open, 2029, "high"), (previous_open, 2022, "low")])
def test_a_search_compiles_no_years_that_lie_twice_as_far_as_what_it_finds(
    question: Callable[[Horizon, int], int], there: int, end: str
) -> None:
    # Three years and a half away: it looks a year far, two, and then four, to the end of 2029 or the begin of 2022.
    opening = day(f"{there}-06-01")
    years = years_of(Calendar.of_spans([(opening, opening + HOUR)], zone="UTC"))
    assert shown(question(years, to_micros(day("2026-01-01")))) == opening
    assert shown(getattr(years.view, end)) == day("2030-01-01" if end == "high" else "2022-01-01")


def test_the_first_opening_of_all_lies_before_what_follows() -> None:
    once = Calendar.of_spans([(day("2026-06-01"), day("2026-06-02"))], zone="UTC")
    assert once.previous_open(day("2026-07-01")) == day("2026-06-01")


# ---- what a search in vain says


@pytest.mark.parametrize(
    ("question", "compiled"), [(advance, ()), (advance, (2026, 2235)), (retreat, ()), (retreat, (1815, 2026))]
)
def test_c15_an_amount_that_two_hundred_years_do_not_hold_is_told_how_much_they_hold(
    question: Callable[[Horizon, int, int], int], compiled: tuple[int, ...]
) -> None:
    # from 1 January 2026: 1 July of 2026 to 2225, or of 1826 to 2025, so 200 hours, which are 8 days and 8 hours
    at, years = to_micros(day("2026-01-01")), years_of(YEARLY, *compiled)
    last = day("2225-07-01") + 11 * HOUR if question is advance else day("1826-07-01") + 10 * HOUR
    assert shown(question(years, at, micros(200 * HOUR))) == last
    with pytest.raises(BeyondHorizon) as refused:
        question(years, at, micros(201 * HOUR))
    assert refused.value.value == 201 * HOUR
    told = "is not used up within 200 years: the calendar opens for 8 days, 8:00:00 in them"
    assert refused.value.problem == told


def test_c15_what_opens_for_a_part_of_the_search_alone_is_not_said_never_to_open() -> None:
    once = Calendar.of_spans([(day("2026-06-01"), day("2026-06-02"))], zone="UTC")
    with pytest.raises(BeyondHorizon, match="opens for 1 day"):
        once.subtract(day("2026-07-01"), 2 * DAY)
    with pytest.raises(NeverOpens, match="finds no open time within 200 years"):
        once.add(day("2026-07-01"), 2 * DAY)


WITHIN_2026 = HolidayDates.of([], covers=(date(2026, 1, 1), date(2026, 12, 31)))
KNOWN = Calendar.weekly("2400 May 4 10:00-11:00", zone="UTC", holidays=WITHIN_2026, coverage="raise")
SELDOM = YEARLY.replace(holidays=WITHIN_2026, coverage="raise")
ASKED = day("2026-06-15")
# 200 years before and after it have 49 and 48 leap days: the search ends 73,050 days away, one and two days farther.
AHEAD, BACK = day("2226-06-17"), day("1826-06-14")


@pytest.mark.parametrize(
    ("ask", "searched"),
    [
        (KNOWN.next_open, AHEAD),
        (KNOWN.next_close, AHEAD),
        (partial(SELDOM.add, amount=300 * HOUR), AHEAD),
        (KNOWN.previous_open, BACK),
        (KNOWN.previous_close, BACK),
        (partial(SELDOM.subtract, amount=300 * HOUR), BACK),
    ],
)
def test_c8_a_search_in_vain_past_what_is_known_is_refused_by_its_end(
    ask: Callable[[datetime], object], searched: datetime
) -> None:
    with pytest.raises(BeyondData) as refused:
        ask(ASKED)
    assert refused.value.value == searched


@pytest.mark.parametrize(
    ("question", "year", "end"), [("next_close", 9990, "9999-12-27"), ("previous_open", 3, "0001-01-05")]
)
def test_c8_a_search_past_what_is_known_ends_with_the_dates_of_python(question: str, year: int, end: str) -> None:
    covers = date(year, 1, 1), date(year, 12, 31)
    known = Calendar.weekly("24/7", zone="UTC", holidays=HolidayDates.of([], covers=covers), coverage="raise")
    with pytest.raises(BeyondData) as refused:
        getattr(known, question)(datetime(year, 6, 1, tzinfo=UTC))
    assert refused.value.value == day(end)


@pytest.mark.parametrize(
    ("week", "zone"),
    [("Mo-Fr 10:00-19:00", "America/New_York"), ("Mo-Su 12:00-24:00", "UTC"), ("Mo-Su 00:00-09:00", "Asia/Tokyo")],
)
def test_a_closing_at_the_first_instant_of_a_year_is_known_before_any_other_year_was_asked_about(
    week: str, zone: str
) -> None:
    # Each closes as the year 2027 begins in UTC: at 19:00, 24:00 and 9:00 by its own clock.
    new_year = datetime(2027, 1, 1, tzinfo=UTC)

    def fresh() -> Calendar:
        return Calendar.weekly(week, zone=zone, special_days={"1987-06-05": "off"})

    assert fresh().roll_back(new_year) == new_year
    assert fresh().subtract(new_year, timedelta(0)) == new_year
    rule = DayRule(arrival="next_open")
    before = fresh().add_business_days(new_year, -1, rule=rule)
    assert before == fresh().add_business_days(new_year - timedelta(minutes=1), -1, rule=rule)


def test_the_first_instant_that_can_be_searched_has_no_closing_before_it() -> None:
    always, first = Calendar.always(zone="UTC"), datetime(1, 1, 5, tzinfo=UTC)
    assert always.roll_back(first) == first
    with pytest.raises(BeyondHorizon):
        always.roll_back(first - timedelta(microseconds=1))
