"""Windows of a date as a set: merging and cutting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.day_windows import merged_windows, week_without
from slacal.spans.day_time import DAY, Window, windows_text

QUARTER = 900


def windows(text: str) -> tuple[Window, ...]:
    return tuple(map(Window.parse, text.split(","))) if text else ()


def week(monday: str = "", friday: str = "", saturday: str = "") -> tuple[tuple[Window, ...], ...]:
    return (windows(monday), (), (), (), windows(friday), windows(saturday), ())


def quarters_long(opens: int, length: int) -> Window:
    return Window(opens * QUARTER, (opens + length) * QUARTER)


some_windows = st.builds(quarters_long, st.integers(0, 95), st.integers(1, 96))


@pytest.mark.parametrize(
    ("given_windows", "merged"),
    [
        ("09:00-12:00,13:00-17:00", "09:00-12:00,13:00-17:00"),
        ("13:00-17:00,09:00-12:00", "09:00-12:00,13:00-17:00"),
        ("09:00-12:00,12:00-17:00", "09:00-17:00"),
        ("09:00-13:00,12:00-17:00", "09:00-17:00"),
        ("09:00-17:00,10:00-11:00", "09:00-17:00"),
        ("20:00-24:00,23:00-02:00", "20:00-26:00"),
        ("", "off"),
    ],
)
def test_c1_touching_and_overlapping_windows_merge(given_windows: str, merged: str) -> None:
    assert windows_text(merged_windows(windows(given_windows))) == merged


def test_windows_that_cover_more_than_a_day_stay_two_of_which_the_last_is_whole() -> None:
    # 00:00-24:00 and 22:00-30:00 cover 30 hours: 6 hours, and then 24
    assert windows_text(merged_windows(windows("00:00-24:00,22:00-06:00"))) == "00:00-06:00,06:00-30:00"


@given(st.lists(some_windows, max_size=6))
def test_merging_keeps_every_quarter_of_an_hour_and_adds_none(given_windows: list[Window]) -> None:
    def quarters(all_windows: list[Window] | tuple[Window, ...]) -> set[int]:
        return {quarter for w in all_windows for quarter in range(w.opens // QUARTER, w.closes // QUARTER)}

    merged = merged_windows(given_windows)
    assert quarters(merged) == quarters(given_windows)
    assert all(w.opens < DAY and w.opens < w.closes <= w.opens + DAY for w in merged)
    assert merged_windows(merged) == merged


@pytest.mark.parametrize(
    ("days", "closed", "left"),
    [
        (week("09:00-17:00"), week("12:00-13:00"), week("09:00-12:00,13:00-17:00")),
        (week("09:00-17:00"), week("08:00-10:00,16:00-18:00"), week("10:00-16:00")),
        (week("09:00-17:00"), week("09:00-17:00"), week()),
        (week("09:00-17:00"), week(friday="09:00-17:00"), week("09:00-17:00")),
        # Friday's night is open on Saturday until 06:00: a closing of Saturday takes from it
        (week(friday="22:00-06:00"), week(saturday="03:00-07:00"), week(friday="22:00-27:00")),
        # what remains of it after the closing starts on Saturday
        (week(friday="22:00-06:00"), week(saturday="00:00-02:00"), week(friday="22:00-24:00", saturday="02:00-06:00")),
        # a closing from Friday 23:00 to Saturday 01:00 takes from Saturday's own hours too
        (week(saturday="00:00-04:00"), week(friday="23:00-01:00"), week(saturday="01:00-04:00")),
    ],
)
def test_a_closing_takes_from_every_shift_that_is_open_then(
    days: tuple[tuple[Window, ...], ...], closed: tuple[tuple[Window, ...], ...], left: tuple[tuple[Window, ...], ...]
) -> None:
    assert week_without(days, closed) == left


weeks = st.tuples(*[st.lists(some_windows, max_size=2).map(merged_windows)] * 7)


@given(weeks, weeks)
def test_what_is_left_of_a_week_is_open_and_not_closed_then(
    days: tuple[tuple[Window, ...], ...], closed: tuple[tuple[Window, ...], ...]
) -> None:
    def quarters(of_week: tuple[tuple[Window, ...], ...]) -> set[int]:
        return {
            (day * 96 + quarter) % (7 * 96)
            for day, of_day in enumerate(of_week)
            for w in of_day
            for quarter in range(w.opens // QUARTER, w.closes // QUARTER)
        }

    assert quarters(week_without(days, closed)) == quarters(days) - quarters(closed)
