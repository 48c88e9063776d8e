"""Arguments at the ends of what may be asked: the first and the last of each is taken, and the next one is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from slacal import BadInput, BeyondHorizon, Calendar

# 5 January of the year 1 and 27 December 9999: the first and the last midnight that a search says it ends with
FIRST, LAST = date(1, 1, 5), date(9999, 12, 27)
ALWAYS = Calendar.always()


def test_a_span_may_begin_with_the_first_instant_that_can_be_searched() -> None:
    first = datetime(1, 1, 5, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert Calendar.of_spans([(first, first + hour)], zone="UTC").is_open(first)
    with pytest.raises(BeyondHorizon, match="the end of the dates"):
        Calendar.of_spans([(first - timedelta.resolution, first + hour)], zone="UTC")


@pytest.mark.parametrize(("day", "next_one"), [(FIRST, date(1, 1, 4)), (LAST, date(9999, 12, 28))])
def test_a_date_may_be_the_first_and_the_last_that_can_be_searched(day: date, next_one: date) -> None:
    assert ALWAYS.is_business_day(day)
    with pytest.raises(BeyondHorizon, match="the end of the dates"):
        ALWAYS.is_business_day(next_one)


def test_c15_a_search_goes_as_far_as_four_hundred_years_and_no_farther() -> None:
    years = timedelta(days=146_097)  # 400 * 365 + 97 leap days: the Gregorian calendar repeats after them
    desk, at = Calendar.weekly("Mo 10:00-19:00", zone="UTC"), datetime(2026, 11, 22, tzinfo=UTC)
    assert desk.next_open(at, horizon=years) == datetime(2026, 11, 23, 10, tzinfo=UTC)
    with pytest.raises(BadInput, match="at most 400 years"):
        desk.next_open(at, horizon=years + timedelta.resolution)
