"""Steps for engines answer any split of the data as one call answers the whole, in one schema, and name faults."""

from __future__ import annotations

import pickle
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import Policy
from slacal.batch import LogStep, PromisesStep, evaluate_log, promises
from slacal.errors import BadInput, MissingExtra, WrongType

if TYPE_CHECKING:
    from collections.abc import Sequence

pa: Any = import_module("pyarrow")  # untyped, for the type checkers' peace
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC)
DESK = Policy.from_dict(
    {
        "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
        "targets": {
            "answer": {"measures": "first_response", "goals": [
                {"when": {"priority": "high"}, "within": "2 business hours"}, {"within": "8 business hours"},
            ]},
            "fix": {"measures": "resolution", "goals": [{"within": "5 business hours"}]},
        },
    }
)  # fmt: skip
BY_DATE = Policy.from_dict(
    {
        "name": "by date", "zone": "UTC",
        "targets": {"fix": {"measures": "resolution", "goals": [{"at": "promised"}]}},
    }
)  # fmt: skip
KINDS = ["created", "agent_reply", "changed", "resolved"]


def log_of(tickets: int, zone: str = "UTC") -> Any:
    """Return a log of four events for each of some tickets, which lie together."""
    rows = [
        {
            "number": ticket, "when": FRIDAY + timedelta(hours=3 * ticket * place), "event": kind,
            "priority": "high" if ticket % 2 else "low",
        }
        for ticket in range(tickets)
        for place, kind in enumerate(KINDS)
    ]  # fmt: skip
    names = {"number": pa.int32(), "when": pa.timestamp("ms", zone), "event": pa.string(), "priority": pa.string()}
    return pa.Table.from_pylist(rows, pa.schema(names))


STEP = LogStep(DESK, NOON, {"ticket": "number", "at": "when"})
LOG = log_of(9)
TICKETS = pa.table({"opened": LOG["when"], "priority": LOG["priority"].dictionary_encode(), "id": range(len(LOG))})
DUES = PromisesStep(DESK, "opened")


def rows_of(answers: Sequence[Any]) -> list[dict[str, Any]]:
    found = [row for answer in answers for row in cast("list[dict[str, Any]]", answer.to_pylist())]
    return sorted(found, key=lambda row: (row["ticket"], row["target"], row["cycle"]))


def test_the_cycles_are_those_of_the_single_call_with_texts_and_the_type_of_the_ticket() -> None:
    found = STEP(LOG)
    whole = evaluate_log(LOG, DESK, NOON, STEP.columns).frame
    assert found.to_pylist() == whole.to_pylist()
    assert len(found) == 18  # nine tickets, two targets
    assert found.schema.field("ticket").type == pa.int32()
    assert found.schema.field("outcome").type == pa.string()
    assert set(found["outcome"].to_pylist()) == {"met", "breached"}


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_any_split_by_ticket_says_what_the_whole_says(parts: list[int]) -> None:
    whole = STEP(LOG)
    rows = [[4 * ticket + row for ticket in range(9) if parts[ticket] == part for row in range(4)] for part in range(4)]
    answers = [STEP(LOG.take(pa.array(some, pa.int64()))) for some in rows]
    assert rows_of(answers) == rows_of([whole])
    assert {answer.schema for answer in answers} == {STEP.schema_of(LOG.schema)} == {whole.schema}


def test_a_stream_gathers_its_batches_so_that_a_ticket_may_lie_in_two_of_them() -> None:
    batches = LOG.to_batches(max_chunksize=7)  # four rows a ticket
    assert rows_of(list(STEP.stream(batches))) == rows_of([STEP(LOG)])
    assert list(STEP.stream([])) == []


@given(st.lists(st.integers(1, 36), max_size=4))
def test_any_split_of_tickets_gets_the_due_dates_of_the_whole(cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(TICKETS)]
    parts = [TICKETS.slice(begin, end - begin) for begin, end in pairwise(bounds)]
    answers = [DUES(part) for part in parts]
    found = [row for answer in answers for row in answer.to_pylist()]
    assert found == promises(TICKETS, DESK, created="opened").to_pylist()
    assert {answer.schema for answer in answers} == {DUES.schema_of(TICKETS.schema)}


