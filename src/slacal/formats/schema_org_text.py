"""A weekly calendar as specifications or short texts of schema.org; what they cannot say is refused by name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from slacal.calendars.names import EVERY_WEEKDAY, weekdays_text
from slacal.calendars.special_day import Change
from slacal.errors import BadInput
from slacal.formats.date_range import range_of
from slacal.formats.schema_org_hours import Specification
from slacal.formats.schema_org_week import special_days_of, week_of
from slacal.spans.day_time import DAY, clock_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.calendars.dated_hours import DatedHours
    from slacal.calendars.schedule import Schedule
    from slacal.calendars.special_day import SpecialDay
    from slacal.calendars.weekly import WeeklyHours
    from slacal.spans.day_time import Window

_AS_DATES = "write single dates, for the years that the page is for"


def specifications(schedule: Schedule, week: WeeklyHours) -> tuple[list[Specification], list[Specification]]:
    """Return the specifications of a week and those of its special days. Raises: BadInput."""
    ordinary = [
        Specification("week", frozenset(weekdays), public_holidays=False, window=window)
        for window, weekdays in _weekdays(week).items()
    ]
    if week.holidays is not None:
        ordinary += _each("week.holidays", week.holidays, public_holidays=True)
    for number, rule in enumerate(week.dated):
        ordinary += _dated(f"week.dated[{number}]", rule)
    special = [
        one for number, day in enumerate(schedule.special_days) for one in _special(f"special_days[{number}]", day)
    ]
    week_of(ordinary)  # refuses what contradicts itself to a reader, as ranges of dates that overlap
    special_days_of(special)
    return ordinary, special


def texts(schedule: Schedule, week: WeeklyHours) -> list[str]:
    """Return the short texts of a plain week, one for each window. Raises: BadInput."""
    mend = "write form='specification'"
    for field, value in (("week.holidays", week.holidays), ("week.dated", week.dated or None)):
        if value is not None:
            raise BadInput(field, week.text(), "is more than the short texts of a week can say", mend)
    if schedule.special_days:
        raise BadInput("special_days", schedule.special_days, "are more than a week", mend)
    return [f"{weekdays_text(tuple(weekdays))} {_clocks(window)}" for window, weekdays in _weekdays(week).items()]


def _clocks(window: Window) -> str:
    if window.opens and window.closes - window.opens == DAY:
        problem = "is a whole day that is no date, which most readers take for nothing"
        raise BadInput("week", str(window), problem, "split it at midnight")
    closes = window.closes if window.closes <= DAY else window.closes - DAY
    return f"{clock_text(window.opens)}-{clock_text(closes)}"


def _weekdays(week: WeeklyHours) -> dict[Window, list[int]]:
    found: dict[Window, list[int]] = {}
    for weekday in EVERY_WEEKDAY:
        for window in week.on_weekday(weekday):
            found.setdefault(window, []).append(weekday)
    return found


def _each(
    path: str,
    windows: Iterable[Window],
    *,
    weekdays: Iterable[int] = (),
    public_holidays: bool = False,
    dates: tuple[date, date] | None = None,
    name: str = "",
) -> Iterator[Specification]:
    for window in tuple(windows) or (None,):
        yield Specification(path, frozenset(weekdays), public_holidays, window, dates, name)


def _dated(path: str, rule: DatedHours) -> Iterator[Specification]:
    if rule.effect != "replaces":
        raise BadInput(path, rule.text(), "adds to the hours of its dates", "write all hours of these dates")
    bounds = range_of(path, rule, _AS_DATES)
    weekdays = [pick.weekday for pick in rule.dates.weekdays]
    return _each(path, rule.windows, weekdays=weekdays, dates=bounds, name=rule.reason)


def _special(path: str, day: SpecialDay) -> Iterator[Specification]:
    if isinstance(day.hours, Change):
        raise BadInput(path, day, "follows from other hours", "write the hours of its dates themselves")
    if not day.on[:4].isdigit():
        raise BadInput(path, day, "recurs", _AS_DATES)
    first, _, last = day.on.partition("..")
    return _each(path, day.hours, dates=(date.fromisoformat(first), date.fromisoformat(last or first)), name=day.reason)
