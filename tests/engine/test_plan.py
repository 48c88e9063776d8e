"""Plans: which rows read what, and what may happen between events."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, told

GOALS = [{"within": "8 business hours"}]
ASKED, CALLED = ({"start": kind, "stop": f"{kind}_back", "goals": GOALS} for kind in ("asked", "called"))
LICENCE = {"licence": {"start": "bought", "lasts": "1 month"}}
LATER: list[dict[str, Any]] = [{"from": "2026-11-24", "version": "two", "targets": {}}]


def test_a_plan_tells_which_rows_read_a_kind_of_event_or_a_fact() -> None:
    waits = {**CALLED, "pause": [{"reason": "parts", "while": {"parts": "ordered"}}]}
    scope = {"rows": "tier", "columns": "service", "table": {"gold": {"bug": "included"}}}
    plan = promise({}, targets={"a": ASKED, "b": waits, "c": CALLED}, entitlements=LICENCE, scope=scope).terms.plan
    kinds = {"asked": 0b001, "asked_back": 0b001, "called": 0b110, "called_back": 0b110, "bought": 0b111}
    assert plan.by_kind == {**kinds, "due_override": 0b111}
    assert plan.by_field == {"parts": 0b010, "tier": 0b111, "service": 0b111}


@pytest.mark.parametrize(
    ("rest", "timed"),
    [
        ({}, False),
        ({"then": LATER}, False),
        ({"rules": {"pin": "latest"}}, False),
        ({"then": LATER, "rules": {"pin": "latest"}}, True),
        ({"entitlements": LICENCE}, True),
    ],
)
def test_only_cover_caps_limits_and_versions_that_are_followed_happen_by_themselves(
    rest: dict[str, Any], timed: bool
) -> None:
    assert promise(ASKED, **rest).terms.plan.timed is timed


def test_p17_a_cycle_is_pinned_to_the_version_in_force_at_its_start() -> None:
    policy = promise(ASKED, version="one", then=LATER)
    found = [told(policy, "24 12:00", (when, "asked"))["t"].version for when in ("23 10:00", "24 00:00", "24 10:00")]
    assert found == ["one", "two", "two"]
    assert [policy.terms.plan.version_at(when) for when in (0, int(at("24 00:00").timestamp()) * 10**6)] == [0, 1]
