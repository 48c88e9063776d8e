"""Which years are compiled: one timeline for each description, shared by equal calendars and grown on demand.

A read takes ``view`` once and uses only that. Growing compiles without a lock and publishes by one attribute store: a
lost race costs work, never truth. Errors are raised before anything is published.
"""

from __future__ import annotations

import os
from datetime import MAXYEAR, UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from slacal.calendars.quick import NOT_YET, Quick
from slacal.errors import BeyondHorizon
from slacal.spans.instant import DAY, SECOND, duration, shown
from slacal.spans.wall import EPOCH_DAY, FIRST_DAY, LAST_DAY
from slacal.timeline.timeline import Timeline

if TYPE_CHECKING:
    from slacal.calendars.hours import Description

YEARS = 200
SEARCH = YEARS * 36_525 * DAY // 100  # 200 years, in microseconds
EARLIEST = (FIRST_DAY + 1 - EPOCH_DAY) * DAY
LATEST = (LAST_DAY - 1 - EPOCH_DAY) * DAY
_YEAR = 36_525 * DAY // 100
_LONGEST = 2 * YEARS * _YEAR
ENOUGH = 4  # questions, before a calendar is worth day rows: ten thousand customers asked once keep none


class Horizon:
    """The compiled years of one description, as one immutable timeline that is replaced by a longer one."""

    __slots__ = ("__weakref__", "_quick", "_unanswered", "hours", "view")

    def __init__(self, description: Description) -> None:
        self.hours = description.hours()
        self.view: Timeline | None = None
        self._quick = NOT_YET
        self._unanswered = 0

    def missed(self) -> Quick:
        """Count a question that no day row answered; return the rows of the view, or `NOT_YET` while they are few."""
        self._unanswered += 1  # a count lost to another thread costs one more slow answer
        view, quick = self.view, self._quick
        if view is None or self._unanswered < ENOUGH:
            return NOT_YET
        if quick.view is not view:
            quick = self._quick = Quick(view, self.hours.zone, self.hours.known)
        return quick

    def reach(self, low: int, high: int) -> Timeline:
        """Return a timeline that covers [low, high].

        Cost: nothing once compiled; a year costs a fraction of a millisecond. Raises: BeyondHorizon where the two lie
        more than 400 years apart, or outside the dates of Python.
        """
        view = self.view
        if view is not None and view.low <= low and high < view.high:  # its end says nothing of what is open from there
            return view
        return self._grow(low, high)

    def _grow(self, low: int, high: int) -> Timeline:
        if low < EARLIEST or high > LATEST or high - low > _LONGEST:
            raise BeyondHorizon(
                "at", shown(low if low < EARLIEST else high), "lies beyond the years that can be searched",
                f"ask within the years 1 to 9999 and about at most {2 * YEARS} years at once",
            )  # fmt: skip
        view = self.view
        first, last = _year_start(low, 0), _year_start(high, 1)
        if view is None:
            grown = self._compiled(first, last)
        elif max(last, view.high) - min(first, view.low) > _LONGEST:
            return self._compiled(first, last)  # too far from the years in use: an answer of its own
        else:
            grown, more = view, (view.high - view.low) // 4  # in steps of a quarter, or each year would copy all before
            if first < grown.low:
                first = min(first, _year_start(max(grown.low - more, EARLIEST), 0))
                grown = self._compiled(first, grown.low).joined(grown)
            if last > grown.high:
                last = max(last, _year_start(min(grown.high + more, LATEST), 0))
                grown = grown.joined(self._compiled(grown.high, last))
        self.view = grown
        return grown

    def _compiled(self, low: int, high: int) -> Timeline:
        return Timeline.of(low, high, self.hours.spans(low, high))


def end_of(at: int, search: int) -> int:
    """Return where a search from `at` ends: at the end of Python's dates at the latest. A negative one goes back."""
    return min(max(at + search, EARLIEST), LATEST)


def within(at: int, search: int) -> str:
    """Return how far a search from `at` went, for a message: some years, or the end of Python's dates.

    A negative `search` went back.
    """
    if at + search > LATEST:
        return f"the dates that can be searched, which end on {shown(LATEST).date()}"
    if at + search < EARLIEST:
        return f"the dates that can be searched, which begin on {shown(EARLIEST).date()}"
    years = abs(search) // _YEAR
    return f"{years} years" if years > 1 else str(duration(abs(search)))


def _year_start(at: int, later: int) -> int:
    """Return the start, in UTC, of the year of `at`, or of one `later`, within the dates of Python."""
    year = datetime.fromtimestamp(at // SECOND, UTC).year + later
    if year > MAXYEAR:
        return LATEST
    return min(max((datetime(year, 1, 1).toordinal() - EPOCH_DAY) * DAY, EARLIEST), LATEST)  # noqa: DTZ001 - a date


def _fresh() -> None:
    global _shared, _lock
    _shared, _lock = WeakValueDictionary(), Lock()


_shared: WeakValueDictionary[Description, Horizon]
_lock: Lock
_fresh()
os.register_at_fork(after_in_child=_fresh)


def horizon_of(description: Description) -> Horizon:
    """Return the one horizon that every calendar with an equal description shares while any of them lives."""
    with _lock:
        found = _shared.get(description)
    if found is not None:
        return found
    made = Horizon(description)  # without the lock: a combined calendar asks for the horizons of its parts
    with _lock:
        return _shared.setdefault(description, made)
