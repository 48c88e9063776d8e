"""Who decides a date, by the oracle: it asks the strongest layer first, one date at a time (rules C3 to C6).

The library lays the layers over a whole year from the weakest up. Which dates are holidays, and which dates a rule
names, are data: the oracle asks the same values for them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import DayType, ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.spans.day_time import Window
from slacal.testing.oracle_special import hours_of, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slacal.calendars.production import ProductionDay
    from slacal.calendars.schedule import Schedule
    from slacal.calendars.special_day import SpecialDay
    from slacal.calendars.transferred import Transferred
    from slacal.calendars.weekly import WeeklyHours

_SATURDAY = 5


class Decided(NamedTuple):
    """The windows of a date, before its neighbours cut them, and how they came about.

    ``above_week``: a layer above the week decided. ``closed``: a layer above the plain week closed the date, which
    takes its own 00-24 out of every shift (C2). ``tail``: the windows of which that leaves what lies past midnight.
    """

    windows: tuple[Window, ...]
    above_week: bool = False
    closed: bool = False
    tail: tuple[Window, ...] = ()


def decided(schedule: Schedule, on: date) -> Decided:
    """Return who decides the date: special day > decree > production > transferred > public holiday > the week."""
    lower = _below_special_days(schedule, on)
    for special in reversed(schedule.special_days):
        if on in _dates_in(special, on.year):
            hours = hours_of(special, lower.windows, week_in_turn(schedule, on).days)
            return _trimmed(lower, hours.windows) if hours.trimmed else _above(schedule, on, hours.windows)
    return lower


def week_in_turn(schedule: Schedule, on: date) -> WeeklyHours:
    """Return the week that the rota has in turn (C19): weeks are counted from the Monday of the anchor's week."""
    if schedule.anchor is None:
        return schedule.weeks[0]
    passed = (_monday(on) - _monday(schedule.anchor)).days // 7
    return schedule.weeks[passed % len(schedule.weeks)]


def of_the_week(schedule: Schedule, on: date) -> Decided:
    """Return what the week, with its dated hours, gives the date; a dated rule may close it."""
    week = week_in_turn(schedule, on)
    plain = windows = week.days[on.weekday()]
    named = False
    for rule in week.dated:
        if on in rule.dates.dates(on.year):
            named = True
            windows = rule.windows if rule.effect == "replaces" else (*windows, *rule.windows)
    if named and not windows:
        return Decided((), closed=True, tail=plain)
    return Decided(joined(windows))


def joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return windows with touching and overlapping ones as one (C1), second by second where they meet."""
    found: list[Window] = []
    for window in sorted(windows):
        if found and window.opens <= found[-1].closes:
            found[-1] = Window(found[-1].opens, max(found[-1].closes, window.closes))
        else:
            found.append(window)
    return tuple(found)


@lru_cache(maxsize=4096)
def _dates_in(special: SpecialDay, year: int) -> frozenset[date]:
    return frozenset(special.dates(year))


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _above(schedule: Schedule, on: date, windows: tuple[Window, ...]) -> Decided:
    if windows:
        return Decided(windows, above_week=True)
    week = of_the_week(schedule, on)
    return Decided((), above_week=True, closed=True, tail=week.tail if week.closed else week.windows)


def _trimmed(before: Decided, windows: tuple[Window, ...]) -> Decided:
    """Return what a trimming leaves: it closes a date whose hours it takes whole, and leaves no tail of them.

    A date without hours stays as it was: closing an hour earlier closes nothing that was not open.
    """
    if not before.windows:
        return before._replace(above_week=True)
    return Decided(windows, above_week=True, closed=not windows)


def _below_special_days(schedule: Schedule, on: date) -> Decided:
    for table in reversed(schedule.holidays):
        if isinstance(table, ProductionCalendar):
            facts = table.on(on)
            if facts is not None and facts.decree and table.decree == "closed":
                return _above(schedule, on, ())
    for table in reversed(schedule.holidays):
        if isinstance(table, ProductionCalendar):
            found = _produced(schedule, on, table)
            if found is not None:
                return found
    return _below_tables(schedule, on)


def _produced(schedule: Schedule, on: date, table: ProductionCalendar) -> Decided | None:
    """Rule C6; None where the table leaves the date to the layers below: it does not name it, or as a weekend."""
    facts = table.on(on) if on in _dates_written(table) else None
    if facts is None or facts.type is DayType.WEEKEND:
        return None
    if facts.type is not DayType.DAY_OFF and _is_own_day_off(schedule, on):
        return None
    if facts.type is DayType.DAY_OFF:
        worked_after_all = table.transferred == "ignore" and facts.moved_from and on.weekday() < _SATURDAY
        return None if worked_after_all else _above(schedule, on, ())
    worked = _worked(schedule, on, table, facts)
    if facts.type is not DayType.SHORTENED or table.shortened == "ignore":
        return worked
    if worked is None and on.weekday() >= _SATURDAY:
        return None  # transfers are not followed, so this is an ordinary weekend
    before = worked or _below_tables(schedule, on)
    if not before.windows:
        return worked
    return _trimmed(before, shortened(before.windows, int(table.shortened.total_seconds())))


@lru_cache(maxsize=64)
def _dates_written(table: ProductionCalendar) -> frozenset[date]:
    """Return the dates that stand in a table, or were changed on top of it: of the others it says nothing."""
    return frozenset(row.on for rows in (table.about.rows, table.changes) for row in rows)


def _worked(schedule: Schedule, on: date, table: ProductionCalendar, facts: ProductionDay) -> Decided | None:
    if on.weekday() >= _SATURDAY:
        return _transferred(schedule, on, table.transferred, facts.replaces)
    return of_the_week(schedule, on)


def _transferred(schedule: Schedule, on: date, reading: Transferred, replaces: date | None) -> Decided | None:
    """Rule C5; None where the transfer is not followed."""
    if reading == "ignore":
        return None
    if reading == "closed":
        return _above(schedule, on, ())
    if reading == "own":
        return _above(schedule, on, week_in_turn(schedule, on).days[on.weekday()])
    if reading == "replaced":
        like = replaces or _monday(on)
        return _above(schedule, on, _hours_like(schedule, like, on))
    return _above(schedule, on, tuple(Window(*window) for window in reading if not isinstance(window, str)))


def _hours_like(schedule: Schedule, like: date, on: date) -> tuple[Window, ...]:
    """Return the hours of another date's weekday in the week that `on` has, those of its own date before the week's."""
    here = week_in_turn(schedule, on)
    if week_in_turn(schedule, like) == here:
        return of_the_week(schedule, like).windows
    return here.days[like.weekday()]


def _below_tables(schedule: Schedule, on: date) -> Decided:
    sources = [source for source in schedule.holidays if isinstance(source, PublicHolidays)]
    for source in () if _is_own_day_off(schedule, on) else reversed(sources):
        workdays = source.year(on.year).workdays
        if on in workdays:
            found = _transferred(schedule, on, source.transferred, workdays[on])
            if found is not None:
                return found
    if _is_own_day_off(schedule, on) or any(on in source.year(on.year).off for source in sources):
        return _above(schedule, on, week_in_turn(schedule, on).holidays or ())
    return of_the_week(schedule, on)


def _is_own_day_off(schedule: Schedule, on: date) -> bool:
    sources = (source for source in schedule.holidays if isinstance(source, HolidayDates))
    return any(on == day for source in sources for day, _ in source.dates)
