"""Calendar availability (RFC 7953) as a calendar, and a weekly calendar as availability."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import event, given
from hypothesis import strategies as st

from slacal import Calendar, SpecialDay
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput, SlacalError
from slacal.formats.availability import dumps, lacking, loads
from slacal.spans.day_time import DAY
from slacal.testing.strategies import weekly_calendars, weekly_hours, zones

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

icalendar = pytest.importorskip("icalendar")

# The three examples of RFC 7953, 3.1 and 4.
ALWAYS = """\
BEGIN:VAVAILABILITY
ORGANIZER:mailto:bernard@example.com
UID:0428C7D2-688E-4D2E-AC52-CD112E2469DF
DTSTAMP:20111005T133225Z
BEGIN:AVAILABLE
UID:34EDA59B-6BB1-4E94-A66C-64999089C0AF
SUMMARY:Monday to Friday from 9:00 to 17:00
DTSTART;TZID=America/Montreal:20111002T090000
DTEND;TZID=America/Montreal:20111002T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
END:AVAILABLE
END:VAVAILABILITY
"""
TWO_MONTHS = """\
BEGIN:VAVAILABILITY
ORGANIZER:mailto:bernard@example.com
UID:84D0F948-7FC6-4C1D-BBF3-BA9827B424B5
DTSTAMP:20111005T133225Z
DTSTART;TZID=America/Montreal:20111002T000000
DTEND;TZID=America/Montreal:20111202T000000
BEGIN:AVAILABLE
UID:7B33093A-7F98-4EED-B381-A5652530F04D
SUMMARY:Monday to Thursday from 9:00 to 17:00
DTSTART;TZID=America/Montreal:20111002T090000
DTEND;TZID=America/Montreal:20111002T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH
LOCATION:Main Office
END:AVAILABLE
BEGIN:AVAILABLE
UID:DF39DC9E-D8C3-492F-9101-0434E8FC1896
SUMMARY:Friday from 9:00 to 12:00
DTSTART;TZID=America/Montreal:20111006T090000
DTEND;TZID=America/Montreal:20111006T120000
RRULE:FREQ=WEEKLY
LOCATION:Branch Office
END:AVAILABLE
END:VAVAILABILITY
"""


def week_in(uid: str, zone: str, first: str, bounds: str) -> str:
    hours = f"DTSTART;TZID={zone}:{first}T090000\nDTEND;TZID={zone}:{first}T170000"
    rule = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    available = f"BEGIN:AVAILABLE\nUID:{uid}-1\n{hours}\n{rule}\nEND:AVAILABLE"
    return f"BEGIN:VAVAILABILITY\nUID:{uid}\n{bounds}\n{available}\nEND:VAVAILABILITY\n"


TRAVELLING = (
    week_in(
        "1", "America/Montreal", "20111002",
        "DTSTART;TZID=America/Montreal:20111002T000000\nDTEND;TZID=America/Montreal:20111023T030000",
    )
    + week_in(
        "2", "America/Denver", "20111023",
        "DTSTART;TZID=America/Denver:20111023T000000\nDTEND;TZID=America/Denver:20111030T000000",
    )
    + week_in("3", "America/Montreal", "20111030", "DTSTART;TZID=America/Montreal:20111030T030000")
)  # fmt: skip


def refusal_of(call: Callable[[], object]) -> SlacalError | None:
    try:
        call()
    except SlacalError as refusal:
        return refusal
    return None


def document(*components: str) -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(components)}END:VCALENDAR\n"


def test_the_first_example_of_the_standard_is_always_the_same_week() -> None:
    # "always available Monday through Friday, 9:00 am to 5:00 pm", although its DTSTART is a Sunday of 2011
    assert loads(document(ALWAYS)) == Calendar.weekly("Mo-Fr 09:00-17:00", zone="America/Montreal")


def test_the_second_example_of_the_standard_says_nothing_outside_its_two_months() -> None:
    with pytest.raises(BadInput) as refusal:
        loads(document(TWO_MONTHS))
    assert refusal.value.field == "outside"
    desk = loads(document(TWO_MONTHS), outside="closed")
    # Monday to Thursday; what its SUMMARY calls a Friday starts on 6 October 2011, a Thursday, and so adds nothing
    october = [len(desk.day(date(2011, 10, day)).windows) for day in range(1, 9)]
    assert october == [0, 0, 1, 1, 1, 1, 0, 0]
    december = [len(desk.day(date(2011, 12, day)).windows) for day in range(1, 4)]
    assert december == [1, 0, 0]  # the 1st is a Thursday, and the last date


def test_the_third_example_of_the_standard_moves_with_the_traveller() -> None:
    desk = loads(document(TRAVELLING), outside="closed")
    opens = [
        span.opens_at for span in desk.spans(datetime(2011, 10, 20, tzinfo=UTC), datetime(2011, 11, 1, tzinfo=UTC))
    ]
    # 09:00 in Montreal is 13:00 UTC, in Denver 15:00; the Denver week is that of Monday 24 October
    assert [(at.day, at.hour) for at in opens] == [
        (20, 13), (21, 13), (24, 15), (25, 15), (26, 15), (27, 15), (28, 15), (31, 13),
    ]  # fmt: skip


@st.composite
def calendars_that_fit(draw: DrawFn) -> Calendar:
    """Draw weekly calendars that availability can hold whole."""
    week = WeeklyHours(draw(weekly_hours()).days)
    nights = any(window.closes > DAY for windows in week.days for window in windows)
    hours = ["off"] if nights else ["off", "10:00-15:00", "00:00-24:00", "09:00-12:00,13:00-24:00"]
    days = draw(st.lists(st.integers(0, 200).map(lambda number: 2 * number), unique=True, max_size=4))
    special = [
        SpecialDay(
            (first := date(2025, 12, 20) + timedelta(days=day), first + timedelta(days=draw(st.integers(0, 1)))),
            draw(st.sampled_from(hours)),
            reason=draw(st.sampled_from(["", "inventory", 'a, b; c\\d: "e"'])),
        )
        for day in days
    ]  # fmt: skip
    zone = draw(st.one_of(zones(), st.just("Europe/Berlin")))
    fitting = Calendar.weekly(week, zone=zone, special_days=special, coverage=draw(st.sampled_from(["warn", "ignore"])))
    return fitting.replace(overnight="shift") if draw(st.booleans()) and not (nights and special) else fitting


@given(calendars_that_fit())
def test_a_calendar_is_its_availability_and_what_it_lacks(calendar: Calendar) -> None:
    assert loads(dumps(calendar), **lacking(calendar)) == calendar


@given(weekly_calendars())
def test_any_other_calendar_is_written_whole_or_refused_by_name(calendar: Calendar) -> None:
    refusal = refusal_of(lambda: dumps(calendar))
    if refusal is not None:
        event(refusal.field)
        part = refusal.field.partition("[")[0]
        assert part in {"weeks", "holidays", "week.holidays", "week.dated", "special_days", "calendar"}
        return
    assert loads(dumps(calendar), **lacking(calendar)) == calendar


def test_added_hours_of_dates_are_written_and_read() -> None:
    desk = Calendar.weekly(
        'Mo-Fr 09:00-17:00, 2026 Jul 06-Aug 31 Mo-Fr 18:00-20:00,21:00-22:00 "summer", 2026 Dec 31 18:00-20:00, '
        "2027 Jan 04-9999 Dec 31 Mo 18:00-20:00, 2026 Feb 02-Feb 06 18:00-19:00",
        zone="Europe/Berlin",
    )
    assert loads(dumps(desk)) == desk


def reader_of(text: str) -> list[tuple[int, Any, Any, list[tuple[Any, ...]]]]:
    """Return the layers as the icalendar package reads them, the highest first: priority, bounds, stretches."""
    found: list[tuple[int, Any, Any, list[tuple[Any, ...]]]] = []
    for layer in icalendar.Calendar.from_ical(text).walk("VAVAILABILITY"):
        bounds = [layer[name].dt.replace(tzinfo=None) if name in layer else None for name in ("DTSTART", "DTEND")]
        stretches: list[tuple[Any, ...]] = []
        for part in layer.walk("AVAILABLE"):
            start = part["DTSTART"].dt.replace(tzinfo=None)
            length = part["DURATION"].dt if "DURATION" in part else part["DTEND"].dt.replace(tzinfo=None) - start
            near = start + timedelta(
                weeks=max((datetime(2025, 11, 3) - start).days // 7, 0)
            )  # by whole weeks, for speed
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=near) if "RRULE" in part else start
            stretches.append((rule, length))
        found.append((int(layer.get("PRIORITY", 10)), *bounds, stretches))  # type: ignore[arg-type] # two bounds
    return sorted(found, key=lambda layer: layer[0])


def is_open(layers: list[tuple[int, Any, Any, list[tuple[Any, ...]]]], at: datetime) -> bool:
    """Tell whether a wall time is open: the highest layer that speaks of it says so."""
    for _, begins, ends, stretches in layers:
        if (begins is None or begins <= at) and (ends is None or at < ends):
            return any(at - length < start <= at for rule, length in stretches for start in _near(rule, at))
    raise AssertionError("nobody speaks of it")


def _near(rule: Any, at: datetime) -> list[datetime]:
    if isinstance(rule, datetime):
        return [rule]
    return list(rule.between(at - timedelta(days=2), at + timedelta(days=1), inc=True))


@given(calendars_that_fit(), st.data())
def test_another_reader_finds_the_same_hours_in_what_we_write(calendar: Calendar, data: st.DataObject) -> None:
    moved = calendar.replace(zone="UTC")  # without clock changes, so that wall times can be compared as they are
    layers = reader_of(dumps(moved))
    days = st.integers(-10, 420).map(lambda number: datetime(2025, 12, 20) + timedelta(days=number))
    for _ in range(5):
        at = data.draw(days) + timedelta(minutes=data.draw(st.integers(0, 1439)))
        assert moved.is_open(at.replace(tzinfo=UTC)) is is_open(layers, at)


def test_a_text_of_ours_is_whole_to_another_reader() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin", special_days={"2026-12-24": "off"})
    parsed = icalendar.Calendar.from_ical(dumps(desk))
    assert parsed.errors == []
    assert all("UID" in part and "DTSTAMP" in part for part in parsed.walk() if part.name != "VCALENDAR")
    assert dumps(desk) == dumps(desk)


# As programs write it: a server's working hours with a VTIMEZONE, times in UTC, a bound from a date on.
SERVER = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example Server//EN
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VAVAILABILITY
DTSTART:20240101T000000Z
BEGIN:AVAILABLE
UID:working-hours
DTSTART;TZID=Europe/Paris:20240101T090000
DTEND;TZID=Europe/Paris:20240101T180000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
END:AVAILABLE
END:VAVAILABILITY
END:VCALENDAR
"""


