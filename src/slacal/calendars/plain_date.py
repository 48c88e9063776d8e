"""A civil date as people hand it in: a `date`, or ISO text. A datetime is a date to Python, and is refused here."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import cast

from slacal.errors import BadInput, WrongType

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_covers(covers: object) -> None:
    """Refuse what is not the first and the last date of something. Raises: WrongType, BadInput."""
    pair = cast("tuple[object, ...]", covers) if isinstance(covers, tuple) else ()
    if len(pair) != 2:  # noqa: PLR2004  # a pair is two
        mend = "pass its first and last date, as in (date(2026, 1, 1), date(2026, 12, 31))"
        raise WrongType("covers", covers, "is not a pair of dates", mend)  # pyright: ignore[reportUnknownArgumentType]  # of anything
    for day in pair:
        if isinstance(day, datetime) or not isinstance(day, date):
            raise WrongType("covers", day, "is not a date", "pass a datetime.date such as date(2026, 12, 31)")


def date_of(value: date | str, field: str) -> date:
    """Return the plain date. Raises: BadInput for text that is no date, WrongType for a datetime and all else.

    >>> date_of("2026-12-31", "from")
    datetime.date(2026, 12, 31)
    """
    if isinstance(value, str):
        if not ISO_DATE.fullmatch(value.strip()):
            raise BadInput(field, value, "is not a date", "write it as '2026-12-31'")
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise BadInput(field, value, "is not in the calendar", "mend the month or the day") from None
    if isinstance(value, datetime):
        raise WrongType(field, value, "is a datetime where a date is meant", "pass its .date() in the zone you mean")
    if not isinstance(value, date):
        raise WrongType(field, value, "is not a date", "pass date(2026, 12, 31), or '2026-12-31'")
    return date(value.year, value.month, value.day)
