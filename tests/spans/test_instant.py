"""Aware datetimes to microseconds and back: exact, in the caller's zone, and nothing naive."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.errors import BadInput, BeyondHorizon, WrongType
from slacal.spans.instant import DAY, HOUR, SECOND, duration, from_micros, plain, shown, to_micros, whole

if TYPE_CHECKING:
    from collections.abc import Callable

BERLIN = ZoneInfo("Europe/Berlin")


class Stamp(datetime):
    """A subclass as data frames have it."""


class NanoStamp(datetime):
    """A datetime with more digits than microseconds."""

    nanosecond = 7


class NanoDelta(timedelta):
    """An amount with more digits than microseconds."""

    nanoseconds = 7


class Nowhere(tzinfo):
    """A zone object that knows no offset: a datetime that carries it is naive to Python."""

    def utcoffset(self, _: datetime | None) -> None:
        return None

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> str:
        return "nowhere"


def test_instants_count_from_1970() -> None:
    assert to_micros(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert to_micros(datetime(1970, 1, 1, 3, tzinfo=ZoneInfo("Europe/Moscow"))) == 0
    # 20 years of 365 days and the leap days of 1972, 76, 80, 84, 88: 7305 days
    assert to_micros(datetime(1990, 1, 1, 0, 0, 0, 1, tzinfo=UTC)) == 7305 * DAY + 1
    assert to_micros(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_the_two_readings_of_a_doubled_hour_lie_an_hour_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert to_micros(first.replace(fold=1)) - to_micros(first) == HOUR


def test_an_instant_comes_back_in_the_very_zone_given() -> None:
    fixed = timezone(timedelta(hours=-9, minutes=-30))
    for zone in (UTC, fixed, BERLIN):
        at = from_micros(SECOND, zone)
        assert at.tzinfo is zone
        assert at.utcoffset() == datetime(1970, 1, 1, 12, tzinfo=zone).utcoffset()


def test_the_second_reading_of_a_doubled_hour_comes_back_with_its_fold() -> None:
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    assert from_micros(to_micros(second), BERLIN).fold == 1


@given(st.datetimes(timezones=st.timezones(), min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)))
def test_there_and_back_is_the_same_instant(at: datetime) -> None:
    micros = to_micros(at)
    assert from_micros(micros, UTC) == at.astimezone(UTC)
    assert to_micros(from_micros(micros, UTC)) == micros


@pytest.mark.parametrize(
    "naive", [datetime(2026, 11, 20, 18), Stamp(2026, 11, 20), datetime(2026, 11, 20, tzinfo=Nowhere())]
)
def test_naive_datetimes_are_refused_with_a_mend(naive: datetime) -> None:
    with pytest.raises(BadInput) as caught:
        to_micros(naive, "start")
    error = caught.value
    assert (error.code, error.field, error.value) == ("naive-datetime", "start", naive)
    assert 'ZoneInfo("Europe/Berlin")' in error.mend


@pytest.mark.parametrize("wrong", [date(2026, 11, 20), "2026-11-20T18:00Z", 1_795_000_000, None])
def test_what_is_no_datetime_is_refused(wrong: object) -> None:
    with pytest.raises(WrongType) as caught:
        to_micros(wrong)  # type: ignore[arg-type] # the very thing that must fail
    assert (caught.value.field, caught.value.value) == ("at", wrong)


def test_an_instant_is_called_at_where_nobody_names_it() -> None:
    with pytest.raises(WrongType) as caught:
        plain(None)
    assert caught.value.field == "at"


def test_a_subclass_becomes_a_plain_datetime_with_its_fold() -> None:
    stamp = Stamp(2026, 10, 25, 2, 30, 1, 7, tzinfo=BERLIN, fold=1)
    at = plain(stamp)
    assert type(at) is datetime
    assert (at.replace(tzinfo=None), at.tzinfo, at.fold) == (datetime(2026, 10, 25, 2, 30, 1, 7), BERLIN, 1)
    assert to_micros(stamp) == to_micros(at)


def test_a_plain_datetime_stays_the_same_object() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    assert plain(at) is at


def test_a_nanosecond_part_is_refused_for_it_would_be_lost() -> None:
    stamp = NanoStamp(2026, 11, 20, tzinfo=UTC)
    with pytest.raises(BadInput) as caught:
        to_micros(stamp, "start")
    assert (caught.value.field, caught.value.value) == ("start", stamp)
    assert "nanosecond" in caught.value.problem


class NoDst(tzinfo):
    """A zone that does not say whether it is summer time, which `datetime` needs to show an instant in it."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        return HOUR_EAST

    def dst(self, at: datetime | None) -> None:
        return None

    def tzname(self, at: datetime | None) -> str:
        return "no dst"


