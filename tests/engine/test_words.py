"""Words: texts that do no harm, and amounts that are never days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from slacal.engine.words import hours_text, printable


def test_what_does_not_print_is_escaped() -> None:
    assert printable("red \x1b[31m\n\u202e") == "red \\x1b[31m\\n\\u202e"
    assert printable("Поддержка 8×5") == "Поддержка 8×5"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (timedelta(days=3), "72 h 00 min"),
        (-timedelta(minutes=90), "-1 h 30 min"),
        (timedelta(seconds=61), "0 h 01 min 1 s"),
        (timedelta(microseconds=1), "0 h 00 min 0.000001 s"),
    ],
)
def test_amounts_are_hours_and_minutes_and_whatever_lies_below(amount: timedelta, text: str) -> None:
    assert hours_text(amount) == text


def test_units_are_those_of_the_language() -> None:
    assert hours_text(timedelta(hours=72), ("ч", "мин", "с")) == "72 ч 00 мин"
