"""What the oracle makes of goals: limits that facts hold, shares of them, dates, and where they land; by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, NoPromise, OpenTime, RealTime, Unlimited, Until
from slacal.engine.moments import OnEvent
from slacal.engine.terms import Choice, Goal, NamedCalendar, Target
from slacal.testing.engine_oracle_goals import Promise, date_of, promise, resolved
from slacal.testing.engine_oracle_hours import minutes_of, same_wall_time
from slacal.testing.oracle_clock import HOUR, instant_of

if TYPE_CHECKING:
    from slacal.engine.limits import Limit

DESK = NamedCalendar("desk", Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC"))
DAYS, SPAN = BusinessDays(4, DayRule(), "4 business days"), CalendarSpan("2 months", days=4, months=2)
GIVEN = Given("promised", None, DayRule(lands="open"), "what was promised")
MONDAY = instant_of(datetime(2026, 1, 5, 18, tzinfo=UTC))  # with one open hour left


def target(limit: Limit | Given, *scale: tuple[Any, Fraction]) -> Target:
    on = OnEvent(frozenset({"created"}))
    return Target("answer", on, on, (Goal(limit),), Choice(((None, DESK),)), scale=scale)


def limit_of(limit: Limit | Given, *scale: tuple[Any, Fraction], **facts: Any) -> Limit:
    one = target(limit, *scale)
    return resolved(one, one.goals[0], facts).limit


@pytest.mark.parametrize(
    ("given", "value", "limit"),
    [
        (GIVEN, "4 business hours", OpenTime(4 * HOUR, "4 business hours")),
        (GIVEN, "4 calendar hours", RealTime(4 * HOUR, "4 calendar hours")),
        (GIVEN, "4 business days", BusinessDays(4, DayRule(lands="open"), "4 business days")),
        (GIVEN, None, Unlimited("not stated")),
        (replace(GIVEN, otherwise=DAYS), None, DAYS),
    ],
)
def test_a_fact_says_what_was_promised(given: Given, value: str | None, limit: Limit) -> None:
    assert limit_of(given, promised=value) == limit


@pytest.mark.parametrize(
    ("limit", "half"),
    [
        (OpenTime(4 * HOUR, "4 h"), OpenTime(2 * HOUR, "4 h")),
        (RealTime(4 * HOUR, "4 h"), RealTime(2 * HOUR, "4 h")),
        (DAYS, replace(DAYS, days=2)),
        (SPAN, replace(SPAN, days=2, months=1)),
        (NoPromise("none"), NoPromise("none")),
    ],
)
def test_the_first_factor_that_holds_takes_its_share(limit: Limit, half: Limit) -> None:
    gold, silver = (IsAny("tier", frozenset({name})) for name in ("gold", "silver"))
    scale = ((gold, Fraction(1, 4)), (silver, Fraction(1, 2)), (None, Fraction(1)))
    assert limit_of(limit, *scale, tier="silver") == half
    assert limit_of(limit, *scale, tier="bronze") == limit
    assert limit_of(limit, (gold, Fraction(1, 4)), tier="bronze") == limit


@pytest.mark.parametrize(
    ("value", "at"),
    [
        # Berlin is an hour ahead of UTC in winter: the 20th ends there at 23:00.
        ("2026-11-20", datetime(2026, 11, 20, 23, tzinfo=UTC)),
        (date(2026, 11, 20), datetime(2026, 11, 20, 23, tzinfo=UTC)),
        ("2026-11-20T12:00+00:00", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        (datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_a_bare_date_is_its_end_and_an_instant_is_itself(value: Any, at: datetime | None) -> None:
    expected = None if at is None else instant_of(at)
    assert date_of(value, "Europe/Berlin") == expected
    one = target(Until("wanted", "at wanted", "Europe/Berlin"))
    assert resolved(one, one.goals[0], {"wanted": value}).date == expected


@pytest.mark.parametrize(
    ("limit", "edge", "found"),
    [
        (OpenTime(HOUR, "1 h"), None, Promise(HOUR)),
        (OpenTime(HOUR, "1 h"), "far", Promise(HOUR, far=True)),
        (DAYS, "far", Promise(37 * HOUR, far=True)),  # 1 h on Monday, and four days of nine
        (DAYS, "near", Promise(37 * HOUR)),
        (DAYS, None, Promise(37 * HOUR)),
        (replace(DAYS, rule=DayRule(lands="open")), None, Promise(28 * HOUR, far=True)),  # 1 h and three days
        (replace(DAYS, rule=DayRule(lands="open")), "near", Promise(28 * HOUR)),
        (CalendarSpan("1 calendar day", days=1), "far", Promise(24 * HOUR, far=True)),
        (Unlimited("not stated"), None, None),
        (NoPromise("none"), "far", None),
    ],
)
def test_an_edge_that_is_named_wins_over_where_a_goal_lands(
    limit: Limit, edge: str | None, found: Promise | None
) -> None:
    assert promise(limit, edge, MONDAY, minutes_of(DESK.calendar)) == found


@pytest.mark.parametrize(
    ("start", "months", "days", "end"),
    [("2026-01-31", 1, 0, "2026-02-28"), ("2028-01-31", 1, 1, "2028-03-01"), ("2026-11-30", 3, 0, "2027-02-28")],
)
def test_a_month_that_is_too_short_ends_the_count(start: str, months: int, days: int, end: str) -> None:
    at, expected = (instant_of(datetime.fromisoformat(f"{day}T10:00+00:00")) for day in (start, end))
    assert same_wall_time(at, "UTC", days=days, months=months) == expected