class Refusing(NoDst):
    """A zone that refuses to show an instant."""

    def fromutc(self, at: datetime) -> datetime:
        raise ValueError("not today")


class Silent(NoDst):
    """A zone that does not tell its offset either, as one that was never finished."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        raise NotImplementedError("to be done")


HOUR_EAST = timedelta(hours=1)


@pytest.mark.parametrize("zone", [NoDst(), Refusing()])
def test_a_zone_that_cannot_show_an_instant_is_refused_by_name(zone: tzinfo) -> None:
    assert to_micros(datetime(1970, 1, 1, 1, tzinfo=zone)) == 0  # the way in needs the offset alone
    with pytest.raises(BadInput) as caught:
        from_micros(0, zone)
    assert (caught.value.field, caught.value.value) == ("zone", type(zone).__name__)
    assert "ZoneInfo" in caught.value.mend


@pytest.mark.parametrize("read", [to_micros, plain])
def test_a_zone_that_cannot_tell_its_offset_is_refused_by_name(read: Callable[[datetime, str], object]) -> None:
    with pytest.raises(BadInput) as caught:
        read(datetime(2026, 11, 20, tzinfo=Silent()), "start")
    assert (caught.value.field, caught.value.value) == ("start", "Silent")
    assert "ZoneInfo" in caught.value.mend


@pytest.mark.parametrize("micros", [-62_135_596_800 * SECOND - 1, 253_402_300_800 * SECOND])  # years 0 and 10000
def test_instants_outside_the_years_of_python_are_an_error_with_a_name(micros: int) -> None:
    assert from_micros(-62_135_596_800 * SECOND, UTC) == datetime.min.replace(tzinfo=UTC)
    with pytest.raises(BeyondHorizon) as caught:
        from_micros(micros, UTC)
    assert (caught.value.field, caught.value.value) == ("at", micros)


def test_an_instant_outside_the_years_of_python_is_shown_as_the_nearest_inside() -> None:
    assert shown(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert shown(253_402_300_800 * SECOND) == datetime.max.replace(tzinfo=UTC)
    assert shown(-62_135_596_800 * SECOND - 1) == datetime.min.replace(tzinfo=UTC)
    assert shown(0).tzinfo is shown(10**18).tzinfo is shown(-(10**18)).tzinfo is UTC


def test_the_last_day_of_python_is_an_error_in_a_zone_where_it_is_the_day_after() -> None:
    last = to_micros(datetime.max.replace(tzinfo=UTC))
    assert from_micros(last, UTC) == datetime.max.replace(tzinfo=UTC)
    with pytest.raises(BeyondHorizon):
        from_micros(last, timezone(timedelta(hours=1)))


def test_the_ends_of_datetime_are_instants_in_every_zone() -> None:
    for hours in (-12, 14):
        zone = timezone(timedelta(hours=hours))
        assert to_micros(datetime.max.replace(tzinfo=zone)) == 253_402_300_800 * SECOND - 1 - hours * HOUR
        assert to_micros(datetime.min.replace(tzinfo=zone)) == -62_135_596_800 * SECOND - hours * HOUR


@pytest.mark.parametrize(
    ("amount", "micros"),
    [
        (timedelta(hours=24), 24 * HOUR),
        (timedelta(microseconds=1), 1),
        (timedelta(microseconds=-1), -1),
        (timedelta(), 0),
        (timedelta(days=36_525), 36_525 * DAY),
        (timedelta(days=-36_525), -36_525 * DAY),
    ],
)
def test_amounts_are_whole_microseconds(amount: timedelta, micros: int) -> None:
    assert whole(amount) == micros
    assert type(whole(amount)) is int
    assert duration(micros) == amount


@pytest.mark.parametrize("sign", [1, -1])
def test_amounts_of_more_than_100_years_are_refused(sign: int) -> None:
    with pytest.raises(BadInput) as caught:
        whole(sign * timedelta(days=36_525, microseconds=1))
    assert (caught.value.field, caught.value.value) == ("amount", sign * timedelta(days=36_525, microseconds=1))


@pytest.mark.parametrize("bare", [8, 8.0, "8 hours", True, None])
def test_a_bare_number_is_no_amount(bare: object) -> None:
    with pytest.raises(WrongType) as caught:
        whole(bare, "goal")  # type: ignore[arg-type] # the very thing that must fail
    assert (caught.value.field, caught.value.value) == ("goal", bare)
    assert "timedelta(hours=8)" in caught.value.mend


def test_an_amount_with_nanoseconds_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        whole(NanoDelta(hours=1), "goal")
    assert (caught.value.field, caught.value.value) == ("goal", NanoDelta(hours=1))
    assert "nanosecond" in caught.value.problem
