"""A table as its columns, whatever library made it: pandas, polars, pyarrow, or a dict of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from slacal.errors import BadInput, WrongType, nearest
from slacal.errors.doors import each_of
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_EVENTS = 'pass zoned datetimes or a datetime64 array, as in log["at"]'


class Table:
    """The columns of a frame. Raises: WrongType for what is no frame."""

    def __init__(self, frame: object, field: str = "frame") -> None:
        """Open a frame."""
        self._field = field
        self._frame: Any = _native(frame, field)

    @property
    def names(self) -> list[str]:
        """The names of all columns, in order."""
        return list(getattr(self._frame, "columns", self._frame))

    def values(self, name: str) -> list[Any]:
        """Return a column, None where it is null. Raises: BadInput for a column that is not there."""
        if name not in self.names:
            mend = nearest(name, self.names, "pass the frame whole, as slacal returned it")
            raise BadInput(self._field, name, "is not among its columns", mend)
        return _listed(self._frame[name])

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column of numbers, NaN where it is null."""
        return np.array([np.nan if value is None else value for value in self.values(name)], np.float64)


def instants_of(values: Any) -> list[int]:
    """Return instants in microseconds, what is null left out: zoned datetimes, or datetime64 in UTC.

    Raises: WrongType for what is no list or column of them, BadInput for a datetime without a zone.
    """
    if _is_datetime64(values):
        return list(np.asarray(values[~np.isnat(values)], "M8[us]").astype(np.int64).tolist())
    column: Any = nw.from_native(values, series_only=True, pass_through=True)
    return list(_micros(_listed(column) if isinstance(column, nw.Series) else list(each_of("events", values, _EVENTS))))


def _is_datetime64(values: Any) -> bool:
    dtype: Any = getattr(values, "dtype", None)
    return isinstance(values, np.ndarray) and bool(dtype.kind == "M")


def _micros(values: list[Any]) -> Iterator[int]:
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
    except TypeError:
        mend = "pass what slacal.analysis or evaluate_log returned as .frame"
        raise WrongType(field, type(frame).__name__, "is not a table", mend) from None


def _listed(column: Any) -> list[Any]:
    """Return a column as a list: of narwhals, or an array, in which NaN is null."""
    if isinstance(column, nw.Series):
        series: Any = column  # pyright: ignore[reportUnknownVariableType]  # of any library
        return [None if gone else value for value, gone in zip(series.to_list(), series.is_null(), strict=True)]
    return [None if value != value else value for value in np.asarray(column).tolist()]  # noqa: PLR0124  # NaN alone
