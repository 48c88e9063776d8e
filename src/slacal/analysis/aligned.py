"""Several answers to one log side by side: the same cycles row by row, and which of their figures differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.analysis.cycle_frame import CycleFrame, Instants, Whole  # first: it says how to install what is missing
from slacal.analysis.grouping import union
from slacal.batch.log_codes import Codes
from slacal.batch.log_table import FIELDS, FLAGS, INSTANTS, RATIOS, TEXTS
from slacal.batch.numbers import MISSING

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from slacal.analysis.cycle_frame import Column
    from slacal.batch.evaluating import LogResult
    from slacal.batch.numbers import Flags, Ints


class Key(NamedTuple):
    """What tells cycles apart."""

    ticket: Codes
    target: Codes
    cycle: Ints


FIGURES = tuple(name for name in FIELDS if name not in {*Key._fields, "version", "as_of"})
_NAN = int(np.float64("nan").view(np.int64))


class Aligned:
    """The cycles of several answers: ``rows`` has for each answer the row of each cycle, -1 where it lacks it."""

    def __init__(self, results: Mapping[str, LogResult], targets: Sequence[str]) -> None:
        """Align the answers, named; cycles are by ticket as the log has them, target in order, and number."""
        self.names = tuple(results)
        self.frames = tuple(CycleFrame(result.frame) for result in results.values())
        self._results = tuple(results.values())
        self._tickets = union(frame.codes("ticket") for frame in self.frames)
        self._targets = union((frame.codes("target") for frame in self.frames), targets)
        keys = [self._key(place) for place in range(len(self.frames))]
        self._found = np.unique(np.concatenate(keys))
        self.rows = [self._rows_of(key) for key in keys]

    def _wide(self) -> int:
        return 1 + max(int(frame.whole("cycle").max(initial=0)) for frame in self.frames)

    def _key(self, place: int) -> Ints:
        """Return a number for each cycle of an answer that is the same in all of them."""
        tickets, targets = self._tickets[1][place], self._targets[1][place]
        return (tickets * len(self._targets[0]) + targets) * self._wide() + self.frames[place].whole("cycle")

    def _rows_of(self, key: Ints) -> Ints:
        rows = np.full(len(self._found), -1, np.int64)
        rows[np.searchsorted(self._found, key)] = np.arange(len(key))
        return rows

    def keys(self, cycles: Ints) -> Key:
        """Return the ticket, target and number of some cycles."""
        rest, number = np.divmod(self._found[cycles], self._wide())
        ticket, target = np.divmod(rest, len(self._targets[0]))
        return Key(Codes(ticket, self._tickets[0]), Codes(target, self._targets[0]), number)

    def differing(self, figure: str) -> Ints:
        """Return the cycles of which a figure is not the same in all answers, or that some answers lack."""
        lacking = [(rows < 0).astype(np.int64) for rows in self.rows]
        return np.flatnonzero(_apart(self._tokens(figure)) | _apart(lacking))

    def moved(self, figure: str, stages: Iterable[str]) -> Ints:
        """Return the cycles in one of some stages in any answer whose figure has several values, null being one."""
        return np.flatnonzero(_apart(self._tokens(figure)) & self._standing(list(stages)))

    def _tokens(self, figure: str) -> list[Ints]:
        """Return a figure of all cycles, an array for each answer: numbers that differ where it does."""
        if figure in TEXTS:
            return self._taken(union(frame.codes(figure) for frame in self.frames)[1], -1)
        if figure in RATIOS:
            return self._taken([frame.ratios(figure).view(np.int64) for frame in self.frames], _NAN)
        if figure in FLAGS:
            return self._taken([frame.said(figure, [True]).astype(np.int64) for frame in self.frames], -1)
        if figure in INSTANTS:
            return self._taken([frame.instants(figure) for frame in self.frames], MISSING)
        return self._taken([frame.whole(figure) for frame in self.frames], MISSING)

    def _taken(self, columns: Sequence[Ints], missing: int) -> list[Ints]:
        return [np.append(column, missing)[rows] for column, rows in zip(columns, self.rows, strict=True)]

    def values(self, figure: str, cycles: Ints) -> list[Column]:
        """Return a figure of some cycles as columns, one for each answer; null where an answer lacks it."""
        tokens = [token[cycles] for token in self._tokens(figure)]
        if figure in TEXTS:
            texts = union(frame.codes(figure) for frame in self.frames)[0]
            return [Codes(token, texts) for token in tokens]
        if figure in RATIOS:
            return [token.view(np.float64) for token in tokens]
        if figure in FLAGS:
            return [Codes(token, [False, True]) for token in tokens]
        return [(Instants if figure in INSTANTS else Whole)(token) for token in tokens]

    def _standing(self, stages: Sequence[str]) -> Flags:
        """Tell which cycles are in one of some stages in any answer."""
        flags = self._taken([frame.said("stage", stages).astype(np.int64) for frame in self.frames], 0)
        found: Flags = np.logical_or.reduce([flag > 0 for flag in flags])
        return found


def _apart(tokens: Sequence[Ints]) -> Flags:
    """Tell where several arrays are not all the same."""
    found: Flags = np.logical_or.reduce([token != tokens[0] for token in tokens])
    return found
