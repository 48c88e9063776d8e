"""Events and histories are values; what they are made of is checked at once."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import pandas as pd  # type: ignore[import-untyped]  # there is no stub
import pytest

from slacal import BadInput, Event, History, WrongType

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
FACTS = [("priority", "high"), ("status", "open")]
CREATED = Event(NINE, "created", {"priority": "high"}, details={"by": "mail"})


def test_events_that_say_the_same_of_one_instant_are_equal_in_whatever_zone_it_is_written() -> None:
    there = NINE.astimezone(timezone(timedelta(hours=3)))
    same = Event(there, "created", priority="high", details={"by": "mail"})
    assert (same, hash(same)) == (CREATED, hash(CREATED))
    assert Event(NINE, "created", {"priority": "high"}) != CREATED
    assert CREATED != "created"
    assert hash(Event(NINE, "created", {"priority": "high"})) != hash(CREATED)


def test_an_event_rebuilds_from_its_repr_and_from_its_pickle() -> None:
    names = {"Event": Event, "datetime": __import__("datetime")}
    for event in (CREATED, Event(NINE, "closed")):
        assert eval(repr(event), names) == event  # noqa: S307 - that a repr rebuilds its value is the claim
        assert pickle.loads(pickle.dumps(event)) == event  # noqa: S301 - made on the line itself
    assert repr(Event(NINE, "closed")) == f"Event({NINE!r}, 'closed')"


@pytest.mark.parametrize("kind", ["", " ", None, 5])
def test_an_event_says_what_happened(kind: str) -> None:
    with pytest.raises((BadInput, WrongType)) as caught:
        Event(NINE, kind)
    assert caught.value.field == "kind"


@pytest.mark.parametrize("field", ["changes", "details"])
def test_a_fact_that_is_no_plain_value_is_refused_with_its_name(field: str) -> None:
    facts = {"tags": ["a", "b"]}
    with pytest.raises(WrongType) as caught:
        Event(NINE, "created", facts if field == "changes" else {}, details=facts if field == "details" else {})  # type: ignore[arg-type] # handed in to be refused
    assert caught.value.field == f"{field}.tags"
    assert (caught.value.problem, caught.value.mend) == (
        "is not a plain value", "pass text, a number, a date or None",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "changes", "rest"),
    [
        ("changes", "priority=high", {}),
        ("changes", "priority=high", {"status": "open"}),
        ("details", {}, {"details": "priority=high"}),
    ],
)
def test_facts_and_details_are_mappings(field: str, changes: Any, rest: Any) -> None:
    with pytest.raises(WrongType) as caught:
        Event(NINE, "created", changes, **rest)
    said = (caught.value.field, caught.value.problem, caught.value.mend)
    assert said == (field, "is not a mapping", "pass facts as {name: value}")


class Broken(tzinfo):
    """A zone that fails at every question."""

    def _fail(self, _: object) -> Any:
        raise RuntimeError

    utcoffset = dst = tzname = _fail


def test_a_date_whose_zone_fails_is_refused_by_the_name_of_its_fact_and_one_without_a_zone_is_a_fact() -> None:
    with pytest.raises(BadInput) as caught:
        Event(NINE, "changed", met=datetime(2026, 11, 23, 12, tzinfo=Broken()))
    assert caught.value.field == "changes.met"
    wall = datetime(2026, 11, 23, 12)
    assert Event(NINE, "changed", met=wall).changes == {"met": wall}


def test_a_history_is_in_order_of_time_and_sorted_puts_it_there() -> None:
    later = Event(NINE + timedelta(hours=1), "closed")
    with pytest.raises(BadInput, match="lies before the event ahead of it") as caught:
        History("T-1", [later, CREATED])
    assert (caught.value.field, caught.value.code) == ("events[1]", "out-of-order")
    history = History.sorted("T-1", [later, CREATED])
    assert ([*history], len(history)) == ([CREATED, later], 2)


def test_a_history_of_what_are_no_events_is_refused_at_its_place() -> None:
    with pytest.raises(WrongType) as caught:
        History("T-1", [CREATED, "closed"])  # type: ignore[list-item] # handed in to be refused
    said = (caught.value.field, caught.value.problem, caught.value.mend)
    assert said == ("events[1]", "is not an Event", "build it with Event(at, kind, ...)")


def test_a_history_without_its_ticket_is_refused() -> None:
    with pytest.raises(WrongType, match=r'History\("T-1", events\)') as caught:
        History([CREATED])  # type: ignore[arg-type] # handed in to be refused
    assert (caught.value.field, caught.value.problem) == ("ticket", "is not the name of a ticket")


def test_the_name_of_a_fact_is_text() -> None:
    facts: Any = {5: "high"}
    with pytest.raises(WrongType) as caught:
        Event(datetime(2026, 11, 20, tzinfo=UTC), "created", facts)
    assert (caught.value.field, caught.value.value, caught.value.problem) == ("changes", 5, "is not the name of a fact")


@pytest.mark.parametrize("value", [float("nan"), float("-inf"), pd.NaT])
def test_a_gap_of_a_data_frame_is_no_fact(value: Any) -> None:
    with pytest.raises(BadInput, match="is not a value; pass None where nothing is known") as refused:
        Event(NINE, "changed", owner=value)
    assert refused.value.field == "changes.owner"
    assert refused.value.value is value


def test_facts_are_alike_in_any_order() -> None:
    one, other = (Event(NINE, "changed", dict(facts), details=dict(facts)) for facts in (FACTS, FACTS[::-1]))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Event(NINE, "changed", dict(FACTS[:1]), details=dict(FACTS))
