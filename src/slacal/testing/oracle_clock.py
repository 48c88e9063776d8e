"""The oracle's own clock: it looks at what the clocks of a zone show, hour by hour, and never asks for `fold`.

The rule is that of RFC 5545 (C9): a wall time that is shown twice is its first reading; one that is never shown moves
forward by what the clock skips. The library does it with one offset look-up; here the changes are found by looking.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slacal.errors import BadInput

SECOND = 1_000_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR
_START = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DATE = _START.date()


class Change(NamedTuple):
    """A clock change: its instant, and how far the clock is ahead of UTC before it and after it, in microseconds."""

    at: int
    before: int
    after: int


def instant_of(at: datetime) -> int:
    """Return the microseconds from 1970-01-01T00:00Z to an aware datetime. Raises: BadInput for a naive one."""
    if at.utcoffset() is None:  # astimezone would read it in the machine's zone
        mend = "questions and answers must be aware datetimes, as in datetime(2026, 1, 5, 9, tzinfo=UTC)"
        raise BadInput("at", at, "has no time zone", mend, code="naive-datetime")
    return (at.astimezone(UTC) - _START) // timedelta(microseconds=1)


def datetime_of(instant: int) -> datetime:
    """Return the instant as a datetime of UTC."""
    return _START + timedelta(microseconds=instant)


def shown(instant: int, zone: str) -> int:
    """Return what the clock shows at an instant: microseconds since the midnight of 1 January 1970 on that clock."""
    ahead = datetime_of(instant).astimezone(ZoneInfo(zone)).utcoffset()
    return instant + (ahead or timedelta(0)) // timedelta(microseconds=1)


def date_shown(instant: int, zone: str) -> date:
    """Return the local date of an instant."""
    return _FIRST_DATE + timedelta(days=shown(instant, zone) // DAY)


def on_clock(on: date, seconds: int) -> int:
    """Return a wall time, `seconds` after the midnight of a date, in the unit of `shown`."""
    return (on - _FIRST_DATE).days * DAY + seconds * SECOND


@lru_cache(maxsize=1 << 16)
def changes(zone: str, utc_day: int) -> tuple[Change, ...]:
    """Return the clock changes of one day of UTC, `utc_day` days after 1 January 1970."""
    hours = [utc_day * DAY + hour * HOUR for hour in range(25)]
    ahead = [shown(at, zone) - at for at in hours]
    return tuple(
        _narrowed(zone, hours[i], hours[i + 1], Change(0, ahead[i], ahead[i + 1]))
        for i in range(24)
        if ahead[i] != ahead[i + 1]
    )


def _narrowed(zone: str, low: int, high: int, change: Change) -> Change:
    """Halve the hour until the second is found at which the clock shows another time."""
    while high - low > SECOND:
        middle = (low + high) // (2 * SECOND) * SECOND
        if shown(middle, zone) - middle == change.before:
            low = middle
        else:
            high = middle
    return change._replace(at=high)


def instant_when(wall: int, zone: str) -> int:
    """Return the instant at which the clock first shows `wall`, a time in the unit of `shown`."""
    nearby = [change for day in range(wall // DAY - 1, wall // DAY + 2) for change in changes(zone, day)]
    first = (wall // DAY - 1) * DAY
    ahead = {shown(first, zone) - first, *(change.after for change in nearby)}
    readings = [wall - lead for lead in ahead if shown(wall - lead, zone) == wall]
    if readings:
        return min(readings)
    (skipped,) = [change for change in nearby if change.at + change.before <= wall < change.at + change.after]
    return wall - skipped.before


def is_skipped(on: date, zone: str) -> bool:
    """Tell whether no clock of the zone ever showed the date: the zone crossed the date line."""
    midnight = on_clock(on, 0)
    nearby = [change for day in range(midnight // DAY - 1, midnight // DAY + 3) for change in changes(zone, day)]
    skipped = ((change.at + change.before, change.at + change.after) for change in nearby)
    return any(first <= midnight and midnight + DAY <= last for first, last in skipped)
