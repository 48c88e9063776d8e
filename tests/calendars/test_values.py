"""What users hold are values: hashed, copied, pickled, rebuilt; safe in forks; no question hangs."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import os
import pickle
import signal
import warnings
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, islice
from time import process_time
from typing import TYPE_CHECKING

import pytest

from slacal import (
    BeyondHorizon,
    Calendar,
    DayRule,
    HolidayDates,
    OpenSpan,
    ProductionCalendar,
    PublicHolidays,
    SlacalError,
    SpecialDay,
    WeeklyHours,
)
from slacal.calendars import horizon
from slacal.spans.day_time import Window

if TYPE_CHECKING:
    from collections.abc import Callable

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = "Mo-Fr 10:00-19:00"
DESK = Calendar.weekly(WEEK, zone="Europe/Moscow")
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Berlin")

CALENDARS = {
    "weekly": DESK,
    "nights": NIGHTS,
    "with everything": Calendar.weekly(
        f'{WEEK}; Dec 24 10:00-14:00 "eve"; PH off',
        zone="Europe/Moscow",
        holidays=["RU", "DE-BY", date(2026, 11, 18), {date(2026, 11, 19): "company day"}],
        special_days={"12-31": {"like": "mon"}, date(2026, 11, 17): {"hours": "10:00-12:00", "reason": "move"}},
        overnight="shift",
        coverage="ignore",
    ),
    "production": Calendar.weekly(
        WEEK,
        zone="Europe/Moscow",
        holidays=ProductionCalendar("RU", shortened="90 minutes", decree="ignore", transferred="own"),
        coverage="ignore",
    ),
    "table": Calendar.weekly(
        WEEK, zone="UTC", holidays=ProductionCalendar.of({date(2026, 11, 18): "day_off"}, name="w"), coverage="ignore"
    ),
    "rota": Calendar.rota([WEEK, "Sa 10:00-14:00"], anchor=date(2026, 11, 16), zone="Europe/Berlin"),
    "spans": Calendar.of_spans([(FRIDAY, FRIDAY + timedelta(hours=2, microseconds=1))], zone="UTC"),
    "always": Calendar.always(),
    "never": Calendar.never(zone="Asia/Tokyo"),
    "either": DESK | NIGHTS,
    "both": DESK & NIGHTS,
    "except": DESK - NIGHTS - Calendar.never(),
    "in a zone": (DESK | NIGHTS).in_zone("America/New_York"),
    "versions": DESK.until(FRIDAY, then=NIGHTS),
    "versions of a rota": Calendar.rota([WEEK, "off"], anchor=date(2026, 11, 16), zone="UTC").until(FRIDAY, then=DESK),
    "frozen": DESK.freeze(date(2026, 11, 1), date(2026, 12, 1)),
}
VALUES: dict[str, object] = {
    **CALENDARS,
    "DayRule": DayRule(lands="17:00", counts_from="same_day", cutoff="14:00"),
    "SpecialDay": SpecialDay("12-31", {"close_earlier": "1 hour"}, reason="New Year's Eve"),
    "SpecialDay of a rule": SpecialDay("rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "off"),
    "WeeklyHours": WeeklyHours.parse(f"{WEEK}; Nov 18 off; PH 12:00-14:00"),
    "PublicHolidays": PublicHolidays("DE", "BY", categories=("public", "catholic"), observed=False, language="en_US"),
    "ProductionCalendar": ProductionCalendar("RU").with_days({date(2026, 11, 18): "day_off"}, reason="repairs"),
    "table of one's own": ProductionCalendar.loads("date,type\n2026-05-04,day_off\n", "works"),
    "HolidayDates": HolidayDates.of({date(2026, 11, 18): "fair"}),
    "HolidayDates of a year": HolidayDates.of([date(2026, 11, 18)], covers=(date(2026, 1, 1), date(2026, 12, 31))),
    "Calendar with dates of a year": Calendar.weekly(
        WEEK, zone="UTC", holidays=HolidayDates.of([date(2026, 11, 18)], covers=(date(2026, 1, 1), date(2026, 12, 31)))
    ),
    "Window": Window.parse("22:00-06:00"),
}
PUBLIC = (Calendar, DayRule, HolidayDates, ProductionCalendar, PublicHolidays, SpecialDay, WeeklyHours, Window)
NAMES: dict[str, object] = {"datetime": dt, **{kind.__name__: kind for kind in PUBLIC}}


def again(value: object) -> object:
    """Return the value rebuilt from its repr, with the public names and the module datetime at hand."""
    return eval(repr(value), dict(NAMES))  # noqa: S307 - that a repr rebuilds its value is the claim


def used(calendar: Calendar) -> list[object]:
    """Ask many questions and return the answers."""
    start = datetime(2026, 11, 1, tzinfo=UTC)
    answers: list[object] = [calendar.is_open(start + timedelta(hours=hours)) for hours in range(0, 600, 7)]
    answers += [calendar.elapsed(start, start + timedelta(days=days)) for days in range(29)]
    answers += [*calendar.spans(start, start + timedelta(days=29))]
    answers += [calendar.day(date(2026, 11, day)) for day in range(2, 30)]
    return answers


# ---- values


@pytest.mark.parametrize("name", VALUES)
def test_a_value_rebuilds_from_its_repr(name: str) -> None:
    assert again(VALUES[name]) == VALUES[name]
    assert repr(again(VALUES[name])) == repr(VALUES[name])


@pytest.mark.parametrize("name", VALUES)
def test_equal_values_have_equal_hashes(name: str) -> None:
    value = VALUES[name]
    other = pickle.loads(pickle.dumps(value))  # noqa: S301 - bytes of our own
    assert other == value
    assert hash(other) == hash(value)
    assert {value: 1}[other] == 1


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_survives_a_pickle(name: str, protocol: int) -> None:
    other = pickle.loads(pickle.dumps(VALUES[name], protocol))  # noqa: S301 - bytes of our own
    assert (other, repr(other)) == (VALUES[name], repr(VALUES[name]))


@pytest.mark.parametrize("name", VALUES)
def test_a_copy_of_a_value_is_equal(name: str) -> None:
    value = VALUES[name]
    assert copy.copy(value) == copy.deepcopy(value) == value
    assert copy.deepcopy([value])[0] == value


@pytest.mark.parametrize("name", CALENDARS)
def test_a_copy_of_a_calendar_is_the_calendar_itself(name: str) -> None:
    assert copy.deepcopy(CALENDARS[name]) is copy.copy(CALENDARS[name]) is CALENDARS[name]


def test_what_says_something_else_differs() -> None:
    for left, right in combinations(VALUES.values(), 2):
        assert left != right
    assert len(set(VALUES.values())) == len(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_unlike_what_is_none(name: str) -> None:
    for other in (None, 0, repr(VALUES[name]), object()):
        assert VALUES[name] != other


@pytest.mark.parametrize("name", [name for name in VALUES if name != "Window"])
def test_a_value_cannot_be_changed(name: str) -> None:
    value = VALUES[name]
    field = next(iter(vars(type(value))["__dataclass_fields__"]))
    with pytest.raises((AttributeError, TypeError)):
        setattr(value, field, None)
    with pytest.raises((AttributeError, TypeError)):
        value.of_its_own = 1  # type: ignore[attr-defined] # the very thing that must fail


@pytest.mark.parametrize("name", [name for name in CALENDARS if name != "frozen"])
def test_use_changes_neither_value_nor_pickle(name: str) -> None:
    fresh = pickle.loads(pickle.dumps(CALENDARS[name]))  # noqa: S301 - bytes of our own
    before = repr(fresh), hash(fresh), pickle.dumps(fresh)
    answers = used(fresh)
    assert (repr(fresh), hash(fresh), pickle.dumps(fresh)) == before
    other = pickle.loads(pickle.dumps(fresh))  # noqa: S301 - bytes of our own
    assert used(other) == used(copy.deepcopy(fresh)) == answers


def test_equal_ways_to_say_a_thing_are_one_value() -> None:
    assert Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC") == Calendar.weekly(
        "Mo,Tu,We-Fr 10:00-14:00,14:00-19:00", zone="UTC"
    )
    assert Calendar.weekly("24/7", zone="UTC") == Calendar.weekly("Mo-Su 00:00-24:00", zone="UTC")
    assert Calendar.weekly("24/7", zone="UTC") != Calendar.always()  # the same instants, said otherwise
    days = [date(2026, 11, 19), date(2026, 11, 18)]
    assert Calendar.weekly(WEEK, zone="UTC", holidays=days) == Calendar.weekly(WEEK, zone="UTC", holidays=days[::-1])
    assert SpecialDay(date(2026, 12, 31), "10:00-12:00,12:00-15:00") == SpecialDay("2026-12-31", "10:00-15:00")
    assert DESK | NIGHTS != NIGHTS | DESK  # the dates are those of the left part


# ---- the compiled years


@pytest.mark.parametrize("name", CALENDARS)
def test_equal_calendars_share_their_compiled_years(name: str) -> None:
    other = pickle.loads(pickle.dumps(CALENDARS[name]))  # noqa: S301 - bytes of our own
    assert other is not CALENDARS[name]
    assert other.horizon is CALENDARS[name].horizon


def test_compiled_years_go_when_the_last_calendar_that_uses_them_does() -> None:
    brief = Calendar.weekly("Mo 01:23-04:56", zone="UTC")
    description = brief.description
    assert brief.horizon is Calendar(description).horizon
    del brief
    gc.collect()
    assert description not in horizon._shared


def test_calendars_that_differ_do_not_share() -> None:
    assert DESK.horizon is not NIGHTS.horizon
    assert DESK.horizon is not DESK.with_days({date(2026, 11, 18): "off"}).horizon


# ---- forks


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.parametrize("locked", [False, True], ids=["at rest", "while a thread holds the lock"])
def test_a_forked_child_answers(locked: bool) -> None:
    expected = DESK.add(FRIDAY, timedelta(hours=100))
    if locked:
        horizon._lock.acquire()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of forks beside threads
            child = os.fork()
        if child == 0:
            _answer_and_leave(expected)
    finally:
        if locked:
            horizon._lock.release()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def _answer_and_leave(expected: datetime) -> None:
    code = 1
    try:
        signal.alarm(20)  # a child that hangs is killed, and told by its exit code
        fresh = Calendar.weekly(WEEK, zone="Europe/Moscow", special_days={date(1999, 1, 1): "off"})
        both = DESK | fresh
        same = [calendar.add(FRIDAY, timedelta(hours=100)) for calendar in (DESK, fresh, both)]
        code = 0 if same == [expected] * 3 else 2
    finally:
        os._exit(code)


# ---- nothing hangs


YEARLY = Calendar.weekly("off", zone="UTC", special_days={"02-29": "23:59:59-24:00"})
EXTREMES = {
    "never": Calendar.never(),
    "always": Calendar.always(zone="Pacific/Kiritimati"),
    "a second in four years": YEARLY,
    "weekly": DESK,
    "around the clock": Calendar.weekly("24/7", zone="Pacific/Apia"),
    "all but": Calendar.always() - Calendar.weekly("24/7", zone="UTC"),
    "public holidays": Calendar.weekly(WEEK, zone="Europe/Moscow", holidays="RU", coverage="ignore"),
    "no data": Calendar.weekly(WEEK, zone="Europe/Moscow", holidays="RU", coverage="raise"),
    "versions": DESK.until(FRIDAY, then=Calendar.never()),
    "frozen": CALENDARS["frozen"],
}
LONG = timedelta(days=36_525)
QUESTIONS: dict[str, Callable[[Calendar, datetime], object]] = {
    "is_open": lambda calendar, at: calendar.is_open(at),
    "status": lambda calendar, at: str(calendar.status(at)),
    "next_open": lambda calendar, at: calendar.next_open(at),
    "next_close": lambda calendar, at: calendar.next_close(at),
    "previous_open": lambda calendar, at: calendar.previous_open(at),
    "previous_close": lambda calendar, at: calendar.previous_close(at),
    "roll_forward": lambda calendar, at: calendar.roll_forward(at),
    "roll_back": lambda calendar, at: calendar.roll_back(at),
    "add a century": lambda calendar, at: calendar.add(at, LONG, edge="far"),
    "subtract a century": lambda calendar, at: calendar.subtract(at, LONG, edge="far"),
    "add a microsecond": lambda calendar, at: calendar.add(at, timedelta(microseconds=1)),
    "elapsed since the first day": lambda calendar, at: calendar.elapsed(datetime.min.replace(tzinfo=UTC), at),
    "elapsed to the last day": lambda calendar, at: calendar.elapsed(at, datetime.max.replace(tzinfo=UTC)),
    "a century of business days": lambda calendar, at: calendar.add_business_days(at, 36_525),
    "a century of business days back": lambda calendar, at: calendar.add_business_days(at, -36_525),
    "the day": lambda calendar, at: calendar.day(at.date()),
    "is_business_day": lambda calendar, at: calendar.is_business_day(at.date()),
    "spans_after": lambda calendar, at: [*islice(calendar.spans_after(at), 3)],
    "spans_before": lambda calendar, at: [*islice(calendar.spans_before(at), 3)],
    "explain": lambda calendar, at: calendar.explain(at, at),
    "until": lambda calendar, at: calendar.until(at, then=DESK).is_open(at),
}
INSTANTS = {
    "the first, far east": datetime.min.replace(tzinfo=dt.timezone(timedelta(hours=14))),
    "early": datetime(1, 1, 6, tzinfo=UTC),
    "now": FRIDAY,
    "late": datetime(9999, 12, 25, tzinfo=UTC),
    "the last, far west": datetime.max.replace(tzinfo=dt.timezone(timedelta(hours=-12))),
}


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("when", INSTANTS)
def test_every_question_on_every_calendar_at_both_ends_of_time_is_answered_or_refused_by_name(
    name: str, when: str
) -> None:
    for question, ask in QUESTIONS.items():
        begun = process_time()
        with suppress(SlacalError):
            ask(EXTREMES[name], INSTANTS[when])
        assert process_time() - begun < 10, question


def test_a_century_of_open_time_is_added_exactly() -> None:
    assert Calendar.always().add(FRIDAY, LONG) == FRIDAY + LONG
    # 36,525 whole weekdays are 7,305 weeks of five: the last one ends on a Friday at 24:00
    weekdays = Calendar.weekly("Mo-Fr 00:00-24:00", zone="UTC")
    monday = datetime(2026, 11, 16, tzinfo=UTC)
    assert weekdays.add(monday, LONG) == monday + timedelta(weeks=7_304, days=5)
    assert weekdays.subtract(monday, LONG) == monday - timedelta(weeks=7_305)


def test_a_century_of_open_time_that_needs_more_than_two_is_refused() -> None:
    with pytest.raises(BeyondHorizon) as caught:
        DESK.add(FRIDAY, LONG)  # at nine hours a weekday it takes 373 years
    assert caught.value.field == "amount"


def test_hours_of_a_second_in_four_years_are_found() -> None:
    second = OpenSpan(datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC))
    assert next(YEARLY.spans_after(FRIDAY)) == second
    # leap days from 2028 on; 2100 is no leap year: 2028, 32, 36, ... 2096 are 18, then 2104
    assert YEARLY.add(FRIDAY, timedelta(seconds=19)) == datetime(2104, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("when", ["the first, far east", "the last, far west"])
def test_an_instant_that_utc_cannot_write_is_refused_when_the_calendar_is_built(when: str) -> None:
    at = INSTANTS[when]
    with pytest.raises(BeyondHorizon):
        DESK.until(at, then=NIGHTS)
    with pytest.raises(BeyondHorizon):
        Calendar.of_spans([(at, at)], zone="UTC")


def test_special_days_at_both_ends_of_time_do_no_harm() -> None:
    ends = DESK.with_days({date.min: "off", date.max: "off", "easter+200": "off", "12-31": "22:00-06:00"})
    for at in (datetime(1, 1, 6, tzinfo=UTC), datetime(9999, 12, 25, tzinfo=UTC)):
        assert isinstance(ends.is_open(at), bool)
