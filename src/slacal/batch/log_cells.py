"""The rows of the answer as cells of a file: texts as places in a list, instants as ISO 8601 in the calendar's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.batch.log_table import FIELDS, FLAGS, INSTANTS, NULLABLE, NUMBERS, RATIOS, TEXTS, seconds
from slacal.batch.numbers import MISSING
from slacal.batch.walls import walls_of
from slacal.spans.instant import SECOND
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.batch.evaluating import Evaluated
    from slacal.batch.log_table import Block, Texts
    from slacal.batch.numbers import Flags, Ints

    Cells = tuple[list[int] | None, Sequence[Any]]

_MINUTE, _HOUR = 60, 3_600


def cells_of(found: Evaluated, tickets: Sequence[str], zone: str) -> dict[str, Cells]:
    """Return each column of the answer: its values, or places in a list of values; a missing one is None.

    Instants are texts with the offset of the zone of the cycle's calendar; of `zone` where it has none of its own.
    Amounts are whole seconds.
    """
    block = found.block
    if not len(block):
        return {name: (None, []) for name in FIELDS}
    zones = list(_by_zone(block, found.texts, zone))
    return {name: _cells(name, block, tickets, found.texts, zones) for name in FIELDS}


def _cells(name: str, block: Block, tickets: Sequence[str], texts: Texts, zones: list[tuple[Flags, str]]) -> Cells:
    if name == "ticket":
        return block.tickets.tolist(), tickets
    values: Any = block.columns[name]
    if name in TEXTS:
        return values.tolist(), texts.values
    if name in INSTANTS:
        return None, _instants(values, zones)
    if name in FLAGS:
        return values.astype(np.int64).tolist(), (False, True)
    if name in RATIOS:
        return None, _or_none(values, np.isnan(values))
    if name in NUMBERS:
        return None, values.tolist()
    whole = seconds(name, values)
    return None, _or_none(whole, whole == MISSING) if name in NULLABLE else whole.tolist()


def _or_none(values: Any, missing: Flags) -> list[Any]:
    told: list[Any] = values.tolist()
    for row in np.flatnonzero(missing).tolist():
        told[row] = None
    return told


def _by_zone(block: Block, texts: Texts, zone: str) -> Iterator[tuple[Flags, str]]:
    """Yield the zones, and which rows tell their times in each."""
    own: Any = block.columns["zone"]
    for place in np.unique(own).tolist():
        yield own == place, texts.values[place] or zone


def _instants(micros: Ints, zones: list[tuple[Flags, str]]) -> list[str | None]:
    told: list[str | None] = [None] * len(micros)
    for rows, zone in zones:
        here = np.flatnonzero(rows & (micros != MISSING))
        if len(zones) == 1 and len(here) == len(told):
            return [*_texts_in(micros, zone)]
        for row, text in zip(here.tolist(), _texts_in(micros[here], zone), strict=True):
            told[row] = text
    return told


def _texts_in(micros: Ints, zone: str) -> Iterator[str]:
    """Yield instants as ISO 8601 with an offset, as `datetime.isoformat` writes them."""
    walls = walls_of(micros, zone_info(zone))
    offsets = ((walls - micros) // SECOND).tolist()
    endings = {offset: _offset_text(offset) for offset in set(offsets)}
    written: list[str] = np.datetime_as_string(walls.view("M8[us]"), unit="s").tolist()
    fractions = (walls % SECOND).tolist() if (walls % SECOND).any() else None
    if fractions is None:
        return (text + endings[offset] for text, offset in zip(written, offsets, strict=True))
    return (
        f"{text}.{fraction:06}{endings[offset]}" if fraction else text + endings[offset]
        for text, fraction, offset in zip(written, fractions, offsets, strict=True)
    )


def _offset_text(offset: int) -> str:
    hours, rest = divmod(abs(offset), _HOUR)
    minutes, second = divmod(rest, _MINUTE)
    text = f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
    return f"{text}:{second:02}" if second else text
