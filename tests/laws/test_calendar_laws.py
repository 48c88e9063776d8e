"""Calendars obey every law, held against drawn calendars and cases; each case is put to all laws of a family."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.testing.columns import Columns
from slacal.testing.law import LawBroken
from slacal.testing.laws import CALENDAR_LAWS
from slacal.testing.laws_of_columns import LAWS_OF_COLUMNS
from slacal.testing.laws_of_days import LAWS_OF_DAYS
from slacal.testing.laws_of_edges import LAWS_OF_EDGES
from slacal.testing.laws_of_oracle import LAWS_OF_ORACLE
from slacal.testing.laws_of_time import LAWS_OF_TIME
from slacal.testing.oracle import Oracle
from slacal.testing.oracle_clock import instant_of
from slacal.testing.places import telling_dates
from slacal.testing.strategies import calendars, cases

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

    from slacal.calendars.calendar import Calendar

FAMILIES = {
    "time": LAWS_OF_TIME,
    "edges": LAWS_OF_EDGES,
    "days": LAWS_OF_DAYS,
    "the oracle": LAWS_OF_ORACLE,
    "columns": LAWS_OF_COLUMNS,
}


def test_every_law_of_calendars_is_in_a_family() -> None:
    assert {law.name for laws in FAMILIES.values() for law in laws} == set(CALENDAR_LAWS)


@pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")  # no law is about what is not known
@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
def test_calendars_obey_the_laws_of(family: str, data: DataObject) -> None:
    calendar = data.draw(calendars(), label="calendar")
    case = data.draw(cases(calendar), label="case")
    subject = Columns(calendar) if family == "columns" else calendar
    broken: list[str] = []
    for law in FAMILIES[family]:
        try:
            law.holds(subject, case)
        except LawBroken as found:
            broken.append(str(found))
    assert not broken, "\n\n".join(broken)


@pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")
@given(calendar=calendars())
def test_around_the_dates_that_a_calendar_names_its_hours_are_those_that_the_oracle_finds(calendar: Calendar) -> None:
    oracle = Oracle(calendar)
    for named in telling_dates(calendar):
        start = datetime(named.year, named.month, named.day, tzinfo=UTC) - timedelta(days=3)
        end = start + timedelta(days=7)
        assert list(calendar.spans(start, end)) == oracle.spans(start, end), named
        for day in (named + timedelta(days=days) for days in (-1, 0, 1)):
            owned = oracle.doors.owned(day)
            found = [instant_of(span.closes_at) for span in calendar.day(day).spans]
            assert max(found, default=None) == max((closes for _, closes in owned), default=None), day
