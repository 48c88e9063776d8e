"""The answer as a frame of the kind that came: texts, instants in the log's own zone, amounts in whole seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from slacal.batch.log_pauses import PAUSES
from slacal.batch.log_table import FIELDS, FLAGS, INSTANTS, NULLABLE, NUMBERS, RATIOS, TEXTS, seconds
from slacal.batch.numbers import MISSING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slacal.batch.log_codes import Codes
    from slacal.batch.log_table import Block, Texts
    from slacal.batch.numbers import Ints


def framed(maker: Maker, block: Block, tickets: Sequence[Any], texts: Texts, kept: Mapping[str, Codes]) -> Any:
    """Return the rows as a frame, and what is kept beside them behind."""
    made: dict[str, Any] = {}
    for name in FIELDS:
        if name == "ticket":
            made[name] = maker.texts(block.tickets, tickets)
        elif name in TEXTS:
            made[name] = maker.texts(block.columns[name], texts.values)
        elif name in INSTANTS:
            made[name] = maker.instants(block.columns[name])  # type: ignore[arg-type] # whole numbers
        elif name in FLAGS or name in RATIOS or name in NUMBERS:
            made[name] = maker.plain(block.columns[name], nullable=name in RATIOS)
        else:
            amounts: Any = block.columns[name]
            made[name] = maker.whole(seconds(name, amounts), nullable=name in NULLABLE)
    made.update({name: maker.values(codes) for name, codes in kept.items()})
    return maker.frame(made)


def pauses_framed(maker: Maker, pauses: Block, tickets: Sequence[Any], texts: Texts) -> Any:
    """Return what paused cycles, and how long, as a frame."""
    made: dict[str, Any] = {"ticket": maker.texts(pauses.tickets, tickets)}
    made |= {name: maker.texts(pauses.columns[name], texts.values) for name in ("target", "cause")}
    made["cycle"] = maker.plain(pauses.columns["cycle"], nullable=False)
    for name in ("paused_s", "paused_real_s"):
        amounts: Any = pauses.columns[name]
        made[name] = maker.plain(seconds(name, amounts), nullable=False)
    return maker.frame({name: made[name] for name in PAUSES})


class Maker:
    """Makes columns of one library."""

    def __init__(self, like: nw.DataFrame[Any] | None, zone: str) -> None:
        self._like, self._zone = like, zone
        self._library: Any = None if like is None else nw.get_native_namespace(like)
        self._kind = "numpy" if like is None else str(like.implementation.value)

    def texts(self, places: Any, values: Sequence[Any]) -> Any:
        """Return places in a list as the values themselves; categories in pandas and pyarrow."""
        if self._kind == "polars":
            return self._library.Series(list(values), dtype=None if values else self._library.String).gather(places)
        if self._kind == "pandas":
            return self._library.Categorical.from_codes(
                places, self._library.Index(list(values), dtype=object, tupleize_cols=False)
            )
        if self._kind == "pyarrow":
            held = self._library.array(list(values), self._library.string() if not values else None)
            return self._library.DictionaryArray.from_arrays(self._library.array(places.astype(np.int32)), held)
        held = np.empty(len(values), object)
        held[:] = list(values)
        return held[places]

    def values(self, codes: Codes) -> Any:
        """Return values of any kind, null where a row says nothing."""
        if self._kind == "pandas":  # whose categories are never null
            return self.texts(codes.places, codes.values)
        return self.texts(np.where(codes.places < 0, len(codes.values), codes.places), [*codes.values, None])

    def instants(self, micros: Ints) -> Any:
        """Return microseconds as zoned datetimes."""
        typed = micros.view("M8[us]")
        if self._kind == "polars":
            return self._library.Series(typed).dt.replace_time_zone("UTC").dt.convert_time_zone(self._zone)
        if self._kind == "pandas":
            return self._library.Series(typed).dt.tz_localize("UTC").dt.tz_convert(self._zone)
        if self._kind == "pyarrow":
            return self._library.array(typed).cast(self._library.timestamp("us", self._zone))
        return typed

    def whole(self, numbers: Ints, *, nullable: bool) -> Any:
        """Return whole numbers, null where they are missing; in numpy floats, with NaN there."""
        if not nullable:
            return self.plain(numbers, nullable=False)
        missing = numbers == MISSING
        if self._kind == "polars":
            found = self._library.Series(numbers)
            return found.set(self._library.Series(missing), None)
        if self._kind == "pandas":
            return self._library.arrays.IntegerArray(numbers, missing)
        if self._kind == "pyarrow":
            return self._library.array(numbers, mask=missing)
        return np.where(missing, np.nan, numbers)

    def plain(self, values: Any, *, nullable: bool) -> Any:
        """Return numbers or truths; `nullable`: NaN is null."""
        if self._kind == "polars":
            found = self._library.Series(values)
            return found.fill_nan(None) if nullable else found
        if self._kind == "pyarrow":
            return self._library.array(values, mask=np.isnan(values) if nullable else None)
        return values

    def frame(self, made: dict[str, Any]) -> Any:
        """Return the columns as a frame."""
        if self._kind == "numpy":
            return made
        if self._kind == "pyarrow":
            return self._library.table(made)
        return self._library.DataFrame(made)
