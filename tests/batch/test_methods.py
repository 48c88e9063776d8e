"""A column of pandas or polars answers the questions itself, as `slacal.batch` does."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from slacal import Calendar, WrongType
from slacal.batch import register_methods

pd: Any = pytest.importorskip("pandas")  # it has no types here
DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
FRIDAY = datetime(2026, 11, 20, 18, tzinfo=UTC)  # an hour before closing; then Saturday and Sunday


def column(library: Any) -> Any:
    register_methods(library)
    return library.Series("opened", [FRIDAY]) if library is pl else library.Series([FRIDAY], name="opened")


@pytest.mark.parametrize("library", [pd, pl])
def test_each_question_is_a_method(library: Any) -> None:
    opened = column(library)
    # one hour on Friday, three on Monday from 10:00
    assert opened.slacal.add(DESK, timedelta(hours=4))[0] == datetime(2026, 11, 23, 13, tzinfo=UTC)
    # Friday 18:00 back to 14:00
    assert opened.slacal.subtract(DESK, timedelta(hours=4))[0] == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert opened.slacal.elapsed(DESK, datetime(2026, 11, 23, 12, tzinfo=UTC))[0] == timedelta(hours=3)
    assert bool(opened.slacal.is_open(DESK)[0])
    # Monday and Tuesday, at whose closing the second ends
    assert opened.slacal.add_business_days(DESK, 2)[0] == datetime(2026, 11, 24, 19, tzinfo=UTC)


@pytest.mark.parametrize("library", [pd, pl])
def test_a_calendar_for_each_row_is_an_option_of_the_method(library: Any) -> None:
    night = Calendar.weekly("Mo-Su 20:00-08:00", zone="UTC")
    found = column(library).slacal.add(
        {"desk": DESK, "night": night}, timedelta(hours=1), calendar_of=library.Series(["night"])
    )
    assert found[0] == datetime(2026, 11, 20, 21, tzinfo=UTC)  # opens at 20:00


@pytest.mark.parametrize("library", [pd, pl])
def test_registering_twice_changes_nothing(library: Any) -> None:
    register_methods(library)
    before = library.Series.slacal
    register_methods(library)
    assert library.Series.slacal is before


@pytest.mark.parametrize("library", [json, None, "pandas"])
def test_another_library_is_refused(library: Any) -> None:
    with pytest.raises(WrongType, match="pandas or polars"):
        register_methods(library)
