from __future__ import annotations

import datetime as dt
import pickle
from datetime import date, datetime
from typing import Any

import pytest

from slacal.calendars.day_table import DayTable
from slacal.calendars.day_type import DayType, TableRow
from slacal.errors import BadDocument, BadInput, WrongType

WORKS = DayTable.of({date(2026, 5, 4): "day_off", date(2026, 5, 9): "workday"}, name="works")


def test_c6_a_date_that_is_missing_has_the_type_of_its_weekday() -> None:
    friday, saturday = WORKS.on(date(2026, 5, 8)), WORKS.on(date(2026, 5, 16))
    assert (friday and friday.type, saturday and saturday.type) == (DayType.WORKDAY, DayType.WEEKEND)


def test_c6_a_table_covers_the_whole_years_of_its_dates() -> None:
    assert WORKS.covers == (date(2026, 1, 1), date(2026, 12, 31))
    assert WORKS.on(date(2025, 12, 31)) is None
    assert WORKS.on(date(2027, 1, 1)) is None
    assert (len([*WORKS.dates(2026)]), len([*WORKS.dates(2027)])) == (365, 0)


def test_c6_a_table_covers_what_it_says() -> None:
    table = DayTable.of({date(2026, 5, 4): "day_off"}, covers=(date(2026, 4, 1), date(2026, 6, 30)))
    assert table.on(date(2026, 3, 31)) is None
    assert table.on(date(2026, 4, 1)) is not None
    assert table.on(date(2026, 6, 30)) is not None
    assert [str(on) for on in (*table.dates(2026),)][::90] == ["2026-04-01", "2026-06-30"]


def test_c5_a_working_weekend_replaces_the_day_off_that_was_moved_from_it() -> None:
    saturday, monday = date(2025, 11, 1), date(2025, 11, 3)
    rows = [TableRow(saturday, DayType.SHORTENED), TableRow(monday, DayType.DAY_OFF, moved_from=saturday)]
    found = DayTable(rows).on(saturday)
    assert found is not None
    assert (found.type, found.replaces) == (DayType.SHORTENED, monday)


def test_c5_a_holiday_whose_rest_was_moved_is_not_worked() -> None:
    sunday, eve = date(2026, 1, 4), date(2026, 12, 31)
    rows = [TableRow(sunday, DayType.DAY_OFF, "New Year"), TableRow(eve, DayType.DAY_OFF, moved_from=sunday)]
    found = DayTable(rows).on(sunday)
    assert found is not None
    assert (found.type, found.replaces) == (DayType.DAY_OFF, None)


def test_tables_that_say_the_same_are_equal() -> None:
    weekends = {on: "weekend" for on in WORKS.dates(2026) if on.weekday() >= 5}
    dense = DayTable.of(weekends, name="works")
    sparse = DayTable((), name="works", covers=(date(2026, 1, 1), date(2026, 12, 31)))
    assert dense == sparse != WORKS
    assert hash(dense) == hash(sparse)


def test_tables_that_differ_in_name_version_coverage_or_number_of_rows_have_hashes_of_their_own() -> None:
    days = {date(2026, 5, 4): "day_off"}
    spring = (date(2026, 4, 1), date(2026, 6, 30))
    tables = [
        DayTable.of(days, name="works"),
        DayTable.of(days, name="plant"),
        DayTable.of(days, name="works", version="2"),
        DayTable.of(days, name="works", covers=spring),
        DayTable.of({**days, date(2026, 5, 5): "day_off"}, name="works"),
    ]
    assert len({hash(table) for table in tables}) == len(tables)


def test_a_table_without_a_name_is_called_table() -> None:
    assert DayTable.of({date(2026, 5, 4): "day_off"}) == DayTable([TableRow(date(2026, 5, 4), DayType.DAY_OFF)])
    assert DayTable.of({date(2026, 5, 4): "day_off"}).name == "table"


def test_a_table_may_cover_a_single_date() -> None:
    monday = date(2026, 5, 4)
    table = DayTable.of({monday: "day_off"}, covers=(monday, monday))
    assert [*table.dates(2026)] == [monday]


