"""The hours of a special day, by the oracle (rule C4): windows, those of another weekday, or a date cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.special_day import Change
from slacal.spans.day_time import Window

if TYPE_CHECKING:
    from slacal.calendars.special_day import SpecialDay


class SpecialHours(NamedTuple):
    """The windows of a date, and whether they are what a trimming left of its other hours."""

    windows: tuple[Window, ...]
    trimmed: bool


def hours_of(special: SpecialDay, lower: tuple[Window, ...], weekdays: tuple[tuple[Window, ...], ...]) -> SpecialHours:
    """Return the hours of a date that would have `lower` otherwise, in a week with the hours `weekdays`."""
    if not isinstance(special.hours, Change):
        return SpecialHours(special.hours, trimmed=False)
    how, amount = special.hours
    if how == "like":
        return SpecialHours(weekdays[amount], trimmed=False)
    if how == "close_earlier":
        return SpecialHours(shortened(lower, amount), trimmed=True)
    if not lower:
        return SpecialHours((), trimmed=True)
    first, *rest = lower
    opens = first.opens + amount
    kept = [Window(opens, first.closes)] if opens < first.closes else []
    return SpecialHours((*kept, *rest), trimmed=True)


def shortened(windows: tuple[Window, ...], seconds: int) -> tuple[Window, ...]:
    """Return a date's windows with so much less at the end of the last; a shorter one vanishes, no more is taken."""
    if not windows:
        return ()
    *kept, last = windows
    closes = last.closes - seconds
    if closes > last.opens:
        kept.append(Window(last.opens, closes))
    return tuple(kept)
