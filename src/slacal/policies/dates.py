"""Dates from which something holds, of calendars and of policies: each later than the one before it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from slacal.calendars.plain_date import date_of
from slacal.errors import BadInput, SlacalError
from slacal.policies.written import is_list, is_mapping, thawed
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MOST_VERSIONS = 50


def unordered(versions: object) -> Iterator[SlacalError]:
    """Yield what is wrong among the dates of versions, as far as they can be read: the order, and empty changes."""
    if not is_list(versions):
        return
    if not versions:
        yield BadInput("then", [], "is an empty list", "write a version, or leave the key out", "empty")
    if len(versions) > MOST_VERSIONS:
        yield BadInput("then", len(versions), "versions are too many", f"write at most {MOST_VERSIONS}", "too-large")
        return
    for place, version in enumerate(versions):
        if is_mapping(version) and list(version) == ["from"]:
            yield BadInput(f"then[{place}]", thawed(version), "changes nothing", "name what is different from then on")
    for place, (before, after) in enumerate(pairwise(map(_since, versions)), 1):
        if before is not None and after is not None and after <= before:
            problem = f"is not later than the version before it, from {before}"
            yield BadInput(f"then[{place}].from", after.isoformat(), problem, "put the versions in order", "order")


def _since(version: object) -> date | None:
    written: Any = version.get("from") if is_mapping(version) else None
    try:
        return date_of(written, "")
    except SlacalError:  # its own reader reports it
        return None


def midnight(written: str, zone: str) -> int:
    """Return the instant at which a date begins in a zone, in microseconds."""
    return wall_micros(date_of(written, "").toordinal(), 0, zone_info(zone))
