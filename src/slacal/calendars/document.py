"""A calendar as a plain tree, and back: the CALENDAR part of a policy document, and slacal's own JSON.

A weekly calendar is ``{week, zone, holidays, special_days, overnight, coverage}``; others are ``{any_of: [...]}``,
``{all_of: [...]}``, ``{base: ..., minus: [...]}``, ``{old: ..., until: instant, then: ...}`` or ``{spans: [...]}``.
Parts are trees of their own, or names that the caller knows. Everything round-trips; ``slacal: 1`` is the version of
the form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date
from typing import TYPE_CHECKING, Any, TypeAlias

from slacal.calendars import algebra
from slacal.calendars.arguments import instant_of
from slacal.calendars.building import schedule_of
from slacal.calendars.calendar import Calendar
from slacal.calendars.holidays_document import source_of, source_tree
from slacal.calendars.schedule import Schedule
from slacal.calendars.special_day import SpecialDay
from slacal.errors import BadDocument, BadInput, SlacalError, UnknownName, WrongType, nearest
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from collections.abc import Callable

Tree: TypeAlias = dict[str, Any]
VERSION = 1
_WEEKLY = ("week", "zone", "holidays", "special_days", "overnight", "coverage")
_HOW: dict[algebra.How, str] = {"any": "any_of", "all": "all_of"}


def to_tree(calendar: Calendar) -> Tree:
    """Return a calendar as plain data, without the version."""
    said = calendar.description
    if isinstance(said, Schedule):
        return _schedule_tree(said)
    if isinstance(said, algebra.Constant):
        return {"week": said.state, "zone": said.zone}
    if isinstance(said, algebra.GivenSpans):
        return _spans_tree(said)
    if isinstance(said, algebra.Versions):
        return {"old": to_tree(said.old), "until": _iso(said.instant), "then": to_tree(said.new)}
    if isinstance(said, algebra.Combined):
        parts = [to_tree(part) for part in said.parts]
        tree: Tree = {"base": parts[0], "minus": parts[1:]} if said.how == "except" else {_HOW[said.how]: parts}
        return {**tree, "zone": said.zone} if said.zone else tree
    raise WrongType("calendar", calendar, "is of a kind of its own", "describe it by slacal's own constructors")


def _schedule_tree(said: Schedule) -> Tree:
    texts = [week.text() for week in said.weeks]
    week: object = texts[0] if said.anchor is None else {"rota": texts, "anchor": said.anchor.isoformat()}
    tree: Tree = {"week": week, "zone": said.zone}
    if said.holidays:
        tree["holidays"] = [source_tree(source) for source in said.holidays]
    if said.special_days:
        days = [[day.on, day.written] for day in said.special_days]
        unique = len({day.on for day in said.special_days}) == len(days)
        tree["special_days"] = {on: hours for on, hours in days} if unique else days  # noqa: C416 - pairs of lists
    if said.overnight != "civil":
        tree["overnight"] = said.overnight
    if said.coverage != "warn":
        tree["coverage"] = said.coverage
    return tree


def _spans_tree(said: algebra.GivenSpans) -> Tree:
    tree: Tree = {"spans": [[_iso(start), _iso(end)] for start, end in said.pairs], "zone": said.zone}
    if said.covers is not None:
        tree["covers"] = [_iso(at) for at in said.covers]
        tree["days"] = [[date.fromordinal(day).isoformat(), _iso(start), _iso(end)] for day, start, end in said.owned]
    return tree


def _iso(micros: int) -> str:
    return from_micros(micros, UTC).isoformat()


def of_tree(tree: object, field: str = "calendar", named: Mapping[str, Calendar] | None = None) -> Calendar:
    """Read a calendar from plain data. `named` are the calendars that parts may name.

    Raises: BadDocument with every fault and its path; UnknownName for a part that nothing carries.
    """
    if isinstance(tree, str):
        return _by_name(tree, field, named or {})
    if not isinstance(tree, Mapping):
        raise WrongType(field, tree, "is not a calendar", "write a mapping with week: and zone:")
    keys = {key: value for key, value in tree.items() if key != "slacal"}
    for kind, read in _KINDS.items():
        if kind in keys:
            return read(_Reading(keys, field, named or {}))
    raise BadInput(field, sorted(keys), "says nothing of hours", f"write one of {', '.join(_KINDS)}")


def _by_name(name: str, field: str, named: Mapping[str, Calendar]) -> Calendar:
    found = named.get(name)
    if found is None:
        raise UnknownName(field, name, "is not a known calendar", nearest(name, named, "describe it under calendars:"))
    return found


class _Reading:
    """One mapping while it is read: faults gather, and are raised together at the end."""

    def __init__(self, tree: Mapping[str, Any], field: str, named: Mapping[str, Calendar]) -> None:
        self.tree, self.field, self.named = tree, field, named
        self.faults: list[SlacalError] = []

    def only(self, *known: str) -> None:
        for key, value in self.tree.items():
            if key not in known:
                mend = nearest(key, known, f"use one of {', '.join(known)}")
                self.faults.append(BadInput(f"{self.field}.{key}", value, "is not a key of a calendar", mend))

    def take(self, key: str, read: Callable[[Any, str], Any], default: Any = None) -> Any:
        """Read one value under its path; a fault is kept and the default returned."""
        if key not in self.tree:
            return default
        try:
            return read(self.tree[key], f"{self.field}.{key}")
        except BadDocument as document:
            self.faults += document.faults
        except SlacalError as fault:
            self.faults.append(_under(fault, f"{self.field}.{key}"))
        return default

    def parts(self, trees: Any, field: str) -> list[Calendar]:
        if not isinstance(trees, list) or not trees:
            raise BadInput(field, trees, "is not a list of calendars", "name them in a list")
        return [of_tree(tree, f"{field}[{place}]", self.named) for place, tree in enumerate(trees)]

    def part(self, tree: Any, field: str) -> Calendar:
        return of_tree(tree, field, self.named)

    def built(self, build: Callable[[], Calendar]) -> Calendar:
        """Build the calendar, or raise all faults found so far, the last one included."""
        if not self.faults:
            try:
                return build()
            except SlacalError as fault:
                self.faults.append(_under(fault, self.field))
        raise BadDocument(self.field, self.faults)


def _under(fault: SlacalError, path: str) -> SlacalError:
    """Return the fault with its field's place in the document ahead of it."""
    last = path.rpartition(".")[2]
    field = path if fault.field in {last, path} else f"{path}.{fault.field}"
    field = fault.field if fault.field.startswith(path) else field
    return type(fault)(field, fault.value, fault.problem, fault.mend, fault.code)


