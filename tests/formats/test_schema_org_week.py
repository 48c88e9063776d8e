"""Specifications as the week and the special days that they make together."""

from __future__ import annotations

from typing import Any

import pytest

from slacal import SpecialDay
from slacal.errors import BadInput
from slacal.formats.schema_org_hours import Specification, specification_of
from slacal.formats.schema_org_week import special_days_of, week_of

WORKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def spec(days: Any, hours: str, first: str = "", last: str = "", name: str = "") -> dict[str, object]:
    opens, _, closes = hours.partition("-")
    said = {"dayOfWeek": days, "opens": opens, "closes": closes, "validFrom": first, "validThrough": last, "name": name}
    return {key: value for key, value in said.items() if value}


def read(*said: dict[str, object]) -> list[Specification]:
    return [specification_of(one, f"specs[{number}]") for number, one in enumerate(said)]


def week(*said: dict[str, object]) -> str:
    return week_of(read(*said)).text()


def test_hours_of_the_same_days_add_up() -> None:
    found = week(
        spec(WORKDAYS, "09:00-12:00"), spec([*WORKDAYS, "Saturday"], "13:00-17:00"), spec("Sunday", "00:00-00:00")
    )
    assert found == "Mo-Fr 09:00-12:00,13:00-17:00; Sa 13:00-17:00"


def test_public_holidays_have_hours_or_are_closed() -> None:
    ordinary = spec(WORKDAYS, "09:00-17:00")
    assert week(ordinary, spec("PublicHolidays", "10:00-12:00")) == "Mo-Fr 09:00-17:00; PH 10:00-12:00"
    assert week(ordinary, spec(["Sunday", "PublicHolidays"], "00:00-00:00")) == "Mo-Fr 09:00-17:00; PH off"
    assert week(ordinary) == "Mo-Fr 09:00-17:00"


def test_hours_with_dates_replace_those_of_the_week_day_by_day() -> None:
    summer = spec(WORKDAYS, "10:00-16:00", "2026-07-06", "2026-08-31", "summer")
    saturday = spec("Saturday", "10:00-12:00", "2026-07-06", "2026-08-31")
    assert week(spec([*WORKDAYS, "Saturday"], "09:00-17:00"), summer, saturday) == (
        'Mo-Sa 09:00-17:00; 2026 Jul 06-Aug 31 Mo-Fr 10:00-16:00 "summer"; 2026 Jul 06-Aug 31 Sa 10:00-12:00'
    )


def test_a_season_without_days_is_every_day_of_it() -> None:
    # the published example of a business closed over the winter holidays
    assert week(spec(WORKDAYS, "09:00-17:00"), spec(None, "00:00-00:00", "2015-12-23", "2016-01-05")) == (
        "Mo-Fr 09:00-17:00; 2015 Dec 23-2016 Jan 05 off"
    )


def test_hours_of_one_season_add_up_too() -> None:
    season = ("2026-07-06", "2026-08-31")
    found = week(
        spec(WORKDAYS, "10:00-12:00", *season, "a"), spec([*WORKDAYS, "Saturday"], "13:00-16:00", *season, "b")
    )
    assert found == ('2026 Jul 06-Aug 31 Mo-Fr 10:00-12:00,13:00-16:00 "a; b"; 2026 Jul 06-Aug 31 Sa 13:00-16:00 "b"')


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ([spec("Monday", "09:00-17:00"), spec("Monday", "00:00-00:00")], "specs[1].opens"),
        ([spec(None, "09:00-17:00")], "specs[0].dayOfWeek"),
        ([spec("PublicHolidays", "09:00-17:00", "2026-01-01", "2026-12-31")], "specs[0].dayOfWeek"),
        (
            [
                spec("Monday", "09:00-17:00", "2026-01-01", "2026-06-30"),
                spec("Monday", "10:00-17:00", "2026-06-30", "2026-12-31"),
            ],
            "specs[1].validFrom",
        ),
        (
            [
                spec(None, "09:00-17:00", "2026-01-01", "2026-12-31"),
                spec("Monday", "10:00-17:00", "2026-06-01", "2026-06-30"),
            ],
            "specs[1].validFrom",
        ),
        ([spec("Monday", "09:00-17:00", "2026-01-01", "2026-06-30", 'the "good" season')], "specs[0].name"),
    ],
)
def test_what_contradicts_itself_or_does_not_say_which_days_is_refused(
    said: list[dict[str, object]], field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        week(*said)
    assert refusal.value.field == field


def test_seasons_of_other_days_may_overlap() -> None:
    found = week(
        spec("Monday", "09:00-17:00", "2026-01-01", "2026-12-31"),
        spec("Tuesday", "10:00-17:00", "2026-06-01", "2026-06-30"),
    )
    assert found == "2026 Jan-Dec Mo 09:00-17:00; 2026 Jun Tu 10:00-17:00"


def test_special_hours_are_special_days() -> None:
    days = special_days_of(
        read(
            spec(None, "10:00-12:00", "2026-12-24", "2026-12-24", "Christmas Eve"),
            spec(None, "13:00-14:00", "2026-12-24", "2026-12-24"),
            spec(None, "00:00-00:00", "2026-12-25", "2026-12-26"),
            spec("Thursday", "09:00-10:00", "2026-12-31", "2026-12-31"),
            spec(["Monday", "Tuesday"], "09:00-10:00", "2027-01-01", "2027-01-31", "slow start"),
        )
    )
    assert days == (
        SpecialDay("2026-12-24", "10:00-12:00,13:00-14:00", reason="Christmas Eve"),
        SpecialDay("2026-12-25..2026-12-26"),
        SpecialDay("2026-12-31", "09:00-10:00"),
        SpecialDay("rrule:DTSTART=20270101;FREQ=WEEKLY;UNTIL=20270131;BYDAY=MO,TU", "09:00-10:00", reason="slow start"),
    )
    # the Mondays and Tuesdays of January 2027, by hand
    assert [on.day for on in days[3].dates(2027)] == [4, 5, 11, 12, 18, 19, 25, 26]


def test_special_hours_for_weekdays_of_a_range_are_bounded() -> None:
    ranges = [spec("Monday", "09:00-10:00", f"{year}-01-01", f"{year}-12-31") for year in range(2000, 2041)]
    assert len(special_days_of(read(*ranges[:40]))) == 40
    with pytest.raises(BadInput) as refusal:
        special_days_of(read(*ranges))
    assert refusal.value.field == "specialOpeningHoursSpecification"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (spec("Monday", "09:00-17:00"), "specs[0]"),
        (spec("PublicHolidays", "09:00-17:00", "2026-01-01", "2026-01-01"), "specs[0]"),
        (spec("Friday", "09:00-17:00", "2026-12-31", "2026-12-31"), "specs[0].dayOfWeek"),  # a Thursday
    ],
)
def test_special_hours_say_their_dates(said: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        special_days_of(read(said))
    assert refusal.value.field == field
