"""The helpdesk of examples/helpdesk: what its day prints, and that restarts and late events change no answer."""

from __future__ import annotations

import re
import sqlite3
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import pytest
from examples.helpdesk.__main__ import AFTERNOON, MORNING, POLICY, Script, main, monday
from examples.helpdesk.desk import Desk
from examples.helpdesk.store import Notice, Store
from hypothesis import given, settings
from hypothesis import strategies as st

from slacal import BadInput, Event, History
from slacal.testing import tickets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# An answer within 4 h (high: 2), with a warning 1 h before; a fix within 8 h (high: 4); Monday 10:00 to 19:00.
# T-2: its answer was due at 12:30, warned of at 11:30, and came at 12:45; its fix was due at 14:30.
# T-3: its answer was due at 17:00, warned of at 16:00, and came at 15:30; its fix: 6 h on Monday, 2 h on Tuesday.
# T-1: 1 h until it waits, 4 h after it, and 3 h on Tuesday.
DAY = """\
Mon 10:00  T-1 created status=open
Mon 10:30  T-2 created status=open priority=high
Mon 11:00  T-1 agent_reply status=waiting
Mon 11:30  ! T-2 answer: 1 business hour before due
Mon 12:30  ! T-2 answer: breached
Mon 12:45  T-2 agent_reply
Mon 13:00  T-3 created status=open
           T-2 is due Mon 14:30
           T-3 is due Mon 17:00
           T-1 waits
Mon 16:30  ! T-2 fix: breached, at Mon 14:30
Mon 16:30  ! T-3 answer: 1 business hour before due, at Mon 16:00
Mon 16:30  T-1 customer_reply status=open, at Mon 15:00
Mon 16:40  T-3 changed assignee=Ann
Mon 16:45  T-3 agent_reply, at Mon 15:30
Mon 17:00  T-2 changed status=resolved
           T-3 is due Tue 12:00
           T-1 is due Tue 13:00
"""


def test_the_program_prints_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    assert capsys.readouterr().out == DAY


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as db:
        yield db


def desk_on(db: sqlite3.Connection, script: Script, told: list[Notice]) -> Desk:
    return Desk(Store(db), POLICY, script.clock, told.append)


def reopened(db: sqlite3.Connection) -> sqlite3.Connection:
    """Return another connection to what was committed: all that a restart leaves."""
    again = sqlite3.connect(":memory:")
    again.deserialize(db.serialize())
    db.close()
    return again


@settings(max_examples=15)
@given(ticket=tickets(POLICY), data=st.data())
def test_in_any_order_and_after_any_restart_it_says_what_a_replay_says(
    ticket: tuple[History, datetime], data: st.DataObject
) -> None:
    history, end = ticket
    arrived: list[Event] = []
    script = Script(history.events[0].at, [], end)
    with ExitStack() as open_ones:
        db = open_ones.enter_context(closing(sqlite3.connect(":memory:")))
        desk_on(db, script, [])
        for event in data.draw(st.permutations(history.events), label="order of arrival"):
            if data.draw(st.booleans(), label="restart"):
                db = open_ones.enter_context(closing(reopened(db)))
            script.now = max(script.now, event.at)
            desk = desk_on(db, script, [])
            desk.take("T-1", event)
            desk.wake()
            arrived.append(event)
            whole = History.sorted("T-1", arrived)
            assert desk.tracker("T-1").at(script.now) == POLICY.evaluate(whole, as_of=script.now)


def test_a_pause_of_the_program_changes_nothing_that_is_told(db: sqlite3.Connection) -> None:
    through: list[Notice] = []
    script = Script(monday(9), [*MORNING, *AFTERNOON], monday(19))
    desk_on(db, script, through).run(script.get)
    broken: list[Notice] = []
    with closing(sqlite3.connect(":memory:")) as other:
        for script in (Script(monday(9), MORNING, monday(14)), Script(monday(16, 30), AFTERNOON, monday(19))):
            desk_on(other, script, broken).run(script.get)
    assert [notice[:4] for notice in broken] == [
        ("T-2", "answer", 1, "1 business hour before due"),
        ("T-2", "answer", 1, "breached"),
        ("T-2", "fix", 1, "breached"),
        ("T-3", "answer", 1, "1 business hour before due"),
    ]
    assert through == broken


def test_an_alarm_is_a_microsecond_after_a_due_and_wakes_the_desk_once(db: sqlite3.Connection) -> None:
    script = Script(monday(10), [(monday(10), "T-1", Event(monday(10), "created"))], monday(18, 30))
    asked: list[float | None] = []

    def get(timeout: float | None) -> tuple[str, Event] | None:
        asked.append(timeout)
        return script.get(timeout)

    desk_on(db, script, []).run(get)
    # Nothing yet; the warning at 13:00; the answer's due at 14:00; the fix's due at 18:00; nothing more.
    assert asked == [None, 3 * 3600, 3600.000001, 4 * 3600, None]


def test_what_could_not_be_sent_is_sent_after_the_restart(db: sqlite3.Connection) -> None:
    script = Script(monday(10), [(monday(10), "T-1", Event(monday(10), "created"))], monday(13, 30))

    def fails(notice: Notice) -> None:
        raise ConnectionError(notice.what)

    with pytest.raises(ConnectionError, match="1 business hour before due"):
        Desk(Store(db), POLICY, script.clock, fails).run(script.get)
    told: list[Notice] = []
    desk_on(db, script, told).wake()
    assert told == [Notice("T-1", "answer", 1, "1 business hour before due", monday(13))]


def test_an_event_ahead_of_the_clock_is_refused_and_leaves_nothing(db: sqlite3.Connection) -> None:
    desk = desk_on(db, Script(monday(10), [], monday(19)), [])
    with pytest.raises(BadInput, match="lies before the last event"):
        desk.take("T-1", Event(monday(11), "created"))
    assert (desk.store.tickets(), desk.store.events("T-1")) == ([], [])


def test_under_another_policy_a_ticket_is_replayed(db: sqlite3.Connection) -> None:
    script = Script(monday(10), [], monday(19))
    desk_on(db, script, []).take("T-1", Event(monday(10), "created"))
    targets = {"answer": {"measures": "first_response", "goals": [{"within": "3 business hours"}]}}
    stricter = POLICY.model_copy(update={"targets": targets})
    (seen,) = Desk(Store(db), stricter, script.clock, print).queue()
    assert seen.next_due_at == monday(13)


def test_the_queue_of_a_running_program_will_do(db: sqlite3.Connection) -> None:
    inbox: Queue[tuple[str, Event] | None] = Queue()
    for message in (("T-1", Event(monday(10), "created")), ("T-2", Event(monday(9), "created")), None):
        inbox.put(message)
    desk = desk_on(db, Script(monday(10) + timedelta(minutes=1), [], monday(19)), [])
    desk.run(lambda timeout: inbox.get(timeout=timeout))
    assert [seen.ticket for seen in desk.queue()] == ["T-2", "T-1"]  # due at the same time: the earlier one first


def test_the_page_shows_the_desk_as_it_is() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "how-to" / "embed-in-a-helpdesk.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```py\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    code = (root / "examples" / "helpdesk" / "desk.py").read_text(encoding="utf-8")
    assert [part for part in shown if part not in code] == []
    assert len(shown) == 2
