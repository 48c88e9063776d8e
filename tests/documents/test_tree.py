"""A document, its lines, and the check for text."""

from __future__ import annotations

import pytest

from slacal.documents import Document, loads, text_at
from slacal.errors import BadDocument, BadInput, UnknownName

POLICY = """\
name: Gold
targets:
  First response:
    goals:
      - within: 1 business hour
      - {when: {priority: low},
         within: 8 business hours}
zone: Europe/Riga
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("name", 1),
        ("targets", 2),
        ('targets["First response"]', 3),
        ('targets["First response"].goals[0]', 5),
        ('targets["First response"].goals[1].when.priority', 6),
        ('targets["First response"].goals[1].within', 7),
        ("zone", 8),
        ("", 1),
    ],
)
def test_each_value_of_a_yaml_document_knows_its_line(path: str, line: int) -> None:
    assert loads(POLICY).line_of(path) == line


def test_a_path_that_is_not_there_has_the_line_of_the_nearest_value_around_it() -> None:
    document = loads(POLICY)
    assert document.line_of('targets["First response"].goals[0].calendar') == 5
    assert document.line_of("zone[3].x") == 8


def test_lines_are_unknown_where_the_parser_does_not_tell_them() -> None:
    assert loads("{}", format="json").line_of("zone") is None


def test_a_refusal_names_the_document_and_the_line_of_each_fault() -> None:
    document = loads(POLICY, name="gold.yaml")
    inner = BadDocument("calendars", [BadInput("name", "Gold", "is taken", "rename it")])
    error = document.refuse([UnknownName("zone", "Riga", "is unknown", "write Europe/Riga", "zone"), inner])
    assert error.field == "gold.yaml"
    assert [type(fault) for fault in error.faults] == [UnknownName, BadInput]
    assert [fault.code for fault in error.faults] == ["zone", "bad-input"]
    assert [fault.problem for fault in error.faults] == ["on line 8 is unknown", "on line 1 is taken"]


def test_a_document_is_rebuilt_by_its_repr() -> None:
    document = loads("a: [1, x]")
    assert eval(repr(document), {"Document": Document}) == document  # noqa: S307  the repr of a value of ours


def test_text_is_returned_as_it_is() -> None:
    assert text_at("off", "week") == "off"


@pytest.mark.parametrize(
    ("value", "mend"),
    [
        ({"note": "call back"}, 'put it in quotes: "note: call back"'),
        ({"note": None}, 'put it in quotes: "note:"'),
        ({"note": 0}, 'put it in quotes: "note: 0"'),
        (True, 'put it in quotes: "true"'),
        (8, 'put it in quotes: "8"'),
        (None, "write one text, in quotes"),
        ({}, "write one text, in quotes"),
        ({"a": "b", "c": "d"}, "write one text, in quotes"),
        ({"a": {"b": "c"}}, "write one text, in quotes"),
        ({"a": ["b"]}, "write one text, in quotes"),
        (["a"], "write one text, in quotes"),
    ],
)
def test_what_is_not_text_is_refused_with_the_text_that_was_probably_meant(value: object, mend: str) -> None:
    with pytest.raises(BadInput) as caught:
        text_at(value, "assumptions[0]")
    assert (caught.value.code, caught.value.field, caught.value.mend) == ("not-text", "assumptions[0]", mend)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({}, "a mapping"),
        ([], "a list"),
        (False, "true or false"),
        (1.5, "a number"),
        (None, "nothing"),
        ((), "a tuple"),
    ],
)
def test_the_refusal_says_what_stands_there(value: object, kind: str) -> None:
    with pytest.raises(BadInput, match=f"is {kind}, not a text"):
        text_at(value, "week")
