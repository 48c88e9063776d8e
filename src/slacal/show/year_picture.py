"""The year: its days shaded by their open hours, month by month, and the days that the plain week does not decide."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from slacal.calendars.calendar import Calendar
from slacal.errors.doors import check_type, year_of
from slacal.show import exceptions, months
from slacal.show.calendar_labels import LABELS
from slacal.show.card import card, heading
from slacal.show.civil_days import civil_days, note_of, total
from slacal.show.markup import Markup, element
from slacal.show.picture import Picture
from slacal.show.shades import shades_of
from slacal.show.text import Column, text_table
from slacal.show.words import tongue

if TYPE_CHECKING:
    from collections.abc import Container

    from slacal.show.civil_days import CivilDay
    from slacal.show.text import LanguageName
    from slacal.show.words import Tongue

_MOST = 24  # exceptions that are named; the others are counted


def year(calendar: Calendar, year: int, *, language: LanguageName = "en") -> Picture:
    """Show the days of a year shaded by their open hours, with the business days and open hours of each month.

    Hours are those between the midnights of each date. Dates that the plain week does not decide are marked, and named
    below. Warns beyond known holiday data. Raises: WrongType, BadInput; BeyondData where nothing of the year is known.

    >>> from slacal import show
    >>> week = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
    >>> print(show.year(week, 2026).text.splitlines()[0])
    2026, Europe/Berlin, 261 business days, 2088 h open
    """
    check_type("calendar", calendar, Calendar, "a Calendar", "pass the calendar whose year is asked for")
    words = tongue(language, LABELS)
    hours = calendar.horizon.hours
    first, last = date(year_of(year), 1, 1), date(year, 12, 31)
    days = civil_days(calendar, first, last, hours.zone)
    note = note_of(calendar, first, last, hours.zone)
    business = frozenset(hours.business_days(year))
    under = ", ".join([
        hours.zone.key, words.counted("days", len(business)), words.said("open_time", words.hours(total(days)))
    ])  # fmt: skip
    drawn = card(
        str(year), under, *_drawn(days, business, words), element("p", note, class_="note") if note else None,
        rules=months.RULES, language=language,
    )  # fmt: skip
    blocks = [f"{year}, {under}", _months_text(days, business, words), *_exceptions_text(days, words), note]
    return Picture(drawn, "\n\n".join(filter(None, blocks)), language)


def _drawn(days: tuple[CivilDay, ...], business: Container[int], words: Tongue) -> list[Markup]:
    shades = shades_of(day.open for day in days)
    found = list(exceptions.exceptions_of(days))
    parts = [months.months_of(days, business, shades, words), months.legend_of(shades, words, unusual=len(found))]
    if not found:
        return parts
    title = words.said("unusual")
    return [*parts, heading(title), *exceptions.exceptions_table(found, words, most=_MOST, caption=title)]


def _months_text(days: tuple[CivilDay, ...], business: Container[int], words: Tongue) -> str:
    columns = [
        Column(words.said("head.month"), "left"),
        Column(words.said("head.days")),
        Column(words.said("head.hours")),
    ]
    each = [list(month) for _, month in groupby(days, key=lambda day: day.date.month)]
    rows = [
        (
            words.months[month[0].date.month - 1],
            str(sum(day.date.toordinal() in business for day in month)),
            words.hours(total(month)),
        )
        for month in each
    ]
    return text_table(columns, rows)


def _exceptions_text(days: tuple[CivilDay, ...], words: Tongue) -> list[str]:
    lines = exceptions.exception_lines(list(exceptions.exceptions_of(days)), words, most=_MOST)
    return ["\n".join([f"{words.said('unusual')}:", *(f"  {line}" for line in lines)])] if lines else []
