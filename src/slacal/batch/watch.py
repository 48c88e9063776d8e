"""Rule C8 by the column: which rows rest on dates that the holiday data does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.numbers import MISSING
from slacal.calendars.coverage import warn_beyond
from slacal.calendars.hours import FOR_EVER

if TYPE_CHECKING:
    from slacal.batch.mixed import Asked
    from slacal.batch.numbers import Ints


class Watch:
    """Looks at what each answer rests on and warns once a calendar, or raises, when all is looked at."""

    __slots__ = ("_asked", "_beyond", "high", "low")

    def __init__(self, asked: Asked) -> None:
        known = [horizon.hours.known for horizon in asked.horizons]
        self._asked = asked
        self._beyond: dict[int, tuple[int, int]] = {}
        self.low = max(one.low for one in known)
        self.high = min(one.high for one in known)

    @property
    def idle(self) -> bool:
        """Tell whether every calendar knows all dates."""
        return self.low <= -FOR_EVER and self.high >= FOR_EVER

    def look(self, first: Ints, second: Ints, at: int) -> None:
        """Look at some rows, the first of them `at`: the answers rest on what lies between the two instants."""
        here = (first != MISSING) & (second != MISSING)
        lows = np.minimum(first, second)
        highs = np.maximum(np.maximum(first, second), lows + 1)
        if not ((lows < self.low) | (highs > self.high))[here].any():
            return
        codes = self._asked.codes
        for code, horizon in enumerate(self._asked.horizons):
            known = horizon.hours.known
            bad = here & ((lows < known.low) | (highs > known.high))
            if codes is not None:
                bad &= codes[at : at + len(first)] == code
            if bad.any():
                low, high = self._beyond.get(code, (FOR_EVER, -FOR_EVER))
                self._beyond[code] = min(low, int(lows[bad].min())), max(high, int(highs[bad].max()))

    def report(self) -> None:
        """Warn about what was seen. Raises: BeyondData for a calendar that refuses unknown dates."""
        for code, (low, high) in sorted(self._beyond.items()):
            warn_beyond(self._asked.horizons[code].hours, low, high)
