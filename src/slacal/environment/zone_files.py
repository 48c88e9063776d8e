"""Two time-zone databases, compared file by file (TZif, RFC 9636): which zones they read differently.

A zone's offset changes at the transitions that its file lists and, after them, as its last line says. Where two files
give the same offset at every change of either, they agree throughout.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WEEK, _SECOND = timedelta(days=7), timedelta(seconds=1)
_NOT_NAMES = frozenset({"localtime", "posixrules"})
_COPIES = frozenset({"posix", "right"})  # the whole database again, without and with leap seconds
_HEADER = 44


def names_in(place: Path) -> frozenset[str]:
    """Return the names of the zones that a directory holds."""
    files = {file.relative_to(place).as_posix(): file for file in place.rglob("*") if file.is_file()}
    named = (name for name in files if name.split("/")[0] not in _COPIES and name not in _NOT_NAMES)
    return frozenset(name for name in named if _is_zone(files[name]))


def _is_zone(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(4) == b"TZif"


def disagree(one: bytes, other: bytes) -> bool:
    """Tell whether two zone files give another offset at any instant from 2015 to 2037; a broken one always does.

    Cost: some milliseconds.
    """
    if one == other:
        return False
    try:
        left, right = (ZoneInfo.from_file(BytesIO(content)) for content in (one, other))
        places = {FIRST, *_changes(one, left), *_changes(other, right)}
    except (ValueError, IndexError, struct.error):
        return True
    return any(at.astimezone(left).utcoffset() != at.astimezone(right).utcoffset() for at in places)


def _changes(content: bytes, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants from 2015 to 2037 at which the offset may change."""
    listed, rule = _parsed(content)
    low, high = ((at - _EPOCH).total_seconds() for at in (FIRST, LAST))
    yield from (_EPOCH + timedelta(seconds=at) for at in listed if low <= at < high)
    if b"," in rule:  # the last line names two changes a year, months apart
        yield from _found(zone, _EPOCH + timedelta(seconds=min(max(low, listed[-1] if listed else low), high)))


def _parsed(content: bytes) -> tuple[tuple[int, ...], bytes]:
    """Return the transitions that a zone file lists, in seconds since 1970, and its last line, the rule after them."""
    at, size, count = 0, 4, _counts(content)
    if content[4:5] >= b"2":  # a second block follows, with times of eight bytes
        isut, isstd, leap, times, types, letters = count
        at = _HEADER + times * 5 + types * 6 + letters + leap * 8 + isstd + isut
        size, count = 8, _counts(content[at:])
    isut, isstd, leap, times, types, letters = count
    listed = struct.unpack_from(f">{times}{'q' if size == 8 else 'l'}", content, at + _HEADER)  # noqa: PLR2004 - bytes
    end = at + _HEADER + times * (size + 1) + types * 6 + letters + leap * (size + 4) + isstd + isut
    return listed, content[end:].strip()


def _counts(header: bytes) -> tuple[int, ...]:
    return struct.unpack_from(">6l", header, 20)


def _found(zone: ZoneInfo, at: datetime) -> Iterator[datetime]:
    """Yield the changes of the offset after `at`, week by week, each narrowed to its second."""
    before = at.astimezone(zone).utcoffset()
    while at < LAST:
        following = at + _WEEK
        after = following.astimezone(zone).utcoffset()
        if after != before:
            yield _narrowed(zone, at, following)
        at, before = following, after


def _narrowed(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = low.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + (high - low) // (2 * _SECOND) * _SECOND
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    return high
