"""From a document to its book: first the names alone, to check references by; then what they mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slacal.calendars.calendar import Calendar
from slacal.engine.terms import CalendarRecipe
from slacal.policies.book import Book
from slacal.policies.calendar_document import calendar_uses, takes_facts
from slacal.policies.choice import choice_of
from slacal.policies.condition import naming_fault
from slacal.policies.consequences import opened_by
from slacal.policies.definitions import term_names, terms_of
from slacal.policies.faults import under
from slacal.policies.product_presets import product_named
from slacal.policies.references import reading_order, reference_faults
from slacal.policies.written import is_mapping
from slacal.spans.zone import known_zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.errors import SlacalError
    from slacal.policies.calendar_document import CalendarDocument

_UNREAD_ZONE = "UTC"  # stands for a zone that is there and may be wrong, which its own reader reports


def names_in(tree: Mapping[str, Any]) -> Book:
    """Return the book of a document in which the names are known and nothing is read yet."""
    calendars = _mapping(tree.get("calendars"))
    book = Book(
        terms=term_names(tree.get("definitions")),
        calendars=dict.fromkeys(calendars, Calendar.never()),
        recipes={name: CalendarRecipe("") for name, written in calendars.items() if takes_facts(written)},
        zone=_zone_in(tree),
        date_zone=_date_zone(_zone_in(tree), calendars),
        targets=frozenset(_mapping(tree.get("targets"))),
        product=product_named(tree.get("preset")),
    )
    default = "always" if "calendar" in tree else _only(calendars)
    return book if default is None else replace(book, calendar=choice_of(default, book))


def naming_faults(tree: Mapping[str, Any]) -> Iterator[SlacalError]:
    """Yield what is wrong with the names of calendars and targets: reserved words, circles, and too many in one."""
    calendars = _mapping(tree.get("calendars"))
    for name in calendars:
        if unfit := naming_fault(name, "a calendar"):
            yield from under(("calendars", name), unfit)
    for fault in reference_faults({name: calendar_uses(written) for name, written in calendars.items()}):
        yield from under(("calendars",), fault)
    targets = _mapping(tree.get("targets"))
    for fault in reference_faults({name: tuple(opened_by(written)) for name, written in targets.items()}):
        yield from under(("targets",), fault)


def compiled_book(
    named: Book, definitions: Mapping[str, Any], calendars: Mapping[str, CalendarDocument], default: object
) -> Book:
    """Return the book of a checked document, of which `named` holds the names, the zones and the readings."""
    found: dict[str, Calendar] = {}
    recipes: dict[str, CalendarRecipe] = {}
    book = replace(named, terms=terms_of(definitions), calendars=found, recipes=recipes)
    for name in reading_order({name: calendar_uses(one.written()) for name, one in calendars.items()}):
        if calendars[name].supplied:
            found[name] = book.supplied.get(name, Calendar.never(zone=book.zone or "UTC"))
            continue
        made = calendars[name].compiled(book)
        if isinstance(made, Calendar):
            found[name] = made
        else:
            recipes[name] = made
    choice = _only(calendars) if default is None else default
    return book if choice is None else replace(book, calendar=choice_of(choice, book))


def _zone_in(tree: Mapping[str, Any]) -> str:
    zone = tree.get("zone", "")
    return zone if isinstance(zone, str) and zone in ("", *known_zones()) else _UNREAD_ZONE


def _date_zone(zone: str, calendars: Mapping[str, Any]) -> str:
    """Return the zone of dates: the policy's, else the one that all calendars share."""
    written = [_mapping(calendar) for calendar in calendars.values()]
    if zone or any(is_mapping(calendar.get("zone")) for calendar in written):  # of each customer's own zone
        return zone
    zones = {_zone_in(calendar) for calendar in written} - {""}
    return zones.pop() if len(zones) == 1 else ""


def _only(calendars: Mapping[str, object]) -> str | None:
    return next(iter(calendars)) if len(calendars) == 1 else None


def _mapping(written: object) -> Mapping[str, Any]:
    return written if is_mapping(written) else {}