def _weekly(reading: _Reading) -> Calendar:
    reading.only(*_WEEKLY)
    tree = reading.tree
    week, zone = tree["week"], tree.get("zone", "")
    if not zone:
        mend = "add zone: Europe/Berlin, or wherever the hours are kept"
        reading.faults.append(BadInput(f"{reading.field}.zone", zone, "is missing", mend))
    if week == "always":
        return reading.built(lambda: Calendar.always(zone=zone))
    if week == "never":
        return reading.built(lambda: Calendar.never(zone=zone))
    rota = isinstance(week, Mapping) and "rota" in week
    anchor = reading.take("week", _anchor) if rota else None
    sources = reading.take("holidays", _sources, ())
    days = reading.take("special_days", _special_days, ())
    rest = {key: tree[key] for key in ("overnight", "coverage") if key in tree}
    return reading.built(
        lambda: Calendar(
            schedule_of(
                week["rota"] if rota else [week], zone=zone, anchor=anchor, holidays=sources, special_days=days, **rest
            )
        )
    )


def _anchor(week: Mapping[str, Any], field: str) -> date:
    anchor = week.get("anchor")
    try:
        return date.fromisoformat(str(anchor))
    except ValueError:
        mend = "write a date of the week in which the first week is in turn, as in 2026-01-05"
        raise BadInput(f"{field}.anchor", anchor, "is not a date", mend) from None


