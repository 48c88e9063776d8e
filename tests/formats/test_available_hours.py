"""The stretches of one VAVAILABILITY as a week and dated hours."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput
from slacal.formats.available import available_of
from slacal.formats.available_hours import hours_of, past_midnight, windows_on
from slacal.formats.icalendar_text import read_calendars

pytest.importorskip("icalendar")

MORNING = ("DTSTART:20260105T090000Z", "DTEND:20260105T120000Z")
AFTERNOON = ("DTSTART:20260105T130000Z", "DTEND:20260105T170000Z")
NIGHT = ("DTSTART:20260105T220000Z", "DTEND:20260106T060000Z")
WORKDAYS = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def hours(*stretches: tuple[str, ...], overnight: str = "civil") -> str:
    inside = [line for lines in stretches for line in ("BEGIN:AVAILABLE", *lines, "END:AVAILABLE")]
    text = "\n".join(["BEGIN:VCALENDAR", *inside, "END:VCALENDAR"])
    return hours_of([available_of(part) for part in read_calendars(text, "a")[0].parts], overnight).text()


def test_stretches_add_up_to_a_week() -> None:
    assert hours((*MORNING, WORKDAYS), (*AFTERNOON, WORKDAYS)) == "Mo-Fr 09:00-12:00,13:00-17:00"
    assert hours((*MORNING, WORKDAYS), ("DTSTART:20260105T110000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY")) == (
        "Mo 09:00-13:00; Tu-Fr 09:00-12:00"
    )


def test_no_stretches_are_a_week_that_never_opens() -> None:
    assert hours() == "off"


def test_a_stretch_without_a_rule_is_added_to_its_date() -> None:
    saturday = ("DTSTART:20260110T100000Z", "DURATION:PT4H", "SUMMARY:stocktaking")
    assert hours((*MORNING, WORKDAYS), saturday) == 'Mo-Fr 09:00-12:00, 2026 Jan 10 10:00-14:00 "stocktaking"'


def test_a_rule_that_ends_or_begins_later_than_the_week_is_added_to_its_dates() -> None:
    summer = ("DTSTART:20260706T180000Z", "DURATION:PT2H", f"{WORKDAYS};UNTIL=20260831T235959Z")
    assert hours((*MORNING, WORKDAYS), summer) == "Mo-Fr 09:00-12:00, 2026 Jul 06-Aug 31 Mo-Fr 18:00-20:00"
    from_july = ("DTSTART:20260706T180000Z", "DURATION:PT2H", WORKDAYS)
    assert hours((*MORNING, WORKDAYS), from_july) == ("Mo-Fr 09:00-12:00, 2026 Jul 06-9999 Dec 31 Mo-Fr 18:00-20:00")


def test_rules_that_begin_within_the_first_week_are_one_week() -> None:
    friday = ("DTSTART:20260109T130000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    assert hours((*MORNING, "RRULE:FREQ=WEEKLY"), friday) == "Mo 09:00-12:00; Fr 13:00-14:00"


def test_a_night_that_ends_on_a_date_is_spelled_out_from_its_start() -> None:
    nights = (*NIGHT, f"{WORKDAYS};UNTIL=20260116T235959Z")
    assert hours(nights) == "off, 2026 Jan 05-16 Mo-Fr 22:00-30:00"


def test_an_occurrence_taken_out_leaves_what_others_give_its_date() -> None:
    morning = (*MORNING, WORKDAYS, "EXDATE:20260107T090000Z")
    assert hours(morning) == "Mo-Fr 09:00-12:00; 2026 Jan 07 off"
    assert hours(morning, (*AFTERNOON, WORKDAYS)) == "Mo-Fr 09:00-12:00,13:00-17:00; 2026 Jan 07 13:00-17:00"
    assert hours((*MORNING, WORKDAYS, "EXDATE:20260110T090000Z")) == "Mo-Fr 09:00-12:00"  # a Saturday loses nothing


def test_an_occurrence_may_be_replaced() -> None:
    # RFC 7953: occurrences "can be overridden using normal iCalendar recurrence behavior"
    moved = ("UID:1", "DTSTART:20260107T100000Z", "DURATION:PT1H", "RECURRENCE-ID:20260107T090000Z")
    text = hours(("UID:1", *MORNING, WORKDAYS), moved)
    assert windows_on(WeeklyHours.parse(text), date(2026, 1, 7)) == WeeklyHours.parse("We 10:00-11:00").days[2]
    assert windows_on(WeeklyHours.parse(text), date(2026, 1, 14)) == WeeklyHours.parse("We 09:00-12:00").days[2]


@pytest.mark.parametrize("replaced", ["UID:2", "UID:1"])
def test_what_replaces_nothing_is_refused(replaced: str) -> None:
    moved = (replaced, "DTSTART:20260107T100000Z", "DURATION:PT1H", "RECURRENCE-ID:20260107T080000Z")
    with pytest.raises(BadInput) as refusal:
        hours(("UID:1", *MORNING, WORKDAYS), moved)
    assert refusal.value.field == "AVAILABLE[1].RECURRENCE-ID"


def test_a_night_that_stays_while_the_next_is_taken_out_needs_the_reading_by_shifts() -> None:
    nights = (*NIGHT, WORKDAYS, "EXDATE:20260107T220000Z")  # Wednesday's shift; Tuesday's still ends on Wednesday
    with pytest.raises(BadInput) as refusal:
        hours(nights)
    assert refusal.value.field == "EXDATE"
    assert hours(nights, overnight="shift") == "Mo-Fr 22:00-30:00; 2026 Jan 07 off"


def test_a_name_with_a_double_quote_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        hours((*MORNING, 'SUMMARY:the "good" day'))
    assert refusal.value.field == "SUMMARY"


def test_stretches_and_dates_are_bounded() -> None:
    with pytest.raises(BadInput) as refusal:
        hours(*[(*MORNING, WORKDAYS)] * 201)
    assert refusal.value.field == "AVAILABLE"
    dates = ",".join(f"{year}0107T090000Z" for year in range(2000, 2300))
    with pytest.raises(BadInput):
        hours((*MORNING, WORKDAYS, f"EXDATE:{dates}", f"RDATE:{dates}"))


def test_windows_past_midnight_are_found_in_the_week_and_on_dates() -> None:
    assert past_midnight(WeeklyHours.parse("Mo 22:00-06:00"))
    assert past_midnight(WeeklyHours.parse("Mo 09:00-17:00; 2026 Dec 31 18:00-02:00"))
    assert not past_midnight(WeeklyHours.parse("24/7"))
