"""Counting business days on a calendar: `DayRule` at work, in ordinals and whole microseconds.

A business day is a local date that owns at least one window. Its closing is the end of its last window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.horizon import SEARCH, YEARS, within
from slacal.calendars.questions import is_open, next_open, roll_back
from slacal.errors import BadInput, BeyondHorizon, NeverOpens
from slacal.spans.day_time import seconds_of
from slacal.spans.instant import DAY, SECOND
from slacal.spans.wall import EPOCH_DAY, day_exists, wall_micros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.calendars.day_rule import DayRule
    from slacal.calendars.horizon import Horizon
    from slacal.calendars.hours import Hours


class Arrival(NamedTuple):
    """Where counting begins: the date that is day 0, and the wall time carried along, in microseconds of the day."""

    day: int
    wall: int
    at: int


class Landing(NamedTuple):
    """Where counting ends: the date, and the instant that the rule chooses, which may lie past its midnight."""

    day: int
    at: int


def add_business_days(horizon: Horizon, at: int, days: int, rule: DayRule, min_window: int = 0) -> int:
    """Return the instant at which `days` business days after `at` end, as `rule` reads them.

    `min_window`: a start day with less open time left than this, in microseconds, is not counted.
    """
    return at if days == 0 else landing(horizon, at, days, rule, min_window).at


def landing(horizon: Horizon, at: int, days: int, rule: DayRule, min_window: int = 0) -> Landing:
    """Return where a number of business days other than zero ends, as `add_business_days` does."""
    if days < 0 and rule.cutoff is not None:
        raise BadInput("days", days, "counts backwards past a cutoff", "leave the cutoff out, or count forwards")
    horizon.reach(at, at)  # refuses the ends of Python's dates before any date is made of them
    hours = horizon.hours
    arrival = _arrival(horizon, at, days, rule)
    same_day = rule.counts_from == "same_day" and _time_is_left(hours, arrival, days, min_window)
    steps = abs(days) - same_day
    if days > 0:
        day = nth_after(hours, arrival.day, steps) if steps else arrival.day
    else:
        day = nth_before(hours, arrival.day, steps) if steps else arrival.day
    return Landing(day, _landing(hours, day, arrival.wall, rule))


def _arrival(horizon: Horizon, at: int, days: int, rule: DayRule) -> Arrival:
    hours = horizon.hours
    arrival = _local(hours, at)
    if rule.arrival == "next_open" and not is_open(horizon, at):
        arrival = _local(hours, next_open(horizon, at)) if days > 0 else _closing_day(hours, roll_back(horizon, at))
    elif rule.arrival == "keep_time" and not _is_business_day(hours, arrival.day):
        day = nth_after(hours, arrival.day, 1) if days > 0 else nth_before(hours, arrival.day, 1)
        arrival = Arrival(day, arrival.wall, _wall_instant(hours, day, arrival.wall))
    if rule.cutoff is not None:
        limit = seconds_of(rule.cutoff) * SECOND
        if arrival.wall >= limit or not _is_business_day(hours, arrival.day):
            day = nth_after(hours, arrival.day, 1)
            arrival = _local(hours, hours.day(day).pairs[0][0])._replace(day=day)
    return arrival


def _local(hours: Hours, at: int) -> Arrival:
    local = datetime.fromtimestamp(at // SECOND, hours.zone)
    wall = (local.hour * 3_600 + local.minute * 60 + local.second) * SECOND + at % SECOND
    return Arrival(local.toordinal(), wall, at)


def _closing_day(hours: Hours, at: int) -> Arrival:
    """Return the arrival at a closing, on the date that owns it: 24:00 and a night shift's end belong to its start.

    What is left of the shift of a date that is closed has no owner: its closing belongs to the date on which it lies.
    """
    local = _local(hours, at)
    near = range(local.day - 2, local.day + 1)  # a closing shows its own date, or a later one
    day = max((on for on in near if any(end == at for _, end in hours.day(on).pairs)), default=local.day)
    return Arrival(day, local.wall + sum(day_exists(on, hours.zone) for on in range(day, local.day)) * DAY, at)


def _time_is_left(hours: Hours, arrival: Arrival, days: int, min_window: int) -> bool:
    """Tell whether the start day has open time left, in the direction of the count, and no less than asked."""
    pairs = hours.day(arrival.day).pairs
    at = arrival.at
    if days > 0:
        left = sum(end - max(start, at) for start, end in pairs if end > at)
    else:
        left = sum(min(end, at) - start for start, end in pairs if start < at)
    return left > 0 and left >= min_window


def _wall_instant(hours: Hours, day: int, wall: int) -> int:
    seconds, rest = divmod(wall, SECOND)
    return wall_micros(day, seconds, hours.zone) + rest


def _landing(hours: Hours, day: int, wall: int, rule: DayRule) -> int:
    time = rule.landing_time
    if time is not None:
        return wall_micros(day, time, hours.zone)
    if rule.lands == "same_time":
        return _wall_instant(hours, day, wall)
    pairs = hours.day(day).pairs
    if rule.lands == "close":
        return max(end for _, end in pairs)  # a gap may move a window past the end of the next
    if rule.lands == "open":
        return pairs[0][0]
    return _into_hours(pairs, _wall_instant(hours, day, wall))


def _into_hours(pairs: tuple[tuple[int, int], ...], at: int) -> int:
    """Move an instant into the hours of a date: an opening ahead of it, else the last closing; a closing stays."""
    for start, end in pairs:
        if at <= end:
            return max(at, start)
    return max(end for _, end in pairs)


def nth_after(hours: Hours, day: int, count: int) -> int:
    """Return the ordinal of the `count`th business day after a date, the date itself excluded."""
    year, wanted = date.fromordinal(day).year, count
    for ahead in range(year, min(year + YEARS, MAXYEAR) + 1):
        days = hours.business_days(ahead)
        i = bisect_right(days, day)
        if i + count <= len(days):
            return days[i + count - 1]
        count -= len(days) - i
    raise _not_found(day, count, wanted, 1)


def nth_before(hours: Hours, day: int, count: int) -> int:
    """Return the ordinal of the `count`th business day before a date, the date itself excluded."""
    year, wanted = date.fromordinal(day).year, count
    for back in range(year, max(year - YEARS, MINYEAR) - 1, -1):
        days = hours.business_days(back)
        i = bisect_left(days, day)
        if count <= i:
            return days[i - count]
        count -= i
    raise _not_found(day, count, wanted, -1)


def _not_found(day: int, missing: int, wanted: int, way: int) -> NeverOpens | BeyondHorizon:
    on, side = date.fromordinal(day), "after" if way > 0 else "before"
    searched = within((day - EPOCH_DAY) * DAY, way * SEARCH)
    if missing == wanted:
        problem = f"are asked for, and none lies {side} {on} within {searched}"
        return NeverOpens("days", wanted, problem, "check the week and the special days")
    return BeyondHorizon(
        "days", missing, f"business days are still missing {side} {on} within {searched}", "ask for fewer days"
    )


def count_business_days(hours: Hours, first: int, last: int, *, same_day: bool) -> int:
    """Return how many business days lie in (first, last], or in [first, last]; negative when reversed."""
    if last < first:
        return -count_business_days(hours, last, first, same_day=same_day)
    total = 0
    low = first if same_day else first + 1
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        days = hours.business_days(year)
        total += bisect_right(days, last) - bisect_left(days, low)
    return total


def _is_business_day(hours: Hours, day: int) -> bool:
    days = hours.business_days(date.fromordinal(day).year)
    at = bisect_left(days, day)
    return at < len(days) and days[at] == day


def _owners(day: int) -> range:
    """Return the dates to which an instant of a date may belong.

    Its shift may have begun before a date that was left out; and where the clock goes back over midnight, as it did in
    St John's, it shows the date of a day that has ended.
    """
    return range(day - 2, day + 2)


def _days_around(horizon: Horizon, at: int) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Yield the dates whose hours may hold an instant, with their hours: a shift belongs to the day it starts on."""
    horizon.reach(at, at)
    for day in _owners(_local(horizon.hours, at).day):
        yield day, horizon.hours.day(day).pairs


