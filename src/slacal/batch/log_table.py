"""The rows of the answer while they are gathered: numbers as arrays, texts as places in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.numbers import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from slacal.batch.numbers import Flags, Ints

    Ratios = NDArray[np.float64]

TEXTS = ("target", "kind", "commitment", "goal", "calendar", "stage", "outcome", "reason", "note", "version", "converted_to")
INSTANTS = ("started_at", "due_at", "original_due_at", "completed_at", "breached_at", "as_of")
AMOUNTS = ("elapsed_s", "elapsed_real_s", "remaining_s", "overdue_s", "overdue_real_s", "paused_s", "paused_real_s")
FLAGS = ("ever_breached", "counting")
COUNTS = ("cycle", "warnings_fired")
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

    def place(self, text: str) -> int:
        """Return the place of a text."""
        text = str(text)  # a stage is a text of its own kind
        found = self._places.setdefault(text, len(self.values))
        if found == len(self.values):
            self.values.append(text)
        return found

    def places(self, texts: Sequence[str]) -> Ints:
        """Return the places of some texts."""
        return np.array([self.place(text) for text in texts], np.int64)


class Block(NamedTuple):
    """Some rows of one target: the tickets by number, and the columns; amounts in microseconds, texts as places."""

    tickets: Ints
    columns: dict[str, Ints | Flags | Ratios]

    def __len__(self) -> int:
        return len(self.tickets)


def joined(blocks: Sequence[Block]) -> Block:
    """Return blocks as one, in order of tickets and cycles."""
    blocks = [block for block in blocks if len(block)]
    if len(blocks) == 1:
        return blocks[0]
    if not blocks:
        return Block(np.zeros(0, np.int64), {})
    tickets = np.concatenate([block.tickets for block in blocks])
    columns = {name: np.concatenate([block.columns[name] for block in blocks]) for name in blocks[0].columns}
    order = np.lexsort((columns["cycle"], tickets))
    return Block(tickets[order], {name: values[order] for name, values in columns.items()})


def interleaved(blocks: Sequence[Block], tickets: int) -> Block:
    """Return the rows of all targets, each ticket's together, its targets in order."""
    if len(blocks) == 1:
        return blocks[0]
    counts = np.stack([np.bincount(block.tickets, minlength=tickets) for block in blocks], axis=1)
    begins = (np.cumsum(counts) - counts.ravel()).reshape(counts.shape)
    size = int(counts.sum())
    places = []
    for target, block in enumerate(blocks):
        within = np.arange(len(block)) - np.append(0, np.cumsum(counts[:, target]))[block.tickets]
        places.append(begins[block.tickets, target] + within)
    place = np.concatenate(places)
    owner = np.empty(size, np.int64)
    owner[place] = np.concatenate([block.tickets for block in blocks])
    first = next((block for block in blocks if len(block)), blocks[0])
    columns: dict[str, Ints | Flags | Ratios] = {}
    for name in first.columns:
        parts = [block.columns[name] for block in blocks if len(block)]
        out = np.empty(size, parts[0].dtype)
        out[place] = np.concatenate(parts)
        columns[name] = out
    return Block(owner, columns)


def seconds(name: str, micros: Ints) -> Ints:
    """Return whole seconds, rounded down; those that say how late something is are rounded up."""
    if name in _ROUNDED_UP:
        return -(-micros // _SECOND)
    if name in NULLABLE:
        return np.where(micros == MISSING, MISSING, micros // _SECOND)
    return micros // _SECOND
