"""From a clock to what the user sees of it at an instant: the only place where a cycle is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from slacal.engine.cycle import Cycle, TargetResult
from slacal.engine.limits import NoPromise, Unlimited
from slacal.engine.stage import Outcome, Stage
from slacal.engine.step import LIVE, NO_GOAL, breach_of
from slacal.spans.instant import duration, from_micros

if TYPE_CHECKING:
    from datetime import datetime, timedelta, tzinfo

    from slacal.engine.clock import Clock
    from slacal.engine.step import Cycles
    from slacal.engine.terms import Target, Terms

_NOTHING = duration(0)


class _Facts(TypedDict):
    """The fields of a Cycle, by name."""

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
    clock: Clock | None


class Judged(NamedTuple):
    """An outcome, its reason, and when the breach happened."""

    outcome: Outcome
    reason: str
    breached_at: int | None


def judge(clock: Clock, due: int | None, now: int, *, at_counts: bool) -> Judged:
    """Return how a cycle went, as seen at `now`. `at_counts`: being open at the very due is a breach (rule P1)."""
    if clock.goal is None:
        return Judged(Outcome.NONE, NO_GOAL, clock.breached_at)
    limit = clock.goal.limit
    if isinstance(limit, Unlimited | NoPromise):
        return Judged(Outcome.NONE, limit.text, clock.breached_at)
    if clock.goal.commitment == "none":
        return Judged(Outcome.NONE, "no_commitment", clock.breached_at)
    if clock.allowance is None:
        return Judged(Outcome.NONE, "no_date", clock.breached_at)
    ended = clock.ended_at
    last = now if ended is None else ended
    late = due is not None and (last > due or (at_counts and ended is None and last == due))
    if late:
        first = clock.breached_at
        at = first if first is not None else breach_of(clock, last)
        return Judged(Outcome.BREACHED, clock.reason, due if at is None else at)
    if clock.stage is Stage.COMPLETED:
        return Judged(Outcome.MET, clock.reason, clock.breached_at)
    if clock.stage is Stage.CANCELLED:
        return Judged(Outcome.NONE, clock.reason, clock.breached_at)
    return Judged(Outcome.OPEN, clock.reason, clock.breached_at)


def target_result(target: Target, cycles: Cycles, now: int, as_of: datetime, terms: Terms) -> TargetResult:
    """Return one target's result as seen at `now`, in the zone of `as_of`."""
    if not cycles.clocks:
        return TargetResult(**_pending(target, as_of))
    seen = [_facts(target, clock, number, now, as_of, terms) for number, clock in enumerate(cycles.clocks, 1)]
    return TargetResult(**seen[-1], cycles=tuple(Cycle(**facts) for facts in seen))


def _facts(target: Target, clock: Clock, number: int, now: int, as_of: datetime, terms: Terms) -> _Facts:
    zone = as_of.tzinfo
    assert zone is not None  # noqa: S101 - checked when the question was asked
    end = now if clock.ended_at is None else clock.ended_at
    due = clock.due()
    judged = judge(clock, due, now, at_counts=terms.breach == "at")
    elapsed, paused = clock.counted(end), clock.paused(end)
    paused_real = sum(_length(s.start, s.end, end) for s in clock.segments if not s.counts)
    amount, remaining = _remaining(clock, due, elapsed, end)
    late = duration(max(end - due, 0)) if due is not None else _NOTHING
    calendar = clock.segments[-1].calendar
    measured = clock.goal is None or not isinstance(clock.goal.limit, NoPromise)
    return {
        "target": target.name,
        "number": number,
        "stage": clock.stage,
        "outcome": judged.outcome,
        "reason": judged.reason,
        "started_at": from_micros(clock.started_at, zone),
        "due_at": _at(due if _promises(clock) else None, zone),
        "original_due_at": _at(clock.original_due if _promises(clock) else None, zone),
        "completed_at": _at(clock.ended_at if clock.stage is Stage.COMPLETED else None, zone),
        "breached_at": _at(judged.breached_at, zone),
        "ever_breached": judged.breached_at is not None,
        "elapsed": duration(elapsed),
        "elapsed_real": duration(end - clock.started_at - paused_real),
        "remaining": None if remaining is None else duration(remaining),
        "overdue": _NOTHING if remaining is None else duration(max(-remaining, 0)),
        "overdue_real": late,
        "elapsed_ratio": None if amount is None or amount <= 0 else elapsed / amount,
        "paused": duration(paused),
        "paused_real": duration(paused_real),
        "counting": clock.stage in LIVE and clock.segments[-1].counts and _is_open(clock, now),
        "goal": _goal_text(clock),
        "calendar": calendar.name if measured else "",
        "commitment": clock.goal.commitment if clock.goal is not None else "firm",
        "kind": target.kind,
        "as_of": as_of,
        "clock": clock,
    }


def _pending(target: Target, as_of: datetime) -> _Facts:
    """Return the fields of a target whose start has not happened."""
    return {
        "target": target.name, "number": 0, "stage": Stage.PENDING, "outcome": Outcome.OPEN, "reason": "not_started",
        "started_at": None, "due_at": None, "original_due_at": None, "completed_at": None, "breached_at": None,
        "ever_breached": False, "elapsed": _NOTHING, "elapsed_real": _NOTHING, "remaining": None, "overdue": _NOTHING,
        "overdue_real": _NOTHING, "elapsed_ratio": None, "paused": _NOTHING, "paused_real": _NOTHING,
        "counting": False, "goal": "", "calendar": "", "commitment": "firm", "kind": target.kind, "as_of": as_of,
        "clock": None,
    }  # fmt: skip


def _promises(clock: Clock) -> bool:
    return clock.goal is not None and clock.goal.commitment != "none"


def _remaining(clock: Clock, due: int | None, elapsed: int, end: int) -> tuple[int | None, int | None]:
    """Return the amount promised and what is left of it; for a fixed date, the real time left until it."""
    allowance = clock.allowance
    if allowance is None or not _promises(clock):
        return None, None
    if allowance.fixed and due is not None:
        return allowance.amount, due - end
    return allowance.amount, allowance.amount - elapsed


def _goal_text(clock: Clock) -> str:
    return clock.goal.label or clock.goal.limit.text if clock.goal is not None else ""


def _at(micros: int | None, zone: tzinfo) -> datetime | None:
    return None if micros is None else from_micros(micros, zone)


def _length(start: int, end: int | None, until: int) -> int:
    return max((until if end is None else min(end, until)) - start, 0)


def _is_open(clock: Clock, now: int) -> bool:
    horizon = clock.segments[-1].calendar.calendar.horizon
    return horizon.reach(now, now).is_open(now)
