"""The page that compares: its table of libraries is what the bench found, its counts are those of the tests."""

from __future__ import annotations

import ast
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bench.rival_adapters import RIVALS
from tools.speed_plot import TITLES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explanation" / "comparison.md").read_text(encoding="utf-8")
KEPT = json.loads((ROOT / "docs" / "explanation" / "speed.json").read_text(encoding="utf-8"))
FOUND: dict[str, dict[str, Any]] = {one["name"]: one for one in KEPT["rooms"]["rivals"]["rivals"]}
ROWS = {cells[0]: cells[1:] for cells in (
    [cell.strip() for cell in row.split("|")[1:-1]] for row in re.findall(r"^\| [\w-]+ \|.*\|$", PAGE, re.MULTILINE)
) if cells[0] in FOUND}  # fmt: skip


def facts(name: str) -> list[bool]:
    """Return what the bench knows of a library, in the order of the table's columns."""
    found = FOUND[name]
    parts = [found[kind] for kind in TITLES if kind in found]
    return [
        "add" in found,
        "elapsed" in found,
        not re.search(r"\bwall\b", inspect.getsource(RIVALS[name])),  # its adapter hands it wall times
        found["week"] == "six days",
        any(part.get("loop") is False for part in parts),
        any(part["wrong"] for part in parts),
    ]


def test_every_library_of_the_bench_has_a_row() -> None:
    assert ROWS.keys() == FOUND.keys() == RIVALS.keys()


@pytest.mark.parametrize("name", RIVALS)
def test_a_row_says_what_the_bench_found(name: str) -> None:
    assert [{"yes": True, "": False}[cell] for cell in ROWS[name]] == facts(name)


@pytest.mark.parametrize(("file", "asked", "followed"), [("calendar", 349, 345), ("policy", 54, 52)])
def test_the_page_counts_as_many_other_readings_as_the_tests_name(file: str, asked: int, followed: int) -> None:
    tree = ast.parse((ROOT / "tests" / "conformance" / f"test_{file}_cases.py").read_text(encoding="utf-8"))
    named = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "OTHER_READINGS"
    )
    assert asked - len(named) == followed
    assert re.search(rf"{asked} \w+.*?{followed}", PAGE)
