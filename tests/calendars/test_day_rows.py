"""Day rows against the timeline and the oracle: near edges, clock changes and block borders, cold, warm, in threads."""

from __future__ import annotations

import pickle
import warnings
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from random import Random
from typing import TYPE_CHECKING, Any
from weakref import ref
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import BadInput, Calendar, WrongType
from slacal.calendars import day_rows, questions
from slacal.calendars.day_rows import DayRows
from slacal.calendars.hours import Known
from slacal.calendars.quick import NOT_YET, Quick
from slacal.errors import SlacalError
from slacal.spans.instant import duration, from_micros, to_micros
from slacal.testing.laws_of_oracle import oracle_of
from slacal.testing.oracle import GaveUp
from slacal.testing.places import ZONES, clock_changes
from slacal.testing.strategies import calendars, cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slacal.testing.law import Case

BERLIN = ZoneInfo("Europe/Berlin")
DESK = "Mo-Fr 08:00-12:00,13:00-17:00"
OFTEN = 24  # questions in one zone, after which rows stand around the instants asked about
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Answers = list[tuple[object, ...]]


def rows_of(calendar: Calendar, *instants: datetime) -> Quick:
    """Return day rows that hold the blocks of the instants, in UTC and in the calendar's zone."""
    horizon = calendar.horizon
    numbers = tuple(map(to_micros, instants))
    quick = Quick(horizon.reach(min(numbers), max(numbers)), horizon.hours.zone, horizon.hours.known)
    for zone in (UTC, horizon.hours.zone):
        for _ in range(day_rows.FEW):
            quick.miss(zone, numbers)
    return quick


def warmed(calendar: Calendar, *instants: datetime) -> Calendar:
    """Return the calendar after so many questions about the instants that rows answer there."""
    for _ in range(OFTEN):
        for at in instants:
            for zone in (UTC, ZoneInfo(calendar.zone)):
                calendar.is_open(at.astimezone(zone))
    return calendar


def plain(answer: object) -> tuple[object, ...]:
    """Return an answer with everything that must be the same: of a datetime its wall time, fold and zone object."""
    if isinstance(answer, datetime):
        return type(answer), answer.replace(tzinfo=None), answer.fold, id(answer.tzinfo)
    return type(answer), answer


def by_timeline(calendar: Calendar, a: datetime, b: datetime, amount: timedelta) -> Answers:
    """Return what the timeline says: open or not, elapsed, add, subtract."""
    horizon, first, last, micros = calendar.horizon, to_micros(a), to_micros(b), amount // timedelta.resolution
    zone = a.tzinfo
    assert zone is not None
    return [
        plain(questions.is_open(horizon, first)),
        plain(duration(questions.elapsed(horizon, first, last))),
        plain(from_micros(questions.advance(horizon, first, micros), zone)),
        plain(from_micros(questions.retreat(horizon, first, micros), zone)),
    ]


def by_calendar(calendar: Calendar | Quick, a: datetime, b: datetime, amount: timedelta) -> Answers:
    """Return what a calendar says, or its rows alone: None where they do not know."""
    answers = calendar.is_open(a), calendar.elapsed(a, b), calendar.add(a, amount), calendar.subtract(a, amount)
    return list(map(plain, answers))


def or_error(question: Callable[..., object], *arguments: Any) -> object:
    """Return an answer, or the kind of the error."""
    try:
        return question(*arguments)
    except SlacalError as error:
        return type(error)


# -- the fast answers are the slow ones -----------------------------------------------------------------------------


