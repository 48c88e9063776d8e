"""What calendars tell beside the time: reasons, layers, notes and warnings, each in its words."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, cast

import pytest
from tests.calendars.told import examples, value_of

from slacal import Day, Status, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.policies.told import Example

EXAMPLES = examples("answers.txt")


def lines(answer: object) -> Iterator[str]:
    """Yield an answer as text, with all that it tells."""
    if isinstance(answer, Day):
        windows = ",".join(map(str, answer.windows)) or "off"
        spans = ", ".join(f"{opens:%d %H:%M} to {closes:%d %H:%M}" for opens, closes in answer.spans) or "nothing"
        yield f"{answer.date:%a} {answer.date} {windows}, {spans}: {_why(answer)}"
    elif isinstance(answer, Status):
        since = f" since {answer.since:%a %H:%M}" if answer.since else ""
        yield f"{answer}{since}: {_why(answer)}"
    elif isinstance(answer, Stretch):
        yield f"{answer} {answer.length}: {_why(answer)}"
    elif isinstance(answer, tuple):  # of stretches
        for part in cast("tuple[object, ...]", answer):
            yield from lines(part)
    else:
        yield str(answer)


def _why(answer: Day | Status | Stretch) -> str:
    return f"{answer.reason} ({answer.layer})" + (f"; {answer.note}" if answer.note else "")


def told(expression: str) -> list[str]:
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        answer = value_of(expression)
        found = [*lines(answer)] or ["nothing"]
    return [*found, *(f"{one.category.__name__}: {one.message}" for one in given)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_a_calendar_tells_this(example: Example) -> None:
    assert told(example.said) == example.told
