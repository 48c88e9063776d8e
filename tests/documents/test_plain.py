"""What the parsers of the standard library made, as plain trees."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.documents.plain import Pairs, plain_document
from slacal.errors import BadDocument


def test_pairs_and_mappings_become_dicts_in_their_order() -> None:
    raw = Pairs([("b", [1, {"d": date(2026, 11, 21)}]), ("a", Pairs())])
    content = plain_document(raw, "x").content
    assert content == {"b": [1, {"d": "2026-11-21"}], "a": {}}
    assert isinstance(content, dict)
    assert list(content) == ["b", "a"]


def test_a_repeated_key_among_pairs_is_a_fault() -> None:
    with pytest.raises(BadDocument) as caught:
        plain_document([Pairs([("a", 1), ("a", 1)])], "x")
    assert [(fault.code, fault.field) for fault in caught.value.faults] == [("repeated-key", "[0].a")]
