from __future__ import annotations

from datetime import date

import pytest

from slacal.engine.conditions import AllOf, AnyOf, Between, Condition, Dated, IsAny, Not, Present
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.engine.stated import condition_text, moment_text

HIGH = IsAny("priority", frozenset({"high"}))


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (HIGH, "{priority: high}"),
        (AllOf((IsAny("tier", frozenset({"b", "a"})), Present("vendor"))), "{tier: [a, b], vendor: present}"),
        (AnyOf((HIGH, Not(Present("vendor")))), "{any: [{priority: high}, {vendor: absent}]}"),
        (Not(HIGH), "{not: {priority: high}}"),
        (Between("seats", at_least=1, less_than=50.5), "{seats: {at_least: 1, less_than: 50.5}}"),
        (Dated("signed", since=date(2026, 1, 1)), "{signed: {from: 2026-01-01}}"),
        (Dated("signed", before=date(2027, 1, 1)), "{signed: {before: 2027-01-01}}"),
    ],
)
def test_a_condition_is_said_as_a_policy_would_write_it(condition: Condition, text: str) -> None:
    assert condition_text(condition) == text


def test_a_moment_is_said_as_a_policy_would_write_it() -> None:
    moment = FirstOf((OnEvent(frozenset({"solved", "closed"})), Becomes(HIGH)))
    assert moment_text(moment) == "closed | solved | {priority: high}"
