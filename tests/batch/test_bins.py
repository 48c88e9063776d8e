"""The tables hold what a search over the stretches finds, crowded bins included."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from slacal.batch.bins import Bins, Stretches, bins_of
from slacal.batch.kernel import Kernel
from slacal.batch.widths import bits_for, cut_for
from slacal.spans.instant import DAY, HOUR

MINUTE = HOUR // 60
LOW, HIGH = 0, 400 * DAY


def stretches(
    *windows: tuple[int, int], days: int = 400, odd: dict[int, list[tuple[int, int]]] | None = None
) -> Stretches:
    """Return the same windows (in minutes) on each day, or others on odd days."""
    pairs = [
        (day * DAY + opens * MINUTE, day * DAY + closes * MINUTE)
        for day in range(days)
        for opens, closes in (odd or {}).get(day, windows)
    ]
    starts, ends = zip(*pairs, strict=True) if pairs else ((), ())
    return Stretches.of(np.array(starts, np.int64), np.array(ends, np.int64))


OFFICE = stretches((540, 1020))
LUNCH = stretches((540, 720), (780, 1020))
ODD = stretches((540, 1020), odd={90: [(540, 541), (545, 550), (551, 600)], 200: []})
BREAKS = stretches((540, 565), (570, 590), (595, 720), (725, 1020))
NEVER = stretches(days=0)


@pytest.mark.parametrize(
    ("one", "hours"), [(OFFICE, 24), (LUNCH, 12), (NEVER, 24), (ODD, 24)], ids=["office", "lunch", "never", "odd day"]
)
def test_bins_are_as_wide_as_leaves_one_stretch_in_nearly_each(one: Stretches, hours: int) -> None:
    width, _ = cut_for([(one.starts, one.ends)], LOW, 40_000 * DAY if one is ODD else HIGH)
    assert width == hours * HOUR


def test_small_tables_are_made_regular_even_for_one_odd_day() -> None:
    two = stretches((540, 1020), odd={90: [(540, 700), (800, 1020)]})
    assert bins_of([two], LOW, HIGH).crowded is None


def test_breaks_shorter_than_a_bin_are_flagged() -> None:
    assert bins_of([BREAKS], LOW, HIGH).crowded is not None


def test_a_minute_among_long_days_does_not_make_the_table_of_work_time_long() -> None:
    lengths = np.full(50_000, 8 * HOUR)
    lengths[7] = MINUTE
    assert int(lengths.sum()) >> bits_for([lengths]) <= 4 * len(lengths)


def test_work_time_is_cut_no_wider_than_the_shortest_stretch() -> None:
    assert 1 << bits_for([np.array([5 * HOUR, 3 * HOUR])]) <= 3 * HOUR


def answers(one: Stretches, at: int, total: int) -> tuple[int, int | None, int | None]:
    """Return C, and the first and the last instant with a total, by walking over the stretches."""
    pairs = list(zip(one.starts.tolist(), one.ends.tolist(), strict=True))
    before = sum(max(0, min(end, at) - start) for start, end in pairs)
    first = last = None
    for start, end in pairs:
        length = end - start
        if first is None and 0 < total <= length:
            first = start + total
        if last is None and 0 <= total < length:
            last = start + total
        total -= length
    return before, first, last


@pytest.mark.parametrize("group", [[OFFICE], [ODD], [BREAKS], [LUNCH, NEVER, ODD, BREAKS]])
def test_tables_of_one_or_several_calendars_say_what_walking_says(group: list[Stretches]) -> None:
    random = Random(7)  # noqa: S311 - a test's own dice
    bins: Bins = bins_of(group, LOW, HIGH)
    kernel = Kernel(bins, 1)
    for _ in range(300):
        code = random.randrange(len(group))
        one = group[code]
        edges = [*one.starts.tolist(), *one.ends.tolist(), HIGH, LOW, 90 * DAY + 9 * HOUR + random.randrange(HOUR)]
        at = min(max(random.choice(edges) + random.choice([0, 1, -1]), LOW), HIGH)
        base = int(bins.least[code])
        total = random.choice([*one.totals.tolist(), random.randrange(int(one.totals[-1]) + 1)])
        before, first, last = answers(one, at, total)
        out = np.empty(1, np.int64)
        kernel.total(np.array([at]), int(bins.origins[code]), out)
        assert out[0] - base == before
        for after, expected in ((False, first), (True, last)):
            if expected is not None:
                kernel.instant(np.array([base + total]), out, after=after)
                assert out[0] == expected
