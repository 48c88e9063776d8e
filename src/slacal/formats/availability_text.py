"""A weekly calendar as the lines of VAVAILABILITY components; what they cannot say is refused by name."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from slacal.calendars.names import EVERY_WEEKDAY
from slacal.calendars.recurrence_text import DAYS
from slacal.calendars.special_day import Change
from slacal.errors import BadInput
from slacal.formats.available_hours import past_midnight
from slacal.formats.date_range import range_of
from slacal.formats.icalendar_text import STAMP, text_value
from slacal.formats.icalendar_time import YEARS
from slacal.spans.day_time import DAY, HOUR
from slacal.spans.instant import from_micros
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slacal.calendars.dated_hours import DatedHours
    from slacal.calendars.schedule import Schedule
    from slacal.calendars.special_day import SpecialDay
    from slacal.calendars.weekly import WeeklyHours
    from slacal.spans.day_time import Window

_MONDAY = date(1970, 1, 5)
_AS_DATES = "write them as special days of single dates, for the years that the text is for"


def lines_of(schedule: Schedule, week: WeeklyHours) -> list[str]:
    """Return the lines of a schedule's components. Raises: BadInput naming what cannot be written."""
    if schedule.holidays:
        raise BadInput("holidays", schedule.holidays, "cannot be written as availability", _AS_DATES)
    if week.holidays is not None:
        mend = "leave PH out of the week, and give these dates as special days"
        raise BadInput("week.holidays", week.holidays, "are hours of public holidays, of which it knows none", mend)
    places = [_place(f"special_days[{n}]", day, week, schedule) for n, day in enumerate(schedule.special_days)]
    _check_apart(places)
    writer = _Writer(schedule.zone)
    writer.begin("VAVAILABILITY", [])
    writer.week(week)
    for n, rule in enumerate(week.dated):
        writer.dated(f"week.dated[{n}]", rule)
    writer.end("VAVAILABILITY")
    for (first, last), day in zip(places, schedule.special_days, strict=True):
        writer.special(first, last, day)
    return writer.lines


def _place(field: str, day: SpecialDay, week: WeeklyHours, schedule: Schedule) -> tuple[date, date]:
    """Return the first and the last date of a special day that can be written."""
    if isinstance(day.hours, Change):
        raise BadInput(field, day, "follows from other hours", "write the hours of its dates themselves")
    if not day.on[:4].isdigit():
        raise BadInput(field, day, "recurs, and a range of availability does not", _AS_DATES)
    nights = past_midnight(week) or any(window.closes > DAY for window in day.hours)
    if nights and (day.hours or schedule.overnight != "civil"):
        problem = "meets night shifts, which a range of availability would cut at both its midnights"
        raise BadInput(field, day, problem, "write nights and exceptions as two calendars")
    first, _, last = day.on.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _check_apart(places: list[tuple[date, date]]) -> None:
    in_order = sorted((first, last, n) for n, (first, last) in enumerate(places))
    for (_, last, _), (first, _, n) in pairwise(in_order):
        if first <= last:
            raise BadInput(
                f"special_days[{n}]", str(first), "is a special day for the second time", "keep one of the two"
            )


