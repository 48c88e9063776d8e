from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "explanation"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("speed.json", "speed.md"):
        (tmp_path / name).write_bytes((DOCS / name).read_bytes())
    return tmp_path


def make_page(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "tools.speed_page", str(folder)], cwd=ROOT, check=True)


def test_the_page_and_its_plot_are_what_the_tool_makes_of_the_kept_figures(folder: Path) -> None:
    make_page(folder)
    assert (folder / "speed.md").read_bytes() == (DOCS / "speed.md").read_bytes()
    assert (folder / "speed.svg").read_bytes() == (DOCS / "speed.svg").read_bytes()


def test_another_figure_makes_another_page(folder: Path) -> None:
    kept = json.loads((folder / "speed.json").read_text("utf-8"))
    kept["rooms"]["report"]["figures"][0]["value"] = 12_345.0
    (folder / "speed.json").write_text(json.dumps(kept), encoding="utf-8")
    make_page(folder)
    assert "| a report on 119,998 events, the whole process | 12,345 s |" in (folder / "speed.md").read_text("utf-8")


def test_the_plot_is_sound_and_brings_no_script_and_nothing_from_elsewhere() -> None:
    text = (DOCS / "speed.svg").read_text("utf-8")
    tags = {element.tag.partition("}")[2] for element in ET.fromstring(text).iter()}  # noqa: S314 - our own file
    assert tags == {"svg", "title", "rect", "text", "path"}
    assert "href" not in text
    assert "url(" not in text
