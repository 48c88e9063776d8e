"""Frames of cycles are read: columns of any library as arrays, and arrays as frames of the same library again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from slacal.batch import columns  # first of all: it says how to install what is missing
from slacal.batch.log_codes import Codes
from slacal.batch.log_frame import Maker
from slacal.batch.log_rows import table_of
from slacal.batch.numbers import MISSING

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from slacal.batch.numbers import Flags, Ints


class Whole(NamedTuple):
    """Whole numbers, `MISSING` where there is none."""

    numbers: Ints


class Instants(NamedTuple):
    """Instants in microseconds, `MISSING` where there is none."""

    micros: Ints


Column: TypeAlias = "Codes | Whole | Instants | NDArray[Any]"


def frame_of(maker: Maker, made: Mapping[str, Column]) -> Any:
    """Return columns as a frame; NaN is null."""
    return maker.frame({name: _made(maker, column) for name, column in made.items()})


def _made(maker: Maker, column: Column) -> Any:
    if isinstance(column, Codes):
        return maker.values(column)
    if isinstance(column, Whole):
        return maker.whole(column.numbers, nullable=True)
    if isinstance(column, Instants):
        return maker.instants(column.micros)
    return maker.plain(column, nullable=column.dtype.kind == "f")


class CycleFrame:
    """A frame of cycles, or of their pauses, by its columns. Raises: WrongType for what is no frame."""

    def __init__(self, frame: Any, zone: str | None = None) -> None:
        """Open the frame; `zone`: that of the parts of the calendar, else the zone that its instants carry."""
        bare = table_of(frame, {}, (), None, ticket=None)
        self._table = bare._replace(names={name: name for name in bare.known()})
        self._codes: dict[str, Codes] = {}
        self._zone = zone

    @property
    def known(self) -> list[str]:
        """The names of all columns."""
        return self._table.known()

    @property
    def zone(self) -> str:
        """The zone of its parts of the calendar."""
        return self._zone or str(self._table.zone_of("started_at"))

    def codes(self, name: str) -> Codes:
        """Return a column as codes, -1 where it is null or an empty text."""
        found = self._codes.get(name)
        if found is None:
            found = self._codes[name] = self._table.codes(name)
        return found

    def said(self, name: str, known: Sequence[object]) -> Flags:
        """Tell which rows have one of some values."""
        codes = self.codes(name)
        table = np.array([*(value in known for value in codes.values), False], np.bool_)
        found: Flags = table[codes.places]
        return found

    def instants(self, name: str) -> Ints:
        """Return a column of instants in microseconds, `MISSING` where it is null."""
        return self._table.times(name)

    def whole(self, name: str) -> Ints:
        """Return a column of whole numbers, `MISSING` where it is null."""
        values = self._table.own(name)
        if self._table.frame is None and values.dtype.kind == "f":
            missing = np.isnan(values)
            return np.where(missing, MISSING, np.where(missing, 0, values).astype(np.int64))
        return columns.whole_numbers(values, name)

    def ratios(self, name: str) -> NDArray[np.float64]:
        """Return a column of numbers, NaN where it is null."""
        frame = self._table.frame
        return np.asarray(self._table.own(name) if frame is None else frame.get_column(name).to_numpy(), np.float64)

    def frame(self, made: Mapping[str, Column]) -> Any:
        """Return columns as a frame of the same library."""
        return frame_of(Maker(self._table.frame, str(self._table.zone_of("started_at"))), made)

    def rows(self, rows: Ints) -> Any:
        """Return some rows, in a frame of the same library."""
        frame = self._table.frame
        if frame is None:
            return {name: values[rows] for name, values in self._table.arrays.items()}
        return frame[rows.tolist()].to_native()
