"""C(t) and its two inverses on a timeline drawn by hand: every edge, and beyond both ends."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.spans.span_set import Pairs, merged
from slacal.timeline.timeline import Timeline

#   0    10────────20    30──35    50
# totals:  0       10     10  15   15
LINE = Timeline.of(0, 50, [(10, 20), (30, 35)])
EMPTY = Timeline.of(0, 50, [])


def test_totals_are_the_open_time_before_each_stretch_and_the_grand_total() -> None:
    assert list(LINE.totals) == [0, 10, 15]
    assert list(EMPTY.totals) == [0]


def test_its_numbers_are_signed_and_of_64_bits_so_that_arrays_read_them_where_they_lie() -> None:
    before_1970 = Timeline.of(-50, 0, [(-40, -30)])
    for line in (LINE, before_1970, before_1970.joined(LINE)):
        assert {numbers.typecode for numbers in (line.starts, line.ends, line.totals)} == {"q"}
    assert before_1970.open_before(-35) == 5


@pytest.mark.parametrize(
    ("at", "is_open", "before", "index"),
    [
        (0, False, 0, -1),
        (9, False, 0, -1),
        (10, True, 0, 0),  # an opening is open
        (11, True, 1, 0),
        (19, True, 9, 0),
        (20, False, 10, 0),  # a closing is closed
        (29, False, 10, 0),
        (30, True, 10, 1),
        (34, True, 14, 1),
        (35, False, 15, 1),
        (50, False, 15, 1),
    ],
)
def test_open_time_before_an_instant(at: int, is_open: bool, before: int, index: int) -> None:
    assert LINE.is_open(at) is is_open
    assert LINE.open_before(at) == before
    assert LINE.index(at) == index
    assert (EMPTY.is_open(at), EMPTY.open_before(at), EMPTY.index(at)) == (False, 0, -1)


@pytest.mark.parametrize(
    ("first", "last", "open_time"),
    [
        (0, 50, 15),
        (0, 10, 0),  # before anything was open
        (5, 12, 2),
        (10, 20, 10),  # one whole stretch
        (12, 18, 6),
        (12, 25, 8),  # from inside a stretch into the gap behind it
        (20, 30, 0),  # a whole gap
        (25, 28, 0),
        (15, 32, 7),  # 5 of the first stretch, 2 of the second
        (32, 40, 3),
        (36, 50, 0),  # behind everything
        (32, 15, -7),  # backwards
    ],
)
def test_open_time_between_two_instants(first: int, last: int, open_time: int) -> None:
    assert LINE.between(first, last) == open_time
    assert EMPTY.between(first, last) == 0


@pytest.mark.parametrize(
    ("total", "near", "far"),
    [
        (1, 11, 11),
        (9, 19, 19),
        (10, 20, 30),  # the closing, and the next opening
        (11, 31, 31),
        (14, 34, 34),
        (15, 35, None),  # no opening is known behind the last closing
        (16, None, None),
    ],
)
def test_the_two_readings_of_the_inverse(total: int, near: int | None, far: int | None) -> None:
    assert (LINE.near(total), LINE.far(total)) == (near, far)


def test_the_last_instant_before_anything_was_open_is_the_first_opening() -> None:
    assert LINE.far(0) == 10


def test_an_empty_timeline_has_no_inverse() -> None:
    assert (EMPTY.near(1), EMPTY.far(0), EMPTY.far(1)) == (None, None, None)


def test_two_timelines_in_a_row_become_one_and_a_stretch_across_the_seam_stays_whole() -> None:
    first, second = Timeline.of(0, 20, [(5, 8), (15, 20)]), Timeline.of(20, 40, [(20, 22), (30, 40)])
    joined = first.joined(second)
    assert (joined.low, joined.high) == (0, 40)
    assert list(zip(joined.starts, joined.ends, strict=True)) == [(5, 8), (15, 22), (30, 40)]
    assert list(joined.totals) == [0, 3, 10, 20]


def test_stretches_that_do_not_meet_at_the_seam_stay_two() -> None:
    joined = Timeline.of(0, 20, [(15, 19)]).joined(Timeline.of(20, 40, [(20, 22)]))
    assert list(zip(joined.starts, joined.ends, strict=True)) == [(15, 19), (20, 22)]


@pytest.mark.parametrize(("left", "right"), [*product([[], [(15, 20)]], [[], [(20, 25)]])])
def test_joining_with_nothing_on_either_side_loses_nothing(left: Pairs, right: Pairs) -> None:
    joined = Timeline.of(0, 20, left).joined(Timeline.of(20, 40, right))
    assert joined.totals[-1] == 5 * (len(left) + len(right))
    assert joined.open_before(40) == joined.totals[-1]


def test_joining_leaves_both_parts_as_they_were() -> None:
    first, second = Timeline.of(0, 20, [(15, 20)]), Timeline.of(20, 40, [(20, 22)])
    first.joined(second)
    assert (list(first.ends), list(second.starts)) == ([20], [20])


SIDE = 40
drawn = st.lists(st.tuples(st.integers(0, SIDE), st.integers(0, SIDE)), max_size=6).map(merged)


@given(drawn, st.integers(0, SIDE))
def test_open_time_is_counted_one_by_one(pairs: Pairs, at: int) -> None:
    line = Timeline.of(0, SIDE, pairs)
    counted = {number for start, end in pairs for number in range(start, end)}
    assert line.open_before(at) == sum(number < at for number in counted)
    assert line.is_open(at) == (at in counted)


@given(drawn, st.integers(1, SIDE))
def test_near_is_the_first_and_far_the_last_instant_with_that_much_open_time(pairs: Pairs, total: int) -> None:
    line = Timeline.of(0, SIDE, pairs)
    with_total = [at for at in range(SIDE + 1) if line.open_before(at) == total]
    assert line.near(total) == (with_total[0] if with_total else None)
    if with_total and total < line.totals[-1]:
        assert line.far(total) == with_total[-1]
