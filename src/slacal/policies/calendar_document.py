"""CalendarDocument: a calendar as a policy writes it. The calendars floor reads it, a field at a time, then whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, TypeGuard

from slacal.calendars.document import of_tree
from slacal.calendars.plain_date import date_of
from slacal.calendars.schedule import Overnight  # pydantic reads the annotation
from slacal.documents.path import path_text
from slacal.engine.own_calendar import calendar_in
from slacal.engine.terms import CalendarRecipe
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType
from slacal.policies.amount import fact_named
from slacal.policies.choice import calendar_named
from slacal.policies.dates import unordered
from slacal.policies.faults import check_keys, flat, moved, read_each, read_members, together
from slacal.policies.piece import Piece, checked_by, one_of, plain
from slacal.policies.written import is_list, is_mapping, thawed
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.policies.book import Book

_KINDS = ("week", "supplied", "any_of", "all_of", "base")
_OF_A_WEEK = ("holidays", "special_days", "overnight", "then")
_HOLIDAYS = {
    "public": ("public", "categories", "observed", "language", "transferred"),
    "production": ("production", "decree", "transferred", "shortened"),
}
_OWN = ("zone", "holidays")  # what a fact may say
_SPECIAL = re.compile(r"\.(.+?)(?:\.hours((?:\[\d+\])*)|\.(like|close_earlier|open_later|reason))?")
_PLAIN = {"week": "24/7", "zone": "UTC"}
_ONCE_OPEN = {"12-31": "09:00-10:00"}  # so that a week that never opens is no fault by itself


def _alone(key: str, written: object, **more: object) -> None:
    """Read one field of a calendar that is plain otherwise, so that its faults stand alone, relative to the field."""
    try:
        of_tree({**_PLAIN, **more, key: thawed(written)}, "")
    except SlacalError as bad:
        inside = [moved(fault, fault.field.removeprefix(".").removeprefix(key)) for fault in flat(bad)]
        raise together(inside) from None


def check_zone(written: object, _: Book) -> None:
    """Refuse what is no name of a time zone. Raises: UnknownName, WrongType, BadInput; the field is "".

    >>> from slacal.policies.book import Book
    >>> check_zone("Europe/Berln", Book())
    Traceback (most recent call last):
    slacal.UnknownName: ='Europe/Berln' is not a known time zone; did you mean 'Europe/Berlin'?
    """
    zone_name(thawed(written), "")


def _check_own_zone(written: object, book: Book) -> None:
    if _of_fact(written):
        _check_of_fact(written, lambda zone: check_zone(zone, book))
    else:
        check_zone(written, book)


def _of_fact(written: object) -> TypeGuard[Mapping[str, Any]]:
    return is_mapping(written) and "fact" in written


def _check_of_fact(written: Mapping[str, Any], check: Callable[[Any], None]) -> None:
    """Check ``{fact: field, else: value}``. Raises: BadDocument."""
    check_keys(written, ("fact", "else"))
    if "else" not in written:
        raise BadInput("else", None, "is missing", "say what holds where the fact is not there", "missing")
    read_members(written, fact=fact_named, **{"else": check})


def _check_since(written: object, _: Book) -> None:
    date_of(thawed(written), "")


def _check_supplied(written: object, _: Book) -> None:
    if written is not True:
        raise BadInput("", thawed(written), "says nothing", "write supplied: true, or describe the calendar", "clash")


def _check_week(written: object, _: Book) -> None:
    if is_mapping(written) and "rota" in written:
        check_keys(written, ("rota", "anchor"))
        weeks = written["rota"]
        if not is_list(weeks) or not weeks:
            raise WrongType("rota", thawed(weeks), "is not a list of weeks", "write rota: [week, week]")
        read_each([("rota", weeks)], lambda each: read_each(enumerate(each), _check_hours))
    elif not is_mapping(written) and not isinstance(written, str):
        raise WrongType("", thawed(written), "is not weekly hours", "write text such as 'Mo-Fr 09:00-18:00', in quotes")
    _check_hours(written)


def _check_hours(written: object) -> None:
    _alone("week", written, special_days=_ONCE_OPEN)


def _check_own_holidays(written: object, _: Book) -> None:
    if _of_fact(written):
        _check_of_fact(written, _check_holidays)
    else:
        _check_holidays(written)


def _check_holidays(written: object) -> None:
    if is_list(written):
        read_each(enumerate(written), _check_source)
    elif written != "none":
        _check_source(written)


def _check_source(written: object) -> None:
    if isinstance(written, str):
        try:
            _alone("holidays", [written])  # in a list "none" is no word, but a code that nobody knows
        except BadDocument as bad:
            raise together(moved(fault, "") for fault in bad.faults) from None
        return
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a source of holidays", "write a code, a date or {public: code}")
    if "fact" in written:
        mend = "write holidays: {fact: field, else: code}, alone and in the calendar itself"
        raise BadInput("", thawed(written), "cannot be taken from a fact here", mend, "clash")
    kind = next((kind for kind in _HOLIDAYS if kind in written), None)
    if kind is None:
        raise BadInput("", thawed(written), "is not a source of holidays", "write {public: code} or {production: code}")
    check_keys(written, _HOLIDAYS[kind])
    _check_options(written)
    try:
        _alone("holidays", written)
    except BadDocument as bad:
        places = {".country": kind, ".subdivision": kind}
        raise together(moved(one, places.get(one.field, one.field)) for one in bad.faults) from None


def _check_options(written: Mapping[str, Any]) -> None:
    for key in ("decree", "observed"):
        if not isinstance(written.get(key, True), bool):
            raise BadInput(key, thawed(written[key]), "is neither true nor false", "write true or false")
    if not isinstance(written.get("categories", ""), str | tuple):
        raise WrongType("categories", thawed(written["categories"]), "is not a list", "write categories: [public]")


def _check_special_days(written: object, _: Book) -> None:
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping of dates", "write each as 'date: hours'")
    try:
        _alone("special_days", written)
    except BadDocument as bad:
        raise together(moved(fault, _special_path(fault.field)) for fault in bad.faults) from None


def _special_path(field: str) -> str:
    """Return the path of a fault among special days, whose dates may hold dots and signs."""
    match = _SPECIAL.fullmatch(field)
    if match is None:
        return field
    on, hours, other = match.groups()
    return path_text((on,)) + (hours or f".{other}" if other else hours or "")


def _check_names(written: object, book: Book) -> None:
    if not is_list(written) or not written:
        raise WrongType("", thawed(written), "is not a list of calendars", "write a list of their names")
    read_each(enumerate(written), lambda name: calendar_named(name, book))


class CalendarChange(Piece):
    """What is different in a calendar from a date on: each key replaces the one before it."""

    from_: Annotated[str, checked_by(_check_since)]
    week: Annotated[Any, checked_by(_check_week)] = None
    zone: Annotated[str, checked_by(check_zone)] = ""
    holidays: Annotated[Any, checked_by(lambda written, _: _check_holidays(written))] = None
    special_days: Annotated[Any, checked_by(_check_special_days)] = None
    overnight: Annotated[Overnight, one_of(Overnight)] = "civil"


class CalendarDocument(Piece):
    """When counting is allowed: a week with what overrules it, calendars combined, or one that the host supplies."""

    week: Annotated[Any, checked_by(_check_week)] = None
    zone: Annotated[Any, checked_by(_check_own_zone)] = ""
    holidays: Annotated[Any, checked_by(_check_own_holidays)] = None
    special_days: Annotated[Any, checked_by(_check_special_days)] = None
    overnight: Annotated[Overnight, one_of(Overnight)] = "civil"
    then: tuple[CalendarChange, ...] = ()
    any_of: Annotated[Any, checked_by(_check_names)] = None
    all_of: Annotated[Any, checked_by(_check_names)] = None
    base: Annotated[Any, checked_by(calendar_named)] = None
    minus: Annotated[Any, checked_by(_check_names)] = None
    supplied: Annotated[bool, checked_by(_check_supplied)] = False

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:
        kinds = [key for key in _KINDS if key in written]
        if len(kinds) != 1:
            problem = f"says {' and '.join(kinds)} at once" if kinds else "says no hours"
            yield BadInput("", list(written), problem, f"write one of {', '.join(_KINDS[:-1])}, or base and minus")
        if ("base" in written) != ("minus" in written):
            missing = "minus" if "base" in written else "base"
            yield BadInput(missing, None, "is missing", "base and minus go together: base: name, minus: [name]")
        if kinds == ["week"]:
            if "zone" not in written and not book.zone:
                yield BadInput("zone", None, "is missing, and the policy names none", "add zone: Europe/Berlin or such")
            yield from unordered(written.get("then"))
            return
        for key in (*_OF_A_WEEK, *(("zone",) if kinds == ["supplied"] or _of_fact(written.get("zone")) else ())):
            if kinds and key in written:
                mend = "write it with the week of the calendar that it is about"
                yield BadInput(key, thawed(written[key]), f"does not go with {kinds[0]}", mend, "clash")

    def _check(self, book: Book) -> None:
        made = None if self.supplied else self.compiled(book)
        if isinstance(made, CalendarRecipe):
            made.made({})

    def compiled(self, book: Book) -> Calendar | CalendarRecipe:
        """Return the calendar that is meant, or how a ticket's facts make it.

        Raises: BadInput when it never opens and does not say ``never``.
        """
        tree = plain(self)
        if "week" not in tree:
            return calendar_in(tree, book.calendars)
        tree.setdefault("zone", book.zone)
        coverage = book.rules.get("coverage", "warn")
        if coverage != "warn" and any("holidays" in one for one in (tree, *tree.get("then", ()))):
            tree["coverage"] = coverage
        return _recipe(tree) if takes_facts(tree) else calendar_in(tree)


def _recipe(tree: dict[str, Any]) -> CalendarRecipe:
    own = {key: tree.pop(key) for key in _OWN if _of_fact(tree.get(key))}
    zone, holidays = (own.get(key) for key in _OWN)
    return CalendarRecipe(
        json.dumps(tree, ensure_ascii=False),
        zone=(zone["fact"], zone["else"]) if zone else None,
        holidays=(holidays["fact"], json.dumps(holidays["else"])) if holidays else None,
    )


def takes_facts(written: object) -> bool:
    """Tell whether a calendar takes its zone or its holidays from facts of the ticket."""
    return is_mapping(written) and any(_of_fact(written.get(key)) for key in _OWN)


def calendar_uses(written: object) -> tuple[str, ...]:
    """Return the names of the calendars that one is made of, as far as it can be read."""
    if not is_mapping(written):
        return ()
    lists = (written.get(key) for key in ("any_of", "all_of", "minus"))
    names = [written.get("base"), *(name for several in lists if is_list(several) for name in several)]
    return tuple(name for name in names if isinstance(name, str))
