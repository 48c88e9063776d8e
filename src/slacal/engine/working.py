"""Over several tickets: in which order they are worked on (rule P28), and what they are charged together (rule P27)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from slacal.engine.queue import Entry, place_of
from slacal.engine.usage import Used, charges
from slacal.errors import BadInput
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.engine.evaluation import Evaluation
    from slacal.engine.queue import Place
    from slacal.engine.usage import Charge

_MICROSECOND = timedelta(microseconds=1)


def in_working_order(evaluations: Sequence[Evaluation], origin: str) -> tuple[Evaluation, ...]:
    """Return the tickets that are still worked on, in the order that their terms say; ties by ticket.

    A ticket of which every cycle has ended is left out. Raises: BadInput for an evaluation of terms of another
    `origin`, or of another instant than the first.
    """
    _check_origin(evaluations, origin)
    _check_instant(evaluations)
    return tuple(sorted(filter(_is_worked_on, evaluations), key=_place))


def charged_together(evaluations: Sequence[Evaluation], origin: str) -> tuple[Charge, ...]:
    """Return what the tickets of one customer are charged, in order of time, in which what is included is used up.

    Each is charged by the version of the terms under which it was registered. Raises: BadInput for another `origin`.
    """
    _check_origin(evaluations, origin)
    return charges(used for one in evaluations for used in _used(one))


def _check_origin(evaluations: Sequence[Evaluation], origin: str) -> None:
    for place, one in enumerate(evaluations):
        if one.terms.origin != origin:
            raise BadInput(f"evaluations[{place}]", one, "is of another policy", "pass what this policy evaluated")


def _check_instant(evaluations: Sequence[Evaluation]) -> None:
    for place, one in enumerate(evaluations):
        first = evaluations[0].as_of
        if to_micros(one.as_of) != to_micros(first):
            raise BadInput(f"evaluations[{place}]", one, f"is not of {first}, as the first is", "evaluate all at once")


def _is_worked_on(evaluation: Evaluation) -> bool:
    cycles = [cycle for result in evaluation.targets for cycle in result.cycles]
    return evaluation.registered_at is not None and (not cycles or any(cycle.is_open for cycle in cycles))


def _place(evaluation: Evaluation) -> Place:
    opened = [cycle for result in evaluation.targets for cycle in result.cycles if cycle.is_open]
    left = [cycle.remaining // _MICROSECOND for cycle in opened if cycle.remaining is not None]
    due = evaluation.next_due_at
    entry = Entry(
        evaluation.ticket,
        evaluation.known.facts or {},
        to_micros(evaluation.registered_at or evaluation.as_of),
        None if due is None else to_micros(due),
        min(left, default=None),
    )
    return place_of(entry, evaluation.terms_in_force.queue)


def _used(evaluation: Evaluation) -> Iterator[Used]:
    terms = evaluation.terms_at_registration
    for quantity in evaluation.usage:
        yield Used(evaluation.ticket, quantity, terms.usage[quantity.place], terms.zone)
