"""Threads that meet while nothing is compiled yet give the answers of one alone."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import pytest
from tests.cold import empty_caches

from slacal import Calendar
from slacal.calendars import horizon

if TYPE_CHECKING:
    from slacal.calendars.horizon import Horizon
    from slacal.calendars.hours import Description

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = "Mo-Fr 10:00-19:00"
DESK = Calendar.weekly(WEEK, zone="Europe/Moscow")
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Berlin")
CALENDARS = {
    "with everything": Calendar.weekly(
        f'{WEEK}; Dec 24 10:00-14:00 "eve"; PH off',
        zone="Europe/Moscow",
        holidays=["RU", "DE-BY", date(2026, 11, 18)],
        special_days={"12-31": {"like": "mon"}, date(2026, 11, 17): "10:00-12:00"},
        overnight="shift",
        coverage="ignore",
    ),
    "rota": Calendar.rota([WEEK, "Sa 10:00-14:00"], anchor=date(2026, 11, 16), zone="Europe/Berlin"),
    "either": DESK | NIGHTS,
    "in a zone": (DESK | NIGHTS).in_zone("America/New_York"),
    "versions": DESK.until(FRIDAY, then=NIGHTS),
}


def counted(calendar: Calendar) -> list[object]:
    """Ask a hundred questions and return the answers."""
    start = datetime(2026, 11, 1, tzinfo=UTC)
    answers: list[object] = [calendar.is_open(start + timedelta(hours=hours)) for hours in range(0, 600, 7)]
    return answers + [calendar.elapsed(start, start + timedelta(days=days)) for days in range(29)]


def cold(kept: bytes, monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Return a calendar of which nothing is compiled: neither its years, nor those of its parts, nor its tables."""
    none: WeakValueDictionary[Description, Horizon] = WeakValueDictionary()
    monkeypatch.setattr(horizon, "_shared", none)  # or equal calendars would lend theirs
    empty_caches()
    calendar: Calendar = pickle.loads(kept)  # noqa: S301 - bytes of our own
    return calendar


def compiled() -> set[Horizon]:
    """Return what holds compiled years among all that calendars share."""
    return {one for one in horizon._shared.values() if one.view is not None}


@pytest.mark.parametrize("name", CALENDARS)
def test_eight_threads_on_one_cold_calendar_agree_with_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known, kept = counted(CALENDARS[name]), pickle.dumps(CALENDARS[name])
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # so that threads meet inside
    try:
        for _ in range(2):
            calendar, start = cold(kept, monkeypatch), Barrier(8)
            assert compiled() == set()

            def ask(number: int, calendar: Calendar = calendar, start: Barrier = start) -> list[object]:
                start.wait()
                near = FRIDAY + timedelta(days=365 * (number - 4))
                next(calendar.spans_after(near))  # each from another year, so that all grow the years at once
                return counted(calendar)

            with ThreadPoolExecutor(8) as threads:
                answers = [*threads.map(ask, range(8))]
            assert answers == [known] * 8
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.parametrize("name", ["either", "in a zone", "versions"])
def test_a_cold_calendar_compiles_its_parts_anew(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted(DESK)
    counted(NIGHTS)
    calendar = cold(pickle.dumps(CALENDARS[name]), monkeypatch)
    assert compiled() == set()
    counted(calendar)
    parts = {Calendar(description).horizon for description in (DESK.description, NIGHTS.description)}
    assert parts <= compiled()
    assert DESK.horizon not in parts
