"""The table of `slacal report`: for each target and goal, how many tickets met it and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from slacal.analysis.tally import Judged, percentiles, tally, worst  # first: it says how to install what lacks
from slacal.batch.log_table import seconds
from slacal.errors import UnknownName, nearest

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.batch.evaluating import Evaluated
    from slacal.batch.numbers import Flags, Ints


class MeasuredCycles(NamedTuple):
    """What the table reads of cycles, an entry of each column a cycle, in any order.

    ``ticket`` are numbers, amounts whole seconds, `MISSING` where there is none, and the others places in ``texts``.
    """

    ticket: Ints
    target: Ints
    goal: Ints
    commitment: Ints
    stage: Ints
    outcome: Ints
    reason: Ints
    elapsed_s: Ints
    remaining_s: Ints
    paused_s: Ints
    texts: Sequence[str]

    @classmethod
    def of(cls, found: Evaluated) -> MeasuredCycles:
        """Return the cycles of a log that was evaluated."""
        columns = found.block.columns
        whole = {name: seconds(name, np.asarray(columns[name], np.int64)) for name in cls._fields[7:10]}
        places = {name: np.asarray(columns[name], np.int64) for name in cls._fields[1:7]}
        return cls(ticket=found.block.tickets, texts=found.texts.values, **places, **whole)

    def judged(self) -> Judged:
        """Return what is counted of them."""
        return Judged.of(self.ticket, self.target, self.remaining_s, self._said)

    def _said(self, column: str, known: Sequence[str]) -> Flags:
        found: Flags = np.isin(getattr(self, column), [self.place(text) for text in known])
        return found

    def place(self, text: str) -> int:
        """Return the place of a text, -1 where no cycle has it."""
        return self.texts.index(text) if text in self.texts else -1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a target and one of its goals, or, where ``goal`` is None, all of them.

    Each ticket counts once for each target, by its worst cycle, in the line of that cycle's goal: ``tickets`` is
    ``met + breached + open + unusable`` and the counts of ``none``, which go by reason. ``running_late`` is the part
    of ``breached`` whose cycle still runs, ``not_started`` the part of ``open`` whose clock never started.
    ``percent_met`` is met / (met + breached) * 100, None where there is neither; in the line of all goals it leaves out
    goals that are mere objectives. ``completed`` counts cycles, and so do the amounts: median and 90th percentile of
    the elapsed open time of completed cycles are nearest-rank, that is times that really occurred; ``paused_s`` is the
    sum over all cycles. Unit: seconds.
    """

    target: str
    goal: str | None
    commitment: str
    tickets: int
    met: int
    breached: int
    running_late: int
    open: int
    not_started: int
    none: tuple[tuple[str, int], ...]
    unusable: int
    percent_met: float | None
    completed: int
    median_elapsed_s: int | None
    p90_elapsed_s: int | None
    paused_s: int


@dataclass(frozen=True, slots=True)
class ReportTable:
    """How the tickets of a log did: for each target a line of all its goals, then a line for each goal.

    ``tickets`` counts those of the log, the unusable ones too; each is in the line of all goals of every target.
    """

    tickets: int
    unusable: int
    lines: tuple[Line, ...]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def line(self, target: str, goal: str | None = None) -> Line:
        """Return the line of a target and goal. Raises: UnknownName."""
        for line in self.lines:
            if (line.target, line.goal) == (target, goal):
                return line
        known = [line.target if line.goal is None else f"{line.target}: {line.goal}" for line in self.lines]
        name = target if goal is None else f"{target}: {goal}"
        raise UnknownName("target", name, "is not in the table", nearest(name, known, f"use one of {', '.join(known)}"))


