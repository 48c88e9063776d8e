"""Which dates a special day is about, as one line of text: a date, a yearly date, a range, a rule, or days from Easter.

==========================  ====================================================
``2026-12-31``              that date
``12-31``                   that date of every year; 02-29 of leap years
``2026-12-24..2026-12-31``  both dates and all between
``easter+1``, ``easter-2``  days after or before Easter Sunday (western churches)
``rrule:FREQ=...``          a recurrence of RFC 5545, by dates (`recurrence_text`)
==========================  ====================================================
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from slacal.calendars.plain_date import date_of
from slacal.errors import BadInput, WrongType

if TYPE_CHECKING:
    DatesLike: TypeAlias = date | str | tuple[date | str, date | str]

_RULE = "rrule:"
_YEARLY = re.compile(r"(\d{2})-(\d{2})")
_EASTER = re.compile(r"easter(?:\s*([+-])\s*(\d{1,3}))?")
_FARTHEST = 200
_MEND = "write '2026-12-31', '12-31', '2026-12-24..2026-12-31', 'easter+1' or 'rrule:FREQ=...'"


def dates_text(on: DatesLike, field: str = "on") -> str:
    """Return the dates in their one spelling. Raises: BadInput, WrongType.

    >>> dates_text(date(2026, 12, 31)), dates_text("Easter +1"), dates_text("2026-01-01..2026-01-01")
    ('2026-12-31', 'easter+1', '2026-01-01')
    """
    if isinstance(on, tuple):
        return _pair_text(on, field)
    if isinstance(on, date):
        return date_of(on, field).isoformat()
    if not isinstance(on, str):
        raise WrongType(field, on, "does not say which dates", _MEND)
    text = on.strip()
    if text.lower().startswith(_RULE):
        from slacal.calendars.recurrence import rule_text

        return _RULE + rule_text(text[len(_RULE) :], field)
    if ".." in text:
        first, _, last = text.partition("..")
        return _range_text(first, last, field)
    if match := _EASTER.fullmatch(text.lower()):
        return _easter_text(match, on, field)
    if match := _YEARLY.fullmatch(text):
        _check_yearly(int(match[1]), int(match[2]), on, field)
        return text
    if not text[:4].isdigit():
        raise BadInput(field, on, "does not say which dates", _MEND)
    return date_of(text, field).isoformat()


def _pair_text(pair: tuple[date | str, ...], field: str) -> str:
    if len(pair) != 2:  # noqa: PLR2004 - a pair is two
        raise BadInput(field, pair, "is not a range", "pass its first and its last date")
    return _range_text(pair[0], pair[1], field)


def _range_text(first: date | str, last: date | str, field: str) -> str:
    begins, ends = date_of(first, field), date_of(last, field)
    if ends < begins:
        raise BadInput(field, f"{begins}..{ends}", "ends before it begins", f"write '{ends}..{begins}'")
    return f"{begins}" if begins == ends else f"{begins}..{ends}"


def _easter_text(match: re.Match[str], on: str, field: str) -> str:
    days = int((match[1] or "") + (match[2] or "0"))
    if abs(days) > _FARTHEST:
        raise BadInput(field, on, "is too far from Easter", f"count up to {_FARTHEST} days, or write a yearly date")
    return f"easter{days:+}" if days else "easter"


def _check_yearly(month: int, day: int, on: str, field: str) -> None:
    try:
        date(2000, month, day)  # a leap year
    except ValueError:
        raise BadInput(field, on, "is in no year", "write the month, then the day, as in '12-31'") from None


def dates_in(on: str, year: int) -> tuple[date, ...]:
    """Return the dates of `year` that a text from `dates_text` is about, in order.

    >>> [str(day) for day in dates_in("easter+1", 2026)]
    ['2026-04-06']
    """
    if on.startswith(_RULE):
        from slacal.calendars.recurrence import rule_dates

        return rule_dates(on.removeprefix(_RULE), year)
    if on.startswith("easter"):
        return _from_easter(int(on.removeprefix("easter") or 0), year)
    if match := _YEARLY.fullmatch(on):
        month, day = int(match[1]), int(match[2])
        return (date(year, month, day),) if (month, day) != (2, 29) or _is_leap(year) else ()
    first, _, last = on.partition("..")
    begins = max(date.fromisoformat(first), date(year, 1, 1))
    ends = min(date.fromisoformat(last or first), date(year, 12, 31))
    return tuple(begins + timedelta(days) for days in range((ends - begins).days + 1))


def _from_easter(days: int, year: int) -> tuple[date, ...]:
    from dateutil.easter import easter

    # A date may lie so far before Easter that it is in the year before, but none lies so far after it.
    years = [of for of in (year, year + 1) if of <= MAXYEAR]
    ordinals = [easter(of).toordinal() + days for of in years]
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(date.fromordinal(day) for day in ordinals if first <= day <= last)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
