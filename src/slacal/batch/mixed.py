"""Which calendar each row asks: one for all of them, or a code a row into several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from slacal.batch import columns
from slacal.calendars.calendar import Calendar
from slacal.errors import BadInput, UnknownName, WrongType, nearest

if TYPE_CHECKING:
    from collections.abc import Hashable

    from slacal.batch.numbers import Codes
    from slacal.calendars.horizon import Horizon

Calendars = Calendar | Mapping[Any, Calendar]


class Asked(NamedTuple):
    """The calendars of a call, and for each row the place of its own among them; None where there is but one."""

    calendars: tuple[Calendar, ...]
    horizons: tuple[Horizon, ...]
    codes: Codes | None

    def of(self, row: int) -> Horizon:
        """Return the horizon of a row."""
        return self.horizons[0 if self.codes is None else int(self.codes[row])]


def asked(calendar: object, calendar_of: object) -> Asked:
    """Return which calendar each row asks. Raises: WrongType, BadInput, UnknownName for a key without a calendar."""
    if isinstance(calendar, Calendar):
        if calendar_of is not None:
            mend = "pass a mapping of keys to calendars, or leave calendar_of out"
            raise BadInput("calendar_of", type(calendar_of).__name__, "chooses among one calendar", mend)
        return Asked((calendar,), (calendar.horizon,), None)
    if not isinstance(calendar, Mapping):
        raise WrongType(
            "calendar", calendar, "is neither a Calendar nor a mapping of keys to calendars", "pass one of the two"
        )
    mapping = cast("Mapping[Any, object]", calendar)
    keys: tuple[Any, ...] = tuple(mapping)
    calendars: list[Calendar] = []
    for key, one in mapping.items():
        if not isinstance(one, Calendar):
            raise WrongType(f"calendar[{key!r}]", one, "is not a Calendar", "map each key to a calendar")
        calendars.append(one)
    if not keys:
        raise BadInput("calendar", {}, "holds no calendar", "map each key to a calendar")
    if calendar_of is None:
        raise BadInput("calendar_of", None, "is missing", "pass the column that holds the key of each row's calendar")
    return Asked(tuple(calendars), tuple(one.horizon for one in calendars), _codes(keys, calendar_of))


def _codes(keys: tuple[Hashable, ...], calendar_of: object) -> Codes:
    """Return where the key of each row stands among the keys."""
    places, found = columns.factorized(calendar_of, "calendar_of")
    codes = _places(keys, found)
    if codes[:-1].tolist() == [*range(len(found))] and (places.dtype.kind == "u" or places.min(initial=0) >= 0):
        return places  # numbered as they are: as it came
    codes = codes.take(places)
    if codes.min(initial=0) < 0:
        row = int(np.flatnonzero(codes < 0)[0])
        _refuse(found[int(places[row])] if places[row] >= 0 else None, row, keys)
    return codes


def _places(keys: tuple[Hashable, ...], found: list[Any]) -> Codes:
    """Return where each value of the column stands among the keys, -1 for none; the last one is for a missing value."""
    places = {key: place for place, key in enumerate(keys)}
    small = np.int16 if len(keys) < 1 << 15 else np.int64  # a code a row is kept for the length of a call
    return np.array([*(places.get(value, -1) for value in found), -1], small)


def _refuse(value: object, row: int, keys: tuple[Hashable, ...]) -> None:
    field = f"calendar_of[{row}]"
    if value is None:
        raise BadInput(field, value, "names no calendar", "give every row the key of a calendar")
    mend = nearest(str(value), map(str, keys), f"name one of {', '.join(map(repr, keys[:10]))}")
    raise UnknownName(field, value, "is not the key of a calendar", mend)
