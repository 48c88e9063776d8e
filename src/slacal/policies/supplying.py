"""Calendars that the host supplies, because a document cannot know them: windows that are announced in data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.calendar import Calendar
from slacal.documents.path import path_text
from slacal.errors import BadInput, WrongType
from slacal.policies.faults import moved, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping


def checked_supply(given: Mapping[str, Calendar] | None, owed: frozenset[str]) -> dict[str, Calendar]:
    """Return the calendars that the host gave. Raises: BadInput, UnknownName, WrongType, by ``calendars.NAME``."""
    supplied = dict(given or {})
    for name, calendar in supplied.items():
        field = path_text(("calendars", name))
        if name not in owed:
            mend = "leave it out, or write {supplied: true} under calendars: of the policy"
            raise moved(unknown_name(name, sorted(owed), "a supplied calendar", mend), field)
        if not isinstance(calendar, Calendar):
            raise WrongType(field, calendar, "is not a Calendar", "pass Calendar.of_spans(...) or another calendar")
    for name in sorted(owed - supplied.keys()):
        field = path_text(("calendars", name))
        raise BadInput(field, None, "is to be supplied, and is not", f"pass calendars={{{name!r}: ...}}", "missing")
    return supplied
