"""A calendar as a value: in a user's model, in a notebook, and on dates of which a part is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel, ValidationError

from slacal import BeyondData, Calendar, HolidayDates, show

if TYPE_CHECKING:
    from collections.abc import Callable

TOLD = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}
DESK = Calendar.from_dict(TOLD)
FRIDAY = date(2026, 11, 20)


def test_a_calendar_is_a_field_of_a_users_model() -> None:
    class Team(BaseModel):
        hours: Calendar

    team = Team.model_validate({"hours": TOLD})
    assert team.hours == DESK
    assert Team(hours=DESK).hours is DESK
    assert team.model_dump() == {"hours": DESK.to_dict()}
    assert Team.model_validate_json(team.model_dump_json()) == team
    with pytest.raises(ValidationError) as refused:
        Team.model_validate({"hours": {**TOLD, "zone": "Mars"}})
    assert [line["loc"] for line in refused.value.errors()] == [("hours",)]


def test_a_notebook_shows_a_calendar_as_show_draws_it() -> None:
    assert DESK._repr_html_() == show.calendar(DESK).html


OF_FRIDAY: list[Callable[[Calendar], object]] = [
    lambda calendar: calendar.fingerprint(FRIDAY, FRIDAY + timedelta(days=1)),
    lambda calendar: calendar.freeze(FRIDAY, FRIDAY + timedelta(days=1)),
    lambda calendar: calendar.is_business_day(FRIDAY),
    lambda calendar: calendar.count_business_days(FRIDAY, FRIDAY, counts_from="same_day"),
]


@pytest.mark.parametrize("question", OF_FRIDAY)
def test_c8_a_date_whose_first_half_second_is_unknown_is_unknown(question: Callable[[Calendar], object]) -> None:
    unknown = HolidayDates.of([], covers=(date(2026, 11, 23), date(2026, 12, 31)))  # from the Monday after it
    old = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=unknown, coverage="raise")
    changed = old.until(datetime(2026, 11, 20, 0, 0, 0, 500_000, tzinfo=UTC), then=old.replace(holidays=[]))
    with pytest.raises(BeyondData):
        question(changed)
