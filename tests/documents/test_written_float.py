from __future__ import annotations

import copy
import json
import pickle

import pytest

from slacal.documents import loads
from slacal.documents.tree import text_at
from slacal.documents.written_float import WrittenFloat, float_of
from slacal.errors import BadInput


@pytest.mark.parametrize("text", ["1.10", "1e3", "1.0", "-0.50", "0.00001"])
def test_a_number_keeps_a_text_that_python_would_not_write(text: str) -> None:
    number = float_of(text)
    assert isinstance(number, WrittenFloat)
    assert (number, number.written, json.dumps(number)) == (float(text), text, json.dumps(float(text)))


@pytest.mark.parametrize("text", ["1.1", "-2.5", "33.333"])
def test_a_number_that_python_writes_alike_is_a_plain_float(text: str) -> None:
    assert type(float_of(text)) is float


def test_copies_keep_the_text() -> None:
    number = WrittenFloat("1.10")
    pickled = pickle.loads(pickle.dumps(number))  # noqa: S301 - our own bytes
    for same in (copy.deepcopy(number), pickled):
        assert (same, same.written) == (1.1, "1.10")


def test_a_text_that_was_meant_is_told_as_it_was_written() -> None:
    with pytest.raises(BadInput, match=r'put it in quotes: "1\.10"'):
        text_at(loads("1.10", format="json").content, "version")
