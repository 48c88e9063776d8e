"""How a law fared, in a few words for a table."""

from __future__ import annotations

import pytest

from slacal.testing import LawResult


@pytest.mark.parametrize(
    ("result", "note"),
    [
        (LawResult("zero", "...", "skipped", "asks for subtract"), "asks for subtract"),
        (
            LawResult("zero", "...", "skipped", "asks for subtract, roll_forward, roll_back"),
            "asks for subtract and 2 more",
        ),
        (LawResult("zero", "...", "skipped", "has no answer to any case", 100, 0), "has no answer to any case"),
        (LawResult("zero", "...", "held", "", 100, 100), ""),
        (LawResult("zero", "...", "held", "", 100, 5), "5 of 100 cases"),
    ],
)
def test_a_note_says_why_nothing_was_asked_or_how_often_there_was_an_answer(result: LawResult, note: str) -> None:
    assert result.note == note
