"""Whatever a column is asked, each row's answer is that of the calendar itself, bit for bit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, pairwise
from random import Random
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import Calendar, SlacalError, batch
from slacal.calendars import business_days, questions
from slacal.spans.instant import DAY, HOUR, from_micros, to_micros
from slacal.testing.oracle_open import doors_of
from slacal.testing.strategies import amounts, calendars, day_rules, instants

if TYPE_CHECKING:
    from slacal import DayRule
    from slacal.batch.numbers import Ints

pytestmark = pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")
ZONES = (
    "Europe/Berlin", "America/New_York", "Europe/Moscow", "Asia/Kathmandu", "Australia/Lord_Howe",
    "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "Asia/Tehran", "UTC",
)  # fmt: skip
WEEKS = (
    "Mo-Fr 10:00-19:00; Sa 09:00-16:00",
    "Mo-Fr 08:00-12:00,13:00-17:00",
    "Mo-Fr 22:00-06:00",
    "Mo-Su 00:00-24:00",
    "Mo-Fr 07:15-11:40,12:10-15:00,15:05-21:30; Su 01:30-02:45",
)
FIFTY = [(zone, week) for zone in ZONES for week in WEEKS]
FIRST, LAST = (to_micros(datetime(year, 1, 1, tzinfo=UTC)) for year in (2008, 2027))


def fifty() -> list[Calendar]:
    dates = {date(2012, 12, 31): "10:00-10:05", date(2020, 5, 1): "off", date(2025, 3, 30): "00:30-03:30"}
    return [Calendar.weekly(week, zone=zone, special_days=dates) for zone, week in FIFTY]


def rows(calendar_list: list[Calendar], count: int, seed: int) -> tuple[list[int], list[int], list[int]]:
    """Draw a calendar, an instant and an amount for each row: a third on an edge, a third within a clock change."""
    random = Random(seed)  # noqa: S311 - a test's own dice
    turns = [_clock_changes(ZoneInfo(one.zone)) or [FIRST] for one in calendar_list]
    edges = [_edges(one) for one in calendar_list]
    codes: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    for _ in range(count):
        code = random.randrange(len(calendar_list))
        places = random.choice([edges[code], turns[code], None])
        near = random.choice([-1, 0, 0, 1]) if places is edges[code] else random.randrange(-3 * HOUR, 3 * HOUR)
        start = random.choice(places) + near if places else random.randrange(FIRST, LAST)
        codes.append(code)
        starts.append(start)
        lengths.append(random.choice([0, 1, -1, 9 * HOUR, random.randrange(-90 * HOUR, 90 * HOUR)]))
    return codes, starts, lengths


def _edges(calendar: Calendar) -> list[int]:
    view = calendar.horizon.reach(FIRST, LAST)
    edges = [at for at in (*view.starts, *view.ends) if FIRST <= at < LAST]
    return edges[:: max(1, len(edges) // 2_000)]


def _clock_changes(zone: ZoneInfo) -> list[int]:
    days = range(FIRST, LAST, DAY)
    offsets = [from_micros(day, zone).utcoffset() for day in days]
    return [day for day, (one, other) in zip(days, pairwise(offsets), strict=False) if one != other]


def assert_answers_as_asked_one_by_one(count: int, seed: int) -> None:
    mixed = fifty()
    codes, starts, lengths = rows(mixed, count, seed)
    named: Any = dict(enumerate(mixed))
    key, at, by = (np.array(part, np.int64) for part in (codes, starts, lengths))
    horizons = [mixed[code].horizon for code in codes]
    ends = [start + 7 * length for start, length in zip(starts, lengths, strict=True)]
    asked: list[tuple[Any, Any]] = [
        (batch.elapsed(named, at, at + 7 * by, calendar_of=key), (questions.elapsed, starts, ends)),
        (batch.is_open(named, at, calendar_of=key), (questions.is_open, starts)),
    ]
    edges: tuple[Literal["near", "far"], ...] = ("near", "far")
    for edge in edges:
        places = [edge] * count
        asked += [
            (batch.add(named, at, by, calendar_of=key, edge=edge), (questions.advance, starts, lengths, places)),
            (batch.subtract(named, at, by, calendar_of=key, edge=edge), (questions.retreat, starts, lengths, places)),
        ]
    for found, (ask, *about) in asked:
        expected = np.array([ask(*row) for row in zip(horizons, *about, strict=True)])
        assert np.flatnonzero(found != expected).tolist() == [], ask


def test_rows_of_fifty_calendars_are_answered_as_their_calendars_answer() -> None:
    assert_answers_as_asked_one_by_one(20_000, seed=1)


@pytest.mark.exhaustive
def test_a_million_rows_of_fifty_calendars_are_answered_as_their_calendars_answer() -> None:
    for seed in range(50):
        assert_answers_as_asked_one_by_one(20_000, seed)


class Walked:
    """The open stretches that the oracle finds from edge to edge, and what follows of them by counting."""

    def __init__(self, calendar: Calendar) -> None:
        doors, margin = doors_of(calendar), 200 * DAY
        days = range((FIRST - margin) // DAY, (LAST + margin) // DAY)
        edges = sorted({at for day in days for at in doors.edges(day)})
        pairs = [(start, end) for start, end in pairwise(edges) if doors.is_open(start)]
        self.starts, self.ends = [start for start, _ in pairs], [end for _, end in pairs]
        self.before = [0, *accumulate(end - start for start, end in pairs)]

    def total(self, at: int) -> int:
        place = bisect_right(self.starts, at) - 1
        return self.before[place] + min(at, self.ends[place]) - self.starts[place]

    def is_open(self, at: int) -> bool:
        return at < self.ends[bisect_right(self.starts, at) - 1]

    def due(self, at: int, amount: int) -> int:
        """Return where an amount above zero runs out."""
        total = self.total(at) + amount
        place = bisect_left(self.before, total) - 1
        return self.starts[place] + total - self.before[place]


@pytest.mark.exhaustive
def test_a_million_rows_of_fifty_calendars_are_answered_as_the_oracle_counts() -> None:
    mixed = fifty()
    walked = [Walked(one) for one in mixed]
    named: Any = dict(enumerate(mixed))
    codes, starts, lengths = rows(mixed, 1_000_000, seed=1)
    key, at, by = (np.array(part, np.int64) for part in (codes, starts, lengths))
    asked = [(walked[code], start, length) for code, start, length in zip(codes, starts, lengths, strict=True)]
    elapsed = [one.total(start + 7 * length) - one.total(start) for one, start, length in asked]
    assert batch.elapsed(named, at, at + 7 * by, calendar_of=key).tolist() == elapsed
    assert batch.is_open(named, at, calendar_of=key).tolist() == [one.is_open(start) for one, start, _ in asked]
    ahead = by > 0
    dues = [one.due(start, length) for one, start, length in asked if length > 0]
    assert batch.add(named, at[ahead], by[ahead], calendar_of=key[ahead]).tolist() == dues


def answer(ask: Any, *about: Any) -> Any:
    """Return an answer, or the error that stands in its place."""
    try:
        return ask(*about)
    except SlacalError as error:
        return type(error).__name__


def agreed(found: Any, expected: list[Any]) -> bool:
    """Tell whether a column is what its rows are, or is refused for one of the errors that its rows give."""
    errors = {one for one in expected if isinstance(one, str)}
    return found in errors if isinstance(found, str) else not errors and found.tolist() == expected


@given(st.data(), calendars(), st.sampled_from(["near", "far"]))
def test_any_calendar_answers_a_column_as_it_answers_each_row(
    data: st.DataObject, calendar: Calendar, edge: Any
) -> None:
    near = data.draw(instants(calendar))
    at = data.draw(st.lists(instants(calendar, near=near), min_size=1, max_size=5))
    by = data.draw(st.lists(amounts(), min_size=len(at), max_size=len(at)))
    starts = np.array([to_micros(one) for one in at])
    lengths = np.array([one // timedelta(microseconds=1) for one in by])
    pairs, horizon = list(zip(starts.tolist(), lengths.tolist(), strict=True)), calendar.horizon
    for asked, ask in ((batch.add, questions.advance), (batch.subtract, questions.retreat)):
        found = answer(lambda asked=asked: asked(calendar, starts, lengths, edge=edge))
        assert agreed(found, [answer(ask, horizon, start, length, edge) for start, length in pairs])
    open_time = batch.elapsed(calendar, starts, starts[::-1])
    assert open_time.tolist() == [
        questions.elapsed(horizon, a, b) for a, b in zip(starts.tolist(), starts[::-1].tolist(), strict=True)
    ]
    assert batch.is_open(calendar, starts).tolist() == [calendar.is_open(one) for one in at]


@given(st.data(), calendars(), day_rules(), st.integers(-5, 12))
def test_any_rule_of_days_ends_where_it_ends_for_each_row(
    data: st.DataObject, calendar: Calendar, rule: DayRule, days: int
) -> None:
    near = data.draw(instants(calendar))
    at = [to_micros(one) for one in data.draw(st.lists(instants(calendar, near=near), min_size=1, max_size=6))]
    found = answer(lambda: batch.add_business_days(calendar, np.array(at), days, rule=rule))
    each = [answer(business_days.add_business_days, calendar.horizon, one, days, rule) for one in at]
    assert agreed(found, each)


def test_days_end_alike_around_the_clock_changes_of_nine_calendars() -> None:
    from slacal import DayRule

    rules = [DayRule(), DayRule(lands="same_time"), DayRule(lands="17:00", cutoff="01:30", counts_from="same_day")]
    for number, calendar in enumerate(fifty()[::6]):  # other zones and other weeks
        _, starts, _ = rows([calendar], 60, number)
        rule = rules[number % 3]
        found: Ints = batch.add_business_days(calendar, np.array(starts), 2, rule=rule)
        each = [business_days.add_business_days(calendar.horizon, at, 2, rule) for at in starts]
        assert found.tolist() == each, (calendar, rule)
