"""What one event does to all the clocks of a ticket; the desk is open Mo-Fr 10:00-19:00 UTC, the 23rd is a Monday."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal import BadInput, Event, History, Stage

ORDERS = {
    "start": {"event": "ordered", "once_by": "number"},
    "stop": "delivered",
    "reopen": "new_cycle",
    "goals": [{"within": "8 business hours"}],
}


def ordered(when: str, number: str) -> Event:
    return Event(at(when), "ordered", details={"number": number})


@pytest.mark.parametrize("rest", [{}, {"then": [{"from": "2026-12-01", "targets": {"t": None, "u": ORDERS}}]}])
def test_d7_a_number_that_has_started_a_cycle_starts_no_other(rest: dict[str, Any]) -> None:
    # The second order of number 7 is the first one again; number 8 is another.
    policy = promise(ORDERS, **rest)
    events = [
        ordered("23 10:00", "7"),
        Event(at("23 11:00"), "delivered"),
        ordered("23 12:00", "7"),
        ordered("23 13:00", "8"),
    ]
    cycles = policy.evaluate(History("T", events), as_of=at("23 14:00"))["t"].cycles
    assert [(one.started_at, one.elapsed) for one in cycles] == [
        (at("23 10:00"), hours(1)),
        (at("23 13:00"), hours(1)),
    ]


def test_d7_a_number_that_has_stopped_a_cycle_stops_no_other() -> None:
    # Delivery 7 ends the first cycle at 11:00. Told again at 13:00 it leaves the second alone, which delivery 8 ends.
    policy = promise({**ORDERS, "start": "ordered", "stop": {"event": "delivered", "once_by": "number"}})
    delivered = (("23 11:00", "7"), ("23 13:00", "7"), ("23 14:00", "8"))
    events = [Event(at(when), "delivered", details={"number": number}) for when, number in delivered]
    events += [Event(at(when), "ordered") for when in ("23 10:00", "23 12:00")]
    cycles = policy.evaluate(History.sorted("T", events), as_of=at("23 15:00"))["t"].cycles
    assert [(one.started_at, one.completed_at) for one in cycles] == [
        (at("23 10:00"), at("23 11:00")),
        (at("23 12:00"), at("23 14:00")),
    ]


def test_p19_only_the_targets_that_say_so_take_the_events_of_an_instant_together() -> None:
    target = {"start": "open_it", "stop": "close_it", "reopen": "new_cycle", "goals": [{"within": "8 business hours"}]}
    policy = promise({}, targets={"listed": target, "together": {**target, "rules": {"tie_order": "roles"}}})
    story = (("23 10:00", "open_it"), ("23 12:00", "open_it"), ("23 12:00", "close_it"))
    seen = told(policy, "23 13:00", *story)
    # As listed, the second start finds a cycle open and the stop ends it; together, the stop ends it and the start
    # begins the next.
    assert [(len(one.cycles), one.stage) for one in seen.targets] == [(1, Stage.COMPLETED), (2, Stage.RUNNING)]


def test_p24_what_was_completed_stays_so_whatever_cover_a_later_licence_brings() -> None:
    licence = {"start": {"event": "licence", "once_by": "key"}, "lasts": "1 month"}
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "rules": {"cover": "throughout"}}
    policy = promise(target, entitlements={"licence": licence})
    bought = [Event(at(when), "licence", details={"key": key}) for when, key in (("23 09:00", "a"), ("23 15:00", "b"))]
    solved = Event(at("23 12:00"), "changed", {"status": "solved"})
    history = History("T", [Event(at("23 10:00"), "created"), solved])
    seen = policy.evaluate(history, as_of=at("23 16:00"), about=[History("customer", bought)])["t"]
    assert (seen.stage, seen.completed_at, seen.elapsed, seen.paused) == (
        Stage.COMPLETED, at("23 12:00"), hours(2), hours(0),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "then"), [({"priority": "low"}, {"priority": "high"}), ({"priority": "high"}, {"priority": "low"})]
)
def test_p13_without_a_due_before_it_or_a_goal_of_its_own_the_next_cycle_starts_at_its_event(
    first: dict[str, str], then: dict[str, str]
) -> None:
    target = {
        "measures": "periodic_update",
        "next_from": "previous_due",
        "goals": [{"when": {"priority": "high"}, "within": "2 business hours"}],
    }
    seen = told(promise(target), "23 11:30", ("23 10:00", "created", first), ("23 11:00", "agent_reply", then))["t"]
    assert [one.started_at for one in seen.cycles] == [at("23 10:00"), at("23 11:00")]
    assert seen.due_at == (at("23 13:00") if then["priority"] == "high" else None)


def test_an_event_that_nobody_reads_is_one_before_which_no_other_may_come() -> None:
    goals = [{"within": "8 business hours"}]
    tracker = promise({"measures": "resolution", "goals": goals}).track("T-1").after(Event(at("23 10:00"), "created"))
    noted = tracker.after(Event(at("23 12:00"), "noted"))
    with pytest.raises(BadInput, match="lies before the event ahead of it"):
        noted.after(Event(at("23 11:00"), "changed"))
    assert tracker.after(Event(at("23 11:00"), "changed")).at(at("23 12:00"))["t"].elapsed == hours(2)
