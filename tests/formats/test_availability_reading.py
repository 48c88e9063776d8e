"""Layers of availability in one calendar: the highest priority decides, and what nobody says is not guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from slacal import Calendar, SpecialDay
from slacal.errors import BadDocument, BadInput
from slacal.formats.availability_reading import combined, layers_in

pytest.importorskip("icalendar")

BASE = ("BEGIN:AVAILABLE", "DTSTART:20260105T090000Z", "DURATION:PT8H", "RRULE:FREQ=DAILY", "END:AVAILABLE")
SHORT = ("BEGIN:AVAILABLE", "DTSTART:20260105T100000Z", "DURATION:PT2H", "RRULE:FREQ=DAILY", "END:AVAILABLE")
DAILY = Calendar.weekly("Mo-Su 09:00-17:00", zone="UTC")


def document(*layers: tuple[str, ...], more: tuple[str, ...] = ()) -> str:
    inside = [line for lines in layers for line in ("BEGIN:VAVAILABILITY", *lines, "END:VAVAILABILITY")]
    return "\n".join(["BEGIN:VCALENDAR", *inside, *more, "END:VCALENDAR"])


def read(*layers: tuple[str, ...], outside: str = "refuse", overnight: str = "civil") -> Calendar:
    return combined(layers_in(document(*layers), overnight), outside, "warn")  # type: ignore[arg-type] # also other words


def between(first: str, after: str, priority: int = 1) -> tuple[str, ...]:
    return f"PRIORITY:{priority}", f"DTSTART:{first}Z", f"DTEND:{after}Z"


def open_hours(calendar: Calendar, day: int, month: int = 3) -> str:
    begin = datetime(2026, month, day, tzinfo=UTC)
    spans = calendar.spans(begin, begin + timedelta(days=1))
    return ",".join(f"{span.opens_at:%H}-{span.closes_at:%H}" for span in spans)


def test_whole_dates_above_the_week_are_its_special_days() -> None:
    closed = between("20261225T000000", "20261226T000000")
    assert read(BASE, closed) == read(closed, BASE) == DAILY.replace(special_days=[SpecialDay("2026-12-25")])


def test_a_range_within_a_date_is_a_version_of_the_calendar() -> None:
    calendar = read(BASE, between("20260310T120000", "20260310T140000"))
    assert [open_hours(calendar, day) for day in (9, 10, 11)] == ["09-17", "09-12,14-17", "09-17"]


def test_the_highest_priority_decides_where_layers_overlap() -> None:
    lower = (*between("20260310T000000", "20260314T120000", 5), *SHORT)
    higher = between("20260312T000000", "20260313T110000", 2)
    for layers in ((BASE, lower, higher), (higher, lower, BASE)):
        calendar = read(*layers)
        hours = [open_hours(calendar, day) for day in range(9, 16)]
        # 9 base; 10, 11 lower; 12 and until 11:00 of 13 closed; lower until noon of 14, then the base
        assert hours == ["09-17", "10-12", "10-12", "", "11-12", "10-17", "09-17"]


def test_a_special_day_below_other_hours_is_not_seen_through_them() -> None:
    closed = between("20260310T000000", "20260312T000000", 9)
    open_again = (*between("20260311T000000", "20260311T120000", 1), *SHORT)
    calendar = read(BASE, closed, open_again)
    assert [open_hours(calendar, day) for day in (10, 11, 12)] == ["", "10-12", "09-17"]


def test_a_higher_layer_without_bounds_hides_the_lower_ones() -> None:
    assert read(BASE, ("PRIORITY:1", *SHORT)) == Calendar.weekly("Mo-Su 10:00-12:00", zone="UTC")


def test_what_the_text_does_not_say_is_not_guessed() -> None:
    until_june = ("DTEND:20260601T000000Z", *BASE)
    with pytest.raises(BadInput, match="2026-06-01") as refusal:
        read(until_june)
    assert refusal.value.field == "outside"
    closed, same = read(until_june, outside="closed"), read(until_june, outside="same")
    assert [open_hours(closed, day, month=6) for day in (1, 30)] == ["", ""]
    assert open_hours(closed, 31, month=5) == "09-17"
    assert same == DAILY


def test_a_gap_between_ranges_is_closed_or_refused_and_never_bridged() -> None:
    two = (
        (*between("20260301T000000", "20260310T000000"), *BASE),
        (*between("20260312T000000", "20260320T000000"), *BASE),
    )
    with pytest.raises(BadInput) as refusal:
        read(*two, outside="same")
    assert refusal.value.value == "same"
    calendar = read(*two, outside="closed")
    assert [open_hours(calendar, day) for day in (1, 9, 10, 11, 12, 19, 20)] == [
        "09-17",
        "09-17",
        "",
        "",
        "09-17",
        "09-17",
        "",
    ]


def test_ranges_that_follow_one_another_leave_no_gap() -> None:
    two = (("DTEND:20260310T120000Z", *BASE), ("DTSTART:20260310T120000Z", *SHORT))
    assert [open_hours(read(*two), day) for day in (9, 10, 11)] == ["09-17", "09-12", "10-12"]


def test_layers_of_one_priority_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        read(BASE, SHORT)
    assert refusal.value.field == "VAVAILABILITY[1].PRIORITY"
    with pytest.raises(BadInput):
        read(
            BASE,
            between("20260310T000000", "20260320T000000"),
            (*between("20260312T000000", "20260313T000000"), *SHORT),
        )


def test_layers_of_one_priority_that_say_the_same_are_no_matter() -> None:
    holidays = between("20260310T000000", "20260320T000000"), between("20260312T000000", "20260313T000000")
    assert open_hours(read(BASE, *holidays), 12) == ""


def test_many_layers_that_overlap_are_refused_rather_than_compared() -> None:
    with pytest.raises(BadInput):
        read(BASE, *[between("20260310T000000", "20260320T000000")] * 30)  # 435 pairs
    assert open_hours(read(BASE, *[between("20260310T000000", "20260320T000000")] * 10), 12) == ""


def test_hours_that_change_often_are_bounded_and_special_days_are_not() -> None:
    changes = [between(f"{year}0310T090000", f"{year}0310T100000") for year in range(2000, 2150)]
    with pytest.raises(BadInput) as refusal:
        read(BASE, *changes)
    assert refusal.value.field == "VAVAILABILITY"
    closed = [between(f"{year}0310T000000", f"{year}0311T000000") for year in range(2000, 2150)]
    assert not read(BASE, *closed).is_business_day(date(2149, 3, 10))
    few = [between(f"{year}0310T090000", f"{year}0310T100000") for year in range(2000, 2090)]
    assert open_hours(read(BASE, *few), 10) == "10-17"


def test_hours_of_several_people_are_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        read(("ORGANIZER:mailto:ann@example.com", *BASE), ("ORGANIZER:mailto:bob@example.com", "PRIORITY:1", *SHORT))
    assert refusal.value.field == "VAVAILABILITY[1].ORGANIZER"


def test_a_text_without_a_zone_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        read(())
    assert refusal.value.field == "DTSTART"


@pytest.mark.parametrize("kind", ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"])
def test_what_is_no_availability_is_refused(kind: str) -> None:
    with pytest.raises(BadDocument) as refusal:
        layers_in(document(BASE, more=(f"BEGIN:{kind}", f"END:{kind}")), "civil")
    assert refusal.value.faults[0].field == f"{kind}[0]"


def test_no_availability_at_all_is_refused_and_every_fault_is_told() -> None:
    with pytest.raises(BadDocument) as refusal:
        layers_in(document(), "civil")
    assert refusal.value.faults[0].field == "VAVAILABILITY"
    with pytest.raises(BadDocument) as refusal:
        layers_in(document(("PRIORITY:11",), ("BUSYTYPE:NO",)), "civil")
    assert [fault.field for fault in refusal.value.faults] == ["VAVAILABILITY[0].PRIORITY", "VAVAILABILITY[1].BUSYTYPE"]


def test_a_choice_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        read(BASE, outside="open")
    assert refusal.value.field == "outside"
