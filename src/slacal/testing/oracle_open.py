"""Is it open at an instant, and where may that change? All that the oracle knows of a calendar.

One function for each kind of calendar answers both. A combined calendar is open where either part is, both are, or
the first is and no other: no stretches are cut or joined anywhere. Every question of the oracle walks from one edge to
the next and asks here.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from slacal.calendars.algebra import Combined, Constant, GivenSpans, Versions
from slacal.calendars.schedule import Schedule
from slacal.errors import BeyondHorizon
from slacal.spans.day_time import Window
from slacal.testing.oracle_clock import DAY, date_shown, instant_when, is_skipped, on_clock
from slacal.testing.oracle_dates import Decided, decided

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.calendars.calendar import Calendar

_MIDNIGHT = 86_400
_ONE_DAY = timedelta(days=1)
_REACH = 3  # a window ends at most two dates after its own; one more for zones far from UTC


class GaveUp(BeyondHorizon):
    """The oracle walked as many days as it may without finding the answer; there may still be one."""


class Doors(Protocol):
    """What the oracle knows of a calendar: its zone, when it is open, where that may change, what a date owns."""

    zone: str

    def is_open(self, at: int) -> bool:
        """Tell whether an instant is open."""
        ...

    def edges(self, utc_day: int) -> frozenset[int]:
        """Return the instants of a day of UTC at which it may open or close, and perhaps others."""
        ...

    def owned(self, on: date) -> list[tuple[int, int]]:
        """Return the open stretches that a local date owns, in the order of its windows."""
        ...


def doors_of(calendar: Calendar) -> Doors:
    """Return what the oracle knows of a calendar."""
    description = calendar.description
    if isinstance(description, Schedule):
        return ScheduleDoors(description)
    if isinstance(description, Combined):
        return CombinedDoors(description)
    if isinstance(description, Versions):
        return VersionDoors(description)
    if isinstance(description, GivenSpans):
        return GivenDoors(description)
    if isinstance(description, Constant):
        return ConstantDoors(description)
    message = f"the oracle knows no calendar of {type(description).__name__}"
    raise TypeError(message)


def open_parts(doors: Doors, low: int, high: int) -> list[tuple[int, int]]:
    """Return the open stretches of [low, high): from edge to edge, asking at each whether it is open."""
    inner = {at for day in range(low // DAY, high // DAY + 1) for at in doors.edges(day) if low < at < high}
    return _runs([low, *sorted(inner), high], doors.is_open)


def _runs(steps: list[int], holds: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Return the stretches from step to step at whose start something holds; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in pairwise(steps):
        if start < end and holds(start):
            goes_on = found and found[-1][1] == start
            found.append((found.pop()[0] if goes_on else start, end))
    return found


class ScheduleDoors:
    """A weekly calendar or a rota, read date by date."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.zone = schedule.zone
        self.decided = lru_cache(maxsize=1 << 14)(self._decided)
        self.shifts = lru_cache(maxsize=1 << 14)(self._shifts)

    def _decided(self, on: date) -> Decided:
        return decided(self.schedule, on)

    def _shifts(self, on: date) -> list[tuple[int, int]]:
        """Return the shifts that start on a date."""
        if is_skipped(on, self.zone):
            return []
        windows = self.decided(on).windows if self.schedule.overnight == "shift" else self._left(on)
        pairs = [(self._instant(on, opens), self._instant(on, closes)) for opens, closes in windows]
        return [(start, end) for start, end in pairs if start < end]

    def _left(self, on: date) -> tuple[Window, ...]:
        """Return what closed dates leave of the windows of a date, each taking its own 00-24 (C2)."""
        this, following = self.decided(on), self.decided(on + _ONE_DAY)
        windows = this.tail if this.closed else this.windows
        if this.above_week and not this.closed and following.above_week:
            windows = _without(windows, _MIDNIGHT, 2 * _MIDNIGHT)
        if this.closed:
            windows = _without(windows, 0, _MIDNIGHT)
        return _without(windows, _MIDNIGHT, 2 * _MIDNIGHT) if following.closed else windows

    def _instant(self, on: date, seconds: int) -> int:
        return instant_when(on_clock(on, seconds), self.zone)

    def is_open(self, at: int) -> bool:
        """Tell whether an instant lies in a shift of a date nearby."""
        today = date_shown(at, self.zone)
        near = (today + timedelta(days=days) for days in range(-_REACH, _REACH))
        return any(start <= at < end for on in near for start, end in self.shifts(on))

    def edges(self, utc_day: int) -> frozenset[int]:
        """Return where shifts begin and end."""
        low, high = utc_day * DAY, (utc_day + 1) * DAY
        near = [date_shown(low, self.zone) + timedelta(days=days) for days in range(-_REACH, _REACH + 1)]
        return frozenset(at for on in near for pair in self.shifts(on) for at in pair if low <= at < high)

    def owned(self, on: date) -> list[tuple[int, int]]:
        """Return the shifts of a date; a closed date owns none, though it leave a tail past its midnight."""
        return [] if self.decided(on).closed else self.shifts(on)


