"""Several holiday sources in one calendar, countries and tables in any order, held against the oracle (C3, C5, C6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import Calendar, HolidayDates, ProductionCalendar, PublicHolidays
from slacal.testing.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

# Dates on which countries and tables speak of one another: holidays, days off in lieu, eves, moved Saturdays, others.
_WRITTEN = (
    "2025-11-01 2026-01-01 2026-01-06 2026-01-09 2026-02-20 2026-02-23 2026-04-03 2026-04-30 2026-05-01 2026-05-04 "
    "2026-05-08 2026-05-09 2026-05-11 2026-06-12 2026-06-13 2026-11-03 2026-11-04 2026-12-31 2027-02-20"
)
CONTESTED = [date.fromisoformat(on) for on in _WRITTEN.split()]
WEEKS = ("Mo-Fr 10:00-19:00", "Mo-Su 22:00-06:00", "Mo-Fr 10:00-19:00; PH 12:00-13:00")
KINDS = ("day_off", "workday", "shortened", "weekend")
READINGS = ("replaced", "own", "closed", "ignore", "10:00-15:00")


def tables() -> SearchStrategy[ProductionCalendar]:
    named = st.dictionaries(st.sampled_from(CONTESTED), st.sampled_from(KINDS), min_size=1, max_size=4)
    own = st.tuples(named, st.sampled_from(READINGS)).map(lambda to: ProductionCalendar.of(to[0], transferred=to[1]))
    russia = st.sampled_from(READINGS).map(lambda reading: ProductionCalendar("RU", transferred=reading))
    return st.one_of(own, russia, named.map(ProductionCalendar("RU").with_days))


def sources() -> SearchStrategy[list[object]]:
    countries = st.sampled_from([PublicHolidays("RU"), PublicHolidays("RU", transferred="own"), PublicHolidays("DE")])
    days_off = st.lists(st.sampled_from(CONTESTED), min_size=1, max_size=3).map(HolidayDates.of)
    one = st.one_of(tables(), countries, days_off)
    return st.lists(one, min_size=2, max_size=4)


@pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")  # no law is about what is not known
@given(sources=sources(), week=st.sampled_from(WEEKS))
def test_what_several_sources_say_of_a_date_is_what_the_oracle_finds(sources: Sequence[object], week: str) -> None:
    calendar = Calendar.weekly(week, zone="UTC", holidays=sources)
    walker = Oracle(calendar)
    for on in CONTESTED:
        start = datetime(on.year, on.month, on.day, tzinfo=UTC)
        end = start + timedelta(days=2)
        assert list(calendar.spans(start, end)) == walker.spans(start, end), on
