"""Hours: what a calendar's description means, date by date and stretch by stretch.

A description is a plain value; its `Hours` is the live twin that knows the zone and the holiday data. Everything that
answers questions stands on this protocol, so a weekly schedule and a union of three zones are asked alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from slacal.calendars.layer import Layer
    from slacal.spans.day_time import Window
    from slacal.spans.span_set import Pairs

FOR_EVER = 1 << 62


class DayHours(NamedTuple):
    """One local date: its windows, who decided them and why, and the open stretches that the date owns.

    ``pairs`` are instants in microseconds, in order of time, before touching windows are merged; a window that runs
    past midnight is whole here and belongs to the date on which it starts.
    """

    windows: tuple[Window, ...]
    layer: Layer
    reason: str
    pairs: tuple[tuple[int, int], ...]


class Known(NamedTuple):
    """The instants between which an answer rests on known data, what ends there, and what happens beyond.

    ``since`` names what begins at `low`, ``source`` what ends at `high`.
    """

    low: int = -FOR_EVER
    high: int = FOR_EVER
    source: str = ""
    since: str = ""
    beyond: str = "warn"
    mend: str = 'add the dates, or build the calendar with coverage="warn"'


class Hours(Protocol):
    """The live meaning of a description."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its dates."""
        ...

    @property
    def known(self) -> Known:
        """How far its holiday data reaches."""
        ...

    def spans(self, low: int, high: int) -> Pairs:
        """Return the open stretches of [low, high), merged and clipped."""
        ...

    def day(self, day: int) -> DayHours:
        """Return the date with the ordinal `day`."""
        ...

    def business_days(self, year: int) -> tuple[int, ...]:
        """Return the ordinals of the year's dates that own at least one window."""
        ...


class Description(Protocol):
    """What a calendar says: a frozen, hashable value that rebuilds from its `written` form."""

    def hours(self) -> Hours:
        """Return the live twin."""
        ...

    def written(self) -> str:
        """Return the Python expression that builds the calendar."""
        ...
