"""What the test suites of other helpdesks assert of tickets, held against ours, case by case.

`data/conformance/README.md` explains the file. Each case becomes a policy and a history. What follows another reading
stands in `OTHER_READINGS`, and the tests hold that these cases, and no others, differ.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest

from slacal import BadDocument, Event, History, Outcome, Policy, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal import Evaluation

Case: TypeAlias = dict[str, Any]
DATA = Path(__file__).parents[1] / "data" / "conformance" / "policy_cases.jsonl"
CASES: dict[str, Case] = {case["id"]: case for case in map(json.loads, DATA.read_text(encoding="utf-8").splitlines())}
#: Tags of another product's defect or fallback.
NOT_OURS = {"quirk", "rounding", "empty_calendar"}
# Cases that follow a reading which slacal does not have, with that reading and what slacal says instead.
OTHER_READINGS = {
    "chatwoot-005": "a ticket that was solved before a job looked at it is in time, however late; here it is breached",
    "chatwoot-bh-012": "hours that never open fall back to the clock on the wall; here the calendar is refused",
}
#: Cases of which a part has no counterpart, with that part; what they assert of due times holds.
WITHOUT_COUNTERPART = {
    "rt-014": "a status hides a due that runs on; here a due that runs on is told (pause: never)",
}
METRICS: dict[str, dict[str, Any]] = {
    "first_response": {"measures": "first_response"},
    # a ticket is the first message of its customer
    "next_response": {"measures": "next_response", "start": ["created", "customer_reply"]},
    "keep_in_loop": {"measures": "keep_in_touch"},
    "resolution": {"measures": "resolution"},
}
KINDS = {"status": "changed", "resolved": "changed", "closed": "changed"}


# ---- a case's policy and history


def policy_of(case: Case) -> Policy:
    """Return the policy that a case describes."""
    assert not case["exceptions"], "a field that this test does not read"
    calendar: dict[str, Any] = {"week": case["week"], "zone": case["tz"]}
    if case["holidays"]:
        calendar["holidays"] = case["holidays"]
    targets = {target["metric"]: target_of(target, case["pause_statuses"]) for target in case["targets"]}
    return Policy.from_dict({"name": case["id"], "calendars": {"desk": calendar}, "targets": targets})


def target_of(target: Case, statuses: list[str]) -> dict[str, Any]:
    assert target.keys() <= {"metric", "business_minutes", "pauses"}, "a field that this test does not read"
    pauses = statuses and target.get("pauses", "extend") == "extend"
    goal = {"within": f"{target['business_minutes']} business minutes"}
    return {**METRICS[target["metric"]], "pause": {"status": statuses} if pauses else "never", "goals": [goal]}


def instant(text: str, case: Case) -> datetime:
    """Return an instant; without an offset it is wall time in the zone."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(case["tz"]))


def event_of(told: Case, case: Case) -> Event:
    kind: str = told["type"]
    status = {"created": "new", "status": told.get("value")}.get(kind, kind if kind in KINDS else None)
    return Event(instant(told["at"], case), KINDS.get(kind, kind), {} if status is None else {"status": status})


def evaluated(case: Case, after: int | None = None) -> Evaluation:
    """Return what slacal says as of the case's instant or its last event; or after one of its events, by place."""
    told = case["events"] if after is None else case["events"][: after + 1]
    as_of = case["as_of"] if case["as_of"] and after is None else told[-1]["at"]
    history = History(case["id"], [event_of(event, case) for event in told])
    return policy_of(case).evaluate(history, as_of=instant(as_of, case))


# ---- a case's assertions, by field; each gives what slacal says and what the case says


def due_now(result: Evaluation, metric: str) -> datetime | None:
    """Return when a target is due, None where nothing is open."""
    cycle = result[metric].open
    return None if cycle is None else cycle.due_at


def dues(case: Case, said: dict[str, str | None]) -> None:
    result = evaluated(case)
    expected = {metric: None if text is None else instant(text, case) for metric, text in said.items()}
    assert {metric: due_now(result, metric) for metric in said} == expected


