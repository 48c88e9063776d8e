"""The report as text for people and as data for programs: the table, what could not be used, what was assumed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from slacal.engine.words import printable
from slacal.engine.words_en import ENGLISH
from slacal.show.text import Column, percent_text, seconds_text, text_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from slacal.analysis.report_table import Line, ReportTable
    from slacal.formats.row_fault import RowFault

_COLUMNS = (
    Column("target", "left"), Column("goal", "left"), Column("tickets"), Column("met"), Column("breached"),
    Column("running late"), Column("open"), Column("none"), Column("unusable"), Column("percent met"),
    Column("median elapsed"), Column("p90 elapsed"), Column("paused"),
)  # fmt: skip
_SHOWN = 10
_LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says."""

    policy: str
    version: str
    as_of: datetime
    rows: int
    table: ReportTable
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...]


class Part(NamedTuple):
    """A paragraph and the style in which a terminal shows it."""

    text: str
    style: str = ""


def as_text(report: Report, *, width: int | None, notes: Literal["listed", "left out"]) -> Iterator[Part]:
    """Yield the paragraphs of a report, none wider than `width` allows where that can be helped."""
    version = f", version {report.version}" if report.version else ""
    yield Part(printable(f"{report.policy}{version}, as of {_when(report.as_of)}"), "bold")
    yield Part(f"rows: {report.rows:,}, tickets: {report.table.tickets:,}\n")
    yield Part(text_table(_COLUMNS, [_cells(line) for line in report.table], width=width))
    for line in report.table:
        if line.goal is None and line.not_started:
            yield Part("\n" + printable(f"{line.target}, open: {line.not_started:,} whose clock has not started"))
        if line.goal is None and line.none:
            reasons = ", ".join(f"{count:,} {reason or 'no reason'}" for reason, count in line.none)
            yield Part("\n" + printable(f"{line.target}, none: {reasons}"))
    if report.faults:
        yield Part("\n".join(_faults(report)), "yellow")
    if report.notes and notes == "listed":
        yield Part("\n".join(["\nassumed and noticed:", *(f"  - {printable(note)}" for note in report.notes)]))


def _when(at: datetime) -> str:
    return f"{ENGLISH.when(at)} ({at.tzinfo})"


def _cells(line: Line) -> tuple[str, ...]:
    goal = "(all goals)" if line.goal is None else line.goal or "(no goal)"
    objective = ", an objective" if line.commitment == "objective" else ""
    none = sum(count for _, count in line.none)
    counts = (line.tickets, line.met, line.breached, line.running_late, line.open, none, line.unusable)
    return (
        line.target if line.goal is None else "",
        goal + objective,
        *(f"{count:,}" for count in counts),
        percent_text(line.percent_met),
        seconds_text(line.median_elapsed_s),
        seconds_text(line.p90_elapsed_s),
        seconds_text(line.paused_s),
    )


def _faults(report: Report) -> Iterator[str]:
    """Yield the faults, like ones together: what was wrong, how often, and where first."""
    alike: dict[tuple[str, str, str], list[RowFault]] = {}
    for fault in report.faults:
        alike.setdefault((fault.column, fault.problem, fault.mend), []).append(fault)
    rows = sum(fault.line > 0 for fault in report.faults)
    yield f"\nrows that could not be used: {rows:,}; unusable tickets: {report.table.unusable:,}"
    groups = sorted(alike.values(), key=len, reverse=True)
    for group in groups[:_SHOWN]:
        first = group[0]
        yield printable(f"  {len(group):,} x {first.column} {first.problem}; {first.mend}")
        yield f"      {_places(group)}"
    if len(groups) > _SHOWN:
        rest = sum(map(len, groups[_SHOWN:]))
        yield f"  and {rest:,} more of {len(groups) - _SHOWN:,} other kinds: --faults PATH lists them all"


def _places(group: Sequence[RowFault]) -> str:
    places = [
        f"line {fault.line}: {fault.value!r}" if fault.line else f"ticket {fault.ticket}: {fault.value!r}"
        for fault in group[:_LINES_SHOWN]
    ]
    more = f", and {len(group) - _LINES_SHOWN:,} more" if len(group) > _LINES_SHOWN else ""
    return printable(", ".join(places)) + more


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: the same table, and every fault."""
    lines = [{**asdict(line), "none": dict(line.none)} for line in report.table]
    return {
        "policy": report.policy,
        "version": report.version,
        "as_of": report.as_of.isoformat(),
        "rows": report.rows,
        "tickets": report.table.tickets,
        "unusable": report.table.unusable,
        "lines": lines,
        "faults": [{**fault._asdict(), "value": str(fault.value)} for fault in report.faults],
        "notes": list(report.notes),
    }
