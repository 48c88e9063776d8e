"""Weekly: the RRULE of an AVAILABLE component (RFC 7953) as far as a week can hold it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.names import EVERY_WEEKDAY
from slacal.calendars.recurrence_text import DAYS
from slacal.formats.icalendar_time import YEARS, Moment, utc_moment

if TYPE_CHECKING:
    from slacal.errors import BadInput
    from slacal.formats.icalendar_text import Component

_WEEK = 7
_LAST = date.max.toordinal()
_MOST = 9_999  # occurrences that COUNT may ask for
_KEYS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST")
_EVERY = ("WEEKLY", "DAILY")


class Weekly(NamedTuple):
    """The weekdays on which a stretch starts again, Monday being 0, and the last date, if any, as an ordinal."""

    weekdays: tuple[int, ...]
    last: int | None = None


def weekly_of(component: Component, start: Moment) -> Weekly | None:
    """Read the RRULE of a component that starts at `start`; None where it has none.

    RFC 7953's own examples start on a Sunday and recur on working days, so the start need not be one of the dates.
    Raises: BadInput for a rule that leaves out weeks or goes by months, and for COUNT from a day of no rule.
    """
    found = component.one("RRULE")
    return _Rule(component, found.value.strip().upper(), start).weekly() if found else None


class _Rule:
    """One RRULE while it is read; every refusal names the whole of it."""

    def __init__(self, component: Component, written: str, start: Moment) -> None:
        self.component = component
        self.written = written
        self.start = start
        self.parts: dict[str, str] = {}
        for part in written.strip(";").split(";"):
            key, _, value = part.partition("=")
            if key.strip() in self.parts:
                raise self.fault(f"says {key.strip()} twice", "keep one of the two")
            self.parts[key.strip()] = value.strip()

    def fault(self, problem: str, mend: str) -> BadInput:
        return self.component.fault("RRULE", self.written, problem, mend)

    def weekly(self) -> Weekly:
        """Return the weekdays of the rule and its last date. Raises: BadInput for what is no rule of weeks."""
        if unknown := [key for key in self.parts if key not in _KEYS]:
            raise self.fault(f"has {unknown[0]}, which hours of a week do not", f"use {', '.join(_KEYS)}")
        if self.parts.get("FREQ") not in _EVERY:
            raise self.fault("does not recur by the week", "write FREQ=WEEKLY, or single dates as RDATE")
        if self.parts.get("INTERVAL", "1") != "1":
            raise self.fault("leaves weeks or days out", "build such hours with Calendar.rota")
        weekdays = tuple(sorted(self.weekdays()))
        return Weekly(weekdays, self.last(weekdays))

    def weekdays(self) -> set[int]:
        """Return the weekdays, Monday being 0; where none are named, that of the start."""
        if "BYDAY" not in self.parts:
            return set(EVERY_WEEKDAY) if self.parts["FREQ"] == "DAILY" else {_weekday(self.start.day)}
        names = [name.strip() for name in self.parts["BYDAY"].split(",")]
        if strange := [name for name in names if name not in DAYS]:
            raise self.fault(f"has BYDAY={strange[0]}, which is no day of a week", f"write {','.join(DAYS)}")
        return {DAYS.index(name) for name in names}

    def last(self, weekdays: tuple[int, ...]) -> int | None:
        """Return the ordinal of the last date, None where the rule goes on."""
        count, until = self.parts.get("COUNT"), self.parts.get("UNTIL")
        if count is not None and until is not None:
            raise self.fault("has both COUNT and UNTIL", "keep one of the two")
        if count is not None:
            return self.counted(count, weekdays)
        return None if until is None else self.until(until)

    def counted(self, count: str, weekdays: tuple[int, ...]) -> int:
        """Return the ordinal of the date with which so many are complete, the start among them."""
        if not re.fullmatch(r"[0-9]{1,4}", count) or not 0 < int(count) <= _MOST:
            raise self.fault(f"has COUNT={count}", f"count from 1 to {_MOST}, or write UNTIL")
        if _weekday(self.start.day) not in weekdays:
            raise self.fault("counts from a day that is none of its own", "start on one of its weekdays")
        weeks, rest = divmod(int(count) - 1, len(weekdays))
        later = sorted((weekday - _weekday(self.start.day)) % _WEEK for weekday in weekdays)
        last = self.start.day + weeks * _WEEK + later[rest]
        if date.fromordinal(min(last, _LAST)).year not in YEARS:
            raise self.fault("ends outside the years that are read", "leave COUNT out")
        return last

    def until(self, until: str) -> int:
        """Return the ordinal of the last date that begins by an instant."""
        if not until.endswith("Z"):
            raise self.fault(f"has UNTIL={until}, which is no instant", "write UNTIL in UTC, as 20261231T225959Z")
        end = utc_moment(self.component, "RRULE", until).in_zone(self.start.zone)
        last = end.day if end.seconds >= self.start.seconds else end.day - 1
        if last < self.start.day:
            raise self.fault("ends before it starts", "mend UNTIL or DTSTART")
        return last


def _weekday(day: int) -> int:
    return (day + 6) % _WEEK
