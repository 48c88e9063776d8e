"""The events of a feed that stand: revisions, replaced and cancelled occurrences, years, bounds."""

from __future__ import annotations

import pytest

from slacal.errors import BadDocument, BadInput, BeyondData
from slacal.formats.feed_events import check_rules, events_in, occurrences

pytest.importorskip("icalendar")

YEARS = range(2026, 2029)
NEW_YEAR = ("UID:new-year", "DTSTART:20200101", "RRULE:FREQ=YEARLY")


def feed(*events: tuple[str, ...], head: tuple[str, ...] = ()) -> str:
    inside = [line for lines in events for line in ("BEGIN:VEVENT", *lines, "END:VEVENT")]
    return "\n".join(["BEGIN:VCALENDAR", *head, *inside, "END:VCALENDAR"])


def firsts(*events: tuple[str, ...], ignored: frozenset[str] = frozenset(), years: range = YEARS) -> list[str]:
    return [str(each.first) for each in occurrences(events_in(feed(*events), ignored), years, "ignore")]


def test_a_series_goes_on_without_the_occurrence_that_another_event_replaces() -> None:
    moved = ("UID:new-year", "DTSTART:20270104", "RECURRENCE-ID;VALUE=DATE:20270101")
    assert firsts(NEW_YEAR, moved) == ["2026-01-01", "2028-01-01", "2027-01-04"]


def test_a_cancelled_occurrence_is_left_out_of_its_series() -> None:
    cancelled = ("UID:new-year", "DTSTART:20270101", "RECURRENCE-ID:20270101", "STATUS:CANCELLED")
    assert firsts(NEW_YEAR, cancelled) == ["2026-01-01", "2028-01-01"]


def test_of_revisions_the_one_with_the_highest_sequence_stands() -> None:
    old, new = ("UID:1", "DTSTART:20261224", "SEQUENCE:2"), ("UID:1", "DTSTART:20261223", "SEQUENCE:10")
    assert firsts(old, new) == firsts(new, old) == ["2026-12-23"]


def test_two_events_with_one_name_and_no_revision_are_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        firsts(("UID:1", "DTSTART:20261224"), ("UID:1", "DTSTART:20261223"))
    assert refusal.value.field == "VEVENT[1].UID"


def test_events_without_a_uid_are_events_of_their_own() -> None:
    assert firsts(("DTSTART:20261224",), ("DTSTART:20261223",)) == ["2026-12-24", "2026-12-23"]


def test_an_event_that_began_in_the_year_before_still_falls() -> None:
    assert firsts(("DTSTART:20251224", "DTEND:20260107"), years=range(2026, 2027)) == ["2025-12-24"]
    assert firsts(("DTSTART:20251224", "DTEND:20260101"), years=range(2026, 2027)) == []


def test_every_fault_of_a_feed_is_told_at_once() -> None:
    with pytest.raises(BadDocument) as refusal:
        firsts(("DTSTART:tomorrow",), ("DTSTART:20261225",), ("DTSTART:20261224", "DTEND:20261224"))
    assert [fault.field for fault in refusal.value.faults] == ["VEVENT[0].DTSTART", "VEVENT[2].DTEND"]


def test_timed_events_are_left_out_when_they_are_ignored() -> None:
    timed = ("UID:1", "DTSTART:20261218T180000Z")
    assert firsts(timed, ("UID:2", "DTSTART:20261225"), ignored=frozenset({"TIMED"})) == ["2026-12-25"]


@pytest.mark.parametrize("kind", ["VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"])
def test_components_that_are_no_events_are_refused(kind: str) -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:{kind}\nEND:{kind}\nEND:VCALENDAR"
    with pytest.raises(BadDocument) as refusal:
        events_in(text, frozenset())
    assert refusal.value.faults[0].field == f"{kind}[0]"


def test_time_zones_alarms_and_components_of_other_programs_are_no_matter() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE"
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM"
    event = f"BEGIN:VEVENT\nDTSTART:20261225\n{alarm}\nEND:VEVENT"
    text = f"BEGIN:VCALENDAR\n{zone}\nBEGIN:X-OWN\nEND:X-OWN\n{event}\nEND:VCALENDAR"
    assert [str(event.first) for event in events_in(text, frozenset())] == ["2026-12-25"]


def test_a_message_that_cancels_is_no_feed() -> None:
    with pytest.raises(BadInput) as refusal:
        events_in(feed(("DTSTART:20261225",), head=("METHOD:CANCEL",)), frozenset())
    assert refusal.value.field == "VCALENDAR[0].METHOD"


def test_several_calendars_in_a_text_are_one_feed() -> None:
    text = feed(("UID:1", "DTSTART:20261225")) + "\r\n" + feed(("UID:2", "DTSTART:20261226"))
    assert [str(event.first) for event in events_in(text, frozenset())] == ["2026-12-25", "2026-12-26"]


@pytest.mark.parametrize(
    ("years", "known"),
    [(range(2026, 2029), "from 2026 to 2027"), (range(2025, 2028), "from 2026"), (range(2030, 2031), "none")],
)
def test_years_beyond_what_the_feed_knows_are_never_silently_open(years: range, known: str) -> None:
    events = events_in(feed(("DTSTART:20261225",), ("DTSTART:20270101",)), frozenset())
    with pytest.raises(BeyondData, match=known) as refusal:
        occurrences(events, years, "raise")
    assert refusal.value.field == "years"
    assert len(occurrences(events, range(2026, 2028), "raise")) == 2


def test_dates_and_rules_are_bounded() -> None:
    daily = events_in(feed(("DTSTART:20200101", "RRULE:FREQ=DAILY")), frozenset())
    with pytest.raises(BadInput) as refusal:
        occurrences(daily, range(2026, 2126), "raise")  # 100 years of 365 days are more than 20,000
    assert refusal.value.field == "VEVENT[0]"
    with pytest.raises(BadInput):
        check_rules(daily * 41, range(2026, 2029))
    with pytest.raises(BadInput):
        check_rules(daily * 21, range(2026, 2080))  # more than half a century each
    check_rules(daily * 40, range(2026, 2029))


@pytest.mark.parametrize("rule", ["RRULE:FREQ=DAILY;BYMONTH=1", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"])
def test_reading_stops_after_so_many_rules_good_or_bad(rule: str) -> None:
    text = feed(*[("DTSTART:20260101", rule)] * 1_000)
    with pytest.raises(BadDocument) as refusal:
        events_in(text, frozenset())
    assert refusal.value.faults[-1].field == "VEVENT[40].RRULE"
    assert len(events_in(feed(*[("DTSTART:20260101", "RRULE:FREQ=YEARLY")] * 1_000), frozenset())) == 1_000


def test_a_coverage_that_is_no_choice_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        occurrences([], YEARS, "warn")
    assert refusal.value.field == "coverage"
