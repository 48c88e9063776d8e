"""One VAVAILABILITY: its hours, its range of time, its priority, and when it is a special day."""

from __future__ import annotations

from datetime import date

import pytest

from slacal import Calendar, SpecialDay
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput
from slacal.formats.availability_layer import Layer, calendar_of
from slacal.formats.icalendar_text import read_calendars

pytest.importorskip("icalendar")

BERLIN = "TZID=Europe/Berlin"
WEEK = (f"DTSTART;{BERLIN}:20260105T090000", f"DTEND;{BERLIN}:20260105T170000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE")
NIGHTS = (f"DTSTART;{BERLIN}:20260105T220000", "DURATION:PT8H", "RRULE:FREQ=DAILY")


def layer(*stretches: tuple[str, ...], about: tuple[str, ...] = (), overnight: str = "civil") -> Layer:
    inside = [line for lines in stretches for line in ("BEGIN:AVAILABLE", *lines, "END:AVAILABLE")]
    text = ["BEGIN:VCALENDAR", "BEGIN:VAVAILABILITY", *about, *inside, "END:VAVAILABILITY", "END:VCALENDAR"]
    return Layer(read_calendars("\n".join(text), "availability")[0].parts[0], overnight)


def dates(first: str, after: str, zone: str = BERLIN) -> tuple[str, ...]:
    return f"DTSTART;{zone}:{first}T000000", f"DTEND;{zone}:{after}T000000", "SUMMARY:Christmas"


def test_a_layer_speaks_of_all_time_unless_it_says_otherwise() -> None:
    whole = layer(WEEK)
    assert (whole.begins, whole.ends, whole.zone) == (None, None, "Europe/Berlin")
    bounded = layer(WEEK, about=("DTSTART:20260105T000000Z", "DURATION:P7D"))
    assert bounded.high - bounded.low == 7 * 24 * 3_600 * 1_000_000
    assert layer(WEEK, about=("DTEND:20260105T000000Z",)).begins is None


def test_a_priority_of_none_is_the_lowest() -> None:
    # RFC 5545, 3.8.1.9: 1 is the highest priority, 9 the lowest, 0 none at all
    ranks = [layer(WEEK, about=(f"PRIORITY:{said}",) if said else ()).rank for said in ("1", "9", "0", "")]
    assert ranks == [1, 9, 10, 10]


@pytest.mark.parametrize("busy", ["BUSY", "BUSY-UNAVAILABLE"])
def test_other_hours_are_closed_however_busy(busy: str) -> None:
    assert layer(WEEK, about=(f"BUSYTYPE:{busy}",)).hours.text() == "Mo-We 09:00-17:00"


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (("BUSYTYPE:BUSY-TENTATIVE",), "BUSYTYPE"),
        (("BUSYTYPE:OUT-OF-OFFICE",), "BUSYTYPE"),
        (("PRIORITY:10",), "PRIORITY"),
        (("PRIORITY:12",), "PRIORITY"),
        (("PRIORITY:",), "PRIORITY"),
        (("DURATION:P7D",), "DURATION"),
        (("DTSTART;VALUE=DATE:20260105",), "DTSTART"),
        (("DTSTART:20260105T000000Z", "DTEND:20260105T000000Z"), "DTEND"),
    ],
)
def test_what_leaves_hours_open_is_refused_by_name(about: tuple[str, ...], name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        layer(WEEK, about=about)
    assert refusal.value.field == f"VAVAILABILITY[0].{name}"


def test_stretches_in_several_zones_are_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        layer(WEEK, ("DTSTART:20260105T090000Z", "DURATION:PT1H"))
    assert refusal.value.field == "AVAILABLE[1].DTSTART"


def test_a_closed_range_of_whole_dates_is_a_closed_special_day() -> None:
    closed = layer(about=dates("20261225", "20261227"))
    assert closed.special_day(layer(WEEK)) == SpecialDay("2026-12-25..2026-12-26", reason="Christmas")


def test_whole_dates_are_those_of_the_base() -> None:
    utc = layer(about=("DTSTART:20261224T230000Z", "DTEND:20261225T230000Z"))  # midnights in Berlin
    assert utc.special_day(layer(WEEK)) == SpecialDay("2026-12-25")
    assert layer(about=dates("20261225", "20261226", "TZID=Asia/Tokyo")).special_day(layer(WEEK)) is None


def test_a_date_with_hours_of_its_own_is_a_special_day_with_them() -> None:
    eve = (f"DTSTART;{BERLIN}:20261224T100000", f"DTEND;{BERLIN}:20261224T120000")
    found = layer(eve, about=dates("20261224", "20261225")).special_day(layer(WEEK))
    assert found == SpecialDay("2026-12-24", "10:00-12:00", reason="Christmas")


@pytest.mark.parametrize(
    ("first", "after", "hours"),
    [
        ("20261221", "20261224", "09:00-17:00"),  # Monday to Wednesday have the same hours
        ("20261221", "20261225", None),  # Thursday has others
        ("20261225", "20261227", "off"),  # Friday and Saturday are closed
    ],
)
def test_a_range_is_a_special_day_only_when_its_dates_are_alike(first: str, after: str, hours: str | None) -> None:
    found = layer(WEEK, about=dates(first, after)).special_day(layer(WEEK))
    last = date.fromisoformat(after).toordinal() - 1
    said = (date.fromisoformat(first), date.fromordinal(last))
    assert found == (None if hours is None else SpecialDay(said, hours, reason="Christmas"))


@pytest.mark.parametrize(
    ("base", "stretches", "overnight", "fits"),
    [
        (NIGHTS, (), "civil", True),  # a closed date takes its own 24 hours from every shift: so does the layer
        (NIGHTS, (), "shift", False),  # it would take whole shifts, the layer does not
        (NIGHTS, (WEEK,), "civil", False),  # it would leave the night before, the layer cuts it
        (WEEK, (NIGHTS,), "civil", False),  # it would run past midnight, the layer ends there
        (WEEK, (), "shift", True),
    ],
)
def test_next_to_night_shifts_only_a_closed_date_is_a_special_day(
    base: tuple[str, ...], stretches: tuple[tuple[str, ...], ...], overnight: str, fits: bool
) -> None:
    found = layer(*stretches, about=dates("20261221", "20261222"), overnight=overnight)
    assert (found.special_day(layer(base, overnight=overnight)) is not None) is fits


@pytest.mark.parametrize(
    "about",
    [
        (),
        ("DTSTART:20261225T000000Z",),
        ("DTEND:20261225T000000Z",),
        (f"DTSTART;{BERLIN}:20261225T120000", f"DTEND;{BERLIN}:20261227T000000"),
        (f"DTSTART;{BERLIN}:20261225T000000", f"DTEND;{BERLIN}:20261226T120000"),
    ],
)
def test_a_range_that_is_not_of_whole_dates_is_no_special_day(about: tuple[str, ...]) -> None:
    assert layer(about=about).special_day(layer(WEEK)) is None


def test_hours_that_never_open_are_a_calendar_that_never_does() -> None:
    off = WeeklyHours(((),) * 7)
    assert calendar_of(off, "Europe/Berlin", "civil") == Calendar.never(zone="Europe/Berlin")
    special = (SpecialDay("2026-12-24", "10:00-12:00"),)
    assert calendar_of(off, "UTC", "civil", special).is_business_day(date(2026, 12, 24))
