"""A schedule's dates into open stretches: the place where wall times become instants.

The week's own stretches of a year are made once for (week, zone, year) and shared by every calendar on that week;
a calendar pays only for the dates that it decides otherwise.
"""

from __future__ import annotations

from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from slacal.calendars.coverage import known_of
from slacal.calendars.hours import DayHours, Known
from slacal.calendars.layer import Decision, Layer
from slacal.calendars.layers import decisions, weekday_name
from slacal.spans.day_time import DAY, Window
from slacal.spans.instant import SECOND
from slacal.spans.span_set import clipped, merged
from slacal.spans.wall import EPOCH_DAY, FIRST_DAY, LAST_DAY, day_exists, local_day, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from slacal.calendars.schedule import Schedule
    from slacal.spans.span_set import Pairs

_Day = tuple[tuple[int, int], ...]
_ONE_DAY = timedelta(days=1)


class ScheduleHours:
    """The live twin of a Schedule. Caches by year; a race between threads costs work, never truth."""

    __slots__ = ("_business", "_decisions", "known", "schedule", "zone")

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.zone = zone_info(schedule.zone)
        self.known = Known() if schedule.coverage == "ignore" else known_of(schedule, self.zone)
        self._decisions: dict[int, dict[int, Decision]] = {}
        self._business: dict[int, tuple[int, ...]] = {}

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
        return self.schedule.week_on(day).days[(day + 6) % 7]

    def standing(self, day: int, decision: Decision) -> tuple[Window, ...]:
        """Return the windows that start on a date and still stand after rule C2 has cut them at midnight."""
        if self.schedule.overnight == "shift":
            return decision.windows
        windows = decision.windows
        if not windows and decision.layer is not Layer.WEEK and not decision.untouched:
            shift = self._below(day) if decision.tail is None else decision.tail
            windows = tuple(Window(max(w.opens, DAY), w.closes) for w in shift if w.closes > DAY)
        if not any(w.closes > DAY for w in windows):
            return windows
        if not self._next_cuts(decision, self.decision(day + 1)):
            return windows
        return tuple(Window(w.opens, min(w.closes, DAY)) for w in windows if w.opens < DAY)

    @staticmethod
    def _next_cuts(decision: Decision, following: Decision) -> bool:
        """Tell whether the date after this one ends its windows at midnight.

        A closed date does, whoever closed it but the plain week; of two dates with windows of their own, the later.
        """
        if not following.windows and not following.untouched:
            return following.layer is not Layer.WEEK
        return bool(decision.windows) and decision.layer.above_week and following.layer.above_week

    def _below(self, day: int) -> tuple[Window, ...]:
        """Return the windows that the week would give the date if nothing closed it: dated hours, if it has any."""
        week = self.schedule.week_on(day)
        if week.dated:
            dated = week.dated_in(date.fromordinal(day).year).get(date.fromordinal(day))
            if dated is not None and dated[0]:
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
        plain, touched = self._plain(year), self._touched(year)
        january = date(year, 1, 1).toordinal()
        return tuple(
            day for day in range(first, last + 1) if (self.day(day).pairs if day in touched else plain[day - january])
        )

    def _plain(self, year: int) -> tuple[_Day, ...]:
        schedule = self.schedule
        days = tuple(week.days for week in schedule.weeks)
        return _plain_year(days, schedule.anchor, schedule.zone, year)

    def spans(self, low: int, high: int) -> Pairs:
        """Return the open stretches of [low, high), merged and clipped."""
        first = max(local_day(low, self.zone) - 2, FIRST_DAY)  # a shift may have begun before a date left out
        last = min(local_day(high, self.zone) + 1, LAST_DAY)
        pairs: Pairs = []
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            january = date(year, 1, 1).toordinal()
            days = list(self._plain(year))
            for day in self._touched(year):
                days[day - january] = self._pairs(day)
            for pair in days[max(first - january, 0) : last - january + 1]:
                pairs += pair
        return clipped(merged(pairs), low, high)

    def _touched(self, year: int) -> set[int]:
        """Return the dates whose stretches may differ from the plain week's: those decided, and the nights before."""
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        touched = set(self.decided(year))
        touched |= {day - 1 for day in touched if day > first and self._is_night(day - 1)}
        if year < MAXYEAR and self._is_night(last) and last + 1 in self.decided(year + 1):
            touched.add(last)
        return {day for day in touched if FIRST_DAY <= day <= LAST_DAY}

    def _is_night(self, day: int) -> bool:
        """Tell whether the week's windows of a date run into the next one, which may then cut them."""
        return any(window.closes > DAY for window in self._week_windows(day))


def _instants(day: int, windows: tuple[Window, ...], zone: ZoneInfo) -> _Day:
    if not windows or not day_exists(day, zone):
        return ()
    pairs = ((wall_micros(day, opens, zone), wall_micros(day, closes, zone)) for opens, closes in windows)
    return tuple(sorted((start, end) for start, end in pairs if start < end))


@lru_cache(maxsize=1024)
def _plain_year(
    weeks: tuple[tuple[tuple[Window, ...], ...], ...], anchor: date | None, zone: str, year: int
) -> tuple[_Day, ...]:
    """Return the stretches of each date of a year when nothing but the week decides."""
    place = zone_info(zone)
    january, december = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    first, last = max(january, FIRST_DAY), min(december, LAST_DAY)
    monday = anchor.toordinal() - anchor.weekday() if anchor else 1
    micros = [[[(o * SECOND, c * SECOND) for o, c in windows] for windows in days] for days in weeks]
    midnights = _midnights(first, last + 3, place)
    days: list[_Day] = [()] * (first - january)
    for day in range(first, last + 1):
        turn, weekday = (day - monday) // 7 % len(weeks), (day + 6) % 7
        at = midnights[day - first]
        if at is None:
            days.append(_instants(day, weeks[turn][weekday], place))
        else:
            days.append(tuple([(at + opens, at + closes) for opens, closes in micros[turn][weekday]]))
    return (*days, *[()] * (december - last))


def _midnights(first: int, last: int, zone: ZoneInfo) -> list[int | None]:
    """Return the instant of each midnight from `first` on, or None where the clock changes within two days of it.

    Where the offset of a midnight still holds two days later, it holds for every window of the date: no zone has ever
    changed its clock twice within three days.
    """
    wall = datetime.fromordinal(first)
    offsets: list[timedelta | None] = []
    for _ in range(first, last):
        offsets.append(zone.utcoffset(wall))
        wall += _ONE_DAY
    known: dict[timedelta | None, int] = {}
    found: list[int | None] = []
    for place, offset in enumerate(offsets[:-2]):
        if offset != offsets[place + 2]:
            found.append(None)
            continue
        if offset not in known:
            known[offset] = wall_micros(first + place, 0, zone) - (first + place - EPOCH_DAY) * DAY * SECOND
        found.append((first + place - EPOCH_DAY) * DAY * SECOND + known[offset])
    return found
