"""The contract's own words: terms, each a condition that others may use by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.conditions import IsAny
from slacal.errors import BadDocument, WrongType
from slacal.policies.book import Book
from slacal.policies.condition import condition_of, naming_fault, terms_in
from slacal.policies.faults import read_each, together
from slacal.policies.references import reading_order, reference_faults
from slacal.policies.written import FrozenDict, frozen, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition

BUILT_IN: FrozenDict[Any] = frozen({
    "solved": {"status": ["solved", "resolved", "closed"]},
    "waiting": {"status": ["waiting", "pending", "on_hold"]},
})  # fmt: skip
UNREAD: Condition = IsAny("", frozenset())  # stands for a term of which only the name is known yet


def term_names(written: object) -> dict[str, Condition]:
    """Return every term that a document knows by name, not yet read."""
    return dict.fromkeys([*BUILT_IN, *(written if is_mapping(written) else ())], UNREAD)


def check_definitions(written: object, book: Book) -> None:
    """Check each definition, and that none goes in circles or grows too far. Raises: BadDocument, WrongType."""
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping of terms", "write each as 'term: {field: value}'")
    faults = reference_faults(_uses(written))
    try:
        read_each([(name, (name, one)) for name, one in written.items()], lambda member: _definition(*member, book))
    except BadDocument as bad:
        faults += bad.faults
    if faults:
        raise together(faults)


def _definition(name: str, written: object, book: Book) -> Condition:
    if fault := naming_fault(name, "a term"):
        raise fault
    return condition_of(written, book)


def _uses(own: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(terms_in(written)) for name, written in {**BUILT_IN, **own}.items()}


def terms_of(own: Mapping[str, Any]) -> dict[str, Condition]:
    """Return the terms of a checked document, built-in ones included.

    >>> sorted(terms_of({"busy": {"not": "waiting"}}))
    ['busy', 'solved', 'waiting']
    """
    written = {**BUILT_IN, **own}
    found: dict[str, Condition] = {}
    for name in reading_order(_uses(own)):
        found[name] = condition_of(written[name], Book(found))
    return found
