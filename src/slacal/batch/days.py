"""Business days by the column: each answer is found once, for all rows between the same two turning points.

For a given rule and number of days the answer changes only at midnights, at openings and closings, and at the cutoff;
with ``lands="same_time"`` its date does, and the wall time is the row's own. So the scalar calendar is asked once for
each stretch between such points. A rule that reads a wall time on another date is asked row by row.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.instants import to_unit
from slacal.batch.numbers import MISSING
from slacal.batch.walls import clock_changes, instants_of, walls_of
from slacal.batch.watch import Watch
from slacal.calendars.business_days import add_business_days
from slacal.spans.day_time import seconds_of
from slacal.spans.instant import DAY, SECOND, to_micros
from slacal.spans.wall import EPOCH_DAY, local_day, wall_micros

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from slacal.batch.instants import Times
    from slacal.batch.mixed import Asked
    from slacal.batch.numbers import Ints
    from slacal.calendars.day_rule import DayRule
    from slacal.calendars.horizon import Horizon


def business_days(asked: Asked, start: Times, days: Ints, rule: DayRule) -> Ints:
    """Return the instants at which the business days of each row end, in the unit of `start`."""
    rows = len(days)
    at = np.array(start.read(0, rows, np.empty(rows, np.int64)))
    out = np.full(rows, MISSING)
    here = (at != MISSING) & (days != MISSING)
    watch = Watch(asked)
    for code, horizon in enumerate(asked.horizons):
        mine = np.flatnonzero(here if asked.codes is None else here & (asked.codes == code))
        for count in np.unique(days[mine]).tolist():
            part = mine[days[mine] == count]
            out[part] = _ended(horizon, at[part], count, rule)
    watch.look(at, out, 0)
    watch.report()
    to_unit(out, start.unit, start.field, 0, missing=not here.all())
    return out


def _ended(horizon: Horizon, at: Ints, days: int, rule: DayRule) -> Ints:
    if days == 0:
        return at
    own_time = rule.lands == "same_time"
    far_read = rule.arrival == "keep_time" and rule.counts_from == "same_day"
    if rule.lands == "same_time_in_hours" or far_read or (own_time and (rule.arrival == "next_open" or rule.cutoff)):
        found, rows = np.unique(at, return_inverse=True)
        ask = rule
    else:
        points = _turning_points(horizon, int(at.min()), int(at.max()), rule)
        places = np.searchsorted(points, at, "right")
        _, firsts, rows = np.unique(places, return_index=True, return_inverse=True)
        found, ask = at[firsts], replace(rule, lands="00:00") if own_time else rule
    ends = np.array([add_business_days(horizon, one, days, ask) for one in found.tolist()], np.int64)[rows]
    return _at_own_time(horizon, at, ends) if own_time and ask is not rule else ends


def _turning_points(horizon: Horizon, low: int, high: int, rule: DayRule) -> Ints:
    """Return where the answer may change. Each point stands by itself too: a rule may look at it as a closing."""
    zone = horizon.hours.zone
    view = horizon.reach(low, high)
    first, last = local_day(low, zone) - 1, local_day(high, zone) + 1
    changes, _ = clock_changes(zone, first - EPOCH_DAY, last - EPOCH_DAY)
    walls = [0] if rule.cutoff is None else [0, seconds_of(rule.cutoff)]
    ruled = [at for day in range(first, last + 1) for wall in walls for at in _readings(day, wall, zone)]
    owned = [edge for day in range(first, last + 1) for pair in horizon.hours.day(day).pairs for edge in pair]
    parts = ruled, owned, [at * SECOND for at in changes], view.starts, view.ends
    points = np.concatenate([np.array(part, np.int64) for part in parts])
    return np.unique(np.concatenate([points, points + 1]))


def _readings(day: int, wall: int, zone: ZoneInfo) -> tuple[int, int]:
    """Return both instants of a wall time: where the clock is turned back, it is read twice."""
    local = datetime.fromordinal(day) + timedelta(seconds=wall)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return wall_micros(day, wall, zone), to_micros(second)


def _at_own_time(horizon: Horizon, at: Ints, midnights: Ints) -> Ints:
    """Return the wall time of each row on the date that begins at, or right after, a midnight."""
    zone = horizon.hours.zone
    found, rows = np.unique(midnights, return_inverse=True)
    dates = np.array([(local_day(one, zone) - EPOCH_DAY) * DAY for one in found.tolist()], np.int64)[rows]
    return instants_of(dates + walls_of(at, zone) % DAY, zone)
