"""What one event does to all the clocks of a ticket; the desk is open Mo-Fr 10:00-19:00 UTC, the 23rd is a Monday."""

from __future__ import annotations

from datetime import date
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


# -- facts and remarks


def test_an_event_that_nobody_reads_leaves_the_facts_that_were_known_and_adds_its_own() -> None:
    # Still high after the note: two business hours from 10:00.
    goals = [{"when": {"priority": "high"}, "within": "2 business hours"}, {"within": "8 business hours"}]
    tracker = promise({"measures": "resolution", "goals": goals}).track("T-1")
    for event in (
        Event(at("23 10:00"), "created", {"priority": "high"}),
        Event(at("23 10:30"), "noted", {"colour": "red"}),
        Event(at("23 11:00"), "changed", {"status": "open"}),
    ):
        tracker = tracker.after(event)
    assert tracker.to_dict()["facts"] == {"priority": "high", "colour": "red", "status": "open"}
    assert tracker.at(at("23 11:30"))["t"].due_at == at("23 12:00")


# -- pauses of versions


def test_p17_a_version_without_the_target_leaves_its_pauses_from_event_to_event_alone() -> None:
    # Held from 11:00 to 13:00 on Monday, in the first version; the target is gone from December on.
    pause = [{"reason": "parts", "from": "held", "to": "resumed"}]
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": pause}
    policy = promise(target, then=[{"from": "2026-12-01", "targets": {"t": None, "u": ORDERS}}])
    seen = told(policy, "23 15:00", ("23 10:00", "created"), ("23 11:00", "held"), ("23 13:00", "resumed"))["t"]
    assert (seen.elapsed, seen.pauses) == (hours(3), {"parts": hours(2)})


# -- events of one instant

TOGETHER = {"reopen": "new_cycle", "goals": [{"within": "8 business hours"}], "rules": {"tie_order": "roles"}}


def test_p19_a_state_that_held_before_the_instant_does_not_begin_with_its_events() -> None:
    target = {**TOGETHER, "start": {"status": "open"}, "stop": "delivered"}
    story = (("23 10:00", "changed", {"status": "open"}), ("23 11:00", "delivered"))
    at_once = (("23 12:00", "changed", {"owner": "Ann"}), ("23 12:00", "delivered"))
    seen = told(promise(target), "23 13:00", *story, *at_once)["t"]
    assert [(one.started_at, one.completed_at) for one in seen.cycles] == [(at("23 10:00"), at("23 11:00"))]


def test_p19_all_events_of_the_instant_are_taken_together_the_middle_one_too() -> None:
    # The delivery of 12:00 ends the first order, and the order of 12:00 is the next.
    target = {**TOGETHER, "start": "ordered", "stop": "delivered"}
    kinds = ("noted", "ordered", "delivered")
    seen = told(promise(target), "23 13:00", ("23 10:00", "ordered"), *(("23 12:00", kind) for kind in kinds))["t"]
    assert [one.started_at for one in seen.cycles] == [at("23 10:00"), at("23 12:00")]


def test_p19_the_events_of_the_last_instant_are_kept_those_that_nobody_reads_too() -> None:
    tracker = promise({**TOGETHER, "start": "ordered", "stop": "delivered"}).track("T-1")
    events = [Event(at(when), kind) for when, kind in (("23 10:00", "ordered"), ("23 12:00", "a"), ("23 12:00", "b"))]
    for event in events:
        tracker = tracker.after(event)
    assert tracker.known.tie is not None
    assert tracker.known.tie.events == tuple(events[1:])


# -- cover of what the ticket is about


