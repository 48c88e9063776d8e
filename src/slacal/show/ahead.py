"""Ahead: whether a calendar is open at an instant, what changes next, and which exceptions come."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from slacal.calendars.span_hours import date_at
from slacal.errors import BeyondData, BeyondHorizon, NeverCloses, NeverOpens
from slacal.show.blocks import Block, listed, tabled
from slacal.show.civil_days import civil_day
from slacal.show.exceptions import exceptions_of, hours_text, name_text
from slacal.show.said import now_said
from slacal.spans.instant import to_micros
from slacal.spans.wall import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from slacal.calendars.calendar import Calendar
    from slacal.show.civil_days import CivilDay
    from slacal.show.words import Tongue

_CHANGES = 4
_EXCEPTIONS = 5
_DAYS = 366  # how far exceptions are looked for


def blocks_ahead(calendar: Calendar, at: datetime, words: Tongue) -> list[Block]:
    """Return what is said of an instant: the state, the next changes, the exceptions of the year ahead."""
    found = [_now(calendar, at, words)]
    zone = calendar.horizon.hours.zone
    changes = [(now_said(change, zone, words), words.said(what)) for change, what in _changes(calendar, at)]
    if changes:
        found.append(tabled(words.said("changes"), (words.said("head.when"), words.said("head.what")), changes))
    ahead = [
        (words.dates(row.day.date, row.last), hours_text(row, words), name_text(row, words))
        for row in islice(exceptions_of(_days(calendar, at)), _EXCEPTIONS)
    ]
    heads = [words.said(code) for code in ("head.dates", "head.open", "head.why")]
    return [*found, *([tabled(words.said("ahead"), heads, ahead)] if ahead else [])]


def _now(calendar: Calendar, at: datetime, words: Tongue) -> Block:
    status, zone = calendar.status(at), calendar.horizon.hours.zone
    code = "now.open" if status.is_open else "now.closed"
    state = words.said(f"{code}_on") if status.until is None else words.said(code, now_said(status.until, zone, words))
    line = f"{state}: {words.language.day(status.reason)}"
    return listed(words.said("now", now_said(at, zone, words)), [line, *([status.note] if status.note else [])])


def _changes(calendar: Calendar, at: datetime) -> Iterator[tuple[datetime, str]]:
    """Yield the next openings and closings; fewer where nothing more comes or is known."""
    is_open = calendar.is_open(at)
    for _ in range(_CHANGES):
        try:
            at = calendar.next_close(at) if is_open else calendar.next_open(at)
        except (NeverOpens, NeverCloses, BeyondHorizon, BeyondData):
            return
        yield at, "closes" if is_open else "opens"
        is_open = not is_open


def _days(calendar: Calendar, at: datetime) -> Iterator[CivilDay]:
    zone = calendar.horizon.hours.zone
    first = date_at(to_micros(at), zone)
    return (civil_day(calendar, day, zone) for day in range(first, min(first + _DAYS, LAST_DAY - 1)))
