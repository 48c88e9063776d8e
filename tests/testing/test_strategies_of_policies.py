"""Policies: every drawn document reads, and every kind of limit, reading and calendar is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from slacal.policies.policy import Policy
from slacal.testing import goals, histories, policy_documents
from slacal.testing.strategies_of_histories import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal import History

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
SEARCH = settings(max_examples=3_000, phases=[Phase.generate], database=None, suppress_health_check=QUIET)


@given(policy_documents())
def test_every_document_reads_and_comes_back_as_it_was(document: dict[str, Any]) -> None:
    assert Policy.from_dict(document).to_dict() == document


GOALS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "business hours": lambda goal: "business hour" in str(goal.get("within")),
    "calendar hours": lambda goal: "calendar minute" in str(goal.get("within")),
    "months": lambda goal: goal.get("within") == "1 month",
    "the contract's own": lambda goal: "fact" in goal.get("within", ""),
    "business days": lambda goal: goal.get("lands") == "17:00" and "cutoff" in goal,
    "end of day": lambda goal: goal.get("within") == "end of business day" and "min_window" in goal,
    "a date": lambda goal: "at" in goal,
    "no promise": lambda goal: goal.get("sla") == "none",
    "not regulated": lambda goal: goal.get("within") == "not regulated",
    "the far edge": lambda goal: goal.get("edge") == "far",
}


@pytest.mark.parametrize("kind", GOALS)
def test_goals_of_every_kind_are_drawn(kind: str) -> None:
    assert GOALS[kind](find(goals(), GOALS[kind], settings=SEARCH))


def in_any(document: dict[str, Any], part: str, key: str) -> bool:
    return any(key in one for one in document[part].values())


DOCUMENTS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "two targets": lambda document: len(document["targets"]) == 2,
    "combined calendars": lambda document: in_any(document, "calendars", "minus"),
    "holidays": lambda document: in_any(document, "calendars", "holidays"),
    "special days": lambda document: in_any(document, "calendars", "special_days"),
    "pauses": lambda document: in_any(document, "targets", "pause"),
    "readings": lambda document: "on_change" in document.get("rules", {}),
    "a choice of calendar": lambda document: any(
        isinstance(it.get("calendar"), list) for it in document["targets"].values()
    ),
    "several goals": lambda document: any(len(it["goals"]) == 3 for it in document["targets"].values()),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_documents_of_every_kind_are_drawn(kind: str) -> None:
    assert DOCUMENTS[kind](find(policy_documents(), DOCUMENTS[kind], settings=SEARCH))


@given(histories())
def test_the_facts_of_drawn_tickets_are_those_of_which_policies_speak(history: History) -> None:
    assert set(history.events[0].changes) <= {"status", *FACTS}
