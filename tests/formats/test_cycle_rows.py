"""Cycles as flat rows: every field, the calendar's zone, whole seconds, and back from a file as they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.engine.cycle import FIELDS
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import OpenTime, RealTime
from slacal.engine.moments import OnEvent
from slacal.engine.replay import replay
from slacal.engine.terms import Choice, Goal, NamedCalendar, Target, Terms
from slacal.errors import BadInput
from slacal.formats.cycle_rows import CycleRow, cycle_rows, read_cycle_rows, write_cycle_rows
from slacal.formats.row_file import CellColumn

if TYPE_CHECKING:
    from pathlib import Path

MOSCOW = NamedCalendar("support", Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow"))
HOUR = 3_600_000_000
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)  # 18:00 in Moscow: an hour to go


def terms(*goals: Goal) -> Terms:
    on = Choice(((None, MOSCOW),))
    target = Target("reply", OnEvent(frozenset({"created"})), OnEvent(frozenset({"reply"})), goals, on)
    return Terms("t", (target,), "Europe/Berlin")


BUSINESS = terms(Goal(OpenTime(4 * HOUR, "4 business hours")))
REAL = terms(Goal(RealTime(4 * HOUR, "4 calendar hours")))


def rows(promised: Terms, *events: Event, as_of: datetime = FRIDAY + timedelta(days=7)) -> list[CycleRow]:
    evaluation = replay(promised, History("T-1", events), as_of)
    return list(cycle_rows(evaluation, zone=promised.zone))


def test_a_row_has_every_field_of_a_cycle() -> None:
    told_otherwise = {"number": "cycle", "warnings": "warnings_fired", "penalty": "penalty_percent"}
    flat = {name.removesuffix("_s") for name in CycleRow._fields}
    assert flat == {told_otherwise.get(name, name) for name in FIELDS} | {"ticket"}


def test_times_are_in_the_zone_of_the_calendar_with_their_offset() -> None:
    (row,) = rows(BUSINESS, Event(FRIDAY, "created"))
    assert row.started_at is not None
    assert row.due_at is not None
    assert row.started_at.isoformat() == "2026-11-20T18:00:00+03:00"
    assert row.due_at.isoformat() == "2026-11-23T13:00:00+03:00"  # 1 h on Friday, 3 h on Monday from 10:00


def test_calendar_hours_have_no_zone_of_their_own_and_take_the_given_one() -> None:
    (row,) = rows(REAL, Event(FRIDAY, "created"))
    assert row.due_at is not None
    assert row.due_at.isoformat() == "2026-11-20T20:00:00+01:00"


def test_a_target_that_has_not_started_is_one_row_of_cycle_0() -> None:
    (row,) = rows(BUSINESS, Event(FRIDAY, "other"))
    assert (row.cycle, row.stage, row.outcome, row.reason) == (0, "pending", "open", "not_started")
    assert (row.started_at, row.due_at, row.remaining_s, row.elapsed_ratio) == (None, None, None, None)


def test_seconds_are_rounded_down_and_lateness_up() -> None:
    late = timedelta(hours=5, microseconds=1)  # 5 hours and a microsecond after 4 hours were promised
    (row,) = rows(REAL, Event(FRIDAY, "created"), Event(FRIDAY + late, "reply"))
    assert (row.elapsed_s, row.remaining_s) == (5 * 3_600, -3_601)
    assert (row.overdue_s, row.overdue_real_s) == (3_601, 3_601)
    (row,) = rows(REAL, Event(FRIDAY, "created"), Event(FRIDAY + timedelta(hours=4, microseconds=1), "reply"))
    assert (row.outcome, row.overdue_s) == ("breached", 1)


def test_an_evaluation_without_targets_has_no_rows() -> None:
    assert list(cycle_rows(replay(Terms("none", (), "UTC"), History("T"), FRIDAY), zone="UTC")) == []


def write(path: Path, cycles: list[CycleRow]) -> None:
    """Write cycles by column, every other column coded."""
    cells = [[row[place] for row in cycles] for place in range(len(CycleRow._fields))]
    write_cycle_rows(
        path,
        {
            name: CellColumn(column) if place % 2 else CellColumn(column[::-1], range(len(column))[::-1])
            for place, (name, column) in enumerate(zip(CycleRow._fields, cells, strict=True))
        },
    )


def at_offset(at: datetime, minutes: int) -> datetime:
    return at.replace(tzinfo=timezone(timedelta(minutes=minutes)))


INSTANTS = st.builds(at_offset, st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.integers(-840, 840))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
WHOLES = st.integers(-(10**12), 10**12)
KINDS = {
    "str": TEXTS,
    "int": WHOLES,
    "bool": st.booleans(),
    "datetime": INSTANTS,
    "int | None": st.none() | WHOLES,
    "float | None": st.none() | st.floats(0, 1e6),
    "datetime | None": st.none() | INSTANTS,
}
ROWS = st.builds(CycleRow, *(KINDS[str(CycleRow.__annotations__[name].__forward_arg__)] for name in CycleRow._fields))


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl.gz"])
@given(written=st.lists(ROWS, max_size=5))
def test_rows_read_back_equal_those_that_were_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, written: list[CycleRow]
) -> None:
    path = tmp_path_factory.mktemp("rows") / name
    write(path, written)
    back = list(read_cycle_rows(path))
    assert back == written
    offsets_of = [[value.utcoffset() for value in row if isinstance(value, datetime)] for row in (*back, *written)]
    assert offsets_of[: len(back)] == offsets_of[len(back) :]


def test_a_reading_in_a_doubled_hour_comes_back_as_the_same_instant(tmp_path: Path) -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 in Berlin for the second time
    (row,) = rows(REAL, Event(second, "created"))
    assert row.started_at is not None
    assert row.started_at.isoformat() == "2026-10-25T02:30:00+01:00"
    write(tmp_path / "rows.csv", [row])
    assert list(read_cycle_rows(tmp_path / "rows.csv")) == [row]


def test_a_cell_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    (row,) = rows(BUSINESS, Event(FRIDAY, "created"))
    write(tmp_path / "rows.csv", [row._replace(stage="running")])
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8").replace(",true,", ",yes,")
    (tmp_path / "rows.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        list(read_cycle_rows(tmp_path / "rows.csv"))
    assert refused.value.value == 2
