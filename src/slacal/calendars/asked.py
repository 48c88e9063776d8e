"""Asked: what stands behind a calendar's questions. Its day rows, what an answer rests on, and how it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.arguments import zone_of
from slacal.calendars.coverage import warn_beyond
from slacal.calendars.described import Described
from slacal.calendars.quick import NOT_YET
from slacal.calendars.stretch import OpenSpan
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from slacal.calendars.quick import Quick


class Asked(Described):
    """The part of a calendar that serves its questions. The day rows lie beside the fields, as the live part does."""

    __slots__ = ("_quick",)
    _quick: Quick

    def __post_init__(self) -> None:
        object.__setattr__(self, "_quick", NOT_YET)

    def _missed(self, at: datetime, *instants: int) -> None:
        """Note that no day row answered a question asked in the zone of `at`, so that rows come where it is busy."""
        quick = self.horizon.missed()
        if quick is not NOT_YET:
            quick.miss(at.tzinfo, instants)
            object.__setattr__(self, "_quick", quick)

    def _answer(self, found: int, instant: int, asked: datetime, *, opening: int = 0) -> datetime:
        self._rests_on(min(found, instant), max(found, instant) + opening)  # an opening rests on its own instant too
        return from_micros(found, zone_of(asked))

    def _known_span(self, pair: tuple[int, int], zone: tzinfo) -> OpenSpan:
        self._rests_on(*pair)
        return open_span(pair, zone)

    def _rests_on(self, low: int, high: int) -> None:
        known = self.horizon.hours.known
        if low < known.low or high >= known.high:  # the quick look; what is asked exactly stands in `coverage`
            warn_beyond(self.horizon.hours, low, high)


def open_span(pair: tuple[int, int], zone: tzinfo) -> OpenSpan:
    """Return a pair of instants as an open stretch in `zone`."""
    return OpenSpan(from_micros(pair[0], zone), from_micros(pair[1], zone))
