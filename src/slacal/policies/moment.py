"""Moments as people write them: an event, the instant at which a condition becomes true, or the first of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.errors import BadInput, WrongType
from slacal.policies.condition import RESERVED, condition_of, texts_of
from slacal.policies.faults import check_keys, not_yet, read_both, read_each
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.moments import Moment
    from slacal.policies.book import Book

_MEND = "write an event kind, a term, {event: kind}, a condition, or a list of these"


def moment_of(written: object, book: Book) -> Moment:
    """Read a moment. A bare word is a term if one is defined, else an event kind.

    Raises: BadInput, WrongType, UnknownName, BadDocument with every fault; fields are relative.

    >>> from slacal.policies.book import Book
    >>> moment_of({"event": "agent_reply", "with": {"author": "human"}}, Book())
    OnEvent(names=frozenset({'agent_reply'}), details=(('author', frozenset({'human'})),))
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
    check_keys(members, ("event", "with"), ("once_by",))
    names, details = read_both(
        ("event", lambda: _kinds(members["event"])), ("with", lambda: _details(members.get("with", {})))
    )
    return OnEvent(names, details)


def _kinds(written: object) -> frozenset[str]:
    if not is_list(written):
        return frozenset({_kind(written)})
    if not written:
        raise BadInput("", [], "names no event kind", "name at least one")
    return frozenset(read_each(enumerate(written), _kind))


def _kind(written: object) -> str:
    if not isinstance(written, str):
        raise WrongType("", thawed(written), "is not an event kind", "write its name, as in 'agent_reply'")
    if written in RESERVED or not written.strip():
        raise BadInput("", written, "is a reserved word and no event kind", _MEND, "reserved")
    return written


def _details(written: object) -> tuple[tuple[str, frozenset[str]], ...]:
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping of details", "write with: {detail: value}")
    return tuple(zip(written, read_each(written.items(), _detail), strict=True))


def _detail(written: object) -> frozenset[str]:
    if is_mapping(written) or written in ("present", "absent"):
        raise not_yet(thawed(written), "more than plain values of a detail")
    return texts_of(written)
