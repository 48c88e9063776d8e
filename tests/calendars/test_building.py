"""Building calendars: every shape that a week, a zone, holidays and special days may have, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slacal import BadInput, BeyondHorizon, Calendar, SlacalError, UnknownName, WeeklyHours, WrongType

MOSCOW = ZoneInfo("Europe/Moscow")
DESK = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone=MOSCOW)
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    """Return a wall time of Moscow in November 2026, from its day and time."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=MOSCOW)


def shown(instant: datetime) -> str:
    return f"{instant.astimezone(MOSCOW):%d %H:%M}"


SAME_WEEK = [
    "Mo-Fr 10:00-13:00,14:00-19:00",
    "mo-fr 10:00-13:00, 14:00-19:00",
    {day: [("10:00", "13:00"), ("14:00", "19:00")] for day in ("mon", "tue", "wed", "thu", "fri")},
    dict.fromkeys(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), "10:00-13:00,14:00-19:00"),
    {day: [(time(10), time(13)), (time(14), time(19))] for day in ("Mo", "Tu", "We", "Th", "Fr")},
    WeeklyHours.parse("Mo-Fr 10:00-13:00,14:00-19:00"),
]


@pytest.mark.parametrize("week", SAME_WEEK, ids=lambda week: type(week).__name__)
def test_a_week_may_be_text_a_mapping_or_a_value(week: str) -> None:
    assert Calendar.weekly(week, zone="Europe/Moscow") == DESK


@pytest.mark.parametrize("zone", ["Europe/Moscow", MOSCOW])
def test_a_zone_may_be_a_name_or_a_zone_with_one(zone: str | ZoneInfo) -> None:
    calendar = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone=zone)
    assert calendar == DESK
    assert calendar.zone == "Europe/Moscow"


def test_a_calendar_needs_a_zone_that_is_known() -> None:
    with pytest.raises(TypeError):
        Calendar.weekly("Mo-Fr 10:00-19:00")  # type: ignore[call-arg] # the very thing that must fail
    with pytest.raises(UnknownName) as caught:
        Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moskow")
    assert "'Europe/Moscow'" in caught.value.mend
    with pytest.raises(SlacalError):
        Calendar.weekly("Mo-Fr 10:00-19:00", zone=timezone(3 * HOUR))


def test_a_week_may_open_on_public_holidays_alone() -> None:
    museum = Calendar.weekly("PH 10:00-14:00", zone="UTC", holidays=[date(2026, 11, 20)])
    assert [str(window) for window in museum.day(date(2026, 11, 20)).windows] == ["10:00-14:00"]
    assert not museum.is_business_day(date(2026, 11, 23))  # the Monday after it
    for week, holidays in (("PH 10:00-14:00", None), ("PH off", [date(2026, 11, 20)])):
        with pytest.raises(BadInput, match="never opens; write some hours") as refused:
            Calendar.weekly(week, zone="UTC", holidays=holidays)
        assert (refused.value.field, refused.value.value) == ("week", week)


def test_a_fault_in_a_week_of_a_rota_is_named_by_the_place_of_that_week() -> None:
    with pytest.raises(BadInput) as refused:
        Calendar.rota(["Mo 10:00-19:00", {"someday": "10:00-19:00"}], anchor=date(2026, 11, 16), zone="UTC")
    assert refused.value.field.startswith("weeks[1]")


@pytest.mark.parametrize("week", [None, 24, ["Mo-Fr 10:00-19:00"], b"Mo-Fr 10:00-19:00"])
def test_what_is_no_week_is_refused(week: object) -> None:
    with pytest.raises(WrongType) as caught:
        Calendar.weekly(week, zone="UTC")  # type: ignore[arg-type] # the very thing that must fail
    assert caught.value.field == "week"


@pytest.mark.parametrize("holidays", [5, [5], object(), [["RU"]], b"RU", 2026.0])
def test_what_is_no_source_of_holidays_is_refused(holidays: object) -> None:
    with pytest.raises(WrongType) as caught:
        Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=holidays)
    assert caught.value.field == "holidays"


@pytest.mark.parametrize("special_days", [5, "off", [date(2026, 11, 20)], [("2026-11-20", "off")]])
def test_what_is_no_special_day_is_refused(special_days: object) -> None:
    with pytest.raises(SlacalError):
        Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", special_days=special_days)  # type: ignore[arg-type] # must fail


def test_options_are_named() -> None:
    with pytest.raises(TypeError):
        Calendar.weekly("Mo-Fr 10:00-19:00", "UTC")  # type: ignore[call-arg] # the very thing that must fail
    with pytest.raises(BadInput) as caught:
        Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", overnight="none")  # type: ignore[arg-type] # must fail
    assert caught.value.field == "overnight"


