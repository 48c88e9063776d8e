"""Rule C8: an answer beyond known holiday data is never silent. A warning by default, an error on request."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from slacal.errors import BeyondData, CoverageWarning
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from slacal.calendars.hours import Hours


def coverage_note(hours: Hours, low: int, high: int) -> str | None:
    """Return what is not known about [low, high], or None when all of it is. Raises: BeyondData on ``"raise"``."""
    known = hours.known
    if (known.low <= low and high < known.high) or known.beyond == "ignore":
        return None
    edge, side = (known.high, "from") if high >= known.high else (known.low, "before")
    on = from_micros(edge, hours.zone).date()
    if known.beyond == "raise":
        at = from_micros(high if side == "from" else low, hours.zone)
        raise BeyondData(
            "at", at, f"lies outside what is known of {known.source}: nothing {side} {on}", known.mend,
        )  # fmt: skip
    return f"holidays and transferred days are not all known {side} {on}: so far {known.source} reaches"


def warn_beyond(hours: Hours, low: int, high: int) -> None:
    """Warn, at the line of the caller's caller's caller, when an answer rests on unknown dates."""
    note = coverage_note(hours, low, high)
    if note is not None:
        warnings.warn(note, CoverageWarning, stacklevel=4)
