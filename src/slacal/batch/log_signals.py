"""What each row of a log says to one target: as moments, pauses and goals, asked once for each combination of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from slacal.batch.log_codes import combined
from slacal.engine.event import Event
from slacal.engine.matching import match_of
from slacal.engine.moments import Becomes, FirstOf, Happening, OnEvent
from slacal.engine.reads import moments_of
from slacal.engine.segment import COUNTS
from slacal.errors import SlacalError
from slacal.spans.instant import from_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from slacal.batch.log_codes import Combined
    from slacal.batch.log_rows import Rows
    from slacal.batch.numbers import Codes as Bits
    from slacal.batch.numbers import Flags, Ints
    from slacal.engine.matching import Match
    from slacal.engine.moments import Moment
    from slacal.engine.terms import Target

STARTS, STOPS, CANCELS, STANDS, STOPPED, REOPENS = (1 << bit for bit in range(6))
SYMBOLS = 64
_MOMENTS = STARTS | STOPS | CANCELS | REOPENS


class Signals(NamedTuple):
    """The rows at which something changes for a target, and what they say to it.

    ``symbols`` are bits; ``rules`` the pause rule in force, as the engine numbers them; ``matches`` places in
    ``promises``, where None stands for facts that cannot be read. ``bounds`` are those of the tickets.
    """

    rows: Ints
    bounds: Ints
    at: Ints
    symbols: Bits
    rules: Ints
    matches: Ints
    promises: list[Match | None]


class Asker:
    """Asks conditions and moments of all rows of a log. What several targets ask is combined once."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._combined: dict[tuple[frozenset[str], frozenset[str] | None], Combined] = {}

    def facts(self, fields: Iterable[str]) -> tuple[Combined, list[dict[str, Any]]]:
        """Return the rows by some facts, and each combination as facts."""
        names = sorted(field for field in fields if field in self.rows.facts)
        found = self._find(names, None)
        return found, [dict(zip(names, value, strict=True)) for value in found.values]

    def kinds(self, details: Iterable[str]) -> tuple[Combined, list[Event]]:
        """Return the rows by kind and some details, and each combination as an event."""
        names = sorted(name for name in details if name in self.rows.details)
        found = self._find([], names)
        at = from_micros(0, zone_info("UTC"))
        events = [
            Event(at, kind, {}, details={n: v for n, v in zip(names, told, strict=True) if v is not None})
            for kind, *told in found.values
        ]
        return found, events

    def _find(self, facts: list[str], details: list[str] | None) -> Combined:
        key = (frozenset(facts), None if details is None else frozenset(details))
        found = self._combined.get(key)
        if found is None:
            parts = [self.rows.facts[name] for name in facts]
            if details is not None:
                parts += [self.rows.kinds, *(self.rows.details[name] for name in details)]
            found = self._combined[key] = combined(parts, len(self.rows))
        return found

    def fires(self, moment: Moment) -> Flags | None:
        """Tell at which rows a moment is; None for nowhere."""
        if isinstance(moment, FirstOf):
            return _any_of([self.fires(one) for one in moment.moments])
        if isinstance(moment, Becomes):
            found, facts = self.facts(moment.fields())
            return self.begins(_table(facts, moment.condition.holds)[found.places])
        if not isinstance(moment, OnEvent):
            raise NotImplementedError(type(moment).__name__)
        details = {name for name, _ in moment.details} | (
            moment.where.fields() if moment.where is not None else set[str]()
        )
        found, events = self.kinds(details)
        table = _table(events, lambda event: moment.fires(Happening(event, None, {})))
        return table[found.places] if table.any() else None

    def begins(self, holds: Flags) -> Flags:
        """Tell at which rows something begins to hold; a ticket's first row begins what it finds."""
        begun = holds.copy()
        begun[1:] &= ~holds[:-1] | self.rows.heads[1:]
        return begun

    def ends(self, holds: Flags) -> Flags:
        """Tell at which rows something holds no more that held before."""
        ended = np.zeros(len(holds), np.bool_)
        ended[1:] = holds[:-1] & ~holds[1:] & ~self.rows.heads[1:]
        return ended

    def stands(self, moment: Moment | None) -> Flags | None:
        """Tell at which rows the state holds that a moment begins; None for nowhere."""
        if moment is None or not moment.fields():
            return None
        found, facts = self.facts(moment.fields())
        table = _table(facts, moment.stands)
        return table[found.places] if table.any() else None


def _table(values: list[Any], ask: Callable[[Any], bool]) -> Flags:
    return np.fromiter((ask(value) for value in values), np.bool_, len(values))


def _any_of(flags: list[Flags | None]) -> Flags | None:
    found: Flags | None = None
    for one in flags:
        if one is not None:
            found = one if found is None else found | one
    return found


