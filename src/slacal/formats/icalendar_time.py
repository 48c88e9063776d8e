"""Times of an iCalendar component (RFC 5545): wall times of a named zone, and how long something lasts.

A zone is known by its IANA name (RFC 7809); what a VTIMEZONE in the text says about it is not read.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from slacal.formats.icalendar_text import Property
from slacal.spans.day_time import DAY, HOUR
from slacal.spans.instant import from_micros
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from slacal.formats.icalendar_text import Component

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)([0-5]\d)(Z?)")
_DURATION = re.compile(r"\+?P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?)")
YEARS = range(1000, 9990)  # what follows from them stays within the years that Python knows
_EXAMPLE = "write it as in DTSTART;TZID=Europe/Berlin:20260105T090000, or in UTC with a Z at its end"


class Moment(NamedTuple):
    """A wall time: seconds after the midnight of the date with the ordinal `day`, in a zone."""

    day: int
    seconds: int
    zone: str

    @property
    def micros(self) -> int:
        """The instant, in microseconds since 1970."""
        return wall_micros(self.day, self.seconds, zone_info(self.zone))

    def in_zone(self, zone: str) -> Moment:
        """Return the wall time that another zone shows at this instant."""
        if zone == self.zone:
            return self
        local = from_micros(self.micros, zone_info(zone))
        return Moment(local.toordinal(), local.hour * HOUR + local.minute * 60 + local.second, zone)

    def later(self, seconds: int) -> Moment:
        """Return the wall time that is so much later on the clock."""
        days, rest = divmod(self.seconds + seconds, DAY)
        return Moment(self.day + days, rest, self.zone)


def moment(component: Component, name: str) -> Moment | None:
    """Return the time of a property that stands at most once. Raises: BadInput, UnknownName for the zone."""
    found = component.one(name)
    return moment_in(component, name, found, found.value) if found else None


def moments(component: Component, name: str) -> list[Moment]:
    """Return the times of all properties of a name, each of which may list several."""
    return [
        moment_in(component, name, found, value)
        for found in component.properties(name)
        for value in found.value.split(",")
    ]


def utc_moment(component: Component, name: str, value: str) -> Moment:
    """Return the time that a part of a property's value names, which ends in Z."""
    return moment_in(component, name, Property(value, {}), value)


def moment_in(component: Component, name: str, found: Property, value: str) -> Moment:
    """Return the time that a value of a property names."""
    match = _MOMENT.fullmatch(value.strip().upper())
    if match is None:
        raise component.fault(name, value, "is not a date and a time of day", _EXAMPLE)
    year, month, day, hours, minutes, seconds = map(int, match.groups()[:6])
    try:
        on = date(year, month, day)
    except ValueError:
        raise component.fault(name, value, "is not in the calendar", "mend the month or the day") from None
    if year not in YEARS:
        raise component.fault(name, value, "lies outside the years that are read", "write a year from 1000 to 9989")
    return Moment(on.toordinal(), hours * HOUR + minutes * 60 + seconds, _zone(component, name, found, match[7]))


def _zone(component: Component, name: str, found: Property, utc: str) -> str:
    zone = found.params.get("TZID", "")
    if zone and utc:
        raise component.fault(name, found.value, f"is in UTC and in {zone}", "leave TZID out, or the Z at its end")
    if not (zone or utc):
        raise component.fault(name, found.value, "has no time zone", _EXAMPLE)
    return "UTC" if utc else zone_name(zone, f"{component.path}.{name};TZID")


def ending(component: Component, start: Moment) -> Moment | None:
    """Return when a component that starts at `start` ends, by DTEND or DURATION, in the zone of its start.

    A duration is counted on the clock. Raises: BadInput when the end does not come after the start.
    """
    end, length = moment(component, "DTEND"), component.one("DURATION")
    if end and length:
        raise component.fault("DURATION", length.value, "stands beside DTEND", "keep one of the two")
    if length:
        end = start.later(_seconds(component, length.value))
    if end is None:
        return None
    end = end.in_zone(start.zone)
    if end <= start or end.micros <= start.micros:
        raise component.fault("DTEND", component.text("DTEND"), "does not come after DTSTART", "mend one of the two")
    return end


def _seconds(component: Component, value: str) -> int:
    match = _DURATION.fullmatch(value.strip().upper())
    sizes = (7 * DAY, DAY, HOUR, 60, 1)
    seconds = sum(int(count or 0) * size for count, size in zip(match.groups(), sizes, strict=True)) if match else 0
    if not 0 < seconds <= 1000 * DAY:  # beyond it, nobody means a duration
        raise component.fault("DURATION", value, "is not an amount of time", "write it as PT8H or P1D, up to 1000 days")
    return seconds
