"""The doctor: versions, and the two time-zone databases."""

from __future__ import annotations

import json
import struct
import zoneinfo
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from slacal import environment
from slacal.cli import main
from slacal.environment import Environment, doctor
from slacal.zone_files import disagree

if TYPE_CHECKING:
    import pytest

PACKAGE = Path(str(resources.files("tzdata"))) / "zoneinfo"


def zone_file(*changes: tuple[int, int], rule: str = "XXX0") -> bytes:
    """Return a zone file: instants in seconds since 1970 and the offset from each on, zero before; then the rule."""
    offsets = [0, *(offset for _, offset in changes)]
    types = b"".join(struct.pack(">lbB", offset, 0, 0) for offset in offsets)
    places = bytes(range(1, len(offsets)))

    def block(size: str) -> bytes:
        header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, len(changes), len(offsets), 4)
        return header + struct.pack(f">{len(changes)}{size}", *(at for at, _ in changes)) + places + types + b"XXX\0"

    return block("l") + block("q") + f"\n{rule}\n".encode()


NOON = 1_780_315_200  # 2026-06-01T12:00Z
HOUR = 3_600


def test_zones_that_differ_for_a_single_hour_disagree() -> None:
    plain = zone_file((NOON, 0))
    assert disagree(plain, zone_file((NOON, HOUR), (NOON + HOUR, 0)))
    assert disagree(zone_file((NOON, HOUR), rule="XXX-1"), zone_file((NOON + HOUR, HOUR), rule="XXX-1"))


def test_zones_whose_rule_for_later_years_differs_by_an_hour_twice_a_year_disagree() -> None:
    one, other = (zone_file((NOON, 0), rule=f"XXX0YYY,M3.5.0/{hour},M10.5.0/3") for hour in (1, 2))
    assert disagree(one, other)


def test_zones_that_differ_in_form_alone_or_before_2015_agree() -> None:
    assert not disagree(zone_file((NOON, 0)), zone_file((NOON + HOUR, 0)))
    y2014 = 1_388_534_400  # 2014-01-01T00:00Z
    assert not disagree(zone_file((y2014, HOUR), (y2014 + HOUR, 0)), zone_file((y2014, 0)))


def test_a_broken_zone_file_agrees_with_none() -> None:
    assert disagree(zone_file((NOON, 0)), b"TZif2")


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
    monkeypatch.setattr(environment, "_system_directory", lambda: None)
    found = doctor()
    assert (found.zone_database_system, found.differing_zones, found.package_only_zones) == (None, (), ())
    assert "system  none found" in str(found)


def test_a_missing_package_is_told_with_a_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_package_directory", lambda: None)
    found = doctor()
    assert (found.zone_source, found.zone_database_package, found.differing_zones) == ("none", None, ())
    assert "install tzdata" in str(found)
    system_of(tmp_path, monkeypatch)
    assert doctor().zone_source == "system"


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
