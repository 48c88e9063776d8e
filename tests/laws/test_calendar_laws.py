"""Calendars obey every law, held against drawn calendars and cases; each case is put to all laws of a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.testing.law import LawBroken
from slacal.testing.laws_of_days import LAWS_OF_DAYS
from slacal.testing.laws_of_edges import LAWS_OF_EDGES
from slacal.testing.laws_of_oracle import LAWS_OF_ORACLE
from slacal.testing.laws_of_time import LAWS_OF_TIME
from slacal.testing.strategies import calendars, cases

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

FAMILIES = {"time": LAWS_OF_TIME, "edges": LAWS_OF_EDGES, "days": LAWS_OF_DAYS, "the oracle": LAWS_OF_ORACLE}


@pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")  # no law is about what is not known
@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
def test_calendars_obey_the_laws_of(family: str, data: DataObject) -> None:
    calendar = data.draw(calendars(), label="calendar")
    case = data.draw(cases(calendar), label="case")
    broken: list[str] = []
    for law in FAMILIES[family]:
        try:
            law.holds(calendar, case)
        except LawBroken as found:
            broken.append(str(found))
    assert not broken, "\n\n".join(broken)
