"""The quick answers: a calendar's commonest questions on its day rows, or None where the timeline must answer.

Everything stays a timedelta: two datetimes with the very same zone object are subtracted by their wall times without
asking the zone. A day of the calendar's zone that has no row is looked up in UTC. Whatever is not plain is none of
this: an option, a naive datetime, a subclass, an unknown date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from slacal.calendars.day_rows import DayRows
from slacal.calendars.hours import Known
from slacal.spans.instant import LONGEST, from_micros
from slacal.timeline.timeline import Timeline

if TYPE_CHECKING:
    from datetime import tzinfo

_ZERO = timedelta()
# No block, a naive datetime, the end of Python's dates, whatever a zone of the caller's own fails with: the timeline
# answers, or knows how to refuse.
_NONE = Exception


class Quick:
    """Two sets of day rows over one timeline: in UTC, and in the wall time of the calendar's zone."""

    __slots__ = ("_utc", "_wall", "_zone", "view")

    def __init__(self, view: Timeline, zone: tzinfo, known: Known) -> None:
        self.view = view
        self._zone = zone
        offset = from_micros(view.low, zone).utcoffset() or _ZERO
        self._utc = DayRows(view, UTC, known, -offset)  # days that begin near midnight there cut few stretches in two
        self._wall = DayRows(view, zone, known)

    def miss(self, zone: tzinfo | None, instants: tuple[int, ...]) -> None:
        """Note instants that were asked about in `zone` and that no row knew."""
        for at in instants:
            if zone is not self._zone or self._wall.miss(at) == "no row":
                self._utc.miss(at)

    def is_open(self, at: datetime) -> bool | None:
        """Tell whether the calendar is open at `at`."""
        if type(at) is not datetime:
            return None
        rows = self._wall if at.tzinfo is self._zone else self._utc
        try:
            since = at - rows.base
            opens, closes, _, more, _ = rows.days[since.days]
        except ValueError:  # no row, or a zone that fails
            return self.is_open(at.astimezone(UTC)) if rows is self._wall else None
        except _NONE:
            return None
        if more is not None and since >= more[0]:
            opens, closes, _ = more
        return opens <= since < closes

    def elapsed(self, start: datetime, end: datetime) -> timedelta | None:  # noqa: C901 - a frame more costs too much
        """Return the open time between two instants."""
        if type(start) is not datetime or type(end) is not datetime:
            return None
        zone, utc, wall = self._zone, self._utc, self._wall
        try:
            rows = wall if start.tzinfo is zone else utc
            first = start - rows.base
            opens, closes, before, more, _ = rows.days[first.days]
            if more is not None and first >= more[0]:
                opens, closes, before = more
            rows = wall if end.tzinfo is zone else utc
            last = end - rows.base
            opens_then, closes_then, before_then, more, _ = rows.days[last.days]
            if more is not None and last >= more[0]:
                opens_then, closes_then, before_then = more
        except ValueError:  # no row, or a zone that fails
            if start.tzinfo is not zone or end.tzinfo is not zone:
                return None
            try:
                start, end = start.astimezone(UTC), end.astimezone(UTC)
            except OverflowError:  # the other instant lies at the end of Python's dates
                return None
            return self.elapsed(start, end)
        except _NONE:
            return None
        if last > closes_then:
            last = closes_then
        elif last < opens_then:
            last = opens_then
        if first > closes:
            first = closes
        elif first < opens:
            first = opens
        return (before_then + last) - (before + first)

    def add(self, start: datetime, amount: timedelta) -> datetime | None:  # noqa: C901 - a frame more costs too much
        """Return the first moment by which `amount` above zero of open time has passed since `start`."""
        if type(start) is not datetime or type(amount) is not timedelta or amount <= _ZERO:
            return None
        zone = start.tzinfo
        rows = self._wall if zone is self._zone else self._utc
        try:
            since = start - rows.base
            opens, closes, before, more, block = rows.days[since.days]
            if more is not None and since >= more[0]:
                opens, closes, before = more
            if since > closes:
                since = closes
            elif since < opens:
                since = opens
            goal = before + since + amount
            due = goal - before
            if due > closes:
                if goal > block[1][-1]:  # beyond the block of the start: find the one that holds the goal
                    if amount > LONGEST:
                        return None
                    block = rows.blocks[rows.first_block + bisect_left(rows.totals, goal) - 1]
                _, closes, before, more, _ = rows.days[block[0] + bisect_left(block[1], goal) - 1]
                due = goal - before
                if due > closes and more is not None:
                    due = goal - more[2]
            found = rows.base + due
            return found if zone is rows.zone else found.astimezone(zone)
        except ValueError:  # no row, or a zone that fails
            in_utc = self.add(start.astimezone(UTC), amount) if rows is self._wall else None
            return None if in_utc is None else in_utc.astimezone(zone)
        except _NONE:
            return None

    def subtract(self, end: datetime, amount: timedelta) -> datetime | None:
        """Return the last moment from which `amount` above zero of open time passes until `end`."""
        if type(end) is not datetime or type(amount) is not timedelta or amount <= _ZERO:
            return None
        zone = end.tzinfo
        rows = self._wall if zone is self._zone else self._utc
        try:
            since = end - rows.base
            opens, closes, before, more, block = rows.days[since.days]
            if more is not None and since >= more[0]:
                opens, closes, before = more
            if since > closes:
                since = closes
            elif since < opens:
                since = opens
            goal = before + since - amount
            if goal < block[1][0]:
                if amount > LONGEST:
                    return None
                block = rows.blocks[rows.first_block + bisect_right(rows.totals, goal) - 1]
            _, closes, before, more, _ = rows.days[block[0] + bisect_right(block[1], goal) - 1]
            due = goal - before
            if due >= closes and more is not None:
                due = goal - more[2]
            found = rows.base + due
            return found if zone is rows.zone else found.astimezone(zone)
        except ValueError:  # no row, or a zone that fails
            in_utc = self.subtract(end.astimezone(UTC), amount) if rows is self._wall else None
            return None if in_utc is None else in_utc.astimezone(zone)
        except _NONE:
            return None


NOT_YET = Quick(Timeline.of(0, 0, []), timezone(timedelta.resolution), Known())  # its zone is nobody's
