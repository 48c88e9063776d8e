"""Plain dates as holidays: a company's own days off, given by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from slacal.errors import WrongType

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class HolidayDates:
    """Dates that are closed, each with its name; in order of date.

    >>> HolidayDates.of([date(2026, 12, 31), date(2026, 12, 30)]).dates[0]
    (datetime.date(2026, 12, 30), 'holiday')
    """

    dates: tuple[tuple[date, str], ...]

    @property
    def named(self) -> dict[date, str]:
        """The dates and their names, as `of` and ``Calendar.weekly(holidays=...)`` take them."""
        return dict(self.dates)

    @classmethod
    def of(cls, dates: Iterable[date] | Mapping[date, str], field: str = "holidays") -> HolidayDates:
        """Gather dates, or dates with names. Raises: WrongType for anything that is not a plain date."""
        named: dict[date, str] = (
            dict(cast("Mapping[date, str]", dates)) if isinstance(dates, Mapping) else dict.fromkeys(dates, "holiday")
        )
        for day in named:
            if isinstance(day, datetime) or not isinstance(day, date):
                raise WrongType(field, day, "is not a date", "pass a datetime.date such as date(2026, 12, 31)")
        return cls(tuple(sorted(named.items())))
