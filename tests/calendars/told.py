"""Examples of what calendars tell: a Python expression, and below it, indented, each line that is said of it."""

from __future__ import annotations

import ast
import datetime as dt
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import holidays
from tests.policies import told

import slacal
from slacal import Calendar, ProductionCalendar, SpecialDay, WeeklyHours
from slacal.calendars import calendar
from slacal.calendars.date_period import EasterPeriod, Period
from slacal.calendars.date_selector import DateSelector, WeekdayPick
from slacal.calendars.dated_hours import DatedHours
from slacal.calendars.day_table import DayTable
from slacal.calendars.day_type import DayType, TableRow
from slacal.calendars.document import of_tree, to_tree
from slacal.spans.day_time import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCES = sorted(Path(str(calendar.__file__)).parent.glob("*.py"))
FILES = {str(path): path.name for path in SOURCES}
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)  # a Monday


class Broken(tzinfo):
    """A zone of somebody's own, with a bug."""

    def _fail(self, _: object) -> Any:
        raise RuntimeError("no such table")

    utcoffset = dst = tzname = _fail


class Unending:
    """A list of somebody's own, with a bug."""

    def __iter__(self) -> Iterator[object]:
        raise RuntimeError("no end")

    def __repr__(self) -> str:
        return "Unending()"


class Unheard(NamedTuple):
    """A description of somebody's own."""

    def written(self) -> str:
        return "Unheard()"


def with_a_date_of_its_own() -> object:
    own = holidays.country_holidays("DE", years=2026)
    own[date(2026, 5, 4)] = "fair"
    return own


def recurring(rule: str) -> SpecialDay:
    return SpecialDay(f"rrule:{rule}")


def _desk(**more: Any) -> Calendar:
    return Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC", **more)


#: Calendars with a short name, built for each expression that names them: none has been asked before.
CALENDARS: dict[str, Callable[[], Calendar]] = {
    "desk": _desk,
    "never": Calendar.never,
    "always": Calendar.always,
    "once": lambda: Calendar.of_spans([(NOON, NOON + timedelta(hours=1))], zone="UTC"),
    "frozen": lambda: _desk().freeze(date(2027, 1, 1), date(2028, 1, 1)),
    "known": lambda: _desk(holidays=ProductionCalendar("RU")),
    "strict": lambda: _desk(holidays=ProductionCalendar("RU"), coverage="raise"),
}
#: What the expressions may name: the face of slacal, values behind it, and some short names.
NAMES: dict[str, Any] = {
    **{name: getattr(slacal, name) for name in slacal.__all__},
    "datetime": datetime, "date": date, "time": time, "timedelta": timedelta, "timezone": timezone, "UTC": UTC,
    "Period": Period, "EasterPeriod": EasterPeriod, "DateSelector": DateSelector, "WeekdayPick": WeekdayPick,
    "DatedHours": DatedHours, "Window": Window, "DayTable": DayTable, "DayType": DayType, "TableRow": TableRow,
    "of_tree": of_tree, "to_tree": to_tree, "holidays": holidays, "Broken": Broken, "Unending": Unending,
    "Unheard": Unheard, "with_a_date_of_its_own": with_a_date_of_its_own,
    "hours": WeeklyHours.parse, "day": SpecialDay, "rule": recurring,
    "table": ProductionCalendar.loads, "read": Calendar.from_dict, "weekly": partial(Calendar.weekly, zone="UTC"),
    "NOON": NOON, "LATER": NOON + timedelta(hours=1), "HOUR": timedelta(hours=1),
    "FOUR_YEARS": timedelta(days=1_461), "NEAR_END": datetime(9900, 1, 1, tzinfo=UTC),
    "NEAR_START": datetime(99, 1, 1, tzinfo=UTC),
    "FIRST": datetime(1, 1, 3, tzinfo=UTC), "LAST": datetime(9999, 12, 29, tzinfo=UTC),
    "SUNDAY": date(2026, 5, 3), "MONDAY": date(2026, 5, 4), "TUESDAY": date(2026, 5, 5),
    "EVE": DateSelector(periods=(Period((12, 24), (12, 24)),)),
    "WEEK": {"week": "24/7", "zone": "UTC"}, "YEAR": "2027-01-01T00:00Z", "NEXT": "2028-01-01T00:00Z",
}  # fmt: skip


def examples(file: str) -> list[told.Example]:
    """Return the examples of a file beside this one."""
    return told.examples(str(Path(__file__).with_name(file)))


def value_of(expression: str, **more: object) -> Any:
    """Return what an expression builds."""
    named = {name: build() for name, build in CALENDARS.items() if name in expression}
    return eval(expression, {**NAMES, **named, **more})  # noqa: S307 - the expressions are those of our own files


def rebuilt(text: str) -> Any:
    """Return what a repr builds, after ``import datetime`` and ``from slacal import *``."""
    return value_of(text, datetime=dt)


def calls_of(names: set[str]) -> set[told.Place]:
    """Return the places in the package at which anything by these names is called, be it a function or a method."""
    return {
        told.Place(path.name, call.lineno)
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _name_of(call.func) in names
    }


def _name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def places_here() -> Iterator[told.Place]:
    """Yield the lines of the package that the caller has come by."""
    frame = sys._getframe(1)
    while frame := frame.f_back:  # type: ignore[assignment]
        if name := FILES.get(frame.f_code.co_filename):
            yield told.Place(name, frame.f_lineno)
