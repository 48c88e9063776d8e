"""The grammar of times in opening-hours text: windows of a date, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.day_windows import WHOLE_DAY
from slacal.calendars.names import month_number
from slacal.errors import BadInput
from slacal.spans.day_time import Window, seconds_of

if TYPE_CHECKING:
    from slacal.calendars.hours_tokens import Cursor, Token

_SUN = ("sunrise", "sunset", "dawn", "dusk")
_TWELVE_HOURS = ("am", "pm", "a", "p", "h", "uhr")
_FORM = "write hours and minutes of the 24-hour clock, as in '09:00-17:00'"


def starts_window(token: Token) -> bool:
    """Whether hours come here, be they carried or refused."""
    return token.kind in {"time", "always"} or token.is_small or token.is_mark("(") or token.is_word(*_SUN)


def read_windows(cursor: Cursor) -> tuple[Window, ...]:
    """Take the windows of a rule; none when it has no times."""
    if not starts_window(cursor.peek()):
        return ()
    if cursor.peek().kind == "always":
        cursor.take()
        return (WHOLE_DAY,)
    windows = [_window(cursor)]
    while cursor.peek().is_mark(",") and starts_window(cursor.peek(1)):
        cursor.take()
        windows.append(_window(cursor))
    return tuple(windows)


def _window(cursor: Cursor) -> Window:
    first = cursor.peek()
    opens = _clock(cursor)
    _refuse_open_end(cursor, first)
    if not cursor.skip("-"):
        _seconds(cursor, opens)
        mend = "write its start and its end, as in '09:00-17:00'"
        raise cursor.fault(opens, "is a point in time, not hours", mend)
    closes = _clock(cursor)
    start, end = _seconds(cursor, opens, closes)
    window = cursor.built(first, lambda: Window.between(start, end))
    _refuse_open_end(cursor, first)
    if cursor.skip("/"):
        mend = "write each window by itself"
        raise cursor.fault(cursor.since(first), "is a series of points in time, not hours", mend)
    return window


def _clock(cursor: Cursor) -> Token:
    token = cursor.take()
    if token.is_word(*_SUN) or token.is_mark("("):
        mend = "write the wall times that are meant, as in '08:00-20:00'"
        raise cursor.fault(token, "follows the sun, which cannot be kept", mend)
    if token.kind not in {"number", "time"}:
        raise cursor.fault(token, "is not a wall time", _FORM)
    if token.is_small and month_number(cursor.peek().text) is not None:
        month = cursor.take().text
        raise cursor.fault(cursor.since(token), "has its day first", f"write '{month} {token.text}'")
    if cursor.peek().is_word(*_TWELVE_HOURS):
        cursor.take()
        raise cursor.fault(cursor.since(token), "is not a time of the 24-hour clock", _FORM)
    return token


def _seconds(cursor: Cursor, *clocks: Token) -> tuple[int, ...]:
    """Return the wall times in seconds; a number without minutes is told how to be written."""
    seconds = tuple(_checked(cursor, clock) for clock in clocks)
    if any(clock.kind == "number" for clock in clocks):
        raise cursor.fault(cursor.since(clocks[0]), "has no minutes", f"write {'-'.join(map(_whole, clocks))!r}")
    return seconds


def _whole(clock: Token) -> str:
    return f"{clock.text:0>2}:00" if clock.kind == "number" else clock.text


def _checked(cursor: Cursor, clock: Token) -> int:
    try:
        return seconds_of(_whole(clock))
    except BadInput as refused:
        raise cursor.fault(clock, refused.problem, refused.mend) from None


def _refuse_open_end(cursor: Cursor, first: Token) -> None:
    if cursor.skip("+"):
        mend = "write when it closes, as in '17:00-23:00'"
        raise cursor.fault(cursor.since(first), "has an open end, which cannot be kept", mend)
