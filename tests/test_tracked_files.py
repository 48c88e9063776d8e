"""No file of the project names the machine that it was written on, or where packages come from."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.)])/(work|root|farm|home/\w+)/"),
    "a folder beside the project": re.compile(r"\.\./shared"),
    "the address of a package index": re.compile(
        r"(index-url|registry|resolved)\W{1,6}https?://|\bpypi\.org|pythonhosted\.org"
    ),
}


def project_files() -> list[str]:
    """Return the files that git tracks or would track, as paths below the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a clone: the files of the project cannot be told from others")
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file, nothing if it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def faults(text: str) -> list[str]:
    return [f"{what}: {found[0]}" for what, pattern in FORBIDDEN.items() if (found := pattern.search(text))]


def test_text_files_hold_no_machine_paths_and_no_package_indexes() -> None:
    found = {name: faults(text_of(ROOT / name)) for name in project_files()}
    assert {name: what for name, what in found.items() if what} == {}


def test_the_project_has_files_to_look_at() -> None:
    assert "pyproject.toml" in project_files()


@pytest.mark.parametrize("name", ["work", "root", "home/ann"])
def test_a_machine_path_is_recognised(name: str) -> None:
    assert faults(f"see /{name}/notes.md") != []


@pytest.mark.parametrize("text", ["docs/work/plan.md", "https://example.org/home/", "a Mo/We/Fr week"])
def test_an_ordinary_path_is_left_alone(text: str) -> None:
    assert faults(text) == []
