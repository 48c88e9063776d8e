"""The English names of weekdays and months: how people write them, and how slacal does.

Opening-hours text is English the world over, so these names never follow a language setting.
"""

from __future__ import annotations

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EVERY_WEEKDAY = tuple(range(7))

_LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAY_OF = {name[:size]: number for number, name in enumerate(_LONG_WEEKDAYS) for size in (2, 3, len(name))}
WEEKDAY_NAMES = tuple(_WEEKDAY_OF)
_MONTH_OF = {name[:size]: number for number, name in enumerate(_LONG_MONTHS, 1) for size in (3, len(name))}


def weekday_number(name: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, or None; ``mo``, ``Mon`` and ``Monday`` are one.

    >>> weekday_number("Fri"), weekday_number("freitag")
    (4, None)
    """
    return _WEEKDAY_OF.get(name.lower())


def month_number(name: str) -> int | None:
    """Return 1 for January to 12 for December, or None; ``dec`` and ``December`` are one.

    >>> month_number("Dec"), month_number("dez")
    (12, None)
    """
    return _MONTH_OF.get(name.lower())


def weekdays_text(weekdays: tuple[int, ...]) -> str:
    """Return sorted weekdays as opening-hours text, neighbours as a range.

    >>> weekdays_text((0, 1, 2, 4))
    'Mo-We,Fr'
    """
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return ",".join("-".join(dict.fromkeys((WEEKDAYS[run[0]], WEEKDAYS[run[-1]]))) for run in runs)
