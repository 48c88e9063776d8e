"""Columns in and the same kind back: numpy arrays as they are; pandas, polars and pyarrow by way of narwhals.

A zone-aware column is UTC inside whatever its zone, so its numbers are read where they lie, without a copy.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import narwhals as nw
import numpy as np

from slacal.batch.instants import PER_SECOND, Times, bounded, times
from slacal.batch.numbers import MISSING, array_of
from slacal.batch.walls import instants_of
from slacal.errors import BadInput, WrongType
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from slacal.batch.instants import Kind, Unit
    from slacal.batch.numbers import Flags, Ints

_COLUMN = "pass a numpy array, or a pandas, polars or pyarrow column"
_TABLE = 1 << 16


class Shape(NamedTuple):
    """The form in which an answer goes back: that of a column, plain whole numbers, or a numpy array."""

    series: nw.Series[Any] | None = None
    zone: Any = "UTC"
    plain: bool = False


def column(values: object, field: str, kind: Kind, zone: str | None) -> tuple[Times, Shape, bool]:
    """Return a column as times, the form it had, and whether `zone` was needed. Raises: WrongType, BadInput."""
    series = _series(values, field)
    if series is None:
        found = times(values, field, kind)
        at = values.tzinfo if isinstance(values, datetime) else None
        return found, Shape(zone=at.key if isinstance(at, ZoneInfo) else "UTC", plain=found.plain), False
    dtype = series.dtype
    if isinstance(dtype, nw.Duration) and kind == "m":
        return bounded(physical(series), dtype.time_unit, field, kind), Shape(series), False
    held: Any = getattr(nw.to_native(series), "dtype", None)
    if isinstance(dtype, nw.Unknown) and hasattr(held, "tz") and kind == "M":  # of pandas, in a zone of dateutil's
        return bounded(physical(series), held.unit, field, kind), Shape(series, held.tz), False
    if not isinstance(dtype, nw.Datetime) or kind == "m":
        what = "zoned datetimes" if kind == "M" else "amounts of time"
        raise WrongType(field, str(dtype), f"is not a column of {what}", f"cast it, and {_COLUMN}")
    raw, unit = physical(series), dtype.time_unit
    if dtype.time_zone is not None:
        return bounded(raw, unit, field, kind), Shape(series, _zone_of(series, dtype.time_zone)), False
    if zone is None:
        raise BadInput(
            field, str(dtype), "has no time zone", "name that of its wall times, as in zone='Europe/Berlin'",
            code="naive-datetime",
        )  # fmt: skip
    name = zone_name(zone)
    return bounded(instants_of(raw, zone_info(name), PER_SECOND[unit]), unit, field, kind), Shape(series, name), True


def is_naive(values: object, field: str) -> bool:
    """Tell whether a column holds wall times, of a zone that somebody must name."""
    series = _series(values, field)
    return series is not None and isinstance(series.dtype, nw.Datetime) and series.dtype.time_zone is None


def refuse_idle_zone(zone: str | None, *, used: bool) -> None:
    """Refuse a zone that no column needs. Raises: BadInput."""
    if zone is not None and not used:
        mend = "leave it out: numpy's instants are UTC, and other columns carry their zone"
        raise BadInput("zone", zone, "has no column of wall times to apply to", mend)


def _zone_of(series: nw.Series[Any], name: str) -> Any:
    """Return the zone as its library holds it: pandas knows zones that have no name."""
    dtype: Any = nw.to_native(series).dtype if series.implementation.is_pandas() else None
    return getattr(dtype, "tz", None) or name


def _series(values: object, field: str) -> nw.Series[Any] | None:
    """Return a narwhals column, or None for what numpy and the standard library hold."""
    if isinstance(values, np.ndarray | np.generic) or values.__class__.__module__.partition(".")[0] in {
        "builtins", "datetime",
    }:  # fmt: skip
        return None
    found: Any = opened(values, field)
    if isinstance(found, nw.LazyFrame):
        raise WrongType(field, type(values).__name__, "is lazy", "collect() it first, and pass one of its columns")
    if isinstance(found, nw.DataFrame):
        raise WrongType(field, type(values).__name__, "is a whole frame", "pass one of its columns")
    if not isinstance(found, nw.Series):
        if isinstance(values, datetime | timedelta):  # of a class of the caller's
            return None
        raise WrongType(field, type(values).__name__, "is not a column", f"{_COLUMN}: a Series or a ChunkedArray")
    kind = found.implementation
    if not (kind.is_pandas() or kind.is_polars() or kind.is_pyarrow()):
        raise WrongType(field, type(values).__name__, "is a column of a library that is not known here", _COLUMN)
    return found  # pyright: ignore[reportUnknownVariableType]  # narwhals does not say of what


def opened(values: Any, field: str) -> Any:
    """Return what narwhals knows a value as, or the value itself. Raises: WrongType, as for a column named twice."""
    try:
        return nw.from_native(values, allow_series=True, pass_through=True)
    except Exception as error:
        raise WrongType(field, type(values).__name__, f"cannot be read: {type(error).__name__}", _COLUMN) from error


def physical(series: nw.Series[Any]) -> Ints:
    """Return the whole numbers that a column holds, `MISSING` where it is null; its own memory where it can be."""
    native: Any = nw.to_native(series)
    if series.implementation.is_polars():
        numbers = native.to_physical().cast(nw.get_native_namespace(series).Int64)
        return _ints((numbers.fill_null(MISSING) if native.null_count() else numbers).to_numpy())
    if series.implementation.is_pandas():
        array = native.array
        if hasattr(array, "asi8"):
            return _ints(array.asi8)
        if not hasattr(array, "__arrow_array__") or "pyarrow" not in str(native.dtype):
            return _ints(native.to_numpy(dtype=np.int64, na_value=MISSING))
        native = array.__arrow_array__()
    numbers = native.cast("int64")
    return _ints((numbers.fill_null(MISSING) if native.null_count else numbers).to_numpy())


def _ints(array: Any) -> Ints:
    return np.asarray(array, dtype=np.int64)


def back(values: Ints, kind: Kind, unit: Unit, shape: Shape) -> Any:
    """Return an answer in the form that the question had."""
    if shape.plain:
        return values
    typed = values.view(f"{kind}8[{unit}]")
    if shape.series is None:
        return typed
    made = _like(shape.series, typed)
    return _zoned(made, shape, unit) if kind == "M" else made


def flags_back(values: Flags, missing: Ints | None, shape: Shape) -> Any:
    """Return flags in the form that the question had; null where a library other than numpy and pandas has nulls."""
    if shape.series is None:
        return values
    made = _like(shape.series, values)
    if missing is None or not len(missing) or (shape.series.implementation.is_pandas() and not _is_arrow(shape.series)):
        return made
    if shape.series.implementation.is_polars():
        return made.scatter(missing, None)
    if shape.series.implementation.is_pandas():
        made.iloc[missing] = None
        return made
    held = np.zeros(len(values), np.bool_)
    held[missing] = True
    library: Any = nw.get_native_namespace(shape.series)
    return library.chunked_array([library.array(values, mask=held)])


def _like(series: nw.Series[Any], values: np.ndarray[Any, Any]) -> Any:
    native, library = nw.to_native(series), nw.get_native_namespace(series)
    held: Any = library  # a module of the caller's
    if series.implementation.is_pandas():
        made = held.Series(values, index=native.index, name=native.name, copy=False)
        return made.convert_dtypes(dtype_backend="pyarrow") if _is_arrow(series) else made
    if series.implementation.is_polars():
        return held.Series(series.name, values)
    return held.chunked_array([held.array(values)])


def _is_arrow(series: nw.Series[Any]) -> bool:
    return "pyarrow" in str(nw.to_native(series).dtype)


def _zoned(made: Any, shape: Shape, unit: Unit) -> Any:
    series = shape.series
    if series is not None and series.implementation.is_pyarrow():
        library: Any = nw.get_native_namespace(series)
        return made.cast(library.timestamp(unit, str(shape.zone)))
    if series is not None and series.implementation.is_pandas():
        return made.dt.tz_localize("UTC").dt.tz_convert(shape.zone)
    return made.dt.replace_time_zone("UTC").dt.convert_time_zone(str(shape.zone))


def whole_numbers(values: object, field: str) -> Ints:
    """Return a column of whole numbers, `MISSING` where it is null. Raises: WrongType."""
    series = _series(values, field)
    if series is not None and series.dtype.is_integer():
        return physical(series)
    array: Any = values
    if isinstance(values, np.ndarray) and array.dtype.kind in "iu" and array.ndim == 1:
        if array.dtype.kind == "u" and int(array.max(initial=0)) > np.iinfo(np.int64).max:
            raise BadInput(field, int(array.max()), "is more than 64 bits hold", "pass smaller numbers")
        return _ints(array)
    what = str(getattr(array, "dtype", type(array).__name__))
    raise WrongType(field, what, "is neither a whole number nor a column of them", "pass an int or an array of int64")


def factorized(values: object, field: str) -> tuple[np.ndarray[Any, np.dtype[Any]], list[Any]]:
    """Return, for a column of keys, the place of each row's key in a list of keys, -1 where it is null."""
    series = _series(values, field)
    if series is None:
        return _array_keys(array_of(values, field), field)
    if series.dtype.is_integer() and not series.null_count():
        return _array_keys(series.to_numpy(), field)
    native: Any = nw.to_native(series)
    if series.implementation.is_polars():
        if not isinstance(series.dtype, nw.String | nw.Categorical | nw.Enum):
            return _object_keys(native.to_list(), field)
        keys = native if isinstance(series.dtype, nw.Enum) else _enumerated(native, series)
        codes = keys.to_physical().cast(nw.get_native_namespace(series).Int64).fill_null(-1).to_numpy()
        return codes, list(keys.dtype.categories)
    if series.implementation.is_pandas():
        keys = native if str(native.dtype) == "category" else native.astype("category")
        return keys.cat.codes.to_numpy(), keys.cat.categories.tolist()
    keys = native.combine_chunks()
    keys = keys if hasattr(keys, "indices") else keys.dictionary_encode()
    return keys.indices.fill_null(-1).to_numpy(zero_copy_only=False), keys.dictionary.to_pylist()


