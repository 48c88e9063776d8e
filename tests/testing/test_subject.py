"""What a subject answers is known before it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from slacal.testing.subject import can


class Desk:
    """Somebody's own code."""

    due = timedelta(hours=8)

    def add(self, start: Any, amount: Any, *, edge: str = "near") -> Any:
        return start + amount

    def elapsed(self, *instants: Any, **options: Any) -> Any:
        return instants[1] - instants[0]


@pytest.mark.parametrize(
    ("subject", "question", "answers"),
    [
        (Desk(), "add", True),
        (Desk(), "add(edge)", True),
        (Desk(), "add(owns)", False),
        (Desk(), "elapsed(edge)", True),  # it takes any
        (Desk(), "subtract", False),
        (Desk(), "due", False),  # no method
        ({}, "update", True),
        ({}, "update(edge)", False),  # written in C, and does not say what it takes
    ],
)
def test_a_method_or_an_option_of_it_is_there_or_not(subject: object, question: str, answers: bool) -> None:
    assert can(subject, question) is answers
