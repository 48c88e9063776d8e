"""Dates of promises: lengths of days, months and years by the calendar, and the dates that facts hold."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from slacal.engine.facts import as_text
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.errors import BadInput, BeyondHorizon
from slacal.spans.day_time import DAY
from slacal.spans.instant import DAY as DAY_MICROS
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.wall import EPOCH_DAY, FIRST_DAY, LAST_DAY, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from slacal.engine.facts import Scalar

_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN = "write it as '2026-11-20' or '2026-11-20T18:00+03:00'"


def after(start: int, length: RealTime | CalendarSpan, zone: str) -> int:
    """Return the instant one length after `start`; days and months keep the wall time in `zone`.

    The last day of a shorter month stands for the days that it lacks. Raises: BeyondHorizon past the years 1 to 9999.
    """
    if isinstance(length, RealTime):
        end = start + length.amount
        _check_day(end // DAY_MICROS + EPOCH_DAY, length)
        return end
    place = zone_info(zone)
    local = from_micros(start, place)
    day = _moved(local, length)
    _check_day(day, length)
    return wall_micros(day, local.hour * 3_600 + local.minute * 60 + local.second, place) + local.microsecond


def _moved(local: datetime, length: CalendarSpan) -> int:
    """Return the ordinal of the date so many months, and then days, after a local time; 0 where there is none."""
    if not length.months:
        return local.toordinal() + length.days
    from dateutil.relativedelta import relativedelta

    try:
        return (local.date() + relativedelta(months=length.months)).toordinal() + length.days
    except (ValueError, OverflowError):
        return 0


def _check_day(day: int, length: RealTime | CalendarSpan) -> None:
    if not FIRST_DAY < day < LAST_DAY:
        raise BeyondHorizon("amount", length.text, "ends outside the dates that Python knows", "name a nearer date")


def instant_in(value: Scalar, field: str, zone: str, *, bare: Literal["begins", "ends"]) -> int | None:
    """Return the instant that a date names; a bare date is where it begins, or ends, in `zone`.

    None when it is absent or empty. Raises: BadInput for anything else, wall time without an offset included.
    """
    if value is None or value == "":
        return None
    found = value if isinstance(value, date) else _parsed(as_text(value), field)
    if isinstance(found, datetime):
        return to_micros(found, field)
    if not FIRST_DAY < found.toordinal() < LAST_DAY:
        raise BadInput(field, found, "lies outside the dates that can be counted", "name a nearer date")
    return wall_micros(found.toordinal(), 0 if bare == "begins" else DAY, zone_info(zone))


def _parsed(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text) if _BARE_DATE.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(field, text, "is not a date", _WRITTEN) from None
