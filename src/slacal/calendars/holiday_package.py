"""The one place that asks the `holidays` package: which names it knows, and what it says about a year.

The package takes up to half a second at first use, whichever country is asked for; then a millisecond a year.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.errors import BadInput, UnknownName, WrongType, nearest
from slacal.errors.doors import all_of, check_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from holidays import HolidayBase

# Their tables of transferred days end because the transfers did: abolished in Armenia in 2021 and in Bulgaria in 2016,
# suspended in Ukraine in 2022. No other table that has ended is taken for complete.
_NO_MORE_TRANSFERS = frozenset({"AM", "BG", "UA"})
_SUBSTITUTED = 4  # an entry is (month, day, name), or (month, day, month it was moved from, day[, year])
_AS_NAME = str.maketrans("- ", "__")


class Recipe(NamedTuple):
    """What is asked of the package: canonical names, all of them known to it."""

    country: str
    subdivision: str | None
    categories: tuple[str, ...]
    observed: bool
    language: str | None


class HolidayYear(NamedTuple):
    """The public holidays of one year, and the working days and days off that it exchanged."""

    off: Mapping[date, str]
    """Every date off, with the name of the holiday."""
    exchanged: Mapping[date, date | None]
    """Those of `off` that are given for a day worked elsewhere, and the date they were moved from."""
    workdays: Mapping[date, date | None]
    """Weekend dates that are working days, and the weekday off that each replaces, where that is known."""


class _Entry(NamedTuple):
    name: str
    code: str
    path: str


class _Transfer(NamedTuple):
    off: date
    moved_from: date


_CATEGORY = "write names such as 'public' or 'bank'"
_LONGEST = 100  # characters that are looked at for a mend: it takes time with their square


def checked(
    country: str, subdivision: str | None, categories: Iterable[str], language: str | None, *, observed: bool
) -> Recipe:
    """Return the recipe in canonical names. Raises: UnknownName with the nearest known one, WrongType.

    Cost: the first call imports the package.
    """
    code = _code(country)
    entity = _entity(code)
    given = (categories,) if isinstance(categories, str) else all_of("categories", categories, str, "text", _CATEGORY)
    if not given:
        raise BadInput("categories", given, "names no category", "leave it out for 'public'")
    if not isinstance(observed, bool):
        raise WrongType("observed", observed, "is neither True nor False", "write True or False")
    known = tuple(entity.supported_categories)
    return Recipe(
        code,
        None if subdivision is None else _subdivision(entity, code, subdivision),
        tuple(sorted({_one_of(known, category, "categories", f"is no category of {code}") for category in given})),
        observed,
        None if language is None else _language(entity, code, language),
    )


@lru_cache(maxsize=1)
def _registry() -> Mapping[str, _Entry]:
    """Return the countries and markets by every code and, for mends, by their names."""
    from holidays.registry import COUNTRIES, FINANCIAL

    found: dict[str, _Entry] = {}
    for room, entities in (("countries", COUNTRIES), ("financial", FINANCIAL)):
        for module, (_, code, *aliases) in entities.items():
            entry = _Entry(module.upper(), code, f"holidays.{room}.{module}.{code}")
            found |= dict.fromkeys([entry.name, code, *(alias.upper() for alias in aliases)], entry)
    return MappingProxyType(found)


def _code(country: str) -> str:
    if not isinstance(country, str):
        raise WrongType("country", country, "is not a country's code", "write a code such as 'RU' or 'DE'")
    known = _registry()
    asked = country.strip().upper().replace(" ", "_")
    if asked in known and known[asked].name != asked:
        return known[asked].code
    names = {entry.name for entry in known.values()}  # among codes of two letters nothing is near, or everything
    close = get_close_matches(asked[:_LONGEST], names, cutoff=0.7)
    mend = f"did you mean {known[close[0]].code!r}?" if close else "write an ISO 3166 code such as 'RU' or 'DE'"
    if "-" in asked and asked.partition("-")[0] in known:
        mend = f"did you mean PublicHolidays.parse({country!r})?"
    raise UnknownName("country", country, "is no code of the holidays package", mend)


@lru_cache(maxsize=64)
def _entity(code: str) -> type[HolidayBase]:
    from holidays.registry import EntityLoader

    entity: Any = EntityLoader(_registry()[code].path).get_entity()
    found: type[HolidayBase] = entity
    return found


def _subdivision(entity: type[HolidayBase], code: str, name: str) -> str:
    known = {one: one for one in entity.subdivisions} | entity.subdivisions_aliases
    if not known:
        raise UnknownName("subdivision", name, f"is unknown, for {code} has no subdivisions", f"write {code!r} alone")
    check_type("subdivision", name, str, "text", f"write one of {', '.join(map(repr, known))}")
    folded = {one.casefold(): one for one in known}
    asked = folded.get(name.casefold(), name)
    return known[_one_of(tuple(known), asked, "subdivision", f"is no subdivision of {code}")]


def _language(entity: type[HolidayBase], code: str, language: str) -> str | None:
    known = tuple(entity.supported_languages)
    if not known:
        raise UnknownName(
            "language", language, f"is unknown, for {code} has names in one language only", "leave it out"
        )
    check_type("language", language, str, "text", f"write one of {', '.join(map(repr, known))}")
    asked = language.replace("-", "_")
    found = _one_of(known, asked, "language", f"is not among the languages of {code}")
    return None if found == entity.default_language else found


def _one_of(known: tuple[str, ...], name: str, field: str, problem: str) -> str:
    if name not in known:
        shown = ", ".join(map(repr, known[:20])) + (", ..." if known[20:] else "")  # a line full
        raise UnknownName(field, name, problem, nearest(name, known, f"write one of {shown}"))
    return name


@lru_cache(maxsize=2048)
def resolved(recipe: Recipe, year: int, *, transfers: bool) -> HolidayYear:
    """Return what the package says about a year; without `transfers` as if no day had ever been moved.

    Outside the years that the package knows all is empty. Cost: a millisecond, then remembered.
    """
    holidays = _fresh(recipe)
    if not transfers:
        _forget_transfers(holidays, recipe)
    holidays.get(date(year, 7, 1))  # asking for a date is what fills its year in
    off = {on: str(name) for on, name in sorted(holidays.items()) if on.year == year}
    moved = list(_transfers(holidays, recipe)) if transfers else []
    worked = sorted(on for on in holidays.weekend_workdays if on.year == year and on not in off) if transfers else []
    replaced = {transfer.moved_from: transfer.off for transfer in moved}
    return HolidayYear(
        MappingProxyType(off),
        MappingProxyType({transfer.off: transfer.moved_from for transfer in moved if transfer.off in off}),
        MappingProxyType({on: replaced.get(on) for on in worked}),
    )


def known_years(recipe: Recipe, *, transfers: bool) -> tuple[int, int]:
    """Return the first and the last year for which the package can be trusted.

    Nothing is known after the last year of a table, where days are moved by decree, or a category stands in tables.
    """
    holidays = _fresh(recipe)
    last = [holidays.end_year]
    for name, table in _tables(holidays, recipe).items():
        moved = [year for year in table if any(len(entry) >= _SUBSTITUTED for entry in _entries(table, year))]
        if moved and recipe.country not in _NO_MORE_TRANSFERS:
            last += [max(moved)] * transfers
            beside = max(getattr(holidays, f"{name}_observed", ()), default=0)  # days in lieu, listed year by year too
            last += [beside] * (recipe.observed and beside >= max(moved))
    for category in recipe.categories:
        if not hasattr(holidays, f"_populate_{category}_holidays"):  # then its table is all there is of it
            last += [max(getattr(holidays, f"special_{category}_holidays", ()), default=holidays.end_year)]
    return holidays.start_year, min(last)


def _fresh(recipe: Recipe) -> HolidayBase:
    entity = _entity(recipe.country)
    return entity(
        subdiv=recipe.subdivision,
        categories=recipe.categories,
        observed=recipe.observed,
        language=recipe.language or entity.default_language,  # left out, it would come from the environment
    )


def _tables(holidays: HolidayBase, recipe: Recipe) -> dict[str, dict[int, Any]]:
    """Return the tables by year, with their names, from which the package takes what no rule gives."""
    part = recipe.subdivision
    places = [""] if part is None else ["", f"{part.lower().translate(_AS_NAME)}_"]
    names = [f"special_{place}{category}_holidays" for place in places for category in recipe.categories]
    return {name: table for name in names if isinstance(table := getattr(holidays, name, None), dict)}


def _entries(table: Mapping[int, Any], year: int) -> Iterator[tuple[Any, ...]]:
    """Yield the entries of a year, of which a lone one may stand without a tuple around it."""
    entries = table[year]
    yield from (entries,) if entries and isinstance(entries[0], int) else entries


def _transfers(holidays: HolidayBase, recipe: Recipe) -> Iterator[_Transfer]:
    for table in _tables(holidays, recipe).values():
        for year in table:
            for entry in _entries(table, year):
                if len(entry) >= _SUBSTITUTED:
                    month, day, from_month, from_day, from_year = (*entry, year)[:5]
                    yield _Transfer(date(year, month, day), date(from_year, from_month, from_day))


def _forget_transfers(holidays: HolidayBase, recipe: Recipe) -> None:
    for name, table in _tables(holidays, recipe).items():
        kept = {year: tuple(one for one in _entries(table, year) if len(one) < _SUBSTITUTED) for year in table}
        setattr(holidays, name, kept)


def recipe_of(holidays: object) -> Recipe:
    """Return the recipe that a `holidays` object was built from, its names not yet canonical.

    Raises: WrongType for anything else; BadInput for an object that has dates or rules of its own.
    """
    from holidays import HolidayBase

    if not isinstance(holidays, HolidayBase):
        mend = "pass what holidays.country_holidays(...) returns"
        raise WrongType("holidays", holidays, "is no object of the holidays package", mend)
    name = type(holidays).__name__
    code: object = getattr(holidays, "market", None) or getattr(holidays, "country", None)
    if not isinstance(code, str) or code not in _registry() or type(holidays).__module__ != _entity(code).__module__:
        mend = "name its countries one by one, as in holidays=['RU', 'KZ'], and give dates of your own beside them"
        raise BadInput("holidays", name, "is no single country or market of the holidays package", mend)
    part = holidays.subdiv if holidays.subdivisions else None  # Puerto Rico has none, and is one of the United States
    recipe = Recipe(code, part, tuple(holidays.categories), holidays.observed, holidays.language)
    if not _rebuilds(recipe, holidays):
        mend = f"name the country and give the dates beside it, as in holidays=[{code!r}, date(2026, 12, 31)]"
        raise BadInput("holidays", name, "has dates or options of its own", mend)
    return recipe


def _rebuilds(recipe: Recipe, holidays: HolidayBase) -> bool:
    """Tell whether the recipe gives the very dates and names that the object has, some further years included."""
    from copy import deepcopy

    years = {*holidays.years, *((2024, 2025, 2026) if holidays.expand else ())}
    given = deepcopy(holidays)
    twin = _entity(recipe.country)(
        years=years, subdiv=recipe.subdivision, categories=recipe.categories,
        observed=recipe.observed, language=recipe.language,
    )  # fmt: skip
    for year in years:
        given.get(date(year, 7, 1))
    return dict(given) == dict(twin)
