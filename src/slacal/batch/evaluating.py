"""A whole log of events as columns: what the scalar engine says of each ticket, for all of them at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.batch.log_dues import Cycles, dues_of
from slacal.batch.log_figures import Judge
from slacal.batch.log_frame import Maker, framed, pauses_framed
from slacal.batch.log_hard import Hard, beyond_columns, terms_of
from slacal.batch.log_kept import kept_of, names_kept, riding
from slacal.batch.log_notes import NoteCount, Notes, ranked
from slacal.batch.log_pauses import all_pauses, no_pauses, pauses_of, together
from slacal.batch.log_phases import ENDED, SUSPENDED, phases_of, spans_of
from slacal.batch.log_promises import promises_of
from slacal.batch.log_rows import AT, PART, rows_of, table_of
from slacal.batch.log_scalar import Scalar
from slacal.batch.log_signals import Asker, signals_of
from slacal.batch.log_table import Block, Texts, interleaved, joined, stacked
from slacal.batch.log_time import time_of
from slacal.batch.numbers import MISSING
from slacal.engine.facts import check_fact
from slacal.engine.reads import OVERRIDE
from slacal.errors.doors import check_call, mapping_of
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from slacal.batch.log_rows import Rows
    from slacal.batch.numbers import Ints
    from slacal.engine.terms import Target, Terms
    from slacal.errors import SlacalError
    from slacal.policies.policy import Policy

_FARTHEST = 100 * 36_525 * 864_000_000  # a century, in microseconds: what lies farther gets tables of its own
_SLOW_PART = 1 << 13  # rows: a second or so of the scalar engine, between two words on progress


@dataclass(frozen=True, slots=True)
class LogSummary:
    """How a log was measured.

    ``vectorised`` counts the tickets that columns judged in every target, ``scalar`` those that the scalar engine
    judged in at least one, and ``reasons`` why, by target and reason. ``later`` counts the events after the question.
    ``notes`` say what should not be silent, each with its number of tickets, the most frequent first: kinds of events
    that no target reads, pauses that were ended without having begun, missing holiday data.
    """

    tickets: int
    events: int
    later: int
    vectorised: int
    scalar: int
    reasons: Mapping[tuple[str, str], int]
    notes: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class LogResult:
    """The ``frame`` of all cycles, the ``summary``, and the ``faults`` of tickets that could not be judged.

    ``frame`` is of the kind of the log and has a row for each ticket, target and cycle, as `slacal report` writes them:
    amounts are whole seconds (how late something is rounded up, all else down), times are in the zone of the log's own,
    cycle 0 is a clock that has not started. Behind them stand the facts that are kept. ``pauses`` is a frame with a row
    for each cycle and cause of its pauses (``ticket``, ``target``, ``cycle``, ``cause``, ``paused_s``,
    ``paused_real_s``): those of a cycle sum to its own, each rounded down. Tickets with a fault have no rows.
    ``policy`` is the one that was asked.
    """

    frame: Any
    pauses: Any
    summary: LogSummary
    faults: Mapping[Any, SlacalError]
    policy: Policy


def evaluate_log(
    events: Any,
    policy: Policy,
    as_of: datetime,
    columns: Mapping[str, str] | None = None,
    *,
    created_with: Mapping[str, str] | None = None,
    zone: str | None = None,
    keep: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> LogResult:
    """Return what a policy says of all tickets of a log at `as_of`, as the scalar engine does of each.

    `events`: a pandas, polars or pyarrow frame or a dict of numpy arrays, in any order. `columns` leads from our names
    to the log's: ``ticket``, ``at``, ``event`` (the kind), ``details.NAME``, and facts; facts that the policy reads
    are found by their own names too. With a column of kinds a row is an event, and an empty cell leaves its fact as it
    was; without one a row is a state, an empty cell an absent fact, and the first row the ``created`` event. There,
    ``created`` names the column of the creation, and `created_with` the facts that hold at it instead of those of the
    first state. `zone`: that of wall times without one. `progress`: told tickets times targets, done and in all.
    `keep`: facts that become columns of the answer, or columns of the log that nothing reads: the value in force when a
    cycle began, after all events of that instant; where none began, the last one.

    Cost: some hundred nanoseconds an event and target; a ticket that needs the scalar engine some hundred microseconds.
    All tickets do under a policy with cover, scope, later versions, conversions or caps of pauses: ``summary`` counts.
    Raises: WrongType, BadInput for columns; a ticket that cannot be judged goes to ``faults``.

    >>> import numpy as np
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> log = {
    ...     "ticket": np.array(["T-1", "T-1", "T-2"]),
    ...     "at": np.array(["2026-11-20T18:00", "2026-11-23T10:30", "2026-11-23T10:45"], "M8[s]"),
    ...     "event": np.array(["created", "agent_reply", "created"]),
    ... }
    >>> result = evaluate_log(log, policy, datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> result.frame["ticket"].tolist(), result.frame["outcome"].tolist(), result.frame["elapsed_s"].tolist()
    (['T-1', 'T-2'], ['met', 'open'], [5400, 4500])
    """
    return asked(events, policy, as_of, columns, created_with=created_with, zone=zone, keep=keep, progress=progress)[0]


def opening_of(created_with: Mapping[str, str] | None) -> dict[str, Any]:
    """Return the facts that hold at the creation, checked. Raises: WrongType."""
    opening = {} if created_with is None else mapping_of("created_with", created_with, "pass {fact: its value}")
    for name, value in opening.items():
        check_fact(value, f"created_with.{name}")
    return opening


def asked(
    events: Any,
    policy: Policy,
    as_of: datetime,
    columns: Mapping[str, str] | None = None,
    *,
    created_with: Mapping[str, str] | None = None,
    zone: str | None = None,
    keep: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[LogResult, Rows]:
    """Return the answer of `evaluate_log`, and the rows of the log that it rests on."""
    terms = terms_of(policy)
    table = table_of(events, {} if columns is None else columns, terms.fields, zone)
    opening = opening_of(created_with)
    if progress is not None:
        check_call("progress", progress, "pass a function of two numbers, done and in all")
    kept = names_kept(keep, table)
    rows = rows_of(table, to_micros(as_of, "as_of"), opening, riding(kept, table))
    found = evaluated(rows, terms, as_of, progress)
    maker = Maker(table.frame, str(table.zone_of(AT)))
    frame = framed(maker, found.block, rows.tickets, found.texts, kept_of(rows, found.block, kept))
    pauses = pauses_framed(maker, found.pauses, rows.tickets, found.texts)
    faults = {rows.tickets[at]: error for at, error in sorted(found.faults.items())}
    return LogResult(frame, pauses, found.summary, faults, policy), rows


@dataclass(frozen=True, slots=True, eq=False)
class Evaluated:
    """The rows of the answer before they become a frame, amounts in microseconds."""

    block: Block
    pauses: Block
    texts: Texts
    summary: LogSummary
    faults: Mapping[int, SlacalError]


def evaluated(
    rows: Rows, terms: Terms, as_of: datetime, progress: Callable[[int, int], None] | None = None
) -> Evaluated:
    """Return what the terms say of the rows of a log, some tickets at a time: what a pass makes stays in the cache."""
    texts = Texts()
    parts: list[Block] = []
    pauses: list[Block] = [no_pauses()]
    faults: dict[int, SlacalError] = {}
    reasons: Counter[tuple[str, str]] = Counter()
    notes: dict[str, NoteCount] = {}
    tickets, targets, sent = len(rows.tickets), len(terms.plan.names), 0
    slow = any(_beyond_columns(terms, name) for name in terms.plan.names)
    for first, some in rows.parts(_SLOW_PART if slow else PART):
        part = _Part(some, terms, as_of, texts)
        parts.append(part.block().moved(first))
        pauses.append(part.pauses().moved(first))
        faults.update({first + ticket: fault for ticket, fault in part.scalar.faults.items()})
        reasons.update(part.reasons)
        for note, found in part.noted():
            known = notes.get(note, found._replace(tickets=0, first=first + found.first))
            notes[note] = known._replace(tickets=known.tickets + found.tickets)
        sent += int(np.count_nonzero(part.sent))
        if progress is not None:
            progress((first + len(some.bounds) - 1) * targets, tickets * targets)
    summary = LogSummary(tickets, len(rows), rows.later, tickets - sent, sent, dict(reasons), ranked(notes))
    return Evaluated(stacked(parts), together(pauses), texts, summary, faults)


def _without(block: Block, bad: Any) -> Block:
    kept = ~bad[block.tickets]
    return Block(
        block.tickets[kept],
        {
            name: values[: int(kept.sum())] if values.strides == (0,) else values[kept]
            for name, values in block.columns.items()
        },
    )


class _Part:
    """The evaluation of some tickets: what its targets share."""

    def __init__(self, rows: Rows, terms: Terms, as_of: datetime, texts: Texts) -> None:
        self._rows, self._terms, self._texts = rows, terms, texts
        self._now = to_micros(as_of)
        self._asker = Asker(rows)
        self.scalar = Scalar(rows, as_of, texts)
        self.sent = np.zeros(len(rows.tickets), np.bool_)
        self.reasons: Counter[tuple[str, str]] = Counter()
        self._notes = Notes(rows, terms)
        self._pauses: list[Block] = []

    def noted(self) -> Iterator[tuple[str, NoteCount]]:
        """Yield what should not be silent of these tickets."""
        self._notes.add_unread()
        self.scalar.remark(self._terms, self._notes.overridden())
        self._notes.add_told(self.scalar.notes)
        return self._notes.counted(self.scalar.faults)

    def block(self) -> Block:
        """Return the rows of all targets, ticket by ticket."""
        blocks = self._blocks()
        if self.scalar.faults:
            bad = np.zeros(len(self._rows.tickets), np.bool_)
            bad[list(self.scalar.faults)] = True
            blocks = [_without(block, bad) for block in blocks]
        return interleaved(blocks, len(self._rows.tickets))

    def pauses(self) -> Block:
        """Return what paused the cycles of `block`, which comes first."""
        bad = np.zeros(len(self._rows.tickets), np.bool_)
        bad[list(self.scalar.faults)] = True
        return all_pauses([*self._pauses, *self.scalar.pauses], self._terms.plan.names, self._texts, bad)

    def _blocks(self) -> list[Block]:
        """Return the rows of each target, in order of tickets."""
        terms, found = self._terms, dict[str, Block]()
        reasons = {name: _beyond_columns(terms, name) for name in terms.plan.names}
        together = [name for name, reason in reasons.items() if reason]
        everyone = np.arange(len(self._rows.tickets))
        if together:
            for name in together:
                self.reasons[name, reasons[name]] += len(everyone)
            self.sent[:] = True
            found.update(self.scalar.blocks(terms, everyone, together))
        for target in terms.targets:
            if target.name not in found:
                found[target.name] = self._of_target(target)
        return [found[name] for name in terms.plan.names]

    def _of_target(self, target: Target) -> Block:
        hard = self._hard(target)
        judge = Judge(self._terms, target, self._texts)
        block, pauses = columns_of(target, self._asker, judge, hard, self._now, self._notes)
        gone = np.flatnonzero(hard.flags)
        kept = block
        if len(gone):
            kept, pauses = _without(block, hard.flags), _without(pauses, hard.flags)
        self._pauses.append(pauses)
        blocks = [kept]
        has_none = np.ones(len(self._rows.tickets), np.bool_)
        has_none[block.tickets] = False
        has_none[gone] = False
        if has_none.any():
            blocks.append(judge.not_started(np.flatnonzero(has_none), self._now))
        if len(gone):
            blocks.append(self.scalar.blocks(self._terms, gone, [target.name])[target.name])
        for reason, count in hard.counts().items():
            self.reasons[target.name, reason] += count
        self.sent |= hard.flags
        return joined(blocks)

    def _hard(self, target: Target) -> Hard:
        """Return the tickets with events that only the engine reads."""
        rows, hard = self._rows, Hard(len(self._rows.tickets))
        if OVERRIDE in rows.kinds.values:
            by_hand = np.flatnonzero(rows.kinds.places == rows.kinds.values.index(OVERRIDE))
            hard.mark(_owners(rows, by_hand), OVERRIDE)
        if target.rules.tie_order == "roles":
            ties = np.flatnonzero((rows.at[1:] == rows.at[:-1]) & ~rows.heads[1:]) + 1
            hard.mark(_owners(rows, ties), "tie_order")
        if len(rows) and int(rows.at.min()) < self._now - _FARTHEST:
            hard.mark(_owners(rows, np.flatnonzero(rows.at < self._now - _FARTHEST)), "a century ago")
        return hard


def _beyond_columns(terms: Terms, name: str) -> str:
    """Return why no ticket of a target can be judged by columns; an empty text where most can."""
    target = terms.target(name)
    return "versions" if target is None else beyond_columns(terms, target)


def _owners(rows: Rows, places: Ints) -> Ints:
    """Return the ticket of each row."""
    return np.unique(np.searchsorted(rows.bounds, places, "right") - 1)


def columns_of(target: Target, asker: Asker, judge: Judge, hard: Hard, now: int, notes: Notes) -> tuple[Block, Block]:
    """Return the rows of one target and its pauses, marking the tickets whose rows do not count."""
    signals = signals_of(target, asker)
    until = np.full(len(signals.bounds) - 1, now)
    cycles = cycles_of(target, signals, until, hard)
    dues = dues_of(cycles)
    block = judge.block(cycles, dues, now)
    notes.add_target(target, asker, cycles, dues)
    return block, pauses_of(target, cycles, judge.texts)


def cycles_of(target: Target, signals: Any, until: Ints, hard: Hard) -> Cycles:
    """Return the cycles of one target with their time; `until`: the instant of the question, for each ticket."""
    phases = phases_of(target, signals)
    spans = spans_of(signals, phases, MISSING)
    promises = promises_of(target, signals.promises)
    time = time_of(signals, phases, spans, promises, until)
    cycles = Cycles(signals, phases, spans, promises, time, until[spans.ticket], hard)
    after = np.flatnonzero(spans.phase == ENDED)
    before = np.maximum(spans.final[after] - 1, 0)
    stood = (phases.after[before] == SUSPENDED) & (spans.final[after] > spans.first[after])
    cycles.mark(after[stood], "cancelled while done")
    return cycles
