"""What should not be silent about a log: kinds that nothing reads, orphan resumes, missing holiday data, by ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from slacal.batch.log_rows import SILENT
from slacal.batch.numbers import MISSING
from slacal.calendars.coverage import coverage_note
from slacal.engine.reads import OVERRIDE
from slacal.engine.ticket import MOST_UNREAD, PLAIN_KINDS
from slacal.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from slacal.batch.log_dues import Cycles, Dues
    from slacal.batch.log_rows import Rows
    from slacal.batch.log_signals import Asker
    from slacal.batch.numbers import Flags, Ints
    from slacal.engine.terms import NamedCalendar, Target, Terms

UNREAD, REMARK, ORPHAN, COVERAGE = range(4)  # the order in which an evaluation tells them
_DENSE = 1 << 26


class NoteCount(NamedTuple):
    """How many tickets a note is about, which is the first, and where the note comes among those of that one."""

    tickets: int
    first: int
    place: tuple[int, int]


def ranked(counts: Mapping[str, NoteCount]) -> dict[str, int]:
    """Return the notes with their number of tickets, the most frequent first."""
    order = sorted(counts, key=lambda note: (-counts[note].tickets, *counts[note][1:]))
    return {note: counts[note].tickets for note in order}


class Notes:
    """The notes of some tickets, each a flag for every ticket."""

    def __init__(self, rows: Rows, terms: Terms) -> None:
        self._rows, self._terms = rows, terms
        self._found: dict[str, tuple[tuple[int, int], Flags]] = {}

    def add(self, note: str, place: tuple[int, int], tickets: Ints) -> None:
        """Note something of some tickets; `place`: where it comes among the notes of a ticket."""
        if not len(tickets):
            return
        _, flags = self._found.setdefault(note, (place, np.zeros(len(self._rows.tickets), np.bool_)))
        flags[tickets] = True

    def add_told(self, told: Iterable[tuple[int, int, str]]) -> None:
        """Note what the scalar engine said: the ticket, the kind of note, and the note."""
        by_note: dict[tuple[str, int], list[int]] = {}
        for ticket, kind, note in told:
            by_note.setdefault((note, kind), []).append(ticket)
        for (note, kind), tickets in by_note.items():
            self.add(note, (kind, len(self._found)), np.array(tickets, np.int64))

    def counted(self, faults: Iterable[int]) -> Iterator[tuple[str, NoteCount]]:
        """Yield each note with the tickets that it is about; tickets with a fault have none."""
        bad = np.array(sorted(faults), np.int64)
        for note, (place, flags) in self._found.items():
            flags[bad] = False
            count = int(np.count_nonzero(flags))
            if count:
                yield note, NoteCount(count, int(np.argmax(flags)), place)

    # -- by columns ----------------------------------------------------------------------------------------------

    def add_unread(self) -> None:
        """Note the kinds of events that no target reads."""
        rows, known = self._rows, self._terms.kinds
        unread = [kind not in PLAIN_KINDS and kind not in known and kind != SILENT for kind in rows.kinds.values]
        if not any(unread):
            return
        at = np.flatnonzero(np.array(unread, np.bool_)[rows.kinds.places])
        owners = np.searchsorted(rows.bounds, at, "right") - 1
        owner, kind, at = _first_ones(owners, rows.kinds.places[at], at, len(rows.tickets), len(unread))
        for code in np.unique(kind).tolist():
            name = rows.kinds.values[code]
            mend = nearest(name, known, "the facts that they change count")
            here = np.flatnonzero(kind == code)
            self.add(f"no target reads events of kind {name!r}; {mend}", (UNREAD, int(at[here].min())), owner[here])

    def overridden(self) -> list[int]:
        """Return the tickets with due dates that were set by hand."""
        rows = self._rows
        if OVERRIDE not in rows.kinds.values:
            return []
        at = np.flatnonzero(rows.kinds.places == rows.kinds.values.index(OVERRIDE))
        found: list[int] = np.unique(np.searchsorted(rows.bounds, at, "right") - 1).tolist()
        return found

    def add_target(self, target: Target, asker: Asker, cycles: Cycles, dues: Dues) -> None:
        """Note what columns see of one target; of tickets that go to the scalar engine, it will tell."""
        easy = ~cycles.hard.flags
        for note, tickets in (*_orphans(target, asker), *_uncovered(cycles, dues)):
            kind = COVERAGE if note.startswith("calendar ") else ORPHAN
            self.add(note, (kind, len(self._found)), tickets[easy[tickets]])


def _first_ones(owner: Ints, kind: Any, at: Ints, tickets: int, kinds: int) -> tuple[Ints, Ints, Ints]:
    """Return each kind of each ticket once, with its first row; of many kinds those that came first."""
    pairs = owner * kinds + kind
    if tickets * kinds <= _DENSE:
        first = np.full(tickets * kinds, -1, np.int64)
        first[pairs[::-1]] = at[::-1]
        found = np.flatnonzero(first >= 0)
        at = first[found]
    else:
        found, places = np.unique(pairs, return_index=True)
        at = at[places]
    owner, kind = found // kinds, found % kinds
    if kinds <= MOST_UNREAD:
        return owner, kind, at
    order = np.lexsort((at, owner))
    owner, kind, at = owner[order], kind[order], at[order]
    begins = np.append(True, owner[1:] != owner[:-1])
    rank = np.arange(len(owner)) - np.maximum.accumulate(np.where(begins, np.arange(len(owner)), 0))
    told = rank < MOST_UNREAD
    return owner[told], kind[told], at[told]


def _orphans(target: Target, asker: Asker) -> Iterator[tuple[str, Ints]]:
    """Yield the pauses that were ended without having begun."""
    rows = asker.rows
    for rule in target.pauses:
        ends = None if rule.ends is None else asker.fires(rule.ends)
        if ends is None or not len(ends):
            continue
        begins = None if rule.begins is None else asker.fires(rule.begins)
        alone = ends
        if begins is not None:
            last = np.where(begins | ends | rows.heads, np.arange(len(ends)), 0)
            np.maximum.accumulate(last, out=last)
            paused = (begins & ~ends)[last]
            before = np.append(False, paused[:-1]) & ~rows.heads
            alone = ends & ~begins & ~before
        at = np.flatnonzero(alone)
        tickets = np.unique(np.searchsorted(rows.bounds, at, "right") - 1)
        yield f"target {target.name}: the pause {rule.reason!r} was ended without having begun", tickets


def _uncovered(cycles: Cycles, dues: Dues) -> Iterator[tuple[str, Ints]]:
    """Yield the calendars whose holiday data ends before the dates that results rest on."""
    limited = [
        (code, named)
        for code, named in enumerate(cycles.promises.calendars)
        if (named.calendar.horizon.hours.known.source or named.calendar.horizon.hours.known.since)
    ]
    if not limited or not len(dues.due):
        return
    started = cycles.signals.at[cycles.spans.first]
    ended = np.where(cycles.spans.ended_at == MISSING, cycles.now, cycles.spans.ended_at)
    last = np.maximum(ended, np.where(dues.due == MISSING, cycles.now, dues.due))
    for code, named in limited:
        yield from _beyond(cycles, code, named, (started, last))


def _beyond(cycles: Cycles, code: int, named: NamedCalendar, spans: tuple[Ints, Ints]) -> Iterator[tuple[str, Ints]]:
    started, last = spans
    hours = named.calendar.horizon.hours
    known = hours.known
    late = np.maximum(last, started + 1) > known.high
    early = ~late & (started < known.low)
    if known.beyond == "raise" or not (late.any() or early.any()):
        return
    rows = np.flatnonzero(cycles.promises.calendar[cycles.time.in_force] == code)
    uses = np.zeros(len(started), np.bool_)
    of_rows = cycles.of_rows(rows)
    inside = (of_rows >= 0) & (rows < cycles.spans.last[of_rows])
    uses[of_rows[inside]] = True
    for side in (late, early):
        which = np.flatnonzero(side & uses)
        if len(which):
            note = coverage_note(hours, int(started[which[0]]), int(last[which[0]]))
            yield f"calendar {named.name}: {note}", np.unique(cycles.spans.ticket[which])
