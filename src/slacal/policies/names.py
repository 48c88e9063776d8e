"""From a document to its book: first the names alone, to check references by; then what they mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slacal.calendars.calendar import Calendar
from slacal.errors import BadInput, SlacalError
from slacal.policies.book import Book
from slacal.policies.calendar_document import calendar_uses
from slacal.policies.choice import choice_of
from slacal.policies.condition import RESERVED
from slacal.policies.definitions import term_names, terms_of
from slacal.policies.faults import under
from slacal.policies.references import reading_order, reference_faults
from slacal.policies.written import is_mapping
from slacal.spans.zone import known_zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.policies.calendar_document import CalendarDocument

_UNREAD_ZONE = "UTC"  # stands for a zone that is there and may be wrong, which its own reader reports


def names_in(tree: Mapping[str, Any]) -> Book:
    """Return the book of a document in which the names are known and nothing is read yet."""
    calendars = _mapping(tree.get("calendars"))
    book = Book(
        terms=term_names(tree.get("definitions")),
        calendars=dict.fromkeys(calendars, Calendar.never()),
        zone=_zone_in(tree),
        date_zone=_date_zone(_zone_in(tree), calendars),
    )
    default = "always" if "calendar" in tree else _only(calendars)
    return book if default is None else replace(book, calendar=choice_of(default, book))


def naming_faults(tree: Mapping[str, Any]) -> Iterator[SlacalError]:
    """Yield what is wrong with the names of calendars: reserved words, circles, and calendars made of too many."""
    calendars = _mapping(tree.get("calendars"))
    for name in calendars:
        if name in RESERVED or not name.strip():
            problem = "is a reserved word and cannot be a calendar"
            word = BadInput("", name, problem, "give it another name", "reserved")
            yield from under(("calendars", name), word)
    for fault in reference_faults({name: calendar_uses(written) for name, written in calendars.items()}):
        yield from under(("calendars",), fault)


def compiled_book(
    zone: str, definitions: Mapping[str, Any], calendars: Mapping[str, CalendarDocument], default: object
) -> Book:
    """Return the book of a checked document."""
    written = {name: calendar.written() for name, calendar in calendars.items()}
    found: dict[str, Calendar] = {}
    book = Book(terms_of(definitions), found, None, zone, _date_zone(zone, written))
    for name in reading_order({name: calendar_uses(one) for name, one in written.items()}):
        found[name] = calendars[name].compiled(book)
    choice = _only(calendars) if default is None else default
    return book if choice is None else replace(book, calendar=choice_of(choice, book))


def _zone_in(tree: Mapping[str, Any]) -> str:
    zone = tree.get("zone", "")
    return zone if isinstance(zone, str) and zone in ("", *known_zones()) else _UNREAD_ZONE


def _date_zone(zone: str, calendars: Mapping[str, Any]) -> str:
    """Return the zone of dates: the policy's, else the one that all calendars share."""
    zones = {_zone_in(_mapping(written)) for written in calendars.values()} - {""}
    return zone or (zones.pop() if len(zones) == 1 else "")


def _only(calendars: Mapping[str, object]) -> str | None:
    return next(iter(calendars)) if len(calendars) == 1 else None


def _mapping(written: object) -> Mapping[str, Any]:
    return written if is_mapping(written) else {}
