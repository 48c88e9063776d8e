"""Parts of the calendar: the month, week or hour in which an instant lies, on the walls of a zone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from slacal.batch.log_codes import Codes  # first of all: it says how to install what is missing
from slacal.batch.numbers import MISSING
from slacal.batch.walls import walls_of
from slacal.spans.instant import DAY, HOUR
from slacal.spans.zone import zone_info

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from slacal.batch.numbers import Ints

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_THURSDAY = 3  # 1 January 1970 was one
_EPOCH = date(1970, 1, 1)


def _month(walls: Ints) -> Ints:
    return walls.view("M8[us]").astype("M8[M]").astype(np.int64)


def _days(walls: Ints) -> Ints:
    return walls // DAY


def _week_text(week: int) -> str:
    year, number, _ = (_EPOCH + timedelta(7 * week - _THURSDAY)).isocalendar()
    return f"{year}-W{number:02}"


def _month_text(month: int) -> str:
    return f"{1970 + month // 12}-{month % 12 + 1:02}"


# For each part: its number, which grows with time or through the week, and what it is called.
PARTS: Mapping[str, tuple[Callable[[Ints], Ints], Callable[[int], Any]]] = {
    "year": (lambda walls: _month(walls) // 12, lambda year: str(1970 + year)),
    "quarter": (lambda walls: _month(walls) // 3, lambda part: f"{1970 + part // 4}-Q{part % 4 + 1}"),
    "month": (_month, _month_text),
    "week": (lambda walls: (_days(walls) + _THURSDAY) // 7, _week_text),
    "day": (_days, lambda day: str(_EPOCH + timedelta(day))),
    "weekday": (lambda walls: (_days(walls) + _THURSDAY) % 7, WEEKDAYS.__getitem__),
    "hour": (lambda walls: walls // HOUR % 24, int),
}


def part_of(name: str, micros: Ints, zone: str) -> Codes:
    """Return a part of the calendar for each instant, as codes in order of time; -1 where there is no instant.

    ``year``, ``quarter``, ``month``, ``week`` (ISO 8601, by its Monday) and ``day`` are texts that sort in order of
    time, ``weekday`` is Mo to Su, ``hour`` 0 to 23.

    >>> micros = np.array(["2016-01-03T23:30"], "M8[us]").astype(np.int64)
    >>> [part_of(name, micros, "Europe/Berlin").values for name in ("week", "weekday", "hour")]
    [['2016-W01'], ['Mo'], [0]]
    """
    number, text = PARTS[name]
    places = np.full(len(micros), -1, np.int64)
    known = np.flatnonzero(micros != MISSING)
    found, places[known] = np.unique(number(walls_of(micros[known], zone_info(zone))), return_inverse=True)
    return Codes(places, [text(one) for one in found.tolist()])
