"""What every format of opening hours can write of a calendar, and what it refuses by name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from slacal import Calendar
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput, WrongType
from slacal.formats.weekly_part import beside_the_week, proven, reading_options, schedule_of
from slacal.spans.day_time import DAY, Window

DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
SPAN = (datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 1, 5, 17, tzinfo=UTC))


@pytest.mark.parametrize(
    ("calendar", "field"),
    [
        (Calendar.always(), "calendar"),
        (Calendar.never(), "calendar"),
        (DESK | DESK, "calendar"),
        (DESK & DESK, "calendar"),
        (DESK - DESK, "calendar"),
        (DESK.in_zone("UTC"), "calendar"),
        (DESK.until(datetime(2026, 7, 1, tzinfo=UTC), then=DESK), "calendar"),
        (Calendar.of_spans([SPAN], zone="UTC"), "calendar"),
        (Calendar.rota(["Mo 10:00-19:00", "Tu 10:00-19:00"], anchor=date(2026, 1, 5), zone="UTC"), "weeks"),
        (Calendar.rota(["Mo 10:00-19:00"], anchor=date(2026, 1, 5), zone="UTC"), "weeks"),
    ],
)
def test_calendars_that_are_no_single_week_are_refused_by_name(calendar: Calendar, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        schedule_of(calendar)
    assert refusal.value.field == field


def test_what_is_no_calendar_is_of_the_wrong_type() -> None:
    with pytest.raises(WrongType):
        schedule_of("Mo-Fr 10:00-19:00")  # type: ignore[arg-type] # handed in to be refused


def test_only_what_differs_from_the_default_stands_beside_the_week() -> None:
    plain, _ = schedule_of(DESK)
    assert reading_options(plain) == {}
    assert beside_the_week(plain) == {"zone": "Europe/Berlin"}
    other = DESK.replace(holidays=[date(2026, 12, 25)], overnight="shift", coverage="raise")
    schedule, week = schedule_of(other)
    assert beside_the_week(schedule) == {
        "zone": "Europe/Berlin", "holidays": schedule.holidays, "overnight": "shift", "coverage": "raise",
    }  # fmt: skip
    assert Calendar.weekly(week, **beside_the_week(schedule)) == other


def test_a_text_that_reads_back_differently_is_refused() -> None:
    assert proven("text", DESK, lambda _: DESK, "week") == "text"
    with pytest.raises(BadInput) as refusal:
        proven("text", DESK, lambda _: Calendar.always(), "week")
    assert refusal.value.field == "week"


def test_hours_put_together_by_hand_are_held_against_their_text() -> None:
    from slacal.formats import opening_hours

    tuesday_morning = Window(DAY + 3_600, DAY + 7_200)
    odd = Calendar.weekly(WeeklyHours(((tuesday_morning,), (), (), (), (), (), ())), zone="UTC")
    with pytest.raises(BadInput) as refusal:
        opening_hours.dumps(odd)
    assert refusal.value.field == "week"
