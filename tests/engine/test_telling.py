"""How a stretch of time is told: by the reason of its date, and who decided that."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, told

from slacal.engine.telling import stretch_text
from slacal.engine.words_en import ENGLISH

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


FIRST = ("23 10:00", "created")


@pytest.mark.parametrize(
    ("goal", "lines"),
    [
        (
            {"when": {"priority": "high"}, "within": "2 business hours"},
            ["t: no goal on desk (times in UTC), pending, no verdict, no due", "  because: no goal applies"],
        ),
        (
            {"sla": "none"},
            ["t: sla: none on no calendar (times in UTC), running, no verdict, no due", "  because: there is no SLA"],
        ),
        (
            {"within": "1 business hour"},
            [
                "t: 1 business hour on desk (times in UTC), running, breached, due Mon 2026-11-23 11:00",
                "  late by 1 h 00 min",
            ],
        ),
    ],
)
def test_the_head_and_the_sums_say_what_is_missing_and_what_is_late(goal: dict[str, Any], lines: list[str]) -> None:
    found = str(told(promise({"measures": "resolution", "goals": [goal]}), "23 12:00", FIRST)["t"].explain())
    assert [found.splitlines()[0], *(one for one in found.splitlines() if one in lines[1:])] == lines


def test_what_is_still_to_start_has_not_ended_for_its_reason() -> None:
    # The first is due at 12:00, where the second, which waits for the customer, begins.
    goals = [{"within": "2 business hours"}]
    target = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due", "goals": goals}
    policy = promise({**target, "pause": [{"reason": "customer", "while": "waiting"}]})
    story = (("23 10:00", "asked"), ("23 11:00", "answered", {"status": "waiting"}), ("23 11:30", "asked"))
    assert "\n  because: customer\n" in str(told(policy, "23 11:45", *story)["t"].explain())


def test_a_stretch_is_told_in_the_words_of_the_language_and_a_reason_of_the_policy_in_its_own() -> None:
    words = {"how.counted": "gezählt", "why.done": "erledigt"}
    german = ENGLISH._replace(texts={**ENGLISH.texts, **words}, day=str.upper)
    pause = [{"reason": "customer", "while": "waiting"}]
    policy = promise({"measures": "first_response", "goals": [{"within": "8 business hours"}], "pause": pause})
    story = (FIRST, ("23 11:00", "changed", {"status": "waiting"}), ("23 12:00", "changed", {"status": "solved"}))
    explained = told(policy, "23 13:00", *story)["t"].explain()
    assert explained.after is not None
    assert [stretch_text(step, german) for step in (*explained.steps, explained.after)] == [
        "Mon 2026-11-23 10:00 - 11:00  gezählt 1 h 00 min  MONDAY",
        "Mon 2026-11-23 11:00 - 12:00  paused  1 h 00 min  customer",
        "Mon 2026-11-23 12:00 - 13:00  after   1 h 00 min  erledigt",
    ]
