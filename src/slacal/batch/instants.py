"""Instants and amounts as arrays: microseconds inside, any unit of numpy outside, NaT for what is missing."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from slacal.batch.numbers import CHUNK, MISSING
from slacal.errors import BadInput, BeyondHorizon, WrongType
from slacal.spans.instant import LONGEST, to_micros, whole

if TYPE_CHECKING:
    from slacal.batch.numbers import Ints

Kind = Literal["M", "m"]  # numpy's letters for an instant and an amount
Unit = Literal["s", "ms", "us", "ns"]
_COARSE = ("generic", "Y", "M", "W", "D", "h", "m")
_MICROS = {"s": 1_000_000, "ms": 1_000, "us": 1, "ns": 1}
PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_MOST = (1 << 63) - 1
_LONGEST = LONGEST // timedelta(microseconds=1)
_FARTHEST = 1 << 60  # microseconds: 36,000 years, beyond all that can be asked and with room to count on
_WHAT = {"M": "an array of instants", "m": "an array of amounts of time"}
_MENDS = {
    "M": 'pass datetime64 or int64 microseconds, as in np.array(at, "M8[us]"), or a zoned datetime column',
    "m": 'pass a timedelta, timedelta64 or int64 microseconds, as in np.array(hours, "m8[h]")',
}


class Times(NamedTuple):
    """Instants or amounts as they came: whole numbers in a unit, one for each row or one for all (`rows` is None)."""

    raw: Ints
    unit: Unit
    rows: int | None
    field: str
    plain: bool  # whole numbers without a type of their own, which the answer then is too
    missing: bool
    low: int  # the bounds of what is there, in microseconds; low > high where nothing is
    high: int

    def read(self, at: int, count: int, into: Ints) -> Ints:
        """Return the microseconds of some rows: the caller's own memory where that holds them, else `into`."""
        part = np.broadcast_to(self.raw, count) if self.rows is None else self.raw[at : at + count]
        if self.unit == "us":
            return part
        out = into[:count]
        if self.unit == "ns":
            np.floor_divide(part, 1_000, out=out)
            self._refuse_nanoseconds(part, out, at)
        else:
            np.multiply(part, _MICROS[self.unit], out=out)
        if self.missing:
            np.copyto(out, MISSING, where=part == MISSING)
        return out

    def _refuse_nanoseconds(self, part: Ints, out: Ints, at: int) -> None:
        wrong = out * 1_000 != part
        if self.missing:
            wrong &= part != MISSING
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            value = int(part[row])
            raise BadInput(
                f"{self.field}[{at + row}]", value, "has a nanosecond part", "round it to whole microseconds first"
            )


def times(values: Any, field: str, kind: Kind) -> Times:
    """Return an array or a single value as times. Raises: WrongType, BadInput, BeyondHorizon."""
    if isinstance(values, datetime) and kind == "M":
        return bounded(np.array([to_micros(values, field)]), "us", field, kind, single=True)
    if isinstance(values, timedelta) and kind == "m":
        return bounded(np.array([whole(values, field)]), "us", field, kind, single=True)
    if not isinstance(values, np.ndarray | np.datetime64 | np.timedelta64):
        raise WrongType(field, type(values).__name__, f"is not {_WHAT[kind]}", _MENDS[kind])
    array: np.ndarray[Any, Any] = np.asarray(values)  # pyright: ignore[reportUnknownArgumentType]  # of any kind
    if array.ndim > 1:
        raise BadInput(field, array.shape, "has more than one dimension", "pass one column: array.ravel()")
    plain = array.dtype.kind == "i" and array.ndim == 1
    if not plain and array.dtype.kind != kind:
        raise WrongType(field, str(array.dtype), f"is not the type of {_WHAT[kind]}", _MENDS[kind])
    raw, unit = _raw(array, field, plain=plain)
    return bounded(raw.reshape(-1), unit, field, kind, plain=plain, single=array.ndim == 0)


def _raw(array: np.ndarray[Any, Any], field: str, *, plain: bool) -> tuple[Ints, Unit]:
    if plain:
        return array.astype(np.int64, copy=False), "us"
    unit, as_it_is = _unit(array.dtype, field)
    return (array if as_it_is else _converted(array, unit, field)).view(np.int64), unit


