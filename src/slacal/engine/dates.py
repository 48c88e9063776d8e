"""Dates of promises: lengths of months and years from an instant, and the dates that facts hold."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from slacal.engine.facts import as_text
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.errors import BadInput, BeyondHorizon
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.wall import FIRST_DAY, LAST_DAY, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from slacal.engine.facts import Scalar

_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def after(start: int, length: RealTime | CalendarSpan, zone: str) -> int:
    """Return the instant one length after `start`; days and months keep the wall time in `zone`.

    The last day of a shorter month stands for the days that it lacks. Raises: BeyondHorizon past the year 9999.
    """
    if isinstance(length, RealTime):
        return start + length.amount
    from dateutil.relativedelta import relativedelta

    place = zone_info(zone)
    local = from_micros(start, place)
    try:
        day = (local.date() + relativedelta(months=length.months, days=length.days)).toordinal()
    except (ValueError, OverflowError):
        day = LAST_DAY
    if day >= LAST_DAY:
        raise BeyondHorizon("lasts", length.text, "ends outside the dates that Python knows", "name a nearer date")
    return wall_micros(day, local.hour * 3_600 + local.minute * 60 + local.second, place) + local.microsecond


def beginning(value: Scalar, field: str, zone: str) -> int | None:
    """Return the instant at which the date of a fact begins, or the very instant that it names; None without one."""
    if value is None or value == "":
        return None
    found = value if isinstance(value, date) else _parsed(as_text(value), field)
    if isinstance(found, datetime):
        return to_micros(found, f"facts.{field}")
    if not FIRST_DAY < found.toordinal() < LAST_DAY:
        raise BadInput(f"facts.{field}", found, "lies outside the dates that can be counted", "name a nearer date")
    return wall_micros(found.toordinal(), 0, zone_info(zone))


def _parsed(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text) if _BARE_DATE.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        mend = "write it as '2026-11-20' or '2026-11-20T18:00+03:00'"
        raise BadInput(f"facts.{field}", text, "is not a date", mend) from None
