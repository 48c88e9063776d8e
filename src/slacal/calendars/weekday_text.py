"""The grammar of weekdays in opening-hours text: ranges, the nth of a month, and public holidays among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.date_selector import WeekdayPick
from slacal.calendars.names import WEEKDAYS, weekday_number

if TYPE_CHECKING:
    from slacal.calendars.hours_tokens import Cursor, Token

_HOLIDAYS = ("ph", "sh")


def starts_weekday(token: Token) -> bool:
    """Whether a weekday or a kind of holiday comes here."""
    return token.kind == "word" and (weekday_number(token.text) is not None or token.is_word(*_HOLIDAYS))


def read_weekdays(cursor: Cursor) -> tuple[tuple[WeekdayPick, ...], bool]:
    """Take the weekdays of a rule, and whether it names public holidays beside them."""
    picks: list[WeekdayPick] = []
    public_holidays = False
    while starts_weekday(cursor.peek()):
        if cursor.peek().is_word(*_HOLIDAYS):
            _public_holidays(cursor)
            public_holidays = True
        else:
            picks += _weekday_picks(cursor)
        if not (cursor.peek().is_mark(",") and starts_weekday(cursor.peek(1))):
            break
        cursor.take()
    return tuple(picks), public_holidays


def _public_holidays(cursor: Cursor) -> None:
    token = cursor.take()
    if token.is_word("sh"):
        mend = "write the dates of the holidays, or give them as special days"
        raise cursor.fault(token, "means school holidays, which are not known here", mend)
    following = cursor.peek()
    if starts_weekday(following):
        mend = "write 'Sa,PH' for Saturdays as well as public holidays"
        raise cursor.fault(following, "limits public holidays to some weekdays, which cannot be kept", mend)
    if following.text in {"+", "-"}:
        mend = "give the days around public holidays as special days"
        raise cursor.fault(following, "moves public holidays, which cannot be kept", mend)


def _weekday_picks(cursor: Cursor) -> list[WeekdayPick]:
    first = cursor.take()
    weekday = weekday_number(first.text) or 0
    if cursor.peek().is_mark("["):
        pick = WeekdayPick(weekday, _nths(cursor))
        if cursor.peek().text in {"+", "-"}:
            problem = "moves from the weekday of a month, which cannot be kept"
            raise cursor.fault(
                cursor.since(first), problem, "write the dates that are meant, or give them as special days"
            )
        return [pick]
    if not cursor.skip("-"):
        return [WeekdayPick(weekday)]
    token = cursor.take()
    last = weekday_number(token.text)
    if last is None:
        raise cursor.fault(token, "does not end a range of weekdays", f"write one of {', '.join(WEEKDAYS)}")
    if cursor.peek().is_mark("["):
        mend = "number each weekday by itself, as in 'Mo[1],Tu[1]'"
        raise cursor.fault(cursor.since(first), "is a range of weekdays with a number behind it", mend)
    return [WeekdayPick((weekday + step) % 7) for step in range((last - weekday) % 7 + 1)]


def _nths(cursor: Cursor) -> tuple[int, ...]:
    cursor.take()
    found: list[int] = []
    while True:
        found += _nth_range(cursor)
        if cursor.skip("]"):
            return tuple(found)
        if not cursor.skip(","):
            raise cursor.fault(cursor.peek(), "is no weekday of a month", "write it as 'Mo[1]' or 'Fr[-1]'")


def _nth_range(cursor: Cursor) -> range:
    first = cursor.peek()
    sign = -1 if cursor.skip("-") else 1
    nth = cursor.take()
    last = nth
    if sign == 1 and cursor.skip("-"):
        last = cursor.take()
    known = {"1", "2", "3", "4", "5"}
    if nth.text not in known or last.text not in known or int(last.text) < int(nth.text):
        mend = "count from 1 to 5, or from the end of the month -1 to -5"
        raise cursor.fault(cursor.since(first), "is no weekday of a month", mend)
    return range(sign * int(nth.text), sign * int(last.text) + 1)