@given(calendars().flatmap(cases), st.integers(0, 3))
def test_a_calendar_answers_alike_cold_and_warm_and_as_the_timeline_and_the_oracle_do(case: Case, choice: int) -> None:
    calendar = case.calendar
    assert calendar is not None
    own = ZoneInfo(calendar.zone)
    zones: list[tzinfo | None] = [case.a.tzinfo, UTC, own, case.zone]
    a, b = case.a.astimezone(zones[choice]), case.b.astimezone(zones[-choice])
    right = or_error(by_timeline, calendar, a, b, case.amount)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert or_error(by_calendar, calendar, a, b, case.amount) == right
        warmed(calendar, a, b)
        for _ in range(OFTEN):
            assert or_error(by_calendar, calendar, a, b, case.amount) == right
    try:
        oracle = oracle_of(calendar)
        walked = oracle.is_open(a), oracle.elapsed(a, b), oracle.add(a, case.amount), oracle.subtract(a, case.amount)
    except GaveUp:
        return
    assert list(map(plain, walked)) == right


def instants_of(zone: str) -> Iterator[datetime]:
    """Yield instants around the clock changes of a zone and around borders of blocks, on and beside full hours."""
    borders = (block * 32 * 86_400_000_000 for block in range(642, 648))  # 32 days each: from April 2026 on
    for place in (*clock_changes(zone)[:4], *clock_changes(zone)[-2:], *borders):
        for minutes in (*range(-1_800, 1_801, 180), -60, -30, 30, 60):
            for beside in (-1, 0, 1):
                yield from_micros(place + minutes * 60_000_000 + beside, UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("week", ["Mo-Su 00:00-24:00", DESK, "Mo-Su 22:00-06:00; Sa 00:30-02:30", "Su 02:00-03:00"])
def test_rows_agree_with_the_timeline_around_clock_changes_and_block_borders(zone: str, week: str) -> None:
    calendar, own = Calendar.weekly(week, zone=zone), ZoneInfo(zone)
    random, known = Random(f"{zone} {week}"), 0  # noqa: S311 - a fixed choice
    instants = list(instants_of(zone))
    quick = rows_of(calendar, *instants)
    for at in random.sample(instants, 120):
        b = at + timedelta(minutes=random.randrange(-3_000, 3_000))
        amount = random.choice(
            [HOUR, timedelta(microseconds=1), timedelta(minutes=random.randrange(1, 6_000)), 60 * DAY]
        )
        for caller in (UTC, own, ZoneInfo("America/New_York")):
            asked = at.astimezone(caller), b.astimezone(caller), amount
            fast, slow = by_calendar(quick, *asked), by_timeline(calendar, *asked)
            assert fast[0] == slow[0], asked  # always known; the others where they end within the blocks
            assert all(one == other for one, other in zip(fast, slow, strict=True) if one[1] is not None), asked
            known += sum(one[1] is not None for one in fast[1:])
    assert known > 120 * 9 // 2


def test_on_a_day_whose_clock_changes_the_rows_of_utc_answer_in_the_callers_zone() -> None:
    noon = datetime(2026, 10, 25, 12, tzinfo=BERLIN)  # a day of 25 hours
    quick = rows_of(Calendar.weekly("Mo-Su 00:00-24:00", zone="Europe/Berlin"), noon)
    assert plain(quick.subtract(noon, 5 * HOUR)) == plain(datetime(2026, 10, 25, 7, tzinfo=BERLIN))
    assert plain(quick.add(noon, 5 * HOUR)) == plain(datetime(2026, 10, 25, 17, tzinfo=BERLIN))
    assert plain(quick.subtract(noon, 12 * HOUR)) == plain(datetime(2026, 10, 25, 1, tzinfo=BERLIN))


def test_an_amount_used_up_at_an_edge_means_the_near_end_of_the_gap() -> None:
    # Friday 20 November 2026: 11:00-12:00 and 13:00-17:00 are five hours; from Monday 23rd 09:00 back, one hour
    desk = Calendar.weekly(DESK, zone="Europe/Berlin")
    friday, monday = datetime(2026, 11, 20, 11, tzinfo=BERLIN), datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    quick = rows_of(desk, friday, monday)
    assert quick.add(friday, HOUR) == datetime(2026, 11, 20, 12, tzinfo=BERLIN)
    assert quick.add(friday, 5 * HOUR) == datetime(2026, 11, 20, 17, tzinfo=BERLIN)
    assert quick.subtract(monday, HOUR) == datetime(2026, 11, 23, 8, tzinfo=BERLIN)
    assert quick.subtract(monday, 5 * HOUR) == datetime(2026, 11, 20, 13, tzinfo=BERLIN)
    assert quick.elapsed(monday, friday) == -6 * HOUR
    assert (quick.is_open(friday + HOUR), quick.is_open(friday + 2 * HOUR)) == (False, True)


def test_ten_years_are_found_in_rows_as_one_day_is() -> None:
    # Mo-Fr 8 h: 40 h a week. 2 January 2017 and 4 January 2027 are Mondays, 522 weeks apart.
    desk = Calendar.weekly(DESK, zone="Europe/Berlin")
    start, end = datetime(2017, 1, 2, 8, tzinfo=BERLIN), datetime(2027, 1, 4, 9, tzinfo=BERLIN)
    quick = rows_of(desk, start, end)
    assert quick.add(start, 522 * 40 * HOUR + HOUR) == end
    assert quick.subtract(end, 522 * 40 * HOUR + HOUR) == start
    assert quick.elapsed(start, end) == 522 * 40 * HOUR + HOUR


def test_days_without_a_row_are_left_to_the_timeline() -> None:
    three = Calendar.weekly("Mo-Su 08:00-10:00,11:00-12:00,13:00-17:00", zone="Europe/Berlin")
    at = datetime(2026, 11, 20, 9, tzinfo=BERLIN)
    assert rows_of(three, at).is_open(at) is None
    change = datetime(2026, 10, 25, 12, tzinfo=BERLIN)  # that night 02:00-03:00 happens twice
    desk = rows_of(Calendar.weekly(DESK, zone="Europe/Berlin"), change)
    assert not desk._wall.days[(change - desk._wall.base).days]
    assert desk.is_open(change) is False  # a Sunday: found in UTC, where no clock changes
    assert desk.is_open(change + DAY - HOUR) is True
    monday = datetime(2026, 10, 26, 9, tzinfo=UTC)  # 10:00 in Berlin: two hours after the opening
    assert desk.elapsed(change, monday.astimezone(BERLIN)) == 2 * HOUR  # as above
    assert desk.elapsed(change, monday) is None  # two zones
    assert Calendar.weekly(DESK, zone="Europe/Berlin").elapsed(change, monday) == 2 * HOUR


@pytest.mark.parametrize("caller", [BERLIN, UTC, ZoneInfo("America/New_York"), timezone(HOUR)])
def test_both_readings_of_a_doubled_hour_stay_apart(caller: tzinfo) -> None:
    # 25 October 2026: 02:30 is 00:30 UTC and again 01:30 UTC; from Saturday 12:00 (10:00 UTC) 14.5 and 15.5 hours
    always = Calendar.weekly("Mo-Su 00:00-24:00", zone="Europe/Berlin")
    saturday = datetime(2026, 10, 24, 10, tzinfo=UTC).astimezone(caller)
    warmed(always, saturday)
    for hours, fold in ((14.5, 0), (15.5, 1)):
        found = always.add(saturday, hours * HOUR)
        assert found.tzinfo is caller
        assert (found.astimezone(BERLIN).isoformat()[:19], found.astimezone(BERLIN).fold) == (
            "2026-10-25T02:30:00",
            fold,
        )
        assert always.elapsed(saturday, found) == hours * HOUR


# -- rules hold where rows answer -----------------------------------------------------------------------------------

START = datetime(2026, 11, 20, 11, tzinfo=BERLIN)


def warm_desk(**options: Any) -> Calendar:
    desk = warmed(Calendar.weekly(DESK, zone="Europe/Berlin", **options), START)
    assert desk._quick.is_open(START) is True
    return desk


def test_what_is_refused_cold_is_refused_warm() -> None:
    desk = warm_desk()
    naive: Any = START.replace(tzinfo=None)
    wrong: Any = 8
    for refused in (
        lambda: desk.add(naive, HOUR), lambda: desk.is_open(naive), lambda: desk.elapsed(START, naive),
        lambda: desk.add(START, HOUR, edge=wrong), lambda: desk.add(START, HOUR, horizon=-DAY),
        lambda: desk.subtract(START, 40_000 * DAY), lambda: desk.add(START, 40_000 * DAY),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            refused()
    for refused in (lambda: desk.add(START, wrong), lambda: desk.is_open(wrong)):
        with pytest.raises(WrongType):
            refused()


def test_options_zero_and_negative_amounts_mean_the_same_warm() -> None:
    desk = warm_desk()
    noon, one = START + HOUR, START + 2 * HOUR
    assert desk.add(START, HOUR, edge="far") == one
    assert desk.subtract(one, HOUR) == START
    assert desk.subtract(one + HOUR, HOUR, edge="far") == noon
    assert desk.add(noon, 0 * HOUR) == one
    assert desk.add(one, -HOUR) == START
    assert desk.add(START, HOUR, horizon=DAY) == noon


def test_a_subclass_becomes_a_plain_datetime_and_a_nanosecond_is_refused_warm() -> None:
    class Stamp(datetime):
        nanosecond = 0

    desk, stamp = warm_desk(), Stamp(2026, 11, 20, 11, tzinfo=BERLIN)
    assert type(desk.add(stamp, HOUR)) is datetime
    assert desk.elapsed(stamp, START + HOUR) == HOUR
    stamp.nanosecond = 1
    for question in (
        lambda: desk.is_open(stamp), lambda: desk.add(stamp, HOUR), lambda: desk.elapsed(START, stamp)
    ):  # fmt: skip
        with pytest.raises(BadInput, match="nanosecond"):
            question()


# -- values, memory, threads ----------------------------------------------------------------------------------------


def test_rows_are_no_part_of_the_value() -> None:
    desk, cold = warm_desk(), Calendar.weekly(DESK, zone="Europe/Berlin")
    again = pickle.loads(pickle.dumps(desk))  # noqa: S301 - our own
    assert desk == cold == again
    assert hash(desk) == hash(cold) == hash(again)
    assert repr(desk) == repr(cold) == repr(again)
    assert pickle.dumps(desk) == pickle.dumps(cold)
    assert again._quick is NOT_YET


def test_a_calendar_asked_once_keeps_no_rows() -> None:
    desk = Calendar.weekly("Mo-Fr 08:01-12:00", zone="Europe/Berlin")
    desk.add(START, HOUR)
    assert desk._quick is NOT_YET


# 1 January 2026 is day 20,454 since 1970: 56 years of 365 days, and 14 leap days. 1 April is day 20,544 = 642 * 32.
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 2)  # the first and the last day of block 642


def rows_of_2026(known: Known) -> DayRows:
    """Return rows in UTC for a desk's year 2026, of which no block is built."""
    low, high = micros_of(date(2026, 1, 1)), micros_of(date(2027, 1, 1))
    return DayRows(Calendar.weekly(DESK, zone="UTC").horizon.reach(low, high - 1), UTC, known)


def micros_of(day: date) -> int:
    """Return the midnight, in UTC, at which a date begins."""
    return to_micros(datetime(day.year, day.month, day.day, tzinfo=UTC))


def asked(rows: DayRows, *days: date) -> list[str]:
    """Return what rows say when each day is asked about until its block is worth its building, and once more."""
    return [rows.miss(micros_of(day)) for day in days for _ in range(day_rows.FEW + 1)]


def test_a_block_is_built_at_its_last_of_a_few_questions_and_has_a_row_for_each_of_its_days() -> None:
    rows = rows_of_2026(Known())
    assert asked(rows, APRIL) == [*["counted"] * day_rows.FEW, "no row"]
    assert list(rows.days) == list(range(20_544, 20_576))
    assert all(rows.days.values())


def test_the_first_and_the_last_day_that_are_known_have_rows_and_the_days_beside_them_no_block() -> None:
    rows = rows_of_2026(Known(micros_of(APRIL), micros_of(MAY + DAY)))
    assert set(asked(rows, APRIL - DAY, MAY + DAY)) == {"counted"}
    assert not rows.blocks
    asked(rows, APRIL)
    assert list(rows.days) == list(range(20_544, 20_576))


@pytest.mark.parametrize("known", [Known(low=micros_of(date(2030, 1, 1))), Known(high=micros_of(date(2020, 1, 1)))])
def test_a_year_of_which_no_date_is_known_has_no_row(known: Known) -> None:
    rows = rows_of_2026(known)
    asked(rows, date(2026, 1, 1), APRIL, date(2026, 12, 31))
    assert not rows.days


def test_a_block_that_two_threads_built_is_dropped_twice_alone_and_is_built_again_after_a_few_questions() -> None:
    rows = rows_of_2026(Known())
    asked(rows, APRIL, APRIL - DAY, MAY + DAY)
    for _ in range(2):
        rows.drop(642)
    assert sorted(rows.days) == [*range(20_512, 20_544), *range(20_576, 20_608)]
    assert asked(rows, APRIL) == [*["counted"] * day_rows.FEW, "no row"]
    assert sorted(rows.days) == list(range(20_512, 20_608))


def test_blocks_beyond_the_cap_are_dropped_oldest_first_and_answers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_rows, "_MOST", 4)
    monkeypatch.setattr(day_rows, "_kept", deque[Any]())
    desk = Calendar.weekly(DESK, zone="Europe/Berlin")
    fridays = [START + 70 * n * DAY for n in range(12)]
    quick = rows_of(desk, *fridays)
    rows = quick._wall, quick._utc
    assert sum(len(one.blocks) for one in rows) == 4
    assert sum(len(one.days) for one in rows) <= 4 * 32
    assert quick.is_open(fridays[0]) is None
    assert quick.is_open(fridays[-1]) is True
    for friday in fridays * OFTEN:
        assert desk.add(friday, 5 * HOUR) == friday + 6 * HOUR