def test_a_calendar_of_given_spans_is_open_in_them_alone() -> None:
    start = at("20 10:00")
    given = Calendar.of_spans(
        [
            (start, start + HOUR),
            ("2026-11-20T11:00:00+03:00", "2026-11-20T12:00:00+03:00"),
            (start, start + 2 * timedelta(microseconds=1)),
        ],
        zone="Europe/Moscow",
    )
    found = [(shown(opens), shown(closes)) for opens, closes in given.spans_after(start - HOUR)]
    assert found == [("20 10:00", "20 12:00")]
    assert given.day(date(2026, 11, 20)).is_business_day
    assert given.count_business_days(date(2026, 11, 1), date(2026, 11, 30)) == 1


@pytest.mark.parametrize(
    "spans",
    [
        [("2026-11-20T10:00:00", "2026-11-20T11:00:00")],  # no offset
        [("today", "tomorrow")],
        [(datetime(2026, 11, 20, 10), datetime(2026, 11, 20, 11))],
        [(date(2026, 11, 20), date(2026, 11, 21))],
    ],
)
def test_a_span_has_two_instants(spans: list[tuple[datetime, datetime]]) -> None:
    with pytest.raises(SlacalError):
        Calendar.of_spans(spans, zone="UTC")


def test_a_span_may_end_with_the_last_instant_that_can_be_searched() -> None:
    last = datetime(9999, 12, 27, tzinfo=UTC)
    assert Calendar.of_spans([(last - timedelta(hours=1), last)], zone="UTC").is_open(last - timedelta.resolution)
    with pytest.raises(BeyondHorizon, match="the end of the dates"):
        Calendar.of_spans([(last, last + timedelta.resolution)], zone="UTC")


@pytest.mark.parametrize("pair", ["2026-11-20T10:00:00Z", (at("20 10:00"),), {at("20 10:00"), at("20 11:00")}])
def test_a_span_is_a_pair(pair: Any) -> None:
    with pytest.raises(WrongType, match="not a pair of instants") as refused:
        Calendar.of_spans([(at("20 10:00"), at("20 11:00")), pair], zone="UTC")
    assert refused.value.field == "spans[1]"


def test_given_spans_that_end_before_they_start_are_refused() -> None:
    with pytest.raises(BadInput):
        Calendar.of_spans([(at("20 10:00"), at("20 11:00")), (at("20 13:00"), at("20 12:00"))], zone="UTC")


def test_replacing_a_field_gives_a_new_calendar_with_its_wall_times() -> None:
    berlin = DESK.replace(zone="Europe/Berlin")
    assert DESK.zone == "Europe/Moscow"
    assert berlin == Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone="Europe/Berlin")
    assert DESK.replace(week="Mo 10:00-11:00").replace(week="Mo-Fr 10:00-13:00,14:00-19:00") == DESK
    shut = DESK.replace(holidays=[date(2026, 11, 20)], special_days={date(2026, 11, 19): "off"})
    assert [shut.is_business_day(date(2026, 11, day)) for day in (18, 19, 20)] == [True, False, False]
    assert shut.replace(holidays=None, special_days=()) == DESK


def test_replacing_an_unknown_field_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        DESK.replace(weeks_="Mo 10:00-11:00")
    assert caught.value.value == "weeks_"


def test_a_special_day_more_keeps_its_own_reason_or_none_where_none_is_given() -> None:
    days = {date(2026, 11, 20): {"hours": "off", "reason": "inventory"}, date(2026, 11, 23): "off"}
    more = DESK.with_days(days)
    assert more == DESK.replace(special_days=days)
    assert [more.day(date(2026, 11, day)).reason for day in (20, 23)] == ["inventory", "special day"]


def test_more_special_days_lie_on_top_of_those_there_are() -> None:
    once = DESK.with_days({date(2026, 11, 20): "10:00-12:00"})
    twice = once.with_days({date(2026, 11, 20): "off"}, reason="inventory")
    assert (once.is_business_day(date(2026, 11, 20)), twice.is_business_day(date(2026, 11, 20))) == (True, False)
    assert twice.day(date(2026, 11, 20)).reason == "inventory"


def test_preparing_changes_no_answer_and_gives_the_calendar_back() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow", holidays="RU")
    assert desk.prepare(date(2026, 1, 1), date(2027, 12, 31)) is desk
    assert shown(desk.add(at("20 18:00"), 2 * HOUR)) == "23 11:00"


def test_a_date_as_text_is_a_holiday_as_it_is_in_a_document() -> None:
    told = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=["2026-11-20", date(2026, 11, 23), "DE"])
    assert told == Calendar.weekly(
        "Mo-Fr 10:00-19:00", zone="UTC", holidays=[date(2026, 11, 20), date(2026, 11, 23), "DE"]
    )
    with pytest.raises(BadInput, match=r"^holidays='2026-11-32' is not a date; write it as 2026-12-31$"):
        Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays="2026-11-32")


def test_a_text_that_begins_with_a_digit_is_read_as_a_date() -> None:
    with pytest.raises(BadInput, match=r"^holidays='1\.5\.2026' is not a date; write it as 2026-12-31$"):
        Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays="1.5.2026")
