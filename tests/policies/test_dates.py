from __future__ import annotations

from typing import Any

import pytest

from slacal.policies.dates import MOST_VERSIONS, midnight, unordered

NOTHING: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        (None, []),
        ("soon", []),
        ([], ["then"]),
        ([{"from": "2027-01-01", "a": 1}, {"from": "2028-01-01", "a": 1}], []),
        ([{"from": "2027-01-01", "a": 1}, {"from": "2027-01-01", "a": 1}], ["then[1].from"]),
        ([{"from": "2027-01-01", "a": 1}, {"from": "2026-01-01"}], ["then[1]", "then[1].from"]),
        ([{"from": "soon", "a": 1}, {"from": "2026-01-01", "a": 1}, 5], []),  # their own readers tell
        ([NOTHING] * (MOST_VERSIONS + 1), ["then"]),
    ],
)
def test_each_version_is_later_than_the_one_before_it_and_changes_something(written: Any, fields: list[str]) -> None:
    assert [fault.field for fault in unordered(written)] == fields


def test_a_date_begins_at_midnight_in_the_zone() -> None:
    assert midnight("1970-01-01", "Etc/GMT-3") == -3 * 3_600_000_000
