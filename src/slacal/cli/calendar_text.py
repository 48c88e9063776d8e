"""The dates of a calendar as plain tables, for terminals that cannot show its picture, and as data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from slacal.cli.printing import width
from slacal.engine.words_en import ENGLISH
from slacal.show.text import Column, seconds_text, text_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from slacal.calendars.stretch import Day, Status

_DATES = (Column("date", "left"), Column("hours", "left"), Column("open"), Column("why", "left"))
_MONTHS = (Column("month", "left"), Column("business days"), Column("open"))
_SECOND = timedelta(seconds=1)


def day_data(day: Day) -> dict[str, Any]:
    """Return a date as plain data; amounts are whole seconds."""
    return {
        "date": day.date,
        "is_business_day": day.is_business_day,
        "windows": list(map(str, day.windows)),
        "spans": [span._asdict() for span in day.spans],
        "open_s": _seconds([day]),
        "layer": day.layer.value,
        "reason": day.reason,
        "note": day.note,
    }


def dates_text(days: Iterable[Day]) -> str:
    """Return a line a date: its hours, and why they are so."""
    return text_table(_DATES, list(map(_date_cells, days)), width=width())


def year_text(days: Iterable[Day]) -> str:
    """Return a line a month, and below it every date that differs from the plain week."""
    months: dict[str, list[Day]] = {}
    for day in days:
        months.setdefault(f"{day.date:%Y-%m}", []).append(day)
    table = text_table(_MONTHS, [_month_cells(month, each) for month, each in months.items()], width=width())
    named = [day for each in months.values() for day in each if day.layer.above_week]
    return f"{table}\n\n{dates_text(named)}" if named else table


def status_text(status: Status, at: datetime) -> str:
    """Return whether a calendar is open at an instant, until when, and why."""
    state = "open" if status.is_open else "closed"
    until = f"until {ENGLISH.when(status.until)}" if status.until else "no end known" if status.note else "for ever"
    return f"{ENGLISH.when(at)} ({at.tzinfo}): {state} {until}, {status.reason}"


def _seconds(days: Iterable[Day]) -> int:
    return sum((span.length for day in days for span in day.spans), timedelta()) // _SECOND


def _date_cells(day: Day) -> tuple[str, ...]:
    hours = ", ".join(map(str, day.windows)) or "closed"
    return f"{day.date:%a %Y-%m-%d}", hours, seconds_text(_seconds([day])), day.reason


def _month_cells(month: str, days: list[Day]) -> tuple[str, ...]:
    return month, str(sum(day.is_business_day for day in days)), seconds_text(_seconds(days))
