"""Why an instant is closed, where a date has two midnights or begins after its own (rule C9)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from slacal import Calendar


def told(zone: str, start: str, end: str, fold: int = 0) -> list[tuple[str, str]]:
    """Return the start and the reason of each stretch of a week that opens on Wednesdays alone."""
    calendar = Calendar.weekly("We 09:00-10:00", zone=zone)
    low, high = (datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)) for text in (start, end))
    return [(f"{one.starts_at:%d %H:%M}", one.reason) for one in calendar.explain(low.replace(fold=fold), high)]


def test_c9_a_date_with_two_midnights_begins_at_the_first() -> None:
    # In St. John's clocks went from 00:01 on Sunday 7 November 2010 back to 23:01 on Saturday: half past eleven of
    # Saturday came twice, and the second one lies after Sunday had begun.
    assert told("America/St_Johns", "2010-11-06T23:30", "2010-11-09T00:00") == [
        ("06 23:30", "Saturday"), ("07 00:00", "Sunday"), ("08 00:00", "Monday"),
    ]  # fmt: skip
    assert told("America/St_Johns", "2010-11-06T23:30", "2010-11-09T00:00", fold=1) == [
        ("06 23:30", "Sunday"), ("08 00:00", "Monday"),
    ]  # fmt: skip


def test_c9_a_midnight_that_was_skipped_lies_as_much_later_as_the_clock_moved() -> None:
    # In Toronto clocks went from 23:30 on Sunday 30 March 1919 to 00:30 on Monday: midnight, an hour on, is 01:00.
    assert told("America/Toronto", "1919-03-30T12:00", "1919-04-01T00:00") == [
        ("30 12:00", "Sunday"), ("31 01:00", "Monday"),
    ]  # fmt: skip
