"""``slacal report`` from end to end, on logs small enough to count by hand."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from slacal.cli import main
from slacal.formats.cycle_rows import read_cycle_rows

if TYPE_CHECKING:
    from pathlib import Path

POLICY = {
    "name": "desk",
    "version": "7",
    "zone": "Europe/Moscow",
    "assumptions": ["holidays are not told"],
    "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "holidays": "none"}},
    "targets": {
        "reply": {
            "measures": "first_response",
            "goals": [{"when": {"tier": "gold"}, "within": "1 business hour"}, {"within": "4 business hours"}],
        }
    },
}
# 20 November 2026 is a Friday; the desk is open from 10:00 to 19:00, and the question is asked on Monday at 12:00.
LOG = """\
ticket,at,event,tier
A,2026-11-20 10:00,created,
A,2026-11-20 10:30,agent_reply,
B,2026-11-20 18:00,created,
C,2026-11-20 18:00,created,
D,2026-11-20 10:00,created,gold
B,2026-11-23 11:00,agent_reply,
F,2026-11-20 10:00,created,
F,2026-11-23 15:00,agent_reply,
E,2026-11-20 10:00,created,
E,soon,agent_reply,
"""
UNBROUGHT = (
    "the policy reads a fact that this log never brings: status; "
    "is it in a column of another name? --fact status=COLUMN"
)
ASK = ("--as-of", "2026-11-23T12:00+03:00", "--zone", "Europe/Moscow")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay a policy and a log into an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.json").write_text(json.dumps(POLICY), encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")


def data(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["report", "desk.json", "log.csv", *ASK, "--json", *more]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["report", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("slacal: ")
    assert "Traceback" not in shown.err
    return shown.err


def test_every_ticket_is_where_a_count_by_hand_puts_it(capsys: pytest.CaptureFixture[str]) -> None:
    # A: 30 min, met. B: 1 h on Friday and 1 h on Monday, met. C: 1 h and 2 h, of 4: open. D: 1 h for gold, breached
    # and unanswered. E: a row cannot be read. F: a whole day without an answer, which comes later than the question.
    report = data(capsys)
    everything, normal, gold = report["lines"]
    assert (report["rows"], report["tickets"], report["unusable"]) == (10, 6, 1)
    assert {name: everything[name] for name in ("tickets", "met", "breached", "running_late", "open", "unusable")} == {
        "tickets": 6, "met": 2, "breached": 2, "running_late": 2, "open": 1, "unusable": 1,
    }  # fmt: skip
    assert everything["percent_met"] == 50
    assert (everything["completed"], everything["median_elapsed_s"], everything["p90_elapsed_s"]) == (2, 1_800, 7_200)
    assert (normal["goal"], normal["tickets"], normal["breached"]) == ("4 business hours", 4, 1)
    assert (gold["goal"], gold["tickets"], gold["breached"]) == ("1 business hour", 1, 1)


def test_the_report_names_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "desk.json", "log.csv", *ASK]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("desk, version 7, as of Mon 2026-11-23 12:00 (Europe/Moscow)\n")
    assert "rows that could not be used: 1; unusable tickets: 1" in shown
    assert "line 11: 'soon'" in shown
    assert "  - holidays are not told\n" in shown
    assert "  - times without an offset, read as wall time of Europe/Moscow: 9\n" in shown
    assert "  - facts are taken from columns of the same name: tier\n" in shown
    assert UNBROUGHT in shown


def test_quiet_leaves_out_assumptions_but_no_bad_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "desk.json", "log.csv", *ASK, "--quiet"]) == 0
    shown = capsys.readouterr()
    assert "assumed" not in shown.out
    assert "line 11" in shown.out
    assert shown.err.splitlines() == [  # what would mislead is said, quiet or not
        f"slacal: note: {UNBROUGHT}",
        "slacal: note: events after as_of, not read: 1",
    ]


def test_the_rows_that_are_written_tell_the_same_as_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data(capsys, "--out", "cycles.csv.gz")
    rows = {row.ticket: row for row in read_cycle_rows(tmp_path / "cycles.csv.gz")}
    assert {ticket: row.outcome for ticket, row in rows.items()} == {
        "A": "met", "B": "met", "C": "open", "D": "breached", "F": "breached",
    }  # fmt: skip
    assert (rows["C"].elapsed_s, rows["C"].remaining_s) == (3 * 3_600, 3_600)
    assert rows["D"].due_at is not None
    assert rows["D"].due_at.isoformat() == "2026-11-20T11:00:00+03:00"
    header = gzip.decompress((tmp_path / "cycles.csv.gz").read_bytes()).decode().splitlines()[0]
    assert header.split(",")[:3] == ["ticket", "target", "cycle"]


def test_the_faults_are_written_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data(capsys, "--faults", "faults.csv")
    (fault,) = csv.DictReader((tmp_path / "faults.csv").read_text(encoding="utf-8").splitlines())
    assert (fault["line"], fault["column"], fault["value"], fault["ticket"]) == ("11", "at", "soon", "E")


def test_bad_rows_may_be_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    report = data(capsys, "--bad-rows", "skipped")
    assert (report["tickets"], report["unusable"], len(report["faults"])) == (6, 0, 1)
    assert (
        report["lines"][0]["breached"] == 3
    )  # E was created on Friday morning and, as far as can be read, not answered


def test_the_log_may_come_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stdin:
        """Standard input, as bytes."""

        buffer = io.BufferedReader(io.BytesIO(gzip.compress((tmp_path / "log.csv").read_bytes())))

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert main(["report", "desk.json", "-", *ASK, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tickets"] == 6


def test_json_lines_give_the_same_table_as_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.dumps({key: cell for key, cell in row.items() if cell}) for row in csv.DictReader(LOG.splitlines())]
    (tmp_path / "log.jsonl").write_text("\n".join(rows), encoding="utf-8")
    first = data(capsys)["lines"]
    assert main(["report", "desk.json", "log.jsonl", *ASK, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"] == first


def test_a_ticket_whose_date_cannot_be_read_is_unusable_and_the_rest_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = {"start": "created", "stop": "closed", "goals": [{"at": "target"}]}
    policy = {"name": "dates", "zone": "Europe/Moscow", "calendar": "always", "targets": {"closing": target}}
    (tmp_path / "desk.json").write_text(json.dumps(policy), encoding="utf-8")
    (tmp_path / "log.csv").write_text(
        "ticket,at,event,target\nA,2026-11-20 10:00,created,2026-11-20\nB,2026-11-20 10:00,created,soon\n",
        encoding="utf-8",
    )
    report = data(capsys)
    assert (report["tickets"], report["unusable"], report["lines"][0]["breached"]) == (2, 1, 1)
    assert (report["faults"][0]["ticket"], report["faults"][0]["column"]) == ("B", "target")


# -- what cannot be used


def test_a_naive_datetime_without_a_zone(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "desk.json", "log.csv", *ASK[:2])
    assert "on line 2 has no time zone" in said
    assert "--zone" in said


def test_a_wall_time_is_asked_about_in_the_zone_that_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "desk.json", "log.csv", "--as-of", "2026-11-23T12:00", *ASK[2:]]) == 0
    assert capsys.readouterr().out.startswith("desk, version 7, as of Mon 2026-11-23 12:00 (Europe/Moscow)\n")
    assert "name its zone with --zone" in refusal(capsys, "desk.json", "log.csv", "--as-of", "2026-11-23T12:00")


def test_without_the_extra_it_is_named_before_any_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    specs = {"narwhals": object(), "numpy": None}
    monkeypatch.setattr("slacal.cli.report.find_spec", specs.__getitem__)
    said = refusal(capsys, "no such policy", "no such log", *ASK)
    assert said == "slacal: COMMAND='report' needs numpy, not installed here; pip install \"slacal[cli]\"\n"


def test_a_value_that_the_policy_waits_for_in_vain_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = {"fix": {"measures": "resolution", "goals": [{"within": "4 business hours"}]}}
    (tmp_path / "fix.json").write_text(json.dumps({**POLICY, "targets": targets}), encoding="utf-8")
    for last, noted in (("Resolved", True), ("resolved", False)):  # values keep their case
        log = f"ticket,at,event,status\nA,2026-11-20 10:00,created,open\nA,2026-11-20 11:00,changed,{last}\n"
        (tmp_path / "log.csv").write_text(log, encoding="utf-8")
        assert main(["report", "fix.json", "log.csv", *ASK]) == 0
        said = "fix never stops in this log: status is only open, Resolved"
        assert (said in capsys.readouterr().out) is noted


def test_on_a_terminal_a_note_is_read_once(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["report", "desk.json", "log.csv", *ASK]) == 0
    shown = capsys.readouterr()
    assert "never brings: status" in shown.out
    assert "note" not in shown.err


def test_a_missing_column(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "desk.json", "log.csv", *ASK, "--event", "evnt")
    assert said == "slacal: column='evnt' is not in log.csv; did you mean 'event'?\n"


@pytest.mark.parametrize("content", ["", "ticket,at,event\n"])
def test_an_empty_log(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (tmp_path / "log.csv").write_text(content, encoding="utf-8")
    assert "holds no rows" in refusal(capsys, "desk.json", "log.csv", *ASK)


def test_a_malformed_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.csv").write_text(LOG + "G,2026-11-20 10:00\n", encoding="utf-8")
    report = data(capsys)
    assert (report["tickets"], report["unusable"]) == (7, 2)
    assert report["faults"][-1]["problem"] == "has 2 cells, the header has 4"


def test_events_out_of_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = LOG.splitlines(keepends=True)
    (tmp_path / "log.csv").write_text(head + "".join(reversed(rows)), encoding="utf-8")
    report = data(capsys)
    assert report["lines"][0]["met"] == 2
    assert "tickets whose rows were out of order of time, put in order: 3" in report["notes"]


def test_a_policy_with_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "desk.json").write_text(json.dumps({**POLICY, "zone": "Europe/Moskow"}), encoding="utf-8")
    assert "Europe/Moskow" in refusal(capsys, "desk.json", "log.csv", *ASK)


@pytest.mark.parametrize("option", ["--out", "--faults"])
def test_a_file_that_is_read_is_not_written_over(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is a file that is read" in refusal(capsys, "desk.json", "log.csv", *ASK, option, "log.csv")
    assert (tmp_path / "log.csv").read_text(encoding="utf-8") == LOG


def test_one_file_cannot_hold_rows_and_faults(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "desk.json", "log.csv", *ASK, "--out", "a.csv", "--faults", "a.csv")
    assert "is the file of --out" in said


def test_a_format_that_cannot_be_written_is_refused_before_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert ".csv" in refusal(capsys, "desk.json", "missing.csv", *ASK, "--out", "cycles.xlsx")
