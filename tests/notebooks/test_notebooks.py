"""The notebooks of the examples run, and show what is kept in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tools import notebooks

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(notebooks.FOLDER.glob("*.ipynb"))
MOST_BYTES = 400_000
LINK = re.compile(r"\]\(([^)#]+)\)")


def said(outputs: list[dict[str, Any]]) -> list[str]:
    """Return what a reader can read of outputs: pictures and tables drawn in HTML are left out."""
    return ["".join(one["text"] if "text" in one else one["data"].get("text/plain", [])) for one in outputs]


def kinds(outputs: list[dict[str, Any]]) -> list[list[str]]:
    return [sorted(one.get("data", {})) for one in outputs]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notebook_runs_and_says_what_is_kept_in_it(path: Path) -> None:
    for cell, outputs in notebooks.run(path):
        assert said(outputs) == said(cell["outputs"]), "run make notebooks, and look at what changed"
        assert kinds(outputs) == kinds(cell["outputs"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notebook_is_kept_with_its_pictures_small_and_in_its_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notebook = notebooks.read(path)
    assert len(text.encode()) < MOST_BYTES
    assert text == json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert {kind for cell in notebooks.code_cells(notebook) for one in kinds(cell["outputs"]) for kind in one} & {
        "image/png", "text/html",
    }  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_links_of_a_notebook_lead_somewhere(path: Path) -> None:
    texts = ("".join(cell["source"]) for cell in notebooks.read(path)["cells"] if cell["cell_type"] == "markdown")
    links = [link for text in texts for link in LINK.findall(text)]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_there_are_six() -> None:
    assert [path.name[0] for path in FILES] == [*"123456"]
