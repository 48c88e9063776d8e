"""Chains of stretches: what a new calendar leaves of them, and what of one chain goes over into another.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, told

from slacal.engine.allowance import ALWAYS
from slacal.engine.segment import COUNTS, Segment

WAITING, OPEN = {"status": "waiting"}, {"status": "open"}
UPDATE = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}
TWO = {**UPDATE, "goals": [{"within": "2 business hours"}], "pause": [{"reason": "customer", "while": "waiting"}]}


def stretches(cycle: Any) -> list[tuple[str, str]]:
    """Return how each stretch is told, and from when to when on Monday."""
    return [(step.how, f"{step.starts_at:%H:%M}-{step.ends_at:%H:%M}") for step in cycle.explain().steps]


@pytest.mark.parametrize(
    ("story", "told_as", "elapsed"),
    [
        # Each is due at 12:00, where the next begins; the last question comes at 15:00.
        ((("23 13:00", "answered"),), ["counted 12:00-13:00", "counted 13:00-15:00"], 4),
        ((("23 11:00", "answered"),), ["counted 12:00-15:00"], 4),
        (
            (("23 12:00", "changed", WAITING), ("23 13:00", "changed", OPEN), ("23 14:00", "answered")),
            ["paused 12:00-13:00", "counted 13:00-14:00", "counted 14:00-15:00"],
            3,
        ),
        (
            (("23 13:00", "changed", WAITING), ("23 14:00", "answered", OPEN)),
            ["counted 12:00-13:00", "paused 13:00-14:00", "counted 14:00-15:00"],
            3,
        ),
    ],
)
def test_p13_the_time_from_the_previous_due_on_goes_over_whole(story: Any, told_as: list[str], elapsed: int) -> None:
    seen = told(promise(TWO), "23 16:00", ("23 10:00", "asked"), *story, ("23 15:00", "asked"))["t"]
    assert (seen.number, seen.started_at, seen.elapsed) == (2, at("23 12:00"), hours(elapsed))
    assert [" ".join(one) for one in stretches(seen)] == [*told_as, "counted 15:00-16:00"]
    assert seen.clock is not None
    assert {one.reason for one in seen.clock.segments if one.counts} == {""}  # what counts has none


RAN = Segment(None, 0, 10, COUNTS, "", ALWAYS)
WAITS = Segment(RAN, 10, None, 0, "customer", ALWAYS)


@pytest.mark.parametrize(
    ("chain", "start", "end", "found"),
    [
        (WAITS, 5, 20, [(5, 10, COUNTS), (10, 20, 0)]),
        (WAITS, 12, 20, [(12, 20, 0)]),
        (WAITS, -5, 20, [(-5, 10, COUNTS), (10, 20, 0)]),  # it begins later
        (RAN, 2, 7, [(2, 7, COUNTS)]),
        (RAN, 5, 10, [(5, 10, COUNTS)]),
        (RAN, 5, 20, [(5, 10, COUNTS), (10, 20, COUNTS)]),  # it has ended
        (RAN, 15, 20, [(15, 20, COUNTS)]),
    ],
)
def test_a_part_of_a_chain_has_no_gap(chain: Segment, start: int, end: int, found: list[tuple[int, int, int]]) -> None:
    assert [(one.start, one.end, one.rule) for one in chain.within(start, end).chain()] == found


@pytest.mark.parametrize(("instant", "found"), [(-1, RAN), (9, RAN), (10, WAITS), (11, WAITS)])
def test_an_instant_lies_in_the_stretch_that_begins_there(instant: int, found: Segment) -> None:
    assert WAITS.at(instant) is found


def test_p13_days_from_a_previous_due_at_which_a_pause_began_are_those_of_a_clock_that_began_paused() -> None:
    days = {**TWO, "goals": [{"within": "1 business day", "lands": "same_time"}]}
    story = (("23 12:00", "asked"), ("24 12:00", "changed", WAITING), ("24 13:00", "answered", OPEN))
    seen = told(promise(days), "24 15:00", *story, ("24 14:00", "asked"))["t"]
    assert (seen.started_at, stretches(seen)[0]) == (at("24 12:00"), ("paused", "12:00-13:00"))
    assert ("start", at("24 12:00")) in [(one.choice, one.at) for one in seen.explain().decisions]


def test_p16_time_counted_anew_on_other_hours_keeps_its_stretches() -> None:
    policy = promise(
        {
            "measures": "resolution",
            "goals": [{"within": "8 business hours"}],
            "calendar": [{"when": {"tier": "gold"}, "use": "around"}, {"use": "desk"}],
            "rules": {"calendar_change": "recompute"},
        }
    )
    pause = ("23 11:00", "changed", WAITING), ("23 12:00", "changed", OPEN)
    seen = told(policy, "23 14:00", ("23 10:00", "created"), *pause, ("23 13:00", "changed", {"tier": "gold"}))["t"]
    assert [" ".join(one) for one in stretches(seen)] == [
        "counted 10:00-11:00", "paused 11:00-12:00", "counted 12:00-14:00",
    ]  # fmt: skip


def test_p16_the_same_hours_under_another_name_move_no_landing() -> None:
    # From Monday 20:00 a day later is Tuesday 20:00, in closed time; near that lies Tuesday 19:00.
    policy = promise(
        {
            "measures": "resolution",
            "goals": [{"within": "1 business day", "lands": "same_time"}],
            "calendar": [{"when": {"team": "b"}, "use": "twin"}, {"use": "desk"}],
        },
        calendars={name: {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"} for name in ("desk", "twin")},
    )
    seen = told(policy, "24 12:00", ("23 20:00", "created"), ("24 11:00", "changed", {"team": "b"}))["t"]
    assert (seen.calendar, seen.due_at) == ("twin", at("24 20:00"))
