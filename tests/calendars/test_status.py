"""Why an instant is closed, where a date has two midnights or begins after its own (rule C9)."""

from __future__ import annotations

from datetime import UTC, date, datetime
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


def test_what_lies_a_week_and_more_ahead_is_told_with_its_date() -> None:
    # Closed from Monday 1 December to Thursday the 10th 2026, open again on Friday.
    closed = [date(2026, 12, day) for day in range(1, 11)]
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", special_days=dict.fromkeys(closed, "off"))
    far = desk.status(datetime(2026, 12, 5, 12, tzinfo=UTC))
    assert str(far) == "closed, opens Fri 2026-12-11 10:00: special day"
    near = desk.status(datetime(2026, 12, 12, 12, tzinfo=UTC))
    assert str(near) == "closed, opens Mon 10:00: Saturday"