def test_a_table_is_rebuilt_from_its_pickle() -> None:
    assert pickle.loads(pickle.dumps(WORKS)) == WORKS  # noqa: S301 # our own bytes


def test_every_fault_of_the_rows_is_reported() -> None:
    on, other = date(2026, 5, 4), date(2026, 5, 9)
    rows = [
        TableRow(on, DayType.DAY_OFF, moved_from=other),
        TableRow(on, DayType.DAY_OFF, moved_from=other),
        TableRow(date(2026, 5, 5), DayType.WEEKEND, "a name"),
        TableRow(date(2026, 5, 6), DayType.WORKDAY, moved_from=date(2026, 5, 10)),
        TableRow(date(2026, 5, 7), DayType.DAY_OFF, moved_from=date(2026, 5, 7)),
        TableRow(date(2026, 5, 8), DayType.DAY_OFF, decree=True),
        TableRow(date(2027, 1, 1), DayType.DAY_OFF),
    ]
    with pytest.raises(BadDocument) as refusal:
        DayTable(rows, name="two\nlines", covers=(date(2026, 1, 1), date(2026, 12, 31)))
    assert [fault.field for fault in refusal.value.faults] == [
        "name",
        "2026-05-04.date",
        "2026-05-04.moved_from",
        "2026-05-05.type",
        "2026-05-06.type",
        "2026-05-07.moved_from",
        "2026-05-08.decree",
        "2027-01-01.date",
    ]


def test_a_date_that_stands_twice_is_refused_whatever_else_its_rows_say() -> None:
    monday, sunday = date(2026, 5, 4), date(2026, 5, 3)
    rows = [TableRow(monday, DayType.DAY_OFF, moved_from=sunday), TableRow(monday, DayType.DAY_OFF)]
    with pytest.raises(BadDocument) as refusal:
        DayTable(rows, name="works")
    assert (refusal.value.field, [fault.field for fault in refusal.value.faults]) == ("works", ["2026-05-04.date"])


@pytest.mark.parametrize(
    ("on", "moved_from", "field"),
    [
        ("2026-05-04", None, "rows[0].on"),
        (datetime(2026, 5, 4), None, "rows[0].on"),
        (date(2026, 5, 4), "2026-05-09", "rows[0].moved_from"),
        (date(2026, 5, 4), datetime(2026, 5, 9), "rows[0].moved_from"),
    ],
)
def test_a_row_holds_dates(on: Any, moved_from: Any, field: str) -> None:
    with pytest.raises(WrongType, match="is not a date") as refusal:
        DayTable([TableRow(on, DayType.DAY_OFF, moved_from=moved_from)])
    assert refusal.value.field == field


def test_every_fault_of_a_mapping_is_reported() -> None:
    days = {date(2026, 5, 4): "dayoff", datetime(2026, 5, 5): "day_off", date(2026, 5, 6): "holiday"}
    with pytest.raises(BadDocument) as refusal:
        DayTable.of(days)
    assert [fault.field for fault in refusal.value.faults] == ["2026-05-04", "date", "2026-05-06"]
    assert refusal.value.faults[0].mend == "did you mean 'day_off'?"


def test_a_table_of_nothing_says_what_it_covers() -> None:
    with pytest.raises(BadInput):
        DayTable(())


def test_a_coverage_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadDocument, match="ends before it begins"):
        DayTable((), covers=(date(2026, 12, 31), date(2026, 1, 1)))


def test_a_table_rebuilds_from_its_repr() -> None:
    table = DayTable.of({date(2026, 5, 4): "day_off"}, name="works", source="the works council", version="2")
    names = {"DayTable": DayTable, "TableRow": TableRow, "DayType": DayType, "datetime": dt}
    assert eval(repr(table), names) == table  # noqa: S307 - that a repr rebuilds its value is the claim


def test_what_is_told_of_a_table_is_text() -> None:
    name: Any = 2026
    with pytest.raises(BadDocument) as caught:
        DayTable([TableRow(date(2026, 5, 4), DayType.DAY_OFF)], name=name)
    assert caught.value.field == "table"
    assert [(fault.field, fault.problem) for fault in caught.value.faults] == [("name", "is not text")]
