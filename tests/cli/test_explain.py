"""``slacal explain`` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.desk import DESK

from slacal import Policy
from slacal.cli import main
from slacal.cli.ticket_log import tickets_of
from slacal.formats.columns import Columns

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PROMISE = (
    "--hours", "Mo-Fr 10:00-19:00; Sa 09:00-16:00", "--zone", "Europe/Berlin", "--from", "2026-11-20T18:00",
    "--within", "4 business hours",
)  # fmt: skip
ASK = ("support.json", "ticket.csv", "--as-of", "2026-11-23T12:00", "--zone", "Europe/Moscow")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_a_deadline_is_told_stretch_by_stretch(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, *PROMISE)
    assert told.startswith("promise: 4 business hours on hours (times in Europe/Berlin), running, open, due Sat 2026-")
    assert "    Sat 2026-11-21 09:00 - 12:00  counted 3 h 00 min  Saturday\n" in told
    assert told.count("no public holidays are kept") == 1


def test_the_story_is_that_of_the_library(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (history,) = tickets_of("ticket.csv", Columns(), zone="Europe/Moscow", facts=("status",))
    as_of = history.events[-1].at.replace(hour=12)
    stories = Policy.from_dict(DESK).evaluate(history, as_of=as_of).explain()
    assert said(capsys, *ASK).startswith("\n\n".join(map(str, stories)))


def test_it_is_told_in_russian_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, *ASK, "--language", "ru", "--target", "answer")
    assert told.startswith("answer: 4 рабочих часа, календарь «office»")
    assert "fix" not in told


def test_several_tickets_are_told_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "ticket.csv").open("a", encoding="utf-8") as log:
        log.write("T-2,2026-11-23T10:00,created,new\n")
    told = said(capsys, *ASK, "--target", "answer")
    assert told.startswith("T-1 answer: 4 business hours")
    assert "\n\nT-2 answer: 4 business hours" in told


def test_json_has_every_stretch_in_whole_seconds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, Any] = json.loads(said(capsys, *ASK, "--json", "--language", "ru"))
    answer, fix = found["cycles"]
    assert (answer["ticket"], answer["cycle"], answer["elapsed_s"], answer["remaining_s"]) == ("T-1", 1, 7_200, 7_200)
    assert [(step["how"], step["length_s"]) for step in answer["steps"]] == [
        ("counted", 3_600), ("closed", 5 * 3_600), ("closed", 86_400), ("closed", 86_400), ("closed", 36_000),
        ("counted", 3_600),
    ]  # fmt: skip
    assert fix["due_at"] is None
    assert fix["text"].startswith("fix: 16 рабочих часов")
    assert "said" not in json.dumps(found)
