"""``slacal check`` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from slacal.cli import main

if TYPE_CHECKING:
    from pathlib import Path

POLICY: dict[str, Any] = {
    "name": "desk",
    "source": "contract 7",
    "zone": "Europe/Moscow",
    "effective_from": "2026-01-01",
    "assumptions": ["no holidays are kept"],
    "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "holidays": "none"}},
    "targets": {
        "reply": {
            "start": "created",
            "stop": "agent_reply",
            "pause": "never",
            "goals": [{"within": "4 business hours"}],
        }
    },
}
TRAP = {**POLICY["targets"]["reply"], "warnings": ["5 business hours before due"]}
YEAR = ("--from", "2027-01-01", "--to", "2028-01-01")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder with a policy that has no traps."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.json").write_text(json.dumps(POLICY), encoding="utf-8")


def write(path: Path, **changes: Any) -> None:
    (path / "desk.json").write_text(json.dumps({**POLICY, **changes}), encoding="utf-8")


def test_a_policy_without_traps_is_0_and_its_assumptions_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "desk.json"]) == 0
    assert capsys.readouterr().out == (
        "assumed: assumptions[0]\n"
        "    is assumed: no holidays are kept; confirm it with whoever signs [assumed]\n"
        "assumed: 1\n"
    )


def test_nothing_found_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, assumptions=[])
    assert main(["check", "desk.json"]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_a_trap_is_1_and_told_with_its_place_value_and_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, targets={"reply": TRAP})
    assert main(["check", "desk.json"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith('trap: targets.reply.warnings[0] = "5 business hours before due"\n    comes with the start')
    assert shown.endswith("trap: 1, assumed: 1\n")


def test_silence_alone_is_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, calendars={"desk": {"week": "Mo 10:00-19:00"}})
    assert main(["check", "desk.json"]) == 0
    assert "silent: 1" in capsys.readouterr().out


def test_faults_of_reading_and_traps_come_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = {"measures": "reaction", "goals": [{"within": "2 days"}]}
    write(tmp_path, targets={"reply": TRAP, "call": call})
    assert main(["check", "desk.json", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(one["level"], one["field"], one["value"]) for one in found] == [
        ("fault", "targets.call.goals[0].within", "2 days"),
        ("trap", "targets.reply.warnings[0]", "5 business hours before due"),
    ]
    assert all(one["problem"] and one["mend"] and one["code"] for one in found)


def test_text_that_is_no_document_is_told_as_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "desk.json").write_text("{", encoding="utf-8")
    assert main(["check", "desk.json"]) == 1
    assert capsys.readouterr().out.startswith("fault: ")


@pytest.mark.parametrize("name", ["missing.json", "desk.txt"])
def test_a_file_that_cannot_be_read_is_2(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", name]) == 2
    shown = capsys.readouterr()
    assert (shown.out, name in shown.err) == ("", True)


def test_the_dates_say_which_holiday_data_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    holidays = {"production": "RU", "shortened": "ignore", "transferred": "own"}
    write(tmp_path, calendars={"desk": {"week": "Mo-Fr 10:00-19:00", "holidays": holidays}})
    assert main(["check", "desk.json", *YEAR]) == 0  # the shipped table ends with 2027
    assert main(["check", "desk.json", "--from", "2027-01-01", "--to", "2029-01-01"]) == 1
    assert "knows nothing after 2027-12-31" in capsys.readouterr().out


def test_a_date_that_is_none_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "desk.json", "--from", "soon"]) == 2
    assert "is not a date" in capsys.readouterr().err


def test_a_log_shows_which_events_never_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = "ticket,at,event\nA,2026-11-20T10:00Z,created\nA,2026-11-20T11:00Z,agent_answer\n"
    (tmp_path / "log.csv").write_text(log, encoding="utf-8")
    assert main(["check", "desk.json", "--events", "log.csv"]) == 1
    assert "that the log never brings; did you mean 'agent_answer'?" in capsys.readouterr().out
    (tmp_path / "log.csv").write_text(log.replace("agent_answer", "agent_reply"), encoding="utf-8")
    assert main(["check", "desk.json", "--events", "log.csv"]) == 0


def test_a_log_that_cannot_be_used_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.csv").write_text("", encoding="utf-8")
    for log, said in (
        ("lost.csv", "No such file"),
        ("log.csv", "holds no rows"),
        ("-", "save POLICY or LOG in a file"),
    ):
        policy = "-" if log == "-" else "desk.json"
        assert main(["check", policy, "--events", log]) == 2
        assert said in capsys.readouterr().err
