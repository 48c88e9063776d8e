"""The stored state of a ticket: what is written is read again, and damage is refused by its place.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import BadInput, Event, Policy, Stage, Tracker

HIGH = {"priority": "high"}
WAITING = {"status": "waiting"}


def tracked(policy: Policy, *events: tuple[Any, ...]) -> Tracker:
    """Return the tracker of a ticket after events written as (when, kind) or (when, kind, changes)."""
    tracker = policy.track("T-1")
    for when, *rest in events:
        tracker = tracker.after(Event(at(when), *rest))
    return tracker


def stored(tracker: Tracker) -> dict[str, Any]:
    """Return a state as it comes back from where JSON is kept."""
    state: dict[str, Any] = json.loads(json.dumps(tracker.to_dict()))
    return state


def check_stored(policy: Policy, as_of: str, *events: tuple[Any, ...]) -> None:
    """Check that a state that was read says, and stores, what the one that was written did."""
    tracker = tracked(policy, *events)
    again = policy.resume(stored(tracker))
    assert again.at(at(as_of)) == tracker.at(at(as_of)) == told(policy, as_of, *events)
    assert stored(again) == stored(tracker)


# -- round trips


def test_a_goal_kept_from_an_earlier_version_is_found_again() -> None:
    # Frozen on the eight hours of the first version while the second promises four. Two hours were used on Monday; six
    # more on Tuesday, with an hour of pause between them, end at 17:00.
    eight, four = ({"measures": "resolution", "goals": [{"within": f"{n} business hours"}]} for n in (8, 4))
    rules = {"pin": "latest", "on_change": "freeze"}
    policy = promise(eight, then=[{"from": "2026-11-24", "version": "2", "targets": {"t": four}}], rules=rules)
    story = (("23 17:00", "created"), ("24 11:00", "changed", WAITING), ("24 12:00", "changed", {"status": "open"}))
    seen = told(policy, "24 13:00", *story)["t"]
    assert (seen.version, seen.goal, seen.due_at) == ("2", "8 business hours", at("24 17:00"))
    check_stored(policy, "24 13:00", *story)


def test_a_cycle_without_a_goal_and_a_goal_in_days_are_stored() -> None:
    goals = [{"when": HIGH, "within": "2 business days", "cutoff": "14:00"}]
    policy = promise({"measures": "resolution", "goals": goals})
    check_stored(policy, "23 12:00", ("23 10:00", "created"))
    check_stored(policy, "23 12:00", ("23 10:00", "created"), ("23 11:00", "changed", HIGH))


def test_a_customers_own_calendar_is_stored_whole() -> None:
    # 10:00-19:00 in Riga is 8:00-17:00 in UTC in November: two hours from 16:00 run to 17:00 and on Tuesday to 9:00.
    own = {"week": "Mo-Fr 10:00-19:00", "zone": {"fact": "zone", "else": "UTC"}}
    target = {"measures": "resolution", "goals": [{"within": "2 business hours"}]}
    policy = promise(target, calendars={"own": own}, calendar="own")
    created = ("23 16:00", "created", {"zone": "Europe/Riga"})
    state = stored(tracked(policy, created))
    assert [one["calendar"]["zone"] for one in state["calendars"]] == ["Europe/Riga"]
    assert policy.resume(state).at(at("23 18:00"))["t"].due_at == at("24 09:00")
    check_stored(policy, "23 18:00", created)


def test_a_voucher_stays_used() -> None:
    # Key 7 brought a month of cover; the second event with it brings none, also after the state was read.
    licence = {"start": {"event": "licence", "once_by": "key"}, "lasts": "1 calendar day"}
    target = {"measures": "resolution", "goals": [{"within": "2 business hours"}]}
    policy = promise(target, entitlements={"licence": licence})
    bought = Event(at("23 10:00"), "licence", details={"key": "7"})
    tracker = policy.resume(stored(policy.track("T").after(bought)))
    created = Event(at("25 11:00"), "created")
    again = tracker.after(Event(at("25 10:00"), "licence", details={"key": "7"})).after(created)
    other = tracker.after(Event(at("25 10:00"), "licence", details={"key": "8"})).after(created)
    assert [one.at(at("25 12:00"))["t"].stage for one in (again, other)] == [Stage.NOT_COVERED, Stage.RUNNING]


def test_facts_that_are_dates_and_events_of_one_instant_are_stored() -> None:
    target = {"measures": "resolution", "goals": [{"at": "wanted"}]}
    policy = promise(target, rules={"tie_order": "roles"})
    created, changed = (
        ("23 10:00", "created", {"wanted": date(2026, 11, 24)}),
        ("23 10:00", "changed", {"wanted": at("25 12:00")}),
    )
    check_stored(policy, "23 12:00", created)
    check_stored(policy, "23 12:00", created, changed)
    assert told(policy, "23 12:00", created, changed)["t"].due_at == at("25 12:00")


@pytest.mark.parametrize("share", ["50%", "75%"])
def test_promises_that_differ_in_a_share_alone_do_not_take_each_others_states(share: str) -> None:
    def warned(at_share: str) -> Policy:
        target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "warnings": [at_share]}
        return promise(target)

    state = stored(tracked(warned(share), ("23 10:00", "created")))
    assert warned(share).resume(state).at(at("23 11:00"))["t"].elapsed == hours(1)
    with pytest.raises(BadInput, match="digest") as caught:
        warned("60%").resume(state)
    assert caught.value.field == "state.policy"


@pytest.mark.parametrize("count", [1, 2])
def test_a_ticket_to_which_nothing_has_happened_is_stored(count: int) -> None:
    rights = {f"licence {n}": {"start": "bought", "lasts": "1 month"} for n in range(count)}
    policy = promise({"measures": "resolution", "goals": [{"within": "2 business hours"}]}, entitlements=rights)
    tracker = policy.resume(stored(policy.track("T")))
    assert tracker.known == policy.track("T").known
    bought = tracker.after(Event(at("23 10:00"), "bought")).after(Event(at("23 11:00"), "created"))
    assert bought.at(at("23 12:00"))["t"].elapsed == hours(1)


def test_a_clock_that_was_read_is_the_one_that_was_written() -> None:
    # Two hours of three are used of the cap; the goal is in days, by a rule of its own.
    pause = [{"reason": "customer", "while": "waiting", "at_most": "3 business hours"}]
    goals = [{"within": "2 business days", "cutoff": "14:00"}]
    policy = promise({"measures": "resolution", "goals": goals, "pause": pause})
    story = (("23 10:00", "created"), ("23 11:00", "changed", WAITING), ("23 13:00", "changed", {"status": "open"}))
    tracker = tracked(policy, *story)
    written, read = (one.known.cycles[0].current for one in (tracker, policy.resume(stored(tracker))))
    assert written is not None
    assert read is not None
    assert written.spent[0][0] == hours(2) // timedelta(microseconds=1)
    chain = written.last  # each has its own
    assert read._replace(last=chain) == written


# -- damage

CAPPED = [{"reason": "customer", "while": "waiting", "at_most": "3 business hours"}]
LICENCE = {"licence": {"start": {"event": "licence", "once_by": "key"}, "lasts": "1 month"}}
TARGET = {"measures": "resolution", "goals": [{"within": "2 business days"}], "pause": CAPPED}
POLICY = promise(TARGET, entitlements=LICENCE, rules={"tie_order": "roles"})


def damaged(path: str, value: object) -> dict[str, Any]:
    """Return the state of a paused ticket with another value at a path, or without it where the value is None."""
    tracker = POLICY.track("T").after(Event(at("23 09:00"), "licence", details={"key": "7"}))
    for event in (Event(at("23 10:00"), "created"), Event(at("23 11:00"), "changed", WAITING)):
        tracker = tracker.after(event)
    state = stored(tracker)
    *parents, last = (int(part) if part.isdigit() else part for part in path.split("."))
    place: Any = state
    for part in parents:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return state


DAMAGED: list[tuple[str, Any, str]] = [
    ("slacal", 2, "state.slacal"),
    ("rows.0.clocks.0.allowance", [1, "near"], "state.rows[0].clocks[0].allowance"),  # of four values
    ("rows.0.clocks.0.since", None, "state.rows[0].clocks[0].since"),
    ("rows.0.clocks.0.limit", 7, "state.rows[0].clocks[0].limit"),
    ("rows.0.clocks.0.last", [], "state.rows[0].clocks[0].last"),
    ("rows.0.clocks.0.goal", [0, 1], "state.goal"),  # the target has one goal
    ("tie.events", [], "state.tie.events"),
    ("covers.0", [[], []], "state.covers"),  # the policy has one entitlement
    ("rows.0.clocks.0.stage", "asleep", "state"),
    ("calendars", [9], "state"),  # the policy has two, and one that never closes
    ("rows.0.clocks.0.version", 1, "state.rows"),  # the policy has one
    ("rows.0.clocks.0.ended_at", 5, "state.rows"),  # it is paused
    ("rows.0.clocks.0.last.1.2", 1, "state.rows"),  # there is one pause rule, in place 0
    ("rows.0.held", [], "state.rows"),  # what pauses, for each version
]


@pytest.mark.parametrize(("path", "value", "field"), DAMAGED)
def test_a_damaged_state_is_refused_by_its_place(path: str, value: object, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        POLICY.resume(damaged(path, value))
    assert caught.value.field == field
    assert "replay the history" in caught.value.mend


@pytest.mark.parametrize("part", ["covers", "vouchers", "rows"])
def test_a_state_that_lacks_a_target_or_a_version_is_refused(part: str) -> None:
    with pytest.raises(BadInput, match="cannot be read") as caught:
        POLICY.resume(damaged(part, []))
    assert (caught.value.field, caught.value.code) == ("state", "bad-state")
