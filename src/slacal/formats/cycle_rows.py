"""Cycles as flat rows: one a ticket, target and cycle, with every result field, for files and for other programs.

Durations are whole seconds, rounded down; those that say how late something is are rounded up, so that late is never 0.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from slacal.calendars.calendar import Calendar
from slacal.engine.allowance import REAL_TIME
from slacal.engine.terms import NamedCalendar
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.cycle import Cycle, Evaluation

_SECOND = timedelta(seconds=1)
_REAL_TIME = NamedCalendar(REAL_TIME, Calendar.always())


class CycleRow(NamedTuple):
    """One cycle of one target of one ticket, flat. Cycle 0: the target's clock has not started.

    Times carry the offset of the zone of the cycle's calendar; ``_s`` fields are whole seconds. Empty where the
    cycle's own field is None.
    """

    ticket: str
    target: str
    cycle: int
    kind: str
    commitment: str
    goal: str
    calendar: str
    stage: str
    outcome: str
    reason: str
    started_at: datetime | None
    due_at: datetime | None
    original_due_at: datetime | None
    completed_at: datetime | None
    breached_at: datetime | None
    ever_breached: bool
    elapsed_s: int
    elapsed_real_s: int
    remaining_s: int | None
    overdue_s: int
    overdue_real_s: int
    elapsed_ratio: float | None
    paused_s: int
    paused_real_s: int
    counting: bool
    as_of: datetime


def cycle_rows(evaluation: Evaluation, *, zone: str) -> Iterator[CycleRow]:
    """Yield the rows of a ticket: its targets in order, each with its cycles, or one row where it has not started.

    Times are in the zone of the cycle's calendar; in `zone` where it has none of its own: calendar hours and dates.
    """
    for result in evaluation.targets.values():
        for cycle in result.cycles or (result,):
            yield _row(evaluation.ticket, cycle, _zone_of(cycle) or zone_info(zone))


def _zone_of(cycle: Cycle) -> ZoneInfo | None:
    clock = cycle.clock
    if clock is None:
        return None
    calendar = clock.segments[-1].calendar
    return None if calendar == _REAL_TIME else calendar.calendar.horizon.hours.zone


def _row(ticket: str, cycle: Cycle, zone: ZoneInfo) -> CycleRow:
    left = cycle.remaining
    as_of = _local(cycle.as_of, zone)
    assert as_of is not None  # noqa: S101 - a cycle is always seen at some instant
    return CycleRow(
        ticket, cycle.target, cycle.number, cycle.kind, cycle.commitment, cycle.goal, cycle.calendar,
        str(cycle.stage), str(cycle.outcome), cycle.reason,
        _local(cycle.started_at, zone), _local(cycle.due_at, zone), _local(cycle.original_due_at, zone),
        _local(cycle.completed_at, zone), _local(cycle.breached_at, zone), cycle.ever_breached,
        cycle.elapsed // _SECOND, cycle.elapsed_real // _SECOND, None if left is None else left // _SECOND,
        -(-cycle.overdue // _SECOND), -(-cycle.overdue_real // _SECOND), cycle.elapsed_ratio,
        cycle.paused // _SECOND, cycle.paused_real // _SECOND, cycle.counting, as_of,
    )  # fmt: skip


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return the instant with its offset alone: a fixed offset survives being written, and compares as an instant."""
    if at is None:
        return None
    local = at.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))
