from __future__ import annotations

from typing import Any

import pytest

from slacal.policies.reach import unreached

WHEN = {"when": {"tier": "gold"}}


def places(written: Any, kind: str = "") -> list[str]:
    return [fault.field for fault in unreached(written, kind)]


def test_p28_what_stands_after_a_rule_for_all_is_never_reached() -> None:
    assert places([WHEN, {}, WHEN, {}]) == ["[1]"]
    assert places([WHEN, WHEN, {}]) == []


def test_p27_a_rule_for_all_of_one_unit_leaves_the_other_reachable() -> None:
    request, hour = {"unit": "request"}, {"unit": "hour"}
    assert places([request, hour], "unit") == []
    assert places([request, {**WHEN, **hour}, {**WHEN, **request}], "unit") == ["[0]"]


@pytest.mark.parametrize("written", [None, "all", {}, [], [1, None], [{"unit": []}, {"unit": {}}]])
def test_what_cannot_be_read_is_left_to_its_own_reader(written: Any) -> None:
    assert places(written, "unit") == []
