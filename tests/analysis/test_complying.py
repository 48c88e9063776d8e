"""Compliance by any facts: counts, shares, pauses, breaches and attainment, in frames of the caller's kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.logs import LIBRARIES, Promised, as_frame, columns_of, listed, names_of, without_removals

from slacal import Policy
from slacal.analysis import compliance
from slacal.batch import evaluate_log
from slacal.errors import SlacalError, WrongType
from slacal.testing import strategies_of_tickets as tickets

if TYPE_CHECKING:
    from slacal import History
    from slacal.batch import LogResult
    from slacal.engine.terms import Terms

DESK: dict[str, Any] = {
    "name": "desk", "zone": "Europe/Berlin", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    "targets": {
        "fix": {
            "start": "created", "stop": {"status": "solved"}, "reopen": "new_cycle",
            "pause": [{"reason": "customer", "while": {"status": "waiting"}}],
            "goals": [{"when": {"tier": "trial"}, "within": "4 business hours", "commitment": "objective"},
                      {"within": "4 business hours"}],
        },
    },
}  # fmt: skip
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
NULLS = {"nan", "<NA>", "NaT"}
EVENTS = [
    # met: one hour on Friday afternoon, and one hour of pause
    ("T-1", "2026-11-20T14:00", "created", "new", "paid", "blue"),
    ("T-1", "2026-11-20T15:00", "changed", "waiting", "", ""),
    ("T-1", "2026-11-20T16:00", "changed", "solved", "", ""),
    # breached: due on Friday at 14:00, solved on Monday at 10:00; 9 hours counted, 2.25 of the goal
    ("T-2", "2026-11-20T10:00", "created", "new", "paid", "red"),
    ("T-2", "2026-11-23T10:00", "changed", "solved", "", ""),
    # open, in time: created an hour and a half before
    ("T-3", "2026-11-25T10:30", "created", "new", "paid", "red"),
    # running late: due on Tuesday at 14:00
    ("T-4", "2026-11-24T10:00", "created", "new", "paid", "red"),
    # an objective that was missed: due on Friday at 14:00
    ("T-5", "2026-11-20T10:00", "created", "new", "trial", "blue"),
    ("T-5", "2026-11-20T18:00", "changed", "solved", "", ""),
]  # fmt: skip


NAMES = ("ticket", "at", "event", "status", "tier", "team")


def evaluated(library: str = "numpy", policy: dict[str, Any] = DESK, as_of: datetime = NOON) -> LogResult:
    columns: dict[str, list[Any]] = {name: [row[at] for row in EVENTS] for at, name in enumerate(NAMES)}
    columns["at"] = [datetime.fromisoformat(at) for at in columns["at"]]
    return evaluate_log(as_frame(library, columns), Policy.from_dict(policy), as_of, keep=["team"])


def told(frame: Any, *names: str) -> list[tuple[Any, ...]]:
    columns = [[None if str(value) in NULLS else value for value in listed(frame[name])] for name in names]
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_group_has_its_counts_in_a_frame_of_the_kind_of_the_log(library: str) -> None:
    result = evaluated(library)
    found = compliance(result, by=["team", "week"])
    assert type(found.frame) is type(result.frame)
    assert told(found.frame, "target", "team", "week", "counted", "met", "breached", "running_late", "open") == [
        ("fix", "blue", "2026-W47", 2, 1, 1, 0, 0),
        ("fix", "red", "2026-W47", 1, 0, 1, 0, 0),
        ("fix", "red", "2026-W48", 2, 0, 1, 1, 1),
    ]
    # the objective of T-5 is in no share; Wilson's interval of 1 in 1 is from 1 / (1 + 1.96²) = 0.2065 on
    assert told(found.frame, "share_met", "share_high") == [
        (1, 1),
        (0, pytest.approx(0.7935, abs=1e-4)),
        (0, pytest.approx(0.7935, abs=1e-4)),
    ]
    assert told(found.frame, "completed", "elapsed_p50_s", "used_p90", "paused_s") == [
        (2, 3_600, 2.0, 3_600),  # of 1 and 8 hours; of 0.25 and 2 goals
        (1, 9 * 3_600, 2.25, 0),
        (0, None, None, 0),
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_smaller_frames_are_of_the_kind_of_the_log_too(library: str) -> None:
    found = compliance(evaluated(library), by=["team"])
    # T-2 is late by 5 hours at its end; T-4 by 8: 14:00-19:00 on Tuesday, 10:00-12:00 on Wednesday make 7; T-5 by 4
    assert told(found.worst(3), "ticket", "overdue_s") == [("T-4", 7 * 3_600), ("T-2", 5 * 3_600), ("T-5", 4 * 3_600)]
    assert told(found.pauses, "team", "cause", "cycles", "paused_s") == [("blue", "customer", 1, 3_600)]
    breaches = [row for row in told(found.week, "weekday", "hour", "breached") if row[2]]
    assert breaches == [("Tu", 14, 1), ("Fr", 14, 2)]
    assert len(listed(found.week["hour"])) == 7 * 24
    assert told(found.attainment, "target") == told(found.credits, "cycles") == []


def test_hours_of_the_week_are_those_of_the_zone_that_is_named() -> None:
    found = compliance(evaluated(), zone="Asia/Kathmandu")  # 5 h 45 min ahead of UTC
    assert [row for row in told(found.week, "weekday", "hour", "breached") if row[2]] == [("Tu", 19, 1), ("Fr", 19, 2)]


def test_what_is_open_is_in_no_share_until_it_is_late() -> None:
    found = compliance(evaluated()).frame
    assert told(found, "counted", "met", "breached", "open", "share_met") == [(5, 1, 3, 1, pytest.approx(1 / 3))]


def test_an_objective_has_a_share_of_its_own_where_groups_tell_it_apart() -> None:
    found = compliance(evaluated(), by=["commitment"]).frame
    assert told(found, "commitment", "share_met") == [("firm", pytest.approx(1 / 3)), ("objective", 0)]


def test_a_part_of_the_frame_is_counted_with_the_pauses_of_its_own_cycles() -> None:
    result = evaluated("pandas")
    found = compliance(replace(result, frame=result.frame[result.frame["ticket"] != "T-1"]), by=["team"])
    assert told(found.frame, "team", "counted") == [("blue", 1), ("red", 3)]
    assert told(found.pauses, "cause") == []


def test_columns_of_the_readers_own_make_groups() -> None:
    result = evaluated("pandas")
    found = compliance(
        replace(result, frame=result.frame.assign(size=["big", "small", "big", "big", "big"])), by=["size"]
    )
    assert told(found.frame, "size", "counted") == [("big", 4), ("small", 1)]


def test_a_ticket_counts_once_by_its_worst_cycle_or_each_cycle_by_itself() -> None:
    hours = [datetime(2026, 11, day, hour) for day, hour in ((20, 10), (20, 16), (23, 10), (23, 11))]
    columns: dict[str, list[Any]] = {"ticket": ["T-1"] * 4, "at": hours}
    columns |= {"event": ["created", "changed"] * 2, "status": ["new", "solved"] * 2}
    result = evaluate_log(as_frame("numpy", columns), Policy.from_dict(DESK), NOON)
    assert told(compliance(result).frame, "counted", "met", "breached") == [(1, 0, 1)]
    assert told(compliance(result, each="cycle").frame, "counted", "met", "breached") == [(2, 1, 1)]


# -- what the policy states --------------------------------------------------------------------------------------------


def with_target(**options: Any) -> dict[str, Any]:
    return {**DESK, "targets": {"fix": {**DESK["targets"]["fix"], **options}}}


DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("share", "each", "as_of", "verdict"),
    [
        ("26%", "month", DECEMBER, "missed"),
        ("25%", "month", DECEMBER, "kept"),
        ("25%", "month", datetime(2026, 11, 30, 12, tzinfo=UTC), "open"),  # the month is not over
        ("25%", "quarter", DECEMBER, "open"),
    ],
)
def test_attainment_is_judged_once_the_period_is_over(share: str, each: str, as_of: datetime, verdict: str) -> None:
    found = compliance(evaluated(policy=with_target(attain={"share": share, "each": each}), as_of=as_of)).attainment
    # T-1 is met; T-2, T-4 and by then T-3 are late; T-5 has a mere objective
    assert told(found, "met", "breached", "open", "promised_percent", "reached_percent", "verdict") == [
        (1, 3, 0, float(share.removesuffix("%")), 25, verdict)
    ]


def test_a_period_that_open_cycles_can_still_decide_is_open() -> None:
    goals = [{**DESK["targets"]["fix"]["goals"][0]}, {"within": "90 business hours"}]
    verdicts: list[str] = []
    for share in ("50%", "51%"):
        policy = with_target(goals=goals, attain={"share": share, "each": "month"})
        verdicts += listed(compliance(evaluated(policy=policy, as_of=DECEMBER)).attainment["verdict"])
    assert verdicts == ["kept", "open"]  # with 90 hours T-1 and T-2 are met, T-3 and T-4 still in time: 2 of 4, or more


def test_a_period_belongs_to_the_version_in_force_when_its_cycles_began() -> None:
    later = with_target(attain={"share": "90%", "each": "year"})["targets"]
    policy = with_target(attain={"share": "10%", "each": "month"})
    policy |= {"version": "1", "then": [{"from": "2026-11-23", "version": "2", "targets": later}]}
    found = compliance(evaluated(policy=policy, as_of=DECEMBER)).attainment
    assert told(found, "version", "period", "promised_percent") == [("1", "2026-11", 10), ("2", "2026", 90)]


def test_credits_are_summed_by_group() -> None:
    given_for = {"each_started": "4 business hours", "give": "10%", "at_most": "15%"}
    found = compliance(evaluated(policy=with_target(credits=given_for)), by=["team"]).credits
    # T-5 late by 4 hours: 10 %; T-2 by 5 and T-4 by 7: two units each, capped at 15 %
    assert told(found, "team", "cycles", "penalty_percent") == [("blue", 1, 10), ("red", 2, 30)]


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"by": ["crew"]}, "by[0]"), ({"by": ["team", "paused_s"]}, "by[1]"), ({"by": ["used_p90"]}, "by[0]"),
        ({"percentiles": [True]}, "percentiles[0]"), ({"each": "goal"}, "each"), ({"dated_by": "as_of"}, "dated_by"),
        ({"zone": "Berlin"}, "zone"), ({"percentiles": [0]}, "percentiles[0]"),
    ],
)  # fmt: skip
def test_what_compliance_cannot_read_is_refused(options: dict[str, Any], field: str) -> None:
    with pytest.raises(SlacalError) as caught:
        compliance(evaluated(), **options)
    assert caught.value.field == field


def test_a_fact_that_was_not_kept_is_to_be_kept() -> None:
    with pytest.raises(SlacalError, match=r"keep=\['tier'\]"):  # and no other column that is spelled alike
        compliance(evaluated(), by=["tier"])
    with pytest.raises(SlacalError, match="did you mean 'month'"):
        compliance(evaluated(), by=["mnth"])


@pytest.mark.parametrize("many", [-1, True, 1.5])
def test_the_worst_are_some_whole_number(many: Any) -> None:
    with pytest.raises(SlacalError, match="pass how many rows to show"):
        compliance(evaluated()).worst(many)


def test_a_group_is_there_though_its_tickets_count_elsewhere() -> None:
    # T-1 was solved in time at 11:00, opened again at 16:00 and is late: it counts at 16, and was completed at 10
    hours = [datetime(2026, 11, 20, hour) for hour in (10, 11, 16)]
    columns: dict[str, list[Any]] = {"ticket": ["T-1"] * 3, "at": hours, "event": ["created", "changed", "created"]}
    columns["status"] = ["new", "solved", "new"]
    result = evaluate_log(as_frame("numpy", columns), Policy.from_dict(DESK), NOON)
    found = compliance(result, by=["hour"]).frame
    assert told(found, "hour", "counted", "breached", "completed") == [(10, 0, 0, 1), (16, 1, 1, 0)]


def test_every_table_of_our_own_columns_refuses_their_names_as_groups() -> None:
    found = compliance(evaluated(), by=["team"])
    own = {name for table in (found.frame, found.pauses, found.credits) for name in table} - {"target", "team"}
    for name in own:
        with pytest.raises(SlacalError, match="is a column of the tables already"):
            compliance(evaluated(), by=[name])


def test_a_frame_alone_is_no_answer() -> None:
    with pytest.raises(WrongType, match="pass what evaluate_log returned"):
        compliance(evaluated().frame)


# -- a plain count -----------------------------------------------------------------------------------------------------


@given(tickets.terms(), st.lists(tickets.histories(most=6), min_size=1, max_size=3))
@settings(deadline=timedelta(seconds=5))
def test_counts_are_those_of_a_plain_count_over_the_frame(terms: Terms, drawn: list[tuple[History, datetime]]) -> None:
    log = [without_removals(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    columns, policy = columns_of(terms, log, kinds=True), cast("Policy", Promised(terms))
    result = evaluate_log(columns, policy, drawn[0][1], names_of(log, kinds=True))
    found = compliance(result, by=["goal", "stage"], each="cycle").frame
    counted = Counter(told(result.frame, "target", "goal", "stage"))
    met = Counter(row[:3] for row in told(result.frame, "target", "goal", "stage", "outcome") if row[3] == "met")
    for target, goal, stage, many, kept in told(found, "target", "goal", "stage", "counted", "met"):
        key = target, goal or "", stage
        assert (counted.pop(key), met[key]) == (many, kept)
    assert not counted
    whole = compliance(result).frame
    assert sum(np.asarray(whole["counted"]).tolist()) == len(set(told(result.frame, "ticket", "target")))
