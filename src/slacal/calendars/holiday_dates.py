"""Dates as holidays: a company's own days off, given by hand or read from a feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from slacal.calendars.plain_date import check_covers
from slacal.display import printed
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import each_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    Covers = tuple[date, date]

_AS_DATE = "pass a datetime.date such as date(2026, 12, 31)"


@dataclass(frozen=True, slots=True, repr=False)
class HolidayDates:
    """Dates that are closed, each with its name; in order of date.

    ``covers`` is the first and the last date of which all days off are known, both included; beyond them rule C8
    holds. None, as for dates given by hand, means for ever.

    Raises: WrongType, BadInput for a coverage that ends before it begins.

    >>> HolidayDates.of([date(2026, 12, 31), date(2026, 12, 30)]).dates[0]
    (datetime.date(2026, 12, 30), 'holiday')
    """

    dates: tuple[tuple[date, str], ...]
    covers: Covers | None = None

    def __post_init__(self) -> None:
        if self.covers is None:
            return
        check_covers(self.covers)
        if self.covers[1] < self.covers[0]:
            raise BadInput("covers", self.covers, "ends before it begins", "name the first date first")

    @property
    def named(self) -> dict[date, str]:
        """The dates and their names, as `of` and ``Calendar.weekly(holidays=...)`` take them."""
        return dict(self.dates)

    def known_dates(self) -> tuple[date, date]:
        """Return the first and the last date of which all days off are known, both included."""
        return self.covers or (date.min, date.max)

    @classmethod
    def of(
        cls, dates: Iterable[date] | Mapping[date, str], field: str = "holidays", *, covers: Covers | None = None
    ) -> HolidayDates:
        """Gather dates, or dates with names. Raises: WrongType for anything that is not a plain date.

        >>> HolidayDates.of({date(2026, 12, 31): "inventory"}, covers=(date(2026, 1, 1), date(2026, 12, 31))).covers[1]
        datetime.date(2026, 12, 31)
        """
        named: dict[date, str] = {}
        given: Any = dates
        is_named = isinstance(dates, Mapping)
        for day in each_of(field, given, _AS_DATE):
            _check_date(day, field)
            named[day] = given[day] if is_named else "holiday"
        return cls(tuple(sorted(named.items())), covers)

    _repr_pretty_ = printed

    def __repr__(self) -> str:
        covers = "" if self.covers is None else f", covers={self.covers!r}"
        return f"HolidayDates.of({self.named!r}{covers})"


def _check_date(day: object, field: str) -> None:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise WrongType(field, day, "is not a date", _AS_DATE)


HolidayDates.__module__ = "slacal"
