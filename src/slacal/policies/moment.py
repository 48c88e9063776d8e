"""Moments as people write them: an event, the instant at which a condition becomes true, or the first of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.conditions import AllOf, IsAny
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.errors import BadInput, WrongType
from slacal.policies.condition import condition_of, fact_condition, naming_fault
from slacal.policies.faults import check_keys, read_each, read_members
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment
    from slacal.policies.book import Book

    Details = tuple[tuple[str, frozenset[str]], ...]

_MEND = "write an event kind, a term, {event: kind}, a condition, or a list of these"


def moment_of(written: object, book: Book) -> Moment:
    """Read a moment. A bare word is a term if one is defined, else an event kind.

    Raises: BadInput, WrongType, UnknownName, BadDocument with every fault; fields are relative.

    >>> from slacal.policies.book import Book
    >>> moment_of({"event": "agent_reply", "with": {"author": "human"}}, Book())
    OnEvent(names=frozenset({'agent_reply'}), details=(('author', frozenset({'human'})),), once_by='', where=None)
    """
    if isinstance(written, str):
        term = book.terms.get(written)
        return OnEvent(frozenset({_kind(written)})) if term is None else Becomes(term)
    if is_list(written):
        found = read_each(enumerate(written), lambda item: moment_of(item, book))
        if not found:
            raise BadInput("", [], "is an empty list, and never comes", _MEND)
        return found[0] if len(found) == 1 else FirstOf(tuple(found))
    if not is_mapping(written):
        raise WrongType("", written, "is not a moment", _MEND)
    return _on_event(written) if "event" in written else Becomes(condition_of(written, book))


def _on_event(members: Mapping[str, Any]) -> Moment:
    check_keys(members, ("event", "with", "once_by"))
    found = read_members(members, event=_kinds, once_by=_detail_named, **{"with": _details})
    details, where = found.get("with", ((), None))
    return OnEvent(found["event"], details, found.get("once_by", ""), where)


def _kinds(written: object) -> frozenset[str]:
    if not is_list(written):
        return frozenset({_kind(written)})
    if not written:
        raise BadInput("", [], "names no event kind", "name at least one")
    return frozenset(read_each(enumerate(written), _kind))


def _kind(written: object) -> str:
    if not isinstance(written, str):
        raise WrongType("", thawed(written), "is not an event kind", "write its name, as in 'agent_reply'")
    if fault := naming_fault(written, "an event kind", _MEND):
        raise fault
    return written


def _detail_named(written: object) -> str:
    if not isinstance(written, str) or not written.strip():
        raise WrongType("", thawed(written), "is not the name of a detail", "write the detail that names the voucher")
    return written


def _details(written: object) -> tuple[Details, Condition | None]:
    """Return the plain values of details, and a condition for those that say more."""
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping of details", "write with: {detail: value}")
    told = read_each([(key, (key, value)) for key, value in written.items()], _detail)
    more = [one for _, one in told if not isinstance(one, IsAny)]
    where = None if not more else more[0] if len(more) == 1 else AllOf(tuple(more))
    return tuple((name, one.texts) for name, one in told if isinstance(one, IsAny)), where


def _detail(member: tuple[str, object]) -> tuple[str, Condition]:
    name, value = member
    if fault := naming_fault(name, "a detail"):
        raise fault
    return name, fact_condition(name, value)
