"""YAML to plain trees with lines."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.documents import loads
from slacal.documents.caps import UNFIT
from slacal.errors import BadDocument, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.documents import Plain

    Refused = Callable[..., list[tuple[str, str]]]


def test_yaml_is_read_as_written() -> None:
    text = """\
---
# a policy
name: Gold
from: 2026-11-21
opens: 19:00
week: Mo-Fr 09:00-12:00, Sa 10:00-12:00
special_days:
  2026-12-31: off
  "12-30": 'it''s "off"'
goals:
- within: 8 business hours
  firm: true
- [1, 1.5, ~, {a: }]
1: one
true: yes
note: |
  two
  lines
folded: one
  line
...
"""
    assert loads(text).content == {
        "name": "Gold",
        "from": "2026-11-21",
        "opens": "19:00",
        "week": "Mo-Fr 09:00-12:00, Sa 10:00-12:00",
        "special_days": {"2026-12-31": "off", "12-30": 'it\'s "off"'},
        "goals": [{"within": "8 business hours", "firm": True}, [1, 1.5, None, {"a": None}]],
        "1": "one",
        "true": "yes",
        "note": "two\nlines\n",
        "folded": "one line",
    }


def test_quotes_and_blocks_keep_a_scalar_text() -> None:
    assert loads("- '8'\n- \"true\"\n- >-\n  8\n- ''\n- 8").content == ["8", "true", "8", "", 8]


fit_text = st.text(max_size=12).filter(lambda text: not UNFIT.search(text))
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6) | fit_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(fit_text, inner, max_size=4),
    max_leaves=8,
)


@given(trees, st.sampled_from([None, 2]))
def test_json_read_as_yaml_says_the_same(tree: Plain, indent: int | None) -> None:
    text = json.dumps(tree, ensure_ascii=False, indent=indent)
    assert json.dumps(loads(text).content) == json.dumps(tree)


def test_every_fault_of_a_document_is_gathered_with_its_path_and_line() -> None:
    text = 'a: &x 1\nb: *x\nc: !!str 3\n<<: {d: 4}\ne:\n  f: 1\n  f: 2\n  f: 3\n~: 6\ng: 1e999\nh: "\\e"\n'
    with pytest.raises(BadDocument) as caught:
        loads(text)
    found = [(fault.code, fault.field, fault.problem.split()[2]) for fault in caught.value.faults]
    assert found == [
        ("anchor", "a", "1"),
        ("alias", "b", "2"),
        ("tag", "c", "3"),
        ("merge-key", '["<<"]', "4"),
        ("repeated-key", "e.f", "7"),
        ("repeated-key", "e.f", "8"),
        ("key", "document", "9"),
        ("number", "g", "10"),
        ("character", "h", "11"),
    ]
    assert "first on line 6" in caught.value.faults[5].problem


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("! x", ["tag"]),
        ("!!python/object:os.system {}", ["tag"]),
        ("!<tag:x> [1]", ["tag"]),
        ("&a {b: c}", ["anchor"]),
        ("*a", ["alias"]),
        ("&a b: c", ["anchor"]),
        ("!t b: c", ["tag"]),
        ("a: &x !t b", ["anchor", "tag"]),
        ("{<<: 1}", ["merge-key"]),
        ("*a : b", ["alias", "key"]),
        ("[a]: b", ["key"]),
        ("? {a: b}\n: c", ["key"]),
        (": b", ["key"]),
        ("a\n---\nb", ["second-document"]),
        ("a\n...\n%YAML 1.1\n---\n19:00", ["second-document"]),
        ("", ["empty"]),
        ("# only a comment\n", ["empty"]),
        ('"\\UFFFFFFFF"', ["syntax"]),
    ],
)
def test_what_yaml_has_beyond_plain_data_is_refused(text: str, codes: list[str], refused: Refused) -> None:
    assert [code for code, _ in refused(text)] == codes


def test_a_quoted_merge_key_is_a_key() -> None:
    assert loads('"<<": 1\n"~": 2').content == {"<<": 1, "~": 2}


@pytest.mark.parametrize(
    "text",
    [
        "%YAML 1.1\n---\na: 19:00",
        "%YAML 1.2\n---\na: 1",
        "%TAG ! tag:x,2026:\n---\na",
        "%FOO bar\n---\na",
        "# note\n\n  # note\n%FOO\n---\na",
        "# note\r%FOO\r---\ra",
        "# note\r\n%FOO\r\n---\r\na",
    ],
)
def test_directives_are_refused_before_anything_is_read(text: str, refused: Refused) -> None:
    ((code, _),) = refused(text)
    assert code == "directive"


def test_a_percent_sign_in_the_content_is_no_directive() -> None:
    assert loads("a:\n  - 75%\n  - >-\n    %x\n").content == {"a": ["75%", "%x"]}


@pytest.mark.parametrize(
    ("text", "field", "mend"),
    [
        ("a: 1\nb: c: d", "line 2, column 5", "put quotes around"),
        ("a:\n\tb: c", "line 2, column 1", "indent with spaces"),
        ("a: @x", "line 1, column 4", "put the text in quotes"),
        ("a: [1, 2", "line 1, column 9", "close the quote or the bracket"),
        ("a: 'x", "line 1, column 6", "close the quote or the bracket"),
        ("a:\n  - b\n - c", "line 3, column 2", "check the indentation"),
        ("a: 1\nb", "line 2, column 2", "check the indentation"),
        ('"\\x"', "line 1, column 4", "check the indentation, the quotes"),
    ],
)
def test_a_syntax_error_has_its_line_its_column_and_a_mend(text: str, field: str, mend: str) -> None:
    with pytest.raises(BadDocument) as caught:
        loads(text)
    (fault,) = caught.value.faults
    assert (fault.code, fault.field) == ("syntax", field)
    assert fault.mend.startswith(mend)


def test_without_ruamel_yaml_the_mend_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(MissingExtra) as caught:
        loads("a: 1")
    assert caught.value.mend == 'pip install "slacal[yaml]"'