def _without(windows: tuple[Window, ...], low: int, high: int) -> tuple[Window, ...]:
    """Return windows without the wall times from `low` to `high`, in seconds since the date's midnight."""
    ends = [(Window(opens, min(closes, low)), Window(max(opens, high), closes)) for opens, closes in windows]
    return tuple(part for parts in ends for part in parts if part.opens < part.closes)


class _Undated:
    """A calendar of stretches: a date owns what is open between its midnights, if nothing more is said."""

    zone: str

    def is_open(self, at: int) -> bool:
        raise NotImplementedError

    def edges(self, utc_day: int) -> frozenset[int]:
        raise NotImplementedError

    def owned(self, on: date) -> list[tuple[int, int]]:
        """Return what is open between the midnights of the date."""
        return _given_to(on, self.zone, self)


def _given_to(on: date, zone: str, doors: Doors) -> list[tuple[int, int]]:
    """Return what is open between the midnights of a date in a zone."""
    low, high = (instant_when(on_clock(day, 0), zone) for day in (on, on + _ONE_DAY))
    return open_parts(doors, low, high)


class CombinedDoors(_Undated):
    """Either, both, or the first without the others."""

    def __init__(self, combined: Combined) -> None:
        self.how = combined.how
        self.parts = [doors_of(part) for part in combined.parts]
        self.zone = combined.zone or self.parts[0].zone

    def is_open(self, at: int) -> bool:
        """Tell whether any part is open, all are, or the first and no other."""
        first, *others = (part.is_open(at) for part in self.parts)
        if self.how == "any":
            return first or any(others)
        if self.how == "all":
            return first and all(others)
        return first and not any(others)

    def edges(self, utc_day: int) -> frozenset[int]:
        """Return the edges of all parts."""
        return frozenset(at for part in self.parts for at in part.edges(utc_day))

    def owned(self, on: date) -> list[tuple[int, int]]:
        """Return what is open of that which any part gives the date, or the first alone when others may take from it.

        A part in the zone of the dates gives its own date's stretches, one elsewhere what lies between the midnights.
        """
        givers = self.parts if self.how == "any" else self.parts[:1]
        given = [
            stretch
            for part in givers
            for stretch in (part.owned(on) if part.zone == self.zone else _given_to(on, self.zone, part))
        ]
        if not given:
            return []
        low, high = min(start for start, _ in given), max(end for _, end in given)
        inner = {at for day in range(low // DAY, high // DAY + 1) for at in self.edges(day)}
        steps = sorted({at for at in inner if low < at < high}.union(*given))
        return _runs(steps, lambda at: self.is_open(at) and any(start <= at < end for start, end in given))


class VersionDoors(_Undated):
    """The old calendar before an instant, the new one from it on."""

    def __init__(self, versions: Versions) -> None:
        self.at = versions.instant
        self.old, self.new = doors_of(versions.old), doors_of(versions.new)
        self.zone = self.old.zone

    def is_open(self, at: int) -> bool:
        """Tell whether the version in force is open."""
        return self.old.is_open(at) if at < self.at else self.new.is_open(at)

    def edges(self, utc_day: int) -> frozenset[int]:
        """Return the edges of both, and the change."""
        change = {self.at} if self.at // DAY == utc_day else set[int]()
        return self.old.edges(utc_day) | self.new.edges(utc_day) | change

    def owned(self, on: date) -> list[tuple[int, int]]:
        """Return what the old version gives the date before the change, and the new one after it.

        A new version in another zone has other dates: of it, the date owns what is open between its midnights.
        """
        before = [(start, min(end, self.at)) for start, end in self.old.owned(on) if start < self.at]
        theirs = self.new.owned(on) if self.new.zone == self.zone else _Undated.owned(self, on)
        after = [(max(start, self.at), end) for start, end in theirs if end > self.at]
        if before and after and before[-1][1] == after[0][0]:
            after[0] = (before.pop()[0], after[0][1])
        return [*before, *after]


class GivenDoors(_Undated):
    """Given stretches; frozen ones also say which date owns which."""

    def __init__(self, given: GivenSpans) -> None:
        self.given = given
        self.pairs = given.pairs
        self.zone = given.zone

    def is_open(self, at: int) -> bool:
        """Tell whether an instant lies in a given stretch."""
        return any(start <= at < end for start, end in self.pairs)

    def edges(self, utc_day: int) -> frozenset[int]:
        """Return where given stretches begin and end."""
        return frozenset(at for pair in self.pairs for at in pair if at // DAY == utc_day)

    def owned(self, on: date) -> list[tuple[int, int]]:
        """Return what a frozen date owned, or else what is open between the midnights of the date."""
        if self.given.covers is None:
            return _Undated.owned(self, on)
        return [(start, end) for day, start, end in self.given.owned if day == on.toordinal()]


class ConstantDoors(_Undated):
    """Always or never."""

    def __init__(self, constant: Constant) -> None:
        self.always = constant.state == "always"
        self.zone = constant.zone

    def is_open(self, at: int) -> bool:  # noqa: ARG002 - the same at every instant
        """Tell which of the two it is."""
        return self.always

    def edges(self, utc_day: int) -> frozenset[int]:  # noqa: ARG002 - the same on every day
        """Return none."""
        return frozenset()
