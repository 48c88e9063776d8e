from __future__ import annotations

from typing import Any

import pytest

from slacal.policies.draft import value_at

TREE = {"name": "desk", "goals": [{"within": "3 months"}]}


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        ((), TREE),
        (("goals", 0, "within"), "3 months"),
        (("goals", 1, "within"), None),
        (("goals", "within"), None),
        (("name", "within"), None),
        (("source",), None),
    ],
)
def test_a_place_of_which_a_document_says_nothing_has_no_value(steps: tuple[Any, ...], value: object) -> None:
    assert value_at(TREE, steps) == value
