"""A weekly calendar as VAVAILABILITY lines, and what they cannot say."""

from __future__ import annotations

from datetime import date

import pytest

from slacal import Calendar, SpecialDay
from slacal.calendars.schedule import Schedule
from slacal.errors import BadInput
from slacal.formats.availability_text import lines_of

DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Berlin")


def lines(calendar: Calendar, *names: str) -> list[str]:
    schedule = calendar.description
    assert isinstance(schedule, Schedule)
    return [line for line in lines_of(schedule, schedule.weeks[0]) if line.startswith(names)]


def test_each_window_of_the_week_is_a_stretch_that_recurs() -> None:
    week = Calendar.weekly("Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-14:00", zone="Europe/Berlin")
    assert lines(week, "DTSTART", "RRULE") == [
        "DTSTART;TZID=Europe/Berlin:19700105T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "DTSTART;TZID=Europe/Berlin:19700105T130000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "DTSTART;TZID=Europe/Berlin:19700110T100000", "RRULE:FREQ=WEEKLY;BYDAY=SA",
    ]  # fmt: skip


def test_a_night_ends_on_the_next_date_and_a_whole_day_is_a_nominal_one() -> None:
    assert lines(NIGHTS, "DTEND") == ["DTEND;TZID=Europe/Berlin:19700106T060000"]
    assert lines(Calendar.weekly("24/7", zone="UTC"), "DTSTART", "DURATION") == [
        "DTSTART:19700105T000000Z",
        "DURATION:P1D",
    ]


def test_a_special_day_is_a_range_above_the_week() -> None:
    eve = SpecialDay("2026-12-24..2026-12-25", "10:00-12:00", reason="Christmas")
    assert lines(DESK.replace(special_days=[eve]), "SUMMARY", "PRIORITY", "DTSTART", "DTEND", "RRULE")[3:] == [
        "SUMMARY:Christmas", "PRIORITY:1",
        "DTSTART;TZID=Europe/Berlin:20261224T000000", "DTEND;TZID=Europe/Berlin:20261226T000000",
        "DTSTART;TZID=Europe/Berlin:20261224T100000", "DTEND;TZID=Europe/Berlin:20261224T120000", "RRULE:FREQ=DAILY",
    ]  # fmt: skip


def test_added_hours_end_at_the_start_of_their_last_stretch() -> None:
    summer = Calendar.weekly("Mo-Fr 09:00-17:00, 2026 Jul 06-Aug 31 Mo-Fr 18:00-20:00", zone="Europe/Berlin")
    assert lines(summer, "RRULE")[1:] == ["RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260831T160000Z"]


def test_every_component_has_a_name_of_its_own() -> None:
    names = lines(DESK.replace(special_days={f"2026-12-{day}": "off" for day in range(10, 31)}), "UID")
    assert len(set(names)) == len(names) == 23


@pytest.mark.parametrize(
    ("calendar", "field"),
    [
        (DESK.replace(holidays=[date(2026, 12, 25)]), "holidays"),
        (DESK.replace(holidays="DE"), "holidays"),
        (Calendar.weekly("Mo-Fr 10:00-19:00; PH off", zone="UTC"), "week.holidays"),
        (Calendar.weekly("Mo-Fr 10:00-19:00; 2026 Dec 24 off", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, Dec 24 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, Mo[1] 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, week 02 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, easter 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, 2026 Jan 06-Feb 10 Mo 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, 2026 Jan 05-2027 Feb 29 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (Calendar.weekly("Mo-Fr 10:00-19:00, 2026 Jan 05-9998 Feb 28 20:00-22:00", zone="UTC"), "week.dated[0]"),
        (DESK.replace(special_days={"12-31": "off"}), "special_days[0]"),
        (DESK.replace(special_days={"easter+1": "off"}), "special_days[0]"),
        (DESK.replace(special_days={"rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH": "off"}), "special_days[0]"),
        (DESK.replace(special_days={"2026-12-31": {"like": "mon"}}), "special_days[0]"),
        (DESK.replace(special_days={"2026-12-31": {"close_earlier": "1 hour"}}), "special_days[0]"),
        (DESK.replace(special_days={"2026-12-31": "18:00-02:00"}), "special_days[0]"),
        (NIGHTS.replace(special_days={"2026-12-31": "10:00-12:00"}), "special_days[0]"),
        (NIGHTS.replace(special_days={"2026-12-31": "off"}, overnight="shift"), "special_days[0]"),
        (DESK.replace(special_days={"9995-12-31": "off"}), "special_days"),
        (DESK.replace(special_days={"2026-12-24..2026-12-26": "off", "2026-12-25": "off"}), "special_days[1]"),
    ],
)
def test_what_availability_cannot_say_is_refused_by_name(calendar: Calendar, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        lines(calendar)
    assert refusal.value.field == field
