"""A schedule's dates into open stretches: the place where wall times become instants.

The week's own stretches of a year are made once for (week, zone, year) and shared by every calendar on that week;
a calendar pays only for the dates that it decides otherwise.
"""

from __future__ import annotations

from datetime import MAXYEAR, date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from slacal.calendars.hours import FOR_EVER, DayHours, Known
from slacal.calendars.layer import Decision, Layer
from slacal.calendars.layers import decisions, sources_known, weekday_name
from slacal.spans.day_time import DAY, Window
from slacal.spans.span_set import clipped, merged
from slacal.spans.wall import FIRST_DAY, LAST_DAY, day_exists, local_day, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from slacal.calendars.schedule import Schedule
    from slacal.spans.span_set import Pairs

_Day = tuple[tuple[int, int], ...]
_LONG_JUMP = 20 * 3_600


class ScheduleHours:
    """The live twin of a Schedule. Caches by year; a race between threads costs work, never truth."""

    __slots__ = ("_business", "_decisions", "known", "schedule", "zone")

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.zone = zone_info(schedule.zone)
        self.known = self._known()
        self._decisions: dict[int, dict[int, Decision]] = {}
        self._business: dict[int, tuple[int, ...]] = {}

    def _known(self) -> Known:
        first, last, source = sources_known(self.schedule)
        low = wall_micros(date(first, 1, 1).toordinal(), 0, self.zone) if first > 1 else -FOR_EVER
        high = wall_micros(date(last + 1, 1, 1).toordinal(), 0, self.zone) if last < MAXYEAR else FOR_EVER
        return Known(low, high, source, self.schedule.coverage)

    def decided(self, year: int) -> dict[int, Decision]:
        """Return the dates of a year that anything but the plain week decides, by ordinal."""
        found = self._decisions.get(year)
        if found is None:
            found = self._decisions[year] = decisions(self.schedule, year)
        return found

    def decision(self, day: int) -> Decision:
        """Return who decides the date with the ordinal `day`, and how."""
        on = date.fromordinal(day)
        found = self.decided(on.year).get(day)
        if found is None:
            return Decision(self._week_windows(day), Layer.WEEK, weekday_name(on.weekday()))
        return found

    def _week_windows(self, day: int) -> tuple[Window, ...]:
        return self.schedule.week_on(day).on_weekday((day + 6) % 7)

    def standing(self, day: int, decision: Decision) -> tuple[Window, ...]:
        """Return the windows that start on a date and still stand after rule C2 has cut them at midnight."""
        if self.schedule.overnight == "shift":
            return decision.windows
        windows = decision.windows
        if decision.layer.above_week and not windows:
            windows = tuple(Window(max(w.opens, DAY), w.closes) for w in self._below(day) if w.closes > DAY)
        if not any(w.closes > DAY for w in windows):
            return windows
        following = self.decision(day + 1)
        cut = following.layer.above_week and ((decision.layer.above_week and decision.windows) or not following.windows)
        if not cut:
            return windows
        return tuple(Window(w.opens, min(w.closes, DAY)) for w in windows if w.opens < DAY)

    def _below(self, day: int) -> tuple[Window, ...]:
        """Return the windows that the week alone, dated hours included, would give the date."""
        week = self.schedule.week_on(day)
        if week.dated:
            dated = week.dated_in(date.fromordinal(day).year).get(date.fromordinal(day))
            if dated is not None:
                return dated[0]
        return self._week_windows(day)

    def _pairs(self, day: int) -> _Day:
        return _instants(day, self.standing(day, self.decision(day)), self.zone)

    def day(self, day: int) -> DayHours:
        """Return the date's windows, who decided, why, and the stretches that it owns."""
        decision = self.decision(day)
        windows = self.standing(day, decision) if decision.windows else ()
        return DayHours(windows, decision.layer, decision.reason, _instants(day, windows, self.zone))

    def business_days(self, year: int) -> tuple[int, ...]:
        """Return the ordinals of the year's dates that own a window."""
        found = self._business.get(year)
        if found is None:
            found = self._business[year] = self._find_business_days(year)
        return found

    def _find_business_days(self, year: int) -> tuple[int, ...]:
        first = max(date(year, 1, 1).toordinal(), FIRST_DAY)
        last = min(date(year, 12, 31).toordinal(), LAST_DAY)
        plain, decided = self._plain(year), self.decided(year)
        january = date(year, 1, 1).toordinal()
        return tuple(
            day for day in range(first, last + 1) if (self.day(day).pairs if day in decided else plain[day - january])
        )

    def _plain(self, year: int) -> tuple[_Day, ...]:
        schedule = self.schedule
        days = tuple(week.days for week in schedule.weeks)
        return _plain_year(days, schedule.anchor, schedule.zone, year)

    def spans(self, low: int, high: int) -> Pairs:
        """Return the open stretches of [low, high), merged and clipped."""
        first = max(local_day(low, self.zone) - 1, FIRST_DAY)
        last = min(local_day(high, self.zone) + 1, LAST_DAY)
        pairs: Pairs = []
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            january = date(year, 1, 1).toordinal()
            days = list(self._plain(year))
            for day in self._touched(year):
                days[day - january] = self._pairs(day)
            for pair in days[max(first - january, 0) : max(last - january + 1, 0)]:
                pairs += pair
        return clipped(merged(pairs), low, high)

    def _touched(self, year: int) -> set[int]:
        """Return the dates whose stretches may differ from the plain week's: those decided, and the days before."""
        january, december = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        touched = {day for decided in self.decided(year) for day in (decided, decided - 1) if day >= january}
        if december < LAST_DAY and december + 1 in self.decided(year + 1):
            touched.add(december)
        return {day for day in touched if FIRST_DAY <= day <= LAST_DAY}


