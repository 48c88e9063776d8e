"""The walk that other libraries are held against. 20 November 2026 is a Friday."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from bench.walk import FIVE_DAYS, MOSCOW, SIX_DAYS, Question, Walk

HOUR = timedelta(hours=1)


def november(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (november(20, 18), 2, november(21, 10)),  # one hour to 19:00 on Friday, one from 9:00 on Saturday
        (november(20, 18), 8, november(21, 16)),  # 1 on Friday, 7 on Saturday: its closing
        (november(20, 18), 9, november(23, 11)),  # the ninth on Monday, from 10:00
        (november(3, 18), 2, november(5, 11)),  # the 4th is a holiday: one on Tuesday, one on Thursday
        (november(22, 12), 1, november(23, 11)),  # Sunday is closed
    ],
)
def test_due_times_and_open_time_agree_with_a_count_by_hand(start: datetime, hours: int, due: datetime) -> None:
    walk = Walk(SIX_DAYS)
    assert walk.due(start, hours * HOUR) == due
    assert walk.elapsed(start, due) == hours * HOUR


def test_without_the_saturday_the_time_goes_on_at_monday() -> None:
    assert Walk(FIVE_DAYS).due(november(20, 18), 2 * HOUR) == november(23, 11)


@pytest.mark.parametrize(
    ("got", "right"),
    [(november(21, 16), True), (november(23, 10), True), (november(22, 10), False), (november(24, 10), False)],
)
def test_a_closing_and_the_next_opening_are_both_right(got: datetime, right: bool) -> None:
    question = Question(november(20, 18), 8 * HOUR, november(21, 16))
    assert Walk(SIX_DAYS).answers(question, got) is right
