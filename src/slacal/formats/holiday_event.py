"""HolidayEvent: one all-day VEVENT of a feed, and the dates on which it falls."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from slacal.formats.date_rule import DateRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.formats.icalendar_text import Component, Property

LONGEST = 366  # days of one event
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAYS = re.compile(r"\+?P(?:(\d{1,3})D|(\d{1,2})W)")
_STATUS = ("CONFIRMED", "TENTATIVE", "CANCELLED")
_TRANSPARENCY = ("OPAQUE", "TRANSPARENT")
_TIMED = "give it a date, as in DTSTART;VALUE=DATE:20261225, or read the feed with timed='ignore'"


class HolidayEvent(NamedTuple):
    """An event of whole dates: `days` of them from each of its starts on.

    ``replaces`` is the date of the series that it stands for (RECURRENCE-ID); ``more`` and ``less`` are RDATE and
    EXDATE. An event that does not count still replaces.
    """

    path: str
    uid: str
    name: str
    first: date
    days: int
    counts: bool
    sequence: int = 0
    replaces: date | None = None
    rule: DateRule | None = None
    more: tuple[date, ...] = ()
    less: frozenset[date] = frozenset()

    @property
    def searches(self) -> bool:
        """Whether its dates take a search, more than a month and a day."""
        return self.rule is not None and self.rule.text != ""

    @property
    def is_dated(self) -> bool:
        """Whether it stands for dates of its own: it does not recur for ever, and replaces no date of a series."""
        return self.replaces is None and (self.rule is None or self.rule.ends)

    def starts(self, years: range) -> Iterator[date]:
        """Yield the dates in `years` on which it starts, in order, each once."""
        ruled = self.rule.dates(years) if self.rule else iter((self.first,))
        found = {on for on in (*ruled, *self.more) if on.year in years}
        yield from sorted(found - self.less)

    def span(self, start: date) -> tuple[date, date]:
        """Return the first and the last date of the event that starts on `start`."""
        return start, date.fromordinal(min(start.toordinal() + self.days - 1, date.max.toordinal()))


def is_timed(event: Component) -> bool:
    """Tell whether the event starts at a time of day."""
    start = event.one("DTSTART")
    return start is not None and "T" in start.value.upper()


def event_of(event: Component, *, ignored: frozenset[str]) -> HolidayEvent:
    """Read one VEVENT; one whose STATUS or TRANSP is among `ignored` does not count. Raises: BadInput."""
    status = event.word("STATUS", "CONFIRMED", _STATUS)
    transparency = event.word("TRANSP", "OPAQUE", _TRANSPARENCY)
    counts = not {status, transparency} & {"CANCELLED", *ignored}
    replaces = _replaced(event)
    if "TIMED" in ignored and replaces and is_timed(event):
        return HolidayEvent(event.path, event.text("UID"), "", replaces, 1, counts=False, replaces=replaces)
    first, less = _start(event), frozenset(_dates(event, "EXDATE"))
    return HolidayEvent(
        event.path, event.text("UID"), event.text("SUMMARY", "holiday"), first, _days(event, first), counts,
        _sequence(event), replaces, _rule(event, first, less), _dates(event, "RDATE"), less,
    )  # fmt: skip


def _start(event: Component) -> date:
    start = event.one("DTSTART")
    if start is None:
        raise event.fault("DTSTART", None, "is missing", "say on which date the event is")
    if is_timed(event):
        name = event.text("SUMMARY")
        raise event.fault("DTSTART", start.value, f"is a time of day, so {name!r} is no day off", _TIMED)
    return _date(event, "DTSTART", start.value)


def _date(event: Component, name: str, value: str) -> date:
    match = _DATE.fullmatch(value.strip())
    try:
        return date.fromisoformat("-".join(match.groups() if match else ()))
    except ValueError:
        raise event.fault(name, value, "is not a date", "write it as 20261225") from None


def _days(event: Component, first: date) -> int:
    end, length = event.one("DTEND"), event.one("DURATION")
    if end and length:
        raise event.fault("DURATION", length.value, "stands beside DTEND", "keep one of the two")
    days = 1
    if end:
        days = (_date(event, "DTEND", end.value) - first).days
    elif length:
        match = _DAYS.fullmatch(length.value.strip().upper())
        days = int(match[1] or 0) + 7 * int(match[2] or 0) if match else 0
    if not 1 <= days <= LONGEST:
        mend = f"DTEND is the date after the last, DURATION is whole days; up to {LONGEST}"
        raise event.fault("DTEND" if end else "DURATION", end and end.value, "is not the end of whole dates", mend)
    return days


def _rule(event: Component, first: date, less: frozenset[date]) -> DateRule | None:
    if old := event.one("EXRULE"):
        raise event.fault("EXRULE", old.value, "is no longer part of iCalendar", "list the dates as EXDATE")
    found = event.one("RRULE")
    rule = DateRule.of(found.value, first, f"{event.path}.RRULE") if found else None
    if found and rule and not rule.gives_its_start and first not in less:
        mend = "start on a date of the rule, or leave the start out by EXDATE"
        raise event.fault("RRULE", found.value, f"does not give its own first date, {first}", mend)
    return rule


def _dates(event: Component, name: str) -> tuple[date, ...]:
    values = [value for found in event.properties(name) for value in found.value.split(",")]
    return tuple(_date(event, name, value) for value in values)


def _replaced(event: Component) -> date | None:
    found = event.one("RECURRENCE-ID")
    if found is None:
        return None
    _refuse_range(event, found)
    if not event.text("UID"):
        raise event.fault("UID", "", "is missing, so nobody knows what RECURRENCE-ID replaces", "name the series")
    return _date(event, "RECURRENCE-ID", found.value)


def _refuse_range(event: Component, found: Property) -> None:
    if "RANGE" in found.params:
        problem, mend = "replaces all later dates too", "end the series with UNTIL and start another"
        raise event.fault("RECURRENCE-ID", f"RANGE={found.params['RANGE']}", problem, mend)


def _sequence(event: Component) -> int:
    text = event.text("SEQUENCE", "0").strip()
    if not re.fullmatch(r"\d{1,9}", text):
        raise event.fault("SEQUENCE", text, "is not a number", "count revisions from 0")
    return int(text)