def _instants(day: int, windows: tuple[Window, ...], zone: ZoneInfo) -> _Day:
    if not windows or not day_exists(day, zone):
        return ()
    pairs = ((wall_micros(day, opens, zone), wall_micros(day, closes, zone)) for opens, closes in windows)
    return tuple((start, end) for start, end in pairs if start < end)


@lru_cache(maxsize=1024)
def _plain_year(
    weeks: tuple[tuple[tuple[Window, ...], ...], ...], anchor: date | None, zone: str, year: int
) -> tuple[_Day, ...]:
    """Return the stretches of each date of a year when nothing but the week decides."""
    place = zone_info(zone)
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    monday = anchor.toordinal() - anchor.weekday() if anchor else 1
    skipped = _skipped_days(zone, year)
    days: list[_Day] = []
    for day in range(first, last + 1):
        windows = weeks[(day - monday) // 7 % len(weeks)][(day + 6) % 7]
        if not windows or not FIRST_DAY <= day <= LAST_DAY or day in skipped:
            days.append(())
            continue
        pairs = [(wall_micros(day, opens, place), wall_micros(day, closes, place)) for opens, closes in windows]
        days.append(tuple([pair for pair in pairs if pair[0] < pair[1]]))
    return tuple(days)


@lru_cache(maxsize=1024)
def _skipped_days(zone: str, year: int) -> frozenset[int]:
    """Return the dates that do not exist in the zone: where it crossed the date line eastward to westward."""
    place = zone_info(zone)
    months = [max(date(year, month, 1).toordinal(), FIRST_DAY) for month in range(1, 13)]
    months.append(min(date(year, 12, 31).toordinal() + 1, LAST_DAY))
    found: list[int] = []
    for begin, end in pairwise(months):
        lost = (end - begin) * DAY - (wall_micros(end, 0, place) - wall_micros(begin, 0, place)) // 1_000_000
        if lost > _LONG_JUMP:
            found += [day for day in range(begin, end) if not day_exists(day, place)]
    return frozenset(found)
