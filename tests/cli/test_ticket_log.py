"""The forms in which the events of tickets may come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.desk import TICKET

from slacal.cli.ticket_log import tickets_of
from slacal.errors import BadInput
from slacal.formats.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from slacal.formats.event_log import EventLog

CREATED, REPLY = (
    {"at": "2026-11-20T18:00", "event": "created", "status": "new"},
    {"at": "2026-11-23T11:00", "event": "agent_reply", "status": "waiting"},
)
ROWS = [{"ticket": "T-1", **CREATED}, {"ticket": "T-1", **REPLY}]
FORMS = {
    "CSV": TICKET,
    "JSON Lines": "\n".join(map(json.dumps, ROWS)),
    "a list": json.dumps(ROWS, indent=2),
    "a ticket": json.dumps({"ticket": "T-1", "events": [CREATED, REPLY]}, indent=2),
}


def read(path: str) -> EventLog:
    return tickets_of(path, Columns(), zone="Europe/Moscow", facts=("status",))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_the_same_history(form: str, tmp_path: Path, stdin: Callable[[bytes], None]) -> None:
    path = tmp_path / "ticket"
    path.write_text(TICKET, encoding="utf-8")
    (expected,) = read(str(path))
    path.write_text(FORMS[form], encoding="utf-8")
    stdin(FORMS[form].encode())
    assert list(read(str(path))) == list(read("-")) == [expected]
    assert [dict(event.changes) for event in expected] == [{"status": "new"}, {"status": "waiting"}]


def test_one_event_alone_is_a_log_too(stdin: Callable[[bytes], None]) -> None:
    stdin(json.dumps(ROWS[0]).encode())
    assert [len(history) for history in read("-")] == [1]


@pytest.mark.parametrize("text", ['{"ticket": "T-1", "events": 7}', "[7]", "[" * 100_000, "{", ""])
def test_what_is_no_log_is_refused(text: str, stdin: Callable[[bytes], None]) -> None:
    stdin(text.encode())
    with pytest.raises(BadInput):
        read("-")
