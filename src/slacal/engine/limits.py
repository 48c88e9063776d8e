"""Limits: what a goal allows, as frozen values. Each keeps the words in which it was promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from slacal.calendars.day_rule import DayRule


@dataclass(frozen=True, slots=True)
class OpenTime:
    """An amount of business minutes or hours. Unit: microseconds of open time."""

    amount: int
    text: str


@dataclass(frozen=True, slots=True)
class RealTime:
    """An amount of calendar minutes or hours. Unit: microseconds, on a calendar that never closes."""

    amount: int
    text: str


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """A number of business days as `rule` reads them; "end of business day" is one, counted from the same day.

    `min_window`: a start day with less open time left than this, in microseconds, does not count.
    """

    days: int
    rule: DayRule
    text: str
    min_window: int = 0


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """Calendar days, weeks, months and years; the wall time in the policy's zone is kept."""

    text: str
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Until:
    """The very instant that a date field holds; no pause and no hours move it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Unlimited:
    """Measured and never due: ``not regulated`` or ``not stated``."""

    text: str


@dataclass(frozen=True, slots=True)
class NoPromise:
    """Not measured at all: ``sla: none``."""

    text: str = "sla: none"


Limit: TypeAlias = OpenTime | RealTime | BusinessDays | CalendarSpan | Until | Unlimited | NoPromise
