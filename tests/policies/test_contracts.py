"""The twelve contracts that come as examples, each with due dates counted by hand.

In 2026, 20 November is a Friday and 23 November a Monday; no zone below changes its clocks between the dates used.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, Event, History, Outcome, Policy, Stage

if TYPE_CHECKING:
    from slacal import Evaluation

Told: TypeAlias = "tuple[str, str, dict[str, Any]]"
CONTRACTS = {
    path.stem[:2]: path for path in (Path(__file__).parents[2] / "examples" / "policies" / "contracts").iterdir()
}


def contract(number: int) -> Policy:
    return Policy.load(CONTRACTS[f"{number:02}"])


def at(text: str, zone: str) -> datetime:
    """Return an instant of November 2026, written as day and time, or of another month, written in full."""
    written = text if "-" in text else f"2026-11-{text.replace(' ', 'T')}"
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))


def evaluated(policy: Policy, zone: str, *told: Told, as_of: str) -> Evaluation:
    """Return the evaluation of a ticket; each event is (time, kind, facts)."""
    events = [Event(at(when, zone), kind, facts) for when, kind, facts in told]
    return policy.evaluate(History("T-1", events), as_of=at(as_of, zone))


def test_there_are_twelve_in_three_formats() -> None:
    assert sorted(CONTRACTS) == [f"{number:02}" for number in range(1, 13)]
    assert {path.suffix for path in CONTRACTS.values()} == {".yaml", ".toml", ".json"}


# -- 1: P1 around the clock (4 h), P3 in office hours (24 h), Mon-Fr 9-17 ----------------------------------------------

ESCALATED = (
    ("20 15:00", "created", {"status": "new", "priority": "P3"}),
    ("23 10:00", "changed", {"priority": "P1"}),
)


def test_1_a_p3_of_friday_is_due_on_wednesday() -> None:
    promised = contract(1).promises(at("20 15:00", "Europe/London"), {"priority": "P3"})
    # 2 h on Friday, 8 h each on Monday and Tuesday, 6 h on Wednesday
    assert {promised[name].due_at for name in promised} == {at("25 15:00", "Europe/London")}


@pytest.mark.parametrize(
    ("clock", "due", "elapsed"),
    [
        # until Monday 10:00, 2 h + 1 h are used; of P1's 4 h one is left, and it runs on around the clock
        ("carried", "23 11:00", 3),
        # P1's 4 h from Friday 15:00 on, around the clock; elapsed are the 67 h until Monday 10:00
        ("recomputed", "20 19:00", 67),
        # a new clock on Monday 10:00, with 4 h
        ("restarted", "23 14:00", 0),
    ],
)
def test_1_a_ticket_raised_to_p1_on_monday(clock: str, due: str, elapsed: int) -> None:
    result = evaluated(contract(1), "Europe/London", *ESCALATED, as_of="23 10:00")[clock]
    assert (result.due_at, result.elapsed) == (at(due, "Europe/London"), timedelta(hours=elapsed))


def test_1_what_else_differs_between_the_three_clocks() -> None:
    result = evaluated(contract(1), "Europe/London", *ESCALATED, as_of="23 10:00")
    assert [result[name].outcome for name in result] == [Outcome.OPEN, Outcome.BREACHED, Outcome.OPEN]
    assert result["recomputed"].breached_at == at("23 10:00", "Europe/London")  # nobody could know before the change
    assert [cycle.reason for cycle in result["restarted"].cycles] == ["goal_changed", ""]


# -- 2: Manila 01-10 UTC, Warsaw 08-17 UTC, Denver 16-01 UTC -----------------------------------------------------------


def test_2_all_three_together_close_on_saturday_at_one() -> None:
    promised = contract(2).promises(at("20 23:30", "UTC"))
    assert promised["answer"].due_at == at("23 01:30", "UTC")  # 1 h 30 min until Sat 01:00, 30 min from Mon 01:00


def test_2_the_fix_runs_on_the_hours_of_the_team_that_holds_the_ticket() -> None:
    ticket = ("20 15:00", "created", {"status": "new", "team": "Warsaw"}), ("20 18:00", "changed", {"team": "Denver"})
    fix = evaluated(contract(2), "UTC", *ticket, as_of="20 18:00")["fix"]
    assert fix.elapsed == timedelta(hours=2)  # Warsaw closed at 17:00
    assert fix.due_at == at("21 00:00", "UTC")  # 6 h are left, and Denver is open until 01:00


def test_2_a_ticket_that_stays_in_warsaw_waits_for_monday() -> None:
    promised = contract(2).promises(at("20 15:00", "UTC"), {"team": "Warsaw"})
    assert promised["fix"].due_at == at("23 14:00", "UTC")  # 2 h on Friday, 6 h from Mon 08:00 UTC


# -- 3: by 17:00, received before 14:00 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("23 13:59", "24 17:00"),  # Monday: the next business day
        ("23 14:00", "25 17:00"),  # one day more
        ("20 15:00", "24 17:00"),  # late on Friday counts as Monday morning
        ("21 12:00", "24 17:00"),  # so does Saturday
    ],
)
def test_3_the_next_business_day_by_five(start: str, due: str) -> None:
    promised = contract(3).promises(at(start, "America/Chicago"))
    assert promised["on_site"].due_at == at(due, "America/Chicago")


# -- 4: an update every two hours --------------------------------------------------------------------------------------


def test_4_each_update_is_due_two_hours_after_the_one_before() -> None:
    ticket: tuple[Told, ...] = (
        ("20 23:00", "created", {"status": "new", "severity": "major"}),
        ("21 00:15", "agent_reply", {}),  # due at 01:00
        ("21 02:20", "agent_reply", {}),  # due at 02:15
    )
    update = evaluated(contract(4), "Europe/Paris", *ticket, as_of="21 03:00")["update"]
    assert [cycle.outcome for cycle in update.cycles] == [Outcome.MET, Outcome.BREACHED, Outcome.OPEN]
    assert update.worst.overdue == timedelta(minutes=5)
    assert update.due_at == at("21 04:20", "Europe/Paris")


def test_4_no_update_is_owed_once_the_incident_is_solved_or_no_longer_major() -> None:
    opened = ("20 23:00", "created", {"status": "new", "severity": "major"})
    for facts in ({"status": "solved"}, {"severity": "minor"}):
        later = evaluated(contract(4), "Europe/Paris", opened, ("20 23:30", "changed", facts), as_of="21 09:00")
        assert later["update"].outcome == Outcome.NONE


# -- 5: customer 16 h of 8-18, network team 6 h of 8-18, supplier 4 h of 9-17 ------------------------------------------


def test_5_three_clocks_run_beside_each_other() -> None:
    ticket = (
        ("23 09:00", "created", {"status": "new", "team": "desk"}),
        ("23 10:00", "changed", {"team": "network"}),
        ("23 12:00", "changed", {"team": "supplier"}),
        ("23 15:00", "changed", {"team": "network"}),
    )
    result = evaluated(contract(5), "Europe/Vienna", *ticket, as_of="23 15:00")
    assert result["fix"].due_at == at("24 15:00", "Europe/Vienna")  # 9 h on Monday, 7 h on Tuesday
    assert result["network_team"].due_at == at("24 09:00", "Europe/Vienna")  # 2 h used; 3 h on Monday, 1 h on Tuesday
    assert result["supplier"].due_at == at("23 16:00", "Europe/Vienna")  # 12:00 and 4 h
    assert (result["supplier"].outcome, result["supplier"].elapsed) == (Outcome.MET, timedelta(hours=3))
    assert [result[name].kind for name in result] == ["sla", "ola", "uc"]


# -- 6: windows that are announced -------------------------------------------------------------------------------------


def test_6_maintenance_does_not_count() -> None:
    start = at("19 13:00", "Europe/Helsinki")
    window = (at("19 14:00", "Europe/Helsinki"), at("19 15:30", "Europe/Helsinki"))
    announced = {"maintenance": Calendar.of_spans([window], zone="Europe/Helsinki")}
    # Thursday: 1 h until 14:00, 30 min from 15:30; Friday: 4 h 30 min from 08:00
    due = contract(6).promises(start, calendars=announced)["fix"].due_at
    assert due == at("20 12:30", "Europe/Helsinki")


def test_6_without_announced_windows_the_desks_hours_count() -> None:
    due = contract(6).promises(
        at("19 13:00", "Europe/Helsinki"), calendars={"maintenance": Calendar.never(zone="Europe/Helsinki")}
    )
    assert due["fix"].due_at == at("20 11:00", "Europe/Helsinki")  # 3 h and 3 h


# -- 7: the customer's own zone and holidays ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({}, "20 16:00"),  # 07:00 in Berlin: from 09:00 to 17:00, which is 16:00 UTC
        # 15:00 in Tokyo: 2 h; Monday 23 is Labour Thanksgiving Day; 6 h on Tuesday until 15:00
        ({"customer_zone": "Asia/Tokyo", "customer_holidays": "JP"}, "24 06:00"),
        ({"customer_zone": "Asia/Tokyo", "customer_holidays": "none"}, "23 06:00"),
    ],
)
def test_7_one_policy_for_all_customers(facts: dict[str, str], due: str) -> None:
    assert contract(7).promises(at("20 06:00", "UTC"), facts)["fix"].due_at == at(due, "UTC")


# -- 8: 9-16 until the end of 2026, 8-20 from then on ------------------------------------------------------------------


def test_8_a_ticket_open_across_new_year_has_each_stretch_by_its_own_hours() -> None:
    promised = contract(8).promises(at("2026-12-30T12:00", "Europe/Oslo"))
    # 4 h on Wed 30, 7 h on Thu 31, Fri 1 is off, 9 h on Mon 4 from 08:00
    assert promised["fix"].due_at == at("2027-01-04T17:00", "Europe/Oslo")


# -- 9: credits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("solved", "units", "percent"),
    [
        ("23 21:00", 1, 10),  # due at 17:00; four hours late to the minute
        ("24 02:30", 3, 30),  # 9 h 30 min late: the third unit is started
        ("26 09:00", 16, 50),  # 64 h late: sixteen units, capped
    ],
)
def test_9_each_started_four_hours_give_a_tenth(solved: str, units: int, percent: int) -> None:
    ticket = ("23 09:00", "created", {"status": "new"}), (solved, "changed", {"status": "solved"})
    penalty = evaluated(contract(9), "Europe/Madrid", *ticket, as_of="27 09:00")["fix"].penalty
    assert penalty is not None
    assert (penalty.units, int(penalty.percent), penalty.of) == (units, percent, "the monthly fee")


def test_9_what_is_in_time_gives_nothing_and_the_share_is_part_of_the_policy() -> None:
    policy = contract(9)
    ticket = ("23 09:00", "created", {"status": "new"}), ("23 17:00", "changed", {"status": "solved"})
    assert evaluated(policy, "Europe/Madrid", *ticket, as_of="27 09:00")["fix"].penalty is None
    target = policy.terms.target("fix")
    assert target is not None
    assert target.attain is not None
    assert (int(target.attain.percent), str(target.attain.each)) == (95, "month")


# -- 10: by a human ----------------------------------------------------------------------------------------------------


def test_10_a_program_does_not_answer() -> None:
    zone = "America/Toronto"
    events = [
        Event(at("22 19:30", zone), "created", status="new"),
        Event(at("22 19:31", zone), "agent_reply", details={"author": "bot"}),
        Event(at("23 08:20", zone), "agent_reply", details={"author": "human"}),
    ]
    answer = contract(10).evaluate(History("T-1", events), as_of=at("23 12:00", zone))["answer"]
    assert answer.due_at == at("23 08:30", zone)  # 30 min until 20:00, 30 min from 08:00
    assert (answer.outcome, answer.elapsed) == (Outcome.MET, timedelta(minutes=50))


# -- 11: half the time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "answer", "fix"),
    [
        ({}, "24 14:00", "30 18:00"),  # 5 h; Wed, Thu, Fri, Mon
        ({"vip": True}, "24 11:30", "26 18:00"),  # 2 h 30 min; Wed, Thu
        ({"priority": "high"}, "24 10:00", "24 15:00"),
        ({"priority": "high", "vip": True}, "24 09:30", "24 12:00"),
    ],
)
def test_11_a_vip_waits_half_as_long(facts: dict[str, Any], answer: str, fix: str) -> None:
    promised = contract(11).promises(at("24 09:00", "Asia/Tokyo"), facts)
    assert [promised[name].due_at for name in promised] == [at(answer, "Asia/Tokyo"), at(fix, "Asia/Tokyo")]


# -- 12: waiting, capped at ten business days --------------------------------------------------------------------------


def test_12_after_ten_business_days_of_waiting_the_clock_runs_on() -> None:
    ticket = ("02 09:00", "created", {"status": "new"}), ("02 11:00", "changed", {"status": "waiting"})
    # Mon 2 is the first day that the pause touches, Fri 6 the 5th, Fri 13 the 10th: it ends there at 17:00.
    # 2 h are used; 8 h on Mon 16, 6 h on Tue 17
    fix = evaluated(contract(12), "Europe/Rome", *ticket, as_of="16 12:00")["fix"]
    assert (fix.stage, fix.elapsed) == (Stage.RUNNING, timedelta(hours=5))
    assert fix.due_at == at("17 15:00", "Europe/Rome")


def test_12_the_cap_is_for_all_pauses_together() -> None:
    ticket = (
        ("02 09:00", "created", {"status": "new"}),
        ("02 11:00", "changed", {"status": "waiting"}),
        ("02 15:00", "changed", {"status": "open"}),
        ("03 09:00", "changed", {"status": "waiting"}),
    )
    # day 1 is Mon 2, day 2 Tue 3, day 10 Fri 13; 4 h are used, 8 h on Mon 16, 4 h on Tue 17
    fix = evaluated(contract(12), "Europe/Rome", *ticket, as_of="16 12:00")["fix"]
    assert fix.due_at == at("17 13:00", "Europe/Rome")
    assert evaluated(contract(12), "Europe/Rome", *ticket, as_of="13 16:59")["fix"].due_at is None
