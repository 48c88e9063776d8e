"""Sources of holidays, read from plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from slacal import BadInput, HolidayDates, ProductionCalendar
from slacal.calendars.holidays_document import source_of

AT = "calendar.holidays"


def production(tree: dict[str, Any]) -> ProductionCalendar:
    source = source_of(tree, AT)
    assert isinstance(source, ProductionCalendar)
    return source


def test_what_begins_with_a_digit_is_meant_as_a_date() -> None:
    assert source_of("2026-05-09", AT) == HolidayDates.of([date(2026, 5, 9)])
    with pytest.raises(BadInput) as caught:
        source_of("9 May 2026", AT)
    assert (caught.value.field, caught.value.problem) == (AT, "is not a date")


def test_a_correction_without_a_name_has_none() -> None:
    days = {"2026-05-04": "day_off", "2026-05-05": ["day_off", "fair"]}
    assert [(row.on.day, row.name) for row in production({"production": "RU", "days": days}).changes] == [
        (4, ""), (5, "fair"),
    ]  # fmt: skip


@pytest.mark.parametrize(("head", "name"), [("", "works"), ("# name: mill\n", "mill")])
def test_a_table_that_says_no_name_is_named_by_the_source(head: str, name: str) -> None:
    source = production({"production": "works", "table": f"{head}date,type\n2026-05-04,day_off\n"})
    assert source.about.name == name


def test_an_unknown_key_is_refused_with_the_keys_that_are_known() -> None:
    with pytest.raises(BadInput) as caught:
        source_of({"dates": {}, "zone": "UTC"}, AT)
    assert str(caught.value) == f"{AT}.zone='UTC' is not a key here; use ('dates', 'covers')"
