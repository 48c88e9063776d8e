"""A log of tickets becomes histories, and every row is accounted for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from slacal.engine.event import Event
from slacal.errors import BadInput, UnknownName
from slacal.formats.columns import Columns
from slacal.formats.event_log import EventLog, read_log

EVENTS = Columns.from_dict({"facts": {"status": "status"}, "details": {"author": "author"}})
SNAPSHOTS = Columns.from_dict({"kind": "snapshots", "created": "opened", "facts": {"state": "state", "team": "team"}})
TICKETS = Columns.from_dict(
    {
        "kind": "tickets",
        "events": {"created": "opened", "closed": {"column": "closed", "set": {"status": "closed"}}},
        "facts": {"type": "type"},
        "times": {"target": "target"},
    }
)


def read(content: str, columns: Columns | None = None, **options: Any) -> EventLog:
    return read_log(BytesIO(content.encode()), columns, **options)


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def told(log: EventLog) -> dict[str, list[tuple[int, str, dict[str, object]]]]:
    """Return each ticket's events as hour, kind and changes."""
    return {
        history.ticket: [(event.at.astimezone(UTC).hour, event.kind, dict(event.changes)) for event in history]
        for history in log
    }


# -- a row an event


def test_a_row_of_an_event_log_is_an_event_with_its_changes_and_details() -> None:
    log = read(
        "ticket,at,event,status,author\n"
        "T-1,2026-11-20T09:00Z,created,new,\n"
        "T-1,2026-11-20T10:00Z,agent_reply,,bot\n"
        "T-1,2026-11-20T11:00Z,changed,solved,\n",
        EVENTS,
    )
    (history,) = log
    assert history.ticket == "T-1"
    assert history.events == (
        Event(at(9), "created", {"status": "new"}),
        Event(at(10), "agent_reply", details={"author": "bot"}),
        Event(at(11), "changed", {"status": "solved"}),
    )
    assert (log.rows, len(log), log.faults, log.notes) == (3, 1, (), ())
    assert log.kinds == {"created", "agent_reply", "changed"}
    assert log.facts == {"status"}


def test_null_in_json_takes_a_fact_away_and_an_absent_key_says_nothing() -> None:
    rows = [
        {"ticket": 7, "at": "2026-11-20T09:00Z", "event": "created", "status": "new"},
        {"ticket": 7, "at": "2026-11-20T10:00Z", "event": "changed", "status": None},
        {"ticket": 7, "at": "2026-11-20T11:00Z", "event": "agent_reply", "author": True},
    ]
    log = read("\n".join(map(json.dumps, rows)), EVENTS)
    assert told(log) == {
        "7": [(9, "created", {"status": "new"}), (10, "changed", {"status": None}), (11, "agent_reply", {})]
    }


def test_tickets_keep_their_order_and_their_rows_need_not_be_neighbours() -> None:
    log = read(
        "ticket,at,event\nB,2026-11-20T09:00Z,created\nA,2026-11-20T08:00Z,created\nB,2026-11-20T10:00Z,closed\n"
    )
    assert [(history.ticket, len(history)) for history in log] == [("B", 2), ("A", 1)]


def test_events_out_of_order_are_put_in_order_and_it_is_said() -> None:
    log = read(
        "ticket,at,event\n"
        "T-1,2026-11-20T12:00+03:00,created\n"
        "T-1,2026-11-20T10:00Z,closed\n"
        "T-2,2026-11-20T11:00Z,closed\n"
        "T-2,2026-11-20T09:00Z,created\n"
    )
    assert told(log) == {
        "T-1": [(9, "created", {}), (10, "closed", {})],
        "T-2": [(9, "created", {}), (11, "closed", {})],
    }
    assert log.put_in_order == ("T-2",)
    assert log.notes == ("tickets whose rows were out of order of time, put in order: 1",)


