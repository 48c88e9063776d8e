"""One all-day event of a feed: its dates, its name, whether it counts."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.errors import BadInput
from slacal.formats.holiday_event import HolidayEvent, event_of, is_timed
from slacal.formats.icalendar_text import Component, read_calendars

pytest.importorskip("icalendar")

NOTHING: frozenset[str] = frozenset()


def component(*lines: str) -> Component:
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    return read_calendars(text, "feed")[0].parts[0]


def event(*lines: str, ignored: frozenset[str] = NOTHING) -> HolidayEvent:
    return event_of(component(*lines), ignored=ignored)


def starts(*lines: str, years: range = range(2026, 2029)) -> list[str]:
    return [str(on) for on in event(*lines).starts(years)]


def test_an_event_of_one_date_lasts_that_date() -> None:
    christmas = event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas")
    assert christmas.span(christmas.first) == (date(2026, 12, 25), date(2026, 12, 25))
    assert christmas.name == "Christmas"


def test_the_end_of_an_event_is_the_date_after_its_last() -> None:
    # RFC 5545, 3.6.1: from 28 June to 8 July 2007, "note that the DTEND property is set to July 9th, 2007"
    jazz = event("DTSTART;VALUE=DATE:20070628", "DTEND;VALUE=DATE:20070709")
    assert jazz.span(jazz.first) == (date(2007, 6, 28), date(2007, 7, 8))


@pytest.mark.parametrize(("length", "days"), [("P1D", 1), ("P3D", 3), ("P2W", 14), ("+P2D", 2)])
def test_a_duration_is_whole_days(length: str, days: int) -> None:
    assert event("DTSTART:20261224", f"DURATION:{length}").days == days


def test_a_rule_with_dates_taken_out_and_added_gives_each_date_once() -> None:
    lines = ("DTSTART:20200101", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270101", "RDATE:20270104,20280101")
    assert starts(*lines) == ["2026-01-01", "2027-01-04", "2028-01-01"]


def test_a_rule_that_does_not_give_its_start_is_refused_unless_the_start_is_taken_out() -> None:
    friday = ("DTSTART:19970902", "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")
    with pytest.raises(BadInput) as refusal:
        event(*friday)
    assert refusal.value.field == "VEVENT[0].RRULE"
    assert starts(*friday, "EXDATE:19970902", years=range(1998, 1999)) == ["1998-02-13", "1998-03-13", "1998-11-13"]


@pytest.mark.parametrize(
    ("lines", "ignored", "counts"),
    [
        ((), NOTHING, True),
        (("STATUS:CONFIRMED", "TRANSP:OPAQUE"), frozenset({"TRANSPARENT", "TENTATIVE"}), True),
        (("STATUS:CANCELLED",), NOTHING, False),
        (("STATUS:TENTATIVE",), NOTHING, True),
        (("STATUS:TENTATIVE",), frozenset({"TENTATIVE"}), False),
        (("TRANSP:TRANSPARENT",), NOTHING, True),
        (("TRANSP:TRANSPARENT",), frozenset({"TRANSPARENT"}), False),
    ],
)
def test_an_event_counts_unless_it_is_cancelled_or_ignored(
    lines: tuple[str, ...], ignored: frozenset[str], counts: bool
) -> None:
    assert event("DTSTART:20261225", *lines, ignored=ignored).counts is counts


def test_a_timed_event_is_refused_with_its_name() -> None:
    party = ("DTSTART;TZID=Europe/Berlin:20261218T180000", "SUMMARY:Christmas party")
    assert is_timed(component(*party))
    with pytest.raises(BadInput, match="Christmas party") as refusal:
        event(*party)
    assert refusal.value.field == "VEVENT[0].DTSTART"


def test_a_timed_event_that_is_ignored_still_replaces_its_date() -> None:
    moved = event("UID:1", "DTSTART:20261218T180000", "RECURRENCE-ID:20261225", ignored=frozenset({"TIMED"}))
    assert (moved.counts, moved.replaces) == (False, date(2026, 12, 25))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((), "DTSTART"),
        (("DTSTART:20261301",), "DTSTART"),
        (("DTSTART:2026-12-25",), "DTSTART"),
        (("DTSTART:20261225", "DTEND:20261225"), "DTEND"),
        (("DTSTART:20261225", "DTEND:20261226T120000"), "DTEND"),
        (("DTSTART:20261225", "DTEND:20280101"), "DTEND"),
        (("DTSTART:20261225", "DURATION:PT8H"), "DURATION"),
        (("DTSTART:20261225", "DURATION:-P1D"), "DURATION"),
        (("DTSTART:20261225", "DTEND:20261226", "DURATION:P1D"), "DURATION"),
        (("DTSTART:20261225", "EXRULE:FREQ=YEARLY"), "EXRULE"),
        (("DTSTART:20261225", "RRULE:FREQ=YEARLY", "RRULE:FREQ=MONTHLY"), "RRULE"),
        (("DTSTART:20261225", "EXDATE:20261225T000000Z"), "EXDATE"),
        (("DTSTART:20261225", "RDATE;VALUE=PERIOD:20261225T000000Z/P1D"), "RDATE"),
        (("DTSTART:20261225", "RECURRENCE-ID:20261224"), "UID"),
        (("UID:1", "DTSTART:20261225", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261224"), "RECURRENCE-ID"),
        (("DTSTART:20261225", "STATUS:MAYBE"), "STATUS"),
        (("DTSTART:20261225", "TRANSP:1"), "TRANSP"),
        (("DTSTART:20261225", "SEQUENCE:-1"), "SEQUENCE"),
    ],
)
def test_what_no_day_off_can_mean_is_refused_by_name(lines: tuple[str, ...], name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        event(*lines)
    assert refusal.value.field == f"VEVENT[0].{name}"
