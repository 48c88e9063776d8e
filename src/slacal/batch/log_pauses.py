"""What paused each cycle, and for how long: one row a cycle and cause, whose sums are the cycle's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.batch.log_phases import DONE, LIVE
from slacal.batch.log_table import Block
from slacal.engine.step import REOPENED
from slacal.engine.suspension import DONE as IS_DONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slacal.batch.log_dues import Cycles
    from slacal.batch.log_table import Texts
    from slacal.batch.numbers import Codes, Flags, Ints
    from slacal.engine.cycle import Cycle
    from slacal.engine.terms import Target

PAUSES = ("ticket", "target", "cycle", "cause", "paused_s", "paused_real_s")
_AMOUNTS = PAUSES[4:]


def pauses_of(target: Target, cycles: Cycles, texts: Texts) -> Block:
    """Return the pauses of all cycles of a target, summed by cause."""
    time, phases = cycles.time, cycles.phases
    real = np.diff(time.paused_real)
    rows = np.flatnonzero(real)
    causes = texts.places([*(rule.reason for rule in target.pauses), REOPENED, IS_DONE])
    reopened = len(causes) - 2
    phase = phases.after[rows]
    stood = np.where(phase == DONE, reopened, reopened + 1)
    cause = causes[np.where(phase == LIVE, cycles.signals.rules[rows], stood)]
    cycle = cycles.of_rows(rows)
    place = texts.place(target.name)
    return _summed(
        cycles.spans.ticket[cycle], (np.full(len(rows), place), cycles.spans.number[cycle], cause),
        (np.diff(time.paused)[rows], real[rows]),
    )  # fmt: skip


def pauses_of_cycles(cycles: Iterable[tuple[int, Cycle]], texts: Texts) -> Block:
    """Return the pauses of cycles that the scalar engine judged, each with the number of its ticket."""
    found: list[tuple[int, int, int, int, int, int]] = []
    for ticket, cycle in cycles:
        clock = cycle.clock
        if clock is None:
            continue
        end = cycle.seen.now if clock.ended_at is None else clock.ended_at
        for one in clock.last.at(end).chain():
            _, paused, real = one.sums(end)
            if real > one.paused_real:
                keys = ticket, int(texts.place(cycle.target)), cycle.number, int(texts.place(one.reason))
                found.append((*keys, paused - one.paused, real - one.paused_real))
    if not found:
        return no_pauses()
    columns = np.array(found, np.int64).T
    return _summed(columns[0], (columns[1], columns[2], columns[3]), (columns[4], columns[5]))


def no_pauses() -> Block:
    """Return a block without pauses."""
    none = np.zeros(0, np.int64)
    return Block(none, dict.fromkeys(PAUSES[1:], none))


def together(blocks: Sequence[Block]) -> Block:
    """Return blocks one after the other."""
    columns: dict[str, Any] = {name: np.concatenate([block.columns[name] for block in blocks]) for name in PAUSES[1:]}
    return Block(np.concatenate([block.tickets for block in blocks]), columns)


def all_pauses(blocks: Sequence[Block], order: Sequence[str], texts: Texts, bad: Flags) -> Block:
    """Return the pauses of some targets: by ticket, target in order, cycle and cause; without the `bad` tickets."""
    found = together([no_pauses(), *blocks])
    tickets, columns = found.tickets, dict[str, Any](found.columns)
    targets = texts.places(order)
    rank = np.zeros(len(texts.values), np.int64)
    rank[targets] = np.arange(len(order))
    rows = np.lexsort((columns["cause"], columns["cycle"], rank[columns["target"]], tickets))
    rows = rows[~bad[tickets[rows]]]
    return Block(tickets[rows], {name: column[rows] for name, column in columns.items()})


def _summed(tickets: Ints, keys: tuple[Codes, Ints, Codes], amounts: tuple[Ints, Ints]) -> Block:
    """Return the amounts summed by ticket and keys."""
    order = np.lexsort((*keys[::-1], tickets))
    told = [np.asarray(key, np.int64)[order] for key in (tickets, *keys)]
    new = np.ones(len(order), np.bool_)
    new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in told])
    heads = np.flatnonzero(new)
    columns: dict[str, Any] = {name: key[heads] for name, key in zip(PAUSES[1:4], told[1:], strict=True)}
    for name, amount in zip(_AMOUNTS, amounts, strict=True):
        columns[name] = np.add.reduceat(amount[order], heads) if len(heads) else amount
    return Block(told[0][heads], columns)
