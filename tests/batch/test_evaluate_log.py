"""A log as columns says of every ticket what the scalar engine says, in every field."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacal import Event, History, Policy
from slacal.batch.evaluating import evaluate_log
from slacal.batch.promising import promises
from slacal.engine.limits import OpenTime
from slacal.engine.replay import replay
from slacal.engine.rules import DEFAULT
from slacal.engine.terms import Credits, Warn
from slacal.errors import BadInput
from slacal.formats.columns import Columns
from slacal.formats.cycle_rows import CycleRow, cycle_rows
from slacal.formats.event_log import read_log
from slacal.spans.instant import from_micros, to_micros
from slacal.testing import strategies_of_tickets as tickets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slacal.batch.evaluating import LogResult
    from slacal.engine.terms import Terms

Told = tuple[object, ...]


class Promised:
    """A policy that has nothing but its terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms


def columns_of(terms: Terms, log: Sequence[History], *, kinds: bool) -> dict[str, Any]:
    """Return histories as columns; a fact that a row does not change, or that is absent, is None."""
    events = [(history.ticket, event) for history in log for event in history.events]
    facts = sorted({name for _, event in events for name in event.changes} | terms.fields)
    details = sorted({name for _, event in events for name in event.details})
    found: dict[str, Any] = {
        "ticket": np.array([ticket for ticket, _ in events], object),
        "at": np.array([event.instant for _, event in events], "M8[us]"),
    }
    for name in facts:
        found[name] = np.array([event.changes.get(name) for _, event in events], object)
    if kinds:
        found["event"] = np.array([event.kind for _, event in events], object)
        for name in details:
            found[name] = np.array([event.details.get(name) for _, event in events], object)
    return found


def names_of(log: Iterable[History], *, kinds: bool) -> dict[str, str]:
    facts = {name for history in log for event in history.events for name in event.changes}
    details = {name for history in log for event in history.events for name in event.details} if kinds else set[str]()
    return {name: name for name in facts} | {f"details.{name}": name for name in details}


def scalar(terms: Terms, log: Iterable[History], as_of: datetime) -> list[Told]:
    return [plain(row) for history in log for row in cycle_rows(replay(terms, history, as_of), zone="UTC")]


def plain(row: CycleRow) -> Told:
    return tuple(to_micros(value) if isinstance(value, datetime) else value for value in row)


def told(result: LogResult) -> list[Told]:
    """Return the rows of a frame of numpy arrays as a cycle row has them."""
    columns = [_plain(result.frame[name]) for name in CycleRow._fields]
    return list(zip(*columns, strict=True))


