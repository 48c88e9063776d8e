from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bench.figures import Figure, duration, finish, kept_figures

if TYPE_CHECKING:
    from pathlib import Path


def test_a_figure_is_scaled_to_the_machine_on_which_an_astimezone_takes_200_ns() -> None:
    slow = Figure(name="add", value=1_000.0, unit="ns", beside="AZ", beside_ns=400.0, goal=500.0)
    assert slow.cells() == ("add", "1,000 ns", "AZ 400 ns", "500 ns", "≤ 500 ns", "met")


@pytest.mark.parametrize(("value", "verdict"), [(8.0, "met"), (7.9, "MISSED")])
def test_a_ratio_that_is_to_be_great_is_not_scaled(value: float, verdict: str) -> None:
    assert Figure(name="faster", value=value, unit="times", goal=8.0, better="more").verdict == verdict


def test_without_its_unit_a_figure_has_no_verdict() -> None:
    lone = Figure(name="batch", value=12.0, unit="ns", beside="CLOOP", goal=12.0)
    assert (lone.scaled, lone.verdict) == (None, "unknown")


def test_a_second_run_of_a_benchmark_replaces_its_figures_and_leaves_the_others(tmp_path: Path) -> None:
    keep = tmp_path / "new" / "bench.json"
    for room, value in ("one", 1.0), ("two", 2.0), ("one", 3.0):
        finish(room, [Figure(name=room, value=value, unit="ms")], keep)
    kept = json.loads(keep.read_text("utf-8"))
    assert [(figure.name, figure.value) for figure in kept_figures(kept)] == [("one", 3.0), ("two", 2.0)]


@pytest.mark.parametrize(("nanoseconds", "text"), [(0.5, "0.50 ns"), (1_500, "1.50 us"), (25e6, "25 ms"), (3e9, "3 s")])
def test_a_duration_is_shown_in_the_unit_that_suits_it(nanoseconds: float, text: str) -> None:
    assert duration(nanoseconds) == text
