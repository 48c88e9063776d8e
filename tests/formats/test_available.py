"""One AVAILABLE component: its windows, and the dates on which they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from slacal.errors import BadInput
from slacal.formats.available import Available, available_of
from slacal.formats.icalendar_text import read_calendars

pytest.importorskip("icalendar")

MONDAY = date(2026, 1, 5)


def available(*lines: str) -> Available:
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:AVAILABLE", *lines, "END:AVAILABLE", "END:VCALENDAR"])
    return available_of(read_calendars(text, "availability")[0].parts[0])


def hours(one: Available, days: int = 8, since: date = MONDAY) -> list[str]:
    """Return the windows of the days from Monday 5 January 2026 on."""
    dates = [MONDAY + timedelta(days=number) for number in range(days)]
    return [",".join(map(str, one.windows_on(on.toordinal(), since=since.toordinal()))) for on in dates]


def at(name: str, clock: str, day: int = 5) -> str:
    return f"{name};TZID=Europe/Berlin:202601{day:02}T{clock}"


def test_a_stretch_without_a_rule_stands_once() -> None:
    assert hours(available(at("DTSTART", "090000", 6), at("DTEND", "170000", 6))) == ["", "09:00-17:00", *[""] * 6]


def test_a_rule_stands_from_its_first_date_on() -> None:
    one = available(at("DTSTART", "090000", 6), "DURATION:PT8H", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU")
    assert one.is_endless
    assert hours(one, since=MONDAY + timedelta(days=1)) == ["", "09:00-17:00", "", "", "", "", "", "09:00-17:00"]
    assert hours(one)[0] == "09:00-17:00"  # as a week, before its first date too


def test_a_night_belongs_to_the_date_on_which_it_starts() -> None:
    assert hours(available(at("DTSTART", "220000"), at("DTEND", "060000", 6)), 2) == ["22:00-30:00", ""]
    assert hours(available(at("DTSTART", "220000"), "DURATION:P1D"), 2) == ["22:00-46:00", ""]


def test_a_stretch_of_more_than_a_day_is_parted_at_midnights() -> None:
    weekend = available(at("DTSTART", "180000", 9), at("DTEND", "080000", 12), "RRULE:FREQ=WEEKLY")
    assert hours(weekend, 14)[4:8] == ["18:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-08:00"]
    assert hours(weekend, 14)[11:] == ["18:00-24:00", "00:00-24:00", "00:00-24:00"]
    two_days = available(at("DTSTART", "000000"), "DURATION:P2D")
    assert hours(two_days, 3) == ["00:00-24:00", "00:00-24:00", ""]


def test_dates_are_added_and_taken_out() -> None:
    daily = (at("DTSTART", "090000"), "DURATION:PT8H", "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE")
    one = available(*daily, "EXDATE:20260106T080000Z", at("RDATE", "090000", 10))  # 08:00 UTC is 09:00 in Berlin
    day = "09:00-17:00"
    assert hours(one) == [day, "", day, "", "", day, "", day]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((), "DTSTART"),
        ((at("DTSTART", "090000"),), "DTEND"),
        ((at("DTSTART", "090000"), "DURATION:P367D"), "DTEND"),
        ((at("DTSTART", "090000"), "DURATION:P8D", "RRULE:FREQ=WEEKLY"), "DTEND"),
        ((at("DTSTART", "090000"), "DURATION:PT1H", "EXRULE:FREQ=WEEKLY"), "EXRULE"),
        ((at("DTSTART", "090000"), "DURATION:PT1H", "EXDATE;VALUE=DATE:20260106"), "EXDATE"),
        ((at("DTSTART", "090000"), "DURATION:PT1H", at("EXDATE", "100000")), "EXDATE"),
        ((at("DTSTART", "090000"), "DURATION:PT1H", at("RDATE", "100000")), "RDATE"),
        ((at("DTSTART", "090000"), "DURATION:PT1H", at("RECURRENCE-ID", "090000")), "RECURRENCE-ID"),
        (
            ("UID:1", at("DTSTART", "090000"), "DURATION:PT1H", "RRULE:FREQ=DAILY", at("RECURRENCE-ID", "090000")),
            "RECURRENCE-ID",
        ),
        (
            ("UID:1", at("DTSTART", "090000"), "DURATION:PT1H", at("RECURRENCE-ID;RANGE=THISANDFUTURE", "090000")),
            "RECURRENCE-ID",
        ),
    ],
)
def test_what_a_stretch_cannot_mean_is_refused_by_name(lines: tuple[str, ...], name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        available(*lines)
    assert refusal.value.field == f"AVAILABLE[0].{name}"
