"""Oracle: the answers of a calendar, found by walking from edge to edge and asking at each whether it is open.

It shares no code with `spans`, `timeline` or the algorithms of `calendars`, but for the checks of its arguments, and it
is slow: use it in tests, to judge answers that came fast.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from slacal.calendars.arguments import count_of, edge_of
from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.errors.doors import check_choice, check_type, whole_of
from slacal.spans.instant import whole
from slacal.testing.oracle_clock import DAY, instant_of
from slacal.testing.oracle_days import add_days, count_days
from slacal.testing.oracle_doors import (
    known_date,
    known_dates,
    known_instant,
    known_pair,
    known_step,
    like,
)
from slacal.testing.oracle_open import GaveUp, doors_of, open_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["GaveUp", "Oracle", "open_microseconds"]

_MICROSECOND = timedelta(microseconds=1)
_MOST_DAYS = 36_525


class Oracle:
    """The questions of `Calendar`, answered by walking; made by `Oracle.of`.

    Hold your own code against it: say in a `Calendar` what your hours are, and ask both. Datetimes go in aware and come
    out in the zone of the one given. Raises: what `Calendar` does; GaveUp where no answer lies within `days` of an
    instant.

    >>> from slacal.calendars.calendar import Calendar
    >>> oracle = Oracle.of(Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC"))
    >>> str(oracle.add(datetime(2026, 11, 20, 18, tzinfo=UTC), timedelta(hours=4)))
    '2026-11-23 13:00:00+00:00'
    """

    def __init__(self, calendar: Calendar, *, days: int = 800) -> None:
        check_type("calendar", calendar, Calendar, "a Calendar", "say in a Calendar what the hours are")
        self.calendar = calendar
        self.days = whole_of("days", days, "pass how many days to walk", least=1, most=_MOST_DAYS)
        self.doors = doors_of(calendar)

    @classmethod
    def of(cls, calendar: Calendar, *, days: int = 800) -> Oracle:
        """Return the oracle of a calendar; `days` is how far from an instant it walks."""
        return cls(calendar, days=days)

    # -- how much ------------------------------------------------------------------------------------------------

    def is_open(self, at: datetime) -> bool:
        """Tell whether it is open at `at`."""
        return self.doors.is_open(known_instant(at))

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time between two instants, negative when `end` lies before `start`."""
        low, high = known_pair(start, end)
        if high < low:
            return -self.elapsed(end, start)
        return sum(close - opening for opening, close in open_parts(self.doors, low, high)) * _MICROSECOND

    def counted(self, start: datetime, end: datetime, *, step: timedelta) -> timedelta:
        """Return the open time between two instants, counted step by step: the plainest way there is.

        Exact where every edge lies a whole number of steps after `start`.
        """
        low, high = known_pair(start, end)
        instants = range(low, high, known_step(step, high - low) // _MICROSECOND)
        return sum(map(self.doors.is_open, instants)) * step

    def add(self, start: datetime, amount: timedelta, *, edge: Literal["near", "far"] = "near") -> datetime:
        """Return the moment by which `amount` of open time has passed since `start`."""
        left, at = whole(amount), known_instant(start, "start")
        edge_of(edge)
        if amount < timedelta(0):
            return self.subtract(start, -amount, edge=edge)
        if not amount:
            return self.roll_forward(start)
        for following in self._after(at):
            if self.doors.is_open(at):
                if left < following - at:
                    return like(start, at + left)
                left -= following - at
                if left == 0:
                    due = like(start, following)
                    return due if edge == "near" else self.roll_forward(due)
            at = following
        raise self._gave_up()

    def subtract(self, end: datetime, amount: timedelta, *, edge: Literal["near", "far"] = "near") -> datetime:
        """Return the latest moment from which `amount` of open time passes until `end`."""
        left, at = whole(amount), known_instant(end, "end")
        edge_of(edge)
        if amount < timedelta(0):
            return self.add(end, -amount, edge=edge)
        if not amount:
            return self.roll_back(end)
        for preceding in self._before(at):
            if self.doors.is_open(preceding):
                if left < at - preceding:
                    return like(end, at - left)
                left -= at - preceding
                if left == 0:
                    begin = like(end, preceding)
                    return begin if edge == "near" or self._open_before(preceding) else self.previous_close(begin)
            at = preceding
        raise self._gave_up()

    # -- openings and closings -----------------------------------------------------------------------------------

    def next_open(self, at: datetime) -> datetime:
        """Return the first opening strictly after `at`."""
        return self._first(at, self._after(known_instant(at)), opens=True)

    def next_close(self, at: datetime) -> datetime:
        """Return the first closing strictly after `at`."""
        return self._first(at, self._after(known_instant(at)), opens=False)

    def previous_open(self, at: datetime) -> datetime:
        """Return the last opening strictly before `at`."""
        return self._first(at, self._before(known_instant(at)), opens=True)

    def previous_close(self, at: datetime) -> datetime:
        """Return the last closing strictly before `at`."""
        return self._first(at, self._before(known_instant(at)), opens=False)

    def roll_forward(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the next opening."""
        return at if self.is_open(at) else self.next_open(at)

    def roll_back(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the last closing at or before it."""
        if self.is_open(at) or self._open_before(instant_of(at)):
            return at
        return self.previous_close(at)

    def spans(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return the open stretches of [start, end), clipped, in the zone of `start`."""
        parts = open_parts(self.doors, *known_pair(start, end))
        return [(like(start, opens), like(start, closes)) for opens, closes in parts]

    # -- dates ---------------------------------------------------------------------------------------------------

    def is_business_day(self, day: date) -> bool:
        """Tell whether the date owns any window."""
        return bool(self.doors.owned(known_date(day, "day")))

    def count_business_days(self, first: date, last: date, *, counts_from: str = "next_day") -> int:
        """Return how many business days lie in (first, last], or in [first, last] with ``"same_day"``."""
        check_choice("counts_from", counts_from, ("next_day", "same_day"))
        return count_days(self.doors, *known_dates(first, last), same_day=counts_from == "same_day")

    def add_business_days(self, start: datetime, days: int, *, rule: DayRule = DayRule.RU_CIVIL_CODE) -> datetime:
        """Return the instant at which `days` business days after `start` end, as `rule` reads them."""
        check_type("rule", rule, DayRule, "a DayRule", "pass a DayRule, as in DayRule(lands='close')")
        known_instant(start, "start")
        return like(start, instant_of(add_days(self, start, count_of(days), rule)))

    # -- walking -------------------------------------------------------------------------------------------------

    def _after(self, at: int) -> Iterator[int]:
        for day in range(at // DAY, at // DAY + self.days):
            yield from sorted(edge for edge in self.doors.edges(day) if edge > at)
            yield (day + 1) * DAY  # a step a day at least, so that what never closes can be counted

    def _before(self, at: int) -> Iterator[int]:
        for day in range(at // DAY, at // DAY - self.days, -1):
            yield from sorted((edge for edge in self.doors.edges(day) if day * DAY < edge < at), reverse=True)
            if day * DAY < at:
                yield day * DAY

    def _first(self, at: datetime, steps: Iterator[int], *, opens: bool) -> datetime:
        for step in steps:
            if self.doors.is_open(step) is opens and self._open_before(step) is not opens:
                return like(at, step)
        raise self._gave_up()

    def _open_before(self, at: int) -> bool:
        return self.doors.is_open(at - 1)

    def _gave_up(self) -> GaveUp:
        return GaveUp("days", self.days, "days were walked without an answer", "let it walk more, with days=")


def open_microseconds(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the open time between two instants in microseconds, by walking.

    >>> from slacal.calendars.calendar import Calendar
    >>> always = Calendar.always()
    >>> open_microseconds(always, datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 20, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return Oracle(calendar).elapsed(start, end) // _MICROSECOND
