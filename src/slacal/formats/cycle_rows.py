"""Cycles as flat rows: one a ticket, target and cycle, with every result field, for files and for other programs.

Durations are whole seconds, rounded down; those that say how late something is are rounded up, so that late is never 0.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple, get_type_hints

from slacal.calendars.calendar import Calendar
from slacal.engine.allowance import REAL_TIME
from slacal.engine.evaluation import Evaluation
from slacal.engine.terms import NamedCalendar
from slacal.errors import BadInput
from slacal.errors.doors import check_type, mapping_of
from slacal.formats.row_file import CellColumn, reading, write_columns
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike
    from zoneinfo import ZoneInfo

    from slacal.engine.cycle import Cycle
    from slacal.formats.row_file import Cell

_SECOND = timedelta(seconds=1)
_COLUMNS = "pass a CellColumn for each field of CycleRow"
_REAL_TIME = NamedCalendar(REAL_TIME, Calendar.always())


class CycleRow(NamedTuple):
    """One cycle of one target of one ticket, flat. Cycle 0: the target's clock has not started.

    Times carry the offset of the zone of the cycle's calendar; ``_s`` fields are whole seconds. Empty where the
    cycle's own field is None. ``warnings_fired`` counts them, ``penalty_percent`` is what a breach gives the customer.
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
    note: str
    version: str
    converted_to: str
    warnings_fired: int
    penalty_percent: float | None
    as_of: datetime


def cycle_rows(evaluation: Evaluation, *, zone: str) -> Iterator[CycleRow]:
    """Yield the rows of a ticket: its targets in order, each with its cycles, or one row where it has not started.

    Times are in the zone of the cycle's calendar; in `zone` where it has none of its own: calendar hours and dates.
    Raises: WrongType, UnknownName.
    """
    check_type("evaluation", evaluation, Evaluation, "an Evaluation", "pass what policy.evaluate returned")
    otherwise = zone_info(zone_name(zone))
    for result in evaluation.targets:
        for cycle in result.cycles or (result,):
            yield _row(evaluation.ticket, cycle, _zone_of(cycle) or otherwise)


def _zone_of(cycle: Cycle) -> ZoneInfo | None:
    clock = cycle.clock
    if clock is None:
        return None
    calendar = clock.last.calendar
    return None if calendar == _REAL_TIME else calendar.calendar.horizon.hours.zone


def _row(ticket: str, cycle: Cycle, zone: ZoneInfo) -> CycleRow:
    left, penalty = cycle.remaining, cycle.penalty
    return CycleRow(
        ticket, cycle.target, cycle.number, cycle.kind, cycle.commitment, cycle.goal, cycle.calendar,
        str(cycle.stage), str(cycle.outcome), cycle.reason,
        _local(cycle.started_at, zone), _local(cycle.due_at, zone), _local(cycle.original_due_at, zone),
        _local(cycle.completed_at, zone), _local(cycle.breached_at, zone), cycle.ever_breached,
        cycle.elapsed // _SECOND, cycle.elapsed_real // _SECOND, None if left is None else left // _SECOND,
        -(-cycle.overdue // _SECOND), -(-cycle.overdue_real // _SECOND), cycle.elapsed_ratio,
        cycle.paused // _SECOND, cycle.paused_real // _SECOND, cycle.counting,
        cycle.note, cycle.version, cycle.converted_to, sum(warning.fired for warning in cycle.warnings),
        None if penalty is None else float(penalty.percent), _instant_in(cycle.as_of, zone),
    )  # fmt: skip


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return the instant with its offset alone: a fixed offset survives being written, and compares as an instant."""
    return None if at is None else _instant_in(at, zone)


def _instant_in(at: datetime, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def write_cycle_rows(path: str | PathLike[str], columns: Mapping[str, CellColumn]) -> None:
    """Write a CSV or JSON Lines file of cycles from the columns of their fields; the suffix names the format.

    The file appears whole at the end; when something fails, the one that was there stays. Raises: UnknownName,
    WrongType, OSError.
    """
    given = mapping_of("columns", columns, _COLUMNS)
    for field in CycleRow._fields:
        check_type(f"columns.{field}", given.get(field), CellColumn, "a column of cells", _COLUMNS)
    write_columns(path, {field: given[field] for field in CycleRow._fields})


def read_cycle_rows(path: str | PathLike[str]) -> Iterator[CycleRow]:
    """Yield the rows of a file, equal to those that were written. Raises: BadInput, UnknownName, OSError."""
    hints = get_type_hints(CycleRow)
    readers = [_READERS[hints[name]] for name in CycleRow._fields]
    for line, cells in reading(path, CycleRow._fields):
        try:
            yield CycleRow(*(read(cell) for read, cell in zip(readers, cells, strict=True)))  # type: ignore[arg-type]  # each by its field's own hint
        except (TypeError, ValueError) as error:
            raise BadInput("row", line, f"is a line that cannot be read: {error}", "write the file again") from None


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    raise TypeError(f"{cell!r} is not text")


def _whole(cell: Cell) -> int:
    if isinstance(cell, bool) or not isinstance(cell, int | str):
        raise TypeError(f"{cell!r} is not a whole number")
    return int(cell)


def _truth(cell: Cell) -> bool:
    if cell in {"true", "false"}:
        return cell == "true"
    if isinstance(cell, bool):
        return cell
    raise ValueError(f"{cell!r} is neither true nor false")


def _ratio(cell: Cell) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise TypeError(f"{cell!r} is not a number")
    return float(cell)


def _instant(cell: Cell) -> datetime:
    return datetime.fromisoformat(_text(cell))


def _or_none(read: Callable[[Cell], Cell]) -> Callable[[Cell], Cell]:
    return lambda cell: None if cell is None or cell == "" else read(cell)


_READERS: dict[object, Callable[[Cell], Cell]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    datetime: _instant,
    int | None: _or_none(_whole),
    float | None: _or_none(_ratio),
    datetime | None: _or_none(_instant),
}
