"""Rule C8: an answer beyond known holiday data is never silent. A warning by default, an error on request."""

from __future__ import annotations

import sys
import warnings
from datetime import date
from typing import TYPE_CHECKING

from slacal.calendars.hours import FOR_EVER, Known
from slacal.calendars.production import ProductionCalendar
from slacal.errors import BeyondData, CoverageWarning
from slacal.spans.instant import from_micros
from slacal.spans.wall import wall_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from slacal.calendars.hours import Hours
    from slacal.calendars.schedule import HolidaySource, Schedule

_LONGEST_NAME = 100


def known_of(schedule: Schedule, zone: ZoneInfo) -> Known:
    """Return the instants that all holiday sources of a schedule know, from the midnights of their dates in `zone`.

    Tables that follow one another, as one a year does, know their dates together.
    """
    known = Known(beyond=schedule.coverage)
    for source, first, last in known_together(schedule.holidays):
        low = wall_micros(first.toordinal(), 0, zone) if first > date.min else -FOR_EVER
        high = wall_micros(last.toordinal() + 1, 0, zone) if last < date.max else FOR_EVER
        if low > known.low:
            known = known._replace(low=low, since=f"the holiday data of {source_name(source)}")
        if high < known.high:
            known = known._replace(high=high, source=f"the holiday data of {source_name(source)}")
    return known


def known_together(sources: Iterable[HolidaySource]) -> Iterator[tuple[HolidaySource, date, date]]:
    """Yield the sources with the first and the last date that each knows; of tables in a row, the last one for all."""
    tables = sorted((one for one in sources if isinstance(one, ProductionCalendar)), key=lambda one: one.known_dates())
    yield from ((one, *one.known_dates()) for one in sources if not isinstance(one, ProductionCalendar))
    joined: tuple[HolidaySource, date, date] | None = None
    for table in tables:
        first, last = table.known_dates()
        if joined is not None and first.toordinal() <= joined[2].toordinal() + 1:
            joined = (table, joined[1], max(joined[2], last))
            continue
        if joined is not None:
            yield joined
        joined = (table, first, last)
    if joined is not None:
        yield joined


def source_name(source: HolidaySource) -> str:
    """Return a source as its repr, cut where that holds a whole table."""
    text = repr(source)
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}..."


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