def test_events_of_one_instant_stay_in_the_order_of_the_log() -> None:
    log = read("ticket,at,event\nT,2026-11-20T09:00Z,b\nT,2026-11-20T09:00Z,a\nT,2026-11-20T08:00Z,c\n")
    assert [event.kind for history in log for event in history] == ["c", "b", "a"]


def test_facts_may_be_taken_from_columns_of_the_same_name_and_it_is_said() -> None:
    log = read("ticket,at,event,tier\nT,2026-11-20T09:00Z,created,gold\n", optional_facts=("tier", "priority"))
    assert told(log) == {"T": [(9, "created", {"tier": "gold"})]}
    assert log.notes == ("facts are taken from columns of the same name: tier",)
    assert log.facts == {"tier"}


# -- a row a state


def test_snapshots_become_a_creation_and_the_changes_between_rows() -> None:
    log = read(
        "ticket,at,opened,state,team\n"
        "T,2026-11-20T09:30Z,2026-11-20T09:00Z,New,a\n"
        "T,2026-11-20T10:00Z,2026-11-20T09:00Z,Active,a\n"
        "T,2026-11-20T11:00Z,2026-11-20T09:00Z,Active,a\n"
        "T,2026-11-20T12:00Z,2026-11-20T09:00Z,Active,\n"
        "T,2026-11-20T13:00Z,2026-11-20T09:00Z,Closed,b\n",
        SNAPSHOTS,
    )
    assert told(log) == {
        "T": [
            (9, "created", {"state": "New", "team": "a"}),
            (10, "changed", {"state": "Active"}),
            (12, "changed", {"team": None}),
            (13, "changed", {"state": "Closed", "team": "b"}),
        ]
    }


def test_what_held_at_the_creation_may_be_set_where_the_log_begins_later() -> None:
    columns = Columns.from_dict(
        {
            "kind": "snapshots",
            "created": {"column": "opened", "set": {"state": "New", "source": "phone"}},
            "facts": {"state": "state"},
        }
    )
    log = read("ticket,at,opened,state\nT,2026-11-20T10:00Z,2026-11-20T09:00Z,Active\n", columns)
    assert told(log) == {
        "T": [(9, "created", {"state": "New", "source": "phone"}), (10, "changed", {"state": "Active"})]
    }
    assert log.facts == {"state", "source"}


def test_without_a_column_for_it_the_first_row_in_time_is_the_creation() -> None:
    columns = Columns.from_dict({"kind": "snapshots", "facts": {"state": "state"}})
    log = read("ticket,at,state\nT,2026-11-20T10:00Z,Active\nT,2026-11-20T09:00Z,New\n", columns)
    assert told(log) == {"T": [(9, "created", {"state": "New"}), (10, "changed", {"state": "Active"})]}
    assert log.put_in_order == ("T",)


def test_a_row_from_before_the_creation_comes_first_and_brings_the_facts() -> None:
    log = read(
        "ticket,at,opened,state,team\n"
        "T,2026-11-20T08:00Z,2026-11-20T09:00Z,New,a\n"
        "T,2026-11-20T10:00Z,2026-11-20T09:00Z,Active,a\n",
        SNAPSHOTS,
    )
    assert told(log) == {
        "T": [(8, "changed", {"state": "New", "team": "a"}), (9, "created", {}), (10, "changed", {"state": "Active"})]
    }
    assert log.put_in_order == ("T",)


# -- a row a ticket


def test_a_ticket_table_has_an_event_in_each_filled_cell() -> None:
    log = read(
        "ticket,opened,closed,type,target\n"
        "A,2026-11-20T09:00,2026-11-20T11:00,light,2026-11-20T12:00\n"
        "B,2026-11-20T10:00,,road,\n",
        TICKETS,
        zone="UTC",
    )
    assert told(log) == {
        "A": [(9, "created", {"type": "light", "target": at(12)}), (11, "closed", {"status": "closed"})],
        "B": [(10, "created", {"type": "road"})],
    }
    assert log.notes[0] == "times without an offset, read as wall time of UTC: 4"
    assert log.facts == {"type", "target", "status"}


