"""A table as its columns, whatever library made it: pandas, polars, pyarrow, or a dict of arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import narwhals as nw
import numpy as np

from slacal.errors import BadInput, WrongType, nearest
from slacal.errors.doors import check_type, each_of
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

T = TypeVar("T")
_WHOLE = "pass the frame whole, as slacal returned it"
_EVENTS = 'pass zoned datetimes or a datetime64 array, as in log["at"]'


class Table:
    """The columns of a frame. Raises: WrongType for what is no frame, and for a column that is none."""

    def __init__(self, frame: object, field: str = "frame") -> None:
        """Open a frame."""
        self._field = field
        self._frame: Any = _native(frame, field)
        self._rows: int | None = None

    @property
    def names(self) -> list[str]:
        """The names of all columns, in order."""
        return [name for name in getattr(self._frame, "columns", self._frame) if isinstance(name, str)]

    def values(self, name: str) -> list[Any]:
        """Return a column, None where it is null. Raises: BadInput for one that is not there, or has other rows."""
        if name not in self.names:
            raise BadInput(self._field, name, "is not among its columns", nearest(name, self.names, _WHOLE))
        found = _listed(self._frame[name], f"{self._field}.{name}")
        self._rows = len(found) if self._rows is None else self._rows
        if len(found) != self._rows:
            raise BadInput(f"{self._field}.{name}", len(found), f"rows are not the {self._rows} of others", _WHOLE)
        return found

    def labels(self, name: str) -> list[str]:
        """Return a column as texts. Raises: as `values`; BadInput for what has no text."""
        return self._read(name, lambda values: list(map(str, values)), "cannot be written as text")

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column of numbers, NaN where it is null. Raises: as `values`; BadInput for other things."""
        return self._read(name, _as_numbers, "does not hold numbers alone")

    def _read(self, name: str, read: Callable[[list[Any]], T], problem: str) -> T:
        values = self.values(name)
        try:
            return read(values)
        except Exception as error:  # an object of the caller's own may raise whatever it likes
            raise BadInput(f"{self._field}.{name}", values, problem, _WHOLE) from error


def _as_numbers(values: list[Any]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else float(value) for value in values], np.float64)


def instants_of(values: Any) -> list[int]:
    """Return instants in microseconds, what is null left out: zoned datetimes, or datetime64 in UTC.

    Raises: WrongType for what is no list or column of them, BadInput for a datetime without a zone.
    """
    if _is_datetime64(values):
        known: Any = np.atleast_1d(values)
        return list(np.asarray(known[~np.isnat(known)], "M8[us]").astype(np.int64).tolist())
    check_type("events", values, Sized, "a list or a column", _EVENTS)  # None would be left out of one without end
    column: Any = nw.from_native(values, series_only=True, pass_through=True)
    given = _listed(column, "events") if _is_series(column) else each_of("events", values, _EVENTS)
    return list(_micros(given))


def _is_datetime64(values: Any) -> bool:
    dtype: Any = getattr(values, "dtype", None)
    return isinstance(values, np.ndarray) and bool(dtype.kind == "M")


def _micros(values: Iterable[Any]) -> Iterator[int]:
    for place, at in enumerate(values):
        if at is None:
            continue
        if not isinstance(at, datetime):
            raise WrongType(f"events[{place}]", at, "is not an instant", _EVENTS)
        yield to_micros(at, f"events[{place}]")


def _native(frame: Any, field: str) -> Any:
    if isinstance(frame, Mapping):
        return frame  # pyright: ignore[reportUnknownVariableType]  # of any columns
    try:
        return nw.from_native(frame, eager_only=True)
    except Exception:  # noqa: BLE001  # each library has errors of its own
        mend = "pass what slacal.analysis or evaluate_log returned as .frame"
        raise WrongType(field, type(frame).__name__, "is not a table", mend) from None


def _listed(column: Any, field: str) -> list[Any]:
    """Return a column as a list, None where it is null: a list, an array, or a column of any library."""
    series: Any = nw.from_native(column, series_only=True, pass_through=True)
    if _is_series(series):
        return [None if gone else value for value, gone in zip(series.to_list(), series.is_null(), strict=True)]
    values: Any = column
    if isinstance(column, np.ndarray):
        values = np.atleast_1d(values).tolist()
    check_type(field, values, (list, tuple), "a column", _WHOLE)
    return list(map(_known, values))


def _is_series(column: Any) -> bool:
    return isinstance(column, nw.Series)


def _known(value: Any) -> Any:
    """Return a value, None for NaN and the like."""
    try:
        return None if value != value else value  # noqa: PLR0124  # NaN alone
    except Exception:  # noqa: BLE001  # what cannot be compared is no NaN
        return value
