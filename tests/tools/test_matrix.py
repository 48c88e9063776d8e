"""The cells of the matrix get the dependencies that they promise."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


def matrix() -> Any:
    spec = importlib.util.spec_from_file_location("matrix", ROOT / "tools" / "matrix.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_lower_bounds_are_read_of_dependencies_extras_and_frames_alike() -> None:
    project: Any = {
        "project": {
            "dependencies": ["holidays>=0.107", "tzdata>=2025.2"],
            "optional-dependencies": {"batch": ["numpy>=1.26"], "all": ["slacal[batch]"]},
        },
        "dependency-groups": {"frames": ["pandas>=3.0"]},
    }
    assert matrix().lower_bounds(project) == {
        "holidays": "0.107", "tzdata": "2025.2", "numpy": "1.26", "pandas": "3.0",
    }  # fmt: skip


def test_the_oldest_dependencies_stand_in_place_of_the_pinned_ones() -> None:
    pins = matrix().constraints("lowest")
    assert "pydantic==2.7" in pins
    assert not [pin for pin in pins if pin.startswith(("pydantic-core", "pydantic_core"))]
    assert not [pin for pin in pins if pin.startswith("fastapi")]  # a new one asks for a newer pydantic
    assert [pin for pin in pins if pin.startswith("tzdata")] == [
        pin for pin in matrix().constraints("pinned") if pin.startswith("tzdata")
    ]  # it holds facts
    names = [pin.partition("==")[0].lower() for pin in pins]
    assert len(names) == len(set(names))


def test_the_newest_dependencies_are_not_pinned() -> None:
    assert matrix().constraints("newest") == []


def test_a_python_that_is_not_there_is_passed_over() -> None:
    tool = matrix()
    assert tool.run(tool.Cell("of the future", "3.99"))[0] == "skipped for want of Python 3.99"


def test_a_cell_that_is_passed_over_is_counted_and_one_that_failed_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = matrix()
    verdicts = {"3.11": "passed 3 tests", "3.12": "skipped for want of Python 3.12", "3.13": "passed 3 tests"}

    def run(cell: Any) -> tuple[str, float]:
        return verdicts.get(str(cell.name), "FAILED to install"), 1.0

    monkeypatch.setattr(tool, "run", run)
    assert tool.main([*verdicts]) == 0
    assert capsys.readouterr().out.endswith("2 passed, 0 FAILED, 1 skipped\n")
    assert tool.main(["3.11", "lowest"]) == 1
