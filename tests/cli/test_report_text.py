"""The report as text and as data."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from slacal.analysis.report_table import Line, ReportTable
from slacal.cli.report_text import Report, as_data, as_text
from slacal.formats.row_fault import RowFault

ALL = Line("reply", None, "", 9, 4, 2, 1, 1, 1, (("no_goal", 1),), 1, 200 / 3, 5, 60, 7_200, 0)
GOAL = Line("reply", "4 business hours", "objective", 8, 4, 2, 1, 1, 1, (("no_goal", 1),), 0, 200 / 3, 5, 60, 7_200, 0)
FAULTS = tuple(RowFault(line, "at", f"v{line}", "is not a time", "write ISO 8601", "T") for line in range(2, 7))
REPORT = Report(
    "gold", "3", datetime(2026, 11, 20, tzinfo=UTC), 12, ReportTable(9, 1, (ALL, GOAL)), FAULTS, ("noted \x1b[31m",)
)


def text(report: Report = REPORT, width: int | None = None) -> str:
    return "\n".join(part.text for part in as_text(report, width=width, notes="listed"))


def test_the_report_names_policy_version_and_instant() -> None:
    assert text().splitlines()[:2] == ["gold, version 3, as of Fri 2026-11-20 00:00 (UTC)", "rows: 12, tickets: 9"]


def test_the_table_has_a_line_for_each_target_and_goal() -> None:
    lines = text().splitlines()
    assert lines[5].startswith("reply   (all goals)")
    assert "66.6 %      0 h 01 min   2 h 00 min  0 h 00 min" in lines[5]
    assert [word for word in lines[5].split() if word.isdigit()][:7] == ["9", "4", "2", "1", "1", "1", "1"]
    assert lines[6].startswith("        4 business hours, an objective        8")


def test_reasons_of_none_and_clocks_not_started_are_told_below_the_table() -> None:
    assert "reply, none: 1 no_goal" in text()
    assert "reply, open: 1 whose clock has not started" in text()


def test_like_faults_stand_together_with_their_first_lines() -> None:
    assert "rows that could not be used: 5; unusable tickets: 1\n" in text()
    assert (
        "  5 x at is not a time; write ISO 8601\n      line 2: 'v2', line 3: 'v3', line 4: 'v4', and 2 more\n" in text()
    )


def test_many_kinds_of_faults_are_summed_up() -> None:
    kinds = tuple(RowFault(2, f"c{number}", "", "is empty", "fill it") for number in range(12))
    report = Report("gold", "", REPORT.as_of, 12, REPORT.table, kinds, ())
    assert "  and 2 more of 2 other kinds: --faults PATH lists them all" in text(report)


def test_notes_can_be_left_out_and_never_reach_the_terminal_raw() -> None:
    assert text().endswith("assumed and noticed:\n  - noted \\x1b[31m")
    assert "noted" not in "".join(part.text for part in as_text(REPORT, width=None, notes="left out"))


def test_a_narrow_terminal_gets_a_list_and_nothing_is_lost() -> None:
    narrow = text(width=60)
    assert "tickets 9, met 4, breached 2, running late 1" in narrow.replace("\n  ", " ")
    table = narrow.split("tickets: 9\n\n")[1].split("\n\n")[0]
    assert max(map(len, table.splitlines())) <= 60


def test_the_data_say_the_same_as_the_text() -> None:
    data = json.loads(json.dumps(as_data(REPORT)))
    assert (data["policy"], data["rows"], data["tickets"], data["unusable"]) == ("gold", 12, 9, 1)
    assert data["lines"][0]["none"] == {"no_goal": 1}
    assert data["lines"][1]["goal"] == "4 business hours"
    assert data["faults"][0]["line"] == 2
    assert len(data["faults"]) == 5
