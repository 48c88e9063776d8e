"""Words: texts that do no harm, and amounts that are never days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from slacal.engine.words import Language, clock_text, hours_text, printable

OWN = Language(
    texts={
        "left": "noch {0} für {1:goal} am {2:day}, {3:why}",
        "named": "Tag{0:if.name}{at}",
        "if.name": " ({0})",
        "why.known": "wie bekannt",
    },
    weekdays=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    date="%d.%m.%Y",
    units=("Std", "Min", "Sek"),
    goal=str.upper,
    day=str.title,
)


def test_what_does_not_print_is_escaped() -> None:
    assert printable("red \x1b[31m\n\u202e") == "red \\x1b[31m\\n\\u202e"
    assert printable("Поддержка 8×5") == "Поддержка 8×5"
    assert printable("C:\\logs\n") == "C:\\logs\\n"  # a backslash prints


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (timedelta(days=3), "72 h 00 min"),
        (-timedelta(minutes=90), "-1 h 30 min"),
        (timedelta(seconds=61), "0 h 01 min 1 s"),
        (timedelta(microseconds=1), "0 h 00 min 0.000001 s"),
        (timedelta(seconds=1.5), "0 h 00 min 1.5 s"),
        (timedelta(0), "0 h 00 min"),
    ],
)
def test_amounts_are_hours_and_minutes_and_whatever_lies_below(amount: timedelta, text: str) -> None:
    assert hours_text(amount) == text


def test_units_are_those_of_the_language() -> None:
    assert hours_text(timedelta(hours=72), ("ч", "мин", "с")) == "72 ч 00 мин"


@pytest.mark.parametrize(
    ("past", "text"),
    [
        (timedelta(0), "18:00"),
        (timedelta(seconds=1), "18:00:01"),
        (timedelta(seconds=1.5), "18:00:01.500000"),
        (timedelta(seconds=0.25), "18:00:00.250000"),
    ],
)
def test_a_time_of_day_is_written_as_far_down_as_it_goes(past: timedelta, text: str) -> None:
    assert clock_text(datetime(2026, 11, 20, 18, tzinfo=UTC) + past) == text


def test_a_template_says_each_value_in_the_words_of_its_family() -> None:
    said = OWN.said("left", timedelta(hours=2), "8 h", "feiertag", "known")
    assert said == "noch 2 Std 00 Min für 8 H am Feiertag, wie bekannt"


def test_a_code_that_the_language_does_not_know_is_said_as_it_is() -> None:
    assert OWN.said("left", "1", "2", "3", "new") == "noch 1 für 2 am 3, new"
    assert OWN.said("moved", "a", timedelta(hours=2)) == "moved a 2 Std 00 Min"


def test_what_is_empty_is_not_said() -> None:
    assert OWN.said("named", "") == "Tag"
    assert OWN.said("named", "Ostern") == "Tag (Ostern)"
