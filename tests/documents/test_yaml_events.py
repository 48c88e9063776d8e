"""YAML text as a row of events."""

from __future__ import annotations

import pytest

from slacal.documents.yaml_events import events


def test_every_value_is_an_event_and_every_mapping_and_list_has_an_end() -> None:
    row = [(event.kind, event.text) for event in events("a: [1, {}]\n", "x")]
    scalars = [("mapping", ""), ("scalar", "a"), ("list", ""), ("scalar", "1"), ("mapping", "")]
    assert row == [*scalars, ("end", ""), ("end", ""), ("end", "")]


@pytest.mark.parametrize("text", ["'1'", '"1"', "|-\n 1", ">-\n 1"])
def test_only_a_scalar_without_quotes_is_bare(text: str) -> None:
    assert [event.bare for event in events(f"- 1\n- {text}", "x") if event.kind == "scalar"] == [True, False]


def test_an_event_knows_its_line_and_its_characters() -> None:
    text = "a: é\nb: {c: 'd e'}"
    *_, last = (event for event in events(text, "x") if event.kind == "scalar")
    assert (last.line, text[last.begin : last.end]) == (2, "'d e'")


def test_only_mappings_and_lists_in_braces_and_brackets_are_braced() -> None:
    starts = [event.braced for event in events("a: {b: [c]}\nd:\n  - e", "x") if event.kind in {"mapping", "list"}]
    assert starts == [False, True, True, False]


def test_anchors_aliases_and_tags_are_told_and_not_followed() -> None:
    row = list(events("- &x a\n- *x\n- !!binary b", "x"))
    assert [(event.kind, event.anchor) for event in row if event.anchor] == [("scalar", "x"), ("alias", "x")]
    assert [event.tag for event in row if event.tag] == ["tag:yaml.org,2002:binary"]
