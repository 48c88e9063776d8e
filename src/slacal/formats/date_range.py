"""The one range of dates that dated hours are about, where a format can say no more of dates than that."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from slacal.calendars.date_period import Period
from slacal.errors import BadInput

if TYPE_CHECKING:
    from slacal.calendars.dated_hours import DatedHours


def range_of(field: str, rule: DatedHours, mend: str) -> tuple[date, date]:
    """Return the first and the last date of dated hours. Raises: BadInput where they are about more than one range.

    >>> from slacal.calendars.weekly import WeeklyHours
    >>> (rule,) = WeeklyHours.parse("Mo-Fr 09:00-17:00; 2026 Dec 24-2026 Dec 31 10:00-14:00").dated
    >>> [str(on) for on in range_of("week", rule, "write single dates")]
    ['2026-12-24', '2026-12-31']
    """
    dates = rule.dates
    if dates.years or dates.weeks or len(dates.periods) != 1 or any(pick.nths for pick in dates.weekdays):
        raise BadInput(field, rule.text(), "is about more than one range of dates", mend)
    (period,) = dates.periods
    if not isinstance(period, Period) or period.first_year is None or period.last_year is None:
        raise BadInput(field, rule.text(), "comes every year", mend)
    try:
        return date(period.first_year, *period.first), date(period.last_year, *period.last)
    except ValueError:
        problem = "starts or ends on a 29 February of a year that has none"
        raise BadInput(field, rule.text(), problem, "write 28 February") from None
