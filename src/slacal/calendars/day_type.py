"""What a production calendar can say of a date."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from datetime import date

_SATURDAY = 5


class DayType(StrEnum):
    """What a production calendar makes of a date."""

    WORKDAY = "workday"
    SHORTENED = "shortened"
    """A working day that is somewhat shorter: by Russian law, the eve of a holiday."""
    DAY_OFF = "day_off"
    """A holiday, or a day off that was moved here."""
    WEEKEND = "weekend"
    """An ordinary Saturday or Sunday off, with neither a holiday's name nor a transfer."""

    @property
    def is_worked(self) -> bool:
        """Whether people work on such a date."""
        return self in (DayType.WORKDAY, DayType.SHORTENED)

    def __repr__(self) -> str:
        return f"DayType.{self.name}"


class ProductionDay(NamedTuple):
    """One date of a production calendar.

    ``moved_from`` of a day off is the date whose rest was moved here; ``replaces`` of a working weekend date is the
    day off given for it. ``decree`` marks a planned working day that a decree closed at short notice: ``type`` stays
    what was planned.
    """

    type: DayType
    name: str = ""
    moved_from: date | None = None
    replaces: date | None = None
    decree: bool = False


class TableRow(NamedTuple):
    """What a table says of one date."""

    on: date
    type: DayType
    name: str = ""
    moved_from: date | None = None
    decree: bool = False

    @property
    def is_ordinary_weekend(self) -> bool:
        """Whether the row says no more than the weekday does; a working day that is named says it stays one."""
        return self == TableRow(self.on, ordinary_type(self.on)) and self.type is DayType.WEEKEND


def ordinary_type(on: date) -> DayType:
    """Return the type that a date has by its weekday alone."""
    return DayType.WEEKEND if on.weekday() >= _SATURDAY else DayType.WORKDAY


def day_type_of(written: str, field: str) -> DayType:
    """Return the day type by its name. Raises: BadInput with the nearest known one.

    >>> day_type_of("day_off", "type")
    DayType.DAY_OFF
    """
    names = [kind.value for kind in DayType]
    if not isinstance(written, str) or written not in names:
        mend = nearest(written, names, f"write one of {', '.join(names)}")
        raise BadInput(field, written, "is not a day type", mend)
    return DayType(written)
