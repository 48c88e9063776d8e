"""Times as logs write them: ISO 8601 with an offset, or wall time of a zone that the caller names. Never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from slacal.errors import BadInput, SlacalError
from slacal.spans.instant import HOUR, SECOND, from_micros, to_micros
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

_CLOCK = r"((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6}0*)?)?)"
_TIME = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?:[T ] *{_CLOCK} *(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?")
_WALL = re.compile(r"(\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3])):([0-5]\d)(?::([0-5]\d))?")
_NUMBER = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?")
_FINE = re.compile(r".*\d[.,]\d{7,}.*")
_EXAMPLE = "write it as '2026-11-20T18:00:00+03:00'"
_FIRST_YEAR, _LAST_YEAR = 2, 9998  # any offset keeps these within the years that Python knows


class Trust(NamedTuple):
    """What was taken on trust of one time: that it is wall time, one that is skipped, one that is doubled."""

    naive: int
    skipped: int
    doubled: int


class TimeReader:
    """Reads the times of one log, and counts what it had to take on trust.

    ``naive`` counts the times read as wall time of `zone`; ``skipped`` those of them that a clock change leaves out
    (moved forward by the gap), ``doubled`` those that happen twice (the first reading is taken).

    >>> reader = TimeReader("Europe/Berlin")
    >>> str(reader.moment("2026-11-20 18:00", "closed_at"))
    '2026-11-20 18:00:00+01:00'
    >>> reader.naive
    1
    """

    __slots__ = ("_hours", "doubled", "naive", "skipped", "zone")

    def __init__(self, zone: str | None = None) -> None:
        """Check the zone of the times that bring no offset. Raises: UnknownName."""
        self.zone: ZoneInfo | None = None if zone is None else zone_info(zone_name(zone))
        self.naive: int = 0
        self.skipped: int = 0
        self.doubled: int = 0
        self._hours: dict[str, int | None] = {}

    def instant(self, value: object, column: str) -> int:
        """Return the instant of an event, in microseconds. Raises: BadInput, for a bare date too."""
        quick = self._quick(value, column)
        if quick is not None:
            return quick
        at = _parsed(value, column)
        if isinstance(at, datetime):
            return self._micros(at, value, column)
        raise BadInput(column, value, "has no time of day", "add it, as in '2026-11-20T18:00'", "no-time")

    def moment(self, value: object, column: str) -> datetime | date:
        """Return an instant that a fact holds, aware; a bare date stays one, its reader says when it ends."""
        quick = self._quick(value, column)
        if quick is not None and self.zone is not None:
            return from_micros(quick, self.zone)
        at = _parsed(value, column)
        if not isinstance(at, datetime):
            return at
        micros = self._micros(at, value, column)
        return at if at.tzinfo is not None or self.zone is None else from_micros(micros, self.zone)

    def values(
        self, texts: Sequence[object], column: str, read: Callable[[object, str], Any], nothing: Sequence[object] = ()
    ) -> tuple[dict[int, Any], dict[int, SlacalError], dict[int, Trust]]:
        """Read the distinct values of a column by `read`, `instant` or `moment`, those that say `nothing` left out.

        Returns by place what each means, why it is refused, and what was taken on trust, which is not counted yet.
        """
        found: dict[int, Any] = {}
        bad: dict[int, SlacalError] = {}
        trust: dict[int, Trust] = {}
        before = self.naive, self.skipped, self.doubled
        for place, text in enumerate(texts):
            if text in nothing:
                continue
            self.naive = self.skipped = self.doubled = 0
            try:
                found[place] = read(text, column)
            except SlacalError as error:
                bad[place] = error
            if self.naive:
                trust[place] = Trust(self.naive, self.skipped, self.doubled)
        self.naive, self.skipped, self.doubled = before
        return found, bad, trust

    def trusted(self, trust: Trust, times: int) -> None:
        """Count what was taken on trust, for so many rows."""
        self.naive += trust.naive * times
        self.skipped += trust.skipped * times
        self.doubled += trust.doubled * times

    def _quick(self, value: object, column: str) -> int | None:
        """Return the instant of a wall time in an hour like any other; None where the long way has to be gone."""
        found = _WALL.fullmatch(value) if self.zone is not None and isinstance(value, str) else None
        if found is None:
            return None
        hour, minute, second = found.groups()
        if hour not in self._hours:
            self._hours[hour] = self._even_hour(f"{hour}:00", column)
        start = self._hours[hour]
        if start is None:
            return None
        self.naive += 1
        return start + (int(minute) * 60 + int(second or 0)) * SECOND

    def _even_hour(self, value: str, column: str) -> int | None:
        """Return the instant at which an hour starts, None where a clock change touches it or there is no such date."""
        try:
            at, zone = _parsed(value, column), self.zone
        except BadInput:
            return None
        if not isinstance(at, datetime) or zone is None:
            return None
        day, seconds = at.toordinal(), at.hour * 3_600
        start, end = wall_micros(day, seconds, zone), wall_micros(day, seconds + 3_600, zone)
        again = to_micros(at.replace(tzinfo=zone, fold=1))
        end_again = to_micros((at + timedelta(hours=1)).replace(tzinfo=zone, fold=1))
        return start if start == again and end == end_again and end - start == HOUR else None

    def _micros(self, at: datetime, value: object, column: str) -> int:
        if at.tzinfo is not None:
            return to_micros(at, column)
        zone = self.zone
        if zone is None:
            mend = "name the zone of the log's clock, as in zone='Europe/Berlin' (a shell's --zone), or write offsets"
            raise BadInput(column, value, "has no time zone", mend, "naive-datetime")
        self.naive += 1
        seconds = at.hour * 3_600 + at.minute * 60 + at.second
        instant = wall_micros(at.toordinal(), seconds, zone) + at.microsecond
        second_reading = to_micros(at.replace(tzinfo=zone, fold=1))
        self.doubled += second_reading > instant
        self.skipped += second_reading < instant
        return instant

    def notes(self) -> list[str]:
        """Return what was taken on trust, in sentences."""
        said: list[str] = []
        if self.naive:
            said.append(f"times without an offset, read as wall time of {self.zone}: {self.naive:,}")
        if self.doubled:
            said.append(f"of these, times that a clock change doubles, taken as their first reading: {self.doubled:,}")
        if self.skipped:
            said.append(f"of these, times that a clock change skips, moved forward by the gap: {self.skipped:,}")
        return said


def _parsed(value: object, column: str) -> datetime | date:
    """Return a time as it is written, naive or aware, or a bare date."""
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        _refuse(value, column)
    day, clock, offset = found.groups()
    try:
        at = datetime.fromisoformat(f"{day}T{clock}{_offset(offset)}") if clock else date.fromisoformat(day)
    except ValueError:
        raise BadInput(column, value, "names a date or an offset that does not exist", _EXAMPLE, "no-date") from None
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        mend = "leave the cell empty if it stands for never"
        raise BadInput(column, value, "lies outside the years that are measured", mend, "no-date")
    return at


def _offset(written: str | None) -> str:
    return "Z" if written == "UTC" else written or ""


def _refuse(value: object, column: str) -> NoReturn:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise BadInput(column, value, "is empty", "give the time of the row", "no-time")
    if not isinstance(value, str) or _NUMBER.fullmatch(value.strip()):
        mend = f"turn epoch numbers into ISO 8601: {_EXAMPLE}"
        raise BadInput(column, value, "is a number, and its unit and zone are not told", mend, "not-a-time")
    if _FINE.fullmatch(value):
        raise BadInput(column, value, "is finer than a microsecond", "round it to six digits", "not-a-time")
    raise BadInput(column, value, "is not a time in ISO 8601", _EXAMPLE, "not-a-time")
