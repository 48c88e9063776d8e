"""A day of a small helpdesk, in simulated time: ``python -m examples.helpdesk``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from slacal import Event, Policy

from .desk import Desk
from .store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .store import Notice

Message: TypeAlias = "tuple[str, Event]"
Line: TypeAlias = "tuple[datetime, str, Event]"  # when it arrives, the ticket, and what happened then or before
BERLIN = ZoneInfo("Europe/Berlin")
POLICY = Policy.load(Path(__file__).with_name("support.toml"))


def monday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


MORNING: list[Line] = [
    (monday(10), "T-1", Event(monday(10), "created", status="open")),
    (monday(10, 30), "T-2", Event(monday(10, 30), "created", status="open", priority="high")),
    (monday(11), "T-1", Event(monday(11), "agent_reply", status="waiting")),
    (monday(12, 45), "T-2", Event(monday(12, 45), "agent_reply")),
    (monday(13), "T-3", Event(monday(13), "created", status="open")),
]
AFTERNOON: list[Line] = [
    (monday(16, 30), "T-1", Event(monday(15), "customer_reply", status="open")),  # sent while the program was down
    (monday(16, 40), "T-3", Event(monday(16, 40), "changed", assignee="Ann")),
    (monday(16, 45), "T-3", Event(monday(15, 30), "agent_reply")),  # by phone, and only now written down
    (monday(17), "T-2", Event(monday(17), "changed", status="resolved")),
]


class Script:
    """A clock and a queue in simulated time, which moves to the next line, or to the alarm if that comes first."""

    def __init__(self, start: datetime, lines: Sequence[Line], end: datetime) -> None:
        self.now, self.lines, self.end = start.astimezone(UTC), list(lines), end

    def clock(self) -> datetime:
        return self.now

    def get(self, timeout: float | None) -> Message | None:
        arrives = self.lines[0][0] if self.lines else self.end
        if timeout is not None and self.now + timedelta(seconds=timeout) < arrives:
            self.now += timedelta(seconds=timeout)
            raise Empty
        self.now = arrives.astimezone(UTC)
        return self.lines.pop(0)[1:] if self.lines else None


class Printed(Script):
    """A script that prints what is taken from it, and what is sent."""

    def get(self, timeout: float | None) -> Message | None:
        message = super().get(timeout)
        if message is not None:
            ticket, event = message
            self.say(f"{ticket} {event.kind}{''.join(f' {k}={v}' for k, v in event.changes.items())}", event.at)
        return message

    def send(self, notice: Notice) -> None:
        self.say(f"! {notice.ticket} {notice.target}: {notice.what}", notice.at)

    def say(self, what: str, at: datetime) -> None:
        now, then = wall(self.now), wall(at)
        print(f"{now}  {what}{'' if then == now else f', at {then}'}")


def wall(at: datetime) -> str:
    return f"{at.astimezone(BERLIN):%a %H:%M}"


def session(path: str, script: Printed) -> None:
    """Run a desk on the store at `path` until the script ends, and print the queue that it leaves."""
    with closing(sqlite3.connect(path)) as db:
        desk = Desk(Store(db), POLICY, script.clock, script.send)
        desk.run(script.get)
        for seen in desk.queue():
            due = seen.next_due_at
            print(f"           {seen.ticket} {'waits' if due is None else f'is due {wall(due)}'}")


def main() -> None:
    """Play the day in two sessions, as if the program had been down from two to half past four."""
    with TemporaryDirectory() as folder:
        for script in (Printed(monday(9), MORNING, monday(14)), Printed(monday(16, 30), AFTERNOON, monday(19))):
            session(str(Path(folder, "desk.sqlite")), script)


if __name__ == "__main__":
    main()
