"""``slacal due`` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from slacal.cli import main

if TYPE_CHECKING:
    from pathlib import Path

HOURS = ("--hours", "Mo-Fr 10:00-19:00; Sa 09:00-16:00", "--zone", "Europe/Berlin", "--from", "2026-11-20T18:00")
PROMISE = (*HOURS, "--within", "4 business hours")
ASK = ("support.json", "ticket.csv", "--as-of", "2026-11-23T12:00", "--zone", "Europe/Moscow")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["due", *arguments]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["due", *arguments]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith("slacal: ")
    return shown.err


def test_a_deadline_is_one_line_and_what_it_assumes(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *PROMISE) == (
        "due Sat 2026-11-21 12:00 (Europe/Berlin): 4 business hours from Fri 2026-11-20 18:00\n"
        "\n"
        "assumed and noticed:\n"
        "  - no public holidays are kept; name a country with --holidays\n"
    )


def test_a_later_question_tells_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert "remaining 1 h 30 min as of Sat 2026-11-21 10:30\n" in said(capsys, *PROMISE, "--as-of", "2026-11-21T10:30")
    assert "remaining -2 h 00 min as of" in said(capsys, *PROMISE, "--as-of", "2026-11-21T14:00")


def test_holidays_move_a_deadline(capsys: pytest.CaptureFixture[str]) -> None:
    # 25 December 2026 is a Friday, the 26th a Saturday, and both are holidays: an hour on Thursday, three on Monday.
    christmas = (*PROMISE[:5], "2026-12-24T18:00", *PROMISE[6:], "--holidays", "DE")
    assert said(capsys, *christmas).startswith("due Mon 2026-12-28 13:00 (Europe/Berlin)")


def test_a_policy_and_a_history_give_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Answered on Monday 11:00, after two hours of four; the fix has 14 of its 16 hours left, and waits.
    assert said(capsys, *ASK).startswith(
        "desk, version 7, as of Mon 2026-11-23 12:00 (Europe/Moscow)\n"
        "ticket  target  goal               stage             outcome  due                     remaining\n"
        "------  ------  -----------------  ----------------  -------  --------------------  -----------\n"
        "T-1     answer  4 business hours   completed         met      Mon 2026-11-23 13:00   2 h 00 min\n"
        "T-1     fix     16 business hours  paused (waiting)  open     -                     14 h 00 min\n"
        "\n"
        "assumed and noticed:\n"
        "  - no holidays are kept\n"
    )


def test_a_narrow_terminal_gets_narrow_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    table = said(capsys, *ASK).partition("\n\n")[0]
    assert max(map(len, table.splitlines())) <= 60
    assert "14 h 00 min" in table


def test_json_has_a_row_for_each_target_at_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, Any] = json.loads(said(capsys, *ASK, "--json"))
    assert {name: found[name] for name in ("policy", "version", "as_of", "zone")} == {
        "policy": "desk", "version": "7", "as_of": "2026-11-23T12:00:00+03:00", "zone": "Europe/Moscow",
    }  # fmt: skip
    answer, fix = found["cycles"]
    assert (answer["due_at"], answer["elapsed_s"], answer["outcome"]) == ("2026-11-23T13:00:00+03:00", 7_200, "met")
    assert (fix["ticket"], fix["due_at"], fix["remaining_s"], fix["reason"]) == ("T-1", None, 50_400, "waiting")


def test_all_times_are_in_the_zone_that_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ticket.csv").write_text("ticket,at,event\nT-1,2026-11-20T15:00Z,created\n", encoding="utf-8")
    ask = ("support.json", "ticket.csv", "--as-of", "2026-11-20T15:00Z", "--target", "answer", "--json")
    zones = {zone: json.loads(said(capsys, *ask, *zone.split())) for zone in ("", "--zone UTC")}
    assert zones[""]["cycles"][0]["due_at"] == "2026-11-23T13:00:00+03:00"  # the policy's
    assert zones["--zone UTC"]["cycles"][0]["due_at"] == "2026-11-23T10:00:00+00:00"
    assert zones["--zone UTC"]["as_of"] == "2026-11-20T15:00:00+00:00"


def test_one_target_may_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, *ASK, "--target", "fix")
    assert ("T-1     fix" in shown, "T-1     answer" in shown) == (True, False)
    assert "--target='fxi' is not in the policy; did you mean 'fix'?" in refusal(capsys, *ASK, "--target", "fxi")


def test_an_objective_is_missed_and_what_is_not_promised_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = json.loads((folder / "support.json").read_text(encoding="utf-8"))
    policy["targets"]["answer"]["goals"] = [{"within": "1 business hour", "commitment": "objective"}]
    policy["targets"]["fix"]["goals"] = [{"within": "not regulated"}]
    (folder / "support.json").write_text(json.dumps(policy), encoding="utf-8")
    shown = said(capsys, *ASK)
    assert ("completed  missed" in shown, "breached" in shown) == (True, False)
    assert "no verdict (not regulated)" in shown


def test_a_row_that_cannot_be_read_is_told_and_its_ticket_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "ticket.csv").open("a", encoding="utf-8") as log:
        log.write("T-2,soon,created,new\n")
    shown = said(capsys, *ASK)
    assert "  - line 4: at='soon' is not a time" in shown
    assert "T-2 " not in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "POLICY is missing"),
        (("support.json",), "HISTORY is missing"),
        (("support.json", "ticket.csv"), "--as-of is missing"),
        (("support.json", "ticket.csv", "--as-of", "2026-11-23T12:00"), "has no time zone"),
        (("support.json", "ticket.csv", "--as-of", "2026-11-23T12:00Z"), "name the zone of the log's clock"),
        (("support.json", "lost.csv", "--as-of", "now"), "lost.csv: No such file or directory"),
        (("lost.json", "ticket.csv", "--as-of", "now"), "lost.json: No such file or directory"),
        (("-", "-", "--as-of", "now"), "save POLICY or HISTORY in a file"),
        (HOURS, "--within is missing"),
        (PROMISE[2:], "--hours is missing"),
        (("support.json", *PROMISE), "POLICY='support.json' has hours and promises of its own"),
        ((*PROMISE, "--as-of", "2026-11-19T10:00"), "--as-of='2026-11-19T10:00' lies before the start"),
        ((*PROMISE[:-1], "4 hours"), "write '4 business hours' or '4 calendar hours'"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    arguments: tuple[str, ...], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refusal(capsys, *arguments)


def test_a_history_may_have_its_cells_parted_by_semicolons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "ticket.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), encoding="utf-8")
    asked = ["due", "support.json", "ticket.csv", "--as-of", "2026-11-23T12:00", "--zone", "Europe/Moscow"]
    assert main(asked) == 2
    assert "--delimiter ';'" in capsys.readouterr().err
    assert main([*asked, "--delimiter", ";"]) == 0
    assert "T-1" in capsys.readouterr().out
