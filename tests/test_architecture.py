"""The picture of the house holds: arrows point down, rooms stand apart, third-party libraries stay where they live."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tools.house_plot import house_of, plot

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "explanation" / "architecture.svg"
SOURCE = ROOT / "src" / "slacal"

# `here: there` means that here may import there and whatever lies beneath it.
ARROWS = {
    "errors": "",
    "documents": "errors",
    "environment": "errors",
    "display": "errors",
    "spans": "errors",
    "timeline": "spans",
    "calendars": "timeline documents environment display",
    "engine": "calendars",
    "policies": "engine",
    "formats": "policies",
    "batch": "policies",
    "analysis": "policies batch",
    "show": "policies",
    "testing": "policies",
    "cli": "face formats batch analysis show testing",
    "face": "formats batch analysis show testing",
}
LATE = {("display", "show"), ("testing", "batch")}  # reached at call time only, inside a function
LIVES_IN = {
    "dateutil": "calendars engine policies testing",
    "holidays": "calendars",
    "hypothesis": "testing",
    "icalendar": "formats",
    "matplotlib": "show",
    "narwhals": "batch show",
    "numpy": "batch analysis show testing",
    "pydantic": "policies",
    "rich": "cli",
    "shtab": "cli",
    "ruamel": "documents",
    "simpy": "analysis",
    "tzdata": "environment spans",
}


def reach(here: str) -> set[str]:
    return {here}.union(*(reach(there) for there in ARROWS[here].split()))


class Import(NamedTuple):
    """One imported module, and where it stands."""

    file: str
    here: str
    module: str
    late: bool

    @property
    def there(self) -> str:
        """Return the place in the picture that is imported; `from slacal import Calendar` is the face."""
        _, _, inside = self.module.partition(".")
        place = inside.split(".")[0]
        return place if place in ARROWS else "face"


def typing_only(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes under ``if TYPE_CHECKING:``, which import nothing when the program runs."""
    guards = [n for n in ast.walk(tree) if isinstance(n, ast.If) and ast.unparse(n.test).endswith("TYPE_CHECKING")]
    return {inner for guard in guards for part in guard.body for inner in ast.walk(part)}


def inside_functions(tree: ast.AST) -> set[ast.AST]:
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {inner for function in functions for inner in ast.walk(function)}


def modules(node: ast.AST, package: list[str]) -> list[str]:
    """Return the full names that one statement imports; `package` is what its relative dots count from."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = package[: len(package) - node.level + 1] if node.level else []
        stem = ".".join([*base, *([node.module] if node.module else [])])
        return [f"{stem}.{alias.name}" for alias in node.names]
    return []


def imports_of(file: str, text: str) -> list[Import]:
    parts = Path(file).with_suffix("").parts
    here = {"__init__": "face", "__main__": "cli"}.get(parts[0], parts[0]) if len(parts) == 1 else parts[0]
    tree = ast.parse(text)
    hidden, late = typing_only(tree), inside_functions(tree)
    return [
        Import(file, here, module, node in late)
        for node in ast.walk(tree)
        if node not in hidden
        for module in modules(node, ["slacal", *parts[:-1]])
    ]


FILES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


@cache
def imports_in(file: str) -> list[Import]:
    return imports_of(file, (SOURCE / file).read_text(encoding="utf-8"))


def all_imports() -> list[Import]:
    return [found for file in FILES for found in imports_in(file)]


def allowed(found: Import) -> bool:
    if (found.here, found.there) in LATE:
        return found.late
    return found.there in reach(found.here)


@pytest.mark.parametrize("file", FILES)
def test_arrows_point_down(file: str) -> None:
    inner = [found for found in imports_in(file) if found.module.split(".")[0] == "slacal"]
    upward = [f"{found.here} may not import {found.module}" for found in inner if not allowed(found)]
    assert upward == []


@pytest.mark.parametrize("file", FILES)
def test_third_party_libraries_stay_where_they_live(file: str) -> None:
    roots = {(found.here, found.module.split(".")[0]) for found in imports_in(file)}
    outside = {(here, root) for here, root in roots if root not in sys.stdlib_module_names and root != "slacal"}
    strays = [f"{here} may not import {root}" for here, root in outside if here not in LIVES_IN.get(root, "").split()]
    assert strays == []


def test_one_file_alone_talks_to_the_holidays_package() -> None:
    assert len({found.file for found in all_imports() if found.module.split(".")[0] == "holidays"}) <= 1


def test_every_file_and_folder_has_a_place_in_the_picture() -> None:
    places = {Path(file).with_suffix("").parts[0] for file in FILES} - {"__init__", "__main__"}
    assert places <= set(ARROWS)


def test_the_architecture_page_shows_these_arrows() -> None:
    page = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    shown = {here: set(place.stands_on) for here, place in house_of(page).items()}
    assert shown == {here: set(there.split()) for here, there in ARROWS.items()}


def test_the_picture_is_drawn_from_the_page() -> None:
    house = house_of(PICTURE.with_suffix(".md").read_text(encoding="utf-8"))
    assert PICTURE.read_text(encoding="utf-8") == plot(house)


def test_every_import_of_the_code_runs_along_the_arrows_of_the_picture() -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    on: dict[str, set[str]] = {place: set() for place in ARROWS}
    for here, there in re.findall(r"<title>(\w+) stands on (\w+)</title></path>", picture):
        on[here].add(there)

    def below(here: str) -> set[str]:
        return {here}.union(*(below(there) for there in on[here]))

    assert set(re.findall(r"<title>(\w+) calls (\w+)</title></path>", picture)) == LATE
    inner = {(found.here, found.there) for found in all_imports() if found.module.split(".")[0] == "slacal"} - LATE
    assert {(here, there) for here, there in inner if there not in below(here)} == set()
    assert {place: below(place) for place in ARROWS} == {place: reach(place) for place in ARROWS}


@pytest.mark.parametrize(
    ("file", "text", "good"),
    [
        ("engine/clock.py", "from slacal.calendars.calendar import Calendar", True),
        ("engine/clock.py", "import slacal.spans", True),
        ("engine/clock.py", "def f():\n    from slacal.policies import policy", False),
        ("engine/clock.py", "from slacal import Policy", False),
        ("engine/clock.py", "from slacal import policies", False),
        ("engine/clock.py", "from ..policies import policy", False),
        ("engine/clock.py", "from . import event", True),
        ("engine/clock.py", "from .. import Policy", False),
        ("engine/clock.py", "if TYPE_CHECKING:\n    from slacal.policies import policy", True),
        ("engine/clock.py", "if TYPE_CHECKING:\n    pass\nelse:\n    from slacal.policies import policy", False),
        ("engine/__init__.py", "from . import clock", True),
        ("engine/__init__.py", "from ..policies import policy", False),
        ("show/text.py", "from slacal.batch import kernel", False),
        ("analysis/goals.py", "from slacal.batch import kernel", True),
        ("batch/kernel.py", "from slacal.analysis import goals", False),
        ("cli/report.py", "from slacal import Policy", True),
        ("display.py", "from slacal.show import text", False),
        ("display.py", "def f():\n    from slacal.show import text", True),
        ("__init__.py", "from slacal.engine import event", True),
    ],
)
def test_the_rules_tell_good_imports_from_bad_ones(file: str, text: str, good: bool) -> None:
    found = imports_of(file, text)
    assert all(allowed(one) for one in found) is good
