"""slacal: business hours and service-level promises, exactly, and why.

The public names, grouped. Those that cost an import load when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slacal.calendars.calendar import Calendar as Calendar
    from slacal.calendars.day_rule import DayRule as DayRule
    from slacal.calendars.holiday_dates import HolidayDates as HolidayDates
    from slacal.calendars.layer import Layer as Layer
    from slacal.calendars.production import ProductionCalendar as ProductionCalendar
    from slacal.calendars.public_holidays import PublicHolidays as PublicHolidays
    from slacal.calendars.review import Finding as Finding
    from slacal.calendars.special_day import SpecialDay as SpecialDay
    from slacal.calendars.stretch import Day as Day
    from slacal.calendars.stretch import OpenSpan as OpenSpan
    from slacal.calendars.stretch import Status as Status
    from slacal.calendars.stretch import Stretch as Stretch
    from slacal.calendars.weekly import WeeklyHours as WeeklyHours
    from slacal.engine.cycle import Cycle as Cycle
    from slacal.engine.evaluation import Evaluation as Evaluation
    from slacal.engine.event import Event as Event
    from slacal.engine.explain import Explanation as Explanation
    from slacal.engine.history import History as History
    from slacal.engine.stage import Outcome as Outcome
    from slacal.engine.stage import Stage as Stage
    from slacal.engine.target_result import TargetResult as TargetResult
    from slacal.engine.tracker import Tracker as Tracker
    from slacal.errors import BadDocument as BadDocument
    from slacal.errors import BadInput as BadInput
    from slacal.errors import BeyondData as BeyondData
    from slacal.errors import BeyondHorizon as BeyondHorizon
    from slacal.errors import CoverageWarning as CoverageWarning
    from slacal.errors import MissingExtra as MissingExtra
    from slacal.errors import NeverCloses as NeverCloses
    from slacal.errors import NeverOpens as NeverOpens
    from slacal.errors import SlacalError as SlacalError
    from slacal.errors import SlacalWarning as SlacalWarning
    from slacal.errors import UnknownName as UnknownName
    from slacal.errors import WrongType as WrongType
    from slacal.policies.policy import Policy as Policy

_HOMES = {
    "slacal.calendars.calendar": ("Calendar",),
    "slacal.calendars.weekly": ("WeeklyHours",),
    "slacal.calendars.special_day": ("SpecialDay",),
    "slacal.calendars.public_holidays": ("PublicHolidays",),
    "slacal.calendars.production": ("ProductionCalendar",),
    "slacal.calendars.holiday_dates": ("HolidayDates",),
    "slacal.calendars.day_rule": ("DayRule",),
    "slacal.calendars.stretch": ("Day", "OpenSpan", "Status", "Stretch"),
    "slacal.calendars.layer": ("Layer",),
    "slacal.calendars.review": ("Finding",),
    "slacal.engine.event": ("Event",),
    "slacal.engine.history": ("History",),
    "slacal.engine.stage": ("Stage", "Outcome"),
    "slacal.engine.cycle": ("Cycle",),
    "slacal.engine.target_result": ("TargetResult",),
    "slacal.engine.evaluation": ("Evaluation",),
    "slacal.engine.explain": ("Explanation",),
    "slacal.engine.tracker": ("Tracker",),
    "slacal.policies.policy": ("Policy",),
    "slacal.errors": (
        "SlacalError", "BadInput", "WrongType", "UnknownName", "BadDocument", "NeverOpens", "NeverCloses",
        "BeyondHorizon", "BeyondData", "MissingExtra", "SlacalWarning", "CoverageWarning",
    ),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    # when are we open?
    "Calendar", "WeeklyHours", "SpecialDay", "PublicHolidays", "ProductionCalendar", "HolidayDates", "DayRule",
    "Day", "OpenSpan", "Status", "Stretch", "Layer",
    # what happened, and when is it due?
    "Event", "History", "Stage", "Outcome", "Cycle", "TargetResult", "Evaluation", "Tracker",
    "Explanation",
    # what was promised?
    "Policy",
    # what can go wrong?
    "Finding",
    "SlacalError", "BadInput", "WrongType", "UnknownName", "BadDocument", "NeverOpens", "NeverCloses",
    "BeyondHorizon", "BeyondData", "MissingExtra", "SlacalWarning", "CoverageWarning",
]  # fmt: skip


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'slacal' has no attribute {name!r}")
    found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
