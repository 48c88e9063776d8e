"""Calendars as this version's first release wrote them: every later one reads them, and they say what they said.

The file is never rewritten; a new form is added beside it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from slacal import Calendar

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/corpus/calendars.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["name"]))
def test_a_calendar_that_was_kept_is_read_and_written_the_same(row: dict[str, Any]) -> None:
    assert Calendar.from_dict(row["calendar"]).to_dict() == row["calendar"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["fingerprint"]], ids=lambda row: str(row["name"]))
def test_a_calendar_that_was_kept_opens_when_it_did(row: dict[str, Any]) -> None:
    kept = Calendar.from_dict(row["calendar"])
    assert kept.fingerprint(date(2026, 1, 1), date(2026, 3, 1)).digest == row["fingerprint"]
