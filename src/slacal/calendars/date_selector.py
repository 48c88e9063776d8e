"""DateSelector: which dates of a year a dated rule of the week is about.

It says more than a weekday and less than a recurrence: years, parts of the year, ISO weeks, and weekdays, of which
a date must satisfy all that are given.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.date_period import YEARS, EasterPeriod, Period
from slacal.calendars.names import EVERY_WEEKDAY, WEEKDAYS, weekdays_text
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

_WEEKS = range(1, 54)
_TIMES_A_MONTH = range(-5, 6)


class WeekdayPick(NamedTuple):
    """A weekday, Monday being 0: every one, or only the nth of a month, counted from its end when negative."""

    weekday: int
    nths: tuple[int, ...] = ()

    def has(self, on: date) -> bool:
        """Whether the date is one of these."""
        if on.weekday() != self.weekday:
            return False
        to_month_end = monthrange(on.year, on.month)[1] - on.day
        return not self.nths or (on.day + 6) // 7 in self.nths or -(to_month_end // 7) - 1 in self.nths


@dataclass(frozen=True, slots=True)
class DateSelector:
    """Dates by year, part of the year, ISO week and weekday; what is not given does not limit.

    Bounds: ``range`` ends are excluded, as ever in Python. Plain weekdays alone are no selector: that is the week.

    >>> summer = DateSelector(periods=(Period((6, 1), (8, 31)),), weekdays=(WeekdayPick(0, (1,)),))
    >>> summer.text()
    'Jun-Aug Mo[1]'
    >>> [str(on) for on in summer.dates(2026)]
    ['2026-06-01', '2026-07-06', '2026-08-03']
    """

    years: tuple[range, ...] = ()
    periods: tuple[Period | EasterPeriod, ...] = ()
    weeks: tuple[range, ...] = ()
    weekdays: tuple[WeekdayPick, ...] = ()

    def __post_init__(self) -> None:
        _check_numbers("years", self.years, YEARS)
        _check_numbers("weeks", self.weeks, _WEEKS)
        object.__setattr__(self, "weekdays", _canonical(self.weekdays))
        self._settle_years()
        if not (self.years or self.periods or self.weeks or any(pick.nths for pick in self.weekdays)):
            raise BadInput("dates", self.text(), "selects the same dates of every week", "write them as the plain week")

    def _settle_years(self) -> None:
        """Keep one spelling of years: those of the periods where that can be, else the selector's own."""
        own = [
            (period.first_year if isinstance(period, Period) else period.year) is not None for period in self.periods
        ]
        if any(own) and (self.years or not all(own)):
            raise BadInput("dates", self.text(), "has a year on some dates only", "repeat the year before each date")
        if not self.years or not self.periods:
            return
        if any(isinstance(period, Period) and period.crosses_new_year for period in self.periods):
            mend = "write both years, as in '2026 Dec 24-2027 Jan 03'"
            raise BadInput("dates", self.text(), "does not say in which year it ends", mend)
        if len(self.years) == 1 and len(self.years[0]) == 1:
            year = self.years[0][0]
            object.__setattr__(self, "periods", tuple(_in_year(period, year) for period in self.periods))
            object.__setattr__(self, "years", ())

    def dates(self, year: int) -> tuple[date, ...]:
        """Return the dates of `year` that are meant, in order.

        Cost: a few microseconds a date, then remembered.
        """
        return _dates(self, year)

    def on_weekdays(self) -> frozenset[int]:
        """Return the weekdays on which its dates can fall."""
        return frozenset(pick.weekday for pick in self.weekdays) or frozenset(EVERY_WEEKDAY)

    def text(self) -> str:
        """Return the opening-hours text that selects these dates."""
        plain = weekdays_text(tuple(pick.weekday for pick in self.weekdays if not pick.nths))
        nths = [f"{WEEKDAYS[pick.weekday]}[{','.join(map(str, pick.nths))}]" for pick in self.weekdays if pick.nths]
        parts = [
            _numbers_text(self.years, ""),
            ",".join(period.text() for period in self.periods),
            f"week {_numbers_text(self.weeks, '02')}" if self.weeks else "",
            ",".join([plain, *nths] if plain else nths),
        ]
        return " ".join(filter(None, parts))


@lru_cache(maxsize=1024)
def _dates(selector: DateSelector, year: int) -> tuple[date, ...]:
    if selector.years and not any(year in years for years in selector.years):
        return ()
    days: Iterable[int] = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    if selector.periods:
        ranges = chain.from_iterable(period.ordinals(year) for period in selector.periods)
        days = sorted(set(chain.from_iterable(ranges)))
    found: Iterable[date] = map(date.fromordinal, days)
    if selector.weeks:
        found = filter(lambda on: any(on.isocalendar().week in weeks for weeks in selector.weeks), found)
    if selector.weekdays:
        found = filter(lambda on: any(pick.has(on) for pick in selector.weekdays), found)
    return tuple(found)


def _canonical(picks: tuple[WeekdayPick, ...]) -> tuple[WeekdayPick, ...]:
    """Return one pick a weekday in order; a plain weekday takes in its nth ones, and all seven say nothing."""
    nths: dict[int, set[int]] = {}
    for pick in picks:
        if pick.weekday not in EVERY_WEEKDAY or not all(nth and nth in _TIMES_A_MONTH for nth in pick.nths):
            raise BadInput("dates", pick, "is no weekday of a month", "count from 1 to 5, or from its end -1 to -5")
        nths.setdefault(pick.weekday, set()).update(pick.nths or _TIMES_A_MONTH)
    whole = set(_TIMES_A_MONTH)
    found = [
        WeekdayPick(weekday, () if given == whole else tuple(sorted(given, key=lambda nth: (nth < 0, abs(nth)))))
        for weekday, given in sorted(nths.items())
    ]
    return () if found == [WeekdayPick(weekday) for weekday in EVERY_WEEKDAY] else tuple(found)


def _in_year(period: Period | EasterPeriod, year: int) -> Period | EasterPeriod:
    if isinstance(period, Period):
        return replace(period, first_year=year)
    return replace(period, year=year)


def _check_numbers(field: str, ranges: tuple[range, ...], known: range) -> None:
    for numbers in ranges:
        if not numbers or numbers.step < 1 or numbers[0] not in known or numbers[-1] not in known:
            raise BadInput(field, numbers, "is out of bounds", f"write numbers from {known[0]} to {known[-1]}, rising")


def _numbers_text(ranges: tuple[range, ...], width: str) -> str:
    def written(numbers: range) -> str:
        if len(numbers) == 1:
            return format(numbers[0], width)
        step = f"/{numbers.step}" if numbers.step > 1 else ""
        return f"{numbers[0]:{width}}-{numbers[-1]:{width}}{step}"

    return ",".join(map(written, ranges))
