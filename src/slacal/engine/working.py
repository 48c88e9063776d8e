"""Over several tickets: in which order they are worked on (rule P28), and what they are charged together (rule P27)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from slacal.engine.queue import Entry, queue
from slacal.engine.usage import charges
from slacal.errors import BadInput
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slacal.engine.evaluation import Evaluation
    from slacal.engine.terms import Terms
    from slacal.engine.usage import Charge, Use

_MICROSECOND = timedelta(microseconds=1)


def in_working_order(evaluations: Iterable[Evaluation], terms: Terms) -> tuple[Evaluation, ...]:
    """Return the tickets that are still worked on, in the order that `terms` say; ties by ticket.

    A ticket of which every cycle has ended is left out. Raises: BadInput for an evaluation of other terms, or of
    another instant than the first.
    """
    known = [one for one in evaluations if _is_worked_on(one)]
    for place, one in enumerate(known):
        _check(place, one, known[0], terms)
    entries = {str(place): _entry(one) for place, one in enumerate(known)}
    if not known:
        return ()
    ordered = queue(entries.values(), known[0].terms_in_force.queue, to_micros(known[0].as_of))
    places = {id(entry): int(place) for place, entry in entries.items()}
    return tuple(known[places[id(entry)]] for entry in ordered)


def charged_together(evaluations: Iterable[Evaluation], terms: Terms) -> tuple[Charge, ...]:
    """Return what the tickets of one customer are charged; what is included is used up in order of time.

    Each is charged by the version of the terms under which it was registered. Raises: BadInput for other terms.
    """
    uses: dict[int, list[Use]] = {}
    for place, one in enumerate(evaluations):
        _check(place, one, one, terms)
        use = one.use
        uses.setdefault(terms.plan.version_at(to_micros(use.registered_at)), []).append(use)
    versions = terms.plan.versions
    found = [charges(versions[at].usage, each, versions[at].zone) for at, each in sorted(uses.items())]
    return tuple(charge for each in found for charge in each)


def _check(place: int, one: Evaluation, first: Evaluation, terms: Terms) -> None:
    if one.terms is not terms and one.terms.digest != terms.digest:
        raise BadInput(f"evaluations[{place}]", one, "is of another policy", "pass what this policy evaluated")
    if to_micros(one.as_of) != to_micros(first.as_of):
        raise BadInput(
            f"evaluations[{place}]", one, f"is not of {first.as_of}, as the first is", "evaluate all at once"
        )


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
        to_micros(evaluation.registered_at or evaluation.as_of),
        None if due is None else to_micros(due),
        min(left, default=None),
    )
