"""How did we do? Cycles become one table: for each target and goal, how many tickets met it and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, SupportsInt

from slacal.batch.log_table import seconds  # first of all: it says how to install what is missing
from slacal.batch.numbers import MISSING
from slacal.engine.stage import Outcome, Stage
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

    def some(self, rows: Ints) -> MeasuredCycles:
        """Return some of the cycles."""
        return self._replace(**{name: getattr(self, name)[rows] for name in self._fields[:-1]})

    def text(self, place: SupportsInt) -> str:
        """Return the text of a place."""
        return self.texts[int(place)]

    def place(self, text: str) -> int:
        """Return the place of a text, -1 where no cycle has it."""
        return self.texts.index(text) if text in self.texts else -1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a target and one of its goals, or, where ``goal`` is None, all of them.

    Each ticket counts once for each target, by its worst cycle, in the line of that cycle's goal: ``tickets`` is
    ``met + breached + open + unusable`` and the counts of ``none``, which go by reason. ``running_late`` is the part
    of ``breached`` whose cycle still runs, ``not_started`` the part of ``open`` whose clock never started.
    ``percent_met`` is met / (met + breached) * 100, None where there is
    neither; in the line of all goals it leaves out goals that are mere objectives. ``completed`` counts cycles, and
    so do the amounts: median and 90th percentile of the elapsed open time of completed cycles are nearest-rank, that
    is times that really occurred; ``paused_s`` is the sum over all cycles. Unit: seconds.
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
class Compliance:
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


def compliance(cycles: MeasuredCycles, *, targets: Sequence[str] = (), unusable: int = 0) -> Compliance:
    """Return the table of cycles.

    `targets` come first and are there even if no cycle names them; others follow as they appear. `unusable` are the
    tickets that have no cycles because they could not be judged; they count in every target. Cost: that of sorting.
    """
    named, first = np.unique(cycles.target, return_index=True)
    appeared = [cycles.text(place) for place in named[np.argsort(first)]]
    lines: list[Line] = []
    for target in dict.fromkeys((*targets, *appeared)):
        own = cycles.some(np.flatnonzero(cycles.target == cycles.place(target)))
        lines += _lines(target, own, unusable)
    return Compliance(len(np.unique(cycles.ticket)) + unusable, unusable, tuple(lines))


_BADNESS = (Outcome.BREACHED, Outcome.OPEN, Outcome.MET, Outcome.NONE)
_STANDING = (Stage.PENDING, Stage.RUNNING, Stage.PAUSED)
_OBJECTIVE, _NOT_STARTED = "objective", "not_started"


def _lines(target: str, cycles: MeasuredCycles, unusable: int) -> Iterator[Line]:
    """Yield the line of all goals, then that of each goal as they appear."""
    worst = cycles.some(_worst(cycles))
    firm = worst.some(np.flatnonzero(worst.commitment != worst.place(_OBJECTIVE)))
    yield _line((target, None, ""), worst, cycles, firm, unusable)
    pairs, first = np.unique(_pairs(cycles), return_index=True)
    for pair, row in zip(pairs[np.argsort(first)].tolist(), np.sort(first).tolist(), strict=True):
        of_goal = worst.some(np.flatnonzero(_pairs(worst) == pair))
        goal, commitment = cycles.text(cycles.goal[row]), cycles.text(cycles.commitment[row])
        all_of_it = cycles.some(np.flatnonzero(_pairs(cycles) == pair))
        yield _line((target, goal, commitment), of_goal, all_of_it, of_goal, 0)


def _pairs(cycles: MeasuredCycles) -> Ints:
    """Return the goal of each cycle together with its commitment."""
    return cycles.goal * len(cycles.texts) + cycles.commitment


def _worst(cycles: MeasuredCycles) -> Ints:
    """Return the row of each ticket's worst cycle: by outcome, then by what is left, then the first."""
    badness = np.zeros(len(cycles.ticket), np.int64)
    for rank, outcome in enumerate(_BADNESS):
        badness[cycles.outcome == cycles.place(outcome)] = rank
    left = np.where(cycles.remaining_s == MISSING, np.iinfo(np.int64).max, cycles.remaining_s)
    order = np.lexsort((left, badness, cycles.ticket))
    ticket = cycles.ticket[order]
    heads = np.ones(len(order), np.bool_)
    np.not_equal(ticket[1:], ticket[:-1], out=heads[1:])
    return np.sort(order[heads])


def _line(
    goal: tuple[str, str | None, str],
    worst: MeasuredCycles,
    cycles: MeasuredCycles,
    firm: MeasuredCycles,
    unusable: int,
) -> Line:
    is_open, none = _is(worst, Outcome.OPEN), _is(worst, Outcome.NONE)
    late = _is(worst, Outcome.BREACHED) & np.isin(worst.stage, [worst.place(stage) for stage in _STANDING])
    elapsed = np.sort(cycles.elapsed_s[cycles.stage == cycles.place(Stage.COMPLETED)]).tolist()
    places, counts = np.unique(worst.reason[none], return_counts=True)
    reasons = [(worst.text(place), int(count)) for place, count in zip(places, counts, strict=True)]
    return Line(
        *goal,
        len(worst.ticket) + unusable,
        _count(_is(worst, Outcome.MET)),
        _count(_is(worst, Outcome.BREACHED)),
        _count(late),
        _count(is_open),
        _count(is_open & (worst.reason == worst.place(_NOT_STARTED))),
        tuple(sorted(reasons)),
        unusable,
        _percent_met(firm),
        len(elapsed),
        nearest_rank(elapsed, 50),
        nearest_rank(elapsed, 90),
        int(cycles.paused_s.sum()),
    )


def _is(cycles: MeasuredCycles, outcome: Outcome) -> Flags:
    found: Flags = cycles.outcome == cycles.place(outcome)
    return found


def _count(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def _percent_met(worst: MeasuredCycles) -> float | None:
    met, breached = _count(_is(worst, Outcome.MET)), _count(_is(worst, Outcome.BREACHED))
    return 100 * met / (met + breached) if met + breached else None


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """Return the least of the ordered values that at least `percent` of them do not pass; None where there are none.

    >>> nearest_rank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), nearest_rank([1, 2, 3, 4], 50)
    (9, 2)
    """
    if not ordered:
        return None
    return ordered[max(-(-len(ordered) * percent // 100), 1) - 1]
