"""A real desk, simulated as it was, keeps what it kept; what it keeps next is for the program to foretell."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from slacal import Policy
from slacal.analysis import Team, fit, simulate

HERE = Path(__file__).parents[2] / "examples"
PROGRAM: dict[str, Any] = runpy.run_path(str(HERE / "validate_simulation.py"))
LATER = datetime(2017, 6, 1, tzinfo=UTC)


def test_a_desk_simulated_as_it_was_keeps_the_promises_that_it_kept() -> None:
    policy = Policy.load(HERE / "demo" / "servicenow.yaml")
    until = PROGRAM["split"](whole := PROGRAM["read"]())
    assert until == datetime(2016, 4, 18, 9, 13, tzinfo=UTC)  # 13,846 of the 20,769 incidents were opened before
    log = PROGRAM["cut"](whole, datetime(2016, 1, 1, tzinfo=UTC), until)
    options: dict[str, Any] = {"created_with": {"state": "New"}, "calendar": PROGRAM["ALWAYS"]}
    desk = fit(log, policy, LATER, PROGRAM["COLUMNS"], **options)
    found = simulate(desk, policy, team=Team(PROGRAM["ALWAYS"]), seed=4, weeks=7, runs=4, history="fixed")
    happened = PROGRAM["happened"](whole, policy, datetime(2016, 1, 1, tzinfo=UTC), until, LATER)
    assert len(happened) == 8  # two targets, four priorities
    for (target, priority), share in happened.items():
        figure = found.share(target, priority)
        few = 5 if priority in {"1 - Critical", "2 - High"} else 2  # points: about a hundred tickets, and more
        assert figure.mean == pytest.approx(share, abs=few)


def test_an_interval_wider_than_ten_points_either_way_is_cut_to_that() -> None:
    assert PROGRAM["stated"](50.0, 30.0, 55.0, 1.0) == (40, 55, True)
    assert PROGRAM["stated"](50.0, 45.0, 55.0, 1.0) == (45, 55, False)
