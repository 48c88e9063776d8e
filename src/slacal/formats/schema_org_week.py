"""Specifications of schema.org as the week and the special days that they make together.

Hours of the same days add up. Hours with dates take the place of the week's between these dates, a day at a time;
schema.org does not say which of two overlapping ranges of dates wins, so these are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.date_period import Period
from slacal.calendars.date_selector import DateSelector, WeekdayPick
from slacal.calendars.dated_hours import DatedHours
from slacal.calendars.day_windows import merged_windows
from slacal.calendars.names import EVERY_WEEKDAY, weekdays_text
from slacal.calendars.special_day import SpecialDay
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from slacal.formats.schema_org_hours import Specification
    from slacal.spans.day_time import Window

_MOST_RULES = 40
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def week_of(specifications: Iterable[Specification]) -> WeeklyHours:
    """Return the hours of a week, of its public holidays, and of parts of the year. Raises: BadInput."""
    each = list(specifications)
    plain = [one for one in each if one.dates is None]
    for one in each:
        _check_days(one)
    days = tuple(_windows([one for one in plain if day in one.weekdays]) for day in EVERY_WEEKDAY)
    holidays = [one for one in plain if one.public_holidays]
    dated = tuple(rule for bounds, same in _by_dates(each).items() for rule in _dated(*bounds, same))
    return WeeklyHours(days, dated, _windows(holidays) if holidays else None)


def special_days_of(specifications: Iterable[Specification]) -> tuple[SpecialDay, ...]:
    """Return what overrides the week on some dates, whatever holidays say. Raises: BadInput."""
    each = list(specifications)
    for one in each:
        if one.dates is None or one.public_holidays:
            mend = "give special hours validFrom and validThrough, and plain weekdays if any"
            raise BadInput(one.path, one.name, "does not say its dates", mend)
    days = tuple(day for bounds, same in _by_dates(each).items() for day in _special(*bounds, same))
    rules = sum(not day.on[:1].isdigit() for day in days)
    if rules > _MOST_RULES:
        problem = f"are more special hours for some weekdays of a range than the {_MOST_RULES} that are followed"
        raise BadInput("specialOpeningHoursSpecification", rules, problem, "write single dates, or ordinary hours")
    return days


def _check_days(one: Specification) -> None:
    if one.dates and one.public_holidays:
        problem, mend = "limits public holidays to some dates", "write these dates as special hours"
        raise BadInput(f"{one.path}.dayOfWeek", "PublicHolidays", problem, mend)
    if not (one.dates or one.weekdays or one.public_holidays):
        raise BadInput(f"{one.path}.dayOfWeek", None, "is missing", "name the days, or the dates by validFrom")


def _windows(same: list[Specification]) -> tuple[Window, ...]:
    """Return the windows of specifications for the same days, all open or all closed."""
    windows = [one.window for one in same if one.window is not None]
    if windows and len(windows) < len(same):
        closed = next(one for one in same if one.window is None)
        raise BadInput(f"{closed.path}.opens", "00:00", "closes a day that another one opens", "keep one of the two")
    return merged_windows(windows)


def _by_dates(each: list[Specification]) -> dict[tuple[date, date], list[Specification]]:
    """Return the specifications with dates by their first and last. Raises: BadInput where two ranges overlap."""
    groups: dict[tuple[date, date], list[Specification]] = {}
    for one in each:
        if one.dates:
            groups.setdefault(one.dates, []).append(one)
    reach: dict[int, tuple[date, Specification]] = {}
    for (begins, ends), same in sorted(groups.items()):
        for one in same:
            for day in one.weekdays or EVERY_WEEKDAY:
                last, before = reach.get(day, (begins, one))
                if before.dates != one.dates and last >= begins:
                    problem = f"has dates in common with {before.path}, and nothing says which of the two wins"
                    raise BadInput(f"{one.path}.validFrom", str(begins), problem, "part the two ranges")
                reach[day] = (ends, one)
    return groups


def _by_hours(same: list[Specification]) -> Iterator[tuple[tuple[int, ...], tuple[Window, ...], str]]:
    """Yield the weekdays that have the same hours and name, with them; all weekdays where none is named."""
    found: dict[tuple[tuple[Window, ...], str], list[int]] = {}
    for day in EVERY_WEEKDAY:
        those = [one for one in same if day in (one.weekdays or EVERY_WEEKDAY)]
        if those:
            name = "; ".join(dict.fromkeys(one.name for one in those if one.name))
            found.setdefault((_windows(those), name), []).append(day)
    return ((tuple(days), windows, name) for (windows, name), days in found.items())


def _dated(begins: date, ends: date, same: list[Specification]) -> Iterator[DatedHours]:
    for weekdays, windows, name in _by_hours(same):
        period = Period((begins.month, begins.day), (ends.month, ends.day), begins.year, ends.year)
        selector = DateSelector(periods=(period,), weekdays=tuple(map(WeekdayPick, weekdays)))
        if '"' in name:
            raise BadInput(f"{same[0].path}.name", name, "holds a double quote", "write single quotes")
        yield DatedHours(selector, windows, "replaces", name)


def _special(begins: date, ends: date, same: list[Specification]) -> Iterator[SpecialDay]:
    for weekdays, windows, name in _by_hours(same):
        if weekdays == EVERY_WEEKDAY or (begins == ends and begins.weekday() in weekdays):
            yield SpecialDay((begins, ends), windows, reason=name)
        elif begins == ends:
            problem, mend = f"is not the day of {begins}", "leave dayOfWeek out"
            raise BadInput(f"{same[0].path}.dayOfWeek", weekdays_text(weekdays), problem, mend)
        else:
            first, last = (on.isoformat().replace("-", "") for on in (begins, ends))
            days = ",".join(_DAYS[day] for day in weekdays)
            rule = f"rrule:DTSTART={first};FREQ=WEEKLY;UNTIL={last};BYDAY={days}"
            yield SpecialDay(rule, windows, reason=name)
