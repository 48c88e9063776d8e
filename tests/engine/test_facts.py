from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from slacal.engine.facts import Scalar, as_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("high", "high"),
        (True, "true"),
        (False, "false"),
        (2.0, "2"),
        (2.5, "2.5"),
        (7, "7"),
        (None, "None"),
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 9, tzinfo=UTC), "2026-11-23T09:00:00+00:00"),
    ],
)
def test_a_fact_is_compared_by_its_text(value: Scalar, text: str) -> None:
    assert as_text(value) == text
