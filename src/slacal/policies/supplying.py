"""Calendars that the host supplies, because a document cannot know them: windows that are announced in data."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from slacal.calendars.calendar import Calendar
from slacal.documents.path import path_text
from slacal.errors import BadInput
from slacal.errors.doors import check_type, mapping_of
from slacal.policies.faults import moved, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.terms import Terms


def supply_of(given: object) -> dict[str, Calendar]:
    """Return calendars by name, their types checked. Raises: WrongType."""
    supplied = {} if given is None else mapping_of("calendars", given, "pass calendars={name: Calendar}")
    for name, calendar in supplied.items():
        check_type("calendars", name, str, "the name of a calendar", "pass calendars={name: Calendar}, names as text")
        mend = "pass Calendar.of_spans(...) or another calendar"
        check_type(path_text(("calendars", name)), calendar, Calendar, "a Calendar", mend)
    return supplied


def checked_supply(given: Mapping[str, Calendar] | None, owed: frozenset[str]) -> dict[str, Calendar]:
    """Return the calendars that the host gave. Raises: BadInput, UnknownName, WrongType, by ``calendars.NAME``."""
    supplied = supply_of(given)
    for name in supplied:
        field = path_text(("calendars", name))
        if name not in owed:
            mend = "leave it out, or write {supplied: true} under calendars: of the policy"
            raise moved(unknown_name(name, sorted(owed), "a supplied calendar", mend), field)
    for name in sorted(owed - supplied.keys()):
        field = path_text(("calendars", name))
        raise BadInput(field, None, "is to be supplied, and is not", f"pass calendars={{{name!r}: ...}}", "missing")
    return supplied


def digest_before_supply(terms: Terms, calendars: list[Any]) -> str:
    """Return the digest of a policy without the calendars of its host, of which `terms` know only the names.

    `calendars` are those of each version as they are written: they say which are supplied, and which are made of them.
    """
    text = json.dumps([terms.digest, calendars], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
