"""A calendar as a plain tree, and back: the CALENDAR part of a policy document, and slacal's own JSON.

A weekly calendar is ``{week, zone, holidays, special_days, overnight, coverage}``; others are ``{any_of: [...]}``,
``{all_of: [...]}``, ``{base: ..., minus: [...]}``, ``{old: ..., until: instant, then: ...}``, ``{spans: [...]}`` or
``{frozen: [...], dates: {...}, covers: [...]}``.
Parts are trees of their own, or names that the caller knows. Everything round-trips; ``slacal: 1`` is the version of
the form.
"""

from __future__ import annotations

import json
from datetime import UTC, date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from slacal.calendars import algebra
from slacal.calendars.building import schedule_of, week_of
from slacal.calendars.calendar import Calendar
from slacal.calendars.frozen_tree import given_of, kind_at, layer_at, runs_at, short_tree
from slacal.calendars.holidays_document import source_of, source_tree
from slacal.calendars.schedule import Schedule, check_option
from slacal.calendars.special_day import SpecialDay
from slacal.calendars.tree_values import (
    day_at,
    is_list,
    is_mapping,
    list_at,
    mapping_at,
    micros_at,
    pair_at,
    text_at,
    triple_at,
)
from slacal.errors import BadDocument, BadInput, SlacalError, UnknownName, WrongType, nearest
from slacal.spans.instant import from_micros
from slacal.spans.span_set import merged
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from slacal.calendars.layer import Layer
    from slacal.calendars.schedule import HolidaySource
    from slacal.calendars.weekly import WeeklyHours

Tree: TypeAlias = dict[str, Any]
_T = TypeVar("_T")
_Reason: TypeAlias = "tuple[int, Layer, str]"
VERSION = 1
_CONSTANT: dict[str, object] = {"always": "24/7", "never": {}}  # the same as a week, where holidays change it
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
    short = short_tree(said)
    if said.covers is not None and short is not None:
        return {**short, "zone": said.zone, "covers": [_iso(at) for at in said.covers]}
    tree: Tree = {"spans": [[_iso(start), _iso(end)] for start, end in said.pairs], "zone": said.zone}
    if said.covers is not None:
        tree["covers"] = [_iso(at) for at in said.covers]
        tree["days"] = [[date.fromordinal(day).isoformat(), _iso(start), _iso(end)] for day, start, end in said.owned]
    if said.reasons:
        tree["reasons"] = [[date.fromordinal(day).isoformat(), layer.value, why] for day, layer, why in said.reasons]
    return tree


def _iso(micros: int) -> str:
    return from_micros(micros, UTC).isoformat()


def of_tree(tree: object, field: str = "calendar", named: Mapping[str, Calendar] | None = None) -> Calendar:
    """Read a calendar from plain data. `named` are the calendars that parts may name.

    Raises: BadDocument with every fault and its path; UnknownName for a part that nothing carries.
    """
    if isinstance(tree, str):
        return _by_name(tree, field, named or {})
    keys = {key: value for key, value in mapping_at(tree, field, "week: and zone:").items() if key != "slacal"}
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
        """Refuse every key that is not known here."""
        for key, value in self.tree.items():
            if key not in known:
                mend = nearest(key, known, f"use one of {', '.join(known)}")
                self.faults.append(BadInput(f"{self.field}.{key}", value, "is not a key here", mend))

    def take(self, key: str, read: Callable[[Any, str], _T], absent: object = None) -> _T:
        """Read the value under a key, or `absent` where there is none, as `attempt` does."""
        return self.attempt(read, self.tree.get(key, absent), f"{self.field}.{key}")

    def attempt(self, read: Callable[[Any, str], _T], value: Any, field: str) -> _T:
        """Read one value under its path; where that has a fault, nothing may use the answer: `built` will raise."""
        found: _T = value
        try:
            found = read(value, field)
        except BadDocument as document:
            self.faults += [_under(fault, field) for fault in document.faults]
        except SlacalError as fault:
            self.faults.append(_under(fault, field))
        return found

    def listed(self, read: Callable[[Any, str], _T], values: object, field: str, example: str) -> list[_T]:
        """Read each value of what must be a list, as `attempt` does. Raises: WrongType."""
        return self.each(read, list_at(values, field, example), field)

    def each(self, read: Callable[[Any, str], _T], values: Sequence[Any], field: str) -> list[_T]:
        """Read each value, as `attempt` does."""
        return [self.attempt(read, value, f"{field}[{place}]") for place, value in enumerate(values)]

    def parts(self, trees: object, field: str) -> list[Calendar]:
        """Read the calendars of a list, by name or by description."""
        found = self.listed(self.part, trees, field, "a list of calendars")
        if not found:
            raise BadInput(field, trees, "names no calendar", "name at least one")
        return found

    def part(self, tree: object, field: str) -> Calendar:
        """Read one calendar, by name or by description."""
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
    if fault.field.startswith(path):
        return fault
    last = path.rpartition(".")[2]
    field = path if fault.field == last else f"{path}.{fault.field.removeprefix(f'{last}.')}"
    return type(fault)(field, fault.value, fault.problem, fault.mend, fault.code)


