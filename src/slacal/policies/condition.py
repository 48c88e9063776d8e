"""Conditions as people write them: a term of the contract, or facts with the values that they must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.calendars.plain_date import date_of
from slacal.documents.written_float import WrittenFloat
from slacal.engine.conditions import AllOf, AnyOf, Between, Dated, IsAny, Not, Present
from slacal.engine.facts import as_text
from slacal.errors import BadInput, WrongType
from slacal.policies.faults import check_keys, read_each, read_members, unknown_name
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from slacal.engine.conditions import Condition
    from slacal.errors import SlacalError
    from slacal.policies.book import Book

RESERVED = ("any", "all", "not", "event", "fact", "present", "absent", "always", "never")
_NUMBERS = ("at_least", "more_than", "at_most", "less_than")
_DATES = ("from", "before")


def condition_of(written: object, book: Book) -> Condition:
    """Read a condition: a term, ``{field: value, ...}`` of which all must hold, or ``not``, ``any`` and ``all``.

    Raises: BadInput, UnknownName for a term, WrongType, BadDocument with every fault; fields are relative.

    >>> from slacal.policies.book import Book
    >>> urgent = condition_of({"priority": [1, 2], "not": {"tier": "free"}}, Book())
    >>> urgent.holds({"priority": "1", "tier": "paid"}), urgent.holds({"tier": "paid"})
    (True, False)
    """
    if isinstance(written, str):
        return _term(written, book)
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a condition", "write a term, or {field: value}")
    if not written:
        raise BadInput("", {}, "is empty, and would hold of everything", "name a fact, or leave the key out")
    members = [(key, (key, value)) for key, value in written.items()]
    found = read_each(members, lambda member: _member(*member, book))
    return found[0] if len(found) == 1 else AllOf(tuple(found))


def _term(word: str, book: Book) -> Condition:
    term = book.terms.get(word)
    if term is None:
        raise unknown_name(word, book.terms, "a term", "define it under definitions, or write {field: value}")
    return term


def _member(key: str, value: object, book: Book) -> Condition:
    if key == "not":
        return Not(condition_of(value, book))
    if key in ("any", "all"):
        if not is_list(value) or not value:
            raise BadInput("", thawed(value), "is not a list of conditions", f"write {key}: [condition, condition]")
        inner = tuple(read_each(enumerate(value), lambda item: condition_of(item, book)))
        return AnyOf(inner) if key == "any" else AllOf(inner)
    if fault := naming_fault(key, "a fact"):
        raise fault
    return fact_condition(key, value)


def naming_fault(name: str, what: str, mend: str = "give it another name") -> SlacalError | None:
    """Return the fault of a reserved word, or of a blank, as a name of what a document speaks of."""
    if name.strip() and name not in RESERVED:
        return None
    problem = f"is {'a reserved word' if name.strip() else 'blank'} and cannot name {what}"
    return BadInput("", name, problem, mend, "reserved")


def fact_condition(name: str, value: object) -> Condition:
    """Read what a fact, or a detail of an event, must be. Raises: BadInput, WrongType, BadDocument."""
    if value == "present":
        return Present(name)
    if value == "absent":
        return Not(Present(name))
    if is_mapping(value):
        return _bounds(name, value)
    return IsAny(name, texts_of(value))


def texts_of(value: object) -> frozenset[str]:
    """Read a scalar, or a list of which any will do, as the texts by which facts are compared.

    >>> sorted(texts_of([1, True, "P1"]))
    ['1', 'P1', 'true']
    """
    if not is_list(value):
        return frozenset({_text(value)})
    if not value:
        raise BadInput("", [], "is an empty list, and nothing would do", "name at least one value")
    return frozenset(read_each(enumerate(value), _text))


def _text(value: object) -> str:
    if value is None:
        raise BadInput("", None, "is nothing", "write absent if the fact must be missing")
    if value in ("present", "absent"):
        raise BadInput("", value, "is a reserved word and no value", "write it alone: field: present", "reserved")
    if not isinstance(value, str | int | float):
        raise WrongType("", thawed(value), "is not a plain value", "write text, a number, true or false")
    if isinstance(value, WrittenFloat):
        problem = f"is the number {as_text(value)}, and facts are compared as text"
        mend = f"put it in quotes, '{value.written}', or write {as_text(value)}"
        raise BadInput("", value.written, problem, mend, "not-text")
    return as_text(value)


def _bounds(name: str, bounds: Mapping[str, object]) -> Condition:
    if not bounds:
        raise BadInput("", {}, "is empty", f"write bounds: {', '.join((*_NUMBERS, *_DATES))}")
    if not any(key in _NUMBERS for key in bounds):
        check_keys(bounds, _DATES if any(key in _DATES for key in bounds) else (*_NUMBERS, *_DATES))
        dates = read_members(bounds, **dict.fromkeys(_DATES, _date))
        return Dated(name, dates.get("from"), dates.get("before"))
    check_keys(bounds, _NUMBERS)
    numbers = read_members(bounds, **dict.fromkeys(_NUMBERS, _number))
    return Between(name, *(numbers.get(key) for key in _NUMBERS))


def _date(value: Any) -> date:
    return date_of(value, "")


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongType("", thawed(value), "is not a number", "write a number without quotes")
    return value


def terms_in(written: object) -> Iterator[str]:
    """Yield the words that a condition uses as terms, as far as it can be read: for finding terms that go in circles.

    >>> list(terms_in({"not": {"any": ["solved", {"status": "new"}]}}))
    ['solved']
    """
    if isinstance(written, str):
        yield written
    elif is_mapping(written):
        yield from terms_in(written.get("not"))
        for several in (written.get("any"), written.get("all")):
            for item in several if is_list(several) else ():
                yield from terms_in(item)
