"""What tells one compiled promise from another, in every process alike: a hash of what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from slacal.calendars.calendar import Calendar

if TYPE_CHECKING:
    from slacal.engine.terms import Terms

_MADE = frozenset({"kinds", "fields", "plan", "_digest", "reads", "supplied_to"})  # from the others
_UNSAID = frozenset({"later", "version", "source", "assumptions", "title", "label", "note"})  # words, not promises
_NAME = frozenset({"name"})  # of the whole policy; that of a target counts


def digest_of(terms: Terms) -> str:
    """Return the hash of terms with all their versions; names of a policy and its assumptions do not count."""
    said = [_plain(version) for version in terms.versions()]
    text = json.dumps([said, [version.since for version in terms.later]], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Return a frozen value as plain data in which nothing depends on the order of a set."""
    items: Any = value  # of whatever kind
    if isinstance(value, Calendar):
        return value.to_dict()
    if isinstance(value, frozenset):
        return sorted(items)  # of texts, all of them
    if isinstance(value, tuple):
        return [_plain(one) for one in items]
    if is_dataclass(value) and not isinstance(value, type):
        unsaid = _UNSAID | _MADE | (_NAME if hasattr(value, "targets") else frozenset[str]())
        names = [field.name for field in fields(value) if field.name not in unsaid]
        return {"is": type(value).__name__, **{name: _plain(getattr(value, name)) for name in names}}
    return value if value is None or isinstance(value, str | int | float) else str(value)
