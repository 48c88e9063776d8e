"""The command line as a whole: exit codes, and errors without a traceback."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from slacal import cli
from slacal.cli import main, report

ROOT = Path(__file__).parents[2]
POLICY = str(ROOT / "examples" / "demo" / "boston311.yaml")
LOG = str(ROOT / "examples" / "data" / "boston311_2011h2.csv.gz")


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "slacal", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=environment)


def test_help_is_an_answer_and_teaches_by_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert "--mapping" in shown


def test_exit_codes_are_told_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = re.findall(r"^  (\d+)  ", capsys.readouterr().out.partition("exit codes:")[2], re.MULTILINE)
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert told == ["0", "1", "2", "130", "141"]
    assert told == re.findall(r"^\| (\d+) \|", page, re.MULTILINE)


@pytest.mark.parametrize("file", ["policy", "log"])
def test_a_report_that_cannot_be_made_is_2_as_its_help_says(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("targets: 7\n", encoding="utf-8")
    policy, log = (str(bad), LOG) if file == "policy" else (POLICY, str(bad))
    assert main(["report", policy, log, "--as-of", "now"]) == 2
    assert capsys.readouterr().err.startswith("slacal: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["reprt"], "COMMAND='reprt' is not known; did you mean 'report'?"),
        (["report", POLICY, LOG], "the following arguments are required: --as-of"),
        (["report", POLICY, LOG, "--as-of", "2026-12-01T00:00"], "has no time zone; name its zone with --zone"),
        (["report", POLICY, LOG, "--as-of", "tomorrow"], "is not a time in ISO 8601"),
        (["report", POLICY, LOG, "--as-of", "now", "--zone", "Amerika/New_York"], "did you mean 'America/New_York'?"),
        (["report", POLICY, LOG, "--as-of", "now", "--delimiter", "::"], "not one character"),
        (["report", POLICY, LOG, "--as-of", "now", "--kind", "table"], "is not known; use events, snapshots, tickets"),
    ],
)
def test_a_command_line_that_cannot_be_understood_is_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_2_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", POLICY, "missing.csv", "--as-of", "now"]) == 2
    assert capsys.readouterr().err == "slacal: missing.csv: No such file or directory\n"


def test_an_interruption_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "run", interrupted)
    assert cli.main(["report", POLICY, LOG, "--as-of", "now"]) == 130
    assert capsys.readouterr().err == "slacal: interrupted\n"


def test_the_package_runs_as_a_module() -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"usage: slacal")


@pytest.mark.parametrize(  # argparse itself takes no notice
    ("command", "code"), [("due --help", 0), ("calendar --hours 24/7 --zone UTC --year 2026 --json", 141)]
)
def test_a_reader_that_has_seen_enough_is_no_reason_for_a_word(command: str, code: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    reader, writer = os.pipe()
    os.close(reader)
    try:
        asked = [sys.executable, "-m", "slacal", *command.split()]
        done = subprocess.run(asked, stdout=writer, stderr=subprocess.PIPE, check=False, env=environment)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (code, b"")


def test_a_terminal_that_lacks_a_letter_gets_its_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii"))
    monkeypatch.delenv("COLUMNS", raising=False)
    promise = ("--hours", "24/7", "--zone", "UTC", "--from", "2026-11-20T18:00", "--within", "4 calendar hours")
    assert main(["explain", *promise, "--language", "ru"]) == 0
    assert main(["calendar", "--hours", "24/7", "--zone", "UTC", "--week", "2026-11-20"]) == 0
    assert b"\\u0441" in shown.getvalue()
    assert b"Mon 2026-11-16  00:00-24:00  24 h 00 min  Monday" in shown.getvalue()


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"slacal {version('slacal')}\n"


def test_a_library_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(arguments: object) -> None:
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr(report, "run", lacking)
    assert main(["report", POLICY, LOG, "--as-of", "now"]) == 2
    assert capsys.readouterr().err == 'slacal: numpy is not installed; pip install "slacal[cli]"\n'