def test_blocks_of_calendars_that_are_gone_make_room_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        """What nobody holds any more."""

    monkeypatch.setattr(day_rows, "_MOST", 4)
    monkeypatch.setattr(day_rows, "_kept", deque[Any]((ref(Gone()), 0) for _ in range(4)))
    quick = rows_of(Calendar.weekly(DESK, zone="Europe/Berlin"), START)  # a block in UTC, and one in Berlin's time
    assert [len(one.blocks) for one in (quick._wall, quick._utc)] == [1, 1]
    assert [one() is None for one, _ in day_rows._kept] == [True, True, False, False]


def test_eight_threads_get_the_answers_of_one() -> None:
    instants = [START + timedelta(hours=7 * n) for n in range(400)]
    amounts = [timedelta(minutes=1 + 97 * n % 40_000) for n in range(400)]
    judge = Calendar.weekly(DESK, zone="Europe/Berlin")
    asked = list(zip(instants, reversed(instants), amounts, strict=True))
    right = [by_timeline(judge, *each) for each in asked]

    def ask(seed: int, calendar: Calendar) -> bool:
        order = list(range(len(asked))) * 3
        Random(seed).shuffle(order)  # noqa: S311 - a fixed choice
        return all(by_calendar(calendar, *asked[place]) == right[place] for place in order)

    with ThreadPoolExecutor(8) as pool:
        for name in ("Europe/Berlin", "Europe/Paris"):  # in these years the two have the same clock
            fresh = Calendar.weekly(DESK, zone=name)
            assert all(pool.map(ask, range(8), [fresh] * 8))
