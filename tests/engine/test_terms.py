"""The facts that a policy reads, wherever it names them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import promise

FIX: dict[str, Any] = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": "never"}
OWN = {"week": "Mo-Fr 10:00-19:00", "zone": {"fact": "place", "else": "UTC"}}
HOLIDAYS = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC", "holidays": {"fact": "country", "else": {"production": "RU"}}}


@pytest.mark.parametrize(
    ("rest", "facts"),
    [
        ({"entitlements": {"free": {"when": {"tier": "free"}, "start": "bought", "lasts": "1 month"}}}, {"tier"}),
        ({"scope": {"rows": "tier", "columns": "service", "table": {"free": "included"}}}, {"tier", "service"}),
        ({"usage": [{"unit": "request", "count": "tasks", "when": {"kind": "task"}}]}, {"tasks", "kind"}),
        ({"queue": [{"when": {"vip": True}, "by": ["due"]}, {"by": ["registered"]}]}, {"vip"}),
        ({"calendars": {"desk": OWN}}, {"place"}),
        ({"calendars": {"desk": HOLIDAYS}}, {"country"}),
    ],
)
def test_a_policy_names_the_facts_that_it_reads(rest: dict[str, Any], facts: set[str]) -> None:
    every = promise(FIX).terms.fields
    assert promise(FIX, **rest).terms.fields - every == facts


def test_what_one_part_of_a_policy_reads_does_not_hide_another() -> None:
    parts = {
        "entitlements": {"free": {"when": {"licence": "free"}, "start": "bought", "lasts": "1 month"}},
        "scope": {"rows": "tier", "columns": "service", "table": {"free": "included"}},
        "usage": [{"unit": "request", "count": "tasks"}],
    }
    assert {"licence", "tier", "service", "tasks"} <= promise(FIX, **parts).terms.fields
