"""A weekly calendar as specifications and short texts of schema.org, and what they cannot say."""

from __future__ import annotations

import pytest

from slacal import Calendar
from slacal.calendars.schedule import Schedule
from slacal.errors import BadInput
from slacal.formats.schema_org_text import specifications, texts

DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")


def schedule_of(calendar: Calendar) -> Schedule:
    assert isinstance(calendar.description, Schedule)
    return calendar.description


def short(calendar: Calendar) -> list[str]:
    return texts(schedule_of(calendar), schedule_of(calendar).weeks[0])


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-14:00", ["Mo-Fr 09:00-12:00", "Mo-Fr 13:00-17:00", "Sa 10:00-14:00"]),
        ("Mo,We,Fr 10:00-12:00", ["Mo,We,Fr 10:00-12:00"]),
        ("Sa 22:00-06:00", ["Sa 22:00-06:00"]),
        ("24/7", ["Mo-Su 00:00-24:00"]),
    ],
)
def test_short_texts_are_days_and_one_window_each(week: str, expected: list[str]) -> None:
    assert short(Calendar.weekly(week, zone="UTC")) == expected


@pytest.mark.parametrize(
    ("calendar", "field"),
    [
        (Calendar.weekly("Mo 10:00-19:00; PH off", zone="UTC"), "week.holidays"),
        (Calendar.weekly("Mo 10:00-19:00; Dec 24 off", zone="UTC"), "week.dated"),
        (Calendar.weekly("Mo 04:00-04:00", zone="UTC"), "week"),
        (DESK.replace(special_days={"2026-12-24": "off"}), "special_days"),
    ],
)
def test_what_short_texts_cannot_say_is_refused_by_name(calendar: Calendar, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        short(calendar)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("calendar", "field"),
    [
        (Calendar.weekly("Mo 10:00-19:00, 2026 Dec 24 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo 10:00-19:00; 2026 Dec 23 off; Dec 24 off", zone="UTC"), "week.dated[1]"),
        (Calendar.weekly("Mo 10:00-19:00; Mo[1] off", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo 10:00-19:00; week 02 off", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo 10:00-19:00; 2026-2028 Dec 24 off", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo 10:00-19:00; 2026 easter off", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo 10:00-19:00; 2027 Feb 29 off", zone="UTC"), "week.dated[0]"),
        (DESK.replace(special_days={"12-31": "off"}), "special_days[0]"),
        (DESK.replace(special_days={"easter+1": "off"}), "special_days[0]"),
        (
            DESK.replace(special_days={"2026-12-30": "off", "2026-12-31": {"close_earlier": "1 hour"}}),
            "special_days[1]",
        ),
    ],
)
def test_what_specifications_cannot_say_is_refused_by_name(calendar: Calendar, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        specifications(schedule_of(calendar), schedule_of(calendar).weeks[0])
    assert refusal.value.field == field
