"""Availability layers into one calendar: at each instant the layer with the highest priority that covers it decides.

Layers that close or open whole dates of the lowest one become its special days; the others follow one another as
versions of the calendar.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.calendar import Calendar
from slacal.calendars.hours import FOR_EVER
from slacal.errors import BadDocument, BadInput, SlacalError
from slacal.errors.doors import check_choice
from slacal.formats.availability_layer import Layer, calendar_of
from slacal.formats.icalendar_text import read_calendars
from slacal.spans.instant import DAY, from_micros

if TYPE_CHECKING:
    from slacal.calendars.special_day import SpecialDay
    from slacal.formats.icalendar_text import Component

Outside: TypeAlias = Literal["refuse", "closed", "same"]
NAME = "availability"
_MOST_LAYERS = 2_000
_MOST_VERSIONS = 100
_MOST_COMPARED = 200  # pairs of layers
_MOST_FAULTS = 100
_COMPARED = 31 * DAY
_NO_HOURS = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")


def layers_in(text: str | bytes, overnight: str) -> list[Layer]:
    """Return the layers of a text, the lowest first. Raises: BadDocument with every fault, MissingExtra."""
    found: list[Layer] = []
    faults: list[SlacalError] = []
    parts = [part for calendar in read_calendars(text, NAME) for part in calendar.parts]
    for part in parts:
        try:
            found += _read(part, overnight)
        except SlacalError as fault:
            faults.append(fault)
        if len(faults) >= _MOST_FAULTS:
            break
    if not (found or faults) or len(found) > _MOST_LAYERS:
        problem = f"VAVAILABILITY components are none, or more than the {_MOST_LAYERS:,} that are read"
        faults.append(BadInput("VAVAILABILITY", len(found), problem, "write who is available when (RFC 7953)"))
    if faults:
        raise BadDocument(NAME, faults)
    _check_one_person(parts)
    return sorted(found, key=lambda layer: -layer.rank)


def _read(part: Component, overnight: str) -> list[Layer]:
    if part.name in _NO_HOURS:
        raise BadInput(part.path, part.name, "is no availability", "leave it out, or read it as a holiday feed")
    return [Layer(part, overnight)] if part.name == "VAVAILABILITY" else []


def _check_one_person(parts: list[Component]) -> None:
    people = {part.text("ORGANIZER").strip().lower(): part for part in parts if part.name == "VAVAILABILITY"}
    if len(people) > 1:
        *_, other = people.values()
        problem, mend = "is not the one of the components before", "read the hours of each person by themselves"
        raise other.fault("ORGANIZER", other.text("ORGANIZER"), problem, mend)


def combined(layers: list[Layer], outside: Outside, coverage: str) -> Calendar:
    """Return the calendar that layers, lowest first, make together. Raises: BadInput."""
    zone = next((layer.zone for layer in layers if layer.zone), "")
    if not zone:
        raise BadInput("DTSTART", "", "names no time zone", "write DTSTART;TZID=Europe/Berlin:20260105T090000")
    _stretch(layers, outside)
    _check_alike(layers)
    base, rest = layers[0], layers[1:]
    if base.begins or base.ends:
        return _versions([(layer, layer.calendar) for layer in layers], zone, outside)
    base.zone = base.zone or zone
    special: list[SpecialDay] = []
    while rest and (day := rest[0].special_day(base)):
        special.append(day)
        rest = rest[1:]
    lowest = calendar_of(base.hours, base.zone, base.overnight, tuple(special), coverage)
    return _versions([(base, lowest), *((layer, layer.calendar) for layer in rest)], zone, outside)


def _stretch(layers: list[Layer], outside: Outside) -> None:
    """Let the first and the last layer go on outside of what is stated, where that is asked for."""
    check_choice("outside", outside, ("refuse", "closed", "same"))
    if outside == "same":
        low, high = min(layer.low for layer in layers), max(layer.high for layer in layers)
        for layer in layers:
            layer.begins = None if layer.low == low else layer.begins
            layer.ends = None if layer.high == high else layer.ends


def _check_alike(layers: list[Layer]) -> None:
    """Refuse layers of one priority that say different things about one time."""
    active: list[Layer] = []
    compared = 0
    for layer in sorted(layers, key=lambda layer: (layer.rank, layer.low)):
        active = [one for one in active if one.rank == layer.rank and one.high > layer.low]
        for one in active:
            compared += 1
            if compared > _MOST_COMPARED or not _agree(one, layer, min(one.high, layer.high)):
                problem = f"has the priority of {one.path}, and says otherwise about the same time"
                raise BadInput(f"{layer.path}.PRIORITY", layer.rank % 10, problem, "write 1 for the one that wins")
        active.append(layer)


def _agree(one: Layer, other: Layer, high: int) -> bool:
    if (one.hours, one.zone) == (other.hours, other.zone):
        return True
    low = other.low
    if low < -FOR_EVER // 2 or high - low > _COMPARED:
        return False
    first, last = from_micros(low, UTC), from_micros(high, UTC)
    return list(one.calendar.spans(first, last)) == list(other.calendar.spans(first, last))


def _versions(layers: list[tuple[Layer, Calendar]], zone: str, outside: Outside) -> Calendar:
    """Return the calendar of the highest layer at each time; layers stand lowest first."""
    if len(layers) > _MOST_VERSIONS:
        problem = f"are more changes of hours than the {_MOST_VERSIONS} that are followed"
        mend = "close or open whole dates, above one VAVAILABILITY without DTSTART and DTEND"
        raise BadInput("VAVAILABILITY", len(layers), problem, mend)
    closed = Calendar.never(zone=zone)
    edges = sorted({-FOR_EVER, *(edge for layer, _ in layers for edge in (layer.low, layer.high) if edge < FOR_EVER)})
    found: list[tuple[int, Calendar]] = []
    for edge in edges:
        calendar = next((c for layer, c in reversed(layers) if layer.low <= edge < layer.high), None)
        if calendar is None and outside != "closed":
            _unstated(edge, edges, outside)
        calendar = calendar or closed
        if not found or found[-1][1] is not calendar:
            found.append((edge, calendar))
    return _joined(found)


def _unstated(edge: int, edges: list[int], outside: Outside) -> None:
    when = f"before {from_micros(edges[1], UTC)}" if edge == -FOR_EVER else f"from {from_micros(edge, UTC)} on"
    mend = "pass outside='closed', or outside='same' to let the first and the last hours go on"
    raise BadInput("outside", outside, f"does not settle what holds {when}: the text says nothing about it", mend)


def _joined(found: list[tuple[int, Calendar]]) -> Calendar:
    """Return calendars that follow one another, halved again and again so that none nests deep."""
    if len(found) == 1:
        return found[0][1]
    half = len(found) // 2
    return _joined(found[:half]).until(from_micros(found[half][0], UTC), then=_joined(found[half:]))