class _Writer:
    """The lines while they are written, all in one zone."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.lines: list[str] = []

    def begin(self, name: str, said: Iterable[str]) -> None:
        """Begin a component whose UID follows from what it says, so that the same hours give the same text."""
        about = list(said)
        uid = uuid5(NAMESPACE_OID, "\n".join(("slacal", self.zone, str(len(self.lines)), name, *about)))
        self.lines += [f"BEGIN:{name}", f"UID:{uid}", f"DTSTAMP:{STAMP}", *about]

    def end(self, name: str) -> None:
        self.lines.append(f"END:{name}")

    def week(self, week: WeeklyHours) -> None:
        """Write the week: one component for the weekdays that share a window."""
        weekdays: dict[Window, list[int]] = {}
        for weekday in EVERY_WEEKDAY:
            for window in week.on_weekday(weekday):
                weekdays.setdefault(window, []).append(weekday)
        for window, same in weekdays.items():
            rule = f"RRULE:FREQ=WEEKLY;BYDAY={_days(same)}"
            self.available(_MONDAY + timedelta(same[0]), window, [rule])

    def dated(self, field: str, rule: DatedHours) -> None:
        """Write hours that a range of dates adds to the week."""
        first, last = _range_of(field, rule)
        weekdays = [pick.weekday for pick in rule.dates.weekdays]
        how = f"FREQ=WEEKLY;BYDAY={_days(weekdays)}" if weekdays else "FREQ=DAILY"
        about = [f"SUMMARY:{text_value(rule.reason, f'{field}.reason')}"] if rule.reason else []
        for window in rule.windows:
            until = "" if last == date.max else f";UNTIL={self.utc(last, window.opens)}"
            self.available(first, window, [*about, *([f"RRULE:{how}{until}"] if first != last or weekdays else [])])

    def special(self, first: date, last: date, day: SpecialDay) -> None:
        """Write a special day: a stronger component over its dates, with their windows."""
        _check_years("special_days", first, last + timedelta(1) if last < date.max else last)
        about = [f"SUMMARY:{text_value(day.reason, 'special_days.reason')}"] if day.reason else []
        bounds = [self.at("DTSTART", first, 0), self.at("DTEND", last, DAY)]
        self.begin("VAVAILABILITY", [*about, "PRIORITY:1", *bounds])
        for window in () if isinstance(day.hours, Change) else day.hours:
            self.available(first, window, ["RRULE:FREQ=DAILY"] if last > first else [])
        self.end("VAVAILABILITY")

    def available(self, on: date, window: Window, more: list[str]) -> None:
        """Write one window of a date, and how it recurs."""
        whole = window.closes - window.opens == DAY  # a nominal day, whatever the clocks do
        end = "DURATION:P1D" if whole else self.at("DTEND", on, window.closes)
        self.begin("AVAILABLE", [self.at("DTSTART", on, window.opens), end, *more])
        self.end("AVAILABLE")

    def at(self, name: str, on: date, seconds: int) -> str:
        """Return a line with a wall time of a date in the calendar's zone."""
        wall = _compact(on + timedelta(seconds // DAY), seconds % DAY)
        return f"{name}:{wall}Z" if self.zone == "UTC" else f"{name};TZID={self.zone}:{wall}"

    def utc(self, on: date, seconds: int) -> str:
        """Return a wall time of a date as an instant in UTC."""
        at = from_micros(wall_micros(on.toordinal(), seconds, zone_info(self.zone)), zone_info("UTC"))
        return _compact(at.date(), at.hour * HOUR + at.minute * 60 + at.second) + "Z"


def _range_of(field: str, rule: DatedHours) -> tuple[date, date]:
    """Return the first and the last date of dated hours that are an addition to one range of dates."""
    mend = "write them as special days of single dates"
    if rule.effect != "adds":
        raise BadInput(field, rule.text(), "replaces hours of the week, which availability only adds to", mend)
    first, last = range_of(field, rule, mend)
    _check_years(field, first, first if last == date.max else last)
    weekdays = {pick.weekday for pick in rule.dates.weekdays}
    if weekdays and first.weekday() not in weekdays:
        raise BadInput(field, rule.text(), "starts on a day that is none of its own", "start it on one of its weekdays")
    return first, last


def _check_years(field: str, first: date, last: date) -> None:
    if first.year not in YEARS or last.year not in YEARS:
        problem = "lies outside the years that are written"
        raise BadInput(field, f"{first}..{last}", problem, f"write years from {YEARS[0]} to {YEARS[-1]}")


def _days(weekdays: Iterable[int]) -> str:
    return ",".join(DAYS[weekday] for weekday in weekdays)


def _compact(on: date, seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{on.isoformat().replace('-', '')}T{minutes // 60:02}{minutes % 60:02}{rest:02}"
