"""Amounts as documents write them: a text, or a fact that holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.calendars.day_rule import DayRule
from slacal.documents.tree import text_at
from slacal.engine.amount_text import MEND, amount_in, read_by
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, Unlimited
from slacal.errors import BadInput, WrongType
from slacal.policies.faults import check_keys, read_both
from slacal.policies.product_presets import days_meant
from slacal.policies.written import is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.limits import Amount
    from slacal.policies.book import Book

END_OF_DAY = "end of business day"
NO_ZONE = ("is about dates, and the policy does not say in which zone", "add zone: to the policy", "no-zone")
MEASURED_ONLY = ("not regulated", "not stated")
_PLAIN = DayRule()


def amount_of(written: object, zone: str = "UTC") -> Amount:
    """Read an amount that is written as text; `zone` is that of its dates. Raises: BadInput, WrongType.

    >>> amount_of("1.5 business hours")
    OpenTime(amount=5400000000, text='1.5 business hours')
    """
    if is_mapping(written) and "fact" in written:
        raise BadInput("", thawed(written), "is taken from a fact, and must stand here itself", MEND, "not-fixed")
    if not isinstance(written, str):
        raise WrongType("", thawed(written), "is not an amount", MEND)
    return read_by(amount_in(written), _PLAIN, 0, zone)


def given_of(written: Mapping[str, Any], zone: str = "UTC") -> Given:
    """Read ``{fact: field, else: amount}``: the amount that a fact holds, as text. Raises: BadInput, BadDocument.

    >>> given_of({"fact": "promised", "else": "8 business hours"}).otherwise
    OpenTime(amount=28800000000, text='8 business hours')
    """
    check_keys(written, ("fact", "else"))
    field, otherwise = read_both(
        ("fact", lambda: fact_named(written["fact"])),
        ("else", lambda: amount_of(written["else"], zone) if "else" in written else None),
    )
    text = f"as the fact {field!r} says" + (f", else {otherwise.text}" if otherwise else "")
    return Given(field, otherwise, _PLAIN, text, zone=zone)


def fact_named(written: object) -> str:
    """Return the name of a fact. Raises: BadInput."""
    name = text_at(thawed(written), "")
    if not name.strip():
        raise BadInput("", name, "names no fact", "write the name of a fact")
    return name


def amount_or_given(written: object, zone: str = "UTC") -> Amount | Given:
    """Read an amount, or a fact that holds one."""
    return given_of(written, zone) if is_mapping(written) and "fact" in written else amount_of(written, zone)


def check_zoned(amount: Amount | Given, book: Book) -> None:
    """Refuse an amount that is, or may be, one of dates where no zone is named. Raises: BadInput."""
    if isinstance(amount, CalendarSpan | Given) and not book.date_zone:
        raise BadInput("", amount.text, *NO_ZONE)


def limit_of(written: object, book: Book) -> Amount | Given | Unlimited:
    """Read what stands after ``within:``, an amount or words; a bare number of days as the product preset means it.

    >>> from slacal.policies.book import Book
    >>> limit_of("end of business day", Book()).text, limit_of("not regulated", Book())
    ('end of business day', Unlimited(text='not regulated'))
    """
    if not isinstance(written, str):
        return amount_or_given(written, book.date_zone)
    text = " ".join(written.split())
    if text in MEASURED_ONLY:
        return Unlimited(text)
    if text == END_OF_DAY:
        return BusinessDays(1, DayRule(counts_from="same_day"), text)
    if "day" in text and not any(map(str.isdigit, text)):
        raise BadInput("", text, "is not an amount", f"write '{END_OF_DAY}', or a number as in '2 business days'")
    return days_meant(text, book.product) or amount_of(written, book.date_zone)
