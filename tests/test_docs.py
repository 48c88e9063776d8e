"""Everything that the pages and the docstrings show runs, and says what it says there."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import shlex
import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PYTHON_BLOCK = re.compile(
    r"^(?P<indent> *)```(?:python|pycon)\b[^\n]*\n(?P<code>.*?)^(?P=indent)```", re.DOTALL | re.MULTILINE
)
TITLED = re.compile(r'^```\w+ title="(?P<name>[\w.]+)"\n(?P<text>.*?)^```', re.DOTALL | re.MULTILINE)
SHELL = re.compile(r"^\$ slacal (.+)$", re.MULTILINE)
# What every reader of a docstring has at hand, besides the names of its module and of the face.
AT_HAND = {
    "UTC": UTC,
    "ZoneInfo": ZoneInfo,
    "date": date,
    "datetime": datetime,
    "time": time,
    "timedelta": timedelta,
    "timezone": timezone,
}


def python_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line before each Python block, and its code without the indent of the list that it stands in."""
    for match in PYTHON_BLOCK.finditer(text):
        line = text.count("\n", 0, match.start("code"))
        yield line, re.sub(rf"^{match['indent']}", "", match["code"], flags=re.MULTILINE)


def run_doctest(case: doctest.DocTest) -> str:
    """Run one doctest in its own globals; return what differs, as text."""
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(case, out=report.append, clear_globs=False)
    return "".join(report)


def assert_runs(page: str, line: int, code: str, names: dict[str, object]) -> None:
    if ">>>" not in code:
        exec(compile("\n" * line + code, page, "exec"), names)  # noqa: S102  # the pages are ours, and this is the test
        return
    case = doctest.DocTestParser().get_doctest(code, names, page, page, line)
    assert run_doctest(case) == ""
    names.update(case.globs)


def files_of(folder: Path) -> dict[str, str]:
    """Return the files that the pages of a folder have their reader write: the blocks that are titled."""
    pages = (page.read_text(encoding="utf-8") for page in sorted(folder.glob("*.md")))
    return {match["name"]: match["text"] for page in pages for match in TITLED.finditer(page)}


def write_files_of(folder: Path, here: Path) -> Path:
    """Write a folder's files; return where its pages run: beside them, or at the root where there are none."""
    files = files_of(folder)
    for name, text in files.items():
        (here / name).write_text(text, encoding="utf-8")
    return here if files else ROOT


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_python_block_of_a_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(write_files_of(page.parent, tmp_path))
    names: dict[str, object] = {"__name__": "__page__"}
    for line, code in python_blocks(page.read_text(encoding="utf-8")):
        assert_runs(str(page), line, code, names)


@pytest.mark.parametrize("folder", [ROOT, ROOT / "docs" / "tutorial"], ids=["the README", "the tutorial"])
def test_every_command_that_a_newcomer_types_does_what_it_should(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(write_files_of(folder, tmp_path))
    pages = [page.read_text("utf-8").replace("\\\n", "") for page in sorted(folder.glob("*.md"))]
    commands = [line for page in pages for line in SHELL.findall(page)]
    assert [main(shlex.split(line)) for line in commands] == [0] * len(commands) != []


def test_the_readme_and_the_guides_name_every_extra() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    guides = (ROOT / "docs" / "how-to" / "index.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)) == set(extras)
    assert set(re.findall(r"`slacal\[(\w+)\]`", guides)) == set(extras)


def docstrings(path: Path) -> Iterator[tuple[str, int, str]]:
    """Yield name, line and text of each docstring of a file that shows an example."""

    def walk(node: Documented, name: str) -> Iterator[tuple[str, int, str]]:
        text = ast.get_docstring(node, clean=False)
        if text and ">>>" in text:
            yield name, node.body[0].lineno - 1, text
        for child in node.body:
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield from walk(child, f"{name}.{child.name}")

    code = path.read_text("utf-8")
    if ">>>" not in code:
        return
    relative = path.relative_to(SOURCE).with_suffix("")
    module = ".".join(part for part in relative.parts if part != "__init__")
    yield from ((f"{module}{name}", line, text) for name, line, text in walk(ast.parse(code), ""))


EXAMPLES = [
    pytest.param(path, name, line, text, id=name)
    for path in sorted(SOURCE.rglob("*.py"))
    for name, line, text in docstrings(path)
]


@pytest.mark.parametrize(("path", "name", "line", "text"), EXAMPLES)
def test_every_example_of_a_docstring_gives_what_it_shows(path: Path, name: str, line: int, text: str) -> None:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
    face = importlib.import_module("slacal")
    public = {name: getattr(face, name) for name in getattr(face, "__all__", ())}
    case = doctest.DocTestParser().get_doctest(text, AT_HAND | public | vars(module), name, str(path), line)
    assert run_doctest(case) == ""


def test_examples_are_found_in_classes_methods_and_functions() -> None:
    names = [name for name, _, _ in docstrings(SOURCE / "slacal" / "spans" / "day_time.py")]
    assert "slacal.spans.day_time.seconds_of" in names
    assert "slacal.spans.day_time.Window" in names


def test_a_wrong_example_does_not_pass() -> None:
    case = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", "wrong", 0)
    assert "Expected:" in run_doctest(case)


def test_blocks_are_read_from_lists_and_shell_blocks_are_not() -> None:
    text = "1. one\n\n   ```python\n   a = 1\n   ```\n\n```console\n$ slacal report\n```\n"
    assert list(python_blocks(text)) == [(3, "a = 1\n")]
