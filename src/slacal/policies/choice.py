"""Which calendar counts: one by name, or the first whose condition holds."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from slacal.calendars.calendar import Calendar
from slacal.engine.terms import Choice, NamedCalendar, OwnCalendar
from slacal.errors import BadInput, WrongType
from slacal.policies.condition import condition_of
from slacal.policies.faults import check_keys, read_both, read_each, unknown_name
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.policies.book import Book

    Option = tuple[Condition | None, NamedCalendar | OwnCalendar]

ALWAYS = "always"
_MEND = "write the name of a calendar, always, or a list of {when: condition, use: name}"


def choice_of(written: object, book: Book) -> Choice:
    """Read a choice of calendar: a name, ``always``, or a list of which the last item has no ``when``.

    Raises: UnknownName, BadInput, WrongType, BadDocument with every fault; fields are relative.

    >>> from slacal.policies.book import Book
    >>> choice_of("always", Book()).pick({}).calendar
    Calendar.always(zone='UTC')
    """
    if isinstance(written, str):
        return Choice(((None, _named(written, book)),))
    if not is_list(written):
        raise WrongType("", thawed(written), "is not a choice of calendar", _MEND)
    if not written:
        raise BadInput("", [], "is an empty list of calendars", _MEND)
    several = [*((item, _guarded) for item in written[:-1]), (written[-1], _default)]
    return Choice(tuple(read_each(enumerate(several), lambda option: option[1](option[0], book))))


def _guarded(written: object, book: Book) -> Option:
    members = _members(written, ("use", "when"))
    calendar, condition = read_both(
        ("use", lambda: _named(members["use"], book)), ("when", lambda: condition_of(members["when"], book))
    )
    return condition, calendar


def _default(written: object, book: Book) -> Option:
    if is_mapping(written) and "when" in written:
        problem = "leaves no calendar where it fails"
        raise BadInput("when", thawed(written["when"]), problem, "end the list with {use: name}", "no-default")
    members = _members(written, ("use",))
    (calendar,) = read_each([("use", members["use"])], lambda name: _named(name, book))
    return None, calendar


def _members(written: object, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not one of the calendars to choose from", _MEND)
    check_keys(written, keys)
    if missing := [key for key in keys if key not in written]:
        raise BadInput(
            missing[0], None, "is missing", f"write {{{', '.join(f'{key}: ...' for key in keys)}}}", "missing"
        )
    return written


def _named(name: object, book: Book) -> NamedCalendar | OwnCalendar:
    if not isinstance(name, str):
        raise WrongType("", thawed(name), "is not the name of a calendar", _MEND)
    if name == ALWAYS:
        return NamedCalendar(ALWAYS, Calendar.always(zone=book.date_zone or "UTC"))
    recipe = book.recipes.get(name)
    return NamedCalendar(name, calendar_named(name, book)) if recipe is None else OwnCalendar(name, recipe)


def calendar_named(name: object, book: Book) -> Calendar:
    """Return a calendar of the policy. Raises: UnknownName with the nearest one, WrongType; BadInput for an own one."""
    if not isinstance(name, str):
        raise WrongType("", thawed(name), "is not the name of a calendar", "write the name of a calendar")
    if name in book.recipes:
        problem = "takes its zone or its holidays from a fact, and cannot be part of another calendar"
        raise BadInput("", name, problem, "combine calendars that say both themselves", "own-calendar")
    found = book.calendars.get(name)
    if found is None:
        known = ", ".join(islice(book.calendars, 10))
        otherwise = f"use one of {known}" if known else "define it under calendars"
        raise unknown_name(name, book.calendars, "a calendar", otherwise)
    return found
