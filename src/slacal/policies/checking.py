"""Checking a document that may not even read: its faults, and a review of what stands apart from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.calendars.review import Finding
from slacal.documents.path import steps_of
from slacal.errors import BadDocument
from slacal.policies.policy import Policy
from slacal.policies.written import is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from slacal.documents.path import Steps
    from slacal.errors import SlacalError

_BY_NAME = ("targets", "calendars", "definitions", "entitlements")
_ROUNDS = 10
_UNSURE = ("unused-", "misspelt-")  # what a piece that was left out may have told


def checked(bad: BadDocument, content: object, first: date, last: date) -> tuple[Finding, ...]:
    """Return the faults of a document as findings, and the traps in those of its pieces that are free of faults.

    Whole targets, calendars, definitions and entitlements with a fault are left out of the review, and so are those
    that rest on them.
    """
    faults = tuple(Finding(one.code, one.field, one.problem, one.mend, "fault", one.value) for one in bad.faults)
    policy = _readable(bad, content)
    found = () if policy is None else policy.review(first, last)
    return (*faults, *(one for one in found if one.level == "trap" and not one.code.startswith(_UNSURE)))


def _readable(bad: BadDocument, content: object) -> Policy | None:
    """Return what is left of the document once every piece with a fault is taken out, if that reads."""
    faults: Iterable[SlacalError] = bad.faults
    for _ in range(_ROUNDS):
        if not is_mapping(content):
            return None
        for fault in faults:
            content = _without(content, steps_of(fault.field))
        try:
            return Policy.from_dict(content)
        except BadDocument as again:
            faults = again.faults
    return None


def _without(content: Mapping[str, Any], steps: Steps) -> Mapping[str, Any]:
    """Return the document without the named piece in which a place stands, or without the whole key."""
    key, *inside = steps or ("",)
    if key == "zone":
        return {**content, "zone": "UTC"}
    if key in _BY_NAME and inside and is_mapping(content.get(str(key))):
        kept = {name: piece for name, piece in content[str(key)].items() if name != inside[0]}
        return {**content, str(key): kept}
    return {name: value for name, value in content.items() if name != key}
