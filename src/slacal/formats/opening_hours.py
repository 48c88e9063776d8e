"""Opening-hours text, the language of OpenStreetMap's ``opening_hours``, as a calendar, and back.

The text is the week: its hours, those of dates, those of public holidays (``PH``). It has no place for the zone of its
wall times, for which dates the public holidays are, for special days, and for how nights and missing holiday data are
read. That is what `lacking` returns and `loads` takes beside the text. All other calendars (a rota, combined
calendars, versions, spans) are refused by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.calendar import Calendar
from slacal.errors import WrongType
from slacal.formats.weekly_part import BesideTheWeek, beside_the_week, proven, schedule_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo

    from slacal.calendars.building import HolidaysLike
    from slacal.calendars.schedule import Coverage, Overnight
    from slacal.calendars.special_day import SpecialDay

__all__ = ["Lacking", "dumps", "lacking", "loads"]


class Lacking(BesideTheWeek, total=False):
    """What the text of a calendar cannot hold: the keyword arguments of `loads` that give the calendar back."""

    special_days: tuple[SpecialDay, ...]


def loads(
    text: str,
    *,
    zone: str | tzinfo,
    holidays: HolidaysLike = None,
    special_days: Mapping[object, object] | Iterable[SpecialDay] = (),
    overnight: Overnight = "civil",
    coverage: Coverage = "warn",
) -> Calendar:
    """Read opening-hours text as a calendar; the options are those of `Calendar.weekly`.

    Bounds: 4,096 characters. Raises: BadInput naming the piece and its position, UnknownName, WrongType.

    >>> loads("Mo-Fr 10:00-19:00; Dec 24 off", zone="Europe/Berlin", holidays="DE-BY").zone
    'Europe/Berlin'
    """
    if not isinstance(text, str):
        raise WrongType("text", text, "is not text", "pass opening hours, as in 'Mo-Fr 09:00-17:00; Sa off'")
    return Calendar.weekly(
        text, zone=zone, holidays=holidays, special_days=special_days, overnight=overnight, coverage=coverage
    )


def dumps(calendar: Calendar) -> str:
    """Return the opening-hours text of a weekly calendar; `lacking` returns what stands beside it.

    A reader of the text alone sees the week: a calendar that is closed on holidays only by its ``holidays`` does not
    say so unless its week has a ``PH`` rule. Raises: BadInput naming what cannot be written.

    >>> dumps(Calendar.weekly("Mo-Fr 10:00-19:00; PH off", zone="Europe/Berlin", holidays="DE-BY"))
    'Mo-Fr 10:00-19:00; PH off'
    """
    _, week = schedule_of(calendar)
    return proven(week.text(), calendar, lambda text: loads(text, **lacking(calendar)), "week")


def lacking(calendar: Calendar) -> Lacking:
    """Return what the text of a calendar cannot hold, so that ``loads(dumps(c), **lacking(c)) == c``.

    Always the zone; ``holidays``, ``special_days``, ``overnight`` and ``coverage`` where they are not the default.

    >>> lacking(Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Riga", overnight="shift"))
    {'zone': 'Europe/Riga', 'overnight': 'shift'}
    """
    schedule, _ = schedule_of(calendar)
    plain = Lacking(zone=schedule.zone)
    said = Lacking(zone=schedule.zone, special_days=schedule.special_days) if schedule.special_days else plain
    return {**said, **beside_the_week(schedule)}
