"""A frozen calendar as a short tree: how its dates are written, and how far they may reach (rule C17)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from slacal import BadDocument, Calendar
from slacal.calendars import frozen_tree

WEEK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC").freeze(date(2026, 11, 17), date(2026, 11, 24))
DAY = 86_400_000_000  # microseconds


def short(pairs: list[list[int]], dates: dict[str, list[int]]) -> dict[str, Any]:
    """Return the tree of a frozen calendar whose dates are all of one kind; it covers one day in UTC."""
    covers = ["2026-11-20T00:00:00+00:00", "2026-11-21T00:00:00+00:00"]
    return {"slacal": 1, "frozen": [["week", "x", pairs]], "dates": dates, "zone": "UTC", "covers": covers}


def test_c17_dates_one_after_another_are_written_as_one_run() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC").freeze(date(2026, 11, 17), date(2026, 11, 26))
    # Tuesday is the first kind, Monday the seventh, for each weekday is a reason of its own; then Tuesday, Wednesday
    assert desk.to_dict()["dates"] == {"2026-11-17": [0, 1, 2, 3, 4, 5, 6, 0, 1]}


@pytest.mark.parametrize(
    ("pairs", "dates"),
    [
        ([[0, 1]], {"2026-11-18": [0], "2026-11-20": [0, 0]}),
        ([], {"9999-12-30": [0]}),
        ([[0, DAY - 1]], {"9999-12-30": [0]}),
    ],
)
def test_c17_a_short_text_is_written_as_it_is_read(pairs: list[list[int]], dates: dict[str, list[int]]) -> None:
    assert Calendar.from_dict(short(pairs, dates)).to_dict() == short(pairs, dates)


def test_c17_a_short_text_may_begin_with_the_first_date_of_all() -> None:
    tree = short([[0, 1]], {"0001-01-01": [0]})
    assert Calendar.from_dict(tree).to_dict() == tree


@pytest.mark.parametrize(
    ("pair", "day", "at"),
    [
        ([-1, 2], "0001-01-01", -1),  # a microsecond before the year 1
        ([0, DAY], "9999-12-30", DAY),  # after the whole run of dates, that would be the end of the year 9999
        ([0, 2**62], "2026-11-20", 2**62),
    ],
)
def test_c17_a_stretch_outside_of_all_dates_is_refused_by_its_date(pair: list[int], day: str, at: int) -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict(short([pair], {day: [0]}))
    assert [(fault.field, fault.value) for fault in caught.value.faults] == [(f"calendar.dates.{day}", at)]


def test_c17_a_text_with_too_many_stretches_is_refused_before_any_of_them_is_looked_at() -> None:
    tree = short([[0, 2**62]] * 251, {"2026-11-20": [0] * 500, "9999-12-31": [0] * 500})
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict(tree)
    assert [fault.problem for fault in caught.value.faults] == ["have more than 250,000 stretches"]


def test_c17_what_has_as_many_stretches_as_may_be_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen_tree, "_MOST", 5)  # those of the five working days
    tree = WEEK.to_dict()
    assert "frozen" in tree
    assert Calendar.from_dict(tree) == WEEK


def test_c17_what_has_more_stretches_than_may_be_is_written_date_by_date(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = WEEK.to_dict()
    monkeypatch.setattr(frozen_tree, "_MOST", 4)
    assert "frozen" not in WEEK.to_dict()
    assert Calendar.from_dict(WEEK.to_dict()) == WEEK
    with pytest.raises(BadDocument, match="have more than 4 stretches"):
        Calendar.from_dict(tree)
