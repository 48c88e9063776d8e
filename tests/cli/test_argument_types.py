"""Dates, instants and zones as the command line takes them."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

import pytest

from slacal.cli.argument_types import day, delimiter, instant_in, zone
from slacal.errors import BadInput


def test_a_date_and_a_zone_are_read() -> None:
    assert day("2026-11-20") == date(2026, 11, 20)
    assert zone("Europe/Berlin") == "Europe/Berlin"


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (day, "soon", "is not a date"),
        (zone, "Europe/Berlln", "did you mean 'Europe/Berlin'?"),
        (delimiter, "::", "is not one character"),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_way_of_argparse(read: object, text: str, said: str) -> None:
    assert callable(read)
    with pytest.raises(argparse.ArgumentTypeError, match=r"is not|has no") as refused:
        read(text)
    assert str(refused.value).startswith(f"'{text}' ")
    assert said in str(refused.value)


def test_a_wall_time_is_of_the_zone_and_comes_back_in_it() -> None:
    read = instant_in("2026-11-20T18:00", "Europe/Berlin", "--from")
    assert (read.at.isoformat(), str(read.at.tzinfo), read.notes) == ("2026-11-20T18:00:00+01:00", "Europe/Berlin", ())


def test_an_offset_wins_over_the_zone_which_only_shows_it() -> None:
    assert instant_in("2026-11-20T17:00Z", "Europe/Berlin", "--from").at.isoformat() == "2026-11-20T18:00:00+01:00"
    assert instant_in("2026-11-20T18:00+01:00", None, "--from").at == datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00", "happens twice in Europe/Berlin"),  # clocks go back at 03:00
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00", "is skipped by a clock change"),  # and forward at 02:00
    ],
)
def test_what_a_clock_change_does_to_a_wall_time_is_noted(text: str, at: str, said: str) -> None:
    read = instant_in(text, "Europe/Berlin", "--from")
    assert read.at.isoformat() == at
    assert said in read.notes[0]


def test_a_wall_time_without_a_zone_and_a_bare_date_are_refused() -> None:
    with pytest.raises(BadInput, match="--from='2026-11-20T18:00' has no time zone; name its zone with --zone"):
        instant_in("2026-11-20T18:00", None, "--from")
    with pytest.raises(BadInput, match="has no time of day"):
        instant_in("2026-11-20", "Europe/Berlin", "--from")


def test_now_is_a_whole_second() -> None:
    now = instant_in("now", "Europe/Berlin", "--as-of").at
    assert abs(now - datetime.now(UTC)).total_seconds() < 60
    assert now.microsecond == 0


def test_a_mark_goes_by_its_name_too() -> None:
    assert [delimiter(text) for text in ("tab", "semicolon", "|")] == ["\t", ";", "|"]
