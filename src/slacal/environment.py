"""What am I running on? The versions that answers rest on, and the zones on which two databases disagree.

Python prefers the system's time-zone database to the packaged one, so two machines may answer differently for the same
future date; this page of facts says so before a deadline does.
"""

from __future__ import annotations

import sys
import sysconfig
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module, metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("slacal", "holidays", "python-dateutil", "pydantic", "tzdata")
_FIRST, _LAST, _STEP = datetime(2015, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Environment:
    """The versions in use. ``differing_zones`` names the zones that the two databases read differently, 2015 to 2037.

    ``zone_source`` is ``"system"`` or ``"package"``: the database that this Python reads first.
    """

    python: str
    packages: tuple[tuple[str, str], ...]
    zone_source: str
    zone_database_system: str | None
    zone_database_package: str | None
    differing_zones: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"Python {self.python}", *(f"{name} {version}" for name, version in self.packages)]
        lines.append(f"time zones: {self.zone_source} database in use")
        lines.append(f"  system  {self.zone_database_system or 'none found'}")
        lines.append(f"  package {self.zone_database_package or 'none found'}")
        if self.differing_zones:
            lines.append(f"  they disagree on {len(self.differing_zones)} zones: {', '.join(self.differing_zones)}")
            lines.append('  mend: set PYTHONTZPATH="" to use the package everywhere, or update the older one')
        return "\n".join(lines)


def doctor() -> Environment:
    """Return the facts about this environment. Cost: about a second, most of it comparing the two databases."""
    system = _system_directory()
    return Environment(
        python=sys.version.split()[0],
        packages=tuple((name, _version(name)) for name in _PACKAGES),
        zone_source="system" if any(Path(place, "UTC").is_file() for place in zoneinfo.TZPATH) else "package",
        zone_database_system=None if system is None else _system_version(system),
        zone_database_package=_package_version(),
        differing_zones=() if system is None else tuple(_differing(system)),
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _system_directory() -> Path | None:
    places = (*zoneinfo.TZPATH, *str(sysconfig.get_config_var("TZPATH") or "").split(":"))
    return next((Path(place) for place in places if place and Path(place, "UTC").is_file()), None)


def _system_version(place: Path) -> str:
    """Return the release that a system database names, which not every distribution ships."""
    for name in ("+VERSION", "tzdata.zi"):
        file = place / name
        if file.is_file():
            with file.open(encoding="utf-8") as text:
                return text.readline().replace("# version", "").strip()
    return "of unknown version"


def _package_version() -> str | None:
    try:
        return str(import_module("tzdata").IANA_VERSION)
    except ModuleNotFoundError:
        return None


def _differing(system: Path) -> Iterator[str]:
    root = resources.files("tzdata")
    for name in sorted(root.joinpath("zones").read_text(encoding="utf-8").split()):
        ours, theirs = root.joinpath("zoneinfo", *name.split("/")), system / name
        if not theirs.is_file() or ours.read_bytes() == theirs.read_bytes():
            continue
        with ours.open("rb") as one, theirs.open("rb") as other:
            if _disagree(zoneinfo.ZoneInfo.from_file(one), zoneinfo.ZoneInfo.from_file(other)):
                yield name


def _disagree(one: zoneinfo.ZoneInfo, other: zoneinfo.ZoneInfo) -> bool:
    at = _FIRST
    while at < _LAST:
        if at.astimezone(one).utcoffset() != at.astimezone(other).utcoffset():
            return True
        at += _STEP
    return False


Environment.__module__ = "slacal"
