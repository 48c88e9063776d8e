"""The doctor: versions, and the two time-zone databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from slacal.cli import main
from slacal.environment import Environment, doctor

if TYPE_CHECKING:
    import pytest


def test_the_doctor_names_the_versions_and_both_databases() -> None:
    found = doctor()
    assert {name for name, _ in found.packages} >= {"slacal", "holidays", "tzdata"}
    assert found.zone_source == "package"  # the tests pin it
    assert found.zone_database_package is not None
    assert found.python in str(found)


def test_differing_zones_are_told_with_a_mend() -> None:
    facts = ("3.11.0", (("slacal", "1"),), "system", "2025a", "2026f", ("America/Vancouver",))
    text = str(Environment(*facts))
    assert "America/Vancouver" in text
    assert "PYTHONTZPATH" in text


def test_slacal_doctor_prints_text_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "time zones: package database in use" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["zone_source"] == "package"
