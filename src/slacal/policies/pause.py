"""Pauses as people write them: while a condition holds, from one moment to another, or several with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.documents.tree import text_at
from slacal.engine.limits import CalendarSpan
from slacal.engine.terms import PauseRule
from slacal.errors import BadInput
from slacal.policies.amount import amount_of, check_zoned
from slacal.policies.condition import condition_of
from slacal.policies.faults import check_keys, read_each, read_members
from slacal.policies.moment import moment_of
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.engine.limits import Amount
    from slacal.engine.moments import Moment
    from slacal.policies.book import Book

_KEYS = ("reason", "while", "from", "to", "at_most")
_PAUSED = "paused"


def pauses_of(written: object, book: Book) -> tuple[PauseRule, ...]:
    """Read ``never``, a condition, ``{from: moment, to: moment}``, or a list of pauses that each may have a reason.

    Raises: BadInput, WrongType, UnknownName, BadDocument with every fault; fields are relative.

    >>> from slacal.policies.book import Book
    >>> [rule.reason for rule in pauses_of([{"reason": "customer", "while": {"status": "waiting"}}], Book())]
    ['customer']
    """
    if written == "never":
        return ()
    if not is_list(written):
        return (_pause(written, book),)
    if not written:
        raise BadInput("", [], "is an empty list of pauses", "write never if the clock does not pause")
    return tuple(read_each(enumerate(written), lambda item: _pause(item, book)))


def _pause(written: object, book: Book) -> PauseRule:
    if is_mapping(written) and {"while", "from", "to"} & written.keys():
        return _rule(written, book)
    return PauseRule(written if isinstance(written, str) else _PAUSED, condition_of(written, book))


def _rule(members: Mapping[str, Any], book: Book) -> PauseRule:
    check_keys(members, _KEYS)
    if ("while" in members) == ("from" in members) or ("from" in members) != ("to" in members):
        raise BadInput("", thawed(members), "does not say when it pauses", "write either while, or from and to")

    def condition(written: object) -> Condition:
        return condition_of(written, book)

    def moment(written: object) -> Moment:
        return moment_of(written, book)

    found = read_members(
        members,
        reason=lambda reason: text_at(thawed(reason), ""),
        at_most=lambda amount: _cap(amount, book),
        to=moment,
        **{"while": condition, "from": moment},
    )
    reason = found.get("reason", _PAUSED)
    return PauseRule(reason, found.get("while"), found.get("from"), found.get("to"), found.get("at_most"))


def _cap(written: object, book: Book) -> Amount:
    amount = amount_of(written, book.date_zone)
    if isinstance(amount, CalendarSpan) and amount.months:
        mend = "write business or calendar days, or weeks"
        raise BadInput("", written, "is of no fixed length, and cannot be summed up over pauses", mend)
    check_zoned(amount, book)
    return amount
