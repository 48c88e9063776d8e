from __future__ import annotations

from datetime import UTC, time

import pytest

from slacal.calendars.window_list import windows_of
from slacal.errors import BadInput, WrongType
from slacal.spans.day_time import Window

MORNING, EVENING = Window.parse("09:00-12:00"), Window.parse("13:00-18:00")


@pytest.mark.parametrize(
    "written",
    [
        "09:00-12:00,13:00-18:00",
        "13:00–18:00, 09:00–12:00",
        ["09:00-12:00", "13:00-18:00"],
        [("09:00", "12:00"), ("13:00", "18:00")],
        [["13:00", "18:00"], [time(9), time(12)]],
        (MORNING, EVENING),
        "09:00-10:00,10:00-12:00,13:00-17:00,16:00-18:00",
    ],
)
def test_windows_are_read_sorted_and_merged(written: object) -> None:
    assert windows_of(written, "hours") == (MORNING, EVENING)


def test_a_wall_time_has_hours_minutes_and_seconds() -> None:
    assert windows_of([(time(9, 30, 15), time(23, 59, 59))], "hours") == (Window.parse("09:30:15-23:59:59"),)


@pytest.mark.parametrize("written", ["off", "closed", " Off ", []])
def test_a_date_without_windows_is_closed(written: object) -> None:
    assert windows_of(written, "hours") == ()


@pytest.mark.parametrize("written", [None, False, 9, MORNING, b"09:00-12:00", [9], [("09:00",)], [(9, 12)]])
def test_what_is_not_windows_is_refused(written: object) -> None:
    with pytest.raises(WrongType):
        windows_of(written, "hours")


@pytest.mark.parametrize("written", ["", "9-17", "09:00", "09:00-12:00;13:00-18:00", "25:00-26:00"])
def test_windows_that_cannot_be_meant_are_refused(written: str) -> None:
    with pytest.raises(BadInput):
        windows_of(written, "hours")


@pytest.mark.parametrize("pair", [("25:00", "26:00"), (time(9), "40:00"), ("9", "12:00")])
def test_a_pair_that_cannot_be_meant_is_refused_at_its_place(pair: tuple[str | time, str]) -> None:
    with pytest.raises(BadInput) as refusal:
        windows_of([("08:00", "08:30"), pair], "hours")
    assert refusal.value.field == "hours[1]"


@pytest.mark.parametrize("opens", [time(9, microsecond=1), time(9, tzinfo=UTC)])
def test_a_wall_time_has_whole_seconds_and_no_zone(opens: time) -> None:
    with pytest.raises(BadInput) as refusal:
        windows_of([("08:00", "08:30"), (opens, time(12))], "hours")
    assert refusal.value.field == "hours[1]"
