"""Plain text for terminals."""

from __future__ import annotations

import pytest

from slacal.show.text import Column, percent_text, seconds_text, text_table, text_width

COLUMNS = (Column("target", "left"), Column("goal", "left"), Column("met"))
ROWS = [("resolution", "8 business hours on the support calendar", "1,234"), ("", "24 calendar hours", "5")]


def widest(text: str) -> int:
    return max(map(text_width, text.splitlines()))


def test_a_table_has_as_much_room_as_it_needs() -> None:
    assert text_table(COLUMNS, ROWS) == (
        "target      goal                                        met\n"
        "----------  ----------------------------------------  -----\n"
        "resolution  8 business hours on the support calendar  1,234\n"
        "            24 calendar hours                             5"
    )


def test_a_narrow_table_wraps_its_texts() -> None:
    assert text_table(COLUMNS, ROWS, width=42) == (
        "target      goal                       met\n"
        "----------  -----------------------  -----\n"
        "resolution  8 business hours on the  1,234\n"
        "            support calendar\n"
        "            24 calendar hours            5"
    )


def test_where_no_table_fits_each_row_is_a_list() -> None:
    columns = (Column("goal", "left"), Column("met"), Column("breached"), Column("running late"))
    text = text_table(columns, [("8 business hours", "1,234", "56", "7")], width=25)
    assert text == "8 business hours\n  met 1,234, breached 56,\n  running late 7"


@pytest.mark.parametrize("width", range(20, 90))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert widest(text_table(COLUMNS, ROWS, width=width)) <= width


def test_a_table_without_rows_is_its_head() -> None:
    assert text_table(COLUMNS, []) == "target  goal  met\n------  ----  ---"


def test_a_table_of_figures_alone_becomes_a_list_too() -> None:
    assert text_table([Column("met"), Column("breached")], [("1", "2")], width=10) == "  met 1,\n  breached 2"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "-"),
        (0, "0 h 00 min"),
        (59, "0 h 00 min 59 s"),
        (3_599, "0 h 59 min 59 s"),
        (3_600, "1 h 00 min"),
        (3_659, "1 h 00 min"),
        (259_200, "72 h 00 min"),
    ],
)
def test_durations_are_hours_and_minutes_never_days(seconds: int | None, text: str) -> None:
    assert seconds_text(seconds) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [(None, "-"), (100.0, "100.0 %"), (99.999, "99.9 %"), (0.0, "0.0 %"), (100 / 3, "33.3 %"), (0.3 * 100, "30.0 %")],
)
def test_a_percentage_is_rounded_down_so_that_100_means_all(percent: float | None, text: str) -> None:
    assert percent_text(percent) == text


def test_wide_letters_take_two_cells_and_combining_marks_none() -> None:
    assert text_width("サポート") == 8
    assert text_width("e\u0301") == 1
    table = text_table([Column("名", "left"), Column("met")], [("サポート", "1")])
    assert table == "名        met\n--------  ---\nサポート    1"
