"""Faults at a place in the text."""

from __future__ import annotations

import pickle

import pytest

from slacal.documents import loads
from slacal.documents.faults import misspelt, place
from slacal.errors import BadDocument


@pytest.mark.parametrize(("at", "expected"), [(0, (1, 1)), (1, (1, 2)), (2, (2, 1)), (3, (3, 1)), (4, (3, 2))])
def test_the_place_of_a_character_is_its_line_and_column(at: int, expected: tuple[int, int]) -> None:
    assert place("a\n\nb", at) == expected


def test_a_fault_in_a_long_line_shows_the_text_around_it() -> None:
    fault = misspelt("a" * 500 + "X" + "b" * 500, (1, 501), "is wrong", "mend it")
    assert fault.value == "a" * 39 + "X" + "b" * 40


def test_a_fault_past_the_last_line_shows_nothing() -> None:
    assert misspelt("a", (9, 1), "is wrong", "mend it").value == ""


def test_the_errors_of_documents_pickle() -> None:
    with pytest.raises(BadDocument) as caught:
        loads('{"a": 1, "a": 1e400}', format="json")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  pickled one line above
    assert str(again) == str(caught.value)
    assert [fault.args for fault in again.faults] == [fault.args for fault in caught.value.faults]
    assert len(again.faults) == 2
