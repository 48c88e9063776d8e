"""Paths as text and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.documents.path import path_text, steps_of


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ((), ""),
        (("targets", "gold", "goals", 2, "within"), "targets.gold.goals[2].within"),
        ((0, "week"), "[0].week"),
        (("special_days", "2026-12-31"), "special_days.2026-12-31"),
        (("special_days", "2026-12-31..2027-01-02"), 'special_days["2026-12-31..2027-01-02"]'),
        (("Reaktion", "Störung"), "Reaktion.Störung"),
        (('say "x"', ""), '["say \\"x\\""][""]'),
        (("table", "1"), "table.1"),
    ],
)
def test_a_path_is_spelled_with_dots_and_brackets(steps: tuple[str | int, ...], text: str) -> None:
    assert path_text(steps) == text


def test_a_path_escapes_what_does_not_print() -> None:
    assert path_text(("a\x1b[31m",)) == r'["a\u001b[31m"]'


@given(st.lists(st.text() | st.integers(0, 10**6)))
def test_a_path_is_read_back_from_its_text(steps: list[str | int]) -> None:
    assert steps_of(path_text(steps)) == tuple(steps)


@given(st.text() | st.text('.["]a0\\q'))
def test_any_text_is_read_as_far_as_it_is_a_path(text: str) -> None:
    steps = steps_of(text)
    assert steps_of(path_text(steps)) == steps


def test_reading_a_path_stops_at_what_is_no_step() -> None:
    assert steps_of(r'week.fri[1]["\q"].x') == ("week", "fri", 1)


def test_a_key_that_should_have_been_text_is_shown_as_it_is() -> None:
    assert path_text(("events", date(2026, 12, 31))) == 'events["datetime.date(2026, 12, 31)"]'  # type: ignore[arg-type]
