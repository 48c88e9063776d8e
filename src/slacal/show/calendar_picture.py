"""The calendar: its plain week, its holidays and special days, or the calendars that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.calendar import Calendar
from slacal.errors.doors import check_type
from slacal.show import blocks, strip
from slacal.show.ahead import blocks_ahead
from slacal.show.calendar_blocks import blocks_of, title_of
from slacal.show.calendar_labels import LABELS
from slacal.show.card import card
from slacal.show.picture import Picture
from slacal.show.words import tongue

if TYPE_CHECKING:
    from datetime import datetime

    from slacal.show.text import LanguageName

_RULES = strip.RULES + blocks.RULES


def calendar(calendar: Calendar, *, at: datetime | None = None, language: LanguageName = "en") -> Picture:
    """Show what a calendar says: its plain week, its holidays, special days and changes; a combination part by part.

    With `at`, also whether it is open then, the next openings and closings, and the next exceptions. Times are in the
    calendar's zone. Raises: WrongType; with `at` as `Calendar.status` does.

    >>> from slacal import show
    >>> support = Calendar.weekly("Mo-Fr 10:00-19:00; Sa 09:00-16:00", zone="Europe/Moscow", holidays="RU")
    >>> print(show.calendar(support).text.splitlines()[0])
    Mo-Fr 10:00-19:00; Sa 09:00-16:00, Europe/Moscow
    """
    check_type("calendar", calendar, Calendar, "a Calendar", "pass the calendar that is to be shown")
    words = tongue(language, LABELS)
    title = title_of(calendar, words)
    parts = [*(blocks_ahead(calendar, at, words) if at is not None else []), *blocks_of(calendar, words)]
    drawn = card(
        title,
        calendar.zone,
        *(part for block in parts for part in blocks.drawing(block)),
        rules=_RULES,
        language=language,
    )
    lines = [f"{title}, {calendar.zone}", *(line for block in parts for line in blocks.text_of(block))]
    return Picture(drawn, "\n".join(lines), language)
