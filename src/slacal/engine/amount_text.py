"""Amounts as text: so many business or calendar minutes, hours or days, or weeks, months and years."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from slacal.calendars.arguments import MOST_DAYS
from slacal.calendars.day_rule import DayRule
from slacal.engine.facts import as_text
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime, Unlimited
from slacal.errors import BadInput
from slacal.spans.instant import DAY, HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Amount, Limit

_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,12})?)\s+(?:(\w{1,20})\s+)?(minute|hour|day|week|month|year)s?")
_MICROS = {"minute": HOUR // 60, "hour": HOUR}
_MOST = {"day": MOST_DAYS, "week": MOST_DAYS // 7, "month": 1_200, "year": 100}
MEND = "write an amount such as '24 business hours', '2 business days', '30 calendar minutes' or '3 months'"
NOT_STATED = Unlimited("not stated")


@lru_cache(maxsize=1_024)  # facts repeat a few texts over millions of tickets
def amount_in(text: str) -> Amount:
    """Read an amount. Hours and minutes may have decimals and are kept exactly, in microseconds.

    Bounds: more than nothing, at most 100 years. Raises: BadInput; the field is "".

    >>> amount_in("1.5 business hours")
    OpenTime(amount=5400000000, text='1.5 business hours')
    >>> amount_in("3 months")
    CalendarSpan(text='3 months', days=0, months=3, zone='UTC')
    >>> amount_in("24 hours")
    Traceback (most recent call last):
    slacal.BadInput: ='24 hours' does not say which hours; write '24 business hours' or '24 calendar hours'
    """
    words = " ".join(text.split())
    match = _AMOUNT.fullmatch(words)
    if match is None:
        raise BadInput("", text, "is not an amount", MEND)
    number, which, unit = match.groups()
    if unit in _MICROS:
        return _time(words, Fraction(number), which, unit)
    return _days(words, number, which, unit)


def resolved(limit: Limit | Given, facts: Mapping[str, Scalar]) -> Limit:
    """Return the limit that holds for these facts: what the fact says where one gives it, else what it says itself.

    An absent or empty fact leaves what stands for it, and without that the limit is not stated.
    Raises: BadInput for a fact that holds no amount; the field is ``facts.NAME``.

    >>> limit = Given("promised", None, DayRule(), "as promised")
    >>> resolved(limit, {"promised": "8 business hours"}), resolved(limit, {})
    (OpenTime(amount=28800000000, text='8 business hours'), Unlimited(text='not stated'))
    """
    if not isinstance(limit, Given):
        return limit
    value = facts.get(limit.field)
    if value is None or value == "":
        return limit.otherwise or NOT_STATED
    try:
        amount = amount_in(as_text(value))
    except BadInput as bad:
        raise BadInput(f"facts.{limit.field}", value, bad.problem, bad.mend, bad.code) from None
    return read_by(amount, limit.rule, limit.min_window, limit.zone)


def read_by(amount: Amount, rule: DayRule, min_window: int, zone: str) -> Amount:
    """Return the amount with a reading of its business days and the zone of its dates."""
    if isinstance(amount, BusinessDays):
        return replace(amount, rule=rule, min_window=min_window)
    return replace(amount, zone=zone) if isinstance(amount, CalendarSpan) else amount


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
