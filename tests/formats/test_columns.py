"""Which column of a log means what."""

from __future__ import annotations

from pathlib import Path

import pytest

from slacal.errors import BadDocument
from slacal.formats.columns import Columns, EventColumn

DEMO = Path(__file__).parents[2] / "examples" / "demo"


def fields(tree: dict[str, object]) -> list[str]:
    """Return the fields of all faults of a mapping."""
    with pytest.raises(BadDocument) as refused:
        Columns.from_dict(tree)
    return [fault.field for fault in refused.value.faults]


def test_a_log_of_events_needs_nothing_said() -> None:
    assert Columns.from_dict({}) == Columns()
    assert (Columns().kind, Columns().ticket, Columns().at, Columns().event) == ("events", "ticket", "at", "event")


def test_every_part_of_a_log_of_events() -> None:
    found = Columns.from_dict(
        {
            "ticket": "id",
            "at": "when",
            "event": "what",
            "facts": {"status": "state"},
            "times": {"target": "due"},
            "details": {"author": "who"},
        }
    )
    assert found == Columns(
        "events", "id", "when", "what", None, (("status", "state"),), (("target", "due"),), (("author", "who"),)
    )


def test_a_creation_may_be_a_column_or_a_column_and_what_it_sets() -> None:
    plain = Columns.from_dict({"kind": "snapshots", "created": "opened_at"})
    assert plain.created == EventColumn("created", "opened_at")
    more = Columns.from_dict({"kind": "snapshots", "created": {"column": "opened_at", "set": {"state": "New"}}})
    assert more.created == EventColumn("created", "opened_at", (("state", "New"),))


def test_a_ticket_table_names_a_column_for_each_event() -> None:
    events = {"created": "open_dt", "closed": {"column": "closed_dt", "set": {"status": "closed"}}}
    assert Columns.from_dict({"kind": "tickets", "events": events}).events == (
        EventColumn("created", "open_dt"),
        EventColumn("closed", "closed_dt", (("status", "closed"),)),
    )


@pytest.mark.parametrize("name", ["servicenow.columns.toml", "boston311.columns.toml"])
def test_the_mappings_of_the_demo_can_be_read(name: str) -> None:
    assert Columns.load(DEMO / name).kind in {"snapshots", "tickets"}


def test_a_mapping_is_a_hashable_value_that_its_repr_rebuilds() -> None:
    found = Columns.load(DEMO / "servicenow.columns.toml")
    assert eval(repr(found), {"Columns": Columns, "EventColumn": EventColumn}) == found  # noqa: S307  # our own repr
    assert hash(found) == hash(Columns.load(DEMO / "servicenow.columns.toml"))


def test_all_faults_come_at_once_with_their_paths() -> None:
    tree: dict[str, object] = {
        "kind": "snapshots",
        "tickt": "number",
        "at": "",
        "event": "what",
        "created": {"colum": "opened_at", "set": {"state": 1}},
        "facts": {"state": ["a"], "target": "x"},
        "times": {"target": "y"},
    }
    assert fields(tree) == [
        "tickt", "event", "facts.state", "times.target", "at", "created.colum", "created.set.state", "created.column",
    ]  # fmt: skip


def test_an_unknown_key_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(BadDocument) as refused:
        Columns.from_dict({"tickt": "number"})
    assert refused.value.faults[0].mend == "did you mean 'ticket'?"


def test_an_unknown_kind_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(BadDocument) as refused:
        Columns.from_dict({"kind": "snapshot"})
    assert refused.value.faults[0].mend == "did you mean 'snapshots'?"


def test_a_key_of_another_kind_of_log_is_refused_by_name() -> None:
    assert fields({"kind": "events", "created": "opened_at"}) == ["created"]


def test_a_ticket_table_without_events_is_refused() -> None:
    assert fields({"kind": "tickets"}) == ["events"]


@pytest.mark.parametrize("facts", [["status"], "status", 1])
def test_facts_that_are_no_mapping_are_refused(facts: object) -> None:
    assert fields({"facts": facts}) == ["facts"]


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    (tmp_path / "columns.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(BadDocument):
        Columns.load(tmp_path / "columns.json")
