"""Horizon: which years are compiled and when; threads that meet while nothing is give the answers of one alone."""

from __future__ import annotations

import pickle
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import pytest
from tests.cold import empty_caches

from slacal import BeyondHorizon, Calendar
from slacal.calendars import horizon
from slacal.calendars.compile import ScheduleHours
from slacal.calendars.horizon import EARLIEST, LATEST, SEARCH, Horizon, horizon_of, within
from slacal.calendars.quick import NOT_YET
from slacal.calendars.schedule import Schedule
from slacal.calendars.weekly import WeeklyHours
from slacal.spans.instant import DAY, shown, to_micros

if TYPE_CHECKING:
    from slacal.calendars.hours import Description
    from slacal.spans.span_set import Pairs

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = "Mo-Fr 10:00-19:00"
DESK = Calendar.weekly(WEEK, zone="Europe/Moscow")
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Berlin")
CALENDARS = {
    "with everything": Calendar.weekly(
        f'{WEEK}; Dec 24 10:00-14:00 "eve"; PH off',
        zone="Europe/Moscow",
        holidays=["RU", "DE-BY", date(2026, 11, 18)],
        special_days={"12-31": {"like": "mon"}, date(2026, 11, 17): "10:00-12:00"},
        overnight="shift",
        coverage="ignore",
    ),
    "rota": Calendar.rota([WEEK, "Sa 10:00-14:00"], anchor=date(2026, 11, 16), zone="Europe/Berlin"),
    "either": DESK | NIGHTS,
    "in a zone": (DESK | NIGHTS).in_zone("America/New_York"),
    "versions": DESK.until(FRIDAY, then=NIGHTS),
}


def counted(calendar: Calendar) -> list[object]:
    """Ask a hundred questions and return the answers."""
    start = datetime(2026, 11, 1, tzinfo=UTC)
    answers: list[object] = [calendar.is_open(start + timedelta(hours=hours)) for hours in range(0, 600, 7)]
    return answers + [calendar.elapsed(start, start + timedelta(days=days)) for days in range(29)]