def owner_of(horizon: Horizon, at: int) -> int:
    """Return the ordinal of the business day to which an open instant belongs.

    What is left of the shift of a date that is closed has no owner: it is counted with the next business day.
    """
    for day, pairs in _days_around(horizon, at):
        if any(start <= at < end for start, end in pairs):
            return day
    return nth_after(horizon.hours, _local(horizon.hours, at).day, 1)


def closing_from(horizon: Horizon, at: int) -> int:
    """Return the closing of the business day to whose hours `at` belongs; a closing belongs to the day that it ends."""
    around = [pairs for _, pairs in _days_around(horizon, at)]
    inside = [pairs for pairs in around if any(start < at <= end for start, end in pairs)]
    inside += [pairs for pairs in around if any(start == at for start, _ in pairs)]
    return max(end for _, end in inside[0]) if inside else at


def days_touched(horizon: Horizon, start: int, end: int) -> Iterator[int]:
    """Yield the ordinals of the business days that own open time within [start, end), in order."""
    horizon.reach(start, end)
    hours = horizon.hours
    first, last = _owners(_local(hours, start).day)[0], _owners(_local(hours, end).day)[-1]
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        for day in hours.business_days(year):
            if first <= day <= last and any(opens < end and start < closes for opens, closes in hours.day(day).pairs):
                yield day
