"""JSON to plain trees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.documents import loads
from slacal.documents.caps import MAX_KEY, MAX_WHOLE, UNFIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.documents import Plain

    Refused = Callable[..., list[tuple[str, str]]]

fit_text = st.text(max_size=20).filter(lambda text: not UNFIT.search(text))
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_WHOLE, MAX_WHOLE)
    | st.floats(allow_nan=False, allow_infinity=False)
    | fit_text
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(fit_text, inner, max_size=5),
    max_leaves=20,
)


@given(trees)
def test_any_tree_of_plain_data_is_read_back_from_json(tree: Plain) -> None:
    content = loads(json.dumps(tree), format="json").content
    assert json.dumps(content) == json.dumps(tree)  # also tells 1 from 1.0 and from true


def test_json_is_read_as_written() -> None:
    text = '{"a": [1, -2.5e3, true, false, null, "19:00"], "b": {"c": "\\ud83d\\ude00"}}'
    assert loads(text, format="json").content == {"a": [1, -2500.0, True, False, None, "19:00"], "b": {"c": "😀"}}


def test_brackets_in_texts_do_not_nest() -> None:
    text = r'{"a": "' + "[" * 50 + r"\"" + "{" * 50 + r'\\", "b": []}'
    assert loads(text, format="json").content == {"a": "[" * 50 + '"' + "{" * 50 + "\\", "b": []}


def test_every_repeated_key_is_a_fault(refused: Refused) -> None:
    faults = refused('{"a": 1, "b": [{"c": 1, "c": 2, "c": 3}], "a": {"d": 1, "d": 2}}', "json")
    assert faults == [
        ("repeated-key", "b[0].c"),
        ("repeated-key", "b[0].c"),
        ("repeated-key", "a"),
        ("repeated-key", "a.d"),
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", str(2**63), str(-(2**63)), "1" * 10_000])
def test_numbers_that_readers_take_differently_are_refused(number: str, refused: Refused) -> None:
    assert refused('{"a": [0, ' + number + "]}", "json") == [("number", "a[1]")]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "line 1, column 1"),
        ('{"a": 1 "b": 2}', "line 1, column 9"),
        ("{\n  'a': 1}", "line 2, column 3"),
        ('{"a": 1} x', "line 1, column 10"),
        ('["a\nb"]', "line 1, column 4"),
        ("[01]", "line 1, column 3"),
    ],
)
def test_a_syntax_error_has_its_line_and_column(text: str, field: str, refused: Refused) -> None:
    assert refused(text, "json") == [("syntax", field)]


@pytest.mark.parametrize(("text", "field"), [(r'["\u0000"]', "[0]"), (r'{"a": "\ud800"}', "a"), (r'["\u001b"]', "[0]")])
def test_escapes_of_unfit_characters_are_refused(text: str, field: str, refused: Refused) -> None:
    assert refused(text, "json") == [("character", field)]


def test_a_key_with_an_unfit_character_is_refused(refused: Refused) -> None:
    assert refused(r'{"a": {"\u0007": 1}}', "json") == [("key", "a")]


def test_paths_stay_short_inside_a_key_that_is_too_long(refused: Refused) -> None:
    faults = refused('{"' + "k" * 10_000 + '": [NaN]}', "json")
    assert faults == [("key", "document"), ("number", "k" * MAX_KEY + "[0]")]
