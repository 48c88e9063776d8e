"""One OpeningHoursSpecification: its days, its hours, its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import event, given

from slacal.errors import BadInput, SlacalError
from slacal.formats.schema_org_hours import Specification, specification_of, written
from slacal.spans.day_time import DAY, Window
from slacal.testing.strategies import windows_of_a_date

READ_AS_OTHERS = ("00:00-23:59", "00:00-23:59:59")


def specification(**said: object) -> Specification:
    return specification_of(said, "spec")


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("09:00", "17:00", "09:00-17:00"),
        ("09:00:00", "17:30:15", "09:00-17:30:15"),
        # schema.org: "if the value for the closes property is less than ... opens ... the hour range is assumed to
        # span over the next day"
        ("18:00", "03:00", "18:00-27:00"),
        ("18:00", "00:00", "18:00-24:00"),
        ("18:00", "24:00", "18:00-24:00"),
        # search engines: these are all day, and closed
        ("00:00", "23:59", "00:00-24:00"),
        ("00:00:00", "23:59:59", "00:00-24:00"),
        ("00:00", "24:00", "00:00-24:00"),
        ("00:00", "00:00", "None"),
        # schema.org: open where it is said when, "and closed otherwise"
        (None, None, "None"),
        ("18:00", "23:59", "18:00-23:59"),
    ],
)
def test_hours_are_read_as_search_engines_read_them(opens: str | None, closes: str | None, expected: str) -> None:
    assert str(specification(dayOfWeek="Monday", opens=opens, closes=closes).window) == expected


@pytest.mark.parametrize(
    ("said", "weekdays", "public_holidays"),
    [
        ("Monday", (0,), False),
        ("https://schema.org/Sunday", (6,), False),
        ("http://schema.org/PublicHolidays", (), True),
        (["Monday", "schema:Tuesday", {"@id": "https://schema.org/Friday"}, "PublicHolidays"], (0, 1, 4), True),
        (None, (), False),
    ],
)
def test_days_are_names_or_addresses_one_or_several(
    said: object, weekdays: tuple[int, ...], public_holidays: bool
) -> None:
    found = specification(dayOfWeek=said, opens="09:00", closes="17:00")
    assert (found.weekdays, found.public_holidays) == (frozenset(weekdays), public_holidays)


def test_dates_include_the_last_one_and_may_be_open() -> None:
    assert specification(validFrom="2026-12-24", validThrough="2026-12-26").dates == (
        date(2026, 12, 24),
        date(2026, 12, 26),
    )
    assert specification(validFrom="2026-12-24").dates == (date(2026, 12, 24), date(9999, 12, 31))
    assert specification(validThrough="2026-12-24").dates == (date(1000, 1, 1), date(2026, 12, 24))
    assert specification(dayOfWeek="Monday").dates is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Mo-Fr 09:00-17:00", "spec"),
        ({"dayOfWeek": "Monday", "open": "09:00"}, "spec.open"),
        ({"@type": "Place"}, "spec.@type"),
        ({"name": 3}, "spec.name"),
        ({"dayOfWeek": "Montag"}, "spec.dayOfWeek"),
        ({"dayOfWeek": ["Monday", 3]}, "spec.dayOfWeek[1]"),
        ({"dayOfWeek": [{"@value": "Monday"}]}, "spec.dayOfWeek[0]"),
        ({"opens": "09:00"}, "spec.closes"),
        ({"closes": "09:00"}, "spec.opens"),
        ({"opens": "9", "closes": "17:00"}, "spec.opens"),
        ({"opens": 900, "closes": "17:00"}, "spec.opens"),
        ({"opens": "09:00", "closes": "17:00Z"}, "spec.closes"),
        ({"opens": "09:00+01:00", "closes": "17:00"}, "spec.opens"),
        ({"opens": "09:00", "closes": "09:00"}, "spec.closes"),
        ({"opens": "09:00", "closes": "25:00"}, "spec.closes"),
        ({"opens": "24:00", "closes": "06:00"}, "spec.closes"),
        ({"validFrom": "2026-12-24T00:00"}, "spec.validFrom"),
        ({"validFrom": 2026}, "spec.validFrom"),
        ({"validFrom": "2026-12-24", "validThrough": "2026-12-23"}, "spec.validThrough"),
        ({"validFrom": "0999-12-24"}, "spec.validFrom"),
    ],
)
def test_what_is_not_known_of_opening_hours_is_refused_by_name(said: Any, field: str) -> None:
    with pytest.raises(SlacalError) as refusal:
        specification_of(said, "spec")
    assert refusal.value.field == field


def test_a_misspelt_property_is_told_its_name() -> None:
    with pytest.raises(BadInput) as refusal:
        specification(dayofWeek="Monday")
    assert refusal.value.mend == "did you mean 'dayOfWeek'?"


@given(windows_of_a_date())
def test_a_specification_is_written_so_that_it_reads_back(windows: tuple[Window, ...]) -> None:
    for window in windows:
        said = Specification("spec", frozenset({0, 6}), True, window, (date(2026, 1, 1), date(2026, 1, 2)), "why")
        if (window.closes - window.opens == DAY and window.opens) or str(window) in READ_AS_OTHERS:
            event("refused")
            continue
        assert specification_of(written(said), "spec") == said


def test_closed_is_written_as_search_engines_read_it() -> None:
    sunday = Specification("spec", frozenset({6}), public_holidays=False, window=None)
    assert written(sunday) == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Sunday",
        "opens": "00:00",
        "closes": "00:00",
    }


@pytest.mark.parametrize("hours", ["04:00-04:00", *READ_AS_OTHERS])
def test_hours_that_would_be_read_as_others_are_refused(hours: str) -> None:
    with pytest.raises(BadInput) as refusal:
        written(Specification("week", frozenset({0}), False, Window.parse(hours)))
    assert refusal.value.field == "week"
