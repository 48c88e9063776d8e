"""When drawn tickets are worked on: tickets made by hand, on a desk of Mo-Fr 10:00-19:00 in UTC."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from slacal import Calendar, MissingExtra
from slacal.analysis.drawing import Tickets
from slacal.analysis.working import queued, unhindered

HOURS = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
HOUR = 3_600_000_000
WORK, WAIT = True, False
Stretch = tuple[bool, float]  # whether the team works, and hours


def micros(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


def tickets(*told: tuple[str, list[Stretch]]) -> Tickets:
    """Return tickets, each with its creation and its stretches, in order of arrival."""
    rows = [row for _, stretches in told for row in [(False, 0.0), *stretches]]
    bounds = np.cumsum([0, *(len(stretches) + 1 for _, stretches in told)])
    work, hours = zip(*rows, strict=True)
    amount = np.array([round(one * HOUR) for one in hours], np.int64)
    at = np.array([micros(created) for created, _ in told], np.int64)
    return Tickets(np.zeros(len(told), np.int64), at, bounds, np.arange(len(rows)), np.array(work), amount)


def times(at: np.ndarray[Any, Any]) -> list[str]:
    return [str(one)[5:16].replace("T", " ") for one in at.view("M8[us]")]


WEEK = (micros("2026-11-16T00:00"), micros("2026-11-30T00:00"))


def queue(given: Tickets, size: int, turns: list[int] | None = None) -> tuple[list[str], list[float], float]:
    order = np.arange(len(given.at)) if turns is None else np.array(turns)
    found = queued(given, HOURS, size, order, WEEK)
    assert found.waits is not None
    assert found.busy is not None
    return times(found.at), (found.waits / HOUR).tolist(), found.busy / HOUR


def test_work_rests_while_the_team_is_closed_and_a_wait_does_not() -> None:
    # Friday 18:00: an hour of work, then three hours until Monday 12:00; a day of waiting; an hour of work on Tuesday.
    found = unhindered(tickets(("2026-11-20T18:00", [(WORK, 3), (WAIT, 24), (WORK, 1)])), HOURS)
    assert times(found.at) == ["11-20 18:00", "11-23 12:00", "11-24 12:00", "11-24 13:00"]


def test_where_everybody_finds_a_place_the_queue_changes_nothing() -> None:
    given = tickets(
        ("2026-11-20T03:00", [(WORK, 0), (WORK, 9), (WAIT, 5), (WORK, 2.5)]),
        ("2026-11-20T18:00", [(WAIT, 1), (WORK, 3)]),
        ("2026-11-21T12:00", [(WORK, 1), (WORK, 1)]),
    )
    found = queue(given, 3)
    assert found[0] == times(unhindered(given, HOURS).at)
    assert found[1] == [0, 0, 0]


def test_the_second_ticket_waits_for_the_only_place_in_open_time() -> None:
    # The first takes Friday 18:00 to Monday 11:00; the second comes Friday 18:30 and waits half an hour and an hour.
    given = tickets(("2026-11-20T18:00", [(WORK, 2)]), ("2026-11-20T18:30", [(WORK, 0), (WORK, 1)]))
    at, waits, busy = queue(given, 1)
    assert at == ["11-20 18:00", "11-23 11:00", "11-20 18:30", "11-23 11:00", "11-23 12:00"]
    assert (waits, busy) == ([0, 1.5], 3)


def test_a_place_that_comes_free_at_closing_is_taken_at_the_next_opening() -> None:
    given = tickets(("2026-11-20T18:00", [(WORK, 1)]), ("2026-11-20T18:30", [(WORK, 0), (WORK, 1)]))
    assert queue(given, 1)[0] == ["11-20 18:00", "11-20 19:00", "11-20 18:30", "11-23 10:00", "11-23 11:00"]


def test_what_came_in_overnight_is_heard_together_and_goes_by_turn() -> None:
    given = tickets(("2026-11-21T01:00", [(WORK, 1)]), ("2026-11-22T23:00", [(WORK, 1)]))
    assert queue(given, 1, [1, 0])[0] == ["11-21 01:00", "11-23 12:00", "11-22 23:00", "11-23 11:00"]


def test_work_that_has_begun_is_not_put_aside() -> None:
    given = tickets(("2026-11-20T10:00", [(WORK, 2)]), ("2026-11-20T11:00", [(WORK, 1)]))
    assert queue(given, 1, [1, 0])[0] == ["11-20 10:00", "11-20 12:00", "11-20 11:00", "11-20 13:00"]


def test_while_others_are_waited_for_the_place_is_free() -> None:
    given = tickets(("2026-11-20T10:00", [(WORK, 1), (WAIT, 1), (WORK, 1)]), ("2026-11-20T10:30", [(WORK, 2)]))
    # The first comes back at 12:00 and finds the second at work until 13:00.
    assert queue(given, 1)[0][:4] == ["11-20 10:00", "11-20 11:00", "11-20 12:00", "11-20 14:00"]


def test_busy_places_count_within_the_window_alone() -> None:
    given = tickets(("2026-11-20T10:00", [(WORK, 4)]), ("2026-11-20T10:00", [(WORK, 9)]))
    window = (micros("2026-11-20T12:00"), micros("2026-11-20T13:00"))
    assert queued(given, HOURS, 2, np.arange(2), window).busy == 2 * HOUR


def test_without_simpy_a_queue_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpy", None)
    with pytest.raises(MissingExtra) as refused:
        queue(tickets(("2026-11-20T10:00", [(WORK, 1)])), 1)
    assert (refused.value.field, refused.value.mend) == ("team.size", "pip install 'slacal[sim]'")
