from __future__ import annotations

from datetime import timedelta

import pytest

from slacal.calendars.trimming import closed_earlier, opened_later, trim_of, trim_text
from slacal.errors import BadInput, WrongType
from slacal.spans.day_time import HOUR, Window


def windows(*texts: str) -> tuple[Window, ...]:
    return tuple(map(Window.parse, texts))


def test_c6_a_shortened_day_ends_an_hour_earlier() -> None:
    assert closed_earlier(windows("09:00-18:00"), HOUR) == windows("09:00-17:00")


def test_c6_only_the_last_window_is_shortened() -> None:
    assert closed_earlier(windows("09:00-12:00", "13:00-18:00"), HOUR) == windows("09:00-12:00", "13:00-17:00")


@pytest.mark.parametrize("last", ["17:30-18:00", "17:00-18:00"])
def test_c6_a_last_window_that_is_no_longer_vanishes_and_no_more_is_taken(last: str) -> None:
    assert closed_earlier(windows("09:00-12:00", last), HOUR) == windows("09:00-12:00")


def test_c1_c4_c6_windows_that_touch_are_one_even_where_they_last_longer_than_a_day() -> None:
    # Monday 0:00 to Tuesday 0:15 is 24 hours and a quarter, kept as two windows: an hour less is 1:00 to 0:15
    long = windows("00:00-00:15", "00:15-24:15")
    assert opened_later(long, HOUR) == windows("01:00-24:15")
    assert closed_earlier(long, HOUR) == windows("00:00-23:15")
    assert opened_later(long, 60) == windows("00:01-00:15", "00:15-24:15")


def test_c6_a_night_shift_is_shortened_at_its_end_past_midnight() -> None:
    assert closed_earlier(windows("22:00-06:00"), HOUR) == windows("22:00-05:00")


def test_c4_a_day_opens_later_at_the_start_of_its_first_window() -> None:
    assert opened_later(windows("09:00-12:00", "13:00-18:00"), HOUR) == windows("10:00-12:00", "13:00-18:00")


@pytest.mark.parametrize("first", ["09:00-09:30", "09:00-10:00"])
def test_c4_a_first_window_that_is_no_longer_vanishes_and_no_more_is_taken(first: str) -> None:
    assert opened_later(windows(first, "13:00-18:00"), HOUR) == windows("13:00-18:00")


def test_c4_a_night_shift_that_opens_after_midnight_stays_with_its_date() -> None:
    assert opened_later(windows("22:00-06:00"), 3 * HOUR) == (Window(25 * HOUR, 30 * HOUR),)


def test_nothing_is_taken_from_a_closed_date() -> None:
    assert closed_earlier((), HOUR) == opened_later((), HOUR) == ()


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1 hour", 3600), ("1.5 hours", 5400), ("90 minutes", 5400), (" 45 seconds ", 45), (timedelta(hours=24), 86400)],
)
def test_an_amount_is_read(written: str | timedelta, seconds: int) -> None:
    assert trim_of(written, "shortened") == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "written", ["0 hours", "25 hours", "1", "-1 hour", "an hour", "1 day", "1.001 minutes", timedelta(0)]
)
def test_an_amount_that_cannot_be_meant_is_refused(written: str | timedelta) -> None:
    with pytest.raises(BadInput) as refusal:
        trim_of(written, "shortened")
    assert refusal.value.field == "shortened"


def test_a_part_of_a_second_is_refused() -> None:
    with pytest.raises(BadInput, match="part of a second"):
        trim_of(timedelta(milliseconds=1500), "shortened")


@pytest.mark.parametrize("amount", [True, 60, None])
def test_a_bare_number_is_no_amount(amount: object) -> None:
    with pytest.raises(WrongType):
        trim_of(amount, "shortened")  # type: ignore[arg-type] # handed in to be refused


@pytest.mark.parametrize("text", ["1 hour", "2 hours", "90 minutes", "1 minute", "61 seconds"])
def test_an_amount_is_written_as_it_is_read(text: str) -> None:
    assert trim_text(trim_of(text, "shortened")) == text
