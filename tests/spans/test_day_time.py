"""Wall times of a date and its windows: the exact edges of 00:00, 24:00 and 48:00."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from slacal.errors import BadInput, WrongType
from slacal.spans.day_time import DAY, HOUR, Window, clock_text, seconds_of, windows_text

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00", 0),
        ("9:30", 34_200),
        ("09:30", 34_200),
        (" 09:30 ", 34_200),
        ("09:30:15", 34_215),
        ("23:59:59", 86_399),
        ("24:00", 86_400),
        ("24:00:01", 86_401),
        ("30:00", 108_000),
        ("48:00", 172_800),
    ],
)
def test_a_wall_time_is_read_as_seconds_since_midnight(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "9", "09.30", "09:60", "09:30:60", "-1:00", "48:00:01", "49:00", "100:00", "9am", "٠٩:٣٠x", None, 930]
)
def test_what_is_no_wall_time_is_refused_by_its_field(text: object) -> None:
    with pytest.raises(BadInput) as caught:
        seconds_of(text, "opens")  # type: ignore[arg-type] # the very thing that must fail
    assert (caught.value.field, caught.value.value) == ("opens", text)


def longer_than_a_day(_: str) -> Window:
    return Window.between(0, DAY + 1)


@pytest.mark.parametrize(
    ("read", "text", "name"),
    [
        (seconds_of, "9", "time"),
        (Window.parse, "9", "window"),
        (longer_than_a_day, "00:00-24:00:01", "window"),
    ],
)
def test_what_is_refused_is_called_time_or_window_where_nobody_names_it(
    read: Callable[[str], object], text: str, name: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert (caught.value.field, caught.value.value) == (name, text)


@pytest.mark.parametrize("text", ["00:00", "09:30", "09:30:15", "24:00", "30:00", "48:00"])
def test_a_wall_time_reads_back_as_it_was_written(text: str) -> None:
    assert clock_text(seconds_of(text)) == text


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("09:00-17:00", 9 * HOUR, 17 * HOUR),
        ("13:00-24:00", 13 * HOUR, DAY),
        ("00:00-24:00", 0, DAY),
        ("22:00-06:00", 22 * HOUR, 30 * HOUR),  # an end before its start is on the next day
        ("22:00-30:00", 22 * HOUR, 30 * HOUR),
        ("22:00-00:00", 22 * HOUR, DAY),
        ("04:00-04:00", 4 * HOUR, 28 * HOUR),  # an end at its start too: 24 hours
        ("00:00-00:00", 0, DAY),
        ("23:59:59-47:59:59", DAY - 1, 2 * DAY - 1),
    ],
)
def test_a_window_is_read(text: str, opens: int, closes: int) -> None:
    assert Window.parse(text) == Window(opens, closes)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("09:00", "09:00"),
        ("", ""),
        (None, None),
        ("09:00-", ""),  # of two times the one that is none
        ("-17:00", ""),
        ("9h-17:00", "9h"),
        ("09:00-12:00-17:00", "12:00-17:00"),
        ("24:00-26:00", "24:00-26:00"),
        ("09:00-33:01", "09:00-33:01"),
    ],
)
def test_what_is_no_window_is_refused_by_its_field(text: object, refused: object) -> None:
    with pytest.raises(BadInput) as caught:
        Window.parse(text, "weekly.fri")  # type: ignore[arg-type] # the very thing that must fail
    assert (caught.value.field, caught.value.value) == ("weekly.fri", refused)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("24:00-26:00", "00:00-02:00"),
        ("25:00-26:00", "01:00-02:00"),
        ("25:00-02:00", "01:00-02:00"),
        ("25:00-24:00", "01:00-24:00"),
    ],
)
def test_a_window_that_starts_after_the_day_ends_is_mended_on_the_next_day(written: str, mend: str) -> None:
    with pytest.raises(BadInput) as caught:
        Window.parse(written, "weekly.fri[1]")
    assert (caught.value.field, caught.value.value) == ("weekly.fri[1]", written)
    assert repr(mend) in caught.value.mend


def test_a_window_may_be_24_hours_long_and_not_a_second_longer() -> None:
    assert Window.between(HOUR, 25 * HOUR) == Window(HOUR, 25 * HOUR)
    with pytest.raises(BadInput) as caught:
        Window.between(HOUR, 25 * HOUR + 1, "weekly.fri")
    assert (caught.value.field, caught.value.value) == ("weekly.fri", "01:00-25:00:01")


@pytest.mark.parametrize("times", [("09:00", 17 * HOUR), (9 * HOUR, "17:00"), (9 * HOUR, None)])
def test_a_window_is_built_from_seconds_alone(times: tuple[int, int]) -> None:
    with pytest.raises(WrongType) as caught:
        Window.between(*times, "weekly.fri")
    assert caught.value.field == "weekly.fri"
    assert caught.value.value in times
    assert caught.value.problem == "is not a wall time in seconds"


def test_a_window_reads_back_from_its_text_and_its_repr() -> None:
    for text in ("09:00-17:00", "22:00-30:00", "09:30:15-24:00"):
        window = Window.parse(text)
        assert str(window) == text
        assert eval(repr(window)) == window  # noqa: S307 - that a repr rebuilds its value is the claim
        assert pickle.loads(pickle.dumps(window)) == window  # noqa: S301 - bytes of our own


def test_windows_are_written_with_commas_and_none_as_off() -> None:
    assert windows_text([Window.parse("09:00-12:00"), Window.parse("13:00-17:00")]) == "09:00-12:00,13:00-17:00"
    assert windows_text([]) == "off"
