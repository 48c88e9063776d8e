"""One log under several policies: what differs, why, and that nothing differs from itself."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.logs import LIBRARIES, Promised, as_frame, columns_of, listed, names_of, without_removals

from slacal import Policy
from slacal.analysis import compare
from slacal.engine.replay import replay
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.testing import strategies_of_tickets as tickets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal import History
    from slacal.analysis import Comparison
    from slacal.engine.terms import Terms

OFFICE = Policy.from_dict(
    {
        "name": "desk", "zone": "UTC", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00"}},
        "targets": {
            "fix": {"start": "created", "stop": {"status": "solved"}, "goals": [{"within": "4 business hours"}]},
        },
    }
)  # fmt: skip
ALWAYS = OFFICE.model_copy(update={"calendars": {"desk": {"week": "24/7"}}})
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
LOG: dict[str, list[Any]] = {
    "ticket": ["T-1", "T-1", "T-2", "T-2", "T-3"],
    "at": [
        # T-1: from Friday 18:00 to Monday 11:00 is 2 hours of the office, and 65 of all; T-2: an hour of both
        datetime(2026, 11, 20, 18), datetime(2026, 11, 23, 11), datetime(2026, 11, 23, 10), datetime(2026, 11, 23, 11),
        # T-3 is open: 2 of 4 hours are used, due at 14:00, on both
        datetime(2026, 11, 24, 10),
    ],
    "event": ["created", "changed", "created", "changed", "created"],
    "status": ["new", "solved", "new", "solved", "new"],
    "team": ["blue", None, "red", None, "red"],
}  # fmt: skip


def compared(library: str = "numpy", log: dict[str, list[Any]] = LOG, **options: Any) -> Comparison:
    policies: Mapping[str, Policy] = options.pop("policies", {"5x9": OFFICE, "24x7": ALWAYS})
    return compare(policies, as_frame(library, log), NOON, **options)


def told(frame: Any) -> list[tuple[Any, ...]]:
    names: list[str] = list(getattr(frame, "column_names", None) or getattr(frame, "columns", frame))
    return list(zip(*(listed(frame[name]) for name in names), strict=True))


@pytest.mark.parametrize("library", LIBRARIES)
def test_changes_list_only_the_cycles_that_differ(library: str) -> None:
    found = compared(library)
    changes = found.changes("outcome")
    assert type(changes) is type(as_frame(library, LOG))
    assert told(changes) == [("T-1", "fix", 1, "met", "breached")]
    assert told(found.changes("elapsed_s")) == [("T-1", "fix", 1, 2 * 3_600, 65 * 3_600)]
    assert told(found.changes("goal")) == []
    assert dict(found.differing) == {
        "outcome": 1, "due_at": 1, "original_due_at": 1, "breached_at": 1, "ever_breached": 1, "elapsed_s": 1,
        "remaining_s": 1, "overdue_s": 1, "overdue_real_s": 1, "elapsed_ratio": 1,
    }  # fmt: skip


@pytest.mark.parametrize("library", LIBRARIES)
def test_totals_stand_side_by_side(library: str) -> None:
    totals = compared(library, by=["team"]).totals
    rows = zip(*(listed(totals[name]) for name in ("target", "team", "policy", "met", "breached", "open")), strict=True)
    assert list(rows) == [
        ("fix", "blue", "5x9", 1, 0, 0),
        ("fix", "blue", "24x7", 0, 1, 0),
        ("fix", "red", "5x9", 1, 0, 1),
        ("fix", "red", "24x7", 1, 0, 1),
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_edited_calendar_moves_the_dues_of_open_tickets_alone(library: str) -> None:
    log = {name: [*values[:2], *values[4:]] for name, values in LOG.items()}  # T-1 is done
    early = OFFICE.model_copy(update={"calendars": {"desk": {"week": "Mo-Fr 10:00-13:00"}}})
    (row,) = told(compared(library, log, policies={"now": OFFICE, "then": early}).moved_dues)
    assert row[:3] == ("T-3", "fix", 1)
    # 10:00-13:00 on Tuesday, one hour more on Wednesday
    dues = [np.datetime64(at.replace(tzinfo=None), "m") for at in row[3:]]
    assert dues == [np.datetime64("2026-11-24T14:00"), np.datetime64("2026-11-25T11:00")]


def test_a_cycle_without_a_due_anywhere_has_not_moved() -> None:
    # nobody takes any ticket, so that one policy has clocks which never start, and the other has none
    stay = {"start": {"status": "taken"}, "stop": {"status": "solved"}, "goals": [{"within": "1 business hour"}]}
    more = OFFICE.model_copy(update={"targets": {**OFFICE.to_dict()["targets"], "stay": stay}})
    found = compared(policies={"old": OFFICE, "new": more})
    assert [row[:4] for row in told(found.changes("stage"))] == [(f"T-{at}", "stay", 0, None) for at in (1, 2, 3)]
    assert told(found.moved_dues) == []


def test_a_ticket_is_explained_by_what_differs() -> None:
    contrast = compared().explain("T-1", "fix")
    (outcome, *_), decisions = contrast.figures, contrast.decisions
    assert outcome == ("outcome", ("met", "breached"))
    assert decisions == ()
    counted = [(name, step.length) for name, step in contrast.steps if step.how == "counted"]
    assert counted == [("5x9", timedelta(hours=1)), ("5x9", timedelta(hours=1)), ("24x7", timedelta(hours=65))]
    lines = str(contrast).splitlines()
    assert lines[:2] == ["T-1, fix, cycle 1", "  outcome: 5x9 met, 24x7 breached"]
    assert "under 24x7:" in lines


def test_a_target_that_only_one_policy_has_is_missing_in_the_other() -> None:
    reply = {"start": "created", "stop": "agent_reply", "goals": [{"within": "1 business hour"}]}
    more = OFFICE.model_copy(update={"targets": {**OFFICE.to_dict()["targets"], "reply": reply}})
    found = compared(policies={"old": OFFICE, "new": more})
    assert told(found.changes("outcome")) == [(f"T-{at}", "reply", 1, None, "breached") for at in (1, 2, 3)]
    assert found.explain("T-1", "reply").explanations[0] == ("old", None)
    assert "no such cycle" in str(found.explain("T-1", "reply"))


@pytest.mark.parametrize(
    "policies",
    [{"one": OFFICE}, {"ticket": OFFICE, "other": ALWAYS}, {"one": OFFICE, "two": "24/7"}, [OFFICE, ALWAYS]],
)
def test_policies_that_cannot_be_compared_are_refused(policies: Any) -> None:
    with pytest.raises(SlacalError):
        compared(policies=policies)


def test_what_is_not_there_is_refused() -> None:
    found = compared()
    with pytest.raises(BadInput, match="is not a choice"):
        found.changes("due")
    with pytest.raises(SlacalError, match="is not in the log"):
        found.explain("T-9", "fix")
    with pytest.raises(SlacalError, match="did you mean 'fix'"):
        found.explain("T-1", "fixx")
    for cycle in (9, "1"):
        with pytest.raises(SlacalError, match="leave it out for the one at hand"):
            found.explain("T-1", "fix", cycle=cast("int", cycle))
    for many in (-1, True):
        with pytest.raises(SlacalError, match="pass how many cycles to explain"):
            found.why(many)


@pytest.mark.parametrize(("by", "field"), [("policy", "by[0]"), ("met", "by[0]"), ("crew", "by")])
def test_totals_are_grouped_by_nothing_that_is_not_there_or_stands_there_already(by: str, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        compared(by=[by])
    assert caught.value.field == field


def test_what_is_no_policy_is_named() -> None:
    with pytest.raises(WrongType) as caught:
        compared(policies={"one": OFFICE, "two": "24/7"})
    assert caught.value.field == "policies.two"


# -- properties --------------------------------------------------------------------------------------------------------

drawn_logs = st.lists(tickets.histories(most=6), min_size=1, max_size=2)


def of_histories(policies: dict[str, Terms], drawn: list[tuple[History, datetime]]) -> tuple[Comparison, list[History]]:
    log = [without_removals(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    columns = columns_of(next(iter(policies.values())), log, kinds=True)
    promised = {name: cast("Policy", Promised(terms)) for name, terms in policies.items()}
    return compare(promised, columns, drawn[0][1], names_of(log, kinds=True)), log


@given(tickets.terms(), drawn_logs)
@settings(deadline=timedelta(seconds=5))
def test_nothing_differs_between_a_policy_and_itself(terms: Terms, drawn: list[tuple[History, datetime]]) -> None:
    found, _ = of_histories({"one": terms, "other": terms}, drawn)
    assert not found.differing
    assert told(found.changes("elapsed_s")) == told(found.moved_dues) == []
    assert not found.why()


@given(tickets.terms(), tickets.terms(), drawn_logs)
@settings(deadline=timedelta(seconds=5))
def test_what_differs_is_what_the_scalar_engine_says_otherwise(
    one: Terms, other: Terms, drawn: list[tuple[History, datetime]]
) -> None:
    found, log = of_histories({"one": one, "other": other}, drawn)
    as_of = drawn[0][1]
    outcomes: list[dict[tuple[str, str, int], str]] = []
    for terms in (one, other):
        results = [(history.ticket, each) for history in log for each in replay(terms, history, as_of).targets]
        cycles = [(ticket, cycle) for ticket, each in results for cycle in each.cycles or (each,)]
        outcomes.append({(ticket, cycle.target, cycle.number): str(cycle.outcome) for ticket, cycle in cycles})
    keys = {*outcomes[0], *outcomes[1]}
    expected = {(*key, outcomes[0].get(key), outcomes[1].get(key)) for key in keys}
    assert set(told(found.changes("outcome"))) == {row for row in expected if row[3] != row[4]}


# -- a real log --------------------------------------------------------------------------------------------------------

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_ten_tickets_of_a_real_log_come_out_otherwise_for_reasons_that_a_reader_can_check() -> None:
    pytest.importorskip("ruamel.yaml")
    with gzip.open(EXAMPLES / "data" / "incident_events_2016.csv.gz", "rt", encoding="utf-8", newline="") as text:
        rows = [row for _, row in zip(range(2_000), csv.DictReader(text), strict=False)]
    log = {name: np.array([row[name] for row in rows], object) for name in ("number", "incident_state", "priority")}
    log |= {name: np.array([row[name] for row in rows], "M8[m]") for name in ("opened_at", "sys_updated_at")}
    names = {"ticket": "number", "at": "sys_updated_at", "created": "opened_at", "state": "incident_state"}
    office = Policy.load(EXAMPLES / "demo" / "servicenow.yaml")
    always = office.model_copy(update={"calendars": {"office": {"week": "24/7"}}})
    policies = {"5x9": office, "24x7": always}
    found = compare(policies, log, datetime(2017, 6, 1, tzinfo=UTC), names, created_with={"state": "New"})
    ten = found.why(10)
    assert len(ten) == 10
    for contrast in ten:
        assert contrast.figures[0][0] == "outcome"
        for _, one in contrast.explanations:
            assert one is not None
            assert sum((step.length for step in one.steps if step.how == "counted"), timedelta()) == one.elapsed
    # INC0000047, opened on Monday, 29 February at 04:40, P3: 24 business hours. It waits on Tuesday from 09:14 until it
    # is resolved at 09:52. 5x9 counts 08:00-18:00 and 08:00-09:14, 11 h 14 min: met. 24x7 counts 04:40-09:14 of the
    # next day, 28 h 34 min: late by 4 h 34 min.
    by_hand = next(one for one in ten if (one.ticket, one.target) == ("INC0000047", "resolution"))
    assert dict(by_hand.figures)["elapsed"] == (timedelta(hours=11, minutes=14), timedelta(hours=28, minutes=34))
    assert dict(by_hand.figures)["outcome"] == ("met", "breached")
    assert dict(by_hand.figures)["remaining"][1] == -timedelta(hours=4, minutes=34)
