"""Zone names: checked against the published list, so that no file of this machine becomes a zone by its path."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from functools import cache
from importlib import import_module
from zoneinfo import ZoneInfo

from slacal.errors import BadInput, UnknownName, WrongType, nearest

# Many places share an abbreviation, and a fixed distance knows no summer time: the nearest name would be a guess.
_ABBREVIATION = re.compile(r"[A-Z]{1,4}(?:[+-][0-9:]+)?")


@cache
def known_zones() -> frozenset[str]:
    """Return every IANA name that the packaged time-zone data carries. Cost: one small file, read once."""
    with open(str(import_module("tzdata").__file__).replace("__init__.py", "zones"), encoding="utf-8") as names:  # noqa: PTH123 - pathlib and importlib.resources would cost the light face 15 ms
        return frozenset(names.read().split())


def zone_name(zone: str | tzinfo, field: str = "zone") -> str:
    """Return the IANA name of `zone`, which is a name, a ZoneInfo or ``datetime.UTC``.

    Raises: UnknownName, with the nearest known name; WrongType; BadInput for a zone without a name.

    >>> from zoneinfo import ZoneInfo
    >>> zone_name(ZoneInfo("Asia/Kathmandu"))
    'Asia/Kathmandu'
    """
    if isinstance(zone, str):
        if zone not in known_zones():
            raise UnknownName(field, zone, "is not a known time zone", _mend(zone))
        return zone
    if zone is UTC:
        return "UTC"
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone_name(zone.key, field)
    if isinstance(zone, tzinfo):
        raise BadInput(field, zone, "has no IANA name", "name the zone, as in 'Europe/Berlin' or 'Etc/GMT-3'")
    raise WrongType(field, zone, "is not a time zone", "pass an IANA name such as 'Europe/Berlin'")


def _mend(zone: str) -> str:
    if _ABBREVIATION.fullmatch(zone):
        return "write a place, such as 'Europe/Moscow'"
    return nearest(zone, known_zones(), "name an IANA zone such as 'Europe/Berlin'")


def zone_info(name: str) -> ZoneInfo:
    """Return the zone of a name that `zone_name` has checked."""
    return ZoneInfo(name)
