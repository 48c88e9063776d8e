"""A tracker and what its ticket is about. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

import pytest
from tests.engine.desk import at, promise

from slacal import Event, History, Policy, Stage

DAY = 24 * 3_600_000_000
GOALS = {"measures": "resolution", "goals": [{"within": "8 business hours"}]}


def renewed() -> Policy:
    """Return a policy with a licence of a day, which each payment makes a day longer."""
    renew = {"on": "paid", "from": "old_end"}
    return promise(GOALS, entitlements={"licence": {"start": "bought", "lasts": "1 calendar day", "renew": renew}})


@pytest.mark.parametrize("paid", ["23 10:00", "23 11:00"])
def test_what_a_state_has_heard_of_what_it_is_about_is_not_told_to_it_again(paid: str) -> None:
    # Bought on Monday at 9:00 and paid once more: two days, to Wednesday at 9:00; also if paid at the last event.
    about = [History("customer", [Event(at("23 09:00"), "bought"), Event(at(paid), "paid")])]
    tracker = renewed().track("T-1", about=about).after(Event(at("23 11:00"), "created"))
    resumed = renewed().resume(tracker.to_dict(), about=about)
    for when, names in (("25 08:59", ("licence",)), ("25 09:00", ())):
        assert [one.at(at(when)).entitlements for one in (tracker, resumed)] == [names, names]


def test_a_state_to_which_nothing_has_happened_hears_all_of_what_it_is_about() -> None:
    about = [History("customer", [Event(at("23 09:00"), "bought")])]
    resumed = renewed().resume(renewed().track("T-1").to_dict(), about=about)
    assert resumed.after(Event(at("23 10:00"), "created")).at(at("23 11:00"))["t"].stage is Stage.RUNNING


def test_what_the_ticket_is_about_is_heard_before_the_event_that_follows_it_and_kept_in_the_state() -> None:
    about = [History("customer", [Event(at("23 09:00"), "bought")])]
    tracker = renewed().track("T-1", about=about).after(Event(at("23 10:00"), "created"))
    bought = int(at("23 09:00").timestamp()) * 1_000_000
    assert tracker.to_dict()["covers"] == [[[[bought, bought + DAY]]]]
    assert renewed().resume(tracker.to_dict()).at(at("23 11:00"))["t"].stage is Stage.RUNNING
