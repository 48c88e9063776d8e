"""The rows of the answer while they are gathered: numbers as arrays, texts as places in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from slacal.batch.numbers import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from slacal.batch.numbers import Codes, Flags, Ints

    Ratios = NDArray[np.float64]

TEXTS = (
    "target",
    "kind",
    "commitment",
    "goal",
    "calendar",
    "stage",
    "outcome",
    "reason",
    "note",
    "version",
    "converted_to",
)
INSTANTS = ("started_at", "due_at", "original_due_at", "completed_at", "breached_at", "as_of")
AMOUNTS = ("elapsed_s", "elapsed_real_s", "remaining_s", "overdue_s", "overdue_real_s", "paused_s", "paused_real_s")
FLAGS = ("ever_breached", "counting")
NUMBERS = ("cycle", "warnings_fired")
RATIOS = ("elapsed_ratio", "penalty_percent")
FIELDS = (
    "ticket", "target", "cycle", "kind", "commitment", "goal", "calendar", "stage", "outcome", "reason",
    "started_at", "due_at", "original_due_at", "completed_at", "breached_at", "ever_breached",
    "elapsed_s", "elapsed_real_s", "remaining_s", "overdue_s", "overdue_real_s", "elapsed_ratio",
    "paused_s", "paused_real_s", "counting", "note", "version", "converted_to", "warnings_fired", "penalty_percent",
    "as_of",
)  # fmt: skip
NULLABLE = ("remaining_s",)
_ROUNDED_UP = ("overdue_s", "overdue_real_s")
_SECOND = 1_000_000


class Texts:
    """The texts of the answer, each once."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> np.int32:
        """Return the place of a text."""
        text = str(text)  # a stage is a text of its own kind
        found = self._places.setdefault(text, len(self.values))
        if found == len(self.values):
            self.values.append(text)
        return np.int32(found)

    def places(self, texts: Sequence[str]) -> Codes:
        """Return the places of some texts."""
        return np.array([self.place(text) for text in texts], np.int32)


class Block(NamedTuple):
    """Some rows of one target: the tickets by number, and the columns; amounts in microseconds, texts as places."""

    tickets: Ints
    columns: dict[str, Codes | Flags | Ratios]

    def __len__(self) -> int:
        return len(self.tickets)

    def moved(self, by: int) -> Block:
        """Return the rows with the numbers of their tickets moved on."""
        return Block(self.tickets + by, self.columns) if by else self


def joined(blocks: Sequence[Block]) -> Block:
    """Return blocks as one, in order of tickets and cycles."""
    blocks = [block for block in blocks if len(block)]
    if len(blocks) == 1:
        return blocks[0]
    if not blocks:
        return nothing()
    tickets = np.concatenate([block.tickets for block in blocks])
    order = np.lexsort((np.concatenate([block.columns["cycle"] for block in blocks]), tickets))
    columns = {name: _together([block.columns[name] for block in blocks], order) for name in blocks[0].columns}
    return Block(tickets[order], columns)


def nothing() -> Block:
    """Return a block without rows."""
    types: dict[str, Any] = {}
    types.update(dict.fromkeys(FLAGS, np.bool_))
    types.update(dict.fromkeys(RATIOS, np.float64))
    types.update(dict.fromkeys(TEXTS, np.int32))
    columns: dict[str, Any] = {name: np.zeros(0, types.get(name, np.int64)) for name in FIELDS if name != "ticket"}
    return Block(np.zeros(0, np.int64), columns)


def stacked(blocks: Sequence[Block]) -> Block:
    """Return blocks one after the other."""
    parts = [block for block in blocks if len(block)]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return nothing()
    tickets = np.concatenate([block.tickets for block in parts])
    return Block(tickets, {name: _stacked([block.columns[name] for block in parts]) for name in parts[0].columns})


def _stacked(parts: Sequence[Any]) -> Any:
    if _is_same(parts):
        return same(parts[0][0], sum(map(len, parts)))
    return np.concatenate(parts)


def same(value: object, count: int) -> Any:
    """Return a column that holds one value, which takes no memory and no time to move about."""
    held = np.array(value)
    return np.ndarray(count, held.dtype, held, strides=(0,))  # what `broadcast_to` gives, in a fifth of its time


def _together(parts: Sequence[Any], order: Ints) -> Any:
    """Return the values of several columns in another order."""
    if _is_same(parts):
        return same(parts[0][0], len(order))
    return np.concatenate(parts)[order]


def _is_same(parts: Sequence[Any]) -> bool:
    return all(part.strides == (0,) for part in parts) and all(_alike(part[0], parts[0][0]) for part in parts)


def _alike(one: Any, other: Any) -> bool:
    return bool(one == other or (one != one and other != other))  # noqa: PLR0124 - NaN alone differs from itself


def interleaved(blocks: Sequence[Block], tickets: int) -> Block:
    """Return the rows of all targets, each ticket's together, its targets in order."""
    if len(blocks) == 1:
        return blocks[0]
    if not blocks:
        return nothing()
    counts = np.stack([np.bincount(block.tickets, minlength=tickets) for block in blocks], axis=1)
    begins = (np.cumsum(counts) - counts.ravel()).reshape(counts.shape)
    size = int(counts.sum())
    parts: list[Block] = []
    places: list[Ints] = []
    for target, block in enumerate(blocks):
        if len(block):
            before = np.cumsum(counts[:, target]) - counts[:, target]
            parts.append(block)
            places.append((begins[:, target] - before)[block.tickets] + np.arange(len(block)))
    if not parts:
        return nothing()
    owner = _placed([block.tickets for block in parts], places, size)
    return Block(
        owner, {name: _placed([block.columns[name] for block in parts], places, size) for name in parts[0].columns}
    )


def _placed(parts: Sequence[Any], places: Sequence[Ints], size: int) -> Any:
    """Return the values of several columns, each at its place."""
    if _is_same(parts):
        return same(parts[0][0], size)
    out = np.empty(size, parts[0].dtype)
    for part, at in zip(parts, places, strict=True):
        out[at] = part
    return out


def seconds(name: str, micros: Ints) -> Ints:
    """Return whole seconds, rounded down; those that say how late something is are rounded up."""
    if name in _ROUNDED_UP:
        return -(-micros // _SECOND)
    if name in NULLABLE:
        return np.where(micros == MISSING, MISSING, micros // _SECOND)
    return micros // _SECOND
