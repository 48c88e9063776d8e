"""Calendars obey every law, each held against drawn calendars and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from slacal.testing.laws import LAWS
from slacal.testing.strategies import calendars, cases

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject


@pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")  # no law is about what is not known
@pytest.mark.parametrize("name", LAWS)
@given(data=st.data())
def test_calendars_obey(name: str, data: DataObject) -> None:
    calendar = data.draw(calendars(), label="calendar")
    case = data.draw(cases(calendar), label="case")
    event(LAWS[name].holds(calendar, case))