def signals_of(target: Target, asker: Asker) -> Signals:
    """Return what the log says to a target, at the rows where anything changes."""
    rows = asker.rows
    symbols = _symbols(target, asker)
    rules = _rules(target, asker)
    matches, promises = _matches(target, asker)
    kept = rows.heads | ((symbols & _MOMENTS) != 0)
    for part in (rules, matches, symbols & STANDS):
        if part is not None:
            kept[1:] |= part[1:] != part[:-1]
    chosen = np.flatnonzero(kept)
    count = len(chosen)
    bounds = np.append(0, np.cumsum(kept))[rows.bounds]
    return Signals(
        chosen, bounds, rows.at[chosen], symbols[chosen],
        np.full(count, COUNTS, np.int64) if rules is None else rules[chosen],
        np.zeros(count, np.int64) if matches is None else matches[chosen], promises,
    )  # fmt: skip


def _symbols(target: Target, asker: Asker) -> Bits:
    found = np.zeros(len(asker.rows), np.uint8)
    stopped = asker.stands(target.stop)
    suspended = asker.stands(target.cancel)
    cancels = None if target.cancel is None else asker.fires(target.cancel)
    if cancels is not None and suspended is not None:
        cancels = cancels & ~suspended
    reopens: Flags | None = None
    if target.reopens is not None:
        reopens = asker.fires(target.reopens)
    elif stopped is not None and target.reopen in ("resume", "restart"):
        reopens = asker.ends(stopped)
    told = (
        (STARTS, asker.fires(target.start)), (STOPS, asker.fires(target.stop)), (CANCELS, cancels),
        (STANDS, suspended), (STOPPED, stopped), (REOPENS, reopens),
    )  # fmt: skip
    for bit, flags in told:
        if flags is not None:
            found |= flags.view(np.uint8) * np.uint8(bit)
    return found


def _rules(target: Target, asker: Asker) -> Ints | None:
    """Return the first pause rule that holds after each row; None where there are no pauses."""
    if not target.pauses:
        return None
    conditions = [rule.condition for rule in target.pauses]
    found, facts = asker.facts({f for one in conditions if one is not None for f in one.fields()})
    masks = [
        sum(1 << place for place, one in enumerate(conditions) if one is not None and one.holds(each)) for each in facts
    ]
    held = _held(target, asker)
    if held is None:
        held = np.zeros(len(found.places), np.int64)
    lowest = np.array([_lowest(mask) for mask in range(1 << len(conditions))], np.int64)
    rules: Ints = lowest[np.array(masks, np.int64)[found.places] | held]
    return rules


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1 if mask else COUNTS


def _held(target: Target, asker: Asker) -> Ints | None:
    """Return the rules of which a pair of moments pauses after each row, as bits."""
    found: Ints | None = None
    for place, rule in enumerate(target.pauses):
        begins = None if rule.begins is None else asker.fires(rule.begins)
        if begins is None:
            continue
        ends = None if rule.ends is None else asker.fires(rule.ends)
        told = begins | asker.rows.heads if ends is None else begins | ends | asker.rows.heads
        last = np.where(told, np.arange(len(told)), 0)
        np.maximum.accumulate(last, out=last)
        now = begins if ends is None else begins & ~ends
        bits = now[last].astype(np.int64) << place
        found = bits if found is None else found | bits
    return found


def _matches(target: Target, asker: Asker) -> tuple[Ints | None, list[Match | None]]:
    """Return what the facts of each row ask for, as places in a list of promises."""
    found, facts = asker.facts(target.reads.matching)
    promises: list[Match | None] = []
    places: dict[Any, int] = {}
    table = np.empty(len(facts), np.int64)
    for at, each in enumerate(facts):
        match = _match(target, each)
        key = (
            None
            if match is None
            else (id(match.goal), match.limit, match.calendar.name, id(match.calendar.calendar.horizon))
        )
        place = places.setdefault(key, len(promises))
        if place == len(promises):
            promises.append(match)
        table[at] = place
    return (None if len(promises) == 1 else table[found.places]), promises


def _match(target: Target, facts: dict[str, Any]) -> Match | None:
    try:
        return match_of(target, facts, 0)
    except SlacalError:
        return None


def readable(target: Target) -> bool:
    """Tell whether all moments of a target are of kinds that can be asked of columns."""
    return all(_is_readable(moment) for moment in moments_of(target))


def _is_readable(moment: Moment) -> bool:
    if isinstance(moment, FirstOf):
        return all(map(_is_readable, moment.moments))
    return isinstance(moment, Becomes) or (isinstance(moment, OnEvent) and not moment.once_by)
