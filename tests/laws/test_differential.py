"""A million answers of the fast paths against the oracle's stretches: ``make oracle``; the usual run takes a sample.

Each drawn calendar is walked by the oracle for six weeks; its stretches are then asked by plain loops that count. The
instants lie on the edges, a microsecond beside them, and anywhere.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from slacal.calendars import questions
from slacal.testing.oracle_clock import DAY, instant_of
from slacal.testing.oracle_open import doors_of
from slacal.testing.strategies import calendars, instants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slacal import Calendar

WEEKS = 6 * 7
QUESTIONS = 500
Pairs = list[tuple[int, int]]


def walked(calendar: Calendar, first: int, last: int) -> Pairs:
    """Return the open stretches between two instants, found by asking the oracle from edge to edge."""
    doors = doors_of(calendar)
    edges = {at for day in range(first // DAY, last // DAY + 1) for at in doors.edges(day) if first < at < last}
    steps = [first, *sorted(edges), last]
    pairs: Pairs = []
    for start, end in pairwise(steps):
        if doors.is_open(start):
            if pairs and pairs[-1][1] == start:
                start = pairs.pop()[0]  # noqa: PLW2901 - the stretch goes on
            pairs.append((start, end))
    return pairs


def is_open(pairs: Pairs, at: int) -> bool:
    return any(start <= at < end for start, end in pairs)


def elapsed(pairs: Pairs, low: int, high: int) -> int:
    return sum(max(0, min(end, high) - max(start, low)) for start, end in pairs)


def due(pairs: Pairs, at: int, amount: int) -> int | None:
    for start, end in pairs:
        left = max(0, end - max(start, at))
        if amount <= left:
            return max(start, at) + amount
        amount -= left
    return None


def begun(pairs: Pairs, at: int, amount: int) -> int | None:
    for start, end in reversed(pairs):
        left = max(0, min(end, at) - start)
        if amount <= left:
            return min(end, at) - amount
        amount -= left
    return None


def following(edges: Sequence[int], at: int) -> int | None:
    return next((edge for edge in edges if edge > at), None)


def assert_no_difference(calendar: Calendar, middle: int, random: Random) -> Counter[str]:
    """Ask the calendar and its walked stretches the same questions, and count them; any difference fails."""
    first, last = middle - WEEKS // 2 * DAY, middle + WEEKS // 2 * DAY
    pairs, horizon = walked(calendar, first, last), calendar.horizon
    inner = [at for pair in pairs for at in pair if first < at < last]
    starts, ends = [s for s, _ in pairs if s > first], [e for _, e in pairs if e < last]
    asked: Counter[str] = Counter()
    for _ in range(QUESTIONS):
        at, other = (_instant(inner, first, last, random) for _ in range(2))
        low, high = min(at, other), max(at, other)
        amount = random.choice([1, 60_000_000, random.randrange(1, 40 * 3_600_000_000), elapsed(pairs, low, high) or 1])
        checks: list[tuple[object, Callable[..., object], tuple[int, ...]]] = [
            (is_open(pairs, at), questions.is_open, (at,)),
            (elapsed(pairs, low, high), questions.elapsed, (low, high)),
            (due(pairs, at, amount), questions.advance, (at, amount)),
            (begun(pairs, at, amount), questions.retreat, (at, amount)),
            (following(starts, at), questions.next_open, (at,)),
            (following(ends, at), questions.next_close, (at,)),
        ]
        for expected, ask, about in checks:
            if expected is not None:  # None: the answer lies outside the weeks that were walked
                assert ask(horizon, *about) == expected, (ask, calendar, about)
                asked[ask.__name__] += 1
    return asked


def _instant(edges: Sequence[int], first: int, last: int, random: Random) -> int:
    if edges and random.random() < 0.6:
        return min(max(random.choice(edges) + random.choice([-1, 0, 0, 1]), first), last - 1)
    return random.randrange(first, last)


def assert_no_difference_in(examples: int) -> Counter[str]:
    asked: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        phases=[Phase.generate],
    )
    @given(st.data(), st.integers(0, 2**32))
    def search(data: st.DataObject, seed: int) -> None:
        calendar = data.draw(calendars())
        middle = instant_of(data.draw(instants(calendar)))
        if abs(middle) < 80 * 365 * DAY:
            asked.update(assert_no_difference(calendar, middle, Random(seed)))  # noqa: S311 - a test's own dice

    search()
    return asked


def test_answers_are_those_of_the_walked_stretches() -> None:
    assert assert_no_difference_in(8).total() > 8 * QUESTIONS


@pytest.mark.exhaustive
def test_a_million_answers_are_those_of_the_walked_stretches(capsys: pytest.CaptureFixture[str]) -> None:
    asked: Counter[str] = Counter()
    while asked.total() < 1_000_000:
        asked += assert_no_difference_in(100)
    with capsys.disabled():
        print(f"\n{asked.total():,} comparisons, 0 differences: {dict(asked)}")  # noqa: T201 - the figure asked for
