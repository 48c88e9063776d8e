"""Load by the hour of the week: when things happen, and when the desk is open."""

# Many parameters of matplotlib have no types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.calendars.arguments import MOST_DAYS
from slacal.calendars.calendar import Calendar
from slacal.errors import BadInput
from slacal.errors.doors import check_type
from slacal.show.civil_days import civil_days
from slacal.show.plot.ground import axes_of, colour
from slacal.show.plot.table import instants_of
from slacal.spans.day_time import DAY
from slacal.spans.instant import from_micros
from slacal.spans.span_set import merged
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from matplotlib.axes import Axes

    from slacal.show.civil_days import CivilDay
    from slacal.spans.span_set import Pairs

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOURS = 24 * len(_DAYS)
_SECONDS = 3600


def load_by_hour_of_week(
    events: Any, calendar: Calendar, *, zone: str | tzinfo | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how many events fall into each hour of the week, with the opening hours of `calendar` shaded.

    `events` are instants: a list of zoned datetimes, a column of them, or a datetime64 array in UTC; nulls are left
    out. Hours are those on the walls of `zone`, the calendar's own unless given. Shaded is what is open in at least
    half of the weeks from the first event to the last, so that a holiday hides no Monday. Cost: a microsecond or two an
    event. Raises: WrongType; BadInput where there are no events, or more than a hundred years between two.

    >>> from slacal.show import plot
    >>> desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
    >>> evening = datetime(2026, 11, 23, 21, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # a Monday
    >>> axes = plot.load_by_hour_of_week([evening], desk)
    >>> int(axes.patches[-1].get_data()[0][21]), axes.get_ylabel()
    (1, 'events in 1 week')
    """
    check_type("calendar", calendar, Calendar, "a Calendar", "pass the hours of the desk")
    where = calendar.horizon.hours.zone if zone is None else zone_info(zone_name(zone))
    walls = [from_micros(at, where) for at in instants_of(events)]
    if not walls:
        raise BadInput("events", [], "hold no instant", "pass those of the events to count")
    days = _whole_weeks(walls, calendar, where)
    weeks = len(days) // len(_DAYS)
    axes = axes_of(ax)
    for opens, closes in _open(days, weeks):
        axes.axvspan(opens / _SECONDS, closes / _SECONDS, color=colour("open"), alpha=0.15, linewidth=0)
    load = np.bincount([24 * wall.weekday() + wall.hour for wall in walls], minlength=_HOURS)
    axes.stairs(load, np.arange(_HOURS + 1), fill=True, color=colour("open"))
    _name_days(axes)
    counted = "events in 1 week" if weeks == 1 else f"events in {weeks} weeks"
    axes.set(xlabel=f"hour of the week, {where.key}", ylabel=counted)
    axes.locator_params(axis="y", integer=True)
    return axes


def _whole_weeks(walls: Sequence[datetime], calendar: Calendar, where: Any) -> Sequence[CivilDay]:
    """Return the days of all weeks that hold an event or lie between two, Monday first."""
    first, last = (date.toordinal() for date in (min(walls).date(), max(walls).date()))
    if last - first > MOST_DAYS:
        problem = "lie more than 100 years apart"
        raise BadInput("events", [min(walls), max(walls)], problem, "leave out those with a wrong date")
    monday, sunday = first - (first - 1) % len(_DAYS), last + -last % len(_DAYS)
    low, high = (walls[0].date().fromordinal(day) for day in (monday, sunday))
    return civil_days(calendar, low, high, where)


def _open(days: Sequence[CivilDay], weeks: int) -> Pairs:
    """Return the seconds of the week, from Monday, that are open in at least half of the weeks."""
    steps: Counter[int] = Counter()
    for place, day in enumerate(days):
        midnight = place % len(_DAYS) * DAY
        for piece in day.pieces:
            opens, closes = sorted((piece.opens, piece.closes))  # an hour that comes twice may turn them around
            steps[midnight + opens] += 1
            steps[midnight + closes] -= 1
    edges = sorted(steps)
    counts = accumulate(steps[edge] for edge in edges)
    return merged(span for span, count in zip(pairwise(edges), counts, strict=False) if 2 * count >= weeks)


def _name_days(axes: Axes) -> None:
    """Part the days by their midnights, and name each at its noon."""
    axes.set_xlim(0, _HOURS)
    axes.set_xticks(range(0, _HOURS + 1, 24), [""] * (len(_DAYS) + 1))
    axes.set_xticks(range(12, _HOURS, 24), _DAYS, minor=True)
    axes.tick_params(axis="x", which="minor", length=0)
