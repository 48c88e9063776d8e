"""What am I running on? The versions that answers rest on, and the zones on which two databases disagree.

Python prefers the system's time-zone database to the packaged one, so two machines may answer differently for the same
future date; this page of facts says so before a deadline does.
"""

from __future__ import annotations

import sys
import sysconfig
import zoneinfo
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

from slacal.environment.zone_files import disagree, names_in

_PACKAGES = ("slacal", "holidays", "python-dateutil", "pydantic", "tzdata")


@dataclass(frozen=True, slots=True)
class Environment:
    """The versions in use. ``differing_zones`` names the zones that the two databases read differently, 2015 to 2037.

    ``zone_source`` is ``"system"`` or ``"package"``: the database that this Python reads first; ``"none"`` without any.
    ``system_only_zones`` and ``package_only_zones`` are the names that the other database does not have.
    """

    python: str
    packages: tuple[tuple[str, str], ...]
    zone_source: str
    zone_database_system: str | None
    zone_database_package: str | None
    differing_zones: tuple[str, ...] = ()
    system_only_zones: tuple[str, ...] = ()
    package_only_zones: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"Python {self.python}", *(f"{name} {version}" for name, version in self.packages)]
        lines.append(f"time zones: {self.zone_source} database in use")
        lines.append(f"  system  {self.zone_database_system or 'none found'}")
        lines.append(f"  package {self.zone_database_package or 'none found'}")
        if self.differing_zones:
            lines.append(f"  they disagree on {len(self.differing_zones)} zones: {', '.join(self.differing_zones)}")
        for where, names in (("system", self.system_only_zones), ("package", self.package_only_zones)):
            if names:
                lines.append(f"  {len(names)} zones only in the {where}: {', '.join(names)}")
        if self.differing_zones or self.system_only_zones or self.package_only_zones:
            lines.append('  mend: set PYTHONTZPATH="" to use the package everywhere, or update the older one')
        if self.zone_database_package is None:
            lines.append("  mend: install tzdata; slacal checks the names of zones against it")
        return "\n".join(lines)


def doctor() -> Environment:
    """Return the facts about this environment. Cost: about a second, most of it comparing the two databases."""
    system, package = _system_directory(), _package_directory()
    return Environment(
        python=sys.version.split()[0],
        packages=tuple((name, _version(name)) for name in _PACKAGES),
        zone_source=_source(package),
        zone_database_system=None if system is None else _system_version(system),
        zone_database_package=_package_version(package) or None,
        **_compared(system, package),
    )


def versions_in_use() -> dict[str, str]:
    """Return the versions on which an answer rests, by name. Cost: some milliseconds.

    >>> [name for name in versions_in_use() if name.startswith("time")]
    ['time zones']
    """
    package = _package_directory()
    source = _source(package)
    found = {name: _version(name) for name in _PACKAGES if name != "pydantic"}
    system = _system_directory() if source == "system" else None
    zones = f"system {_system_version(system)}" if system is not None else f"{source} {_package_version(package)}"
    return {**found, "time zones": zones}


def _package_version(place: Path | None) -> str:
    return "" if place is None else str(import_module("tzdata").IANA_VERSION)


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


def _package_directory() -> Path | None:
    try:
        return Path(str(import_module("tzdata").__file__)).parent
    except ModuleNotFoundError:
        return None


def _source(package: Path | None) -> str:
    if any(Path(place, "UTC").is_file() for place in zoneinfo.TZPATH):
        return "system"
    return "none" if package is None else "package"


def _compared(system: Path | None, package: Path | None) -> dict[str, tuple[str, ...]]:
    """Return what the two databases do not share; nothing where one is missing altogether."""
    if system is None or package is None:
        return {}
    package /= "zoneinfo"
    theirs, ours = names_in(system), names_in(package)
    pairs = {name: ((system / name).read_bytes(), (package / name).read_bytes()) for name in sorted(theirs & ours)}
    differing = {pair for pair in {*pairs.values()} if disagree(*pair)}  # many names share one file
    return {
        "differing_zones": tuple(name for name, pair in pairs.items() if pair in differing),
        "system_only_zones": tuple(sorted(theirs - ours)),
        "package_only_zones": tuple(sorted(ours - theirs)),
    }


Environment.__module__ = "slacal"
