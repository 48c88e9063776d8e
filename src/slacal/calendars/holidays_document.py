"""Holiday sources as plain data, and back: the HOLIDAYS part of a calendar document.

One entry is a code (``"RU"``, ``"DE-BY"``), a date, ``{public: code, ...}``, ``{production: code or table, ...}`` or
``{dates: {date: name}, covers: [first, last]}``; several stand in a list.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from slacal.calendars.day_table_csv import dumps, loads
from slacal.calendars.day_type import TableRow, day_type_of
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.transferred import transferred_text
from slacal.calendars.tree_values import day_at, list_at, mapping_at, pair_at, text_at
from slacal.calendars.trimming import trim_text
from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.calendars.day_table import DayTable
    from slacal.calendars.schedule import HolidaySource

Tree: TypeAlias = dict[str, Any]
_PUBLIC = ("public", "categories", "observed", "language", "transferred")
_PRODUCTION = ("production", "table", "transferred", "shortened", "decree", "days")


def source_tree(source: HolidaySource) -> str | Tree:
    """Return a source as plain data; what stands at its default is left out."""
    if isinstance(source, HolidayDates):
        dates: Tree = {"dates": {on.isoformat(): name for on, name in source.dates}}
        return {**dates, "covers": [on.isoformat() for on in source.covers]} if source.covers else dates
    if isinstance(source, PublicHolidays):
        return _public_tree(source)
    return _production_tree(source)


def _public_tree(source: PublicHolidays) -> str | Tree:
    if source == PublicHolidays.parse(source.code):
        return source.code
    tree: Tree = {"public": source.code}
    if source.categories != ("public",):
        tree["categories"] = list(source.categories)
    if not source.observed:
        tree["observed"] = False
    if source.language is not None:
        tree["language"] = source.language
    if source.transferred != "replaced":
        tree["transferred"] = transferred_text(source.transferred)
    return tree


def _production_tree(source: ProductionCalendar) -> Tree:
    named = isinstance(source.table, str)
    tree: Tree = {"production": source.table if isinstance(source.table, str) else source.table.name}
    if not named:
        tree["table"] = dumps(source.about)
    if source.transferred != "replaced":
        tree["transferred"] = transferred_text(source.transferred)
    if source.shortened != "ignore":
        tree["shortened"] = trim_text(source.shortened)
    else:
        tree["shortened"] = "ignore"
    if source.decree == "ignore":
        tree["decree"] = False
    if source.changes:
        tree["days"] = {row.on.isoformat(): [row.type.value, row.name] for row in source.changes}
    return tree


def source_of(tree: object, field: str) -> HolidaySource:
    """Read one source. Raises: BadInput, UnknownName, WrongType, BadDocument for a table with faults."""
    if isinstance(tree, str):
        return HolidayDates.of([day_at(tree, field)]) if tree[:1].isdigit() else PublicHolidays.parse(tree)
    if isinstance(tree, date):
        return HolidayDates.of([tree], field)
    said = mapping_at(tree, field, "a code such as RU, a date, or {public: RU}")
    if "dates" in said:
        _known(said, ("dates", "covers"), field)
        dates = mapping_at(said["dates"], f"{field}.dates", "{2026-12-31: name}")
        named = {day_at(on, f"{field}.dates"): text_at(name, f"{field}.dates.{on}") for on, name in dates.items()}
        covers = _covers(said["covers"], f"{field}.covers") if "covers" in said else None
        return HolidayDates.of(named, covers=covers)
    if "production" in said:
        return _production(said, field)
    if "public" in said:
        return _public(said, field)
    raise BadInput(field, sorted(said), "names no source", "write public:, production: or dates:")


def _covers(said: object, field: str) -> tuple[date, date]:
    first, last = (day_at(on, field) for on in pair_at(said, field))
    return first, last


def _public(said: Mapping[str, Any], field: str) -> PublicHolidays:
    _known(said, _PUBLIC, field)
    options = {name: value for name, value in said.items() if name != "public"}
    if "categories" in options:
        options["categories"] = [
            text_at(name, f"{field}.categories")
            for name in list_at(options["categories"], f"{field}.categories", "[public]")
        ]
    return PublicHolidays.parse(text_at(said["public"], f"{field}.public"), **options)


def _production(said: Mapping[str, Any], field: str) -> ProductionCalendar:
    _known(said, _PRODUCTION, field)
    options = {name: said[name] for name in ("transferred", "shortened") if name in said}
    if "decree" in said:
        options["decree"] = _decree(said["decree"], f"{field}.decree")
    name = text_at(said["production"], f"{field}.production")
    table: str | DayTable = loads(text_at(said["table"], f"{field}.table"), name) if "table" in said else name
    days = mapping_at(said.get("days", {}), f"{field}.days", "{2026-12-31: day_off}")
    changes = [_change(on, row, f"{field}.days.{on}") for on, row in days.items()]
    return ProductionCalendar(table, changes=changes, **options)


def _decree(reading: object, field: str) -> str:
    if isinstance(reading, bool):
        return "closed" if reading else "ignore"
    return text_at(reading, field)


def _change(on: str, row: object, field: str) -> TableRow:
    kind, name = (row, "") if isinstance(row, str) else pair_at(row, field)
    return TableRow(day_at(on, field), day_type_of(text_at(kind, field), field), text_at(name, field))


def _known(said: Mapping[str, Any], known: tuple[str, ...], field: str) -> None:
    for name in said:
        if name not in known:
            raise BadInput(f"{field}.{name}", said[name], "is not a key here", nearest(name, known, f"use {known}"))
