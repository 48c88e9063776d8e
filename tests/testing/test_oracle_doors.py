"""The oracle refuses what it cannot walk to, as a calendar would, and says how far it walked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from slacal import BadInput, BeyondHorizon, Calendar, Event, History, Policy
from slacal.testing import Oracle, PolicyOracle
from slacal.testing.oracle import GaveUp

DESK = Oracle.of(Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC"))
FRIDAY = datetime(2026, 11, 20, 18, tzinfo=UTC)


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(BadInput, match="has no time zone"):
        DESK.is_open(FRIDAY.replace(tzinfo=None))


def test_the_ends_of_the_dates_that_python_knows_are_refused() -> None:
    with pytest.raises(BeyondHorizon, match="lies outside the years 200 to 9800"):
        DESK.add(datetime.max.replace(tzinfo=UTC), timedelta(hours=1))
    with pytest.raises(BeyondHorizon, match="lies outside the years 200 to 9800"):
        DESK.is_business_day(date(100, 1, 1))


def test_two_instants_and_two_dates_lie_at_most_a_century_apart() -> None:
    with pytest.raises(BeyondHorizon, match="more than 100 years from the start"):
        DESK.elapsed(FRIDAY, FRIDAY.replace(year=2127))
    with pytest.raises(BeyondHorizon, match="more than 100 years from the first"):
        DESK.count_business_days(FRIDAY.date(), date(2127, 1, 1))


@pytest.mark.parametrize("step", [timedelta(0), timedelta(hours=-1), timedelta(microseconds=1)])
def test_a_step_leads_to_the_end_in_steps_that_can_be_counted(step: timedelta) -> None:
    with pytest.raises(BadInput, match="does not lead there"):
        DESK.counted(FRIDAY, FRIDAY + timedelta(days=3), step=step)


def test_an_oracle_that_gave_up_says_how_far_it_walked() -> None:
    with pytest.raises(GaveUp) as caught:
        Oracle.of(Calendar.never(), days=30).next_open(FRIDAY)
    assert (caught.value.field, caught.value.value, caught.value.code) == ("days", 30, "beyond-horizon")


def test_a_ticket_is_followed_for_ten_years() -> None:
    policy = Policy.from_dict({
        "name": "S", "zone": "UTC",
        "targets": {"fix": {"measures": "resolution", "goals": [{"within": "8 calendar hours"}]}},
    })  # fmt: skip
    ticket = History("T-1", [Event(FRIDAY, "created")])
    with pytest.raises(BeyondHorizon, match="ten years"):
        PolicyOracle.of(policy).evaluate(ticket, as_of=FRIDAY.replace(year=2037))