def _converted(array: np.ndarray[Any, Any], unit: Unit, field: str) -> np.ndarray[Any, Any]:
    """Return an array in a finer unit, or in another order of bytes. Raises: BeyondHorizon for what is too far."""
    made = _finer(array, unit)
    if made is None:
        flat = array.reshape(-1)
        row = bisect_left(range(len(flat)), True, key=lambda row: _finer(flat[: row + 1], unit) is None)  # noqa: FBT003 - a value
        value = f"{int(flat[row].astype(np.int64))} x {array.dtype}"
        raise BeyondHorizon(f"{field}[{row}]", value, f"is too far for 64 bits of {unit}", "pass a nearer one")
    return made


def _finer(array: np.ndarray[Any, Any], unit: Unit) -> np.ndarray[Any, Any] | None:
    """Return an array in a finer unit, None where a number of it wraps around, or numpy (from 2.5) refuses it."""
    try:
        made = array.astype(f"{array.dtype.kind}8[{unit}]")
    except OverflowError:
        return None
    wrapped = (made.astype(array.dtype) != array) & ~np.isnat(array)
    return None if wrapped.any() else made


@lru_cache(maxsize=64)
def _unit(dtype: np.dtype[Any], field: str) -> tuple[Unit, bool]:
    """Return the unit in which a type is read, and whether it already is that."""
    unit, steps = np.datetime_data(dtype)
    if dtype.kind == "m" and unit in {"Y", "M"}:
        raise BadInput(field, str(dtype), "has no fixed length", "pass days or hours")
    if unit in _COARSE:
        return "s", False
    if unit not in _MICROS:
        raise BadInput(field, str(dtype), "is finer than nanoseconds", "pass microseconds")
    return unit, steps == 1 and dtype.isnative  # type: ignore[return-value] # looked up just now


def bounded(raw: Ints, unit: Unit, field: str, kind: Kind, *, plain: bool = False, single: bool = False) -> Times:
    """Return whole numbers as times with their bounds, refusing what cannot be asked about."""
    least, most = (int(np.minimum.reduce(raw)), int(np.maximum.reduce(raw))) if len(raw) else (1, 0)
    missing = least == MISSING
    if missing:
        least = least_present(raw)
    each = _MICROS[unit]
    if (
        single and unit in {"s", "ms"} and not missing and abs(least) <= _FARTHEST // each
    ):  # a value alone says nothing of the unit of the answers
        raw, unit, least, most, each = raw * each, "us", least * each, most * each, 1
    low, high = (least * each, most * each) if unit != "ns" else (least // 1_000, most // 1_000)
    if missing and most == MISSING:
        low, high = 1, 0
    if low <= high:
        _refuse_far(low, high, field, kind)
    return Times(raw, unit, None if single else len(raw), field, plain, missing, low, high)


def _refuse_far(low: int, high: int, field: str, kind: Kind) -> None:
    if kind == "m" and not -_LONGEST <= low <= high <= _LONGEST:
        value = np.timedelta64(min(high, _MOST) if high > _LONGEST else max(low, -_MOST), "us")
        raise BadInput(field, str(value), "is longer than 100 years", "pass a shorter amount")
    if not -_FARTHEST <= low <= high <= _FARTHEST:
        problem = "microseconds since 1970 lie outside the years 1 to 9999"
        raise BeyondHorizon(field, high if high > _FARTHEST else low, problem, "ask about a nearer instant")


def least_present(raw: Ints) -> int:
    """Return the least of the numbers that are not missing, or the greatest of all numbers."""
    into, least = np.empty(min(len(raw), CHUNK), np.int64), _MOST
    for at in range(0, len(raw), CHUNK):
        part = raw[at : at + CHUNK]
        out = into[: len(part)]
        np.subtract(part, 1, out=out)  # one less than the least number is the greatest
        least = min(least, int(out.min()))
    return least + 1 if least < _MOST else least


def to_unit(micros: Ints, unit: Unit, field: str, at: int, *, missing: bool) -> None:
    """Turn the microseconds of some rows, the first of them `at`, in place into the unit in which the question came.

    Raises: BadInput where that would lose any.
    """
    if unit == "us":
        return
    gone = micros == MISSING if missing else None
    if unit == "ns":
        bad = (micros > _MOST // 1_000) | (micros < -_MOST // 1_000)
        problem = "gets an answer that nanoseconds cannot hold"
        np.multiply(micros, 1_000, out=micros)
    else:
        bad = micros % _MICROS[unit] != 0
        problem = f"gets an answer that is not a whole number of {unit}"
        np.floor_divide(micros, _MICROS[unit], out=micros)
    if gone is not None:
        bad &= ~gone
        micros[gone] = MISSING
    if bad.any():
        row = at + int(np.flatnonzero(bad)[0])
        raise BadInput(f"{field}[{row}]", unit, problem, "ask in microseconds")
