"""Documents from files and from standard input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.desk import DESK

from slacal.cli.documents import check_one_stdin, source_of
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_policy_is_read_from_a_file(folder: Path) -> None:
    assert source_of("support.json").policy().name == "desk"


@pytest.mark.parametrize("text", [json.dumps(DESK), f"# a comment\n{json.dumps(DESK)}"])
def test_standard_input_is_json_where_it_starts_with_a_brace_and_yaml_else(
    text: str, stdin: Callable[[bytes], None]
) -> None:
    stdin(text.encode())
    source = source_of("-")
    assert source.format == ("yaml" if text.startswith("#") else "json")
    assert (source.policy().name, source.document().name) == ("desk", "standard input")


def test_the_content_of_what_has_no_syntax_is_none(folder: Path) -> None:
    (folder / "torn.json").write_text("{", encoding="utf-8")
    assert source_of("torn.json").content() is None
    assert source_of("support.json").content() == DESK


def test_standard_input_is_one_file_and_not_two() -> None:
    check_one_stdin(POLICY="-", HISTORY="ticket.csv")
    with pytest.raises(BadInput, match="save POLICY or HISTORY in a file"):
        check_one_stdin(POLICY="-", HISTORY="-")
