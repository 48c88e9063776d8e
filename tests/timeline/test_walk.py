"""The open stretches between two instants, clipped at exact edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slacal.timeline.timeline import Timeline
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from slacal.spans.span_set import Pairs

LINE = Timeline.of(0, 50, [(10, 20), (30, 35)])


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 50, [(10, 20), (30, 35)]),
        (10, 35, [(10, 20), (30, 35)]),
        (11, 34, [(11, 20), (30, 34)]),
        (20, 30, []),  # from a closing to an opening
        (19, 31, [(19, 20), (30, 31)]),
        (0, 10, []),
        (35, 50, []),
        (15, 15, []),
        (12, 13, [(12, 13)]),
    ],
)
def test_stretches_between_two_instants(low: int, high: int, found: Pairs) -> None:
    assert list(between(LINE, low, high)) == found


def test_a_timeline_without_stretches_yields_none() -> None:
    assert list(between(Timeline.of(0, 50, []), 0, 50)) == []
