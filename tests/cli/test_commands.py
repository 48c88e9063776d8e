"""The map of the commands, what is loaded for it, and how it refuses."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slacal.cli import main
from slacal.cli.commands import COMMANDS, parser_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAVY = "numpy narwhals pydantic holidays dateutil rich ruamel shtab"
PROBE = f"""
import sys
from slacal.cli import main
main(sys.argv[1:])
print(*sorted({{name.split(".")[0] for name in sys.modules}} & set({HEAVY!r}.split())), file=sys.stderr)
"""
PROMISE = (
    "due", "--hours", "Mo-Fr 10:00-19:00", "--zone", "UTC", "--from", "2026-11-20T18:00",
    "--within", "4 business hours",
)  # fmt: skip


def examples(text: str) -> Iterator[str]:
    """Yield the command lines of a help text."""
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        _, program, rest = line.strip().rpartition("slacal ")
        if program and line.startswith("  "):
            yield rest


EXAMPLES = [
    (name, example)
    for name in COMMANDS
    for example in examples(import_module(f"slacal.cli.{name}").EPILOG)
]  # fmt: skip


@pytest.fixture
def everything(folder: Path, stdin: Callable[[bytes], None]) -> None:
    """Lay what the examples name beside what the folder holds."""
    policy = (folder / "support.json").read_text(encoding="utf-8")
    log = (folder / "ticket.csv").read_text(encoding="utf-8")
    for name in ("support.yaml", "city.yaml"):
        (folder / name).write_text(policy, encoding="utf-8")
    for name in ("log.csv", "audit.csv.gz"):
        (folder / name).write_text(log, encoding="utf-8")
    (folder / "audit.toml").write_text("[facts]\nstatus = 'status'\n", encoding="utf-8")
    stdin(log.replace("ticket,at,event", "case_id,open_dt,closed_dt,target_dt").encode())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_teaches_by_a_sentence_examples_and_exit_codes(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}." in shown
    assert "--json" in shown
    assert shown.index("examples:") < shown.index("exit codes:")
    assert sum(name == one for one, _ in EXAMPLES) >= 2


@pytest.mark.parametrize(("name", "example"), [one for one in EXAMPLES if one[0] != "doctor"])  # which reads every zone
def test_every_example_of_the_help_runs(
    name: str, example: str, everything: None, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command, _, file = example.partition(" < ")
    if file:
        stdin(Path(file).read_bytes())
    elif name == "report" and " - " in command:
        stdin(b"case_id,open_dt,closed_dt,target_dt\nT-1,2026-11-20T18:00,,2026-11-27\n")
    code = main(shlex.split(command))
    shown = capsys.readouterr()
    assert (code, shown.err if code == 2 else "") == (code if name == "check" else 0, "")
    assert shown.out


def test_the_map_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"    {name} " in shown and about in " ".join(shown.split()) for name, about in COMMANDS.items())
    assert max(map(len, shown.splitlines())) <= 80


def test_only_the_command_that_is_asked_for_is_loaded() -> None:
    assert parser_for(["due"]).parse_args(list(PROMISE)).run.__module__ == "slacal.cli.due"
    assert parser_for(None).parse_args(["doctor"]).run.__module__ == "slacal.cli.doctor"


@pytest.mark.parametrize("arguments", [("--help",), PROMISE])
def test_a_quick_answer_loads_no_library_but_slacal(arguments: tuple[str, ...]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert done.stderr.split() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["duu"], "slacal: COMMAND='duu' is not known; did you mean 'due'? (see slacal --help)\n"),
        (
            ["explain", "--language", "de"],
            "slacal: --language='de' is not known; use en, ru (see slacal explain --help)\n",
        ),
        (["due", "--zone", "Berlin"], "slacal: --zone='Berlin' is not a known time zone; "),
        (["due", "--hours"], "slacal: --hours expected one argument (see slacal due --help)\n"),
        (["doctor", "--jsn"], "slacal: unrecognized arguments: --jsn (see slacal --help)\n"),
    ],
)
def test_a_refusal_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(said)
    assert shown.count("\n") == 1