def met(case: Case, said: dict[str, bool]) -> None:
    result = evaluated(case)
    assert {metric: result[metric].outcome is Outcome.MET for metric in said} == said


def breached(case: Case, said: dict[str, bool]) -> None:
    result = evaluated(case)
    assert {metric: result[metric].worst.outcome is Outcome.BREACHED for metric in said} == said


def elapsed(case: Case, said: dict[str, int]) -> None:
    result = evaluated(case)
    assert {metric: result[metric].elapsed / timedelta(minutes=1) for metric in said} == said


def paused(case: Case, said: dict[str, int]) -> None:
    result = evaluated(case)
    assert {metric: result[metric].paused / timedelta(seconds=1) for metric in said} == said


STATUSES: dict[str, Callable[[Evaluation], bool]] = {
    "first_response_due": lambda result: result["first_response"].stage is Stage.RUNNING,
    "resolution_due": lambda result: result["resolution"].stage is Stage.RUNNING,
    "paused": lambda result: result["resolution"].stage is Stage.PAUSED,
    "fulfilled": lambda result: {result[name].outcome for name in result} == {Outcome.MET},
}


def status(case: Case, said: str) -> None:
    result = evaluated(case)
    assert STATUSES[said](result)
    assert next(name for name, holds in STATUSES.items() if holds(result)) == said


def clock_starts(case: Case, said: str) -> None:
    """The first counted stretch begins there."""
    later = {**case, "as_of": case["expect"]["due"]["resolution"]}
    steps = evaluated(later)["resolution"].explain().steps
    assert next(step.starts_at for step in steps if step.how == "counted") == instant(said, case)


COMPARED: dict[str, Callable[[datetime, datetime], bool]] = {
    "equal": lambda one, other: one == other,
    "later": lambda one, other: one > other,
    "earlier": lambda one, other: one < other,
}


def relations(case: Case, said: list[Case]) -> None:
    for one in said:
        dues = [due_now(evaluated(case, one[key]), one["metric"]) for key in ("after_event", "vs_after_event")]
        assert compared(one["relation"], *dues)


def next_due_relations(case: Case, said: list[Case]) -> None:
    for one in said:
        dues = [evaluated(case, one[key]).next_due_at for key in ("after_event", "vs_after_event")]
        assert compared(one["relation"], *dues)


def compared(relation: str, now: datetime | None, before: datetime | None) -> bool:
    return now is not None and before is not None and COMPARED[relation](now, before)


ASSERTIONS: dict[str, Callable[[Case, Any], None]] = {
    "due": dues,
    "met": met,
    "breached": breached,
    "elapsed_minutes": elapsed,
    "paused_seconds": paused,
    "status": status,
    "clock_starts": clock_starts,
    "relations": relations,
    "next_due_relations": next_due_relations,
}


# ---- the tests


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for name, case in CASES.items() if name not in OTHER_READINGS for field in case["expect"]],
)
def test_slacal_says_what_others_assert(name: str, field: str) -> None:
    assert_said = ASSERTIONS[field]
    assert_said(CASES[name], CASES[name]["expect"][field])


def test_a_ticket_that_was_solved_late_is_breached() -> None:
    result = evaluated(CASES["chatwoot-005"])["resolution"]
    # due at 07:00, solved at 12:00
    assert (result.outcome, result.overdue) == (Outcome.BREACHED, timedelta(hours=5))


def test_hours_that_never_open_are_refused() -> None:
    with pytest.raises(BadDocument, match="never"):
        policy_of(CASES["chatwoot-bh-012"])


def test_the_other_readings_are_the_cases_that_are_tagged_so() -> None:
    assert {name for name, case in CASES.items() if NOT_OURS.intersection(case["tags"])} == OTHER_READINGS.keys()
    hidden = {name for name, case in CASES.items() if any(one.get("pauses") == "hide" for one in case["targets"])}
    assert hidden == WITHOUT_COUNTERPART.keys()


def test_no_case_and_no_assertion_is_left_out() -> None:
    assert len(CASES) == 54
    assert {field for case in CASES.values() for field in case["expect"]} == ASSERTIONS.keys()
