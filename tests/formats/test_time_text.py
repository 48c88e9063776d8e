"""Times as logs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slacal.errors import BadInput, UnknownName
from slacal.formats.time_text import TimeReader

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BERLIN = TimeReader("Europe/Berlin")


def micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T12:00Z",
        "2026-11-20T12:00:00+00:00",
        "2026-11-20 12:00:00",
        "2026-11-20  12:00",
        " 2026-11-20T12:00 ",
        "2026-11-20T15:00:00.000+03:00",
        "2026-11-20T15:00+0300",
        "2026-11-20T15:00:00+03",
        "2026-11-20 15:00:00 +0300",
        "2026-11-20 12:00:00 UTC",
        "2026-11-20T12:00:00.000000000Z",
    ],
)
def test_one_instant_is_read_in_every_usual_spelling(text: str) -> None:
    assert TimeReader("UTC").instant(text, "at") == micros(NOON)


def test_an_offset_wins_over_the_zone_of_the_log() -> None:
    assert TimeReader("Asia/Tokyo").instant("2026-11-20T12:00Z", "at") == micros(NOON)


def test_microseconds_are_kept() -> None:
    assert TimeReader("UTC").instant("2026-11-20T12:00:00,000001", "at") == micros(NOON) + 1


def test_wall_time_takes_the_offset_of_its_own_date() -> None:
    reader = TimeReader("Europe/Berlin")
    assert reader.instant("2026-07-01T14:00", "at") == micros(datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert reader.instant("2026-12-01T14:00", "at") == micros(datetime(2026, 12, 1, 13, tzinfo=UTC))
    assert reader.naive == 2


def test_a_wall_time_that_never_happened_moves_forward_by_the_gap_and_is_counted() -> None:
    reader = TimeReader("Europe/Berlin")  # on 29 March 2026 the clock jumps from 02:00 to 03:00, which is 01:00 UTC
    assert reader.instant("2026-03-29T02:30:15", "at") == micros(datetime(2026, 3, 29, 1, 30, 15, tzinfo=UTC))
    assert (reader.skipped, reader.doubled) == (1, 0)


def test_a_wall_time_that_happens_twice_is_its_first_reading_and_is_counted() -> None:
    reader = TimeReader("Europe/Berlin")  # on 25 October 2026, 02:30 is first 00:30 UTC (+02:00), then 01:30 UTC
    assert reader.instant("2026-10-25T02:30", "at") == micros(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert (reader.skipped, reader.doubled) == (0, 1)


@pytest.mark.parametrize("minute", [0, 29, 30, 59])
@pytest.mark.parametrize("hour", range(4))
@pytest.mark.parametrize("day", ["2026-10-04", "2026-04-05"])  # Lord Howe changes its clocks by half an hour
def test_a_half_hour_change_is_read_as_python_reads_it(day: str, hour: int, minute: int) -> None:
    text = f"{day}T{hour:02}:{minute:02}"
    expected = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Australia/Lord_Howe"))
    assert TimeReader("Australia/Lord_Howe").instant(text, "at") == micros(expected)


def test_a_fact_that_is_an_instant_comes_in_the_zone_of_the_log_and_a_bare_date_stays_a_date() -> None:
    reader = TimeReader("America/New_York")
    assert str(reader.moment("2011-07-15T01:32:32", "target_dt")) == "2011-07-15 01:32:32-04:00"
    assert str(reader.moment("2011-07-15T01:32:32Z", "target_dt")) == "2011-07-15 01:32:32+00:00"
    assert reader.moment("2011-07-15", "target_dt") == date(2011, 7, 15)


def test_what_was_taken_on_trust_is_told_in_sentences() -> None:
    reader = TimeReader("Europe/Berlin")
    assert reader.notes() == []
    reader.instant("2026-03-29T02:30", "at")
    reader.instant("2026-10-25T02:30", "at")
    assert reader.notes() == [
        "times without an offset, read as wall time of Europe/Berlin: 2",
        "of these, times that a clock change doubles, taken as their first reading: 1",
        "of these, times that a clock change skips, moved forward by the gap: 1",
    ]


def test_a_naive_datetime_without_a_zone_is_refused_with_a_mend() -> None:
    with pytest.raises(BadInput) as refused:
        TimeReader().instant("2026-11-20T12:00", "opened_at")
    assert (refused.value.code, refused.value.field) == ("naive-datetime", "opened_at")
    assert "zone='Europe/Berlin'" in refused.value.mend


def test_an_unknown_zone_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UnknownName) as refused:
        TimeReader("Europe/Berlni")
    assert refused.value.mend == "did you mean 'Europe/Berlin'?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1480000000", "not-a-time"),
        ("1480000000.5", "not-a-time"),
        (1480000000, "not-a-time"),
        ("20261120", "not-a-time"),
        ("20261120T1200Z", "not-a-time"),
        ("2026-W47-5", "not-a-time"),
        ("20/11/2026 12:00", "not-a-time"),
        ("2026-11-20T24:00", "not-a-time"),
        ("2026-11-20T12:60", "not-a-time"),
        ("2026-11-20T12", "not-a-time"),
        ("2026-11-20T12:00:00.0000001Z", "not-a-time"),
        ("yesterday", "not-a-time"),
        ("2026-02-30T12:00", "no-date"),
        ("2026-11-20T12:00+25:00", "no-date"),
        ("0001-01-01T00:00", "no-date"),
        ("9999-12-31T23:59", "no-date"),
        ("2026-11-20", "no-time"),
        ("", "no-time"),
        ("  ", "no-time"),
        (None, "no-time"),
    ],
)
def test_what_is_not_a_time_is_refused(text: object, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        BERLIN.instant(text, "at")
    assert (refused.value.code, refused.value.field, refused.value.value) == (code, "at", text)
