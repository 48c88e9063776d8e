"""Store: what a helpdesk keeps in SQLite. Each change is one transaction, so a crash leaves all of it or nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal import Event

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

# Times are text in UTC, all of one length, so that they sort as they follow one another.
TABLES = """
CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, ticket, at, kind, changes, details);
CREATE TABLE IF NOT EXISTS ticket (name PRIMARY KEY, state, alarm);
CREATE TABLE IF NOT EXISTS notice (ticket, target, cycle, what, at, sent, UNIQUE (ticket, target, cycle, what));
CREATE INDEX IF NOT EXISTS event_of_ticket ON event (ticket, at, number);
CREATE INDEX IF NOT EXISTS ticket_by_alarm ON ticket (alarm);
"""


class Notice(NamedTuple):
    """What people are told of a ticket: which cycle of which target, what of it, and when that was."""

    ticket: str
    target: str
    cycle: int
    what: str
    at: datetime


class Store:
    """Events, which are the truth; each ticket's state and next alarm; and notices, each kept once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.db.executescript(TABLES)

    def save(
        self, ticket: str, state: dict[str, Any], alarm: datetime | None, notices: Iterable[Notice], event: Event | None
    ) -> None:
        """Keep how a ticket stands, the event that led to it, and those notices that are new."""
        with self.db:
            if event is not None:
                row = (ticket, written(event.at), event.kind, as_json(event.changes), as_json(event.details))
                self.db.execute("INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?)", row)
            known = (ticket, json.dumps(state), None if alarm is None else written(alarm))
            self.db.execute("INSERT OR REPLACE INTO ticket VALUES (?, ?, ?)", known)
            rows = [(*notice[:-1], written(notice.at)) for notice in notices]
            self.db.executemany("INSERT OR IGNORE INTO notice VALUES (?, ?, ?, ?, ?, 0)", rows)

    def events(self, ticket: str) -> list[Event]:
        """Return the events of a ticket in order of time; those of one instant in the order in which they came."""
        query = "SELECT at, kind, changes, details FROM event WHERE ticket = ? ORDER BY at, number"
        return [
            Event(datetime.fromisoformat(at), kind, json.loads(changes), details=json.loads(details))
            for at, kind, changes, details in self.db.execute(query, (ticket,))
        ]

    def tickets(self) -> list[str]:
        return [name for (name,) in self.db.execute("SELECT name FROM ticket ORDER BY name")]

    def state(self, ticket: str) -> dict[str, Any] | None:
        row = self.db.execute("SELECT state FROM ticket WHERE name = ?", (ticket,)).fetchone()
        return None if row is None else json.loads(row[0])

    def alarmed(self, now: datetime) -> list[str]:
        query = "SELECT name FROM ticket WHERE alarm <= ? ORDER BY alarm, name"
        return [name for (name,) in self.db.execute(query, (written(now),))]

    def next_alarm(self) -> datetime | None:
        (alarm,) = self.db.execute("SELECT min(alarm) FROM ticket").fetchone()
        return None if alarm is None else datetime.fromisoformat(alarm)

    def unsent(self) -> list[Notice]:
        query = "SELECT ticket, target, cycle, what, at FROM notice WHERE NOT sent ORDER BY at, ticket"
        return [
            Notice(ticket, target, cycle, what, datetime.fromisoformat(at))
            for ticket, target, cycle, what, at in self.db.execute(query)
        ]

    def mark_sent(self, notice: Notice) -> None:
        query = "UPDATE notice SET sent = 1 WHERE (ticket, target, cycle, what) = (?, ?, ?, ?)"
        with self.db:
            self.db.execute(query, notice[:-1])


def as_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), default=lambda day: day.isoformat())  # a date is compared as such text


def written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