def _plain(column: np.ndarray[Any, Any]) -> list[object]:
    if column.dtype.kind == "M":
        return [None if np.isnat(at) else int(at.astype(np.int64)) for at in column]
    return [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - NaN alone differs from itself


def assert_same(result: LogResult, expected: list[Told]) -> None:
    found = told(result)
    for ours, theirs in zip(found, expected, strict=False):
        wrong = {
            name: (mine, wanted)
            for name, mine, wanted in zip(CycleRow._fields, ours, theirs, strict=True)
            if mine != wanted
        }
        assert not wrong, (wrong, ours[:3], dict(result.summary.reasons))
    assert len(found) == len(expected)


def without_removals(history: History, ticket: str) -> History:
    """Return a history in which no fact is taken away: a log of events has no cell for that."""
    events = [
        Event(e.at, e.kind, {name: value for name, value in e.changes.items() if value is not None}, details=e.details)
        for e in history.events
    ]
    return History(ticket, events)


def as_states(history: History, ticket: str) -> tuple[History, History]:
    """Return the states of a ticket, a row each, and the events that they show."""
    facts: dict[str, Any] = {}
    states: list[Event] = []
    events: list[Event] = []
    for event in history.events:
        before = dict(facts)
        facts.update(event.changes)
        states.append(Event(event.at, "state", facts))
        changes = {name: value for name, value in facts.items() if before.get(name) != value}
        if not events:
            events.append(Event(event.at, "created", {name: v for name, v in facts.items() if v is not None}))
        elif changes:
            events.append(Event(event.at, "changed", changes))
    return History(ticket, states), History(ticket, events)


MONDAY = to_micros(tickets.MONDAY)
logs = st.lists(tickets.histories(most=8), min_size=1, max_size=5)


def check_events(terms: Terms, drawn: list[tuple[History, datetime]]) -> LogResult:
    log = [without_removals(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    as_of = drawn[0][1]
    result = evaluate_log(
        columns_of(terms, log, kinds=True), cast("Policy", Promised(terms)), as_of, names_of(log, kinds=True)
    )
    assert not result.faults
    assert_same(result, scalar(terms, log, as_of))
    return result


@given(tickets.terms(), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_events_says_what_the_engine_says_under_every_rule(
    terms: Terms, drawn: list[tuple[History, datetime]]
) -> None:
    check_events(terms, drawn)


@given(tickets.terms(DEFAULT), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_events_says_what_the_engine_says_under_the_default_rules(
    terms: Terms, drawn: list[tuple[History, datetime]]
) -> None:
    check_events(terms, drawn)


WARNINGS = (
    Warn("half", share=Fraction(1, 2)), Warn("most", share=Fraction(3, 4)), Warn("due", share=Fraction(1)),
    Warn("an hour", amount=OpenTime(3_600_000_000, "1 business hour")),
)  # fmt: skip


@given(tickets.terms(), st.lists(st.sampled_from(WARNINGS), min_size=1, max_size=3), logs)
@settings(deadline=timedelta(seconds=5))
def test_warnings_and_credits_and_what_is_not_in_force_yet_are_as_the_engine_says(
    terms: Terms, warnings: list[Warn], drawn: list[tuple[History, datetime]]
) -> None:
    credits_of = Credits(OpenTime(3_600_000_000, "1 business hour"), Fraction(5))
    targets = tuple(replace(one, warnings=tuple(warnings), credits=credits_of) for one in terms.targets)
    begun = drawn[0][0].events[0].instant + 1
    check_events(replace(terms, targets=targets, effective_from=begun), drawn)


@given(tickets.terms(), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_states_says_what_the_engine_says(terms: Terms, drawn: list[tuple[History, datetime]]) -> None:
    pairs = [as_states(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    as_of = drawn[0][1]
    log = [states for states, _ in pairs]
    result = evaluate_log(
        columns_of(terms, log, kinds=False), cast("Policy", Promised(terms)), as_of, names_of(log, kinds=False)
    )
    assert_same(result, scalar(terms, [events for _, events in pairs], as_of))


DESK = Policy.from_dict(
    {
        "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
        "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    }
)  # fmt: skip
LOG = {
    "ticket": np.array(["T-2", "T-1", "T-2", "T-1"], object),
    "at": np.array(["2026-11-23T10:45", "2026-11-20T18:00", "2026-11-23T12:30", "2026-11-23T10:30"], "M8[s]"),
    "event": np.array(["created", "created", "agent_reply", "agent_reply"], object),
}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_rows_in_any_order_are_put_in_order_and_later_ones_are_not_read() -> None:
    result = evaluate_log(LOG, DESK, NOON)
    assert result.frame["ticket"].tolist() == ["T-2", "T-1"]  # in the order of their first rows
    assert result.frame["outcome"].tolist() == ["open", "met"]
    assert result.frame["elapsed_s"].tolist() == [75 * 60, 90 * 60]  # 10:45-12:00; 18:00-19:00 and 10:00-10:30
    assert (result.summary.tickets, result.summary.events, result.summary.later) == (2, 3, 1)
    assert (result.summary.vectorised, result.summary.scalar) == (2, 0)


def listed(column: Any) -> list[Any]:
    return cast("list[Any]", column.to_pylist() if hasattr(column, "to_pylist") else column.to_list())


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_frame_comes_back_as_a_frame_of_its_library(library: str) -> None:
    module = pytest.importorskip(library)
    plain_log = {name: values.tolist() for name, values in LOG.items()}
    plain_log["at"] = [at.replace(tzinfo=UTC) for at in plain_log["at"]]
    frame = module.table(plain_log) if library == "pyarrow" else module.DataFrame(plain_log)
    found = evaluate_log(frame, DESK, NOON).frame
    assert type(found) is type(frame)
    told = {name: listed(found[name]) for name in ("ticket", "due_at")}
    assert told["ticket"] == ["T-2", "T-1"]
    assert [to_micros(at) for at in told["due_at"]] == [
        to_micros(datetime(2026, 11, 23, 18, 45, tzinfo=UTC)), to_micros(datetime(2026, 11, 23, 17, tzinfo=UTC)),
    ]  # fmt: skip


@pytest.mark.parametrize("library", ["numpy", "pandas", "polars", "pyarrow"])
def test_a_log_without_rows_gives_a_frame_without_rows(library: str) -> None:
    module = pytest.importorskip(library)
    rows = [{name: values.tolist()[0] for name, values in LOG.items()} | {"at": NOON}]
    log: Any = {name: values[:0] for name, values in LOG.items()}
    if library != "numpy":
        log = module.Table.from_pylist(rows)[:0] if library == "pyarrow" else module.DataFrame(rows)[:0]
    found = evaluate_log(log, DESK, NOON)
    assert type(found.frame) is type(log)
    assert len(found.frame["ticket"]) == len(found.frame["due_at"]) == found.summary.tickets == 0


def test_a_log_of_which_no_ticket_can_be_judged_gives_a_frame_without_rows() -> None:
    by_date = Policy.from_dict(
        {
            "name": "by date", "zone": "UTC",
            "targets": {name: {"measures": "resolution", "goals": [{"at": "day"}]} for name in ("fix", "answer")},
        }
    )  # fmt: skip
    log = {name: values[1:2] for name, values in LOG.items()} | {"day": np.array(["some day"], object)}
    found = evaluate_log(log, by_date, NOON)
    assert (list(found.faults), len(found.frame["ticket"])) == (["T-1"], 0)


def test_tickets_that_columns_cannot_judge_go_to_the_engine_and_are_counted() -> None:
    log = {**LOG, "event": np.array(["created", "created", "agent_reply", "due_override"], object)}
    log["due"] = np.array([None, None, None, "2026-12-01T10:00+00:00"], object)
    result = evaluate_log(log, DESK, NOON, {"details.due_at": "due"})
    assert (result.summary.vectorised, result.summary.scalar) == (1, 1)
    assert dict(result.summary.reasons) == {("answer", "due_override"): 1}
    assert result.frame["due_at"][1] == np.datetime64("2026-12-01T10:00", "us")


@pytest.mark.parametrize(
    ("log", "columns", "field"),
    [
        (LOG, {"at": "when"}, "columns.at"),
        ({**LOG, "event": np.array(["created", None, "x", "y"], object)}, {}, "event[1]"),
        ({**LOG, "ticket": np.array(["T", "", "x", "y"], object)}, {}, "ticket[1]"),
    ],
)
def test_columns_that_are_missing_or_empty_are_refused(log: Any, columns: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        evaluate_log(log, DESK, NOON, columns)
    assert caught.value.field == field


# -- promises ----------------------------------------------------------------------------------------------------------


@given(tickets.terms(), st.lists(st.tuples(tickets.instants_near(MONDAY), tickets.facts()), min_size=1, max_size=6))
@settings(deadline=timedelta(seconds=5))
def test_due_dates_of_a_frame_are_those_of_each_ticket(
    terms: Terms, drawn: list[tuple[int, dict[str, str | None]]]
) -> None:
    frame: dict[str, Any] = {"created": np.array([at for at, _ in drawn], "M8[us]")}
    frame |= {name: np.array([facts[name] for _, facts in drawn], object) for name in drawn[0][1]}
    found = promises(frame, cast("Policy", Promised(terms)))
    for row, (at, facts) in enumerate(drawn):
        created = Event(from_micros(at, UTC), "created", facts)
        expected = replay(terms, History("", [created]), created.at)
        for name in expected:
            due = expected[name].due_at
            assert _plain(found[f"{name}_due_at"])[row] == (None if due is None else to_micros(due))


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_frame_of_tickets_gets_a_column_of_due_dates(library: str) -> None:
    module = pytest.importorskip(library)
    created = {"created": [datetime(2026, 11, 20, 18, tzinfo=UTC)], "number": [7]}
    frame = module.table(created) if library == "pyarrow" else module.DataFrame(created)
    found = promises(frame, DESK)
    assert type(found) is type(frame)
    assert to_micros(listed(found["answer_due_at"])[0]) == to_micros(datetime(2026, 11, 23, 17, tzinfo=UTC))


# -- a real log --------------------------------------------------------------------------------------------------------

EXAMPLES = Path(__file__).parents[2] / "examples"
WAITING = ["Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence"]
ROUND_THE_CLOCK: dict[str, Any] = {
    "name": "round the clock", "zone": "UTC",
    "calendars": {
        "office": {"week": "Mo-Fr 08:00-12:00,13:00-18:00", "zone": "Europe/Berlin"},
        "urgent": {"week": "24/7", "zone": "UTC"},
    },
    "targets": {
        "solution": {
            "start": "created", "stop": {"state": "Resolved"}, "cancel": {"state": "Closed"}, "reopen": "resume",
            "calendar": [{"when": {"priority": "1 - Critical"}, "use": "urgent"}, {"use": "office"}],
            "pause": {"state": WAITING},
            "goals": [{"when": {"priority": "1 - Critical"}, "within": "4 business hours"},
                      {"within": "24 business hours"}],
        },
        "update": {
            "start": {"state": "Active"}, "stop": {"state": WAITING}, "reopen": "new_cycle",
            "goals": [{"within": "2 calendar days"}],
        },
    },
}  # fmt: skip
IN_DAYS: dict[str, Any] = {
    "name": "in days", "zone": "UTC", "calendar": "office",
    "calendars": {"office": {"week": "Mo-Fr 08:00-18:00", "zone": "UTC"}},
    "targets": {
        "resolution": {
            "measures": "resolution", "pause": {"state": WAITING},
            "goals": [{"when": {"priority": "4 - Low"}, "within": "5 business days"}, {"within": "2 business days"}],
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def real_rows() -> list[dict[str, str]]:
    with gzip.open(EXAMPLES / "data" / "incident_events_2016.csv.gz", "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def check_real(policy: Policy, rows: list[dict[str, str]]) -> LogResult:
    log = {name: np.array([row[name] for row in rows], object) for name in ("number", "incident_state", "priority")}
    log |= {name: np.array([row[name] for row in rows], "M8[m]") for name in ("opened_at", "sys_updated_at")}
    names = {
        "ticket": "number", "at": "sys_updated_at", "created": "opened_at", "state": "incident_state",
        "priority": "priority",
    }  # fmt: skip
    as_of = datetime(2017, 3, 1, tzinfo=UTC)
    result = evaluate_log(log, policy, as_of, names, created_with={"state": "New"})
    text = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    histories = read_log(
        BytesIO(text.encode()), Columns.load(EXAMPLES / "demo" / "servicenow.columns.toml"), zone="UTC"
    )
    assert_same(result, scalar(policy.terms, histories, as_of))
    return result


def real_policies() -> dict[str, Policy]:
    return {
        "the demo": Policy.load(EXAMPLES / "demo" / "servicenow.yaml"),
        "round the clock": Policy.from_dict(ROUND_THE_CLOCK),
        "in days": Policy.from_dict(IN_DAYS),
    }


@pytest.mark.parametrize("name", ["the demo", "round the clock", "in days"])
def test_a_sample_of_a_real_log_says_what_the_engine_says(name: str, real_rows: list[dict[str, str]]) -> None:
    pytest.importorskip("ruamel.yaml")
    result = check_real(real_policies()[name], real_rows[:4_000])
    assert result.summary.vectorised > 0


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["the demo", "round the clock", "in days"])
def test_a_whole_real_log_says_what_the_engine_says(name: str, real_rows: list[dict[str, str]]) -> None:
    pytest.importorskip("ruamel.yaml")
    check_real(real_policies()[name], real_rows)
