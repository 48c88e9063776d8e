"""Amounts as people write them: so many business or calendar minutes, hours or days, or weeks, months and years."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias

from slacal.calendars.arguments import MOST_DAYS
from slacal.calendars.day_rule import DayRule
from slacal.engine.limits import BusinessDays, CalendarSpan, OpenTime, RealTime, Unlimited
from slacal.errors import BadInput, WrongType
from slacal.policies.faults import not_yet
from slacal.policies.written import is_mapping, thawed
from slacal.spans.instant import DAY, HOUR

Amount: TypeAlias = OpenTime | RealTime | BusinessDays | CalendarSpan

_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,12})?)\s+(?:(\w{1,20})\s+)?(minute|hour|day|week|month|year)s?")
_MICROS = {"minute": HOUR // 60, "hour": HOUR}
_MOST = {"day": MOST_DAYS, "week": MOST_DAYS // 7, "month": 1_200, "year": 100}
_MEND = "write an amount such as '24 business hours', '2 business days', '30 calendar minutes' or '3 months'"
END_OF_DAY = "end of business day"
MEASURED_ONLY = ("not regulated", "not stated")


def amount_of(written: object) -> Amount:
    """Read an amount. Hours and minutes may have decimals and are kept exactly, in microseconds.

    Bounds: more than nothing, at most 100 years. Raises: BadInput, WrongType; the field is "".

    >>> amount_of("1.5 business hours")
    OpenTime(amount=5400000000, text='1.5 business hours')
    >>> amount_of("3 months")
    CalendarSpan(text='3 months', days=0, months=3)
    >>> amount_of("24 hours")
    Traceback (most recent call last):
    slacal.BadInput: ='24 hours' does not say which hours; write '24 business hours' or '24 calendar hours'
    """
    if is_mapping(written) and "fact" in written:
        raise not_yet(thawed(written), "an amount taken from a fact")
    if not isinstance(written, str):
        raise WrongType("", thawed(written), "is not an amount", _MEND)
    text = " ".join(written.split())
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise BadInput("", written, "is not an amount", _MEND)
    number, which, unit = match.groups()
    if unit in _MICROS:
        return _time(text, Fraction(number), which, unit)
    return _days(text, number, which, unit)


def _time(text: str, number: Fraction, which: str | None, unit: str) -> OpenTime | RealTime:
    if which not in ("business", "calendar"):
        raise _unclear(text, which, unit)
    micros = number * _MICROS[unit]
    if micros.denominator != 1:
        raise BadInput("", text, "is finer than a microsecond", "write fewer decimals")
    amount = _bounded(text, int(micros), MOST_DAYS * DAY)
    return OpenTime(amount, text) if which == "business" else RealTime(amount, text)


def _days(text: str, number: str, which: str | None, unit: str) -> BusinessDays | CalendarSpan:
    if which not in (("business", "calendar") if unit == "day" else (None,)):
        raise _unclear(text, which, unit)
    if not number.isdigit():
        raise BadInput("", text, f"is not a whole number of {unit}s", "write a whole number, or an amount of hours")
    count = _bounded(text, int(number), _MOST[unit])
    if which == "business":
        return BusinessDays(count, DayRule(), text)
    if unit in ("month", "year"):
        return CalendarSpan(text, months=count * (12 if unit == "year" else 1))
    return CalendarSpan(text, days=count * (7 if unit == "week" else 1))


def _bounded(text: str, amount: int, most: int) -> int:
    if not amount:
        raise BadInput("", text, "is no time at all", "write an amount above 0")
    if amount > most:
        raise BadInput("", text, "is longer than 100 years", "write a shorter amount")
    return amount


def _unclear(text: str, which: str | None, unit: str) -> BadInput:
    """Return the refusal of an amount that leaves open, or garbles, which hours or days it means."""
    number, *_, written_unit = text.split()
    if unit not in ("minute", "hour", "day"):
        return BadInput("", text, f"is not an amount of {unit}s", f"write '{number} {written_unit}', or business days")
    mends = f"write '{number} business {written_unit}' or '{number} calendar {written_unit}'"
    problem = f"does not say which {unit}s" if which is None else f"has a kind of {unit}s that is not known, {which!r}"
    return BadInput("", text, problem, mends, "unclear-amount")


def limit_of(written: object) -> Amount | Unlimited:
    """Read what stands after ``within:``, an amount or words.

    >>> limit_of("end of business day").text, limit_of("not regulated")
    ('end of business day', Unlimited(text='not regulated'))
    """
    text = " ".join(written.split()) if isinstance(written, str) else ""
    if text in MEASURED_ONLY:
        return Unlimited(text)
    if text == END_OF_DAY:
        return BusinessDays(1, DayRule(counts_from="same_day"), text)
    return amount_of(written)