def _sources(trees: Any, field: str) -> list[Any]:
    if trees is None or trees == "none":
        return []
    several = isinstance(trees, list)
    each = trees if several else [trees]
    return [source_of(tree, f"{field}[{place}]" if several else field) for place, tree in enumerate(each)]


def _special_days(days: Any, field: str) -> tuple[SpecialDay, ...]:
    if isinstance(days, list):
        return tuple(day for on, hours in days for day in SpecialDay.many({on: hours}))
    if not isinstance(days, Mapping):
        raise WrongType(field, days, "is not a mapping of dates", "write 2026-12-31: 10:00-15:00")
    return SpecialDay.many(days)


def _combined(how: algebra.How) -> Callable[[_Reading], Calendar]:
    def read(reading: _Reading) -> Calendar:
        key = _HOW[how]
        reading.only(key, "zone")
        parts = reading.take(key, reading.parts, [])
        return reading.built(lambda: _in_zone(Calendar(algebra.Combined(how, tuple(parts))), reading))

    return read


def _minus(reading: _Reading) -> Calendar:
    reading.only("base", "minus", "zone")
    base = reading.take("base", reading.part)
    minus = reading.take("minus", reading.parts, [])
    return reading.built(lambda: _in_zone(Calendar(algebra.Combined("except", (base, *minus))), reading))


def _in_zone(calendar: Calendar, reading: _Reading) -> Calendar:
    zone = reading.tree.get("zone")
    return calendar if zone is None else calendar.in_zone(zone)


def _versions(reading: _Reading) -> Calendar:
    reading.only("old", "until", "then")
    old, new = reading.take("old", reading.part), reading.take("then", reading.part)
    return reading.built(
        lambda: Calendar(algebra.Versions(old, instant_of(reading.tree.get("until", ""), "until"), new))
    )


def _spans(reading: _Reading) -> Calendar:
    reading.only("spans", "zone", "covers", "days")
    return reading.built(lambda: _given(reading.tree))


def _given(tree: Mapping[str, Any]) -> Calendar:
    given = Calendar.of_spans(tree["spans"], zone=tree.get("zone", "UTC")) if tree["spans"] else Calendar.never()
    if "covers" not in tree:
        return given
    low, high = (instant_of(at, "covers") for at in tree["covers"])
    owned = tuple(
        (date.fromisoformat(day).toordinal(), instant_of(start, "days"), instant_of(end, "days"))
        for day, start, end in tree.get("days", ())
    )
    pairs = given.description.pairs if isinstance(given.description, algebra.GivenSpans) else ()
    return Calendar(algebra.GivenSpans(pairs, tree.get("zone", "UTC"), (low, high), owned))


_KINDS: dict[str, Callable[[_Reading], Calendar]] = {
    "week": _weekly,
    "any_of": _combined("any"),
    "all_of": _combined("all"),
    "base": _minus,
    "old": _versions,
    "spans": _spans,
}


def dumps_tree(calendar: Calendar) -> str:
    """Return slacal's own JSON, with the version of its form."""
    return json.dumps({"slacal": VERSION, **to_tree(calendar)}, ensure_ascii=False)


def loads_tree(tree: object) -> Calendar:
    """Read a whole document. Raises: BadDocument; BadInput for a form that is newer than this slacal."""
    version = tree.get("slacal", VERSION) if isinstance(tree, Mapping) else VERSION
    if version != VERSION:
        raise BadInput("slacal", version, "is a form that this version does not read", f"write form {VERSION}")
    return of_tree(tree)


def dumps_description(description: algebra.GivenSpans) -> str:
    """Return the JSON of a frozen calendar, for its repr."""
    return dumps_tree(Calendar(description))
