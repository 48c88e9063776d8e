"""The events of a holiday feed: those that stand, and when they fall.

Of revisions of an event the last one stands (SEQUENCE), and a series without the occurrences that others replace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.errors import BadDocument, BadInput, BeyondData, SlacalError
from slacal.errors.doors import check_choice
from slacal.formats.holiday_event import HolidayEvent, event_of, is_timed
from slacal.formats.icalendar_text import read_calendars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from slacal.formats.icalendar_text import Component

NAME = "holiday feed"
_MOST_DATES = 20_000
_MOST_RULES = 40  # that take a search, each for half a century
_MOST_FAULTS = 100
_METHODS = ("PUBLISH", "REQUEST")
_NO_EVENTS = ("VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")


class Occurrence(NamedTuple):
    """One time that an event falls: its first and its last date."""

    event: HolidayEvent
    first: date
    last: date

    def dates(self) -> Iterator[date]:
        """Yield its dates, in order."""
        days = range(self.first.toordinal(), self.last.toordinal() + 1)
        return (self.first.fromordinal(day) for day in days)


def events_in(text: str | bytes, ignored: frozenset[str]) -> list[HolidayEvent]:
    """Return the events that stand, in the order of the text.

    `ignored` holds what does not count: ``TRANSPARENT``, ``TENTATIVE``, ``TIMED``. Raises: BadDocument with every
    fault, BadInput, MissingExtra.
    """
    found: list[HolidayEvent] = []
    faults: list[SlacalError] = []
    searched = 0
    for part in _parts(text):
        try:
            found += (read := _read(part, ignored))
            searched += sum(event.searches for event in read)
        except SlacalError as fault:
            faults.append(fault)
            searched += fault.field.endswith("RRULE")
        if searched > _MOST_RULES:
            faults.append(_too_many_rules(part.path, searched))
        if searched > _MOST_RULES or len(faults) >= _MOST_FAULTS:
            break
    if faults:
        raise BadDocument(NAME, faults)
    return _without_replaced(_last_revisions(found))


def _parts(text: str | bytes) -> Iterator[Component]:
    for calendar in read_calendars(text, NAME):
        calendar.word("METHOD", "PUBLISH", _METHODS)
        yield from calendar.parts


def _read(part: Component, ignored: frozenset[str]) -> list[HolidayEvent]:
    if part.name in _NO_EVENTS:
        raise BadInput(part.path, part.name, "is no event", "leave it out of the feed")
    if part.name != "VEVENT" or ("TIMED" in ignored and is_timed(part) and not part.one("RECURRENCE-ID")):
        return []
    return [event_of(part, ignored=ignored)]


def _last_revisions(events: Iterable[HolidayEvent]) -> list[HolidayEvent]:
    last: dict[object, HolidayEvent] = {}
    for event in events:
        key = (event.uid, event.replaces) if event.uid else event.path
        before = last.get(key)
        if before and before.sequence == event.sequence:
            mend = "give each event a UID of its own, or its revisions a SEQUENCE"
            raise BadInput(f"{event.path}.UID", event.uid, f"is that of {before.path} too", mend)
        if before is None or before.sequence < event.sequence:
            last[key] = event
    return list(last.values())


def _without_replaced(events: list[HolidayEvent]) -> list[HolidayEvent]:
    replaced: dict[str, set[date]] = {}
    for event in events:
        if event.replaces:
            replaced.setdefault(event.uid, set()).add(event.replaces)
    return [
        event if event.replaces else event._replace(less=event.less | replaced.get(event.uid, set()))
        for event in events
    ]


def occurrences(events: list[HolidayEvent], years: range, coverage: str) -> list[Occurrence]:
    """Return every time that an event meets `years`, event by event.

    Raises: BeyondData when a year before the first or after the last date is asked for and `coverage` is ``"raise"``.
    """
    check_choice("coverage", coverage, ("raise", "ignore"))
    check_rules([event for event in events if event.searches], years)
    found: list[Occurrence] = []
    count = 0
    for each in _all(events, years):
        found.append(each)
        count += each.event.days
        if count > _MOST_DATES:
            problem = f"brings the dates to more than {_MOST_DATES:,}"
            raise BadInput(each.event.path, each.event.name, problem, "ask for fewer years, or split the feed")
    if coverage == "raise":
        _check_covered(found, years)
    return found


def _all(events: Iterable[HolidayEvent], years: range) -> Iterator[Occurrence]:
    begin = range(max(years.start - 1, 1), years.stop)  # an event may have begun in the year before
    for event in events:
        for start in event.starts(begin) if event.counts else ():
            first, last = event.span(start)
            if last.year >= years.start:
                yield Occurrence(event, first, last)


def _check_covered(found: list[Occurrence], years: range) -> None:
    first = min((each.first.year for each in found), default=years.stop)
    last = max((each.last.year for each in found), default=years.start - 1)
    if first > years.start or last < years.stop - 1:
        known = f"from {first} to {last}" if found else "in none of them"
        mend = "ask for the years that it knows, or pass coverage='ignore' if the others have no day off"
        raise BeyondData("years", years, f"has days off in the feed only {known}", mend)


def dated_years(events: list[HolidayEvent], found: list[Occurrence], years: range) -> range:
    """Return the years of `years` from the first to the last dated event; all of them where every event is a series.

    A rule without end tells nothing of the years in which dated events are still to be listed. Raises: BeyondData when
    none of the years is told of.
    """
    dated = [event for event in events if event.counts and event.is_dated]
    if not dated:
        return years
    spans = [event.span(on) for event in dated for on in (event.first, *event.more)]
    spans += [(each.first, each.last) for each in found if each.event.is_dated]
    first, last = min(span[0] for span in spans).year, max(span[1] for span in spans).year
    known = range(max(first, years.start), min(last + 1, years.stop))
    if not known:
        mend = "ask for the years that it knows, or pass coverage='ignore' if the others have no more days off"
        raise BeyondData("years", years, f"has dated events in the feed only from {first} to {last}", mend)
    return known


def check_rules(events: list[HolidayEvent], years: range = range(1)) -> None:
    """Refuse more rules than can be followed in short time. Raises: BadInput."""
    if len(events) * (len(years) // 50 + 1) > _MOST_RULES:
        raise _too_many_rules(events[-1].path, len(events))


def _too_many_rules(path: str, count: int) -> BadInput:
    problem = f"rules are more than the {_MOST_RULES} that are followed, each for half a century"
    mend = "ask for fewer years, or list the dates of some; a month and a day each year are not counted"
    return BadInput(f"{path}.RRULE", count, problem, mend)
