"""Calendar availability (RFC 7953): VAVAILABILITY components as a calendar, and a weekly calendar as such components.

==========================================  =======================================================================
AVAILABLE recurring by the week, no end     the week
with UNTIL, COUNT, or a later start         dated hours, added to the week
without RRULE, or by RDATE                  dated hours of single dates
EXDATE, RECURRENCE-ID                       dated hours: what is left on these dates
VAVAILABILITY over whole dates, on top      a special day, SUMMARY its reason
VAVAILABILITY over any other range          a version of the calendar (`Calendar.until`)
==========================================  =======================================================================

Times are wall times, as everywhere here: a night of a clock change is as long as its wall times make it, also where
RFC 5545 would repeat its exact duration. Zones are IANA names (RFC 7809), without VTIMEZONE. Words such as LOCATION
are about the hours and are not kept. What a week cannot hold is refused by name: RRULE by months or with INTERVAL,
times without zone, BUSY-TENTATIVE, several people, events; on the way out a rota, combined calendars, holidays,
hours of ``PH``, special days that recur or follow from other hours, and those next to night shifts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.formats.availability_reading import combined, layers_in
from slacal.formats.availability_text import lines_of
from slacal.formats.icalendar_text import written
from slacal.formats.weekly_part import ReadingOptions, proven, reading_options, schedule_of

if TYPE_CHECKING:
    from slacal.calendars.calendar import Calendar
    from slacal.calendars.schedule import Coverage, Overnight
    from slacal.formats.availability_reading import Outside

__all__ = ["Lacking", "dumps", "lacking", "loads"]

Lacking = ReadingOptions
"""What the format does not say: how nights and missing holiday data are read."""


def loads(
    text: str | bytes,
    *,
    outside: Outside = "refuse",
    overnight: Overnight = "civil",
    coverage: Coverage = "warn",
) -> Calendar:
    r"""Read the availability of one person or desk as a calendar in the zone of its times.

    `outside` is what holds where the text says nothing, before its first DTSTART and after its last DTEND:
    ``"closed"``, or ``"same"``: the first and the last hours go on. Bounds: 1 MiB, 2,000 components. Raises:
    BadDocument with every fault, BadInput, UnknownName for a zone, MissingExtra.

    >>> friday = "DTSTART;TZID=Europe/Riga:20260102T090000\nDURATION:PT8H\nRRULE:FREQ=WEEKLY;BYDAY=FR"
    >>> desk = f"BEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\n{friday}\nEND:AVAILABLE\nEND:VAVAILABILITY"
    >>> loads(f"BEGIN:VCALENDAR\n{desk}\nEND:VCALENDAR")
    Calendar.weekly('Fr 09:00-17:00', zone='Europe/Riga')
    """
    return combined(layers_in(text, overnight), outside, coverage)


def dumps(calendar: Calendar) -> str:
    """Return a weekly calendar as iCalendar text; the same calendar is always the same text.

    The week recurs from the first Monday of 1970 on; special days have the priority 1. Raises: BadInput naming what
    cannot be written, WrongType, MissingExtra.

    >>> from slacal import Calendar
    >>> text = dumps(Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Riga"))
    >>> [line for line in text.splitlines() if line.startswith(("DTSTART", "DTEND", "RRULE"))][1:]
    ['DTEND;TZID=Europe/Riga:19700105T190000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR']
    """
    schedule, week = schedule_of(calendar)
    text = written("availability", lines_of(schedule, week))
    return proven(text, calendar, lambda text: loads(text, **lacking(calendar)), "calendar")


def lacking(calendar: Calendar) -> Lacking:
    """Return what the text cannot hold, so that ``loads(dumps(c), **lacking(c)) == c``.

    That is ``overnight`` and ``coverage``, where they are not the default.

    >>> from slacal import Calendar
    >>> lacking(Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Riga", overnight="shift"))
    {'overnight': 'shift'}
    """
    return reading_options(schedule_of(calendar)[0])
