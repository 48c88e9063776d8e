"""The command that prints the versions in use."""

from __future__ import annotations

import json
import zoneinfo
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slacal.cli import doctor, main

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Facts:
    """Of what the doctor finds, what its exit code rests on."""

    zone_source: str
    differing_zones: tuple[str, ...]


@pytest.fixture
def _zones_of_the_package() -> Iterator[None]:
    path = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(())
    yield
    zoneinfo.reset_tzpath(path)


@pytest.mark.usefixtures("_zones_of_the_package")
def test_slacal_doctor_prints_text_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "time zones: package database in use" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["zone_source"] == "package"
    assert found["packages"]["slacal"] == version("slacal")
    page = (Path(__file__).parents[2] / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    (told,) = (line for line in page.splitlines() if line.startswith("| `doctor` | `python`"))
    assert all(f"`{name}`" in told or f"`{name.removeprefix('zone_database')}`" in told for name in found)


@pytest.mark.parametrize(
    ("source", "zones", "code"), [("system", ("Europe/Riga",), 1), ("package", ("Europe/Riga",), 0), ("system", (), 0)]
)
def test_two_databases_that_differ_are_1_where_the_system_s_is_in_use(
    source: str, zones: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "doctor", lambda: Facts(source, zones))
    assert main(["doctor"]) == code
