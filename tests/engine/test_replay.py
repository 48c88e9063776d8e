"""Histories of what a ticket is about. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

from tests.engine.desk import at, hours, promise

from slacal import Event, History, Stage


def test_p24_what_already_holds_at_the_first_event_of_another_history_begins_its_cover() -> None:
    # The contract is active from its first event on, Monday 12:00, for a calendar day: 7 h to 19:00 at Monday 20:00.
    cover = {"contract": {"start": {"contract": "active"}, "lasts": "1 calendar day"}}
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, entitlements=cover)
    contract = History("C-1", [Event(at("23 12:00"), "changed", {"contract": "active"})])
    ticket = History("T-1", [Event(at("23 10:00"), "created")])
    found = policy.evaluate(ticket, as_of=at("23 20:00"), about=[contract])
    assert (found["t"].stage, found["t"].elapsed, found.entitlements) == (Stage.RUNNING, hours(7), ("contract",))


def test_p24_a_state_of_another_history_begins_its_cover_once_however_many_events_follow() -> None:
    # Active and gold from Monday 10:00 on for a calendar day; a new owner on Tuesday at 9:00 renews nothing.
    cover = {"contract": {"start": {"contract": "active", "tier": "gold"}, "lasts": "1 calendar day"}}
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, entitlements=cover)
    told = [("23 09:00", {"tier": "gold"}), ("23 10:00", {"contract": "active"}), ("24 09:00", {"owner": "Ann"})]
    contract = History("C-1", [Event(at(when), "changed", facts) for when, facts in told])
    seen = [
        policy.evaluate(History("T-1", [Event(at(when), "created")]), as_of=at("24 12:00"), about=[contract])["t"].stage
        for when in ("23 10:00", "24 11:00")
    ]
    assert seen == [Stage.RUNNING, Stage.NOT_COVERED]
