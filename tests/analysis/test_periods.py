"""Parts of the calendar, on the walls of a zone."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.analysis.periods import PARTS, part_of
from slacal.batch.numbers import MISSING
from slacal.spans.instant import to_micros


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("year", "2017"), ("quarter", "2017-Q1"), ("month", "2017-01"), ("day", "2017-01-01"),
        ("week", "2016-W52"),  # 1 January 2017 was a Sunday: by ISO 8601 still of the last week of 2016
        ("weekday", "Su"), ("hour", 1),
    ],
)  # fmt: skip
def test_an_instant_has_its_parts_in_the_zone_that_is_named(part: str, expected: object) -> None:
    midnight = np.array([to_micros(datetime(2016, 12, 31, 22, 30, tzinfo=UTC))])
    assert part_of(part, midnight, "Europe/Athens").values == [expected if part != "hour" else 0]
    assert part_of(part, midnight, "Europe/Moscow").values == [expected]


@pytest.mark.parametrize("part", PARTS)
def test_what_is_missing_has_no_part(part: str) -> None:
    found = part_of(part, np.array([MISSING, 0, MISSING]), "UTC")
    assert found.places.tolist() == [-1, 0, -1]
    assert part_of(part, np.array([MISSING]), "UTC").values == []


@given(st.lists(st.integers(-(10**16), 4 * 10**15), min_size=1), st.sampled_from(sorted(PARTS)))
def test_parts_are_those_of_the_standard_library(micros: list[int], part: str) -> None:
    codes = part_of(part, np.array(micros), "UTC")
    for at, place in zip(micros, codes.places.tolist(), strict=True):
        day = np.datetime64(at, "us").item()
        year, week, weekday = day.isocalendar()
        expected: dict[str, object] = {
            "year": f"{day:%Y}", "quarter": f"{day:%Y}-Q{(day.month + 2) // 3}", "month": f"{day:%Y-%m}",
            "week": f"{year}-W{week:02}", "day": f"{day:%Y-%m-%d}",
            "weekday": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[weekday - 1], "hour": day.hour,
        }  # fmt: skip
        assert codes.values[place] == expected[part]
