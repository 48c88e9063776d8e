"""Every finding of a calendar's review, in the words in which it is told; one without an example is missed here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.calendars.told import calls_of, examples, places_here, value_of

from slacal.calendars import review
from slacal.calendars.review import Finding

if TYPE_CHECKING:
    from tests.policies.told import Example, Place

EXAMPLES = examples("findings.txt")
DIFFERING = frozenset({"Europe/Berlin", "Asia/Tokyo"})


def found(expression: str) -> list[str]:
    """Return what a review of 2027 tells of a calendar."""
    told = value_of(expression).review(date(2027, 1, 1), date(2028, 1, 1), differing_zones=DIFFERING)
    return [f"{one.level} {one.code} {one}" for one in told] or ["nothing"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_a_review_tells_this_and_no_more(example: Example) -> None:
    assert found(example.said) == example.told


def test_no_finding_is_without_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    met: set[Place] = set()

    def noted(*parts: Any) -> Finding:
        met.update(places_here())
        return Finding(*parts)

    monkeypatch.setattr(review, "Finding", noted)
    for one in EXAMPLES:
        found(one.said)
    findings = calls_of({"Finding"})
    assert len(findings) > 5
    assert findings - met == set()
