"""Rule P31: each started unit of a breach gives a share. The desk is open Mo-Fr 10:00-19:00; the 23rd is a Monday."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from tests.engine.desk import hours, promise, told

from slacal import Event, History, Outcome


@pytest.mark.parametrize(
    ("unit", "units"),
    [
        # Due on Monday at 12:00, and late until Wednesday the 25th, 11:00: 7 + 9 + 1 = 17 business hours, 47 real ones.
        ("4 business hours", 5),  # 16 hours are four units, the 17th starts one more
        ("24 calendar hours", 2),
        ("1 business day", 3),  # Monday, Tuesday and Wednesday are touched
        ("2 business days", 2),
        ("1 calendar day", 2),  # a day ends on Tuesday at 12:00, the next on Wednesday
        ("1 month", 1),
    ],
)
def test_p31_each_started_unit_of_a_breach_counts_in_its_own_time(unit: str, units: int) -> None:
    target = {
        "measures": "resolution",
        "goals": [{"within": "2 business hours"}],
        "credits": {"each_started": unit, "give": 10, "of": "fee"},
    }
    late = told(promise(target), "25 11:00", ("23 10:00", "created"))["t"]
    assert late.overdue == hours(17)
    assert late.penalty is not None
    assert late.penalty == (units, Fraction(10 * units), "fee")


def test_p31_business_hours_of_a_pause_after_the_due_are_not_late() -> None:
    # Due on Monday at 12:00; paused from 13:00 to 17:00 and seen at 18:00: late by one hour and one, a single unit.
    given = {"each_started": "2 business hours", "give": 10, "of": "fee"}
    target = {"measures": "resolution", "goals": [{"within": "2 business hours"}], "credits": given}
    pause = [("23 13:00", "changed", {"status": "waiting"}), ("23 17:00", "changed", {"status": "open"})]
    late = told(promise(target), "23 18:00", ("23 10:00", "created"), *pause)["t"]
    assert (late.overdue, late.penalty) == (hours(2), (1, Fraction(10), "fee"))


def test_p31_a_breach_within_one_business_day_is_one_unit_of_business_days() -> None:
    # Due on Monday at 12:00 and seen at 15:00: only Monday is touched. In the night after a due at the closing, no day
    # is, and a unit has started all the same.
    for within, as_of in (("2 business hours", "23 15:00"), ("9 business hours", "23 20:00")):
        given = {"each_started": "1 business day", "give": 10, "of": "fee"}
        target = {"measures": "resolution", "goals": [{"within": within}], "credits": given}
        assert told(promise(target), as_of, ("23 10:00", "created"))["t"].penalty == (1, Fraction(10), "fee")


@pytest.mark.parametrize("unit", ["4 business hours", "24 calendar hours", "1 business day", "1 calendar day"])
def test_p31_a_breach_seen_at_its_due_has_started_no_unit(unit: str) -> None:
    # Due on Monday at 12:00, and with `breach: at` breached at that instant: no time has passed since.
    given = {"each_started": unit, "give": 10, "of": "fee"}
    target = {"measures": "resolution", "goals": [{"within": "2 business hours"}], "credits": given}
    late = told(promise(target, rules={"breach": "at"}), "23 12:00", ("23 10:00", "created"))["t"]
    assert (late.outcome, late.penalty) == (Outcome.BREACHED, (0, Fraction(0), "fee"))


def units_of(unit: str, zone: str, due: str, seen: str) -> int:
    """Return the started units of a ticket that was due at a wall time of `zone` and is open at another."""
    since, now = (datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)) for text in (due, seen))
    target = {
        "measures": "resolution",
        "goals": [{"at": "promised"}],
        "credits": {"each_started": unit, "give": "1%"},
    }
    ticket = History("T-1", [Event(since - hours(1), "created", {"promised": since.isoformat()})])
    penalty = promise(target, zone=zone, calendar="around").evaluate(ticket, as_of=now)["t"].penalty
    assert penalty is not None
    return penalty.units


@pytest.mark.parametrize(
    ("unit", "due", "seen", "units"),
    [
        # From 31 January at 12:00 the months end on 28 February, 31 March and 30 April, each at 12:00.
        ("1 month", "2026-01-31 12:00", "2026-02-28 12:00", 1),
        ("1 month", "2026-01-31 12:00", "2026-03-30 12:00", 2),
        ("1 month", "2026-01-31 12:00", "2026-03-31 12:00", 2),
        ("1 month", "2026-01-31 12:00", "2026-03-31 12:01", 3),
        # From 29 February 2024 the years end on 28 February 2025, 2026 and 2027, and on 29 February 2028.
        ("1 year", "2024-02-29 12:00", "2028-02-29 12:00", 4),
        # There is no 02:30 on 29 March 2026, so that day ends at 03:30; the next ends at 02:30 again.
        ("1 calendar day", "2026-03-28 02:30", "2026-03-29 03:30", 1),
        ("1 calendar day", "2026-03-28 02:30", "2026-03-30 02:30", 2),
        ("1 calendar day", "2026-03-28 02:30", "2026-03-30 02:45", 3),
    ],
)
def test_p31_each_unit_by_the_calendar_is_counted_from_the_due(unit: str, due: str, seen: str, units: int) -> None:
    assert units_of(unit, "Europe/Berlin", due, seen) == units


@pytest.mark.parametrize(
    ("unit", "units"),
    [
        # 300 years of 365 days, and the leap days of 2028 to 2324: 75, less those of 2100, 2200 and 2300.
        ("1 calendar day", 109_572),
        ("1 week", 15_654),  # 109,572 days are 15,653 weeks and a day
        ("1 month", 3_600),
        ("1 calendar minute", 157_783_680),  # 109,572 days of 1,440 minutes
    ],
)
def test_p31_a_breach_of_centuries_has_every_unit(unit: str, units: int) -> None:
    assert units_of(unit, "UTC", "2026-01-01 12:00", "2326-01-01 12:00") == units


def test_p31_a_day_that_a_zone_had_twice_is_one_unit() -> None:
    # Alaska had 18 October 1867 twice. 17 October, 12:00, to the 20th, 12:00, are three dates, and 96 hours.
    assert units_of("1 calendar day", "America/Juneau", "1867-10-17 12:00", "1867-10-20 12:00") == 3
