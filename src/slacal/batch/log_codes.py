"""Columns of texts and other facts as codes: each row a place in a short list of values, -1 where it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw
import numpy as np

from slacal.batch import columns
from slacal.batch.numbers import MISSING
from slacal.engine.facts import FACT
from slacal.errors import WrongType
from slacal.spans.instant import from_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.batch.numbers import Flags, Ints

_DENSE = 4  # whole numbers that lie so close need no search: their list is not much longer than they
_FEW = 1 << 20  # combinations that a table may hold
_PLAIN = "cast the column to texts, numbers, truths, dates or zoned datetimes"
_ABSENT = {"NAType", "NaTType"}  # of pandas, which need not be there


class Codes(NamedTuple):
    """A column as places in a list of its values; ``places`` is -1 where the row says nothing."""

    places: Ints
    values: list[Any]

    def taken(self, rows: Ints) -> Codes:
        """Return some rows."""
        return Codes(self.places[rows], self.values)

    def part(self, first: int, last: int) -> Codes:
        """Return the rows [first, last): a view."""
        return Codes(self.places[first:last], self.values)

    def carried(self, heads: Flags) -> Codes:
        """Return the column with each silence filled by what its ticket said last; `heads` marks its first rows."""
        said = self.places >= 0
        if said.all():
            return self
        last = np.where(said | heads, np.arange(len(said)), 0)
        np.maximum.accumulate(last, out=last)
        return Codes(self.places[last], self.values)


def codes_of(values: Any, field: str, zone: str | None) -> Codes:
    """Return a column as codes. Empty texts, nulls and NaN say nothing; instants become aware datetimes in UTC."""
    is_array: bool = isinstance(values, np.ndarray)
    series: nw.Series[Any] | None = None if is_array else nw.from_native(values, series_only=True)
    if _is_time(values, series):
        return _of_times(values, field, zone)
    array = _plain_array(values, series)
    if array is None:
        found, keys = columns.factorized(values, field)
        return _said(Codes(found.astype(np.int64, copy=False), keys))
    if array.dtype.kind in "OUT":
        return _said(_of_objects(array.tolist(), field))
    if array.dtype.kind in "iu" and len(array) and int(array.max()) - int(array.min()) <= _DENSE * len(array):
        least = int(array.min())
        wide = array.astype(f"{array.dtype.kind}8", copy=False)
        return Codes((wide - wide.min()).astype(np.int64, copy=False), list(range(least, int(array.max()) + 1)))
    if array.dtype.kind in "iu":
        found, keys = columns.factorized(array, field)
        return Codes(found.astype(np.int64, copy=False), keys)
    unique, inverse = np.unique(array, return_inverse=True)
    places = inverse.astype(np.int64, copy=False)
    if array.dtype.kind == "f":
        places[np.isnan(array)] = -1
    return Codes(places, unique.tolist())


def _is_time(values: Any, series: nw.Series[Any] | None) -> bool:
    if series is not None:
        return isinstance(series.dtype, nw.Datetime)
    return bool(np.asarray(values).dtype.kind == "M")


def _plain_array(values: Any, series: nw.Series[Any] | None) -> np.ndarray[Any, Any] | None:
    """Return what numpy holds well, or None for a column of texts, whose own library is faster."""
    if series is None:
        return np.asarray(values)
    dtype = series.dtype
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
        return None
    if (
        dtype.is_float()
        or (dtype.is_integer() and not series.null_count())
        or (isinstance(dtype, nw.Boolean) and not series.null_count())
    ):
        return series.to_numpy()
    array = np.empty(len(series), object)
    array[:] = series.to_list()
    return array


def _of_times(values: Any, field: str, zone: str | None) -> Codes:
    found, _, _ = columns.column(values, field, "M", zone)
    count = len(found.raw)
    micros = found.read(0, count, np.empty(count, np.int64))
    unique, inverse = np.unique(micros, return_inverse=True)
    places = inverse.astype(np.int64, copy=False)
    utc = zone_info("UTC")
    known = [None if at == MISSING else from_micros(at, utc) for at in unique.tolist()]
    if known and known[0] is None:
        places -= 1
        del known[0]
    return Codes(places, known)


def _of_objects(keys: list[Any], field: str) -> Codes:
    """Return the objects of a column as codes; True and 1 keep apart: facts compare as texts."""
    types = set(map(type, keys))
    if any(issubclass(one, np.generic) or one.__name__ in _ABSENT for one in types):
        keys = [_plain(key) for key in keys]
        types = set(map(type, keys))
    if bool in types:
        keys = [(_Truth, key) if type(key) is bool else key for key in keys]
    try:
        places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    except TypeError:
        raise WrongType(field, "object", "holds lists or other values that cannot be told apart", _PLAIN) from None
    found = np.fromiter(map(places.__getitem__, keys), np.int64, len(keys))
    return Codes(found, [key[1] if type(key) is tuple and key[:1] == (_Truth,) else key for key in places])


class _Truth:
    """Marks True and False among the keys of a column."""


def _plain(value: Any) -> Any:
    """Return a value of numpy as Python's, and what says nothing in pandas as None."""
    if type(value).__name__ in _ABSENT:
        return None
    held: Any = value
    return held.item() if isinstance(value, np.generic) else held


def facts_of(values: Any, field: str, zone: str | None) -> Codes:
    """Return a column of facts as codes. Raises: WrongType for values that events refuse as facts."""
    codes = codes_of(values, field, zone)
    for kind in set(map(type, codes.values)):
        if not issubclass(kind, FACT):
            raise WrongType(field, kind.__name__, "is not the type of a fact", _PLAIN)
    return codes


def _said(codes: Codes) -> Codes:
    """Return the codes with the values that say nothing left out."""
    silent = [value is None or value == "" or value != value for value in codes.values]  # noqa: PLR0124 - NaN alone differs from itself
    if not any(silent):
        return codes
    moved = np.full(len(silent) + 1, -1, np.int64)
    kept = [place for place, empty in enumerate(silent) if not empty]
    moved[kept] = np.arange(len(kept))
    return Codes(moved[codes.places], [codes.values[place] for place in kept])


class Combined(NamedTuple):
    """Rows by what several columns say together: a place in a list of combinations, each value None for silence."""

    places: Ints
    values: list[tuple[Any, ...]]


def combined(parts: Sequence[Codes], rows: int) -> Combined:
    """Return the combinations that occur; what is asked of facts is then asked once for each of them."""
    found: Combined | None = None
    for part in parts:
        many = len(part.values) + 1
        mixed = part.places + 1
        if found is not None:
            mixed += found.places * many
        found = _compact(found or Combined(mixed, [()]), part, mixed, many)
    if found is None:
        return Combined(np.zeros(rows, np.int64), [()])
    return found


def _compact(before: Combined, part: Codes, mixed: Ints, many: int) -> Combined:
    size = len(before.values) * many
    if size <= _FEW:
        seen = np.zeros(size, np.bool_)
        seen[mixed] = True
        present = np.flatnonzero(seen)
        table = np.empty(size, np.int64)
        table[present] = np.arange(len(present))
        places = table[mixed]
    else:
        present, places = np.unique(mixed, return_inverse=True)
    told = [None, *part.values]
    return Combined(
        places.astype(np.int64, copy=False),
        [(*before.values[at // many], told[at % many]) for at in present.tolist()],
    )
