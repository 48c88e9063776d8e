"""What happens to a ticket by itself: caps, conversions at the limit, and what is told of them ahead.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.engine.desk import at, hours, promise, told

from slacal import Event, History, Outcome, Stage

MICROSECOND = timedelta(microseconds=1)
ADVICE = {"measures": "resolution", "goals": [{"within": "4 business hours"}], "at_limit": [{"convert": "paid"}]}


CREATED, WAITS = ("23 10:00", "created"), ("23 11:00", "changed", {"status": "waiting"})
TWELVE = {"measures": "resolution", "goals": [{"within": "12 business hours"}]}
SCOPE = {"rows": "tier", "columns": "service", "table": {"gold": {"bug": "included", "advice": "excluded"}}}
BUG, OUT = {"tier": "gold", "service": "bug"}, {"service": "advice"}


def capped(at_most: str, **rest: Any) -> dict[str, Any]:
    """Return a target of twelve hours with a capped pause."""
    return {**TWELVE, "pause": [{"reason": "customer", "while": "waiting", "at_most": at_most}], **rest}


def later(target: dict[str, Any], then: dict[str, Any] | None, **rest: Any) -> Any:
    """Return a policy whose target is another one, or gone, from Tuesday on; cycles take the version in force."""
    change = {"from": "2026-11-24", "version": "2", "targets": {"t": then, "u": TWELVE}}
    return promise(target, then=[change], rules={"pin": "latest"}, **rest)


def converting(**paid: Any) -> Any:
    """Return a policy whose advice, once its four hours are over, opens paid work of nine."""
    return promise({}, targets={"advice": ADVICE, "paid": {"goals": [{"within": "9 business hours"}], **paid}})


def test_p3_the_end_of_a_capped_pause_is_the_next_change() -> None:
    # Paused at 12:00 for at most three business hours: it runs on at 15:00.
    pause = [{"reason": "customer", "while": "waiting", "at_most": "3 business hours"}]
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": pause}
    seen = told(promise(target), "23 13:00", ("23 10:00", "created"), ("23 12:00", "changed", {"status": "waiting"}))
    assert (seen["t"].stage, seen.next_change_at) == (Stage.PAUSED, at("23 15:00"))


def test_p3_an_event_after_the_end_of_a_capped_pause_finds_the_clock_running_since() -> None:
    # Paused from 11:00 to the cap at 14:00; waiting no longer at 16:00. Eleven hours are left at 14:00: 5 and 6.
    story = (CREATED, WAITS, ("23 16:00", "changed", {"status": "open"}))
    seen = told(promise(capped("3 business hours")), "23 17:00", *story)["t"]
    assert (seen.paused, seen.elapsed, seen.due_at) == (hours(3), hours(4), at("24 16:00"))


def test_p3_the_cap_ends_at_its_time_also_where_the_next_event_is_of_what_the_ticket_is_about() -> None:
    # The contract is signed at 16:00, two hours after the cap.
    cover = {"contract": {"start": "signed", "lasts": "1 month"}}
    policy = promise(
        capped("3 business hours"), entitlements={**cover, "trial": {"start": "created", "lasts": "1 month"}}
    )
    ticket = History("T", [Event(at(when), kind, *rest) for when, kind, *rest in (CREATED, WAITS)])
    contract = History("C", [Event(at("23 16:00"), "signed")])
    seen = policy.evaluate(ticket, as_of=at("23 17:00"), about=[contract])["t"]
    assert (seen.stage, seen.paused, seen.elapsed) == (Stage.RUNNING, hours(3), hours(4))


def test_p26_a_conversion_is_ahead_one_microsecond_after_the_due() -> None:
    policy = converting(start="price_agreed", stop="solved")
    ahead = told(policy, "23 11:00", ("23 10:00", "created"))
    assert ahead.next_change_at == at("23 14:00") + MICROSECOND
    first = policy.track("T").after(Event(at("23 10:00"), "created")).at(at("23 14:00") + MICROSECOND)
    assert (first["advice"].stage, first["paid"].stage) == (Stage.CANCELLED, Stage.RUNNING)


def test_p26_a_conversion_is_still_ahead_where_the_due_is_a_breach_already() -> None:
    policy = promise(ADVICE, rules={"breach": "at"})
    assert told(policy, "23 13:00", CREATED).next_change_at == at("23 14:00")
    assert told(policy, "23 14:00", CREATED).next_change_at == at("23 14:00") + MICROSECOND


def test_p26_what_was_converted_stays_so_whatever_comes_after() -> None:
    policy = converting(start="price_agreed", stop="solved")
    story = (CREATED, ("23 15:00", "changed", {"status": "waiting"}), ("23 16:00", "changed", {"status": "solved"}))
    seen = told(policy, "23 17:00", *story)["advice"]
    assert (seen.stage, seen.reason, seen.elapsed) == (Stage.CANCELLED, "converted", hours(4))


def test_p26_the_end_of_a_capped_pause_is_no_limit_and_opens_nothing() -> None:
    targets = {"t": capped("3 business hours", at_limit=[{"convert": "paid"}]), "paid": {**TWELVE, "start": "agreed"}}
    seen = told(promise({}, targets=targets), "23 15:00", CREATED, WAITS)
    assert (seen["t"].stage, seen["t"].paused, seen["paid"].cycles) == (Stage.RUNNING, hours(3), ())


def test_p26_what_is_completed_at_a_due_set_by_hand_at_that_very_instant_is_met() -> None:
    events = [
        Event(at("23 10:00"), "created"),
        Event(at("23 12:00"), "due_override", details={"due_at": "2026-11-23T12:00+00:00"}),
        Event(at("23 12:00"), "changed", {"status": "solved"}),
    ]
    seen = promise(ADVICE).evaluate(History("T", events), as_of=at("23 13:00"))["t"]
    assert (seen.stage, seen.outcome) == (Stage.COMPLETED, Outcome.MET)


def test_p17_a_version_that_begins_at_the_due_says_what_happens_at_the_limit() -> None:
    # Fourteen hours from 10:00 end at midnight, where the version without a conversion begins.
    goal = {"measures": "resolution", "goals": [{"within": "14 calendar hours"}]}
    policy = later({**goal, "at_limit": [{"convert": "paid"}]}, goal)
    seen = told(policy, "24 01:00", CREATED)["t"]
    assert (seen.due_at, seen.stage, seen.outcome) == (at("24 00:00"), Stage.RUNNING, Outcome.BREACHED)


def test_p17_a_target_that_is_gone_is_withdrawn_while_it_stands_too_and_what_it_stood_for_is_pause() -> None:
    # Out of scope from Monday 11:00: eight hours of pause to the closing.
    policy = later(TWELVE, None, scope=SCOPE)
    seen = told(policy, "24 12:00", ("23 10:00", "created", BUG), ("23 11:00", "changed", OUT))["t"]
    assert (seen.stage, seen.reason, seen.elapsed) == (Stage.CANCELLED, "withdrawn", hours(1))
    assert seen.pauses == {"out_of_scope": hours(8)}
    said = "P17: from Tue 2026-11-24 00:00 on under a later version of the policy, 2 (pin: latest)"
    assert said in map(str, seen.explain().decisions)


def test_p17_what_a_pause_under_way_has_used_counts_once_under_the_cap_of_a_later_version() -> None:
    # Paused on Monday at 18:00, with eight of the twelve hours counted. One hour of pause is used on Monday; of four,
    # three are left on Tuesday, to 13:00, and the last four hours count to 17:00.
    policy = later(capped("3 business hours"), capped("4 business hours"))
    seen = told(policy, "24 14:00", CREATED, ("23 18:00", "changed", {"status": "waiting"}))["t"]
    assert (seen.stage, seen.paused, seen.due_at) == (Stage.RUNNING, hours(4), at("24 17:00"))


def test_p17_a_pause_that_a_later_version_brings_has_used_nothing_of_its_cap() -> None:
    # Nine hours on Monday and one on Tuesday; paused from 11:00 for two hours, and the last two count to 15:00.
    policy = later(TWELVE, capped("2 business hours"))
    seen = told(policy, "24 14:00", CREATED, ("24 11:00", "changed", {"status": "waiting"}))["t"]
    assert (seen.stage, seen.paused, seen.due_at) == (Stage.RUNNING, hours(2), at("24 15:00"))


def test_p17_a_pause_that_had_ended_before_a_later_version_with_other_pauses_stays_as_it_was() -> None:
    # Waiting from 11:00, out of scope from 12:00 and, under the later version, no longer on Tuesday at 11:00, where it
    # still waits: an hour of each day for the customer, and 7 h and 1 h out of scope.
    policy = later(capped("3 business hours"), capped("4 business hours"), scope=SCOPE)
    story = (
        ("23 10:00", "created", BUG),
        WAITS,
        ("23 12:00", "changed", OUT),
        ("24 11:00", "changed", BUG),
    )
    seen = told(policy, "24 12:00", *story)["t"]
    assert (seen.stage, seen.pauses) == (Stage.PAUSED, {"customer": hours(2), "out_of_scope": hours(8)})


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


def test_p24_with_cover_asked_at_the_start_no_term_of_a_covered_ticket_is_ahead() -> None:
    # A hundred and two terms of an hour, one behind the other, none of which matters to what is covered once.
    licence = {"start": "bought", "lasts": "1 calendar hour"}
    licence["renew"] = {"on": "renewed", "from": "old_end", "lasts": "1 calendar hour"}  # type: ignore[assignment]
    target = {"measures": "resolution", "goals": [{"within": "not regulated"}], "rules": {"cover": "start"}}
    tracker = promise(target, entitlements={"licence": licence}).track("T").after(Event(at("23 10:00"), "bought"))
    for _ in range(101):
        tracker = tracker.after(Event(at("23 10:00"), "renewed"))
    assert tracker.after(Event(at("23 10:00"), "created")).at(at("23 10:00")).next_change_at is None


def test_p24_cover_that_begins_by_itself_lets_a_clock_run_where_it_is_asked_at_the_start_too() -> None:
    # The licence is valid from Monday 12:00 on: two hours of pause, and one has counted at 13:00.
    licence = {"start": {"fact": "valid_from"}, "lasts": "1 month"}
    policy = promise({**TWELVE, "rules": {"cover": "start"}}, entitlements={"licence": licence})
    created = ("23 10:00", "created", {"valid_from": "2026-11-23T12:00+00:00"})
    assert told(policy, "23 11:00", created).next_change_at == at("23 12:00")
    seen = told(policy, "23 13:00", created)["t"]
    assert (seen.stage, seen.elapsed, seen.pauses) == (Stage.RUNNING, hours(1), {"not_covered": hours(2)})


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