def _weekly(reading: _Reading) -> Calendar:
    reading.only(*_WEEKLY)
    zone = reading.take("zone", _zone, "")
    state = reading.tree["week"]
    if isinstance(state, str) and state in _CONSTANT and reading.tree.keys() <= {"week", "zone"}:
        return reading.built(lambda: Calendar.always(zone=zone) if state == "always" else Calendar.never(zone=zone))
    week = reading.take("week", partial(_weeks, reading))
    sources = reading.take("holidays", partial(_sources, reading))
    days = reading.take("special_days", _special_days, ())
    rest = {key: reading.tree[key] for key in ("overnight", "coverage") if key in reading.tree}
    for key in rest:
        reading.take(key, check_option)

    def build() -> Calendar:
        weeks, anchor = week
        return Calendar(schedule_of(weeks, zone=zone, anchor=anchor, holidays=sources, special_days=days, **rest))

    return reading.built(build)


def _zone(zone: object, field: str) -> str:
    if isinstance(zone, str) and not zone:
        raise BadInput(field, zone, "is missing", "add zone: Europe/Berlin, or wherever the hours are kept")
    return zone_name(text_at(zone, field))


def _weeks(reading: _Reading, week: object, field: str) -> tuple[list[WeeklyHours], date | None]:
    if not is_mapping(week) or "rota" not in week:
        plain: Any = _CONSTANT.get(week, week) if isinstance(week, str) else week
        return [week_of(plain, field)], None
    for key in week:
        if key not in {"rota", "anchor"}:
            raise BadInput(f"{field}.{key}", week[key], "is not a key of a rota", "write rota: and anchor:")
    weeks = reading.listed(week_of, week["rota"], f"{field}.rota", "rota: [week, week]")
    return weeks, reading.attempt(day_at, week.get("anchor"), f"{field}.anchor")


def _sources(reading: _Reading, trees: object, field: str) -> list[HolidaySource]:
    if trees is None or (isinstance(trees, str) and trees == "none"):
        return []
    if is_list(trees):
        return reading.each(source_of, trees, field)
    return [source_of(trees, field)]


def _special_days(days: object, field: str) -> tuple[SpecialDay, ...]:
    if is_list(days):
        pairs = [_special_day(pair, f"{field}[{place}]") for place, pair in enumerate(days)]
        return tuple(day for on, hours in pairs for day in SpecialDay.many({on: hours}))
    return SpecialDay.many(mapping_at(days, field, "2026-12-31: 10:00-15:00"))


def _special_day(pair: object, field: str) -> tuple[str | date, Any]:
    on, hours = pair_at(pair, field)
    return on if isinstance(on, date) else text_at(on, f"{field}[0]"), hours


def _combined(how: algebra.How, reading: _Reading) -> Calendar:
    key = _HOW[how]
    reading.only(key, "zone")
    parts = reading.take(key, reading.parts)
    return reading.built(lambda: _in_zone(Calendar(algebra.combination(how, parts)), reading))


