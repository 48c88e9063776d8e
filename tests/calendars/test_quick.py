"""The quick answers are the slow ones: what a calendar says first, it says however often it is asked."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import pytest

from slacal import BeyondData, BeyondHorizon, Calendar, CoverageWarning, HolidayDates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

BERLIN, LONDON, BEIRUT = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"), ZoneInfo("Asia/Beirut")
NEW_YORK = ZoneInfo("America/New_York")
DESK = "Mo-Fr 08:00-12:00,13:00-17:00"
OFTEN = 48  # questions in one zone: after at most 40, rows stand in it and in UTC
HOUR, DAY, TICK = timedelta(hours=1), timedelta(days=1), timedelta.resolution
Answer = TypeVar("Answer")


def always(question: Callable[..., Answer], *arguments: datetime | timedelta) -> Answer:
    """Return the one answer that a question gets, however often it is asked."""
    answers = {question(*arguments) for _ in range(OFTEN)}
    assert len(answers) == 1
    return answers.pop()


def test_a_day_opens_and_closes_to_the_microsecond() -> None:
    desk, opening = Calendar.weekly(DESK, zone="UTC"), datetime(2026, 11, 20, 8, tzinfo=UTC)
    asked = opening - TICK, opening, opening + 4 * HOUR - TICK, opening + 4 * HOUR
    assert [always(desk.is_open, at) for at in asked] == [False, True, True, False]


def test_an_amount_used_up_at_a_midnight_that_never_is_ends_when_the_clock_goes_on() -> None:
    # Beirut, 29 March 2026: when Saturday ends, the clock goes from 24:00 to 01:00
    late, saturday = Calendar.weekly("Mo-Su 16:00-24:00", zone="Asia/Beirut"), datetime(2026, 3, 28, 16, tzinfo=BEIRUT)
    assert always(lambda: late.add(saturday, 8 * HOUR).isoformat()) == "2026-03-29T01:00:00+03:00"


@pytest.mark.parametrize("caller", [UTC, BERLIN, NEW_YORK])
def test_a_day_of_many_stretches_answers_alike_however_often_and_wherever_it_is_asked(caller: tzinfo) -> None:
    # Friday 20 November 2026, in hours of Berlin: from 09:00, 09-10, 11-12 and 13-14 are three; as many back from 14:00
    clinic = Calendar.weekly("Mo-Fr 08:00-10:00,11:00-12:00,13:00-17:00", zone="Europe/Berlin")
    nine, two = (datetime(2026, 11, 20, hour, tzinfo=BERLIN).astimezone(caller) for hour in (9, 14))
    assert always(clinic.add, nine, 3 * HOUR) == two
    assert always(clinic.subtract, two, 3 * HOUR) == nine
    assert always(clinic.elapsed, nine, two) == 3 * HOUR


@pytest.mark.parametrize(
    ("zone", "at", "end"),
    [
        # in UTC the first midnight of Berlin lies before the year 1, and the last evening of New York in the year 10000
        ("Europe/Berlin", datetime(2026, 10, 25, 12, tzinfo=BERLIN), datetime.min.replace(tzinfo=BERLIN)),
        ("America/New_York", datetime(2026, 11, 1, 12, tzinfo=NEW_YORK), datetime.max.replace(tzinfo=NEW_YORK)),
    ],
)
def test_the_ends_of_all_dates_are_refused_however_often_a_day_of_a_clock_change_was_asked_about(
    zone: str, at: datetime, end: datetime
) -> None:
    desk = Calendar.weekly(DESK, zone=zone)
    assert not always(desk.is_open, at)  # a Sunday
    with pytest.raises(BeyondHorizon):
        desk.elapsed(at, end)
    with pytest.raises(BeyondHorizon):
        desk.elapsed(end, at)


KNOWN = HolidayDates.of([], covers=(date(2026, 6, 1), date(2026, 12, 31)))
SUMMER = Calendar.weekly(DESK, zone="Europe/Berlin", holidays=KNOWN)


@pytest.mark.parametrize(
    ("calendar", "at"),
    [
        (SUMMER, datetime(2026, 5, 29, 12, tzinfo=BERLIN)),
        (SUMMER, datetime(2026, 5, 31, 12, tzinfo=UTC)),  # known from 22:00 UTC on
        # Berlin's dates end at 23:00 of London, whose clock was an hour ahead in January 1970 and is not in December
        (Calendar.never(zone="Europe/London") | SUMMER, datetime(2026, 12, 31, 23, 30, tzinfo=LONDON)),
    ],
    ids=["on a day before", "on a day known in part, before", "on a day known in part, after"],
)
def test_c8_an_unknown_instant_warns_however_often_it_is_asked_about(calendar: Calendar, at: datetime) -> None:
    for _ in range(OFTEN):
        with pytest.warns(CoverageWarning):
            calendar.is_open(at)


def test_c8_unknown_dates_warn_or_raise_however_often_known_ones_were_asked_about() -> None:
    last = datetime(2026, 12, 30, 16, tzinfo=BERLIN)  # Wednesday
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert always(SUMMER.add, last, 9 * HOUR) == datetime(2026, 12, 31, 17, tzinfo=BERLIN)
    for _ in range(OFTEN):
        with pytest.warns(CoverageWarning):
            SUMMER.add(last, 10 * HOUR)
        with pytest.warns(CoverageWarning):
            SUMMER.elapsed(last, last + 5 * DAY)
    strict = Calendar.weekly(DESK, zone="Europe/Berlin", holidays=KNOWN, coverage="raise")
    assert always(strict.is_open, last)
    for _ in range(OFTEN):
        with pytest.raises(BeyondData):
            strict.add(last, 10 * HOUR)


def test_c8_an_amount_used_up_where_known_data_ends_rests_on_known_data_alone_and_one_more_tick_does_not() -> None:
    frozen = Calendar.weekly("Mo-Su 00:00-24:00", zone="UTC").freeze(date(2026, 11, 1), date(2026, 12, 1))
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert always(frozen.add, noon, 12 * HOUR) == noon + 12 * HOUR  # midnight, to which the data reaches
    for _ in range(OFTEN):
        with pytest.raises(BeyondData):
            frozen.add(noon, 12 * HOUR + TICK)
