"""What suspends a cycle. The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday."""

from __future__ import annotations

import pytest
from tests.engine.desk import promise, told

from slacal import Stage

DAY = {"licence": {"start": "bought", "lasts": "1 calendar day"}}
BOUGHT, CREATED = ("23 09:00", "bought"), ("23 10:00", "created")
SOLVED, OPEN = {"status": "solved"}, {"status": "open"}


@pytest.mark.parametrize(("cover", "stage"), [("start", Stage.RUNNING), ("throughout", Stage.NOT_COVERED)])
def test_p24_what_was_covered_at_its_start_stays_so_when_it_is_looked_at_again(cover: str, stage: Stage) -> None:
    # Cover ends before Wednesday; a cycle that was solved on Monday is reopened then, and changed again.
    rules = {"cover": cover}
    policy = promise(
        {"measures": "resolution", "goals": [{"within": "80 business hours"}]}, entitlements=DAY, rules=rules
    )
    solved, reopened = ("23 11:00", "changed", SOLVED), ("25 11:00", "changed", OPEN)
    assert told(policy, "25 12:00", BOUGHT, CREATED, ("25 11:00", "changed", {"x": "y"}))["t"].stage is stage
    assert told(policy, "25 12:00", BOUGHT, CREATED, solved, reopened)["t"].stage is stage


def test_p24_what_was_not_covered_at_its_start_is_asked_again() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, entitlements=DAY)
    story = (CREATED, ("23 12:00", "bought"))
    assert [told(policy, when, *story)["t"].stage for when in ("23 11:00", "23 13:00")] == [
        Stage.NOT_COVERED, Stage.RUNNING,
    ]  # fmt: skip