def report_table(cycles: MeasuredCycles, *, targets: Sequence[str] = (), unusable: int = 0) -> ReportTable:
    """Return the table of cycles.

    `targets` come first and are there even if no cycle names them; others follow as they appear. `unusable` are the
    tickets that have no cycles because they could not be judged; they count in every target. Cost: that of sorting.
    """
    named, first = np.unique(cycles.target, return_index=True)
    appeared = [cycles.texts[int(place)] for place in named[np.argsort(first)]]
    counted = _Counted(cycles)
    lines = [line for name in dict.fromkeys((*targets, *appeared)) for line in counted.lines(name, unusable)]
    return ReportTable(len(np.unique(cycles.ticket)) + unusable, unusable, tuple(lines))


class _Counted:
    """The cycles, counted by target, and by target and goal."""

    def __init__(self, cycles: MeasuredCycles) -> None:
        self._cycles, judged = cycles, cycles.judged()
        size = len(cycles.texts)
        pairs = (cycles.target * size + cycles.goal) * size + cycles.commitment
        _, self._first, goals = np.unique(pairs, return_index=True, return_inverse=True)
        rows = worst(judged)
        self._of_targets = _Groups(cycles, judged, rows, (cycles.target, size), judged.firm[rows])
        self._of_goals = _Groups(cycles, judged, rows, (goals, len(self._first)))

    def lines(self, target: str, unusable: int) -> Iterator[Line]:
        """Yield the line of all goals, then that of each goal as they appear."""
        cycles, place = self._cycles, self._cycles.place(target)
        yield self._of_targets.line((target, None, ""), place, unusable)
        own = np.flatnonzero(cycles.target[self._first] == place)
        for goal in own[np.argsort(self._first[own])].tolist():
            row = int(self._first[goal])
            names = target, cycles.texts[int(cycles.goal[row])], cycles.texts[int(cycles.commitment[row])]
            yield self._of_goals.line(names, goal, 0)


class _Groups:
    """The cycles of some groups: counts by the worst ones, amounts by all; the last group has none."""

    def __init__(
        self, cycles: MeasuredCycles, judged: Judged, rows: Ints, grouped: tuple[Ints, int], shared: Flags | None = None
    ) -> None:
        self._cycles = cycles
        (groups, size), counted = grouped, judged.some(rows)
        self._tally = tally(counted, groups[rows], size + 1, shared=shared)
        self._none = _reasons(cycles.reason[rows][counted.none], groups[rows][counted.none])
        completed = np.flatnonzero(judged.completed)
        elapsed, here = cycles.elapsed_s[completed], groups[completed]
        self._completed = np.bincount(here, minlength=size + 1)
        self._median, self._p90 = (percentiles(elapsed, here, size + 1, percent)[0] for percent in (50, 90))
        self._paused = np.zeros(size + 1, np.int64)
        np.add.at(self._paused, groups, cycles.paused_s)

    def line(self, names: tuple[str, str | None, str], group: int, unusable: int) -> Line:
        """Return the line of a group."""
        counts = {name: int(column[group]) for name, column in self._tally._asdict().items()}
        reasons = [(self._cycles.texts[place], many) for place, many in self._none.get(group, {}).items()]
        completed = int(self._completed[group])
        return Line(
            *names,
            counts["counted"] + unusable,
            counts["met"],
            counts["breached"],
            counts["running_late"],
            counts["open"],
            counts["not_started"],
            tuple(sorted(reasons)),
            unusable,
            100 * counts["kept"] / counts["shared"] if counts["shared"] else None,
            completed,
            int(self._median[group]) if completed else None,
            int(self._p90[group]) if completed else None,
            int(self._paused[group]),
        )


def _reasons(reasons: Ints, groups: Ints) -> dict[int, dict[int, int]]:
    """Return for each group how often each reason occurs."""
    found: dict[int, dict[int, int]] = {}
    pairs, counts = np.unique(np.stack([groups, reasons]), axis=1, return_counts=True)
    for group, reason, count in zip(*pairs.tolist(), counts.tolist(), strict=True):
        found.setdefault(group, {})[reason] = count
    return found
