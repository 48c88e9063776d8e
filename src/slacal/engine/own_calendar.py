"""Calendars as documents describe them, with versions by date, and those that facts fill in: the customer's own."""

from __future__ import annotations

import json
from datetime import UTC, date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from slacal.calendars.document import of_tree
from slacal.calendars.holidays_document import source_of
from slacal.engine.facts import as_text
from slacal.errors import BadInput, SlacalError
from slacal.spans.instant import from_micros
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.engine.facts import Scalar
    from slacal.engine.terms import CalendarRecipe

_NONE: Mapping[str, Calendar] = {}


def calendar_in(tree: Mapping[str, Any], named: Mapping[str, Calendar] = _NONE) -> Calendar:
    """Return the calendar that a document describes, one after the other where it changes on a date.

    A change holds from midnight on, in the zone that the calendar begins with. Raises: BadDocument.

    >>> office = {"week": "Mo-Fr 09:00-18:00", "zone": "Europe/Riga"}
    >>> later = calendar_in({**office, "then": [{"from": "2027-01-01", "week": "Mo-Fr 10:00-19:00"}]})
    >>> [str(later.day(day).windows[0].opens // 3600) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    ['9', '10']
    """
    said = {key: value for key, value in tree.items() if key != "then"}
    found = of_tree(said, "", named)
    zone = zone_info(found.zone)
    for change in tree.get("then", ()):
        said |= {key: value for key, value in change.items() if key != "from"}
        midnight = wall_micros(date.fromisoformat(change["from"].strip()).toordinal(), 0, zone)
        found = found.until(from_micros(midnight, UTC), then=of_tree(said, "", named))
    return found


def own_calendar(recipe: CalendarRecipe, facts: Mapping[str, Scalar]) -> Calendar:
    """Return the calendar for a ticket: its facts name the zone, and the holidays as codes and dates after commas.

    An absent or empty fact leaves what the document says. Raises: BadInput, the field is ``facts.NAME``.
    """
    zone = _filled(recipe.zone, facts, zone_name)
    holidays = _filled(recipe.holidays, facts, _holidays)
    return _made(recipe.document, zone, holidays)


def _filled(place: tuple[str, str] | None, facts: Mapping[str, Scalar], read: Callable[[str], str]) -> str | None:
    if place is None:
        return None
    fact, otherwise = place
    value = facts.get(fact)
    if value is None or value == "":
        return otherwise
    try:
        return read(as_text(value))
    except SlacalError as bad:
        raise BadInput(f"facts.{fact}", value, bad.problem, bad.mend, bad.code) from None


@lru_cache(maxsize=1_024)
def _holidays(text: str) -> str:
    codes = [code.strip() for code in text.split(",")]
    for code in codes if codes != ["none"] else ():
        source_of(code, "holidays")
    return json.dumps(codes if codes != ["none"] else [])


@lru_cache(maxsize=1_024)  # a customer's calendar is compiled once, not for each ticket
def _made(document: str, zone: str | None, holidays: str | None) -> Calendar:
    tree = json.loads(document)
    if zone is not None:
        tree["zone"] = zone
    if holidays is not None:
        tree["holidays"] = json.loads(holidays)
    return calendar_in(tree)
