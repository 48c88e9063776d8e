"""What coverage does not count is listed here, line by line: a new exclusion is added by hand, with its reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "slacal"
PRAGMA = re.compile(r"#\s*pragma:?\s*no\s*(?:cover|branch)(?P<reason>.*)", re.IGNORECASE)

# The file, and how many of its lines are excluded by name.
EXCLUDED: dict[str, int] = {}
# What is excluded by its form: names for the type checker alone, and bodies that say nothing.
FORMS = ["if TYPE_CHECKING:", "@overload", r"^\s*\.\.\.$"]


def excluded_lines() -> list[tuple[str, str]]:
    """Return the file and the words after the pragma, for each line that is excluded by name."""
    return [
        (path.relative_to(SOURCE).as_posix(), match["reason"])
        for path in sorted(SOURCE.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if (match := PRAGMA.search(line))
    ]


def test_the_lines_that_coverage_does_not_count_are_those_listed_here() -> None:
    found = [name for name, _ in excluded_lines()]
    assert {name: found.count(name) for name in found} == EXCLUDED


def test_each_excluded_line_says_why_it_is_not_reached() -> None:
    assert [name for name, reason in excluded_lines() if not re.fullmatch(r" - \S.{10,}", reason)] == []


def test_the_forms_that_coverage_does_not_count_are_those_listed_here() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coverage"]
    assert options["report"]["exclude_also"] == FORMS
    assert not {"omit", "exclude_lines", "partial_branches", "partial_also"} & {*options["report"], *options["run"]}
