"""Presets against the table of the policy language, written out here a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from slacal.policies.policy import Policy
from slacal.policies.presets import MEASURES, Measure

if TYPE_CHECKING:
    from slacal.engine.terms import Terms

TABLE = """
first_response  start created              stop agent_reply                 pause never    cancel solved  reopen once
next_response   start customer_reply       stop agent_reply                 pause never    cancel solved  reopen new_cycle
periodic_update start created|agent_reply  stop agent_reply                 pause waiting  cancel solved  reopen new_cycle
keep_in_touch   start agent_reply          stop agent_reply|customer_reply  pause waiting  cancel solved  reopen new_cycle
reaction        start created              stop work_started                pause never    cancel solved  reopen once
resolution      start created              stop solved                      pause waiting                 reopen resume
requester_wait  runs_while waiting                                                                        reopen resume
ownership                                                                                  cancel solved  reopen new_cycle
appointment                                                                 pause never    cancel solved  reopen restart
"""  # noqa: E501  # a table as it is published


def row(line: str) -> tuple[str, dict[str, Any]]:
    name, *words = line.split()
    parts = [value.split("|") if "|" in value else value for value in words[1::2]]
    return name, dict(zip(words[::2], parts, strict=True))


ROWS = [row(line) for line in TABLE.strip().splitlines()]
ASKED: dict[str, dict[str, Any]] = {
    "ownership": {"runs_while": {"group": "a"}},
    "appointment": {"start": "agreed", "stop": "begun"},
}


def terms(target: dict[str, Any]) -> Terms:
    targets = {"it": {"goals": [{"sla": "none"}], **target}}
    return Policy.from_dict({"name": "S", "zone": "UTC", "calendar": "always", "targets": targets}).terms


@pytest.mark.parametrize(("name", "parts"), ROWS, ids=[name for name, _ in ROWS])
def test_a_preset_says_what_one_would_write_by_hand(name: str, parts: dict[str, Any]) -> None:
    asked = ASKED.get(name, {})
    assert terms({"measures": name, **asked}) == terms({**parts, **asked})


def test_agent_work_runs_while_the_ticket_is_neither_solved_nor_waiting() -> None:
    by_hand = {"runs_while": {"not": {"any": ["solved", "waiting"]}}, "reopen": "resume"}
    assert terms({"measures": "agent_work"}) == terms(by_hand)


def test_every_preset_has_its_name_in_the_type() -> None:
    assert tuple(MEASURES) == get_args(Measure)
