"""Dates that recur: a rule from `recurrence_text`, evaluated by dateutil, never without end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from slacal.calendars.recurrence_text import DAYS, WEEKS_OF_A_MONTH, checked_rule, within_months
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateutil.rrule import rrule

_BLOCK = 50
_CYCLE = 400  # years after which the calendar repeats, leap days and weekdays alike
_STEP = {"WEEKLY": 7, "DAILY": 1}  # days
_LISTS = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")


def rule_text(written: str, field: str) -> str:
    """Return a rule in its one spelling. Raises: BadInput, also for a rule that matches no date in 400 years.

    >>> rule_text("freq=yearly; bymonth=11; byday=+4th", "on")
    'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'
    """
    text = checked_rule(written, field)
    if not _matches(text):
        raise BadInput(field, written, "matches no date", "mend its month, its day or its end")
    return text


def rule_dates(text: str, year: int) -> tuple[date, ...]:
    """Return the dates of `year` that a rule from `rule_text` matches, in order.

    Cost: some milliseconds for each half century asked for, a tenth of a second for a daily rule; then remembered.

    >>> [str(on) for on in rule_dates("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", 2026)]
    ['2026-11-26']
    """
    return _block(text, year // _BLOCK * _BLOCK).get(year, ())


@lru_cache(maxsize=512)
def _block(text: str, first: int) -> Mapping[int, tuple[date, ...]]:
    """Return the matching dates of `_BLOCK` years by year."""
    parts = _parts(text)
    start = _start(parts, date(max(first - 1, 1), 1, 1))  # a year ahead: weeks across New Year are whole
    found: dict[int, list[date]] = {}
    for at in takewhile(lambda at: at.year < first + _BLOCK, _rule(parts, start)):
        if at.year >= first:
            found.setdefault(at.year, []).append(at.date())
    return MappingProxyType({year: tuple(dates) for year, dates in found.items()})


def _start(parts: dict[str, str], wanted: date) -> date:
    """Return where to begin: where the rule does, or later but in step with it, near `wanted`."""
    if "DTSTART" not in parts:
        return wanted
    start = _date(parts["DTSTART"])
    step = _STEP.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", 1))
    if step and "COUNT" not in parts:
        start += timedelta(max((wanted - start).days, 0) // step * step)
    return start


@lru_cache(maxsize=512)
def _matches(text: str) -> bool:
    """Tell whether a rule matches any date at all.

    dateutil looks for a next match until the year 9999, however long that takes. Moved late by whole cycles of the
    calendar, the rule is the same rule, and the search is over after one cycle or two.
    """
    parts = _parts(text)
    start = _date(parts.get("DTSTART", "20000101"))
    later = max((9999 - start.year) // _CYCLE - 1, 0) * _CYCLE
    return next(iter(_rule(parts, start, later)), None) is not None


def _parts(text: str) -> dict[str, str]:
    return dict(part.split("=") for part in text.split(";"))


def _rule(parts: dict[str, str], start: date, later: int = 0) -> rrule:
    from dateutil import rrule as dateutil_rrule

    options: dict[str, Any] = {key.lower(): [int(n) for n in parts[key].split(",")] for key in _LISTS if key in parts}
    options |= {key.lower(): int(parts[key]) for key in ("INTERVAL", "COUNT") if key in parts}
    if "BYDAY" in parts:
        options["byweekday"] = _weekdays(parts["BYDAY"].split(","), WEEKS_OF_A_MONTH if within_months(parts) else 53)
    if "UNTIL" in parts:
        options["until"] = _midnight(_date(parts["UNTIL"]), later)
    return dateutil_rrule.rrule(
        getattr(dateutil_rrule, parts["FREQ"]),
        dtstart=_midnight(start, later),
        wkst=DAYS.index(parts.get("WKST", "MO")),  # left out, it would come from the calendar module's global setting
        **options,
    )


def _date(compact: str) -> date:
    return date(int(compact[:4]), int(compact[4:6]), int(compact[6:]))


def _midnight(on: date, later: int) -> datetime:
    if on.year + later > date.max.year:  # an end beyond Python's years is no end
        on, later = date.max, 0
    return datetime(on.year + later, on.month, on.day)  # noqa: DTZ001 - dateutil's way to say a civil date


def _weekdays(pieces: list[str], most: int) -> list[Any]:
    """Return weekdays, each plain one as all numbered ones beside others: dateutil would want both at once."""
    from dateutil.rrule import weekday

    days = [(DAYS.index(piece[-2:]), int(piece[:-2] or 0)) for piece in pieces]
    every: Iterable[int | None] = range(1, most + 1) if any(nth for _, nth in days) else (None,)
    return [weekday(day, one) for day, nth in days for one in ((nth,) if nth else every)]
