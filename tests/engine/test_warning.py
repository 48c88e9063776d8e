"""Rule P22: when to warn, in a warning's own time. The desk is open Mo-Fr 10:00-19:00; the 23rd is a Monday."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, told

from slacal import Event, History

WAITING = {"status": "waiting"}
PAUSE = [{"reason": "customer", "while": WAITING}]


def warned(within: str, warning: str, as_of: str, *story: tuple[Any, ...]) -> tuple[Any, bool]:
    target = {"measures": "resolution", "goals": [{"within": within}], "warnings": [warning], "pause": PAUSE}
    (found,) = told(promise(target), as_of, *story)["t"].warnings
    return found.at, found.fired


CREATED = ("23 10:00", "created")


@pytest.mark.parametrize(
    ("warning", "when"),
    [
        # Due on Tuesday at 17:00: nine hours on Monday, seven on Tuesday.
        ("3 business hours after start", "23 13:00"),
        ("3 calendar hours after start", "23 13:00"),
        ("1 business day after start", "23 19:00"),  # its nine open hours have passed at the closing, not at 10:00
        ("1 calendar day after start", "24 10:00"),
        ("100%", "24 17:00"),
        ("1 business hour before due", "24 16:00"),
        ("3 business hours after due", "25 11:00"),  # two hours to 19:00, one more on Wednesday
        ("1 business day after due", "25 17:00"),
        ("1 calendar day before due", "23 17:00"),
    ],
)
def test_p22_a_warning_stands_in_its_own_time(warning: str, when: str) -> None:
    assert warned("16 business hours", warning, "23 10:00", CREATED)[0] == at(when)


@pytest.mark.parametrize(
    ("within", "warning", "when"),
    [
        # Around the clock the due is Monday 18:00; two business hours before it is 16:00, as the desk is open then.
        ("8 calendar hours", "2 business hours before due", "23 16:00"),
        ("20 calendar hours", "2 business hours before due", "23 17:00"),  # due on Tuesday at 06:00, in closed time
        ("8 calendar hours", "50%", "23 14:00"),
        ("1 calendar day", "50%", "23 22:00"),
    ],
)
def test_p22_a_warning_in_business_time_of_a_promise_in_calendar_time(within: str, warning: str, when: str) -> None:
    assert warned(within, warning, "23 10:00", CREATED)[0] == at(when)


def test_p22_a_share_of_a_due_that_was_set_by_hand_is_a_share_of_the_real_time_until_it() -> None:
    goal = {"measures": "resolution", "goals": [{"within": "16 business hours"}], "warnings": ["50%"]}
    by_hand = Event(at("23 11:00"), "due_override", details={"due_at": "2026-11-23T20:00:00+00:00"})
    history = History("T-1", [Event(at("23 10:00"), "created"), by_hand])
    (found,) = promise(goal).evaluate(history, as_of=at("23 12:00"))["t"].warnings
    assert found.at == at("23 15:00")  # ten hours from 10:00 to 20:00


def test_p22_in_a_pause_a_warning_in_real_time_stays_only_where_it_was_reached_before() -> None:
    # Due on Monday at 18:00 unless paused, so the first warning stands at 12:00, before the pause, the other at 17:00.
    story = (CREATED, ("23 13:00", "changed", WAITING))
    assert warned("8 business hours", "6 calendar hours before due", "23 14:00", *story) == (at("23 12:00"), True)
    assert warned("8 business hours", "1 calendar hour before due", "23 14:00", *story) == (None, False)


def test_p22_without_a_promise_only_warnings_from_the_start_stand() -> None:
    goals = [{"when": {"priority": "high"}, "within": "8 business hours"}]
    target = {"measures": "resolution", "goals": goals, "warnings": ["50%", "1 business hour after start"]}
    seen = told(promise(target), "23 12:00", CREATED)["t"]
    assert [one.at for one in seen.warnings] == [None, at("23 11:00")]


def test_p22_before_the_policy_is_in_force_nothing_is_warned_of() -> None:
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "warnings": ["50%"]}
    since = [("2026-11-23", at("23 14:00")), ("2026-11-24", None)]
    found = [told(promise(target, effective_from=day), "23 15:00", CREATED)["t"].warnings[0].at for day, _ in since]
    assert found == [when for _, when in since]
