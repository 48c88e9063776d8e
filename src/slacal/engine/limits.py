"""Limits: what a goal allows, as frozen values. Each keeps the words in which it was promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """Calendar days, weeks, months and years; the wall time in `zone`, that of the policy, is kept."""

    text: str
    days: int = 0
    months: int = 0
    zone: str = "UTC"

    def times(self, count: int) -> CalendarSpan:
        """Return the span so many times over; a negative count goes back."""
        return replace(self, days=count * self.days, months=count * self.months)


@dataclass(frozen=True, slots=True)
class Until:
    """The very instant that a date field holds; a bare date is its end in `zone`, that of the policy."""

    field: str
    text: str
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Unlimited:
    """Measured and never due: ``not regulated`` or ``not stated``."""

    text: str


@dataclass(frozen=True, slots=True)
class NoPromise:
    """Not measured at all: ``sla: none``."""

    text: str = "sla: none"


Amount: TypeAlias = OpenTime | RealTime | BusinessDays | CalendarSpan
Limit: TypeAlias = Amount | Until | Unlimited | NoPromise


@dataclass(frozen=True, slots=True)
class Given:
    """An amount that a fact holds, as text; where the fact is absent `otherwise`, else it is not stated.

    `rule` and `min_window` read a number of business days, `zone` dates.
    """

    field: str
    otherwise: Amount | None
    rule: DayRule
    text: str
    min_window: int = 0
    zone: str = "UTC"
