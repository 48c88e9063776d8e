"""Who decided a date: the layers of a calendar, strongest first (rule C3)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from slacal.spans.day_time import Window


class Layer(StrEnum):
    """The layer of a calendar that decided a date; an earlier member wins over a later one.

    >>> list(Layer)[0], Layer.WEEK.above_week
    (<Layer.SPECIAL_DAY: 'special_day'>, False)
    """

    SPECIAL_DAY = "special_day"
    DECREE = "decree"
    PRODUCTION_CALENDAR = "production_calendar"
    TRANSFERRED_WORKDAY = "transferred_workday"
    PUBLIC_HOLIDAY = "public_holiday"
    DATED_WEEK = "dated_week"
    WEEK = "week"
    COMBINED = "combined"

    @property
    def above_week(self) -> bool:
        """Whether the date was taken out of the week's hands."""
        return self not in _WEEKLY


_WEEKLY = frozenset({Layer.DATED_WEEK, Layer.WEEK, Layer.COMBINED})


class Decision(NamedTuple):
    """What a date's windows are, who decided and why.

    `tail` are the windows whose part past midnight stays although the date is closed; None are the week's. `untouched`
    is a date without hours of which something was to be taken: it is as closed as it was before.
    """

    windows: tuple[Window, ...]
    layer: Layer
    reason: str
    tail: tuple[Window, ...] | None = None
    untouched: bool = False


Layer.__module__ = "slacal"
