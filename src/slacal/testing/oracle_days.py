"""Business days by the oracle: it goes from date to date and counts on its fingers, as a `DayRule` reads them.

The sentences of the rule stand here one by one: arrival, cutoff, whether the start day counts, the count, the landing.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from slacal.testing.oracle_clock import datetime_of, instant_of, instant_when, on_clock, shown
from slacal.testing.oracle_open import GaveUp

if TYPE_CHECKING:
    from slacal.calendars.day_rule import DayRule
    from slacal.testing.oracle_open import Doors

_MOST_DATES = 800
_ONE_DAY = timedelta(days=1)


class Walker(Protocol):
    """What counting asks of the oracle."""

    doors: Doors

    def roll_forward(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the next opening."""
        ...

    def roll_back(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the last closing at or before it."""
        ...


class _Arrival(NamedTuple):
    """Day 0, the instant that counts as arrival, and the wall time that goes along, in microseconds of day 0."""

    on: date
    at: int
    wall: int


def add_days(walker: Walker, start: datetime, days: int, rule: DayRule) -> datetime:
    """Return the instant at which `days` business days after `start` end."""
    if days == 0:
        return start
    arrival = _arrived(walker, start, rule, forward=days > 0)
    left = abs(days)
    on = arrival.on
    if rule.counts_from == "same_day" and _is_counted(walker.doors, arrival, forward=days > 0):
        left -= 1
    step = _ONE_DAY if days > 0 else -_ONE_DAY
    for _ in range(left):
        on = _next_business_day(walker.doors, on, step)
    return datetime_of(_landed(walker.doors, on, arrival.wall, rule))


def count_days(doors: Doors, first: date, last: date, *, same_day: bool) -> int:
    """Return how many business days lie in (first, last], or in [first, last]; negative when reversed."""
    if last < first:
        return -count_days(doors, last, first, same_day=same_day)
    on = first if same_day else first + _ONE_DAY
    count = 0
    while on <= last:
        count += bool(doors.owned(on))
        on += _ONE_DAY
    return count


def _arrived(walker: Walker, start: datetime, rule: DayRule, *, forward: bool) -> _Arrival:
    doors = walker.doors
    arrival = _at(doors, instant_of(start))
    if rule.arrival == "next_open":
        arrival = _snapped(walker, start, forward=forward)
    elif rule.arrival == "keep_time" and not doors.owned(arrival.on):
        on = _next_business_day(doors, arrival.on, _ONE_DAY if forward else -_ONE_DAY)
        arrival = _Arrival(on, _instant(doors, on, arrival.wall), arrival.wall)
    if rule.cutoff is not None and (arrival.wall >= _seconds(rule.cutoff) or not doors.owned(arrival.on)):
        on = _next_business_day(doors, arrival.on, _ONE_DAY)
        opening = doors.owned(on)[0][0]
        arrival = _Arrival(on, opening, shown(opening, doors.zone) - on_clock(on, 0))
    return arrival


def _snapped(walker: Walker, start: datetime, *, forward: bool) -> _Arrival:
    doors = walker.doors
    if forward or doors.is_open(instant_of(start)):
        return _at(doors, instant_of(walker.roll_forward(start)))
    closing = instant_of(walker.roll_back(start))
    arrival = _at(doors, closing)
    for on in (arrival.on, arrival.on - _ONE_DAY):  # 24:00, and the end of a night, belong to the date before
        if closing in {end for _, end in doors.owned(on)}:
            return _Arrival(on, closing, shown(closing, doors.zone) - on_clock(on, 0))
    return arrival


def _at(doors: Doors, instant: int) -> _Arrival:
    wall = shown(instant, doors.zone)
    on = date(1970, 1, 1) + timedelta(microseconds=wall)
    return _Arrival(on, instant, wall - on_clock(on, 0))


def _is_counted(doors: Doors, arrival: _Arrival, *, forward: bool) -> bool:
    """Tell whether the start day has open time left, in the direction of the count."""
    owned = doors.owned(arrival.on)
    return any(end > arrival.at for _, end in owned) if forward else any(start < arrival.at for start, _ in owned)


def _next_business_day(doors: Doors, on: date, step: timedelta) -> date:
    for _ in range(_MOST_DATES):
        on += step
        if doors.owned(on):
            return on
    raise GaveUp("days", _MOST_DATES, "dates were walked without a business day", "ask where the calendar opens")


def _landed(doors: Doors, on: date, wall: int, rule: DayRule) -> int:
    owned = doors.owned(on)
    if rule.lands == "close":
        return max(end for _, end in owned)
    if rule.lands == "open":
        return min(start for start, _ in owned)
    if rule.lands not in {"same_time", "same_time_in_hours"}:
        return _instant(doors, on, _seconds(rule.lands))
    at = _instant(doors, on, wall)
    if rule.lands == "same_time" or any(start <= at <= end for start, end in owned):
        return at
    ahead = [start for start, _ in owned if start > at]
    return min(ahead) if ahead else max(end for _, end in owned)


def _instant(doors: Doors, on: date, wall: int) -> int:
    """Return the instant of a wall time in microseconds of the date."""
    return instant_when(on_clock(on, 0) + wall, doors.zone)


def _seconds(text: str) -> int:
    hours, minutes, *seconds = map(int, text.split(":"))
    return (hours * 3_600 + minutes * 60 + sum(seconds)) * 1_000_000
