"""How did we do? Flat cycle rows become one table: for each target and goal, how many tickets met it and how fast."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from slacal.engine.stage import Outcome, Stage
from slacal.errors import UnknownName, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence


class MeasuredCycle(Protocol):
    """What the table reads of a cycle row; amounts are whole seconds."""

    @property
    def ticket(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def goal(self) -> str: ...
    @property
    def commitment(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def elapsed_s(self) -> int: ...
    @property
    def remaining_s(self) -> int | None: ...
    @property
    def paused_s(self) -> int: ...


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


def compliance(
    rows: Iterable[MeasuredCycle], *, targets: Sequence[str] = (), unusable: Collection[str] = ()
) -> Compliance:
    """Return the table of cycle rows, in any order.

    `targets` come first and are there even if no row names them; others follow as they appear. `unusable` are the
    tickets that have no rows because they could not be judged; they count in every target, and may still become more
    while the rows are drawn. Cost: linear, and a sort of the elapsed times.
    """
    tallies = {target: _Target() for target in targets}
    tickets: set[str] = set()
    for row in rows:
        tickets.add(row.ticket)
        tally = tallies.get(row.target)
        if tally is None:
            tally = tallies[row.target] = _Target()
        tally.add(row)
    left_out = len(unusable)
    lines = tuple(line for target, tally in tallies.items() for line in tally.lines(target, left_out))
    return Compliance(len(tickets) + left_out, left_out, lines)


class _Worst(NamedTuple):
    """A ticket's worst cycle so far, worse ones less."""

    badness: tuple[int, float]
    goal: tuple[str, str]
    outcome: str
    reason: str
    late: bool


_BADNESS: dict[str, int] = {Outcome.BREACHED: 0, Outcome.OPEN: 1, Outcome.MET: 2, Outcome.NONE: 3}
_STANDING: set[str] = {Stage.PENDING, Stage.RUNNING, Stage.PAUSED}
_OBJECTIVE, _NOT_STARTED = "objective", "not_started"


@dataclass(slots=True)
class _Amounts:
    """What is summed over cycles."""

    elapsed: list[int] = field(default_factory=list[int])
    paused: int = 0

    def with_all(self, others: Iterable[_Amounts]) -> _Amounts:
        for other in others:
            self.elapsed += other.elapsed
            self.paused += other.paused
        return self


class _Target:
    """One target while its rows come in."""

    def __init__(self) -> None:
        self._worst: dict[str, _Worst] = {}
        self._amounts: dict[tuple[str, str], _Amounts] = {}

    def add(self, row: MeasuredCycle) -> None:
        goal = (row.goal, row.commitment)
        amounts = self._amounts.get(goal)
        if amounts is None:
            amounts = self._amounts[goal] = _Amounts()
        amounts.paused += row.paused_s
        if row.stage == Stage.COMPLETED:
            amounts.elapsed.append(row.elapsed_s)
        left = float("inf") if row.remaining_s is None else row.remaining_s
        badness = (_BADNESS[row.outcome], left)
        known = self._worst.get(row.ticket)
        if known is None or badness < known.badness:
            late = row.outcome == Outcome.BREACHED and row.stage in _STANDING
            self._worst[row.ticket] = _Worst(badness, goal, row.outcome, row.reason, late)

    def lines(self, target: str, unusable: int) -> Iterator[Line]:
        by_goal: dict[tuple[str, str], list[_Worst]] = {goal: [] for goal in self._amounts}
        for worst in self._worst.values():
            by_goal[worst.goal].append(worst)
        everything = list(self._worst.values())
        firm = [worst for worst in everything if worst.goal[1] != _OBJECTIVE]
        total = _Amounts().with_all(self._amounts.values())
        yield _line(target, (None, ""), everything, total, unusable, firm)
        for goal, worst_ones in by_goal.items():
            yield _line(target, goal, worst_ones, self._amounts[goal], 0, worst_ones)


def _line(
    target: str, goal: tuple[str | None, str], worst: list[_Worst], amounts: _Amounts, unusable: int, firm: list[_Worst]
) -> Line:
    counts = Counter(one.outcome for one in worst)
    reasons = Counter(one.reason for one in worst if one.outcome == Outcome.NONE)
    elapsed = sorted(amounts.elapsed)
    return Line(
        target,
        *goal,
        len(worst) + unusable,
        counts[Outcome.MET],
        counts[Outcome.BREACHED],
        sum(one.late for one in worst),
        counts[Outcome.OPEN],
        sum(one.outcome == Outcome.OPEN and one.reason == _NOT_STARTED for one in worst),
        tuple(sorted(reasons.items())),
        unusable,
        _percent_met(firm),
        len(elapsed),
        nearest_rank(elapsed, 50),
        nearest_rank(elapsed, 90),
        amounts.paused,
    )


def _percent_met(worst: Iterable[_Worst]) -> float | None:
    counts = Counter(one.outcome for one in worst)
    decided = counts[Outcome.MET] + counts[Outcome.BREACHED]
    return 100 * counts[Outcome.MET] / decided if decided else None


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """Return the least of the ordered values that at least `percent` of them do not pass; None where there are none.

    >>> nearest_rank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), nearest_rank([1, 2, 3, 4], 50)
    (9, 2)
    """
    if not ordered:
        return None
    return ordered[max(-(-len(ordered) * percent // 100), 1) - 1]