def test_a_ticket_with_a_second_row_in_a_ticket_table_is_unusable() -> None:
    log = read(
        "ticket,opened,closed,type,target\nA,2026-11-20T09:00Z,,x,\nB,2026-11-20T09:00Z,,x,\nA,2026-11-20T10:00Z,,x,\n",
        TICKETS,
    )
    assert list(told(log)) == ["B"]
    assert log.unusable["A"].line == 4


def test_a_row_in_which_nothing_happened_is_a_fault() -> None:
    log = read("ticket,opened,closed,type,target\nA,,,x,\nB,2026-11-20T09:00Z,,x,\n", TICKETS)
    assert [(fault.line, fault.column) for fault in log.faults] == [(2, "opened, closed")]


# -- rows that cannot be used


BAD = (
    "ticket,at,event\n"
    "A,2026-11-20T09:00Z,created\n"
    "A,soon,closed\n"
    ",2026-11-20T09:00Z,created\n"
    "B,2026-11-20T09:00Z,created,extra\n"
    "C,2026-11-20T09:00Z,\n"
    "D,2026-11-20T09:00,created\n"
    "E,2026-11-20T09:00Z,created\n"
)


def test_bad_rows_are_listed_with_line_column_and_ticket_and_none_stops_the_reading() -> None:
    log = read(BAD)
    assert [(fault.line, fault.column, fault.ticket) for fault in log.faults] == [
        (3, "at", "A"), (4, "ticket", ""), (5, "row", "B"), (6, "event", "C"), (7, "at", "D"),
    ]  # fmt: skip
    assert log.rows == 7


def test_a_ticket_with_a_bad_row_is_not_judged_by_the_rest_of_its_rows() -> None:
    log = read(BAD)
    assert list(told(log)) == ["E"]
    assert {ticket: fault.line for ticket, fault in log.unusable.items()} == {"A": 3, "B": 5, "C": 6, "D": 7}


def test_bad_rows_may_be_skipped_by_name() -> None:
    log = read(BAD, bad_rows="skipped")
    assert list(told(log)) == ["A", "E"]
    assert set(log.unusable) == {"B", "C", "D"}
    assert len(log.faults) == 5


def test_no_row_and_no_ticket_is_lost() -> None:
    for choice in ("unusable", "skipped"):
        log = read(BAD, bad_rows=choice)
        assert {history.ticket for history in log} | set(log.unusable) == {"A", "B", "C", "D", "E"}
        assert {history.ticket for history in log} & set(log.unusable) == set()


def test_a_log_of_naive_datetimes_without_a_zone_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        read("ticket,at,event\nA,2026-11-20T09:00,created\nB,2026-11-20T09:00,created\n")
    assert (refused.value.code, refused.value.field) == ("no-rows", "at")
    assert "on line 2 has no time zone" in refused.value.problem
    assert "zone" in refused.value.mend


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownName, match="Europe/Berlin"):
        read("ticket,at,event\nA,2026-11-20T09:00,created\n", zone="Europe/Berln")


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        read("ticket,time,event\nA,2026-11-20T09:00Z,created\n")
    assert (refused.value.code, refused.value.value) == ("missing-column", "at")


def test_an_empty_log_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        read("")
    assert refused.value.code == "empty-log"


def test_a_choice_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownName, match="skipped"):
        read(BAD, bad_rows="skiped")


def test_progress_is_told_in_bytes_up_to_the_end(tmp_path: Any) -> None:
    path = tmp_path / "log.csv"
    lines = "".join(f"T-{number},2026-11-20T09:00Z,created\n" for number in range(5_000))
    path.write_text(f"ticket,at,event\n{lines}", encoding="utf-8")
    told_so_far: list[tuple[int, int]] = []
    read_log(path, progress=lambda done, total: told_so_far.append((done, total)))
    size = path.stat().st_size
    assert len(told_so_far) == 3
    assert [done for done, _ in told_so_far] == sorted(done for done, _ in told_so_far)
    assert told_so_far[-1] == (size, size)
