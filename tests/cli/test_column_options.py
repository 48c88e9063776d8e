"""The columns of a log from the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from slacal.cli.column_options import add_column_options, columns_of
from slacal.errors import BadDocument, BadInput, WrongType
from slacal.formats.columns import Columns, EventColumn

if TYPE_CHECKING:
    from pathlib import Path


def parsed(*options: str) -> Columns:
    parser = argparse.ArgumentParser()
    add_column_options(parser)
    return columns_of(parser.parse_args(options))


def test_without_options_the_log_is_one_of_events() -> None:
    assert parsed() == Columns()


def test_every_option_has_its_place() -> None:
    found = parsed(
        "--ticket", "id", "--at", "when", "--event", "what", "--fact", "status=state", "--fact", "tier",
        "--time", "target=due", "--detail", "author",
    )  # fmt: skip
    assert found == Columns(
        "events", "id", "when", "what", None, (("status", "state"), ("tier", "tier")), (("target", "due"),),
        (("author", "author"),),
    )  # fmt: skip


def test_a_table_of_tickets_names_its_events_one_by_one() -> None:
    found = parsed("--kind", "tickets", "--event", "created=open_dt", "--event", "closed = closed_dt")
    assert found.events == (EventColumn("created", "open_dt"), EventColumn("closed", "closed_dt"))


def test_options_win_over_the_mapping_file_and_add_to_it(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text('ticket = "a"\nat = "b"\n[facts]\nstatus = "c"\ntier = "d"\n', encoding="utf-8")
    found = parsed("--mapping", str(path), "--at", "x", "--fact", "status=y")
    assert (found.ticket, found.at, found.facts) == ("a", "x", (("status", "y"), ("tier", "d")))


@pytest.mark.parametrize("text", ["=state", "status=", " = "])
def test_half_a_pair_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="name=column"):
        parsed("--fact", text)


def test_several_event_columns_are_for_tickets_alone() -> None:
    with pytest.raises(BadInput, match="--kind tickets"):
        parsed("--event", "a", "--event", "b")


def test_the_faults_of_a_mapping_name_its_file(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text('tickt = "a"\n', encoding="utf-8")
    with pytest.raises(BadDocument, match=r"columns\.toml"):
        parsed("--mapping", str(path))


def test_a_mapping_file_that_is_a_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "columns.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(WrongType):
        parsed("--mapping", str(path))
