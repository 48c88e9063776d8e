"""Answers: each is one that a calendar or a policy gives, and a failing test notes what was asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from slacal import Calendar, Stage
from slacal.testing.oracle_clock import instant_of
from slacal.testing.strategies_of_answers import (
    cycles,
    days,
    evaluations,
    explanations,
    findings,
    open_spans,
    statuses,
    stretches,
    target_results,
    trackers,
    within_reach,
)

if TYPE_CHECKING:
    from slacal import Cycle, Day, Evaluation, Explanation, Finding, OpenSpan, Status, Stretch, TargetResult, Tracker


@given(days())
def test_the_spans_of_a_day_are_in_order(day: Day) -> None:
    bounds = [instant_of(bound) for span in day.spans for bound in (span.opens_at, span.closes_at)]
    assert bounds == sorted(bounds)


@given(statuses())
def test_a_status_has_a_reason_and_its_bounds_in_order(status: Status) -> None:
    assert status.reason
    if status.since is not None and status.until is not None:
        assert instant_of(status.since) < instant_of(status.until)  # their wall times repeat when the clock goes back


@given(stretches())
def test_a_stretch_has_a_length(stretch: Stretch) -> None:
    assert stretch.length > timedelta(0)


@given(open_spans())
def test_an_open_span_closes_after_it_opens(span: OpenSpan) -> None:
    assert span.length > timedelta(0)


@given(findings())
def test_a_finding_says_what_to_do(finding: Finding) -> None:
    assert finding.mend


@given(evaluations())
def test_an_evaluation_has_a_result_for_each_of_its_targets(evaluation: Evaluation) -> None:
    assert [evaluation[name].target for name in evaluation] == list(evaluation)


@given(trackers())
def test_a_tracker_is_of_the_ticket_that_was_drawn(tracker: Tracker) -> None:
    assert tracker.ticket == "T-1"


@given(target_results())
def test_a_target_without_cycles_is_pending_or_not_covered(found: TargetResult) -> None:
    assert found.cycles or found.stage in {Stage.PENDING, Stage.NOT_COVERED}


@given(cycles())
def test_a_cycle_has_begun(cycle: Cycle) -> None:
    assert cycle.started_at is not None


@given(explanations())
def test_an_explanation_counts_what_elapsed(explanation: Explanation) -> None:
    assert explanation.counted == explanation.elapsed


def test_a_promise_farther_than_any_search_is_passed_over() -> None:
    second_a_day = Calendar.weekly("Mo-Fr 00:00-00:00:01", zone="UTC")  # a day of open time takes some 330 years
    asked: list[datetime] = []

    @given(st.integers(0, 1))
    def asks(days: int) -> None:
        asked.append(within_reach(lambda: second_a_day.add(datetime(2026, 3, 23, tzinfo=UTC), timedelta(days=days))))

    asks()
    assert set(asked) == {datetime(2026, 3, 23, tzinfo=UTC)}


def test_a_failing_test_notes_what_was_asked() -> None:
    @settings(database=None, phases=[Phase.generate])  # the smallest would take half a minute to find
    @given(evaluations())
    def fails(evaluation: Evaluation) -> None:
        assert evaluation.ticket == "another"

    with pytest.raises(AssertionError) as failed:
        fails()
    noted = "\n".join(failed.value.__notes__)
    assert "Policy.from_dict({'name': 'Support'" in noted
    assert "'created'" in noted
    assert "'as_of': datetime.datetime(" in noted
