"""Wall times of a date: 00:00 to 24:00, and past it for shifts that run into the next day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from slacal.errors import BadInput
from slacal.errors.doors import check_type

if TYPE_CHECKING:
    from collections.abc import Iterable

HOUR = 3_600
DAY = 24 * HOUR
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")


def seconds_of(text: str, field: str = "time") -> int:
    """Return the seconds since the date's midnight that a wall time such as ``09:30`` names.

    Bounds: 00:00 to 48:00. Raises: BadInput.

    >>> seconds_of("24:00")
    86400
    """
    match = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise BadInput(field, text, "is not a wall time", "write hours and minutes, as in '09:30'")
    seconds = int(match[1]) * HOUR + int(match[2]) * 60 + int(match[3] or 0)
    if seconds > 2 * DAY:
        raise BadInput(field, text, "lies past the next day", "a wall time goes up to 24:00, a closing up to 48:00")
    return seconds


def clock_text(seconds: int) -> str:
    """Return the wall time as text, seconds only where there are any.

    >>> clock_text(30 * 3600)
    '30:00'
    """
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


class Window(NamedTuple):
    """Opening hours of one date: wall times in seconds since its midnight, the closing excluded.

    Bounds: 0 <= opens < 24:00, opens < closes <= opens + 24 h. A closing past 24:00 falls on the next date.

    >>> Window.parse("22:00-06:00")
    Window.parse('22:00-30:00')
    """

    opens: int
    closes: int

    @classmethod
    def parse(cls, text: str, field: str = "window") -> Window:
        """Read ``09:00-17:00``; an end at or before its start is on the next day."""
        if not isinstance(text, str) or "-" not in text:
            raise BadInput(field, text, "is not a window", "write its start and its end, as in '09:00-17:00'")
        opens, _, closes = text.partition("-")
        return cls.between(seconds_of(opens, field), seconds_of(closes, field), field)

    @classmethod
    def between(cls, opens: int, closes: int, field: str = "window") -> Window:
        """Build a window from two wall times in seconds, checked; an end at or before its start is on the next day."""
        for seconds in (opens, closes):
            check_type(field, seconds, int, "a wall time in seconds", "write windows as '09:00-17:00'")
        written = f"{clock_text(opens)}-{clock_text(closes)}"
        if opens >= DAY:
            mend = f"write it on the next day as {_on_next_day(opens, closes)!r}"
            raise BadInput(field, written, "starts after the day ends", mend)
        ends = closes if closes > opens else closes + DAY
        if ends > opens + DAY:
            raise BadInput(field, written, "is longer than 24 hours", "split it over the days that it covers")
        return cls(opens, ends)

    def __str__(self) -> str:
        return f"{clock_text(self.opens)}-{clock_text(self.closes)}"

    def __repr__(self) -> str:
        return f"Window.parse({str(self)!r})"


def _on_next_day(opens: int, closes: int) -> str:
    return f"{clock_text(opens - DAY)}-{clock_text(closes - DAY if closes > DAY else closes)}"


def windows_text(windows: Iterable[Window]) -> str:
    """Return windows as opening-hours text, ``off`` when there are none.

    >>> windows_text([Window.parse("09:00-12:00"), Window.parse("13:00-17:00")])
    '09:00-12:00,13:00-17:00'
    """
    return ",".join(map(str, windows)) or "off"
