"""Holiday sources as plain data, and back: the HOLIDAYS part of a calendar document.

One entry is a code (``"RU"``, ``"DE-BY"``), a date, ``{public: code, ...}``, ``{production: code or table, ...}`` or
``{dates: {date: name}}``; several stand in a list.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from slacal.calendars.day_table_csv import dumps, loads
from slacal.calendars.day_type import DayType, TableRow
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.transferred import transferred_text
from slacal.calendars.trimming import trim_text
from slacal.errors import BadInput, WrongType, nearest

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
        return {"dates": {on.isoformat(): name for on, name in source.dates}}
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


def source_of(tree: object, field: str = "holidays") -> HolidaySource:
    """Read one source. Raises: BadInput, UnknownName, WrongType, BadDocument for a table with faults."""
    if isinstance(tree, str):
        return HolidayDates.of([_date(tree, field)]) if tree[:1].isdigit() else PublicHolidays.parse(tree)
    if isinstance(tree, date):
        return HolidayDates.of([tree], field)
    if not isinstance(tree, dict):
        raise WrongType(field, tree, "is not a source of holidays", "write a code such as RU, a date, or {public: RU}")
    if "dates" in tree:
        _known(tree, ("dates",), field)
        return HolidayDates.of({_date(on, f"{field}.dates"): str(name) for on, name in tree["dates"].items()}, field)
    if "production" in tree:
        return _production(tree, field)
    if "public" in tree:
        _known(tree, _PUBLIC, field)
        options = {name: value for name, value in tree.items() if name != "public"}
        return PublicHolidays.parse(tree["public"], **options)
    raise BadInput(field, sorted(tree), "names no source", "write public:, production: or dates:")


def _production(tree: Mapping[str, Any], field: str) -> ProductionCalendar:
    _known(tree, _PRODUCTION, field)
    options = {name: tree[name] for name in ("transferred", "shortened") if name in tree}
    if "decree" in tree:
        decree = tree["decree"]
        options["decree"] = {True: "closed", False: "ignore"}.get(decree, decree) if decree != "" else decree
    table: str | DayTable = loads(tree["table"], tree["production"]) if "table" in tree else tree["production"]
    days = tree.get("days", {})
    changes = [
        TableRow(_date(on, f"{field}.days"), DayType(said[0] if isinstance(said, list) else said), *said[1:])
        if isinstance(said, list)
        else TableRow(_date(on, f"{field}.days"), DayType(said))
        for on, said in days.items()
    ]
    return ProductionCalendar(table, changes=changes, **options)


def _known(tree: Mapping[str, Any], known: tuple[str, ...], field: str) -> None:
    for name in tree:
        if name not in known:
            raise BadInput(f"{field}.{name}", tree[name], "is not a key here", nearest(name, known, f"use {known}"))


def _date(text: object, field: str) -> date:
    try:
        return text if isinstance(text, date) else date.fromisoformat(str(text))
    except ValueError:
        raise BadInput(field, text, "is not a date", "write it as 2026-12-31") from None
