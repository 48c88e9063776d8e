"""The grammar of dates in opening-hours text: years, parts of the year and ISO weeks, and the weekdays among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.date_period import EasterPeriod, Period
from slacal.calendars.date_selector import DateSelector
from slacal.calendars.names import EVERY_WEEKDAY, MONTHS, month_number
from slacal.calendars.weekday_text import read_weekdays, starts_weekday

if TYPE_CHECKING:
    from slacal.calendars.hours_tokens import Cursor, Token

_LAST_YEAR = 9999
_LAST_DAY_OF = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Selected(NamedTuple):
    """What a rule is about: dates, or else weekdays of every week, and whether public holidays too."""

    dates: DateSelector | None
    weekdays: tuple[int, ...]
    public_holidays: bool


def read_selected(cursor: Cursor) -> Selected:
    """Take all that says when a rule applies, from the start of the rule up to its hours."""
    first = cursor.peek()
    years = _years(cursor)
    periods = _periods(cursor)
    weeks = _weeks(cursor)
    if years or periods or weeks:
        cursor.skip(":")
    picks, public_holidays = read_weekdays(cursor)
    if not (years or periods or weeks or any(pick.nths for pick in picks)):
        named = tuple(sorted({pick.weekday for pick in picks}))
        everything = not named and not public_holidays
        return Selected(None, EVERY_WEEKDAY if everything else named, public_holidays)
    if public_holidays:
        problem = "limits public holidays to some dates, which cannot be kept"
        raise cursor.fault(cursor.since(first), problem, "write the dates and 'PH' as two rules, 'PH' last")
    dates = cursor.built(first, lambda: DateSelector(years, periods, weeks, picks))
    return Selected(dates, (), public_holidays=False)


def starts_selector(token: Token) -> bool:
    """Whether a rule could go on from here with dates or weekdays."""
    return token.is_year or _names_period(token) or starts_weekday(token) or token.is_word("week")


def _starts_period(token: Token, after: Token) -> bool:
    return _names_period(after if token.is_year else token)


def _names_period(token: Token) -> bool:
    return token.kind == "word" and (month_number(token.text) is not None or token.is_word("easter"))


def _years(cursor: Cursor) -> tuple[range, ...]:
    found: list[range] = []
    if not cursor.peek().is_year or _starts_period(cursor.peek(), cursor.peek(1)):
        return ()
    while True:
        found.append(_year_range(cursor))
        if not (cursor.peek().is_mark(",") and cursor.peek(1).is_year):
            return tuple(found)
        cursor.take()


def _year_range(cursor: Cursor) -> range:
    first = cursor.take()
    if cursor.skip("+"):
        return range(int(first.text), _LAST_YEAR + 1)
    if not cursor.skip("-"):
        return range(int(first.text), int(first.text) + 1)
    last = cursor.take()
    if not last.is_year:
        mend = "write years as '2026-2028' and dates as '2026 Dec 24'"
        raise cursor.fault(cursor.since(first), "is no range of years", mend)
    return _stepped(cursor, first, last)


def _stepped(cursor: Cursor, first: Token, last: Token) -> range:
    step = 1
    if cursor.skip("/"):
        every = cursor.take()
        if not (every.is_small and int(every.text)):
            raise cursor.fault(every, "is no step", "write a number, as in 'week 01-53/2'")
        step = int(every.text)
    if int(last.text) < int(first.text):
        raise cursor.fault(cursor.since(first), "ends before it starts", "write two ranges with a comma")
    return range(int(first.text), int(last.text) + 1, step)


def _periods(cursor: Cursor) -> tuple[Period | EasterPeriod, ...]:
    if not _starts_period(cursor.peek(), cursor.peek(1)):
        return ()
    found = [_period(cursor)]
    while cursor.peek().is_mark(","):
        before, ended_in_a_day = found[-1], cursor.last().is_small
        if _starts_period(cursor.peek(1), cursor.peek(2)):
            cursor.take()
            found.append(_period(cursor))
        elif cursor.peek(1).is_small and ended_in_a_day and isinstance(before, Period):
            cursor.take()  # the 26 of "Dec 24,26": month and year are those just named
            found.append(_days(cursor, cursor.peek(), before.last[0], before.last_year))
        else:
            break
    return tuple(found)


def _period(cursor: Cursor) -> Period | EasterPeriod:
    first = cursor.peek()
    year = int(cursor.take().text) if first.is_year else None
    if cursor.peek().is_word("easter"):
        return _easter(cursor, first, year)
    month = _month(cursor)
    if cursor.peek().is_small:
        return _days(cursor, first, month, year)
    return _months(cursor, first, month, year)


def _month(cursor: Cursor) -> int:
    token = cursor.take()
    month = month_number(token.text)
    if month is None:
        raise cursor.fault(token, "is not a month", f"write one of {', '.join(MONTHS)}")
    return month


def _months(cursor: Cursor, first: Token, month: int, year: int | None) -> Period:
    _refuse_year_behind(cursor, first)
    last_month, last_year = month, year
    if cursor.skip("-"):
        last_year = int(cursor.take().text) if cursor.peek().is_year else None
        last_month = _month(cursor)
        if cursor.peek().is_small:
            cursor.take()
            mend = "give both ends a day, as in 'Jun 01-Aug 15'"
            raise cursor.fault(cursor.since(first), "has a day at one end only", mend)
        _refuse_year_behind(cursor, first)
    _refuse_steps(cursor, first)
    last = (last_month, _LAST_DAY_OF[last_month - 1])
    return cursor.built(first, lambda: Period((month, 1), last, year, last_year))


def _days(cursor: Cursor, first: Token, month: int, year: int | None) -> Period:
    start = (month, int(cursor.take().text))
    _refuse_year_behind(cursor, first)
    _refuse_moved(cursor, first)
    last, last_year = start, None
    if cursor.skip("-"):
        last, last_year = _last_day(cursor, first, month)
        _refuse_year_behind(cursor, first)
        _refuse_moved(cursor, first)
    _refuse_steps(cursor, first)
    return cursor.built(first, lambda: Period(start, last, year, last_year))


def _last_day(cursor: Cursor, first: Token, month: int) -> tuple[tuple[int, int], int | None]:
    if cursor.peek().is_small:
        return (month, int(cursor.take().text)), None
    year = int(cursor.take().text) if cursor.peek().is_year else None
    month = _month(cursor)
    if not cursor.peek().is_small:
        mend = "give both ends a day, as in 'Jun 01-Aug 15'"
        raise cursor.fault(cursor.since(first), "has a day at one end only", mend)
    return (month, int(cursor.take().text)), year


def _easter(cursor: Cursor, first: Token, year: int | None) -> EasterPeriod:
    start = last = _from_easter(cursor)
    if cursor.skip("-"):
        if not cursor.peek().is_word("easter"):
            mend = "write the last date as 'easter +1 day', or split the rule"
            raise cursor.fault(cursor.since(first), "runs from Easter to something else", mend)
        last = _from_easter(cursor)
    return cursor.built(first, lambda: EasterPeriod(start, last, year))


def _from_easter(cursor: Cursor) -> int:
    cursor.take()
    sign, number, unit = (cursor.peek(ahead) for ahead in range(3))
    if not (sign.text in {"+", "-"} and number.kind == "number"):
        return 0
    if not unit.is_word("day", "days"):
        raise cursor.fault(number, "does not say how many days from Easter", "write it as 'easter +1 day'")
    for _ in range(3):
        cursor.take()
    return int(sign.text + number.text)


def _refuse_year_behind(cursor: Cursor, first: Token) -> None:
    if cursor.peek().is_year:
        cursor.take()
        raise cursor.fault(cursor.since(first), "has its year last", "write the year first, as in '2026 Dec 24'")


def _refuse_moved(cursor: Cursor, first: Token) -> None:
    sign, moved, unit = (cursor.peek(ahead) for ahead in range(3))
    moves = unit.is_word("day", "days") or starts_weekday(moved)
    if sign.is_mark("+") or (sign.is_mark("-") and moves):
        cursor.take()
        problem = "moves a date or leaves its end open, which cannot be kept"
        raise cursor.fault(cursor.since(first), problem, "write the dates that are meant, as in 'Dec 24-26'")


def _refuse_steps(cursor: Cursor, first: Token) -> None:
    if cursor.skip("/"):
        raise cursor.fault(cursor.since(first), "counts every so many days, which cannot be kept", "list the dates")


def _weeks(cursor: Cursor) -> tuple[range, ...]:
    if not cursor.peek().is_word("week"):
        return ()
    cursor.take()
    found: list[range] = []
    while True:
        first = last = cursor.take()
        if not first.is_small:
            raise cursor.fault(first, "is not a week's number", "write ISO weeks, as in 'week 01-53/2'")
        if cursor.skip("-"):
            last = cursor.take()
        if not last.is_small:
            raise cursor.fault(last, "is not a week's number", "write ISO weeks, as in 'week 01-53/2'")
        found.append(_stepped(cursor, first, last))
        if not (cursor.peek().is_mark(",") and cursor.peek(1).is_small):
            return tuple(found)
        cursor.take()