def _enumerated(native: Any, series: nw.Series[Any]) -> Any:
    """Return a polars column of texts with its own values as its categories."""
    library: Any = nw.get_native_namespace(series)
    texts = native.cast(library.String)
    return texts.cast(library.Enum(texts.drop_nulls().unique()))


def _array_keys(array: np.ndarray[Any, Any], field: str) -> tuple[np.ndarray[Any, np.dtype[Any]], list[Any]]:
    if array.ndim != 1:
        raise BadInput(field, array.shape, "is not one column", "pass a key for each row")
    if array.dtype.kind in "iu" and len(array) and array.min() >= 0 and array.max() < _TABLE:
        return array, list(range(int(array.max()) + 1))  # its own numbers are the places
    if array.dtype.kind == "O":
        return _object_keys(array.tolist(), field)
    found_keys, inverse = np.unique(array, return_inverse=True)
    return inverse, found_keys.tolist()


def _object_keys(keys: list[Any], field: str) -> tuple[np.ndarray[Any, np.dtype[Any]], list[Any]]:
    places: dict[Any, int] = {}
    try:
        found = [-1 if key is None else places.setdefault(key, len(places)) for key in keys]
    except Exception:  # noqa: BLE001  # lists are no keys, nor are objects of the caller's own that cannot be hashed
        raise WrongType(field, "object", "holds lists or the like, which are no keys", _COLUMN) from None
    return np.array(found, np.int64), list(places)
