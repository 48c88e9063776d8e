"""The columns of examples/duckdb_columns.py say of each ticket what the policy and the calendar say of it alone."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

PROGRAM: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "examples" / "duckdb_columns.py"))


@pytest.fixture(scope="module")
def judged() -> Any:
    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")
        return PROGRAM["judged_tickets"](db, 2_000)


def test_a_ticket_of_the_log_is_judged_as_by_hand(judged: Any) -> None:
    # Monday 29 February 2016, 01:16 to 11:29, moderate. The office is open 08:00 to 18:00: it took 3:29, and 24 hours
    # are ten on Monday, ten on Tuesday, four on Wednesday.
    first = judged.slice(0, 1).to_pylist()[0]
    assert (first["number"], first["priority"]) == ("INC0000045", "3 - Moderate")
    assert first["opened_at"] == datetime(2016, 2, 29, 1, 16, tzinfo=UTC)
    assert first["resolution_due_at"] == datetime(2016, 3, 2, 12, tzinfo=UTC)
    assert first["open_time"] == timedelta(hours=3, minutes=29)


def test_each_row_has_the_answers_that_it_has_alone(judged: Any) -> None:
    rows = judged.to_pylist()
    assert len(rows) > 100
    for row in rows[::5]:
        alone = PROGRAM["POLICY"].promises(row["opened_at"], {"priority": row["priority"]})
        assert row["resolution_due_at"] == alone["resolution"].due_at
        if row["resolved_at"] is not None:
            assert row["open_time"] == PROGRAM["OFFICE"].elapsed(row["opened_at"], row["resolved_at"])


def test_duckdb_counts_what_python_counts(judged: Any) -> None:
    with duckdb.connect() as db:
        found = PROGRAM["by_priority"](judged, db)
    resolved = [row for row in judged.to_pylist() if row["resolved_at"] is not None]
    assert [line[0] for line in found] == sorted({row["priority"] for row in resolved})
    assert sum(line[1] for line in found) == len(resolved)
    assert sum(line[2] for line in found) == sum(row["resolved_at"] > row["resolution_due_at"] for row in resolved)


def test_the_program_prints_a_line_for_each_priority(capsys: pytest.CaptureFixture[str]) -> None:
    PROGRAM["main"]()
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "priority      resolved   late   median open hours"
    assert [line[0] for line in lines] == ["1", "2", "3", "4"]
