"""The reference describes every public name: each package's, and those of each format."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path
from pydoc import locate

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs" / "reference").glob("*.md")))
SHOWN = re.compile(r"^::: ([\w.]+)\n((?: {4}.*\n)*)", re.MULTILINE)
DIRECTIVES = dict(SHOWN.findall(TEXT + "\n"))


def module_of(path: Path) -> str:
    return ".".join(part for part in path.relative_to(SOURCE).with_suffix("").parts if part != "__init__")


def public_names(path: Path) -> list[str]:
    """Return what a file lists in `__all__`, without running it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def is_described(path: Path, name: str) -> bool:
    """Has the name a docstring where it is written? The pages show no other; they are made without running the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node, following in pairwise([*ast.walk(tree), tree]):
        if isinstance(node, ast.ImportFrom) and name in {alias.asname or alias.name for alias in node.names}:
            return is_described(file_of(node.module or ""), name)
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            return bool(ast.get_docstring(node))
        targets = getattr(node, "targets", [node.target] if isinstance(node, ast.AnnAssign) else [])
        if name in map(ast.unparse, targets):
            return isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
    return False


def file_of(module: str) -> Path:
    path = SOURCE.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


# Users import from the face, from a room, or from the file of a format; other lists of names are the house's own.
FACES = [SOURCE / "slacal" / "__init__.py", *sorted((SOURCE / "slacal").glob("*/__init__.py"))]
FILES = {
    module_of(path): path
    for path in (*FACES, *sorted((SOURCE / "slacal" / "formats").glob("*.py")))
    if public_names(path) and path.parent.name != "documents"
}


@pytest.mark.parametrize("module", FILES)
def test_a_module_with_public_names_has_its_place_in_the_reference(module: str) -> None:
    assert module in DIRECTIVES


@pytest.mark.parametrize("module", FILES)
def test_no_public_name_is_hidden_from_the_reference(module: str) -> None:
    members = re.search(r"members: \[(.*)\]", DIRECTIVES[module])
    names = set(public_names(FILES[module]))
    assert names <= (set(members[1].split(", ")) if members else names)
    assert [name for name in sorted(names) if not is_described(FILES[module], name)] == []


@pytest.mark.parametrize("module", DIRECTIVES)
def test_what_the_reference_describes_is_there_and_has_a_docstring(module: str) -> None:
    found = locate(module)
    assert found is not None
    assert found.__doc__
    members = re.search(r"members: \[(.*)\]", DIRECTIVES[module])
    assert all(getattr(found, member).__doc__ for member in (members[1].split(", ") if members else []))


def test_the_rooms_are_among_them() -> None:
    assert {f"slacal.{room}" for room in ("batch", "analysis", "show", "testing", "environment")} < FILES.keys()
