"""Warnings as documents write them: a share of the goal, or an amount before or after the due, or after the start."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from slacal.engine.terms import Side, Warn
from slacal.errors import BadInput, WrongType
from slacal.policies.amount import amount_of, check_zoned
from slacal.policies.faults import read_each
from slacal.policies.percent import percent_of, percent_text
from slacal.policies.written import is_list, thawed

if TYPE_CHECKING:
    from slacal.policies.book import Book

MOST = 1_000  # percent
_SIDES: dict[str, Side] = {"before due": "before_due", "after due": "after_due", "after start": "after_start"}
_NUMBER = re.compile(r"[0-9.]+ ?%?")
_AMOUNT = re.compile(r"(.+) (before due|after due|after start)")
_MEND = "write '75%', '1 business hour before due', '2 business days after due' or '1 calendar hour after start'"


def warnings_of(written: object, book: Book) -> tuple[Warn, ...]:
    """Read a list of warnings, each kept in its words. Raises: BadInput, WrongType, BadDocument.

    >>> from slacal.policies.book import Book
    >>> [(warn.share, warn.side) for warn in warnings_of(["75%", "1 business hour after due"], Book())]
    [(Fraction(3, 4), 'before_due'), (None, 'after_due')]
    """
    if not is_list(written) or not written:
        raise WrongType("", thawed(written), "is not a list of warnings", _MEND)
    seen: set[Warn] = set()
    return tuple(read_each(enumerate(written), lambda item: _once(_warning(item, book), item, seen)))


def _once(warn: Warn, written: object, seen: set[Warn]) -> Warn:
    amount = warn.amount
    meant = replace(warn, text="", amount=amount if amount is None else replace(amount, text=""))
    if meant in seen:
        raise BadInput("", thawed(written), "stands there twice, and warns once", "leave it out", "repeated")
    seen.add(meant)
    return warn


def _warning(written: object, book: Book) -> Warn:
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise WrongType("", thawed(written), "is not a warning", _MEND)
    text = " ".join(written.split()) if isinstance(written, str) else written
    if not isinstance(text, str) or _NUMBER.fullmatch(text):
        percent = percent_of(text, MOST)
        return Warn(text if isinstance(text, str) and "%" in text else percent_text(percent), share=percent / 100)
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise BadInput("", written, "does not say when to warn", _MEND)
    amount = amount_of(match[1], book.date_zone)
    check_zoned(amount, book)
    return Warn(text, amount=amount, side=_SIDES[match[2]])
