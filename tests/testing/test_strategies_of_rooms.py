"""What is drawn for the other rooms holds together, and says something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from slacal.analysis import Agenda, Audit, Contrast, Difference, Figure, Share, Simulated, Team, Upcoming, Wait
from slacal.batch import LogStep, PromisesStep
from slacal.show import Picture
from slacal.testing import strategies_of_rooms as rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

FEW = settings(
    max_examples=1_000, database=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.filter_too_much]
)
WANTED: list[tuple[SearchStrategy[Any], type, Callable[[Any], object]]] = [
    (rooms.agendas(Agenda), Agenda, lambda one: len(one) > 2 and one.next_at()),
    (rooms.audits(Audit), Audit, lambda one: not one.holds and one.changed),
    (rooms.audits(Audit), Audit, lambda one: one.holds and "differ" not in str(one)),
    (rooms.contrasts(Contrast), Contrast, lambda one: one.figures and one.target in str(one)),
    (rooms.contrasts(Contrast), Contrast, lambda one: None in dict(one.explanations).values()),
    (rooms.differences(Difference), Difference, lambda one: one.then is None),
    (rooms.figures(Figure), Figure, lambda one: one.low < one.mean < one.high),
    (rooms.log_steps(LogStep), LogStep, lambda one: one.faults == "rows"),
    (rooms.pictures(Picture), Picture, lambda one: one.language == "ru" and "\n" in one.text and "<pre>" in one.html),
    (rooms.promises_steps(PromisesStep), PromisesStep, lambda one: one.policy),
    (rooms.shares(Share), Share, lambda one: one.group == "high"),
    (rooms.simulated(Simulated), Simulated, lambda one: one.columns()["percent_met"]),
    (rooms.teams(Team), Team, lambda one: one.order == "priority" and one.size and one.times("high")),
    (rooms.upcoming(Upcoming), Upcoming, lambda one: one.left and one.remaining),
    (rooms.waits(Wait), Wait, lambda one: one.mean_s != one.p90_s),
]


@pytest.mark.parametrize(("strategy", "kind", "wanted"), WANTED)
def test_what_is_drawn_says_something(strategy: Any, kind: type, wanted: Callable[[Any], object]) -> None:
    assert type(find(strategy, lambda one: bool(wanted(one)), settings=FEW)) is kind
