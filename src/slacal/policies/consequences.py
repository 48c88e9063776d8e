"""What follows from a limit: a conversion at it, credits for a breach of it, and the share of cycles that keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from slacal.documents.tree import text_at
from slacal.engine.terms import Attainment, Conversion, Credits, Period
from slacal.errors import BadInput, WrongType
from slacal.policies.amount import amount_of, check_zoned
from slacal.policies.condition import condition_of
from slacal.policies.faults import check_keys, read_both, read_each, read_members, together
from slacal.policies.percent import percent_of, percent_text
from slacal.policies.piece import choice_fault
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.engine.limits import Amount
    from slacal.policies.book import Book

_AT_LIMIT = "write at_limit: [{when: condition, convert: name of a target or a service}]"
_CREDITS = "write credits: {each_started: 4 calendar hours, give: 10%, at_most: 50%}"
_ATTAIN = "write attain: {share: 95%, each: month}"


def at_limit_of(written: object, book: Book) -> tuple[Conversion, ...]:
    """Read what becomes of a cycle at its limit: a target that it opens, or a service that it becomes.

    Raises: BadInput, WrongType, BadDocument with every fault.

    >>> from slacal.policies.book import Book
    >>> at_limit_of([{"convert": "paid work"}], Book())
    (Conversion(to='paid work', when=None, opens=False),)
    """
    if not is_list(written) or not written:
        raise WrongType("", thawed(written), "is not a list of conversions", _AT_LIMIT)
    return tuple(read_each(enumerate(written), lambda item: _conversion(item, book)))


def _conversion(written: object, book: Book) -> Conversion:
    members = _members(written, ("convert",), ("when",), _AT_LIMIT)
    when, name = read_both(
        ("when", lambda: condition_of(members["when"], book) if "when" in members else None),
        ("convert", lambda: _words(members["convert"])),
    )
    return Conversion(name, when, opens=name in book.targets)


def opened_by(written: object) -> Iterator[str]:
    """Yield the names into which a target, as far as it can be read, is converted."""
    several = written.get("at_limit") if is_mapping(written) else ()
    for item in several if is_list(several) else ():
        if is_mapping(item) and isinstance(item.get("convert"), str):
            yield item["convert"]


def credits_of(written: object, book: Book) -> Credits:
    """Read a penalty. Raises: BadInput, WrongType, BadDocument with every fault.

    >>> from slacal.policies.book import Book
    >>> credits_of({"each_started": "4 calendar hours", "give": "10%", "at_most": 50}, Book()).percent
    Fraction(10, 1)
    """
    members = _members(written, ("each_started", "give"), ("at_most", "of"), _CREDITS)
    found = read_members(
        members,
        each_started=lambda amount: _amount(amount, book),
        give=lambda percent: percent_of(percent, 100),
        at_most=lambda percent: percent_of(percent, 100),
        of=_words,
    )
    most = found.get("at_most")
    if most is not None and most < found["give"]:
        problem = f"is less than the first {percent_text(found['give'])} already gives"
        mend = "write at least as much as give, or leave it out"
        raise BadInput("at_most", thawed(members["at_most"]), problem, mend, "clash")
    return Credits(found["each_started"], found["give"], most, found.get("of", ""))


def attain_of(written: object, _: Book) -> Attainment:
    """Read the share of cycles that is promised to be met. Raises: BadInput, WrongType, BadDocument.

    >>> from slacal.policies.book import Book
    >>> attain_of({"share": "95%", "each": "month"}, Book())
    Attainment(percent=Fraction(95, 1), each='month')
    """
    members = _members(written, ("share", "each"), (), _ATTAIN)
    found = read_members(members, share=lambda percent: percent_of(percent, 100), each=_period)
    return Attainment(found["share"], found["each"])


def _members(written: object, needed: tuple[str, ...], more: tuple[str, ...], form: str) -> Mapping[str, Any]:
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping", form)
    check_keys(written, (*needed, *more))
    if missing := [BadInput(key, None, "is missing", form, "missing") for key in needed if key not in written]:
        raise together(missing)
    return written


def _amount(written: object, book: Book) -> Amount:
    amount = amount_of(written, book.date_zone)
    check_zoned(amount, book)
    return amount


def _words(written: object) -> str:
    text = text_at(thawed(written), "")
    if not text.strip():
        raise BadInput("", text, "is empty", "write a name")
    return text


def _period(written: object) -> str:
    known = list(get_args(Period))
    if written not in known:
        raise choice_fault(thawed(written), known)
    return str(written)
