"""iCalendar text as components and properties: what the lines say, and what no text may do."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.errors import BadDocument, BadInput, MissingExtra, WrongType
from slacal.formats.icalendar_text import MOST_COMPONENTS, Component, read_calendars, text_value, written

pytest.importorskip("icalendar")


def event(*lines: str, end: str = "\r\n") -> Component:
    text = end.join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    (calendar,) = read_calendars(text, "feed")
    return calendar.parts[0]


def test_a_property_has_a_value_and_parameters() -> None:
    # RFC 5545, 3.1 and 3.2: parameters stand before the colon, quoted where they hold a colon or a comma
    found = event('DTSTART;TZID="Europe/Berlin";X-NOTE="a:b,c":20260105T090000').one("DTSTART")
    assert found is not None
    assert found.value == "20260105T090000"
    assert found.params == {"TZID": "Europe/Berlin", "X-NOTE": "a:b,c"}


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_folded_lines_are_one_line(end: str) -> None:
    # RFC 5545, 3.1: the example of a long description over two folded lines
    lines = ("DESCRIPTION:This is a lo", " ng description", "  that exists on a long line.")
    assert event(*lines, end=end).text("DESCRIPTION") == "This is a long description that exists on a long line."


def test_escapes_of_text_are_undone() -> None:
    # RFC 5545, 3.3.11: the example of a text value
    value = "Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared."
    assert event(f"SUMMARY:{value}").text("SUMMARY") == "Project XYZ Final Review\nConference Room - 3B\nCome Prepared."
    assert event("SUMMARY:a\\, b\\; c\\\\n %2C").text("SUMMARY") == "a, b; c\\n %2C"


def test_names_are_of_any_case_and_components_know_their_place() -> None:
    text = "begin:vcalendar\nbegin:vevent\nsummary:a\nend:vevent\nBEGIN:VEVENT\nEND:VEVENT\nend:vcalendar\n"
    (calendar,) = read_calendars(text, "feed")
    assert [part.path for part in calendar.parts] == ["VEVENT[0]", "VEVENT[1]"]
    assert calendar.parts[0].text("SUMMARY") == "a"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ""),
        ("BEGIN:VEVENT\nEND:VEVENT", "VEVENT"),
        ("<html>", "<html>"),
        ("SUMMARY:a", "SUMMARY:a"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "END:VCALENDAR"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", "END:VCALENDAR"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT", "VEVENT"),
        ("BEGIN:VCALENDAR\na line that was not folded\nEND:VCALENDAR", "a line that was not folded"),
        ("BEGIN:VCALENDAR\nSUMMARY:a\rb\nEND:VCALENDAR", "\r"),
        ("BEGIN:VCALENDAR\n" * 10, "VCALENDAR"),
    ],
)
def test_what_is_no_icalendar_text_is_refused_where_it_stops_being_one(text: str, value: str) -> None:
    with pytest.raises(BadDocument) as refusal:
        read_calendars(text, "feed")
    assert [fault.value for fault in refusal.value.faults] == [value]


@pytest.mark.parametrize(("said", "name"), [("VERSION:1.0", "VERSION"), ("CALSCALE:HEBREW", "CALSCALE")])
def test_other_versions_and_calendars_are_refused(said: str, name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_calendars(f"BEGIN:VCALENDAR\n{said}\nEND:VCALENDAR", "feed")
    assert refusal.value.field == f"VCALENDAR[0].{name}"


def test_a_property_that_may_stand_once_is_refused_when_it_stands_twice() -> None:
    with pytest.raises(BadInput) as refusal:
        event("DTSTART:20260101", "DTSTART:20260102").one("DTSTART")
    assert (refusal.value.field, refusal.value.value) == ("VEVENT[0].DTSTART", "20260102")


@pytest.mark.parametrize("line", ["DTSTART;:20260101", "DTSTART;VALUE:20260101", "DTSTART:" + "1" * 9_000])
def test_a_line_that_is_no_property_is_refused_when_it_is_asked_for(line: str) -> None:
    component = event(line)
    with pytest.raises(BadInput) as refusal:
        component.one("DTSTART")
    assert refusal.value.field == "VEVENT[0].DTSTART"


def test_a_word_is_one_of_those_that_are_known() -> None:
    assert event("STATUS:confirmed ").word("STATUS", "TENTATIVE", ("CONFIRMED",)) == "CONFIRMED"
    assert event().word("STATUS", "TENTATIVE", ("CONFIRMED", "TENTATIVE")) == "TENTATIVE"
    with pytest.raises(BadInput):
        event("STATUS:DRAFT").word("STATUS", "TENTATIVE", ("CONFIRMED",))


def test_a_text_is_bounded() -> None:
    with pytest.raises(BadDocument):
        read_calendars("BEGIN:VCALENDAR\n" + "BEGIN:X\nEND:X\n" * (MOST_COMPONENTS + 1) + "END:VCALENDAR", "feed")
    with pytest.raises(BadDocument):
        read_calendars("X" * 1_048_577, "feed")
    with pytest.raises(BadDocument):
        read_calendars(b"BEGIN:VCALENDAR\xff", "feed")
    with pytest.raises(WrongType):
        read_calendars(None, "feed")  # type: ignore[arg-type] # handed in to be refused


@pytest.mark.parametrize(
    "inside", ["\n" * 1_000_000, "SUMMARY:" + "\n " * 400_000, "X:" + "\\" * 1_000_000, "X;A=" + '"' * 1_000_000 + ":"]
)
def test_no_text_within_the_bounds_takes_long(inside: str) -> None:
    begin = time.perf_counter()
    read_calendars(f"BEGIN:VCALENDAR\n{inside}\nEND:VCALENDAR", "feed")
    assert time.perf_counter() - begin < 20  # linear: a second or two; quadratic would be minutes


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff", include_characters="\n\t"),
    max_size=300,
)


@given(st.one_of(TEXTS, st.text(',;:\\"^ n\n\t', max_size=300)))
def test_text_is_written_so_that_it_reads_back(text: str) -> None:
    document = written("test", ["BEGIN:VEVENT", f"SUMMARY:{text_value(text, 'name')}", "END:VEVENT"])
    (calendar,) = read_calendars(document, "feed")
    assert calendar.parts[0].text("SUMMARY") == text
    assert all(len(line.encode()) <= 75 for line in document.split("\r\n"))  # RFC 5545, 3.1


@pytest.mark.parametrize("text", ["a\rb", "a\x00b", "a\x85b"])
def test_characters_that_icalendar_cannot_hold_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        text_value(text, "name")
    assert refusal.value.field == "name"


def test_without_the_package_the_mend_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra) as refusal:
        read_calendars("BEGIN:VCALENDAR\nEND:VCALENDAR", "feed")
    assert refusal.value.mend == 'pip install "slacal[ics]"'
