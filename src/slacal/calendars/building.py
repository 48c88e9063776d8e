"""From what a user writes to a Schedule: every shape that `Calendar.weekly` takes, checked at the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from slacal.calendars.algebra import GivenSpans
from slacal.calendars.arguments import span_of
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.schedule import Schedule
from slacal.calendars.special_day import SpecialDay
from slacal.calendars.tree_values import day_at
from slacal.calendars.weekly import DayWindows, WeeklyHours
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import each_of
from slacal.spans.span_set import merged
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from slacal.calendars.schedule import HolidaySource

WeekLike: TypeAlias = str | Mapping[str, DayWindows] | WeeklyHours
_HOLIDAYS = "pass a code such as 'RU', dates, or PublicHolidays(...)"
HolidaysLike: TypeAlias = object  # a code, a value of ours, plain dates, a `holidays` object, or several in order

_MOST_SOURCES = 1_000


def week_of(week: WeekLike, field: str) -> WeeklyHours:
    """Return the week as a value: from opening-hours text, from a mapping, or as it is."""
    if isinstance(week, WeeklyHours):
        return week
    if isinstance(week, str):
        return WeeklyHours.parse(week, field)
    if isinstance(week, Mapping):
        return WeeklyHours.of(week, field)
    raise WrongType(field, week, "is not weekly hours", "write opening-hours text such as 'Mo-Fr 10:00-19:00'")


def holidays_of(holidays: HolidaysLike) -> tuple[HolidaySource, ...]:
    """Return the holiday sources in order; plain dates that stand together become one source."""
    if holidays is None:
        return ()
    found: list[HolidaySource] = []
    dates: list[date] = []
    for item in _each(holidays):
        if isinstance(item, date):
            dates.append(item)
            continue
        if isinstance(item, str) and item[:1].isdigit():  # no code of a country begins so
            dates.append(day_at(item, "holidays"))
            continue
        if dates:
            found.append(HolidayDates.of(dates))
            dates = []
        found.append(_source(item))
        if len(found) > _MOST_SOURCES:
            raise BadInput("holidays", f"{len(found)} sources", "are more than are read", "put their dates together")
    return (*found, HolidayDates.of(dates)) if dates else tuple(found)


def _each(holidays: object) -> Iterable[object]:
    if isinstance(holidays, Iterable) and not isinstance(holidays, str | bytes | bytearray | Mapping):
        return each_of("holidays", cast("Iterable[object]", holidays), _HOLIDAYS)
    plain: list[object] = [holidays]
    return plain


def _source(item: object) -> HolidaySource:
    if isinstance(item, PublicHolidays | ProductionCalendar | HolidayDates):
        return item
    if isinstance(item, str):
        return PublicHolidays.parse(item)
    if any(base.__module__.partition(".")[0] == "holidays" for base in type(item).__mro__):
        return PublicHolidays.of(item)
    if isinstance(item, Mapping):
        return HolidayDates.of(cast("Mapping[date, str]", item))
    raise WrongType("holidays", item, "is not a source of holidays", _HOLIDAYS)


def schedule_of(
    weeks: Iterable[WeekLike],
    *,
    holidays: HolidaysLike,
    special_days: Mapping[Any, Any] | Iterable[SpecialDay],
    **rest: object,
) -> Schedule:
    """Build the schedule. Raises: BadInput when nothing in it ever opens."""
    where = "week" if rest.get("anchor") is None else "weeks[{}]"  # only a rota has several
    each = enumerate(each_of("weeks", weeks, "pass a list of weeks"))
    several = tuple(week_of(week, where.format(place)) for place, week in each)
    if not several:
        raise BadInput("weeks", (), "holds no week", "give at least one")
    if len(several) > 1 and rest.get("anchor") is None:
        raise BadInput("anchor", None, "is missing, where weeks take turns", "name a date in whose week the first is")
    schedule = Schedule(
        several,
        holidays=holidays_of(holidays),
        special_days=SpecialDay.many(special_days),
        **rest,  # type: ignore[arg-type] # the face names them; Schedule checks their values
    )
    if not any(_opens(week, schedule) for week in schedule.weeks) and not any(
        day.opens for day in schedule.special_days
    ):
        raise BadInput("week", schedule.weeks[0].text(), "never opens", "write some hours, or use Calendar.never()")
    return schedule


def given(spans: Iterable[tuple[datetime | str, datetime | str]], zone: str | tzinfo) -> GivenSpans:
    """Return the stretches that a calendar is told one by one, those that touch joined. Raises: BadInput for none."""
    each = each_of("spans", spans, "pass a list of pairs (start, end)")
    pairs = merged(span_of(pair, f"spans[{place}]") for place, pair in enumerate(each))
    if not pairs:
        raise BadInput("spans", (), "hold no open time", "give at least one span, or use Calendar.never()")
    return GivenSpans(tuple(pairs), zone_name(zone))


def replaced(schedule: Schedule, changes: Mapping[str, object]) -> Schedule:
    """Return the schedule with other fields, in every shape that building takes. Raises: BadInput."""
    fields: dict[str, object] = {field.name: getattr(schedule, field.name) for field in dataclass_fields(schedule)}
    for field, value in changes.items():
        if field != "week" and field not in fields:
            mend = f"use one of week, {', '.join(fields)}"
            raise BadInput("replace", field, "is not a field of a weekly calendar", mend)
        fields["weeks" if field == "week" else field] = [value] if field == "week" else value
    return schedule_of(**fields)  # type: ignore[arg-type] # the fields of a schedule, by name


def _opens(week: WeeklyHours, schedule: Schedule) -> bool:
    on_holidays = bool(week.holidays) and bool(schedule.holidays)
    return any(week.days) or any(rule.windows for rule in week.dated) or on_holidays
