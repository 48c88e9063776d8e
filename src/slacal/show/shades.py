"""Shades: how dark a day of the year is drawn for its open hours, and what each shade means."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUR = timedelta(hours=1)
_LEVELS: dict[int, tuple[int, ...]] = {0: (), 1: (4,), 2: (2, 4), 3: (1, 3, 4), 4: (1, 2, 3, 4)}


class Shades(NamedTuple):
    """Amounts of open time, ascending, each with its shade from 1 to 4; `exact` where a shade is one amount."""

    bounds: tuple[tuple[timedelta, int], ...]
    exact: bool

    def of(self, amount: timedelta) -> int:
        """Return the shade of an amount; nothing is 0."""
        return next((shade for bound, shade in self.bounds if amount <= bound), 0) if amount else 0


def shades_of(amounts: Iterable[timedelta]) -> Shades:
    """Return a shade for each amount that occurs; where there are more than four, for each quarter of the greatest.

    >>> shades_of([timedelta(hours=8), timedelta(hours=9), timedelta()]).bounds
    ((datetime.timedelta(seconds=28800), 2), (datetime.timedelta(seconds=32400), 4))
    """
    found = sorted({amount for amount in amounts if amount})
    if len(found) in _LEVELS:
        return Shades(tuple(zip(found, _LEVELS[len(found)], strict=True)), exact=True)
    step = -(-found[-1] // (4 * _HOUR)) * _HOUR
    return Shades(tuple((step * shade, shade) for shade in range(1, 5)), exact=False)
