"""How a cycle is judged, and what is left of it. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import Event, History, Outcome, Stage

RESOLUTION = {"measures": "resolution", "goals": [{"within": "8 business hours"}]}
CREATED = ("23 10:00", "created")
DAY = {"right": {"start": "registered", "lasts": "1 calendar day"}}


def test_p17_what_starts_as_the_policy_comes_into_force_is_promised() -> None:
    policy = promise(RESOLUTION, effective_from="2026-11-24")
    seen = told(policy, "24 11:00", ("24 00:00", "created"))["t"]
    assert (seen.outcome, seen.reason, seen.due_at) == (Outcome.OPEN, "", at("24 18:00"))


def test_p17_what_started_before_the_policy_came_into_force_was_never_breached() -> None:
    # One hour from 10:00 is over at 11:00; at 13:00 another goal comes.
    goals = [{"when": {"priority": "high"}, "within": "1 business hour"}, {"within": "8 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals}, effective_from="2026-11-24")
    story = (("23 10:00", "created", {"priority": "high"}), ("23 13:00", "changed", {"priority": "low"}))
    seen = told(policy, "23 14:00", *story)["t"]
    assert (seen.reason, seen.breached_at, seen.ever_breached) == ("not_in_force", None, False)


def test_p21_of_a_due_set_by_hand_the_share_is_of_the_real_time_from_the_start_to_it() -> None:
    # From Monday 10:00 to Thursday 12:00 are 74 h, of which 3 are over at 13:00.
    details = {"due_at": "2026-11-26T12:00+00:00"}
    events = [Event(at("23 10:00"), "created"), Event(at("23 11:00"), "due_override", details=details)]
    seen = promise(RESOLUTION).evaluate(History("T-1", events), as_of=at("23 13:00"))["t"]
    assert (seen.remaining, seen.elapsed_ratio) == (hours(71), 3 / 74)


def test_p8_until_a_date_that_moves_to_an_opening_what_is_left_is_real_time() -> None:
    # Saturday the 28th at 12:00 moves to Monday the 30th at 10:00: from Monday the 23rd at 12:00, seven days less 2 h.
    policy = promise({"measures": "resolution", "goals": [{"at": "wanted"}], "rules": {"at_closed": "next_open"}})
    seen = told(policy, "23 12:00", ("23 10:00", "created", {"wanted": "2026-11-28T12:00+00:00"}))["t"]
    assert (seen.due_at, seen.remaining) == (at("30 10:00"), hours(166))


def test_p8_behind_a_date_that_moved_to_an_opening_a_pause_is_late_too() -> None:
    # Saturday the 21st moves to Monday the 23rd at 10:00; at 13:00 it is three hours late, one of them in a pause.
    pause = [{"reason": "customer", "while": {"status": "waiting"}}]
    rules = {"at_closed": "next_open"}
    policy = promise({"measures": "resolution", "goals": [{"at": "wanted"}], "pause": pause, "rules": rules})
    created = ("20 10:00", "created", {"wanted": "2026-11-21T12:00+00:00"})
    paused = (("23 11:00", "changed", {"status": "waiting"}), ("23 12:00", "changed", {"status": "open"}))
    seen = told(policy, "23 13:00", created, *paused)["t"]
    assert (seen.paused, seen.remaining) == (hours(1), hours(-3))


def test_p24_a_breach_stays_one_when_the_cover_ends_after_it() -> None:
    # Covered from Monday 09:00 to Tuesday 09:00, due on Monday at 12:00.
    target = {"measures": "resolution", "goals": [{"within": "2 business hours"}], "rules": {"cover": "throughout"}}
    seen = told(promise(target, entitlements=DAY), "24 12:00", ("23 09:00", "registered"), CREATED)["t"]
    assert (seen.stage, seen.outcome, seen.breached_at) == (Stage.NOT_COVERED, Outcome.BREACHED, at("23 12:00"))


UNPROMISED = {
    "no_commitment": promise(
        {"measures": "resolution", "goals": [{"within": "8 business hours", "commitment": "none"}]}
    ),
    "not_in_force": promise(RESOLUTION, effective_from="2026-11-24"),
    "not_covered": promise(RESOLUTION, entitlements=DAY),
}


@pytest.mark.parametrize("reason", UNPROMISED)
def test_where_nothing_is_promised_nothing_is_left_of_it(reason: str) -> None:
    seen = told(UNPROMISED[reason], "23 12:00", CREATED)["t"]
    assert (seen.outcome, seen.reason) == (Outcome.NONE, reason)
    assert (seen.due_at, seen.remaining, seen.elapsed_ratio) == (None, None, None)
