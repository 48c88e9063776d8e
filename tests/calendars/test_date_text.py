"""Where the dates of a rule end: behind a comma another date, another rule, or what cannot be kept."""

from __future__ import annotations

import pytest

from slacal.calendars.date_period import Period
from slacal.calendars.date_selector import DateSelector
from slacal.calendars.date_text import Selected, read_selected
from slacal.calendars.hours_text import parse_hours
from slacal.calendars.hours_tokens import Cursor
from slacal.errors import BadInput

CHRISTMAS_EVE = DateSelector(periods=(Period((12, 24), (12, 24)),))
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("Dec 24 off", Selected(CHRISTMAS_EVE, (), public_holidays=False)),
        ("Mo,We off", Selected(None, (0, 2), public_holidays=False)),
        ("Sa,PH off", Selected(None, (5,), public_holidays=True)),
        ("PH off", Selected(None, (), public_holidays=True)),
        ("off", Selected(None, EVERY_DAY, public_holidays=False)),
    ],
)
def test_a_rule_is_about_dates_or_else_about_weekdays_and_public_holidays(text: str, selected: Selected) -> None:
    assert read_selected(Cursor(text, "week")) == selected


@pytest.mark.parametrize("dates", ["2026", "2026-2028", "week 10", "Dec 24", "2026,2028 Dec 24"])
def test_weekdays_behind_a_comma_are_a_rule_of_their_own_and_the_dates_before_it_lack_hours(dates: str) -> None:
    with pytest.raises(BadInput, match="has no hours before the comma") as refused:
        parse_hours(f"{dates}, Mo 10:00-12:00")
    assert refused.value.value == dates


@pytest.mark.parametrize(
    ("text", "piece", "problem"),
    [
        ("Dec 24,26 2026 off", "26 2026", "has its year last (character 8)"),
        ("Dec 24,26+ off", "26+", "leaves its end open, which cannot be kept (character 8)"),
        ("Dec 24,32 off", "32", "is not a month and a day of it (character 8)"),
    ],
)
def test_a_day_behind_a_comma_is_refused_by_itself(text: str, piece: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_hours(text)
    assert refused.value.value == piece
    assert refused.value.problem.endswith(problem)


@pytest.mark.parametrize("days", ["-1 day", "-2 days", "+1 day", "+2 days"])
def test_days_before_or_after_a_date_cannot_be_kept(days: str) -> None:
    with pytest.raises(BadInput, match="moves a date or leaves its end open") as refused:
        parse_hours(f"Dec 24 {days} off")
    assert refused.value.value == f"Dec 24 {days[0]}"
