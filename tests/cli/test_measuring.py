"""Histories become rows; a ticket that cannot be judged is set aside, and the rest goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from slacal.cli.measuring import Measuring
from slacal.engine.replay import replay
from slacal.engine.terms import Terms
from slacal.errors import BadInput
from slacal.formats.event_log import read_log

if TYPE_CHECKING:
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.history import History

AS_OF = datetime(2026, 11, 21, tzinfo=UTC)
NOTHING = Terms("none", (), "UTC")
LOG = b"ticket,at,event\nA,2026-11-20T09:00Z,created\nB,2026-11-20T09:00Z,odd\nC,soon,created\nD,2026-11-20T09:00Z,x\n"


def evaluate(history: History, *, as_of: datetime) -> Evaluation:
    if history.ticket == "B":
        raise BadInput("target", "soon", "is not a date", "write a date")
    return replay(NOTHING, history, as_of)  # and each kind that nothing reads is a note


def test_a_ticket_that_cannot_be_judged_is_set_aside_with_its_reason() -> None:
    measuring = Measuring(read_log(BytesIO(LOG)), evaluate, as_of=AS_OF, zone="UTC")
    assert list(measuring.rows()) == []
    assert [(fault.line, fault.ticket, fault.column) for fault in measuring.faults] == [(0, "B", "target")]
    assert set(measuring.unusable) == {"B", "C"}


def test_notes_are_counted_by_ticket() -> None:
    measuring = Measuring(read_log(BytesIO(LOG)), evaluate, as_of=AS_OF, zone="UTC")
    list(measuring.rows())
    (note,) = measuring.notes
    assert "no target reads events of kind 'x'" in note
    assert measuring.notes[note] == 1


def test_progress_is_told_in_tickets() -> None:
    lines = "".join(f"T-{number},2026-11-20T09:00Z,created\n" for number in range(250))
    log = read_log(BytesIO(f"ticket,at,event\n{lines}".encode()))
    told: list[tuple[int, int]] = []
    list(Measuring(log, evaluate, as_of=AS_OF, zone="UTC").rows(lambda done, total: told.append((done, total))))
    assert told == [(100, 250), (200, 250)]