def test_a_due_date_stands_beside_what_the_ticket_had() -> None:
    # Friday 10:00, low: eight hours end at 18:00, five at 15:00.
    ticket = DUES(TICKETS.slice(0, 1)).to_pylist()[0]
    assert (ticket["id"], ticket["priority"]) == (0, "low")
    assert (ticket["answer_due_at"], ticket["fix_due_at"]) == (FRIDAY.replace(hour=18), FRIDAY.replace(hour=15))


@pytest.mark.parametrize(("step", "data"), [(STEP, LOG), (DUES, TICKETS)], ids=["log", "promises"])
def test_what_came_as_a_record_batch_goes_as_one_and_no_rows_give_no_rows(step: Any, data: Any) -> None:
    one = data.combine_chunks().to_batches()[0]
    assert isinstance(step(one), pa.RecordBatch)
    assert step(one).to_pylist() == step(data).to_pylist()
    for empty in (data.slice(0, 0), one.slice(0, 0)):
        answer = step(empty)
        assert type(answer) is type(empty)
        assert (len(answer), answer.schema) == (0, step.schema_of(data.schema))


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_times_are_in_the_zone_of_the_log(zone: str) -> None:
    assert STEP(log_of(2, zone)).schema.field("due_at").type == pa.timestamp("us", zone)


def test_categories_and_wall_times_are_taken_in_too() -> None:
    plain = LOG.set_column(0, "number", LOG["number"].cast(pa.string()).dictionary_encode())
    walls = plain.set_column(1, "when", plain["when"].cast(pa.timestamp("ms")))
    found = LogStep(DESK, NOON, STEP.columns, zone="UTC")(walls)
    assert found.schema.field("ticket").type == pa.string()
    assert [int(ticket) for ticket in found["ticket"].to_pylist()] == STEP(LOG)["ticket"].to_pylist()


@pytest.mark.parametrize("step", [STEP, DUES, LogStep(DESK, NOON, {"state": "event"}, created_with={"state": "New"})])
def test_a_step_travels_and_is_equal_there(step: Any) -> None:
    travelled = pickle.loads(pickle.dumps(step))  # noqa: S301 - our own
    assert travelled == step
    assert hash(travelled) == hash(step)


# -- what cannot be judged ---------------------------------------------------------------------------------------------


def faulty() -> Any:
    days = ["2026-11-25", "not a date", "2026-11-23", "nor this"]
    rows = [
        {"ticket": f"T-{place}", "at": FRIDAY, "event": "created", "promised": day} for place, day in enumerate(days)
    ]
    return pa.Table.from_pylist(rows)


def test_the_first_ticket_that_cannot_be_judged_is_named() -> None:
    with pytest.raises(BadInput, match=r"'T-1' cannot be judged, and 1 more: .*not a date") as caught:
        LogStep(BY_DATE, NOON)(faulty())
    assert (caught.value.field, caught.value.value) == ("ticket", "T-1")


def test_faults_as_rows_leave_the_others_judged_and_have_a_column_of_their_own() -> None:
    step = LogStep(BY_DATE, NOON, faults="rows")
    found = step(faulty())
    assert found["ticket"].to_pylist() == ["T-0", "T-2", "T-1", "T-3"]
    assert found["outcome"].to_pylist() == ["open", "breached", None, None]
    assert [text is not None for text in found["fault"].to_pylist()] == [False, False, True, True]
    assert found.schema == step.schema_of(faulty().schema) == step(faulty().slice(0, 1)).schema
    assert step(faulty().slice(1, 1))["fault"].null_count == 0  # nobody in this split can be judged


def test_arguments_are_refused_where_the_step_is_made() -> None:
    with pytest.raises(WrongType, match="policy"):
        PromisesStep(cast("Any", "desk"))
    with pytest.raises(BadInput, match="as_of"):
        LogStep(DESK, datetime(2026, 11, 24))
    with pytest.raises(BadInput, match="'rows'"):
        LogStep(DESK, NOON, faults=cast("Any", "drop"))


def test_what_is_no_arrow_data_and_columns_that_are_not_there_are_refused() -> None:
    with pytest.raises(WrongType, match="from_pandas"):
        STEP({"ticket": [1]})
    with pytest.raises(BadInput, match="is not a column of the log"):
        LogStep(DESK, NOON, {"ticket": "nummer", "at": "when"}).schema_of(LOG.schema)


def test_pyarrow_is_the_callers_and_asked_for_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match="pip install pyarrow"):
        STEP(LOG)
