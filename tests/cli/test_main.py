"""The command line as a whole: exit codes, and errors without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from slacal import cli
from slacal.cli import main, report

ROOT = Path(__file__).parents[2]
POLICY = str(ROOT / "examples" / "demo" / "boston311.yaml")
LOG = str(ROOT / "examples" / "data" / "boston311_2011h2.csv.gz")


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "slacal", *arguments]
    return subprocess.run(command, capture_output=True, input=stdin, check=False, env=environment)


def test_help_is_an_answer_and_teaches_by_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert "--mapping" in shown


def test_exit_codes_are_told_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "exit codes:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["reprt"], "invalid choice"),
        (["report", POLICY, LOG], "--as-of"),
        (["report", POLICY, LOG, "--as-of", "2026-12-01T00:00"], "has no offset"),
        (["report", POLICY, LOG, "--as-of", "tomorrow"], "is not an instant"),
        (["report", POLICY, LOG, "--as-of", "now", "--zone", "Amerika/New_York"], "did you mean 'America/New_York'?"),
        (["report", POLICY, LOG, "--as-of", "now", "--delimiter", "::"], "not one character"),
        (["report", POLICY, LOG, "--as-of", "now", "--kind", "table"], "invalid choice"),
    ],
)
def test_a_command_line_that_cannot_be_understood_is_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_1_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", POLICY, "missing.csv", "--as-of", "now"]) == 1
    assert capsys.readouterr().err == "slacal: missing.csv: No such file or directory\n"


def test_an_interruption_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(path: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "_policy", interrupted)
    assert cli.main(["report", POLICY, LOG, "--as-of", "now"]) == 130
    assert capsys.readouterr().err == "slacal: interrupted\n"


def test_the_package_runs_as_a_module() -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"usage: slacal")


def test_a_reader_that_has_seen_enough_is_no_reason_for_a_traceback() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = f"{sys.executable} -m slacal report --help | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, env=environment)  # noqa: S602  # a pipe
    assert b"Traceback" not in done.stderr
