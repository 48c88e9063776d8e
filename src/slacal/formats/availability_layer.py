"""Layer: one VAVAILABILITY component of RFC 7953, the hours that it gives to a range of time, and its priority."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from slacal.calendars.calendar import Calendar
from slacal.calendars.hours import FOR_EVER
from slacal.calendars.special_day import SpecialDay
from slacal.errors import BadInput
from slacal.formats.available import available_of
from slacal.formats.available_hours import hours_of, past_midnight, windows_on
from slacal.formats.icalendar_time import Moment, ending, moment

if TYPE_CHECKING:
    from slacal.calendars.weekly import WeeklyHours
    from slacal.formats.icalendar_text import Component
    from slacal.spans.day_time import Window

_LOWEST = 10  # after 9, as a priority of 0 is no priority
_WEEK = 7
_LONGEST = 366  # dates of a range with hours of their own, where each has to be looked at


class Layer:
    """One VAVAILABILITY: `hours` from `begins` on, before `ends`, above what has a higher `rank` number."""

    def __init__(self, component: Component, overnight: str) -> None:
        """Read the component. Raises: BadInput naming the property that a calendar cannot hold."""
        self.path = component.path
        self.overnight = overnight
        self.reason = component.text("SUMMARY").strip()
        self.rank = _rank(component)
        _check_busy_type(component)
        stretches = [available_of(part) for part in component.parts if part.name == "AVAILABLE"]
        zones = [one.start.zone for one in stretches]
        for one in stretches:
            if one.start.zone != zones[0]:
                problem, mend = f"is not in {zones[0]}, as those before it", "give each zone a VAVAILABILITY of its own"
                raise BadInput(f"{one.path}.DTSTART", one.start.zone, problem, mend)
        self.hours: WeeklyHours = hours_of(stretches, overnight)
        self.begins = moment(component, "DTSTART")
        self.ends = _end(component, self.begins)
        bounds = [bound.zone for bound in (self.begins, self.ends) if bound]
        self.zone = (zones or bounds or [""])[0]

    @property
    def low(self) -> int:
        """The instant from which on it speaks."""
        return self.begins.micros if self.begins else -FOR_EVER

    @property
    def high(self) -> int:
        """The instant before which it speaks."""
        return self.ends.micros if self.ends else FOR_EVER

    @cached_property
    def calendar(self) -> Calendar:
        """Its hours as if they held always."""
        return calendar_of(self.hours, self.zone or "UTC", self.overnight)

    def special_day(self, base: Layer) -> SpecialDay | None:
        """Return it as a special day of the hours of `base`, or None where it is more or less than that.

        It must cover whole dates, with the same hours on each. A mask cuts every night shift at midnight, a special
        day only some (rule C2): so where there are night shifts, only a closed one, under the civil reading.
        """
        dates = self._whole_dates(base.zone)
        windows = self._windows_of_each(*dates) if dates else None
        if dates is None or windows is None or (windows and self.zone != base.zone):
            return None
        nights = past_midnight(base.hours) or past_midnight(self.hours)
        if nights and (windows or self.overnight != "civil"):
            return None
        return SpecialDay(dates, windows, reason=self.reason)

    def _whole_dates(self, zone: str) -> tuple[date, date] | None:
        if self.begins is None or self.ends is None:
            return None
        first, after = self.begins.in_zone(zone), self.ends.in_zone(zone)
        if first.seconds or after.seconds:
            return None
        return date.fromordinal(first.day), date.fromordinal(after.day - 1)

    def _windows_of_each(self, first: date, last: date) -> tuple[Window, ...] | None:
        if past_midnight(self.hours):
            return None
        days = (last - first).days + 1
        if self.hours.dated and days > _LONGEST:
            return None
        seen = {
            windows_on(self.hours, first + timedelta(n)) for n in range(days if self.hours.dated else min(days, _WEEK))
        }
        return seen.pop() if len(seen) == 1 else None


def calendar_of(
    hours: WeeklyHours, zone: str, overnight: str, special_days: tuple[SpecialDay, ...] = (), coverage: str = "warn"
) -> Calendar:
    """Return a week as a calendar, one that never opens where nothing does."""
    opens = any(hours.days) or any(rule.windows for rule in hours.dated) or any(day.opens for day in special_days)
    if not opens:
        return Calendar.never(zone=zone)
    return Calendar.weekly(hours, zone=zone, special_days=special_days, overnight=overnight, coverage=coverage)  # type: ignore[arg-type] # the calendar checks its choices


def _rank(component: Component) -> int:
    return int(component.word("PRIORITY", "0", tuple("0123456789"))) or _LOWEST


def _check_busy_type(component: Component) -> None:
    busy = component.word("BUSYTYPE", "BUSY-UNAVAILABLE", ("BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"))
    if busy == "BUSY-TENTATIVE":
        problem, mend = "leaves open whether the other hours are closed", "write BUSY or BUSY-UNAVAILABLE"
        raise component.fault("BUSYTYPE", busy, problem, mend)


def _end(component: Component, begins: Moment | None) -> Moment | None:
    if begins is not None:
        return ending(component, begins)
    if length := component.one("DURATION"):
        raise component.fault("DURATION", length.value, "does not say from when", "add DTSTART")
    return moment(component, "DTEND")
