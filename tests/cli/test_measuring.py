"""The columns of a log go through the batch; a ticket that cannot be judged is set aside, and the rest goes on."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from slacal import Policy
from slacal.cli.measuring import measured
from slacal.engine.replay import replay
from slacal.engine.terms import Terms
from slacal.formats.columns import Columns
from slacal.formats.cycle_rows import cycle_rows, read_cycle_rows
from slacal.formats.event_log import read_log

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = datetime(2026, 11, 21, tzinfo=UTC)
NOTHING = Terms("none", (), "UTC")
LOG = b"ticket,at,event\nA,2026-11-20T09:00Z,created\nB,2026-11-20T09:00Z,odd\nC,soon,created\nD,2026-11-20T09:00Z,x\n"
DATES = {
    "name": "dates", "zone": "UTC", "calendar": "always",
    "targets": {"closing": {"start": "created", "stop": "closed", "goals": [{"at": "target"}]}},
}  # fmt: skip
PAUSES = {
    "name": "pauses", "zone": "UTC", "calendar": "always",
    "targets": {
        "fix": {
            "start": "created", "stop": "closed", "goals": [{"within": "8 business hours"}],
            "pause": [{"reason": "hold", "from": {"event": "hold"}, "to": {"event": "resume"}}],
        }
    },
}  # fmt: skip


def test_a_ticket_that_cannot_be_judged_is_set_aside_with_its_reason() -> None:
    log = read_log(
        BytesIO(
            b"ticket,at,event,target\nA,2026-11-20T09:00Z,created,2026-11-20\nB,2026-11-20T09:00Z,created,soon\n"
            b"C,soon,created,\n"
        ),
        optional_facts=("target",),
    )
    found = measured(log, Policy.from_dict(DATES).terms, AS_OF)
    assert [(fault.line, fault.ticket, fault.value) for fault in found.faults] == [(0, "B", "soon")]
    assert found.unusable == 2
    assert found.table().tickets == 3


def test_notes_are_counted_by_ticket() -> None:
    found = measured(read_log(BytesIO(LOG)), NOTHING, AS_OF)
    assert list(found.notes()) == [
        "no target reads events of kind 'odd'; the facts that they change count (tickets: 1)",
        "no target reads events of kind 'x'; the facts that they change count (tickets: 1)",
    ]


def test_a_pause_that_is_ended_without_having_begun_is_noted_once_a_ticket() -> None:
    # A resumes twice without a hold; B holds, resumes, and resumes again; C holds and resumes as it should.
    told = [("A", "created resume resume"), ("B", "created hold resume resume"), ("C", "created hold resume")]
    rows = [
        f"{ticket},2026-11-20T0{hour}:00Z,{kind}" for ticket, all_of in told for hour, kind in enumerate(all_of.split())
    ]
    log = read_log(BytesIO("\n".join(["ticket,at,event", *rows]).encode()))
    (note,) = measured(log, Policy.from_dict(PAUSES).terms, AS_OF).notes()
    assert note == "target fix: the pause 'hold' was ended without having begun (tickets: 2)"


def test_what_lies_after_the_question_is_counted() -> None:
    log = read_log(BytesIO(LOG))
    (note,) = measured(log, NOTHING, datetime(2026, 11, 20, 8, tzinfo=UTC)).unread()
    assert note == "events after as_of, not read: 3; tickets that begin after it: 3"


def test_progress_is_told_in_tickets() -> None:
    lines = "".join(f"T-{number},2026-11-20T09:00Z,created\n" for number in range(250))
    log = read_log(BytesIO(f"ticket,at,event\n{lines}".encode()))
    told: list[tuple[int, int]] = []
    measured(log, Policy.from_dict(DATES).terms, AS_OF, lambda done, total: told.append((done, total)))
    assert told[-1] == (250, 250)


def test_the_rows_of_a_real_log_are_those_of_the_scalar_engine_in_every_field(tmp_path: Path) -> None:
    with gzip.open(EXAMPLES / "data" / "incident_events_2016.csv.gz", "rb") as text:
        content = b"".join(line for line, _ in zip(text, range(4_001), strict=False))
    policy = Policy.load(EXAMPLES / "demo" / "servicenow.yaml")
    columns = Columns.load(EXAMPLES / "demo" / "servicenow.columns.toml")
    log = read_log(BytesIO(content), columns, zone="UTC")
    as_of = datetime(2016, 3, 7, 12, tzinfo=UTC)
    measured(log, policy.terms, as_of).write(str(tmp_path / "cycles.csv"))
    expected = [
        row for history in log for row in cycle_rows(replay(policy.terms, history, as_of), zone=policy.terms.zone)
    ]
    assert len(expected) > 1_000
    assert list(read_cycle_rows(tmp_path / "cycles.csv")) == expected