@pytest.mark.parametrize(
    ("begins", "lasts", "stage", "elapsed"),
    [
        # From the beginning of Monday to its end: it runs from 15:00, when that is said, to 16:00.
        (date(2026, 11, 23), "1 calendar day", Stage.RUNNING, 1),
        # From 12:00 to 13:00: it is over when it is said.
        (at("23 12:00"), "1 calendar hour", Stage.NOT_COVERED, 0),
    ],
)
def test_p24_a_ticket_is_asked_again_when_it_is_told_of_a_contract_that_began_before(
    begins: Any, lasts: str, stage: Stage, elapsed: int
) -> None:
    cover = {"contract": {"start": {"fact": "begins"}, "lasts": lasts}}
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, entitlements=cover)
    contract = History("C-1", [Event(at("23 15:00"), "changed", {"begins": begins})])
    ticket = History("T-1", [Event(at("23 10:00"), "created")])
    seen = policy.evaluate(ticket, as_of=at("23 16:00"), about=[contract])["t"]
    assert (seen.stage, seen.elapsed) == (stage, hours(elapsed))


def test_p17_a_covered_cycle_counts_by_the_version_in_which_it_began() -> None:
    # Created on Tuesday, under the second version: its four hours from 10:00.
    four = {"measures": "resolution", "goals": [{"within": "4 business hours"}]}
    policy = promise(
        {**four, "goals": [{"within": "8 business hours"}]},
        then=[{"from": "2026-11-24", "version": "2", "targets": {"t": four}}],
        entitlements={"licence": {"start": "bought", "lasts": "1 month"}},
    )
    seen = told(policy, "24 12:00", ("23 10:00", "bought"), ("24 10:00", "created"))["t"]
    assert (seen.version, seen.stage, seen.due_at) == ("2", Stage.RUNNING, at("24 14:00"))


# -- what a conversion opens

ADVICE = {"measures": "resolution", "goals": [{"within": "4 business hours"}], "at_limit": [{"convert": "paid"}]}
URGENT = {"when": {"priority": "high"}, "within": "2 business hours"}
NINE = {"within": "9 business hours"}


def converting(goals: list[dict[str, Any]], **rest: Any) -> Any:
    """Return a policy whose advice opens paid work once its four hours are over, at 14:00 where it began at 10:00."""
    return promise({}, targets={"advice": ADVICE, "paid": {"start": "agreed", "stop": "paid", "goals": goals, **rest}})


def test_p26_a_target_that_is_opened_has_the_goal_that_the_facts_ask_for() -> None:
    for priority, due in (("high", "23 16:00"), ("low", "24 14:00")):  # five of the nine hours to 19:00
        created = ("23 10:00", "created", {"priority": priority})
        assert told(converting([URGENT, NINE]), "23 15:00", created)["paid"].due_at == at(due)


@pytest.mark.parametrize(("priority", "dues"), [("high", ["23 16:00", "24 14:00"]), ("low", ["24 14:00"])])
def test_p26_every_goal_of_a_target_that_is_opened_begins_where_all_of_them_count(
    priority: str, dues: list[str]
) -> None:
    created = ("23 10:00", "created", {"priority": priority})
    seen = told(converting([URGENT, NINE], match="all"), "23 15:00", created)["paid"]
    assert [one.due_at for one in seen.cycles if one.due_at is not None] == [at(due) for due in dues]
    assert {one.started_at for one in seen.cycles} == {at("23 14:00")}


def test_p26_what_runs_already_is_not_opened_again_in_any_of_its_goals() -> None:
    story = (("23 10:00", "created", {"priority": "high"}), ("23 11:00", "agreed"))
    seen = told(converting([URGENT, NINE], match="all"), "23 15:00", *story)["paid"]
    assert [one.started_at for one in seen.cycles] == [at("23 11:00")] * 2


@pytest.mark.parametrize(("since", "due"), [("2026-11-24", "24 14:00"), ("2026-11-23", "23 15:00")])
def test_p26_what_is_opened_is_so_by_the_version_in_force_at_the_limit(since: str, due: str) -> None:
    # Nine hours from 14:00, five of them on Monday; or the one hour of the version that begins on Monday.
    paid: dict[str, Any] = {"start": "agreed", "stop": "paid", "goals": [NINE]}
    later = {"from": since, "targets": {"advice": ADVICE, "paid": {**paid, "goals": [{"within": "1 business hour"}]}}}
    policy = promise({}, targets={"advice": ADVICE, "paid": paid}, then=[later])
    assert told(policy, "23 14:30", ("23 10:00", "created"))["paid"].due_at == at(due)
