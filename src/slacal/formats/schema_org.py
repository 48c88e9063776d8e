"""Opening hours as web pages tell them to search engines: schema.org in JSON-LD, as a calendar, and back.

========================================  ============================================================
``openingHours``                          the week, as texts such as ``"Mo-Fr 09:00-17:00"``
``openingHoursSpecification``             the week, hours of public holidays, and of parts of the year
``specialOpeningHoursSpecification``      special days
========================================  ============================================================

The zone, for which dates the public holidays are, and how nights and missing holiday data are read stand beside the
text: `lacking` returns them. What schema.org has no words for is refused by name: a rota, combined calendars, dates of
every year, from Easter or by weeks, hours added on some dates, special days that follow from other hours. What a page
tells beside hours (the name and the address of the place, a name for hours of every week) is not kept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.calendar import Calendar
from slacal.errors.doors import check_choice
from slacal.formats.schema_org_hours import written
from slacal.formats.schema_org_place import Place
from slacal.formats.schema_org_text import specifications, texts
from slacal.formats.weekly_part import BesideTheWeek, beside_the_week, proven, schedule_of

if TYPE_CHECKING:
    from datetime import tzinfo

    from slacal.calendars.building import HolidaysLike
    from slacal.calendars.schedule import Coverage, Overnight

__all__ = ["Lacking", "dumps", "lacking", "loads"]

Form: TypeAlias = Literal["specification", "texts"]
Lacking = BesideTheWeek
"""What the format does not say: zone, holidays, and how they and nights are read."""


def loads(
    text: str | bytes,
    *,
    zone: str | tzinfo,
    holidays: HolidaysLike = None,
    overnight: Overnight = "civil",
    coverage: Coverage = "warn",
) -> Calendar:
    """Read the hours of one place: its JSON-LD, alone or in a list or ``@graph``, or a list of specifications.

    The options are those of `Calendar.weekly`. Bounds: 1 MiB, 1,000 specifications. Raises: BadDocument with every
    fault, BadInput, UnknownName, WrongType.

    >>> loads('{"openingHours": ["Mo-Fr 09:00-12:00", "Mo-Fr 13:00-17:00"]}', zone="Europe/Berlin")
    Calendar.weekly('Mo-Fr 09:00-12:00,13:00-17:00', zone='Europe/Berlin')
    """
    place = Place.of(text)
    return Calendar.weekly(
        place.week(), zone=zone, holidays=holidays, special_days=place.special_days(), overnight=overnight,
        coverage=coverage,
    )  # fmt: skip


def dumps(calendar: Calendar, *, form: Form = "specification") -> str:
    """Return a weekly calendar as JSON-LD; with ``form="texts"`` as the short texts, which hold a plain week only.

    Raises: BadInput naming what cannot be written, WrongType.

    >>> print(dumps(Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin"), form="texts"))
    {
      "@context": "https://schema.org",
      "@type": "LocalBusiness",
      "openingHours": [
        "Mo-Fr 10:00-19:00"
      ]
    }
    """
    schedule, week = schedule_of(calendar)
    check_choice("form", form, ("specification", "texts"))
    tree: dict[str, object] = {"@context": "https://schema.org", "@type": "LocalBusiness"}
    if form == "texts":
        tree["openingHours"] = texts(schedule, week)
    else:
        ordinary, special = specifications(schedule, week)
        tree["openingHoursSpecification"] = [written(one) for one in ordinary]
        tree |= {"specialOpeningHoursSpecification": [written(one) for one in special]} if special else {}
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    return proven(text, calendar, lambda text: loads(text, **lacking(calendar)), "calendar")


def lacking(calendar: Calendar) -> Lacking:
    """Return what the text cannot hold, so that ``loads(dumps(c), **lacking(c)) == c``.

    Always the zone; ``holidays``, ``overnight`` and ``coverage`` where they are not the default.

    >>> lacking(Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin"))
    {'zone': 'Europe/Berlin'}
    """
    return beside_the_week(schedule_of(calendar)[0])
