"""Fingerprint: what a calendar said for some dates, and the versions of the data it said it from (rule C17)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.document import to_tree
from slacal.environment.versions import versions_in_use
from slacal.spans.wall import wall_micros
from slacal.timeline.walk import between

if TYPE_CHECKING:
    from datetime import date

    from slacal.calendars.calendar import Calendar


class Fingerprint(NamedTuple):
    """A SHA-256 over a calendar's canonical description and its compiled instants of [first, last).

    ``versions`` stand beside the digest and are not hashed: other versions that give the same instants give the same
    digest.
    """

    digest: str
    first: date
    last: date
    versions: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.digest


def fingerprint(calendar: Calendar, first: date, last: date) -> Fingerprint:
    """Return the fingerprint of the dates [first, last) of a calendar."""
    pairs = compiled(calendar, first, last)
    text = json.dumps([to_tree(calendar), pairs], sort_keys=True, separators=(",", ":"))
    return Fingerprint(hashlib.sha256(text.encode()).hexdigest(), first, last, tuple(versions_in_use().items()))


def compiled(calendar: Calendar, first: date, last: date) -> list[tuple[int, int]]:
    """Return the open stretches of the dates [first, last), in microseconds."""
    zone = calendar.horizon.hours.zone
    low, high = wall_micros(first.toordinal(), 0, zone), wall_micros(last.toordinal(), 0, zone)
    return list(between(calendar.horizon.reach(low, high), low, high))


Fingerprint.__module__ = "slacal"
