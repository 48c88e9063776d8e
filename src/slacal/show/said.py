"""Said: the parts of a calendar's description in a line of words each."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from slacal.calendars import algebra
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.holidays_document import source_tree
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.schedule import Schedule
from slacal.calendars.special_day import Change
from slacal.errors import BeyondHorizon
from slacal.show.markup import clipped
from slacal.spans.day_time import windows_text
from slacal.spans.instant import from_micros, shown

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.schedule import HolidaySource
    from slacal.calendars.special_day import SpecialDay
    from slacal.show.words import Tongue

_LONGEST = 160  # characters of a line
_DEEPEST = 3  # combinations within combinations that are still said
_NAMED = 4  # dates of one's own that are named
_YEARLY = re.compile(r"\d\d-\d\d")
_SIGNS = {"any": " | ", "all": " & ", "except": " - "}


def calendar_said(calendar: Calendar, words: Tongue, deep: int = 0) -> str:
    """Return a calendar in one line: its week and zone, or how its parts are put together."""
    said = calendar.description
    if isinstance(said, Schedule):
        weeks = " / ".join(week.text() for week in said.weeks)
        return clipped(f"{weeks}, {said.zone}", _LONGEST)
    if isinstance(said, algebra.Constant):
        return f"{words.said(said.state)}, {said.zone}"
    if isinstance(said, algebra.GivenSpans):
        return f"{words.counted('stretches', len(said.pairs))}, {said.zone}"
    if deep == _DEEPEST:
        return "…"
    if isinstance(said, algebra.Combined):
        parts = _SIGNS[said.how].join(
            f"({calendar_said(part, words, deep + 1)})" for part in said.parts[: _DEEPEST + 1]
        )
        return clipped(parts, _LONGEST)
    if isinstance(said, algebra.Versions):
        old, new = (calendar_said(part, words, deep + 1) for part in (said.old, said.new))
        return clipped(f"({old}) → ({new})", _LONGEST)
    return clipped(said.written(), _LONGEST)


def instant_said(micros: int, zone: ZoneInfo, words: Tongue) -> str:
    """Return an instant in a zone with its weekday; at the end of the dates that Python knows, in UTC."""
    try:
        return words.language.when(from_micros(micros, zone))
    except BeyondHorizon:
        return words.language.when(shown(micros))


def source_said(source: HolidaySource, words: Tongue) -> str:
    """Return where holidays come from, how they are read where that is not the default, and how far they are known."""
    if isinstance(source, HolidayDates):
        return _dates_said(source, words)
    tree = source_tree(source)
    options = {} if isinstance(tree, str) else tree
    if isinstance(source, ProductionCalendar):
        name, code = str(options.get("production", "")), "holidays.production"
    else:
        name, code = source.code, "holidays.public"
    more = [f"{key}: {_listed(value)}" for key, value in options.items() if key not in _NAMES]
    first, last = source.known_dates()
    return clipped("; ".join([words.said(code, name), *more, _known(first, last, words)]), _LONGEST)


_NAMES = {"public", "production", "table", "days"}  # said already, or too long to be said


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # of plain data


def _known(first: date, last: date, words: Tongue) -> str:
    return words.said("known", f"{first.year}–{last.year}")


def _dates_said(source: HolidayDates, words: Tongue) -> str:
    named = [f"{words.dates(on, on)} {name}" for on, name in source.dates[:_NAMED]]
    more = [words.said("and_more", len(source.dates) - _NAMED)] if len(source.dates) > _NAMED else []
    known = [_known(*source.covers, words)] if source.covers else []
    return clipped("; ".join([", ".join([*named, *more]), *known]), _LONGEST)


def hours_said(day: SpecialDay, words: Tongue) -> str:
    """Return the hours of a special day in words."""
    if not isinstance(day.hours, Change):
        return (
            clipped(windows_text(day.hours).replace("-", "–").replace(",", ", "), 60)
            if day.hours
            else words.said("closed")
        )
    how, amount = day.hours
    if how == "like":
        return words.said(how, words.language.weekdays[amount])
    return words.said(how, words.hours(timedelta(seconds=amount)))


def on_said(day: SpecialDay, words: Tongue) -> str:
    """Return the dates of a special day: a date or a range of dates in words, a rule as it is written."""
    first, _, last = day.on.partition("..")
    if _YEARLY.fullmatch(day.on):
        on = date.fromisoformat(f"2000-{day.on}")
        return words.said("yearly", f"{on.day} {words.dated[on.month - 1]}")
    try:
        return words.dates(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return clipped(day.on, 60)


def now_said(at: datetime, zone: ZoneInfo, words: Tongue) -> str:
    """Return an aware datetime in a zone, with its weekday."""
    try:
        return words.language.when(at.astimezone(zone))
    except OverflowError:
        return words.language.when(at.astimezone(UTC))
