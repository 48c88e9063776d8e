"""The command that prints the versions in use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from slacal.cli import main

if TYPE_CHECKING:
    import pytest


def test_slacal_doctor_prints_text_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "time zones: package database in use" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["zone_source"] == "package"
