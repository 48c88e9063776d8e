"""A cycle as stretches. The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday."""

from __future__ import annotations

from tests.engine.desk import resolution, told


def test_a_pause_that_begins_as_it_is_asked_about_is_no_stretch_yet() -> None:
    seen = told(resolution(), "23 12:00", ("23 10:00", "created"), ("23 12:00", "changed", {"status": "waiting"}))["t"]
    assert (str(seen.stage), [step.how for step in seen.explain().steps]) == ("paused", ["counted"])
