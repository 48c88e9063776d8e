"""Parts of a year: from one month and day to another, or days counted from Easter Sunday."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from slacal.calendars.names import MONTHS
from slacal.errors import BadInput

MonthDay: TypeAlias = tuple[int, int]
YEARS = range(1000, 10_000)  # those that are written with four digits
_LEAP_YEAR = 2000
_JANUARY_1, _DECEMBER_31 = (1, 1), (12, 31)
MOST_DAYS_FROM_EASTER = 80  # Easter is 22 March to 25 April, so the date never leaves the year


@dataclass(frozen=True, slots=True)
class Period:
    """The dates from a month and day to another, both included: every year's, or once when years are given.

    Bounds: without years it may run over the new year; 29 February stands in leap years only.

    >>> Period((12, 24), (1, 2)).text()
    'Dec 24-Jan 02'
    """

    first: MonthDay
    last: MonthDay
    first_year: int | None = None
    last_year: int | None = None

    def __post_init__(self) -> None:
        for month, day in (self.first, self.last):
            if not (1 <= month <= len(MONTHS) and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]):
                raise BadInput("dates", (month, day), "is not a month and a day of it", "mend the day")
        if self.last_year is None:
            object.__setattr__(self, "last_year", self.first_year)
        self._check_order()

    def _check_order(self) -> None:
        years = self.first_year, self.last_year
        if years == (None, self.last_year) and self.last_year:
            raise BadInput("dates", years, "has a year on its last date only", "give the first date its year too")
        if not all(year is None or year in YEARS for year in years):
            raise BadInput("dates", years, "has a year out of bounds", "write years from 1000 to 9999")
        if self.first_year is None or self.last_year is None:
            if self.last < self.first and self.last[0] == self.first[0]:
                raise BadInput("dates", self.text(), "ends before it starts", "swap its two days")
        elif (self.first_year, self.first) > (self.last_year, self.last):
            mend = "write both years, as in '2026 Dec 24-2027 Jan 03'"
            raise BadInput("dates", self.text(), "ends before it starts in that year", mend)

    @property
    def crosses_new_year(self) -> bool:
        """Whether a yearly period ends in the year after the one in which it starts."""
        return self.first_year is None and self.last < self.first

    def ordinals(self, year: int) -> tuple[range, ...]:
        """Return its dates in `year`, as ranges of ordinals."""
        if self.crosses_new_year:
            return _days(year, _JANUARY_1, self.last), _days(year, self.first, _DECEMBER_31)
        if self.first_year is None or self.last_year is None:
            return (_days(year, self.first, self.last),)
        if not self.first_year <= year <= self.last_year:
            return ()
        first = self.first if year == self.first_year else _JANUARY_1
        last = self.last if year == self.last_year else _DECEMBER_31
        return (_days(year, first, last),)

    def text(self) -> str:
        """Return the opening-hours text, whole months without their days."""
        (first_month, first_day), (last_month, last_day) = self.first, self.last
        whole_months = first_day == 1 and last_day == monthrange(_LEAP_YEAR, last_month)[1]
        first, last = MONTHS[first_month - 1], MONTHS[last_month - 1]
        if not whole_months:
            first, last = f"{first} {first_day:02}", f"{last} {last_day:02}"
        start = first if self.first_year is None else f"{self.first_year} {first}"
        if self.last_year != self.first_year:
            return f"{start}-{self.last_year} {last}"
        if first == last:
            return start
        return f"{start}-{last_day:02}" if first_month == last_month else f"{start}-{last}"


@dataclass(frozen=True, slots=True)
class EasterPeriod:
    """The dates from `first` to `last` days after Easter Sunday, both included; negative before it.

    Easter is the one of the western churches.

    >>> EasterPeriod(-2, 1).text()
    'easter -2 days-easter +1 day'
    """

    first: int = 0
    last: int = 0
    year: int | None = None

    def __post_init__(self) -> None:
        if max(abs(self.first), abs(self.last)) > MOST_DAYS_FROM_EASTER:
            most = f"count at most {MOST_DAYS_FROM_EASTER} days"
            raise BadInput("dates", self.text(), "is too far from Easter", most)
        if self.last < self.first:
            raise BadInput("dates", self.text(), "ends before it starts", "swap its two ends")

    def ordinals(self, year: int) -> tuple[range, ...]:
        """Return its dates in `year`, as ranges of ordinals."""
        if self.year not in {None, year}:
            return ()
        from dateutil.easter import easter  # only hours that name Easter pay for the import

        sunday = easter(year).toordinal()
        return (range(sunday + self.first, sunday + self.last + 1),)

    def text(self) -> str:
        """Return the opening-hours text."""
        ends = dict.fromkeys((_from_easter(self.first), _from_easter(self.last)))
        return ("" if self.year is None else f"{self.year} ") + "-".join(ends)


def _days(year: int, first: MonthDay, last: MonthDay) -> range:
    ends = date(year, last[0], 1).toordinal() + last[1]
    if last == (2, 29) and not isleap(year):
        ends -= 1
    return range(date(year, first[0], 1).toordinal() + first[1] - 1, ends)


def _from_easter(days: int) -> str:
    if days == 0:
        return "easter"
    return f"easter {days:+} day" + ("" if abs(days) == 1 else "s")
