"""Rules against the engine's, which hold what each of them may say."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from slacal.engine.rules import Rules as Meant
from slacal.errors import BadDocument
from slacal.policies.policy import Policy
from slacal.policies.rules import ABOVE_GOALS, GoalRules, Rules, merged

KEYS = [field.name for field in fields(Meant)]
LAST = {
    "breach": "at", "paused_due": "projected", "anchor": "first_counting", "after_pause": "close",
    "fixed_dates": "extend", "at_closed": "next_open", "on_change": "prorate", "calendar_change": "snapshot",
    "pin": "latest", "tie_order": "roles", "orphans": "raise", "due_override": "until_change", "cover": "throughout",
    "coverage": "ignore",
}  # fmt: skip


def policy_with(goal: dict[str, Any], target: dict[str, Any], policy: dict[str, Any]) -> Policy:
    goals = [{"within": "1 calendar hour", "rules": goal}]
    targets = {"it": {"measures": "resolution", "goals": goals, "rules": target}}
    return Policy.from_dict({"name": "S", "targets": targets, "rules": policy})


def test_every_rule_of_the_engine_can_be_said() -> None:
    assert list(Rules.model_fields) == KEYS == list(LAST)
    assert policy_with({}, {}, LAST).terms.rules == Meant(**LAST)  # type: ignore[arg-type]  # words, each of its type


def test_without_a_word_the_first_reading_holds() -> None:
    assert policy_with({}, {}, {}).terms.targets[0].goals[0].rules == Meant()
    assert Rules().model_dump() == {}


@pytest.mark.parametrize("key", KEYS)
def test_what_no_goal_can_say_is_refused_there(key: str) -> None:
    if key not in ABOVE_GOALS:
        assert policy_with({key: LAST[key]}, {}, {}).terms.rules == Meant()
        return
    with pytest.raises(BadDocument) as refused:
        policy_with({key: LAST[key]}, {}, {})
    assert [fault.field for fault in refused.value.faults] == [f"targets.it.goals[0].rules.{key}"]
    assert policy_with({}, {key: LAST[key]}, {}).terms.targets[0].rules == Meant(**{key: LAST[key]})  # type: ignore[arg-type]


def test_the_nearest_wins_for_each_key_by_itself() -> None:
    above = {"breach": "at", "pin": "latest"}
    own = Rules(breach="after", anchor="first_counting")
    assert merged(above, own) == {"breach": "after", "pin": "latest", "anchor": "first_counting"}
    assert merged(above, None) == above
    assert issubclass(GoalRules, Rules)
