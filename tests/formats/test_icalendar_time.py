"""Times of an iCalendar component: wall times of named zones, and how long something lasts."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.errors import BadInput, SlacalError, UnknownName
from slacal.formats.icalendar_text import Component, read_calendars
from slacal.formats.icalendar_time import Moment, ending, moment, moments

pytest.importorskip("icalendar")

HOUR = 3_600
MONDAY = date(2026, 1, 5).toordinal()
NINE = Moment(MONDAY, 9 * HOUR, "Europe/Berlin")


def component(*lines: str) -> Component:
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:AVAILABLE", *lines, "END:AVAILABLE", "END:VCALENDAR"])
    return read_calendars(text, "availability")[0].parts[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART;TZID=Europe/Berlin:20260105T090000", NINE),
        ("DTSTART:20260105T090000Z", Moment(MONDAY, 9 * HOUR, "UTC")),
        ("DTSTART:19980119T070000z", Moment(date(1998, 1, 19).toordinal(), 7 * HOUR, "UTC")),  # RFC 5545, 3.3.5
    ],
)
def test_a_time_is_the_wall_time_of_a_zone(line: str, expected: Moment) -> None:
    assert moment(component(line), "DTSTART") == expected


def test_a_wall_time_in_another_zone_is_that_of_the_same_instant() -> None:
    # Berlin is an hour ahead of UTC in January, Auckland thirteen
    assert NINE.in_zone("UTC") == Moment(MONDAY, 8 * HOUR, "UTC")
    assert NINE.in_zone("Pacific/Auckland") == Moment(MONDAY, 21 * HOUR, "Pacific/Auckland")
    assert NINE.in_zone("Pacific/Auckland").micros == NINE.micros


def test_a_property_may_list_several_times() -> None:
    lines = ("EXDATE;TZID=Europe/Berlin:20260105T090000,20260106T090000", "EXDATE:20260107T080000Z")
    assert [found.day - MONDAY for found in moments(component(*lines), "EXDATE")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("DTSTART:20260105T090000", BadInput),
        ("DTSTART;VALUE=DATE:20260105", BadInput),
        ("DTSTART;TZID=Europe/Berlin:20260105T090000Z", BadInput),
        ("DTSTART:20260105T240000Z", BadInput),
        ("DTSTART:20260105T090060Z", BadInput),
        ("DTSTART:20260230T090000Z", BadInput),
        ("DTSTART:09990105T090000Z", BadInput),
        ("DTSTART:99900105T090000Z", BadInput),
        ("DTSTART;TZID=W. Europe Standard Time:20260105T090000", UnknownName),
        ("DTSTART;TZID=/etc/localtime:20260105T090000", UnknownName),
    ],
)
def test_a_time_without_a_known_zone_or_outside_the_calendar_is_refused(line: str, error: type[SlacalError]) -> None:
    with pytest.raises(error) as refusal:
        moment(component(line), "DTSTART")
    assert refusal.value.field.startswith("AVAILABLE[0].DTSTART")


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("DTEND;TZID=Europe/Berlin:20260105T170000", 8),
        ("DTEND:20260105T160000Z", 8),  # Berlin's 17:00
        ("DURATION:PT8H", 8),
        ("DURATION:PT480M", 8),
        ("DURATION:P1DT2H30M", 26.5),
        ("DURATION:P1W", 168),
        ("DURATION:+PT3600S", 1),
    ],
)
def test_an_end_is_a_time_or_a_duration(line: str, hours: float) -> None:
    end = ending(component(line), NINE)
    assert end == NINE.later(int(hours * HOUR))


def test_what_has_no_end_has_none() -> None:
    assert ending(component(), NINE) is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("DTEND;TZID=Europe/Berlin:20260105T090000",), "DTEND"),
        (("DTEND;TZID=Europe/Berlin:20260104T170000",), "DTEND"),
        (("DTEND:20260105T100000Z", "DURATION:PT1H"), "DURATION"),
        (("DURATION:-PT8H",), "DURATION"),
        (("DURATION:PT0S",), "DURATION"),
        (("DURATION:P9999D",), "DURATION"),
        (("DURATION:8 hours",), "DURATION"),
    ],
)
def test_an_end_that_does_not_come_after_its_start_is_refused(lines: tuple[str, ...], name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        ending(component(*lines), NINE)
    assert refusal.value.field == f"AVAILABLE[0].{name}"
