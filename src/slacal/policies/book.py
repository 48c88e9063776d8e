"""Book: the names that a document defines, at hand while its pieces are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slacal.policies.product_presets import NO_PRODUCT, Product

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.engine.conditions import Condition
    from slacal.engine.terms import CalendarRecipe, Choice
    from slacal.errors import SlacalError


@dataclass(frozen=True, slots=True)
class Book:
    """The terms, calendars and targets by name, the calendar where none is named, the zones and the readings.

    ``recipes`` are the calendars that facts fill in. ``zone`` is the policy's own, for calendars without one;
    ``date_zone`` that of calendar days and dates: the policy's, else the one that all its calendars share. Both are ""
    where there is none. ``rules`` are those of the policy, over those of its product. ``supplied`` are the calendars
    that the host has given. ``refused`` gathers what was wrong in this one reading, which has an end.
    """

    terms: Mapping[str, Condition] = field(default_factory=dict[str, "Condition"])
    calendars: Mapping[str, Calendar] = field(default_factory=dict[str, "Calendar"])
    calendar: Choice | None = None
    zone: str = ""
    date_zone: str = ""
    recipes: Mapping[str, CalendarRecipe] = field(default_factory=dict[str, "CalendarRecipe"])
    targets: frozenset[str] = frozenset()
    product: Product = NO_PRODUCT
    rules: Mapping[str, Any] = field(default_factory=dict[str, Any])
    supplied: Mapping[str, Calendar] = field(default_factory=dict[str, "Calendar"])
    refused: list[SlacalError] = field(default_factory=list["SlacalError"], compare=False)
