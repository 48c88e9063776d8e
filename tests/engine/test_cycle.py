"""What a user holds of a measurement: figures from a hand count, and values that copy and compare.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.engine.desk import ZERO, at, hours, promise, told

from slacal import BadInput, Outcome, Stage, UnknownName, show
from slacal.engine.figures import Figures, figures_of

if TYPE_CHECKING:
    from slacal.engine.clock import Clock
    from slacal.engine.terms import Terms

PAUSED = [{"reason": "customer", "while": {"status": "waiting"}}]
STORY = (
    ("23 10:00", "created"),
    ("23 12:00", "changed", {"status": "waiting"}),
    ("24 11:00", "changed", {"status": "open"}),
)
TARGET = {"measures": "resolution", "goals": [{"within": "3 business hours"}], "pause": PAUSED}
POLICY = promise(TARGET)


def test_a_late_cycle_says_how_long_it_took_and_how_late_it_is_in_open_and_in_real_time() -> None:
    # Counted: Monday 10:00 to 12:00, and Tuesday from 11:00 on; the third hour ends at 12:00. Paused: 7 h on Monday and
    # 1 h on Tuesday, in real time 23 h. At Tuesday 15:00 six hours are counted, and it is three hours late.
    seen = told(POLICY, "24 15:00", *STORY)["t"]
    assert (seen.due_at, seen.outcome, seen.running_late, seen.ever_breached) == (
        at("24 12:00"), Outcome.BREACHED, True, True,
    )  # fmt: skip
    assert (seen.elapsed, seen.remaining, seen.elapsed_ratio) == (hours(6), hours(-3), 2.0)
    assert (seen.overdue, seen.overdue_real) == (hours(3), hours(3))
    assert (seen.paused, seen.paused_real, seen.pauses) == (hours(8), hours(23), {"customer": hours(8)})
    assert seen.elapsed_real == timedelta(hours=29 - 23)
    assert (seen.goal, seen.calendar, seen.commitment, seen.kind, seen.note) == (
        "3 business hours", "desk", "firm", "sla", "",
    )  # fmt: skip
    assert (seen.counting, seen.completed_at, seen.converted_to, seen.penalty) == (True, None, "", None)


def test_what_has_not_started_has_no_figures_and_no_due() -> None:
    target = {"measures": "resolution", "start": {"event": "approved"}, "goals": [{"within": "3 business hours"}]}
    seen = told(promise(target), "24 15:00", ("23 10:00", "created"))["t"]
    assert (seen.stage, seen.outcome, seen.reason, seen.is_open) == (Stage.PENDING, Outcome.OPEN, "not_started", True)
    assert (seen.started_at, seen.due_at, seen.original_due_at, seen.completed_at, seen.breached_at) == (None,) * 5
    assert (seen.elapsed, seen.elapsed_real, seen.overdue, seen.overdue_real, seen.paused, seen.paused_real) == (
        ZERO,
    ) * 6
    assert (seen.remaining, seen.elapsed_ratio, seen.due_if_resumed(at("24 16:00")), seen.penalty) == (None,) * 4
    assert (seen.pauses, seen.goal, seen.calendar, seen.note, seen.converted_to) == ({}, "", "", "", "")
    assert (seen.counting, seen.warnings, seen.version, seen.cycles) == (False, (), "", ())
    assert (seen.open, seen.worst) == (None, seen)


def test_p8_of_a_date_the_share_is_of_what_was_counted_and_what_is_left_is_real_time() -> None:
    # 24 hours from Monday 10:00 to Tuesday 10:00. At 22:00, with six of the twelve hours paused, a quarter is counted
    # and twelve hours are left.
    target = {"measures": "resolution", "goals": [{"at": "agreed"}], "pause": PAUSED}
    story = (
        ("23 10:00", "created", {"agreed": "2026-11-24T10:00+00:00"}),
        ("23 12:00", "changed", {"status": "waiting"}),
        ("23 18:00", "changed", {"status": "open"}),
    )
    seen = told(promise(target), "23 22:00", *story)["t"]
    assert (seen.elapsed, seen.elapsed_ratio, seen.remaining) == (hours(6), 0.25, hours(12))


def test_a_pause_cannot_end_before_it_began() -> None:
    seen = told(POLICY, "23 18:00", *STORY[:2])["t"]
    assert seen.due_if_resumed(at("24 11:00")) == at("24 12:00")
    with pytest.raises(BadInput, match="before the pause began"):
        seen.due_if_resumed(at("23 11:00"))


def test_answers_are_values_that_compare_hash_copy_and_print() -> None:
    one, again = (told(POLICY, "24 15:00", *STORY) for _ in range(2))
    assert one == again
    assert hash(one) == hash(again)
    assert one != told(POLICY, "24 16:00", *STORY)
    assert (one == "T-1", one["t"] == "t", one["t"].cycles[0] == "t") == (False, False, False)
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - made on the line itself
    for cycle in (one["t"], one["t"].cycles[0]):
        copy = pickle.loads(pickle.dumps(cycle))  # noqa: S301 - as above
        assert (copy, hash(copy)) == (cycle, hash(cycle))
    assert repr(one) == "<Evaluation of 'T-1' at 2026-11-24 15:00:00+00:00: t: running, breached>"
    assert repr(one["t"].cycles[0]).startswith("Cycle(target='t', number=1, stage=<Stage.RUNNING")


def test_cycles_that_differ_seldom_share_a_hash() -> None:
    seen = {hash(told(POLICY, f"24 {hour}:00", *STORY)["t"].cycles[0]) for hour in range(11, 19)}
    assert len(seen) == 8


def test_the_figures_of_a_cycle_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Clock] = []

    def counting(clock: Clock, terms: Terms, now: int) -> Figures:
        asked.append(clock)
        return figures_of(clock, terms, now)

    monkeypatch.setattr("slacal.engine.cycle.figures_of", counting)
    seen = told(POLICY, "24 15:00", *STORY)["t"].cycles[0]
    assert (seen.elapsed, seen.remaining, seen.due_at) == (hours(6), hours(-3), at("24 12:00"))
    assert asked == [seen.clock]


def test_a_cycle_in_a_notebook_is_its_picture() -> None:
    seen = told(POLICY, "24 15:00", *STORY)["t"].cycles[0]
    assert seen._repr_html_() == show.cycle(seen).html


def test_a_target_that_the_policy_has_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName):
        told(POLICY, "24 15:00", *STORY)["tt"]


def test_a_tracker_prints_its_ticket_and_its_policy_and_copies() -> None:
    tracker = POLICY.track("T-1")
    assert repr(tracker) == "<Tracker of 'T-1' under 'desk'>"
    assert pickle.loads(pickle.dumps(tracker)).ticket == "T-1"  # noqa: S301 - as above
