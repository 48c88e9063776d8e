"""The part of a calendar that formats of opening hours can write: one week in one zone, and what stands beside it.

Every format refuses the rest by name, in the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

from slacal.calendars import algebra
from slacal.calendars.calendar import Calendar
from slacal.calendars.schedule import Schedule
from slacal.errors import BadInput, WrongType

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.calendars.schedule import Coverage, HolidaySource, Overnight
    from slacal.calendars.weekly import WeeklyHours

_KINDS: dict[type, str] = {
    algebra.Combined: "is made of other calendars",
    algebra.Versions: "has versions",
    algebra.GivenSpans: "is made of given spans",
    algebra.Constant: "is open always or never, without a week",
}


class ReadingOptions(TypedDict, total=False):
    """How the hours are read: what no text of any format says."""

    overnight: Overnight
    coverage: Coverage


class BesideTheWeek(ReadingOptions, total=False):
    """What stands beside a week that is written without zone and holiday dates."""

    zone: Required[str]
    holidays: tuple[HolidaySource, ...]


def schedule_of(calendar: Calendar) -> tuple[Schedule, WeeklyHours]:
    """Return the schedule and its one week. Raises: BadInput for any other calendar, WrongType."""
    if not isinstance(calendar, Calendar):
        raise WrongType("calendar", calendar, "is not a Calendar", "pass a Calendar")
    said = calendar.description
    if not isinstance(said, Schedule):
        problem = f"{_KINDS.get(type(said), 'is of a kind of its own')}, which is no week"
        raise BadInput("calendar", calendar, problem, "write the weekly calendars that it is made of")
    first, *others = said.weeks
    if said.anchor is not None or others:
        texts = [week.text() for week in said.weeks]
        raise BadInput("weeks", texts, "take turns, which cannot be written", "write each week by itself")
    return said, first


def reading_options(schedule: Schedule) -> ReadingOptions:
    """Return what differs from the default reading."""
    options: ReadingOptions = {}
    if schedule.overnight != "civil":
        options["overnight"] = schedule.overnight
    if schedule.coverage != "warn":
        options["coverage"] = schedule.coverage
    return options


def beside_the_week(schedule: Schedule) -> BesideTheWeek:
    """Return the zone, the sources of holidays if any, and what differs from the default reading."""
    plain = BesideTheWeek(zone=schedule.zone)
    said = BesideTheWeek(zone=schedule.zone, holidays=schedule.holidays) if schedule.holidays else plain
    return {**said, **reading_options(schedule)}


def proven(text: str, calendar: Calendar, read: Callable[[str], Calendar], field: str) -> str:
    """Return the text if it reads back as the calendar. Raises: BadInput naming `field`, the part that is in doubt.

    Hours that were put together by hand can say one thing in two ways, and a text only in one.
    """
    if read(text) != calendar:
        raise BadInput(field, calendar, "would read back differently", "write its parts in their usual order and form")
    return text
