"""The questions of a calendar asked of columns: each reads what came, asks, and gives back the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.batch import asking, columns, mixed
from slacal.batch.days import business_days
from slacal.batch.numbers import MISSING
from slacal.calendars.arguments import count_of, edge_of
from slacal.calendars.day_rule import DayRule
from slacal.errors import BadInput, WrongType

if TYPE_CHECKING:
    from slacal.batch.columns import Shape
    from slacal.batch.instants import Kind, Times
    from slacal.batch.mixed import Asked, Calendars
    from slacal.batch.numbers import Ints
    from slacal.calendars.questions import Edge


def add(
    calendar: Calendars,
    start: Any,
    amount: Any,
    *,
    calendar_of: Any = None,
    edge: Edge = "near",
    zone: str | None = None,
) -> Any:
    """Return for each row the moment by which `amount` of open time has passed since `start`, as `Calendar.add` does.

    `calendar`: one for all rows, or a mapping of keys, of which `calendar_of` holds that of each row. `start` and
    `amount`: columns, or a single value for all rows; one of them is a column. `zone`: that of the wall times of
    columns without one; their answers carry it. Result: as `start`; a coarse unit becomes seconds. Cost: some ten
    nanoseconds a row. Warns once a calendar about unknown holidays. Raises: what `Calendar.add` does, for the first row
    that cannot be answered; BadInput where the unit cannot hold an answer.

    >>> import numpy as np
    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow")
    >>> start = np.array(["2026-11-20T15:00", "NaT"], "M8[us]")                          # Friday 18:00 in Moscow, UTC
    >>> add(week, start, timedelta(hours=4)).tolist()
    [datetime.datetime(2026, 11, 23, 10, 0), None]
    """
    return _moved(calendar, (start, "start"), amount, calendar_of, edge, zone)


def subtract(
    calendar: Calendars,
    end: Any,
    amount: Any,
    *,
    calendar_of: Any = None,
    edge: Edge = "near",
    zone: str | None = None,
) -> Any:
    """Return for each row the latest moment from which `amount` of open time passes until `end`. Otherwise as `add`.

    >>> import numpy as np
    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> subtract(week, np.array(["2026-11-23T11:00:00"], "M8[s]"), np.array([2], "m8[h]"))
    array(['2026-11-20T18:00:00'], dtype='datetime64[s]')
    """
    return _moved(calendar, (end, "end"), amount, calendar_of, edge, zone, back=True)


def elapsed(calendar: Calendars, start: Any, end: Any, *, calendar_of: Any = None, zone: str | None = None) -> Any:
    """Return for each row the open time between two instants; negative when `end` lies before `start`.

    Either may be a single aware datetime. Result: amounts of time in the finer unit of the two columns.

    >>> import numpy as np
    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> now = datetime(2026, 11, 23, 11, tzinfo=UTC)
    >>> elapsed(week, np.array(["2026-11-20T18:00", "2026-11-23T10:30"], "M8[s]"), now)
    array([7200, 1800], dtype='timedelta64[s]')
    """
    who = mixed.asked(calendar, calendar_of)
    first, last, shape = _pair(start, (end, "end", "M"), "start", zone)
    _has_rows(who, first, last)
    return columns.back(asking.elapsed(who, first, last), "m", asking.finer(first, last), shape)


def is_open(calendar: Calendars, at: Any, *, calendar_of: Any = None, zone: str | None = None) -> Any:
    """Tell for each row whether the calendar is open; at a closing instant it is not.

    What is missing is null in polars and arrow columns, and False in numpy and pandas, as their comparisons have it.

    >>> import numpy as np
    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> is_open(week, np.array(["2026-11-20T18:59", "2026-11-20T19:00"], "M8[m]"))
    array([ True, False])
    """
    who = mixed.asked(calendar, calendar_of)
    instants, shape, used = columns.column(at, "at", "M", zone)
    columns.refuse_idle_zone(zone, used=used)
    _has_rows(who, instants)
    missing = np.flatnonzero(instants.raw == MISSING) if instants.missing else None
    return columns.flags_back(asking.is_open(who, instants), missing, shape)


def add_business_days(
    calendar: Calendars,
    at: Any,
    days: Any,
    *,
    rule: DayRule = DayRule.RU_CIVIL_CODE,
    calendar_of: Any = None,
    zone: str | None = None,
) -> Any:
    """Return for each row the instant at which `days` business days after `at` end, as `Calendar.add_business_days`.

    `days`: a whole number, or a column of them. Result: as `at`. Cost: some hundred nanoseconds a row, besides a few
    microseconds for each stretch of the calendar in the span of the column; as many for each row where `rule` says
    ``"same_time_in_hours"``, or carries a wall time from elsewhere.

    >>> import numpy as np
    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> add_business_days(week, np.array(["2026-11-20T18:59", "2026-11-21T12:00"], "M8[m]"), 2).astype(str).tolist()
    ['2026-11-24T19:00:00', '2026-11-24T19:00:00']
    """
    if not isinstance(rule, DayRule):
        raise WrongType("rule", rule, "is not a DayRule", 'pass one, as in DayRule(lands="17:00")')
    who = mixed.asked(calendar, calendar_of)
    instants, shape, used = columns.column(at, "at", "M", zone)
    columns.refuse_idle_zone(zone, used=used)
    _has_rows(who, instants)
    rows = asking.rows_of(who, instants)
    return columns.back(business_days(who, instants, _counts(days, rows), rule), "M", instants.unit, shape)


def _counts(days: Any, rows: int) -> Ints:
    """Return the number of business days of each row."""
    if isinstance(days, int):
        return np.full(rows, count_of(days), np.int64)
    counts = columns.whole_numbers(days, "days")
    if len(counts) != rows:
        raise BadInput("days", len(counts), f"rows stand beside {rows}", "pass columns of one length")
    for extreme in (counts[counts != MISSING].min(initial=0), counts.max(initial=0)):
        count_of(int(extreme))
    return counts


def _moved(
    calendar: Calendars,
    start: tuple[Any, str],
    amount: Any,
    calendar_of: Any,
    edge: Edge,
    zone: str | None,
    *,
    back: bool = False,
) -> Any:
    edge_of(edge)
    who = mixed.asked(calendar, calendar_of)
    first, by, shape = _pair(start[0], (amount, "amount", "m"), start[1], zone)
    _has_rows(who, first, by)
    return columns.back(asking.moved(who, first, by, edge, back=back), "M", first.unit, shape)


def _pair(start: Any, other: tuple[Any, str, Kind], field: str, zone: str | None) -> tuple[Times, Times, Shape]:
    """Return both columns, and the form of the answer: that of the first one, or of the only one."""
    first, shape, used = columns.column(start, field, "M", zone)
    second, its, too = columns.column(*other, zone)
    columns.refuse_idle_zone(zone, used=used or too)
    if first.rows is None:
        shape = its._replace(zone=shape.zone)
    return first, second, shape


def _has_rows(who: Asked, *times: Times) -> None:
    if who.codes is None and all(one.rows is None for one in times):
        raise WrongType(times[0].field, "one value", "is not a column", "ask the calendar itself")
