"""Rule C8: an answer beyond known holiday data is never silent. A warning by default, an error on request."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

from slacal.errors import BeyondData, CoverageWarning
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from slacal.calendars.hours import Hours


def coverage_note(hours: Hours, low: int, high: int) -> str | None:
    """Return what is not known about [low, high), or None when all of it is. Raises: BeyondData on ``"raise"``.

    An interval without length is the instant itself.
    """
    known = hours.known
    if (known.low <= low and max(high, low + 1) <= known.high) or known.beyond == "ignore":
        return None
    edge, side = (known.high, "from") if max(high, low + 1) > known.high else (known.low, "before")
    on = from_micros(edge, hours.zone).date()
    source = known.source if side == "from" else known.since
    if known.beyond == "raise":
        at = from_micros(high if side == "from" else low, hours.zone)
        raise BeyondData(
            "at", at, f"lies outside {source}, unknown {side} {on}", known.mend,
        )  # fmt: skip
    beyond = f"are not known {side} {on} ({source})"
    return f"holidays and transferred days {beyond}; a date that counts as open there may be closed"


def warn_beyond(hours: Hours, low: int, high: int) -> None:
    """Warn, at the first line outside slacal, when an answer rests on unknown dates. Raises: as `coverage_note`."""
    note = coverage_note(hours, low, high)
    if note is not None:
        warnings.warn(note, CoverageWarning, stacklevel=_level_of_caller())


def _level_of_caller() -> int:
    """Return how many frames lie between `warn_beyond` and the code that asked."""
    level, frame = 1, sys._getframe(1)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - before skip_file_prefixes of 3.12
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("slacal."):
        level, frame = level + 1, frame.f_back
    return level