def _minus(reading: _Reading) -> Calendar:
    reading.only("base", "minus", "zone")
    base = reading.take("base", reading.part)
    minus = reading.take("minus", reading.parts)
    return reading.built(lambda: _in_zone(Calendar(algebra.combination("except", (base, *minus))), reading))


def _in_zone(calendar: Calendar, reading: _Reading) -> Calendar:
    zone = reading.tree.get("zone")
    return calendar if zone is None else calendar.in_zone(text_at(zone, "zone"))


def _versions(reading: _Reading) -> Calendar:
    reading.only("old", "until", "then")
    old = reading.take("old", reading.part)
    new = reading.take("then", reading.part)
    at = reading.take("until", micros_at)
    return reading.built(lambda: Calendar(algebra.Versions(old, at, new)))


def _spans(reading: _Reading) -> Calendar:
    reading.only("spans", "zone", "covers", "days", "reasons")
    zone = reading.take("zone", _zone, "")
    pairs = reading.take("spans", partial(reading.listed, _span, example="a list of [start, end]"))
    if "covers" not in reading.tree:
        return reading.built(lambda: Calendar(algebra.GivenSpans(tuple(merged(pairs)), zone)))
    covers = reading.take("covers", _span)
    days = reading.take("days", partial(reading.listed, _owned, example="a list of [date, start, end]"), ())
    reasons = reading.take("reasons", partial(reading.listed, _reason, example="a list of [date, layer, reason]"), ())
    return reading.built(
        lambda: Calendar(algebra.GivenSpans(tuple(merged(pairs)), zone, covers, tuple(days), tuple(reasons)))
    )


def _frozen(reading: _Reading) -> Calendar:
    reading.only("frozen", "zone", "covers", "dates")
    zone = reading.take("zone", _zone, "")
    kinds = reading.take("frozen", partial(reading.listed, kind_at, example="a list of kinds"))
    covers = reading.take("covers", _span)
    dates = partial(runs_at, reading.tree.get("dates"), f"{reading.field}.dates", kinds)
    return reading.built(lambda: Calendar(given_of(kinds, dates(), zone, covers)))


def _span(pair: object, field: str) -> tuple[int, int]:
    start, end = pair_at(pair, field)
    return _instants(start, end, field, 0)


def _instants(start: object, end: object, field: str, place: int) -> tuple[int, int]:
    found = micros_at(start, f"{field}[{place}]"), micros_at(end, f"{field}[{place + 1}]")
    if found[0] > found[1]:
        raise BadInput(field, f"{start}..{end}", "ends before it starts", "swap the two")
    return found


def _owned(said: object, field: str) -> tuple[int, int, int]:
    day, start, end = triple_at(said, field, "a list of [date, start, end]")
    return (day_at(day, f"{field}[0]").toordinal(), *_instants(start, end, field, 1))


def _reason(said: object, field: str) -> _Reason:
    day, layer, why = triple_at(said, field, "a list of [date, layer, reason]")
    return day_at(day, f"{field}[0]").toordinal(), layer_at(layer, f"{field}[1]"), text_at(why, f"{field}[2]")


_KINDS: dict[str, Callable[[_Reading], Calendar]] = {
    "week": _weekly,
    "any_of": partial(_combined, "any"),
    "all_of": partial(_combined, "all"),
    "base": _minus,
    "old": _versions,
    "spans": _spans,
    "frozen": _frozen,
}


def dumps_tree(calendar: Calendar) -> str:
    """Return slacal's own JSON, with the version of its form."""
    return json.dumps({"slacal": VERSION, **to_tree(calendar)}, ensure_ascii=False)


def loads_tree(tree: object) -> Calendar:
    """Read a whole document. Raises: BadDocument; BadInput for a form that is newer than this slacal."""
    version = tree.get("slacal", VERSION) if is_mapping(tree) else VERSION
    if not isinstance(version, int) or version != VERSION:
        raise BadInput("slacal", version, "is a form that this version does not read", f"write form {VERSION}")
    return of_tree(tree)


def dumps_description(description: algebra.GivenSpans) -> str:
    """Return the JSON of a frozen calendar, for its repr."""
    return dumps_tree(Calendar(description))
