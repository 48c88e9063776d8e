"""``slacal calendar`` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from slacal.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOURS = ("--hours", "Mo-Fr 10:00-19:00; Sa 09:00-16:00", "--zone", "Europe/Berlin")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["calendar", *arguments]) == 0
    return capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(capsys, *arguments, "--json"))
    return found


def test_an_instant_is_open_or_closed_until_when_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "desk.json", "--at", "2026-12-31T16:00") == (
        "Thu 2026-12-31 16:00 (Europe/Moscow): closed until Fri 2027-01-01 10:00, outside hours\n"
    )
    assert said(capsys, *HOURS, "--at", "2026-11-20T18:00").startswith(
        "Fri 2026-11-20 18:00 (Europe/Berlin): open until Fri 2026-11-20 19:00, Friday\n"
    )


def test_an_instant_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "desk.json", "--at", "2026-11-20T18:00") == {
        "zone": "Europe/Moscow", "at": "2026-11-20T18:00:00+03:00", "is_open": True,
        "since": "2026-11-20T10:00:00+03:00", "until": "2026-11-20T19:00:00+03:00",
        "reason": "Friday", "layer": "week", "note": "", "notes": [],
    }  # fmt: skip


def test_a_week_is_the_seven_dates_around_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    # Christmas 2026 falls on a Friday and a Saturday.
    days = data(capsys, *HOURS, "--holidays", "DE", "--week", "2026-12-25")["days"]
    assert [day["date"] for day in days] == [f"2026-12-{day}" for day in range(21, 28)]
    assert [day["open_s"] // 3_600 for day in days] == [9, 9, 9, 9, 0, 0, 0]
    assert (days[4]["layer"], days[3]["windows"]) == ("public_holiday", ["10:00-19:00"])
    assert days[3]["spans"] == [{"opens_at": "2026-12-24T10:00:00+01:00", "closes_at": "2026-12-24T19:00:00+01:00"}]


def test_a_week_is_a_picture_where_it_fits_and_a_table_where_not(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    week = (*HOURS, "--holidays", "DE", "--week", "2026-12-25")
    assert "█" in said(capsys, *week)
    monkeypatch.setenv("COLUMNS", "70")
    assert said(capsys, *week).splitlines()[2] == "Mon 2026-12-21  10:00-19:00  9 h 00 min  Monday"


def test_without_a_question_it_is_the_week_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    days = data(capsys, *HOURS)
    assert (len(days["days"]), days["days"][0]["reason"], len(days["notes"])) == (7, "Monday", 1)


def test_a_year_is_all_its_dates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = data(capsys, "desk.json", "--year", "2026")["days"]
    assert len(days) == 365
    assert sum(day["is_business_day"] for day in days) == 261  # weekdays of 2026, which starts on a Thursday
    assert days[-1]["open_s"] == 5 * 3_600


def test_a_calendar_may_come_from_standard_input(
    folder: Path, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stdin((folder / "desk.json").read_bytes())
    assert data(capsys, "-", "--at", "2026-11-20T18:00")["is_open"] is True


def test_holiday_data_that_ends_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, *HOURS, "--holidays", "RU", "--week", "2090-01-05")
    assert any("RU" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "CALENDAR is missing"),
        (("desk.json", *HOURS), "--hours='Mo-Fr 10:00-19:00; Sa 09:00-16:00' stands beside a calendar"),
        (("support.json",), "CALENDAR='support.json' is a policy, not a calendar"),
        (("lost.json",), "lost.json: No such file or directory"),
        (("desk.json", "--year", "12026"), "--year=12026 is out of reach"),
        (("desk.json", "--week", "9999-12-31"), "--week='9999-12-31' is out of reach"),
        (("desk.json", "--week", "soon"), "--week='soon' is not a date"),
        (("desk.json", "--at", "soon"), "--at='soon' is not a time"),
        (("desk.json", "--at", "now", "--year", "2026"), "not allowed with argument"),
        (HOURS[:2], "--zone is missing"),
    ],
)
def test_what_cannot_be_answered_is_2(
    arguments: tuple[str, ...], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendar", *arguments]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert words in shown.err
