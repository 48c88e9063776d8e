"""The week: the seven civil days that hold a date, Monday first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from slacal.calendars.arguments import ordinal_of
from slacal.calendars.calendar import Calendar
from slacal.errors.doors import check_type
from slacal.show.calendar_labels import LABELS
from slacal.show.card import card
from slacal.show.civil_days import civil_days, note_of, total
from slacal.show.markup import clipped, element
from slacal.show.picture import Picture
from slacal.show.strip import RULES, Note, Row, strip, strip_lines
from slacal.show.words import tongue
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from datetime import tzinfo

    from slacal.show.civil_days import CivilDay
    from slacal.show.text import LanguageName
    from slacal.show.words import Tongue

_DAY = timedelta(days=1)
_LONGEST = 160  # characters of a reason


def week(calendar: Calendar, day: date, *, zone: str | tzinfo | None = None, language: LanguageName = "en") -> Picture:
    """Show the seven civil days that hold the date `day`, Monday first, as the wall clocks of `zone` read them.

    Hours are those between the midnights of each date, so a night shift stands on both its dates: ``22:00 →``, then
    ``→ 06:00``. `zone` is the calendar's own unless given. Warns beyond known holiday data. Raises: WrongType,
    UnknownName; BeyondData for a week of which nothing is known.

    >>> from slacal import show
    >>> nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Berlin")
    >>> print(show.week(nights, date(2026, 10, 24)).text.splitlines()[8])
    Sat 24  ████████████····································        6 h  → 06:00
    """
    check_type("calendar", calendar, Calendar, "a Calendar", "pass the calendar whose week is asked for")
    words = tongue(language, LABELS)
    where = calendar.horizon.hours.zone if zone is None else zone_info(zone_name(zone))
    first = date.fromordinal(ordinal_of(day, "day") - day.weekday())
    last = first + 6 * _DAY
    days = civil_days(calendar, first, last, where)
    title = words.dates(first, last)
    under = f"{where.key}, {words.said('open_time', words.hours(total(days)))}"
    rows = [row_of(one, words) for one in days]
    note = note_of(calendar, first, last, where)
    drawn = card(
        title, under, strip(rows, words), element("p", note, class_="note") if note else None,
        rules=RULES, language=language,
    )  # fmt: skip
    blocks = [f"{title}, {under}", "\n".join(strip_lines(rows, words)), note]
    return Picture(drawn, "\n\n".join(filter(None, blocks)), language)


def row_of(day: CivilDay, words: Tongue) -> Row:
    """Return a civil day as a row of a strip: named where the plain week does not decide it, or the clocks change."""
    notes = [Note("name", words.language.day(clipped(day.name, _LONGEST)))] if day.name else []
    if day.length not in (_DAY, timedelta()):
        notes.append(Note("change", words.said("long_day", words.hours(day.length))))
    on, _, month = words.day(day.date).partition(" ")
    return Row(words.weekday(day.date), day.pieces, day.open, on, month, tuple(notes), day.known)
