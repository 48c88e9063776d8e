"""What a limit comes to when its clock starts. The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November is a Monday."""

from __future__ import annotations

from tests.engine.desk import ZERO, at, hours, promise, told

from slacal import Outcome, Stage


def test_a_day_that_ends_before_its_clock_starts_is_due_before_the_start() -> None:
    # Day 1 is Monday itself, by 17:00; the ticket comes at 18:00, with an hour of Monday left: it is late as it comes.
    # Until 18:30 half an hour is counted, an hour and a half after what was promised.
    goal = {"within": "1 business day", "lands": "17:00", "counts_from": "same_day"}
    policy = promise({"measures": "resolution", "goals": [goal]})
    seen = told(policy, "23 18:30", ("23 18:00", "created"))["t"]
    assert (seen.due_at, seen.outcome, seen.elapsed) == (at("23 17:00"), Outcome.BREACHED, hours(0.5))
    assert (seen.remaining, seen.overdue_real) == (hours(-1.5), hours(1.5))
    in_time = told(policy, "23 16:30", ("23 16:00", "created"))["t"]
    assert (in_time.due_at, in_time.outcome, in_time.overdue) == (at("23 17:00"), Outcome.OPEN, ZERO)


def test_a_day_that_ends_in_closed_time_before_its_clock_starts_is_due_in_that_closed_time() -> None:
    # Day 1 is Monday itself, by 9:00, an hour before the desk opens; the ticket comes at 12:00, two hours after that.
    goal = {"within": "1 business day", "lands": "09:00", "counts_from": "same_day"}
    seen = told(promise({"measures": "resolution", "goals": [goal]}), "23 13:00", ("23 12:00", "created"))["t"]
    assert (seen.due_at, seen.outcome, seen.overdue_real) == (at("23 09:00"), Outcome.BREACHED, hours(4))


def test_p8_a_date_that_is_the_very_start_is_reached_there_and_no_pause_moves_it() -> None:
    # The pause from 10:00 on lies behind the date; it would move one that is a minute later.
    policy = promise({"measures": "resolution", "goals": [{"at": "agreed"}]}, rules={"fixed_dates": "extend"})
    found: list[object] = []
    for agreed in ("10:00", "10:01"):
        facts = {"status": "waiting", "agreed": f"2026-11-23T{agreed}+00:00"}
        seen = told(policy, "23 12:00", ("23 10:00", "created", facts))["t"]
        assert seen.stage is Stage.PAUSED
        found.append(seen.due_at)
    assert found == [at("23 10:00"), None]
