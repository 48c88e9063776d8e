"""Rule C8: an answer beyond known holiday data is never silent. A warning by default, an error on request."""

from __future__ import annotations

import sys
import warnings
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

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


class KnownDates(NamedTuple):
    """The first and the last date of which some data knows all dates, and the sources that begin and end there."""

    begins: HolidaySource
    first: date
    ends: HolidaySource
    last: date


def known_of(schedule: Schedule, zone: ZoneInfo) -> Known:
    """Return the instants that all holiday sources of a schedule know, from the midnights of their dates in `zone`."""
    known = Known(beyond=schedule.coverage)
    for begins, first, ends, last in known_together(schedule.holidays):
        low = wall_micros(first.toordinal(), 0, zone) if first > date.min else -FOR_EVER
        high = wall_micros(last.toordinal() + 1, 0, zone) if last < date.max else FOR_EVER
        if low > known.low:
            known = known._replace(low=low, since=f"the holiday data of {source_name(begins)}")
        if high < known.high:
            known = known._replace(high=high, source=f"the holiday data of {source_name(ends)}")
    return known


def known_together(sources: Iterable[HolidaySource]) -> Iterator[KnownDates]:
    """Yield what each source knows; tables of which none has a date of another, as of years, are one source.

    Of such tables with a gap between them, the dates after the last gap are known: those before it count as unknown.
    """
    series: list[KnownDates] = []
    for source in sorted(sources, key=lambda one: one.known_dates()):
        own = KnownDates(source, source.known_dates()[0], source, source.known_dates()[1])
        earlier = [one for one in series if isinstance(source, ProductionCalendar) and _goes_before(one, own)]
        if not earlier:
            series.append(own)
            continue
        nearest = max(earlier, key=lambda one: one.last)
        touches = own.first.toordinal() == nearest.last.toordinal() + 1
        series[series.index(nearest)] = own._replace(begins=nearest.begins, first=nearest.first) if touches else own
    yield from series


def _goes_before(one: KnownDates, other: KnownDates) -> bool:
    return isinstance(one.ends, ProductionCalendar) and one.last < other.first


def source_name(source: HolidaySource) -> str:
    """Return a source as its repr, cut where that holds a whole table."""
    text = repr(source)
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}..."


def coverage_note(hours: Hours, low: int, high: int) -> str | None:
    """Return what is not known about [low, high), or None when all of it is. Raises: BeyondData on ``"raise"``.

    An interval without length is the instant itself.
    """
    known, end = hours.known, max(high, low + 1)
    if known.low <= low and end <= known.high:
        return None
    edge, side = (known.high, "from") if end > known.high else (known.low, "before")
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
        warn_of(note)


def warn_of(note: str) -> None:
    """Warn of what is not known, at the first line outside slacal."""
    warnings.warn(note, CoverageWarning, stacklevel=_level_of_caller())


def _level_of_caller() -> int:
    """Return how many frames lie between `warn_of` and the code that asked."""
    level, frame = 1, sys._getframe(1)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - before skip_file_prefixes of 3.12
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("slacal."):
        level, frame = level + 1, frame.f_back
    return level
