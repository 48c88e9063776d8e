"""Run the tests on other Pythons, with the oldest and the newest dependencies, and in odd surroundings.

``python tools/matrix.py`` runs every cell whose Python is there, each in an environment of its own under build/matrix;
names after it pick cells. Prints a line a cell and how many were skipped, and ends with 1 where one failed. A cell
takes some minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "matrix"
PACKAGED_ZONES = {"PYTHONTZPATH": ""}
_REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?>=([^,;\s]+)")


class Cell(NamedTuple):
    """One way to run the tests: a Python, how old its dependencies are, and what surrounds it."""

    name: str
    python: str
    dependencies: Literal["pinned", "lowest", "newest"] = "pinned"
    surroundings: Mapping[str, str] = PACKAGED_ZONES
    tests: tuple[str, ...] = ("tests",)


CELLS = (
    Cell("3.11", "3.11"),
    Cell("3.12", "3.12"),
    Cell("3.13", "3.13"),
    Cell("lowest", "3.11", "lowest"),
    Cell("newest", "3.13", "newest"),
    Cell("zones of the system", "3.11", surroundings={"SLACAL_TEST_ZONES": "system"}),
    Cell("an odd zone", "3.11", surroundings={**PACKAGED_ZONES, "TZ": "Pacific/Apia"}),
    Cell("a zone of no name", "3.11", surroundings={**PACKAGED_ZONES, "TZ": "XYZ-4:37"}),
    Cell("no locale", "3.11", surroundings={**PACKAGED_ZONES, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}),
    Cell("one hash seed", "3.11", surroundings={**PACKAGED_ZONES, "PYTHONHASHSEED": "0"}),
    Cell("another hash seed", "3.11", surroundings={**PACKAGED_ZONES, "PYTHONHASHSEED": "4294967295"}),
)


def interpreter(version: str) -> str | None:
    """Return a Python of a version: from PATH, or where pyenv keeps them; None where there is none."""
    found = shutil.which(f"python{version}")
    if found is not None and _runs(found, version):
        return found
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for path in sorted(kept.glob(f"{version}.*/bin/python"), reverse=True):
        if _runs(str(path), version):
            return str(path)
    return None


def _runs(python: str, version: str) -> bool:
    """Tell whether a Python is of the version that its name promises: a shim may lead nowhere."""
    ask = [python, "-c", "import sys; print(*sys.version_info[:2], sep='.')"]
    asked = subprocess.run(ask, capture_output=True, check=False, text=True)
    return asked.returncode == 0 and asked.stdout.strip() == version


def constraints(dependencies: str) -> list[str]:
    """Return the pins of a cell: all of them, none, or those of the tools with the lower bounds of what we need."""
    if dependencies == "newest":
        return []
    pins = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line]
    if dependencies == "pinned":
        return pins
    lowest = lower_bounds(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    kept = [pin for pin in pins if pin.partition("==")[0].lower() not in {*lowest, *_FOLLOW} - _FACTS]
    return [*kept, *(f"{name}=={version}" for name, version in lowest.items() if name not in _FACTS)]


_FOLLOW = {"pydantic-core", "pydantic_core", "fastapi"}  # what a lower bound of pydantic has in a version of its own
_FACTS = {"tzdata"}  # the tests expect the clock changes that the newest one knows


def lower_bounds(project: Mapping[str, dict[str, object]]) -> dict[str, str]:
    """Return the oldest version that we take of each dependency, by its name."""
    about: dict[str, object] = project["project"]
    extras: Mapping[str, list[str]] = about["optional-dependencies"]  # type: ignore[assignment]  # as the file has it
    frames: list[str] = project["dependency-groups"]["frames"]  # type: ignore[assignment]  # likewise
    named: list[str] = [*about["dependencies"], *frames, *(one for several in extras.values() for one in several)]  # type: ignore[misc]  # likewise
    found = [_REQUIREMENT.match(one) for one in named]
    return {match[1].lower(): match[2] for match in found if match is not None}


def run(cell: Cell) -> tuple[str, float]:
    """Make the environment of a cell, run its tests there, and return the last line that they say and the seconds."""
    python = interpreter(cell.python)
    if python is None:
        return f"skipped for want of Python {cell.python}", 0.0
    place = HOME / f"{cell.python}-{cell.dependencies}"
    pins = HOME / f"{place.name}.txt"
    HOME.mkdir(parents=True, exist_ok=True)
    pins.write_text("\n".join(constraints(cell.dependencies)), encoding="utf-8")
    inside = str(place / "bin" / "python")
    if not Path(inside).exists():
        subprocess.run([python, "-m", "venv", str(place)], check=True)
    install = [inside, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--upgrade", "pip"]
    subprocess.run(install, check=True)
    newer = ["--upgrade", "--upgrade-strategy", "eager"] if cell.dependencies == "newest" else []
    install[-2:] = [*newer, "--constraint", str(pins), "--editable", ".[all]", "--group", "test"]
    if (made := subprocess.run(install, check=False, cwd=ROOT, capture_output=True, text=True)).returncode:
        return "FAILED to install: " + (made.stderr.strip().splitlines() or ["no word of why"])[-1], 0.0
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONTZPATH", "TZ", "LANG", "LC_ALL"}}
    begun = perf_counter()
    told = subprocess.run(
        [inside, "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", "--hypothesis-profile=dev", *cell.tests],
        cwd=ROOT, env={**kept, **cell.surroundings}, capture_output=True, check=False, text=True,
    )  # fmt: skip
    HOME.joinpath(f"{cell.name}.log").write_text(told.stdout + told.stderr, encoding="utf-8")
    said = told.stdout.strip().splitlines() or ["nothing said"]
    verdict = "passed" if told.returncode == 0 else "FAILED"
    return f"{verdict} {said[-1]}", perf_counter() - begun


def main(names: list[str]) -> int:
    """Run the cells of these names, all of them where there are none."""
    unknown = set(names) - {cell.name for cell in CELLS}
    if unknown:
        print(f"no such cell: {', '.join(sorted(unknown))}; there are: {', '.join(cell.name for cell in CELLS)}")
        return 2
    verdicts: list[str] = []
    for cell in CELLS:
        if not names or cell.name in names:
            verdict, seconds = run(cell)
            verdicts.append(verdict.split()[0])
            about = f"{cell.name:22} Python {cell.python:5} {cell.dependencies:7} {seconds:6.0f} s"
            print(f"{about}  {verdict}", flush=True)
    print(", ".join(f"{verdicts.count(word)} {word}" for word in ("passed", "FAILED", "skipped")))
    return int("FAILED" in verdicts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
