"""The page on the command line shows what the commands print."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.desk import DESK, TICKET

from slacal.cli import main
from slacal.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def runs() -> Iterator[tuple[str, str]]:
    """Yield each command of the page with what is printed below it."""
    for block in blocks("console"):
        for run in block.split("$ slacal ")[1:]:
            command, _, printed = run.replace("\\\n", "").partition("\n")
            yield command, printed


@pytest.mark.parametrize(("command", "printed"), list(runs()))
def test_a_command_prints_what_the_page_shows(
    command: str, printed: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == printed


def test_the_files_are_those_of_the_page(folder: Path) -> None:
    (policy,), (ticket,) = blocks("json"), blocks("text")
    assert (json.loads(policy), ticket) == (DESK, TICKET)
    assert (folder / "desk.json").read_text(encoding="utf-8") in PAGE


def test_every_command_has_its_row_in_the_tables() -> None:
    assert all(f"| `slacal {name}` |" in PAGE and f"`{name}`" in PAGE.partition("## As JSON")[2] for name in COMMANDS)
