"""Opening-hours text as a calendar, and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import event, given

from slacal import Calendar, SpecialDay
from slacal.calendars.schedule import Schedule
from slacal.errors import BadInput, UnknownName, WrongType
from slacal.formats.opening_hours import dumps, lacking, loads
from slacal.testing.strategies import weekly_calendars

CHRISTMAS = SpecialDay("2026-12-24", "10:00-12:00", reason="Christmas Eve")


@given(weekly_calendars())
def test_a_calendar_is_its_text_and_what_the_text_lacks(calendar: Calendar) -> None:
    assert isinstance(calendar.description, Schedule)
    if calendar.description.anchor is not None:
        event("a rota")
        with pytest.raises(BadInput) as refusal:
            dumps(calendar)
        assert refusal.value.field == "weeks"
        return
    assert loads(dumps(calendar), **lacking(calendar)) == calendar


def test_the_text_is_the_week_and_the_rest_is_lacking() -> None:
    desk = Calendar.weekly(
        "Mo-Fr 10:00-19:00; Dec 24 10:00-14:00; PH off",
        zone="Europe/Berlin", holidays="DE-BY", special_days=[CHRISTMAS], overnight="shift", coverage="raise",
    )  # fmt: skip
    assert dumps(desk) == "Mo-Fr 10:00-19:00; Dec 24 10:00-14:00; PH off"
    beside = lacking(desk)
    assert list(beside) == ["zone", "special_days", "holidays", "overnight", "coverage"]
    assert beside.get("special_days") == (CHRISTMAS,)


def test_a_plain_week_lacks_its_zone_alone() -> None:
    assert lacking(Calendar.weekly("24/7", zone="Asia/Tokyo")) == {"zone": "Asia/Tokyo"}


def test_the_hours_of_a_shop_are_read() -> None:
    shop = loads("Mo-Fr 09:00-12:30,14:00-18:30; Sa 09:00-13:00; PH off", zone="Europe/Rome", holidays="IT")
    assert [str(window) for window in shop.day(date(2026, 11, 20)).windows] == ["09:00-12:30", "14:00-18:30"]
    assert shop.day(date(2026, 12, 8)).windows == ()  # the Immaculate Conception, a holiday in Italy


@pytest.mark.parametrize(
    ("text", "piece"),
    [("Mo-Fr sunrise-sunset", "sunrise"), ("Mo-Fr 9-17", "9-17"), ("Mo-Fr 10:00-19:00; SH off", "SH")],
)
def test_a_piece_that_cannot_be_kept_is_named(text: str, piece: str) -> None:
    with pytest.raises(BadInput) as refusal:
        loads(text, zone="UTC")
    assert refusal.value.value == piece


@pytest.mark.parametrize("text", ["", "off", "Mo-Fr off", "x" * 5_000, "\x00", "Mo-Fr 10:00-19:00;" * 1_000])
def test_a_text_without_hours_or_beyond_the_bounds_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        loads(text, zone="UTC")


def test_only_text_is_read_and_only_in_a_known_zone() -> None:
    with pytest.raises(WrongType):
        loads({"mon": "10:00-19:00"}, zone="UTC")  # type: ignore[arg-type] # handed in to be refused
    with pytest.raises(UnknownName):
        loads("Mo-Fr 10:00-19:00", zone="Europe/Berlino")