def test_the_working_hours_of_a_server_are_read() -> None:
    assert loads(SERVER, outside="same") == Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Paris")
    closed = loads(SERVER, outside="closed")
    assert not closed.is_open(datetime(2023, 12, 29, 10, tzinfo=UTC))
    assert closed.is_open(datetime(2024, 1, 2, 10, tzinfo=UTC))


LINES = st.sampled_from([
    "BEGIN:VAVAILABILITY", "END:VAVAILABILITY", "BEGIN:AVAILABLE", "END:AVAILABLE", "DTSTART:20260105T090000Z",
    "DTSTART;TZID=Europe/Berlin:20260105T090000", "DTSTART:10000101T000000Z", "DTEND:99891231T235959Z",
    "DTEND:20260105T170000Z", "DURATION:PT8H", "DURATION:P366D", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;BYDAY=MO,SU",
    "RRULE:FREQ=WEEKLY;COUNT=9999", "EXDATE:20260112T090000Z", "RDATE:20260112T090000Z", "PRIORITY:1", "PRIORITY:9",
    "UID:1", "RECURRENCE-ID:20260112T090000Z", 'SUMMARY:a "b"', "BUSYTYPE:BUSY", "X", "",
])  # fmt: skip


@given(st.lists(LINES, max_size=14), st.sampled_from(["refuse", "closed", "same"]))
def test_no_text_raises_anything_but_errors_of_slacal(lines: list[str], outside: Any) -> None:
    available = ["BEGIN:VAVAILABILITY", "BEGIN:AVAILABLE", *lines, "END:AVAILABLE", "END:VAVAILABILITY"]
    for inside in (lines, available):
        text = document("\n".join([*inside, ""]))
        refusal = refusal_of(partial(loads, text, outside=outside))
        assert refusal is None or refusal.mend
