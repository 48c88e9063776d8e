"""A log as columns says of every ticket what the scalar engine says, in every field."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from fractions import Fraction
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd  # type: ignore[import-untyped]  # there is no stub
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.logs import LIBRARIES, Promised, as_frame, columns_of, listed, names_of, without_removals

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
    names, columns = names_of(log, kinds=True), columns_of(terms, log, kinds=True)
    columns["row"] = np.arange(len(columns["at"]))  # nothing reads it
    kept = ["row", *(name for name in names if not name.startswith("details."))][:2]
    result = evaluate_log(columns, cast("Policy", Promised(terms)), as_of, names, keep=kept)
    assert not result.faults
    assert_same(result, scalar(terms, log, as_of))
    assert_kept(result, kept, log, as_of)
    return result


def assert_pauses(result: LogResult, terms: Terms, log: Sequence[History], as_of: datetime) -> None:
    """Compare the pauses of each cycle with the stretches of its explanation, whose open parts are all it paused."""
    found: dict[tuple[str, str, int], dict[str, tuple[int, int]]] = {}
    for ticket, target, cycle, cause, paused, real in zip(*map(_plain, result.pauses.values()), strict=True):
        found.setdefault((ticket, target, cycle), {})[cause] = (paused, real)
    expected: dict[tuple[str, str, int], dict[str, int]] = {}
    totals: dict[tuple[str, str, int], int] = {}
    for history in log:
        for one in (
            cycle for each in replay(terms, history, as_of).targets for cycle in each.cycles if cycle.paused_real
        ):
            steps = [step for step in one.explain().steps if step.how == "paused"]
            for step in steps:
                held = expected.setdefault((history.ticket, one.target, one.number), {})
                held[step.reason] = held.get(step.reason, 0) + step.length // timedelta(seconds=1)
            totals[history.ticket, one.target, one.number] = one.paused // timedelta(seconds=1)
    assert {key: {cause: real for cause, (_, real) in held.items()} for key, held in found.items()} == expected
    assert {key: sum(paused for paused, _ in held.values()) for key, held in found.items()} == totals


def assert_kept(result: LogResult, kept: Sequence[str], log: Sequence[History], as_of: datetime) -> None:
    """Compare what is kept with what the last event said that is no later than the start of each cycle."""
    expected: dict[str, list[object]] = {name: [] for name in kept}
    firsts = dict(
        zip((one.ticket for one in log), accumulate((len(one.events) for one in log), initial=0), strict=False)
    )
    events = {one.ticket: one.events for one in log}
    for ticket, started in zip(result.frame["ticket"], _plain(result.frame["started_at"]), strict=True):
        until = min(started, to_micros(as_of)) if isinstance(started, int) else to_micros(as_of)  # none is read later
        seen = [event for event in events[ticket] if event.instant <= until]
        facts: dict[str, object] = {}
        for event in seen:
            facts.update(event.changes)
        for name in kept:
            row = firsts[ticket] + len(seen) - 1 if seen else None
            expected[name].append(row if name == "row" else facts.get(name))
    assert {name: _plain(result.frame[name]) for name in kept} == expected


@given(tickets.terms(), logs)
@settings(deadline=timedelta(seconds=5))
def test_a_log_of_events_says_what_the_engine_says_under_every_rule(
    terms: Terms, drawn: list[tuple[History, datetime]]
) -> None:
    check_events(terms, drawn)


@given(tickets.terms(), st.lists(tickets.histories(most=8), min_size=1, max_size=2))
@settings(deadline=timedelta(seconds=5))
def test_pauses_by_cause_are_those_of_the_explanations(terms: Terms, drawn: list[tuple[History, datetime]]) -> None:
    log = [without_removals(history, f"T-{place}") for place, (history, _) in enumerate(drawn)]
    as_of, columns = drawn[0][1], columns_of(terms, log, kinds=True)
    assert_pauses(
        evaluate_log(columns, cast("Policy", Promised(terms)), as_of, names_of(log, kinds=True)), terms, log, as_of
    )


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


# -- what is kept ------------------------------------------------------------------------------------------------------


STATES: dict[str, list[Any]] = {
    "ticket": ["T-1", "T-1", "T-2"],
    "at": [datetime(2026, 11, 23, 10, 30), datetime(2026, 11, 23, 11), datetime(2026, 11, 23, 11)],
    "state": ["open", "open", "open"],
    "team": ["blue", "red", None],
    "size": [3, 4, 5],
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_column_is_kept_in_the_kind_of_the_log_and_changes_nothing(library: str) -> None:
    plain, kept = (
        evaluate_log(as_frame(library, STATES), DESK, NOON, {"state": "state"}, keep=names)
        for names in ([], ["team", "size"])
    )
    told = {name: listed(kept.frame[name]) for name in ("team", "size")}
    assert [None if team != team else team for team in told["team"]] == ["blue", None]  # noqa: PLR0124 - NaN
    assert told["size"] == [3, 5]
    assert kept.summary == plain.summary  # a team that changes is no event: 2 of the 3 rows are


def test_a_fact_that_holds_at_the_creation_is_kept_as_it_held_then() -> None:
    log: dict[str, Any] = {
        **as_frame("numpy", STATES),
        "opened": np.array(["2026-11-23T10:00"] * 2 + ["2026-11-23T10:45"], "M8[s]"),
    }
    names = {"created": "opened", "state": "state"}
    found = evaluate_log(log, DESK, NOON, names, created_with={"team": "first line"}, keep=["team"])
    assert found.frame["team"].tolist() == ["first line", "first line"]


def test_what_a_log_is_read_by_is_kept_as_any_column() -> None:
    log = as_frame("numpy", {
        "ticket": ["T-1", "T-1"], "at": [datetime(2026, 11, 23, hour) for hour in (10, 11)],
        "event": ["created", "changed"], "state": ["New", "New"],
    })  # fmt: skip
    assert evaluate_log(log, DESK, NOON, keep=["event"]).frame["event"].tolist() == ["created"]


@pytest.mark.parametrize(
    ("keep", "problem"),
    [(["outcome"], "is a column of the answer already"), (["crew"], "is neither a fact nor a column of the log")],
)
def test_what_cannot_be_kept_is_refused(keep: list[str], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        evaluate_log(as_frame("numpy", STATES), DESK, NOON, keep=keep)


@pytest.mark.parametrize("library", LIBRARIES)
def test_pauses_come_by_cause_in_the_kind_of_the_log(library: str) -> None:
    policy = Policy.from_dict(
        {
            "name": "fix", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
            "targets": {"fix": {
                "start": "created", "stop": {"status": "solved"},
                "pause": [{"reason": "customer", "while": {"status": "waiting"}},
                          {"reason": "supplier", "while": {"status": "ordered"}}],
                "goals": [{"within": "8 business hours"}],
            }},
        }
    )  # fmt: skip
    hours = [datetime(2026, 11, 20, 10), datetime(2026, 11, 20, 18), datetime(2026, 11, 23, 11)]
    log: dict[str, list[Any]] = {"ticket": ["T-1"] * 3, "at": hours, "event": ["created", "changed", "changed"]}
    found = evaluate_log(as_frame(library, {**log, "status": ["new", "waiting", "ordered"]}), policy, NOON).pauses
    told = {name: listed(found[name]) for name in ("cause", "paused_s", "paused_real_s")}
    assert told["cause"] == ["customer", "supplier"]
    # Friday 18:00-19:00 and Monday 10:00-11:00 are open, of 65 hours; Monday 11:00-12:00
    assert told["paused_s"] == [2 * 3_600, 3_600]
    assert told["paused_real_s"] == [65 * 3_600, 3_600]


# -- promises ----------------------------------------------------------------------------------------------------------


def test_a_pause_that_has_only_just_begun_keeps_no_landing_in_closed_time() -> None:
    # A business day from Monday 08:00, before the desk opens, lands on Tuesday at 08:00; waiting from the start, it is
    # not known when the ticket is due.
    document = {
        "name": "desk", "zone": "UTC", "calendar": "desk",
        "calendars": {"desk": {"week": "Mo-Fr 09:00-17:00", "zone": "UTC"}},
        "targets": {
            "answer": {
                "measures": "first_response", "pause": [{"while": {"status": "waiting"}}],
                "goals": [{"within": "1 business day", "lands": "same_time"}],
            }
        },
    }  # fmt: skip
    tickets = {
        "created": np.array(["2026-11-23T08:00"] * 2, "M8[us]"),
        "status": np.array(["waiting", "open"], object),
    }
    found = promises(tickets, Policy.from_dict(document))["answer_due_at"]
    assert found.astype(str).tolist() == ["NaT", "2026-11-24T08:00:00.000000"]


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


class Clockless(tzinfo):
    """A zone of somebody's own, with a bug."""

    def utcoffset(self, at: datetime | None) -> Any:
        return 5

    def dst(self, at: datetime | None) -> None:
        return None

    def tzname(self, at: datetime | None) -> str:
        return "Clockless"


def test_a_fact_of_the_creation_whose_zone_fails_is_refused_by_its_name() -> None:
    log = pd.DataFrame({"ticket": ["T-1"], "kind": ["created"], "at": [datetime(2026, 11, 20, 10, tzinfo=UTC)]})
    opening = {"promised": datetime(2026, 11, 20, tzinfo=Clockless())}
    with pytest.raises(BadInput, match=r"^created_with\.promised='Clockless' cannot tell its offset"):
        evaluate_log(log, DESK, datetime(2026, 11, 21, tzinfo=UTC), created_with=opening)  # type: ignore[arg-type]
