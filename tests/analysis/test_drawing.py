"""Weeks are drawn: when tickets arrive, which way they go, and how long hands are on them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.analysis.desks import HOURS, Ticket, desk

from slacal import Calendar
from slacal.analysis.drawing import Tickets, Weeks, Window, drawn
from slacal.analysis.team import Team

if TYPE_CHECKING:
    from slacal.analysis.desk import Desk

HOUR = 3_600_000_000
# A Monday at nine and a Wednesday at half past two; both are solved.
TWO: list[Ticket] = [
    ("2026-11-16T09:00", "low", [("2026-11-16T12:00", "solved")]),
    (
        "2026-11-18T14:30",
        "high",
        [("2026-11-18T15:30", "open"), ("2026-11-18T16:30", "open"), ("2026-11-18T18:30", "solved")],
    ),
]


def draw(found: Desk, weeks: int = 400, *, team: Team | None = None, how: Weeks = "fixed", seed: int = 1) -> Tickets:
    window = Window.of(found, None, weeks, 0)
    return drawn(found, window, team or Team(HOURS), how, np.random.default_rng(seed))


def test_tickets_arrive_in_the_hours_of_the_week_in_which_the_history_saw_them() -> None:
    found = draw(desk(*TWO))
    hours = {(one.weekday(), one.hour) for one in found.at.view("M8[us]").tolist()}
    assert hours == {(0, 9), (2, 14)}
    assert np.bincount(found.group).tolist() == pytest.approx([400, 400], abs=60)  # three deviations of Poisson's law


def test_hours_of_the_week_follow_the_wall_clock_through_a_change_of_clocks() -> None:
    berlin = Calendar.weekly("Mo-Fr 08:00-18:00", zone="Europe/Berlin")
    found = desk(("2026-10-19T07:30", "low", [("2026-10-19T08:00", "solved")]), calendar=berlin)  # 09:30 in Berlin
    window = Window.of(found, date(2026, 10, 19), 2, 0)  # clocks go back on the 25th: from then on 9 o'clock is 8 UTC
    at = np.concatenate([drawn(found, window, Team(berlin), "fixed", np.random.default_rng(n)).at for n in range(9)])
    assert {(one.day, one.hour) for one in at.view("M8[us]").tolist()} == {(19, 7), (26, 8)}


@pytest.mark.parametrize(("start", "first"), [(None, date(2026, 11, 23)), (date(2027, 1, 6), date(2027, 1, 6))])
def test_weeks_begin_on_the_monday_after_the_history_or_on_the_date_given(start: date | None, first: date) -> None:
    found = desk(*TWO)
    window = Window.of(found, start, 1, 0)
    low, high = (datetime.fromtimestamp(edge / 1e6, UTC) for edge in window.instants(found))
    assert (low.date(), high - low) == (first, timedelta(weeks=1))
    at = np.concatenate([drawn(found, window, Team(HOURS), "fixed", np.random.default_rng(n)).at for n in range(9)])
    assert {(one.weekday(), one.hour) for one in at.view("M8[us]").tolist()} == {(0, 9), (2, 14)}


def test_the_weeks_of_the_history_are_drawn_anew_or_stay() -> None:
    busy = [(f"2026-11-{day:02}T09:00", "low", [(f"2026-11-{day:02}T12:00", "solved")]) for day in (2, 3, 4, 9)]
    found = desk(*busy)
    drawn_anew = [len(draw(found, 20, how="drawn", seed=seed).at) for seed in range(30)]
    fixed = [len(draw(found, 20, seed=seed).at) for seed in range(30)]
    # Of the two weeks with three tickets and one, a draw has the first not at all, once or twice.
    assert np.std(drawn_anew) > 2 * np.std(fixed)
    assert np.mean(drawn_anew) == pytest.approx(np.mean(fixed), rel=0.2)


def test_a_ticket_still_open_goes_the_way_of_one_of_its_group_that_was_worked_on_for_longer() -> None:
    as_of = datetime(2026, 11, 16, 14, tzinfo=UTC)
    day = "2026-11-16T"
    found = desk(
        (f"{day}10:00", "low", [(f"{day}10:30", "solved")]),
        (f"{day}10:00", "low", [(f"{day}13:00", "solved")]),
        (f"{day}12:00", "low", []),  # two hours by now: only the second was longer
        (f"{day}10:00", "high", [(f"{day}13:30", "solved")]),
        as_of=as_of,
    )
    last = draw(found)
    ends = last.rows[last.bounds[1:] - 1]
    low = ends[found.groups.index("low") == last.group]
    assert set(low.tolist()) == {1, 3}  # the rows with which the first two were solved
    assert np.count_nonzero(low == 3) == pytest.approx(2 * np.count_nonzero(low == 1), rel=0.2)


def test_hands_on_times_take_the_place_of_the_historys_and_none_lies_before_a_ticket_is_taken_up() -> None:
    team = Team(HOURS, service={"high": [timedelta(hours=6)], "low": [timedelta(hours=1)]})
    found = draw(desk(*TWO), team=team)
    shares = {tuple(found.amount[low:high].tolist()) for low, high in zip(found.bounds, found.bounds[1:], strict=False)}
    # The second ticket was taken up after an hour; of the work that followed, one part lay in one hour and two in two.
    assert shares == {(0, 1 * HOUR), (0, 0, 2 * HOUR, 4 * HOUR)}


def test_without_hands_on_times_the_work_is_the_historys() -> None:
    found = draw(desk(*TWO))
    assert set(found.amount.tolist()) == {0, 1 * HOUR, 2 * HOUR}
