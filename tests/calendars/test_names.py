"""The English names of weekdays and months."""

from __future__ import annotations

import pytest

from slacal.calendars.names import month_number, weekday_number, weekdays_text


@pytest.mark.parametrize("name", ["Th", "th", "TH", "Thu", "thursday", "Thursday"])
def test_a_weekday_is_known_by_two_letters_three_or_all_of_them(name: str) -> None:
    assert weekday_number(name) == 3


@pytest.mark.parametrize("name", ["T", "Thur", "Do", "Пн", "", "Mondays"])
def test_other_words_are_no_weekdays(name: str) -> None:
    assert weekday_number(name) is None


@pytest.mark.parametrize(("name", "number"), [("jan", 1), ("May", 5), ("DEC", 12), ("December", 12)])
def test_a_month_is_known_by_three_letters_or_all_of_them(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize("name", ["Ja", "Dez", "Mai", "13"])
def test_other_words_are_no_months(name: str) -> None:
    assert month_number(name) is None


@pytest.mark.parametrize(
    ("weekdays", "text"),
    [((0,), "Mo"), ((5, 6), "Sa-Su"), ((0, 2, 4), "Mo,We,Fr"), ((0, 1, 3, 4), "Mo-Tu,Th-Fr"), ((), "")],
)
def test_neighbouring_weekdays_are_written_as_a_range(weekdays: tuple[int, ...], text: str) -> None:
    assert weekdays_text(weekdays) == text
