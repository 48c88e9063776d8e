"""The versions in use, and the two time-zone databases side by side."""

from __future__ import annotations

import os
import zoneinfo
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from tests.environment.zone_bytes import HOUR, NOON, zone_file

from slacal.environment import Environment, doctor, versions

if TYPE_CHECKING:
    import pytest

ZONES = os.environ.get("SLACAL_TEST_ZONES", "package")  # what the tests rest on: tests/conftest.py
PACKAGE = Path(str(resources.files("tzdata"))) / "zoneinfo"


def system_of(place: Path, monkeypatch: pytest.MonkeyPatch, **zones: bytes) -> None:
    """Make `place` the system's database: UTC, Africa/Abidjan as the package has them, and `zones` in Etc."""
    for name in ("UTC", "Africa/Abidjan", "right/UTC", "posixrules"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes((PACKAGE / "UTC").read_bytes())
    for name, content in zones.items():
        (place / "Etc").mkdir(exist_ok=True)
        (place / "Etc" / name).write_bytes(content)
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(place),))


def test_names_that_one_database_alone_has_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system_of(tmp_path, monkeypatch, Nowhere=zone_file((NOON, 0)), UTC=zone_file((NOON, HOUR), rule="XXX-1"))
    found = doctor()
    assert found.zone_source == "system"
    assert found.differing_zones == ("Etc/UTC",)
    assert found.system_only_zones == ("Etc/Nowhere",)
    assert "Europe/Berlin" in found.package_only_zones
    assert "Africa/Abidjan" not in found.package_only_zones
    assert "1 zones only in the system: Etc/Nowhere" in str(found)


def test_a_missing_system_database_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "_system_directory", lambda: None)
    found = doctor()
    assert (found.zone_database_system, found.differing_zones, found.package_only_zones) == (None, (), ())
    assert "system  none found" in str(found)


def test_a_missing_package_is_told_with_a_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "_package_directory", lambda: None)
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    found = doctor()
    assert (found.zone_source, found.zone_database_package, found.differing_zones) == ("none", None, ())
    assert "install tzdata" in str(found)
    system_of(tmp_path, monkeypatch)
    assert doctor().zone_source == "system"


def test_the_doctor_names_the_versions_and_both_databases() -> None:
    found = doctor()
    assert {name for name, _ in found.packages} >= {"slacal", "holidays", "tzdata"}
    assert found.zone_source == ZONES
    assert found.zone_database_package is not None
    assert found.python in str(found)


def test_differing_zones_are_told_with_a_mend() -> None:
    facts = ("3.11.0", (("slacal", "1"),), "system", "2025a", "2026f", ("America/Vancouver",))
    text = str(Environment(*facts))
    assert "America/Vancouver" in text
    assert "PYTHONTZPATH" in text


def test_the_versions_in_use_name_the_database_that_python_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    found = versions.versions_in_use()
    assert sorted(found) == ["holidays", "python-dateutil", "slacal", "time zones", "tzdata"]
    release = (PACKAGE / "tzdata.zi").read_text(encoding="utf-8").split("\n")[0].removeprefix("# version ")
    assert found["time zones"] == f"package {release}"
    system_of(tmp_path, monkeypatch)
    (tmp_path / "+VERSION").write_text("2020z\n", encoding="utf-8")
    assert versions.versions_in_use() == {**found, "time zones": "system 2020z"}
