"""C and its inverse over whole arrays of microseconds, on one calendar: what the log of events is summed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.kernel import Kernel
from slacal.batch.numbers import CHUNK
from slacal.batch.tables import tables_for
from slacal.engine.allowance import ALWAYS

if TYPE_CHECKING:
    from slacal.batch.numbers import Flags, Ints
    from slacal.calendars.horizon import Horizon

_ALWAYS = ALWAYS.calendar.horizon


def totals(horizon: Horizon, at: Ints) -> Ints:
    """Return C of the instants; only differences between numbers of one call mean anything."""
    if horizon is _ALWAYS or not len(at):
        return at
    bins = tables_for((horizon,), int(at.min()), int(at.max())).bins
    kernel, origin, out = Kernel(bins, len(at)), int(bins.origins[0]), np.empty(len(at), np.int64)
    for place in range(0, len(at), CHUNK):
        part = slice(place, place + CHUNK)
        kernel.total(at[part], origin, out[part])
    return out


def reached(horizon: Horizon, start: Ints, amount: Ints) -> tuple[Ints, Flags | None]:
    """Return the first instants by which so much open time has passed, and where there is none; amounts above 0."""
    if horizon is _ALWAYS or not len(start):
        return start + amount, None
    ahead = int(amount.max())
    tables = tables_for((horizon,), int(start.min()), int(start.max()), ahead)
    bins = tables.bins
    kernel, origin, total = Kernel(bins, len(start)), int(bins.origins[0]), np.empty(len(start), np.int64)
    out = np.empty(len(start), np.int64)
    for place in range(0, len(start), CHUNK):
        part = slice(place, place + CHUNK)
        kernel.total(start[part], origin, total[part])
        np.add(total[part], amount[part], out=total[part])
        kernel.instant(total[part], out[part], after=False)
    return out, (total > bins.most[0]) if tables.ahead < ahead else None
