"""Over several tickets: in which order they are worked on (rule P28), and what they are charged together (rule P27)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from slacal.engine.queue import Entry, queue
from slacal.engine.usage import charges
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slacal.engine.evaluation import Evaluation
    from slacal.engine.usage import Charge

_MICROSECOND = timedelta(microseconds=1)


def in_working_order(evaluations: Iterable[Evaluation]) -> tuple[Evaluation, ...]:
    """Return the tickets that are still worked on, in the order that their policy says; ties by ticket.

    All must be of one policy and instant. A ticket of which every cycle has ended is left out.
    """
    found = {one.ticket: one for one in evaluations if _is_worked_on(one)}
    entries = [_entry(one) for one in found.values()]
    if not entries:
        return ()
    first = next(iter(found.values()))
    ranks = first.terms_in_force.queue
    return tuple(found[entry.ticket] for entry in queue(entries, ranks, to_micros(first.as_of)))


def charged_together(evaluations: Iterable[Evaluation]) -> tuple[Charge, ...]:
    """Return what the tickets of one customer are charged; what is included is used up in order of time."""
    known = list(evaluations)
    if not known:
        return ()
    terms = known[0].terms_in_force
    return charges(terms.usage, [one.use for one in known], terms.zone)


def _is_worked_on(evaluation: Evaluation) -> bool:
    cycles = [cycle for result in evaluation.targets for cycle in result.cycles]
    return evaluation.registered_at is not None and (not cycles or any(cycle.is_open for cycle in cycles))


def _entry(evaluation: Evaluation) -> Entry:
    opened = [cycle for result in evaluation.targets for cycle in result.cycles if cycle.is_open]
    left = [cycle.remaining // _MICROSECOND for cycle in opened if cycle.remaining is not None]
    due = evaluation.next_due_at
    return Entry(
        evaluation.ticket,
        evaluation.known.facts or {},
        evaluation.registered_at or 0,
        None if due is None else to_micros(due),
        min(left, default=None),
    )
