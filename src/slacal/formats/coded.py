"""A column of a log as places in a list of its distinct values: logs repeat themselves, and each value is read once."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from slacal.engine.facts import Scalar

NOTHING_SAID = ("", None)  # an empty cell, JSON's null


class Coded(NamedTuple):
    """A column: a place in ``values`` for each row, -1 where the row says nothing."""

    places: array[int]
    values: Sequence[Scalar]

    def at(self, row: int) -> Scalar:
        """Return the value of a row, None where it says nothing."""
        place = self.places[row]
        return None if place < 0 else self.values[place]

    def kept(self, rows: Sequence[bool] | bytearray) -> Coded:
        """Return the rows that are marked."""
        return Coded(array("q", compress(self.places, rows)), self.values)

    def moved(self, to: Sequence[int], values: Sequence[Scalar]) -> Coded:
        """Return the column with the value of place ``p`` at place ``to[p]`` of other values."""
        if all(here == there for here, there in enumerate(to)):
            return Coded(self.places, values)
        table = [*to, -1]  # the last one is that of -1
        return Coded(array("q", map(table.__getitem__, self.places)), values)

    def silent(self, nothing: Sequence[Scalar] = NOTHING_SAID) -> Coded:
        """Return the column with the values that say nothing left out."""
        places: list[int] = []
        values: list[Scalar] = []
        for value in self.values:
            says = value not in nothing
            places.append(len(values) if says else -1)
            if says:
                values.append(value)
        return self.moved(places, values)

    def read(self, found: Mapping[int, Scalar]) -> Coded:
        """Return the column with some values read as what they mean; like meanings share a place."""
        known: dict[tuple[type, str], int] = {}
        places: list[int] = []
        values: list[Scalar] = []
        for place, value in enumerate(self.values):
            meant = found.get(place, value)
            key = (type(meant), str(meant))
            if key not in known:
                known[key] = len(values)
                values.append(meant)
            places.append(known[key])
        return self.moved(places, values)

    def united(self) -> Coded:
        """Return the column with one place for equal values, as 1 and 1.0 are."""
        if float not in set(map(type, self.values)):
            return self
        known: dict[Scalar, int] = {}
        places = [known.setdefault(value, len(known)) for value in self.values]
        return self.moved(places, list(known))

    def counts(self) -> Counter[int]:
        """Return how many rows there are of each place."""
        return Counter(self.places)

    def rows_of(self, wanted: Mapping[int, object]) -> Iterable[tuple[int, int]]:
        """Yield the rows with one of these places, and the place."""
        return ((row, place) for row, place in enumerate(self.places) if place in wanted) if wanted else ()


class Coder:
    """Takes the cells of a column and gives each its place. Texts are trimmed; 1 and 1.0 keep apart."""

    def __init__(self) -> None:
        self.places = array("q")
        self._values: list[Scalar] = []
        self._place: Callable[[Scalar | _Float], int] = _Known(self._values).__getitem__

    def take(self, cells: Iterable[Scalar | _Float]) -> None:
        """Take the cells of some more rows."""
        if float in set(map(type, cells)):
            cells = [_Float(cell) if type(cell) is float else cell for cell in cells]
        self.places.extend(map(self._place, cells))

    def coded(self) -> Coded:
        """Return the column."""
        return Coded(self.places, self._values)


class _Float(NamedTuple):
    """A number that is not a whole one as a key of its own."""

    value: float


class _Known(dict["Scalar | _Float", int]):
    """The places of the cells seen so far; a new one is added as it is asked for."""

    def __init__(self, values: list[Scalar]) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, cell: Scalar | _Float) -> int:
        value = cell.strip() if isinstance(cell, str) else cell
        place = self.get(value)
        if place is None:
            place = self[value] = len(self._values)
            self._values.append(value.value if isinstance(value, _Float) else value)
        self[cell] = place
        return place
