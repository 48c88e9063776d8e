"""From a clock to its figures at an instant: the only place where a cycle is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.limits import NoPromise, Unlimited
from slacal.engine.stage import Outcome, Stage
from slacal.engine.suspension import NO_GOAL, NOT_COVERED

if TYPE_CHECKING:
    from slacal.engine.clock import Clock
    from slacal.engine.terms import Terms

NOT_IN_FORCE, NO_DATE, NO_COMMITMENT = "not_in_force", "no_date", "no_commitment"


class Figures(NamedTuple):
    """What is seen of a cycle at an instant, in microseconds. ``due`` is when the clock is due, ``shown`` what is told.

    ``amount`` is what was promised; it and ``remaining`` are None where nothing was.
    """

    outcome: Outcome
    reason: str
    due: int | None
    shown: int | None
    breached_at: int | None
    elapsed: int
    paused: int
    paused_real: int
    amount: int | None
    remaining: int | None
    end: int


def figures_of(clock: Clock, terms: Terms, now: int) -> Figures:
    """Return the figures of a cycle as seen at `now`."""
    end = now if clock.ended_at is None else clock.ended_at
    due = clock.original_due if clock.is_untouched else clock.due()
    elapsed, paused, paused_real = clock.last.at(end).sums(end)
    outcome, reason, breached_at = _judged(clock, due, end, terms)
    told = _is_promised(clock, terms)
    shown = due
    if due is None and clock.stage is Stage.PAUSED and clock.goal is not None:
        shown = clock.due(max(now, clock.last.start)) if clock.goal.rules.paused_due == "projected" else None
    amount, remaining = _left(clock, shown if due is None else due, elapsed, end) if told else (None, None)
    return Figures(
        outcome, reason, due, shown if told else None, breached_at, elapsed, paused, paused_real, amount, remaining, end
    )


def _is_promised(clock: Clock, terms: Terms) -> bool:
    """Tell whether there is a due to be told."""
    if not clock.is_bound or _is_before(clock, terms):
        return False
    return clock.stage is not Stage.NOT_COVERED or clock.covered


def _is_before(clock: Clock, terms: Terms) -> bool:
    """Tell whether a cycle started before the policy was in force."""
    since = terms.plan.versions[clock.version].effective_from
    return since is not None and clock.started_at < since


def _judged(clock: Clock, due: int | None, last: int, terms: Terms) -> tuple[Outcome, str, int | None]:
    """Return how a cycle went, why, and when it was breached."""
    unjudged = _unjudged(clock, terms)
    if unjudged:
        return Outcome.NONE, unjudged, None if unjudged == NOT_IN_FORCE else clock.breached_at
    goal = clock.goal
    at_counts = goal is not None and goal.rules.breach == "at" and clock.ended_at is None
    if due is not None and (last > due or (at_counts and last == due)):
        first = clock.breached_at
        return Outcome.BREACHED, clock.reason, first if first is not None else max(due, clock.judged_from)
    if clock.stage is Stage.COMPLETED:
        return Outcome.MET, clock.reason, clock.breached_at
    if clock.ended_at is not None:
        return Outcome.NONE, clock.reason, clock.breached_at
    return Outcome.OPEN, clock.reason, clock.breached_at


def _unjudged(clock: Clock, terms: Terms) -> str:
    """Return why there is nothing to judge, or an empty text."""
    if _is_before(clock, terms):
        return NOT_IN_FORCE
    if clock.goal is None:
        return clock.reason or NO_GOAL
    if clock.stage is Stage.NOT_COVERED and not clock.covered:
        return NOT_COVERED
    if clock.override is None and isinstance(clock.limit, Unlimited | NoPromise):
        return clock.limit.text
    if clock.goal.commitment == "none":
        return NO_COMMITMENT
    if clock.override is not None:
        return ""
    return NO_DATE if clock.allowance is None else ""


def _left(clock: Clock, due: int | None, elapsed: int, end: int) -> tuple[int | None, int | None]:
    """Return the amount promised and what is left of it; for a date, the real time left until it."""
    if clock.override is not None:
        return clock.override - clock.started_at, clock.override - end
    allowance = clock.allowance
    if allowance is None:
        return None, None
    if due is not None and clock.is_landed:
        amount = clock.counted_by(due, max(end, clock.last.start))
        return amount, (due - end if allowance.fixed else amount - elapsed)
    if allowance.fixed and due is not None:
        return allowance.amount, due - end
    return allowance.amount if clock.nominal is None else clock.nominal, allowance.amount - elapsed
