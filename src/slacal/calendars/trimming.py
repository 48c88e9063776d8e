"""A date that closes earlier or opens later than it otherwise would (rules C4 and C6), and by how much."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from slacal.calendars.day_windows import stretches_of, windows_of_stretches
from slacal.errors import BadInput, WrongType
from slacal.spans.day_time import DAY, HOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.spans.day_time import Window

_UNITS = {"hour": HOUR, "minute": 60, "second": 1}
_AMOUNT = re.compile(r"(\d{1,5})(?:\.(\d{1,3}))?\s+(hour|minute|second)s?")


def closed_earlier(windows: Sequence[Window], seconds: int) -> tuple[Window, ...]:
    """Take `seconds` off the end of the last window; a shorter one vanishes, and no more is taken.

    >>> from slacal.spans.day_time import Window
    >>> closed_earlier([Window.parse("09:00-12:00"), Window.parse("13:00-18:00")], 3600)
    (Window.parse('09:00-12:00'), Window.parse('13:00-17:00'))
    """
    if not windows:
        return ()
    *before, (opens, closes) = stretches_of(windows)
    last = [(opens, closes - seconds)] if closes - seconds > opens else []
    return windows_of_stretches([*before, *last])


def opened_later(windows: Sequence[Window], seconds: int) -> tuple[Window, ...]:
    """Take `seconds` off the start of the first window; a shorter one vanishes, and no more is taken.

    A night shift may so begin after midnight: it stays with its date, its opening then being past 24:00.

    >>> from slacal.spans.day_time import Window
    >>> opened_later([Window.parse("09:00-12:00"), Window.parse("13:00-18:00")], 4 * 3600)
    (Window.parse('13:00-18:00'),)
    """
    if not windows:
        return ()
    (opens, closes), *after = stretches_of(windows)
    first = [(opens + seconds, closes)] if opens + seconds < closes else []
    return windows_of_stretches([*first, *after])


def trim_of(amount: timedelta | str, field: str) -> timedelta:
    """Return how much is taken: a timedelta, or text such as ``1 hour``, ``1.5 hours``, ``90 minutes``.

    Bounds: whole seconds, more than nothing, at most 24 hours. Raises: BadInput, WrongType.

    >>> trim_of("1.5 hours", "close_earlier")
    datetime.timedelta(seconds=5400)
    """
    if not isinstance(amount, timedelta | str):
        raise WrongType(field, amount, "is not an amount of time", "write '1 hour', or pass a timedelta")
    seconds = amount.total_seconds() if isinstance(amount, timedelta) else _seconds_in(amount, field)
    if not 0 < seconds <= DAY:
        raise BadInput(field, amount, "is not between nothing and a day", "write an amount such as '1 hour'")
    if seconds % 1:
        raise BadInput(field, amount, "has a part of a second", "round it to whole seconds")
    return timedelta(seconds=int(seconds))


def _seconds_in(text: str, field: str) -> float:
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise BadInput(field, text, "is not an amount of time", "write a number and its unit, as in '1 hour'")
    whole, decimals, unit = match.groups(default="")
    return int(whole + decimals) * _UNITS[unit] / float(10 ** len(decimals))


def trim_text(amount: timedelta) -> str:
    """Return an amount as `trim_of` reads it, in the largest unit that leaves it whole.

    >>> trim_text(timedelta(minutes=90))
    '90 minutes'
    """
    seconds = int(amount.total_seconds())
    unit = next(unit for unit, size in _UNITS.items() if seconds % size == 0)
    count = seconds // _UNITS[unit]
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