def cold(kept: bytes, monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Return a calendar of which nothing is compiled: neither its years, nor those of its parts, nor its tables."""
    none: WeakValueDictionary[Description, Horizon] = WeakValueDictionary()
    monkeypatch.setattr(horizon, "_shared", none)  # or equal calendars would lend theirs
    empty_caches()
    calendar: Calendar = pickle.loads(kept)  # noqa: S301 - bytes of our own
    return calendar


def compiled() -> set[Horizon]:
    """Return what holds compiled years among all that calendars share."""
    return {one for one in horizon._shared.values() if one.view is not None}


@pytest.mark.parametrize("name", CALENDARS)
def test_eight_threads_on_one_cold_calendar_agree_with_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known, kept = counted(CALENDARS[name]), pickle.dumps(CALENDARS[name])
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # so that threads meet inside
    try:
        for _ in range(2):
            calendar, start = cold(kept, monkeypatch), Barrier(8)
            assert compiled() == set()

            def ask(number: int, calendar: Calendar = calendar, start: Barrier = start) -> list[object]:
                start.wait()
                near = FRIDAY + timedelta(days=365 * (number - 4))
                next(calendar.spans_after(near))  # each from another year, so that all grow the years at once
                return counted(calendar)

            with ThreadPoolExecutor(8) as threads:
                answers = [*threads.map(ask, range(8))]
            assert answers == [known] * 8
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.parametrize("name", ["either", "in a zone", "versions"])
def test_a_cold_calendar_compiles_its_parts_anew(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted(DESK)
    counted(NIGHTS)
    calendar = cold(pickle.dumps(CALENDARS[name]), monkeypatch)
    assert compiled() == set()
    counted(calendar)
    parts = {Calendar(description).horizon for description in (DESK.description, NIGHTS.description)}
    assert parts <= compiled()
    assert DESK.horizon not in parts


# ---- which years are compiled


FOUR_CENTURIES = 146_100 * DAY  # 400 years of 365.25 days


class Noted(ScheduleHours):
    """Hours without a pause that note which years they were asked to compile, the last one excluded."""

    def __init__(self, schedule: Schedule) -> None:
        super().__init__(schedule)
        self.asked: list[tuple[int, int]] = []

    def spans(self, low: int, high: int) -> Pairs:
        self.asked.append((shown(low).year, shown(high).year))
        return [(low, high)]


class Always(Schedule):
    """A description that counts how often its hours were made."""

    made = 0

    def hours(self) -> Noted:
        Always.made += 1
        return Noted(self)


ALWAYS = Always((WeeklyHours.parse("24/7"),), "UTC")


def noted() -> tuple[Horizon, list[tuple[int, int]]]:
    """Return a horizon of which nothing is compiled, and the years that it will be asked to compile."""
    found = Horizon(ALWAYS)
    assert isinstance(found.hours, Noted)
    return found, found.hours.asked


def start_of(year: int) -> int:
    """Return the first instant of a year."""
    return to_micros(datetime(year, 1, 1, tzinfo=UTC))


def around_the_clock(off: int) -> Calendar:
    """Return a calendar that no other test has asked: closed on a day of January 1999 alone."""
    return Calendar.weekly("24/7", zone="UTC", special_days={date(1999, 1, off): "off"})


@pytest.mark.parametrize(
    ("questions", "compiled_years"),
    [
        ([(2026, 2026)], [(2026, 2027)]),
        ([(2026, 2028)], [(2026, 2029)]),
        # a quarter of one year is less than the year that is needed
        ([(2026, 2026), (2027, 2027)], [(2026, 2027), (2027, 2028)]),
        ([(2026, 2026), (2025, 2025)], [(2026, 2027), (2025, 2026)]),
        # nothing on the side on which nothing is missing
        ([(2026, 2026), (2026, 2027)], [(2026, 2027), (2027, 2028)]),
        ([(2026, 2026), (2025, 2026)], [(2026, 2027), (2025, 2026)]),
        ([(2026, 2026), (2020, 2030)], [(2026, 2027), (2020, 2026), (2027, 2031)]),
        # 2018 to 2025 are 2,922 days. A quarter of them, 730.5 days, ends on 1 January 2028, as 2026 and 2027 have 730,
        # and begins on 1 January 2016, as 2016 and 2017 have 731.
        ([(2018, 2025), (2026, 2026)], [(2018, 2026), (2026, 2028)]),
        ([(2018, 2025), (2017, 2017)], [(2018, 2026), (2016, 2018)]),
        ([(2300, 2300), (2310, 2310)], [(2300, 2301), (2301, 2311)]),
    ],
)
def test_a_question_compiles_its_own_years_and_those_between_once_and_at_least_a_quarter_more(
    questions: list[tuple[int, int]], compiled_years: list[tuple[int, int]]
) -> None:
    years, asked = noted()
    for _ in range(2):
        for first, last in questions:
            low, high = start_of(first), start_of(last) + 200 * DAY
            view = years.reach(low, high)
            assert view.between(low, high) == high - low
    assert asked == compiled_years
    view = years.reach(start_of(questions[0][0]), start_of(questions[0][0]))
    assert (shown(view.low).year, shown(view.high).year) == (
        min(first for first, _ in compiled_years),
        max(last for _, last in compiled_years),
    )


@pytest.mark.parametrize("low", [EARLIEST, start_of(1800)])
def test_400_years_are_compiled_at_once_and_kept_and_an_instant_more_is_refused(low: int) -> None:
    years, asked = noted()
    years.reach(low, low + FOUR_CENTURIES)
    years.reach(low, low)
    years.reach(low + FOUR_CENTURIES // 2, low + FOUR_CENTURIES)
    assert len(asked) == 1
    fresh, _ = noted()
    with pytest.raises(BeyondHorizon) as refused:
        fresh.reach(low, low + FOUR_CENTURIES + 1)
    assert refused.value.value == shown(low + FOUR_CENTURIES + 1)


def test_what_is_open_from_the_first_instant_behind_the_compiled_years_is_open() -> None:
    always = around_the_clock(1)
    assert always.is_open(datetime(2026, 7, 1, tzinfo=UTC))
    assert always.is_open(datetime(2027, 1, 1, tzinfo=UTC))


def test_the_last_microsecond_of_a_far_year_lies_in_it() -> None:
    # which no number of seconds with a fraction can tell from midnight
    always = around_the_clock(2)
    assert always.is_open(datetime(9990, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be moved")
def test_the_first_instant_of_a_year_lies_in_it_wherever_the_machine_stands() -> None:
    # 12 hours west of Greenwich it is still the old year
    always = around_the_clock(3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "XYZ+12")
        time.tzset()
        opened = always.is_open(datetime(2026, 1, 1, tzinfo=UTC))
    time.tzset()
    assert opened


@pytest.mark.parametrize(
    ("at", "search", "told"),
    [
        (LATEST - SEARCH, SEARCH, "200 years"),
        (LATEST - SEARCH + 1, SEARCH, "the dates that can be searched, which end on 9999-12-27"),
        (EARLIEST + SEARCH, -SEARCH, "200 years"),
        (EARLIEST + SEARCH - 1, -SEARCH, "the dates that can be searched, which begin on 0001-01-05"),
        # two years are 730 days and a half
        (0, 1_461 * DAY // 2, "2 years"),
        (0, -1_461 * DAY // 2, "2 years"),
        (0, 1_461 * DAY // 2 - 1, "730 days, 11:59:59.999999"),
        (0, -30 * DAY, "30 days, 0:00:00"),
    ],
)
def test_a_search_is_told_by_its_length_or_by_the_end_of_time_where_that_cut_it_short(
    at: int, search: int, told: str
) -> None:
    assert within(at, search) == told


def test_day_rows_are_made_for_the_fourth_question_that_none_has_answered() -> None:
    years, _ = noted()
    years.reach(start_of(2026), start_of(2026))
    assert [years.missed() is NOT_YET for _ in range(5)] == [True, True, True, False, False]


def test_the_hours_of_equal_descriptions_are_made_once_while_one_of_them_lives() -> None:
    before = Always.made
    first = horizon_of(Always((WeeklyHours.parse("24/7"),), "UTC"))
    assert horizon_of(Always((WeeklyHours.parse("24/7"),), "UTC")) is first
    assert Always.made == before + 1


def test_a_forked_child_shares_nothing_yet_and_its_lock_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    held, lent = Lock(), {ALWAYS: Horizon(ALWAYS)}
    held.acquire()
    monkeypatch.setattr(horizon, "_lock", held)
    monkeypatch.setattr(horizon, "_shared", lent)
    horizon._fresh()  # which the system calls in the child
    assert not horizon._lock.locked()
    assert not horizon._shared
