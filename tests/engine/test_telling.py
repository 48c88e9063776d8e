"""How a stretch of time is told: by the reason of its date, and who decided that."""

from __future__ import annotations

import pytest
from tests.engine.desk import at, promise, told

MONDAY = "2026-11-23"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"hours": "off", "reason": "stocktaking"}, "stocktaking (special day)"),
        ("off", "special day"),  # a day without a reason is told by its layer alone
    ],
)
def test_a_closed_date_is_told_with_its_reason_and_who_decided_it(said: object, words: str) -> None:
    shut = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC", "special_days": {MONDAY: said}}
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, calendars={"desk": shut})
    explained = told(policy, "23 12:00", ("23 10:00", "created"))["t"].explain()
    assert [step["words"] for step in explained.to_dict()["steps"]] == [words]
    assert f"Mon {MONDAY} 10:00 - 12:00  closed  2 h 00 min  {words}\n" in str(explained)
    assert explained.steps[0].ends_at == at("23 12:00")
