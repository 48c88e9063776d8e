"""Cycle, TargetResult and Evaluation: what the user holds. Datetimes in the zone of ``as_of``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from slacal.engine.explain import Explanation, explanation
from slacal.engine.stage import Outcome, Stage
from slacal.errors import BadInput, UnknownName, nearest
from slacal.spans.instant import from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from slacal.engine.clock import Clock


@dataclass(frozen=True, slots=True)
class Cycle:
    """One measurement of one target, as seen at ``as_of``.

    Times are aware, in the zone of ``as_of``; amounts are open time of `calendar`, those named ``_real`` wall-clock
    time. ``due_at`` is None where nothing is due, and while a pause leaves it open. ``remaining`` is negative once
    late; it and ``elapsed_ratio`` are None where nothing was promised.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> answer = policy.evaluate(history, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))["answer"]
    >>> answer.elapsed, str(answer.due_at), answer.cycles[0].is_open
    (datetime.timedelta(seconds=10800), '2026-11-23 17:00:00+00:00', True)
    """

    target: str
    number: int
    stage: Stage
    outcome: Outcome
    reason: str
    started_at: datetime | None
    due_at: datetime | None
    original_due_at: datetime | None
    completed_at: datetime | None
    breached_at: datetime | None
    ever_breached: bool
    elapsed: timedelta
    elapsed_real: timedelta
    remaining: timedelta | None
    overdue: timedelta
    overdue_real: timedelta
    elapsed_ratio: float | None
    paused: timedelta
    paused_real: timedelta
    counting: bool
    goal: str
    calendar: str
    commitment: str
    kind: str
    as_of: datetime
    clock: Clock | None = field(default=None, repr=False, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether the cycle has neither completed nor been cancelled."""
        return self.stage in {Stage.PENDING, Stage.RUNNING, Stage.PAUSED}

    @property
    def running_late(self) -> bool:
        """Whether the cycle is breached and still open."""
        return self.outcome is Outcome.BREACHED and self.is_open

    def due_if_resumed(self, at: datetime) -> datetime | None:
        """Return when the cycle would be due if its pause ended at `at`, in the zone of `at`.

        Raises: BadInput for an instant before the pause began.
        """
        resumed_at = to_micros(at)
        if self.clock is not None and self.stage is Stage.PAUSED and resumed_at < self.clock.segments[-1].start:
            paused_at = from_micros(self.clock.segments[-1].start, at.tzinfo or UTC)
            raise BadInput("at", at, f"lies before the pause began at {paused_at}", "ask about a later instant")
        due = self.clock.due(resumed_at) if self.clock is not None else None
        return None if due is None else from_micros(due, at.tzinfo or UTC)

    def explain(self) -> Explanation:
        """Return every stretch of the cycle with its reason; the counted ones sum to ``elapsed`` exactly."""
        return explanation(self)


@dataclass(frozen=True, slots=True)
class TargetResult(Cycle):
    """One target of a ticket: the open cycle, else the last one, with all of the target's ``cycles`` beside it.

    A target whose clock has not started has no cycles; its stage is pending and its outcome open.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> answer = policy.evaluate(history, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))["answer"]
    >>> answer.stage, len(answer.cycles), answer.open is answer.worst
    (<Stage.RUNNING: 'running'>, 1, True)
    """

    cycles: tuple[Cycle, ...] = ()

    @property
    def open(self) -> Cycle | None:
        """The cycle that is still open, or None."""
        return self.cycles[-1] if self.cycles and self.cycles[-1].is_open else None

    @property
    def worst(self) -> Cycle:
        """The worst cycle: a breached one first, then the one with the least remaining."""
        return min(self.cycles, key=_badness) if self.cycles else self


_ORDER = {Outcome.BREACHED: 0, Outcome.OPEN: 1, Outcome.MET: 2, Outcome.NONE: 3}


def _badness(cycle: Cycle) -> tuple[int, float]:
    left = cycle.remaining.total_seconds() if cycle.remaining is not None else float("inf")
    return _ORDER[cycle.outcome], left


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a policy says of one ticket at ``as_of``: one result for each target, by name.

    Raises: UnknownName for a target that the policy does not have.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> result = policy.evaluate(history, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> list(result), str(result.next_due_at)
    (['answer'], '2026-11-23 17:00:00+00:00')
    """

    ticket: str
    as_of: datetime
    targets: tuple[TargetResult, ...]
    notes: tuple[str, ...] = ()

    def __getitem__(self, target: str) -> TargetResult:
        for result in self.targets:
            if result.target == target:
                return result
        mend = nearest(target, self, f"use one of {', '.join(self)}")
        raise UnknownName("target", target, "is not in the policy", mend)

    def __iter__(self) -> Iterator[str]:
        return iter([result.target for result in self.targets])

    @property
    def next_due_at(self) -> datetime | None:
        """The earliest due of running cycles, past ones included; None when none is due."""
        dues = [
            cycle.due_at
            for result in self.targets
            if (cycle := result.open) is not None and cycle.stage is Stage.RUNNING and cycle.due_at is not None
        ]
        return min(dues, key=to_micros, default=None)


for _public in (Cycle, TargetResult, Evaluation):
    _public.__module__ = "slacal"
