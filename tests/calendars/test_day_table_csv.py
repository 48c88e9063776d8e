from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars import day_table_csv
from slacal.calendars.day_table import DayTable
from slacal.calendars.day_table_csv import LARGEST, dumps, loads
from slacal.calendars.day_type import DayType, TableRow
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType

WHOLE = """\
# name: works
# source: the director's order 7
# version: 3
# covers: 2026-01-01..2026-06-30
date,type,name,moved_from,decree
2026-05-04,day_off,,2026-05-09,
2026-05-08,shortened,,,1
2026-05-09,workday,"Victory, moved",,
"""


def faults(text: str) -> list[str]:
    with pytest.raises(BadDocument) as refusal:
        loads(text)
    return [fault.field for fault in refusal.value.faults]


def test_a_table_is_read_whole() -> None:
    table = loads(WHOLE)
    assert (table.name, table.source, table.version) == ("works", "the director's order 7", "3")
    assert table.covers == (date(2026, 1, 1), date(2026, 6, 30))
    assert table.rows == (
        TableRow(date(2026, 5, 4), DayType.DAY_OFF, moved_from=date(2026, 5, 9)),
        TableRow(date(2026, 5, 8), DayType.SHORTENED, decree=True),
        TableRow(date(2026, 5, 9), DayType.WORKDAY, "Victory, moved"),
    )
    assert dumps(table) == WHOLE


def test_two_columns_are_enough_in_any_order_and_with_any_line_ends() -> None:
    table = loads("\ufefftype,date\r\nday_off,2026-05-04\r\n\r\n,\r\nshortened, 2026-05-08\r\n", "works")
    assert table == DayTable.of({date(2026, 5, 4): "day_off", date(2026, 5, 8): "shortened"}, name="works")


def test_a_text_that_gives_no_name_is_called_table() -> None:
    assert loads("date,type\n2026-05-04,day_off\n").name == "table"


def test_a_line_about_the_table_goes_up_to_its_line_end() -> None:
    assert loads("# name: MAX\r\ndate,type\r\n2026-05-04,day_off\r\n").name == "MAX"
    with pytest.raises(BadDocument) as refusal:
        loads("# color: MAX \r\ndate,type\r\n2026-05-04,day_off\r\n")
    assert [fault.value for fault in refusal.value.faults] == ["# color: MAX "]


@pytest.mark.parametrize(
    ("written", "decree"),
    [("", False), ("0", False), ("false", False), ("FALSE", False), ("1", True), ("true", True), ("TRUE", True)],
)
def test_a_decree_is_written_as_spreadsheets_write_it(written: str, decree: bool) -> None:
    table = loads(f"date,type,decree\n2026-05-04,workday,{written}\n")
    assert [row.decree for row in table.rows] == [decree]


def test_every_fault_of_the_rows_has_its_line() -> None:
    text = "# name: works\ndate,type,name,moved_from,decree\n2026-13-01,dayoff,,soon,maybe\n2026-05-04,day_off\n"
    assert faults(text + "2026-05-05,weekend,Fair,,\n2026-05-05,day_off,,,\n") == [
        "line 3.date",
        "line 3.type",
        "line 3.moved_from",
        "line 3.decree",
        "line 4",
    ]
    assert faults("date,type,name\n2026-05-05,weekend,Fair\n2026-05-05,day_off,\n") == ["line 2.type", "line 3.date"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["header"]),
        ("date,kind\n", ["line 1", "line 1"]),
        ("date,type\n2026-13-01,day_off\n2026-05-04,dayoff\n", ["line 2.date", "line 3.type"]),
        ("date,type,type\n", ["line 1"]),
        ("date,type\n2026-05-04,day_off,Fair\n", ["line 2"]),
        ('date,type\n2026-05-04,"day_off\n', ["line 2"]),
        ("# color: red\ndate,type\n2026-05-04,day_off\n", ["line 1"]),
        ("# covers: 2026\ndate,type\n2026-05-04,day_off\n", ["line 1.covers", "line 1.covers"]),
        ("# covers: 2026-01-01..2026-02-01\ndate,type\n2026-05-04,day_off\n", ["line 3.date"]),
    ],
)
def test_a_text_that_cannot_be_meant_is_refused(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("# color: red\n" * 101 + "date,type\n2026-13-01,day_off\n", "line 1", "line 100"),
        ("date,type\n" + "2026-13-01,day_off\n" * 101, "line 2.date", "line 101.date"),
    ],
)
def test_a_hundred_faults_are_told_and_no_more(text: str, first: str, last: str) -> None:
    found = faults(text)
    assert (len(found), found[0], found[-1]) == (100, first, last)


def test_a_text_without_any_date_is_refused() -> None:
    with pytest.raises(BadInput, match="hold no date"):
        loads("date,type\n")


def test_a_text_is_read_up_to_the_largest(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "date,type\n2026-05-04,day_off\n"
    monkeypatch.setattr(day_table_csv, "LARGEST", len(text))
    assert len(loads(text).rows) == 1
    with pytest.raises(BadInput, match="too long"):
        loads(f"{text}\n")


def test_a_flood_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadInput, match="too long"):
        loads("#" * (LARGEST + 1))


def test_bytes_are_no_text() -> None:
    with pytest.raises(WrongType):
        loads(WHOLE.encode())  # type: ignore[arg-type] # handed in to be refused


NAMES = st.text("День,\"'#;", max_size=12).map(str.strip)


@st.composite
def tables(draw: st.DrawFn) -> DayTable:
    first = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    offsets = draw(st.lists(st.integers(0, 800), unique=True, max_size=12))
    rows: list[TableRow] = []
    for offset in offsets:
        kind = draw(st.sampled_from(DayType))
        name = "" if kind is DayType.WEEKEND else draw(NAMES)
        origin = first + timedelta(1000 + offset) if kind is DayType.DAY_OFF and draw(st.booleans()) else None
        rows.append(TableRow(first + timedelta(offset), kind, name, origin, kind.is_worked and draw(st.booleans())))
    return DayTable(rows, name=draw(NAMES), source=draw(NAMES), covers=(first, first + timedelta(800)))


@given(tables())
def test_a_table_is_read_back_as_it_was_written(table: DayTable) -> None:
    assert loads(dumps(table), "") == table


@given(st.text('datetype,.\n"# :2026-05-04day_off', max_size=80))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        table = loads(text)
    except SlacalError:
        return
    assert loads(dumps(table)) == table
