"""The one loop over a history: facts gather, every target takes the same step, and the result is judged at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.coverage import coverage_note
from slacal.engine.cycle import Evaluation
from slacal.engine.moments import Happening
from slacal.engine.result import target_result
from slacal.engine.step import Cycles, step
from slacal.errors import nearest
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from slacal.engine.event import Event
    from slacal.engine.facts import Facts, Scalar
    from slacal.engine.history import History
    from slacal.engine.terms import Terms


_PLAIN_KINDS = frozenset({"created", "changed"})  # what a log calls an event that only brings facts


def replay(terms: Terms, history: History, as_of: datetime) -> Evaluation:
    """Return what `terms` say of a history at `as_of`; later events are not read. Cost: linear in the events."""
    now = to_micros(as_of, "as_of")
    cycles = [Cycles()] * len(terms.targets)
    for happening in happenings(history, now):
        cycles = [step(target, seen, happening, terms.zone) for target, seen in zip(terms.targets, cycles, strict=True)]
    results = tuple(
        target_result(target, seen, now, as_of, terms) for target, seen in zip(terms.targets, cycles, strict=True)
    )
    notes = (*_unread_kinds(terms, history, now), *_coverage(cycles, now))
    return Evaluation(history.ticket, as_of, results, notes)


def happenings(history: History, now: int) -> Iterator[Happening]:
    """Yield the events up to `now`, each with the facts before and after it."""
    before: Mapping[str, Scalar] | None = None
    for event in history.events:
        if event.instant > now:
            return
        after = _facts_after(before, event)
        yield Happening(event, before, after)
        before = after


def _facts_after(before: Mapping[str, Scalar] | None, event: Event) -> Mapping[str, Scalar]:
    if before is None:
        return dict(event.changes)
    if not event.changes:
        return before
    after: Facts = {**before, **event.changes}
    return after


def _unread_kinds(terms: Terms, history: History, now: int) -> Iterator[str]:
    """Yield a note for each event kind that no target reads: a typing error is not silent."""
    read = terms.kinds
    seen = dict.fromkeys(event.kind for event in history.events if event.instant <= now)
    for kind in seen:
        if kind not in read and kind not in _PLAIN_KINDS:
            yield f"no target reads events of kind {kind!r}; {nearest(kind, read, 'the facts that they change count')}"


def _coverage(cycles: list[Cycles], now: int) -> Iterator[str]:
    """Yield a note for each calendar whose holiday data ends before the dates that a result rests on."""
    seen: dict[str, None] = {}
    for clock in (clock for each in cycles for clock in each.clocks):
        ending = [c for c in dict.fromkeys(s.calendar for s in clock.segments) if c.calendar.horizon.hours.known.source]
        if not ending:
            continue
        due = clock.due()
        last = max(now if clock.ended_at is None else clock.ended_at, due if due is not None else now)
        for calendar in ending:
            note = coverage_note(calendar.calendar.horizon.hours, clock.started_at, last)
            if note is not None:
                seen[f"calendar {calendar.name}: {note}"] = None
    yield from seen
