"""What happens to a ticket by itself: caps, conversions at the limit, and what is told of them ahead.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.engine.desk import at, hours, promise, told

from slacal import Event, Stage

MICROSECOND = timedelta(microseconds=1)
ADVICE = {"measures": "resolution", "goals": [{"within": "4 business hours"}], "at_limit": [{"convert": "paid"}]}


def converting(**paid: Any) -> Any:
    """Return a policy whose advice, once its four hours are over, opens paid work of nine."""
    return promise({}, targets={"advice": ADVICE, "paid": {"goals": [{"within": "9 business hours"}], **paid}})


def test_p3_the_end_of_a_capped_pause_is_the_next_change() -> None:
    # Paused at 12:00 for at most three business hours: it runs on at 15:00.
    pause = [{"reason": "customer", "while": "waiting", "at_most": "3 business hours"}]
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": pause}
    seen = told(promise(target), "23 13:00", ("23 10:00", "created"), ("23 12:00", "changed", {"status": "waiting"}))
    assert (seen["t"].stage, seen.next_change_at) == (Stage.PAUSED, at("23 15:00"))


def test_p26_a_conversion_is_ahead_one_microsecond_after_the_due() -> None:
    policy = converting(start="price_agreed", stop="solved")
    ahead = told(policy, "23 11:00", ("23 10:00", "created"))
    assert ahead.next_change_at == at("23 14:00") + MICROSECOND
    first = policy.track("T").after(Event(at("23 10:00"), "created")).at(at("23 14:00") + MICROSECOND)
    assert (first["advice"].stage, first["paid"].stage) == (Stage.CANCELLED, Stage.RUNNING)


def test_p26_a_target_that_runs_already_is_not_opened_again() -> None:
    policy = converting(start="price_agreed", stop="solved")
    seen = told(policy, "23 15:00", ("23 10:00", "created"), ("23 11:00", "price_agreed"))
    assert [one.started_at for one in seen["paid"].cycles] == [at("23 11:00")]
    assert seen["advice"].converted_to == "paid"


def test_p26_a_target_that_was_completed_is_opened_once_more() -> None:
    # Agreed and paid before noon; the advice runs out at 14:00 and opens the paid work anew.
    policy = converting(start="price_agreed", stop="paid_for")
    story = (("23 10:00", "created"), ("23 11:00", "price_agreed"), ("23 11:30", "paid_for"))
    cycles = told(policy, "23 15:00", *story)["paid"].cycles
    assert [(one.started_at, one.stage, one.elapsed) for one in cycles] == [
        (at("23 11:00"), Stage.COMPLETED, hours(0.5)),
        (at("23 14:00"), Stage.RUNNING, hours(1)),
    ]


def test_p24_cover_that_only_goes_on_is_looked_past_for_a_hundred_terms_and_then_asked_again() -> None:
    # Terms of an hour, one behind the other, from 10:00 on: 102 of them, so the cover has 102 edges, and none changes
    # anything but the last. After a hundred of them, at 10:00 + 100 h, the host is told to ask again.
    licence = {"start": "bought", "lasts": "1 calendar hour"}
    licence["renew"] = {"on": "renewed", "from": "old_end", "lasts": "1 calendar hour"}  # type: ignore[assignment]
    target = {"measures": "resolution", "goals": [{"within": "not regulated"}], "rules": {"cover": "throughout"}}
    policy = promise(target, entitlements={"licence": licence})
    tracker = policy.track("T").after(Event(at("23 10:00"), "bought"))
    for _ in range(101):
        tracker = tracker.after(Event(at("23 10:00"), "renewed"))
    tracker = tracker.after(Event(at("23 10:00"), "created"))
    assert tracker.at(at("23 10:00")).next_change_at == at("23 10:00") + timedelta(hours=100)
    later = tracker.at(at("27 14:00"))  # those hundred hours later: two terms are left
    assert (later["t"].stage, later.next_change_at) == (Stage.RUNNING, at("27 16:00"))
    assert tracker.at(at("27 16:00"))["t"].stage is Stage.NOT_COVERED


def test_p24_cover_that_ends_leaves_a_clock_that_has_not_started_as_it_is() -> None:
    # The licence of an hour ends at 11:00; nobody has escalated by then.
    licence = {"start": "bought", "lasts": "1 calendar hour"}
    goals = [{"within": "8 business hours"}]
    fix = {"measures": "resolution", "goals": goals, "rules": {"cover": "throughout"}}
    second = {"start": "escalated", "stop": "solved", "goals": goals, "rules": {"cover": "throughout"}}
    policy = promise({}, targets={"fix": fix, "second": second}, entitlements={"licence": licence})
    seen = told(policy, "23 12:00", ("23 10:00", "bought"), ("23 10:00", "created"))
    assert (seen["fix"].stage, seen["fix"].elapsed) == (Stage.NOT_COVERED, hours(1))
    assert (seen["second"].stage, seen["second"].cycles) == (Stage.PENDING, ())
