"""The one rule that turns wall times into instants (RFC 5545).

A wall time that a clock change skips moves forward by the gap; one that happens twice is its first reading. Both are
what ``fold=0`` gives: the offset in force before the change.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from slacal.spans.day_time import DAY
from slacal.spans.instant import SECOND

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EPOCH_DAY = date(1970, 1, 1).toordinal()
# Days whose wall times and instants, spills included, all fit into datetime.
FIRST_DAY = date.min.toordinal() + 3
LAST_DAY = date.max.toordinal() - 3
_NO_OFFSET = timedelta()
_MIDNIGHT = datetime(1, 1, 1)  # noqa: DTZ001 - wall time has no zone


def wall_micros(day: int, seconds: int, zone: ZoneInfo) -> int:
    """Return the instant of a wall time, in microseconds: `seconds` after the midnight of the ordinal `day`.

    `seconds` may pass 24:00; the wall time is then one of the next date. Cost: one offset look-up.

    >>> from zoneinfo import ZoneInfo
    >>> march = date(2026, 3, 29).toordinal()                     # Berlin skips 02:00 to 03:00
    >>> berlin = ZoneInfo("Europe/Berlin")
    >>> wall_micros(march, 9_000, berlin) == wall_micros(march, 12_600, berlin)             # 02:30 is 03:30
    True
    """
    wall = _MIDNIGHT + timedelta(day - 1, seconds)
    offset = zone.utcoffset(wall) or _NO_OFFSET
    return ((day - EPOCH_DAY) * DAY + seconds - offset.days * DAY - offset.seconds) * SECOND


def local_day(micros: int, zone: ZoneInfo) -> int:
    """Return the ordinal of the local date on which an instant falls."""
    return datetime.fromtimestamp(micros // SECOND, zone).toordinal()


def day_exists(day: int, zone: ZoneInfo) -> bool:
    """Tell whether any wall time of the date exists: a zone that crosses the date line skips a whole date."""
    return wall_micros(day, 0, zone) < wall_micros(day, DAY, zone)
