"""Queue: in which order tickets are worked on (rule P28)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from slacal.engine.facts import as_text
from slacal.engine.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.engine.facts import Scalar

WORDS = ("registered", "due", "remaining")
_Key: TypeAlias = tuple[int, Fraction | str]
Place: TypeAlias = tuple[int, tuple[_Key, ...], str]
_LAST: _Key = (2, "")


@dataclass(frozen=True, slots=True)
class Rank:
    """Tickets that come before those of later ranks; among themselves in order of the keys `by`, one after another.

    A key is ``registered``, ``due``, ``remaining``, or a fact: numbers come before text, what is missing comes last.
    """

    by: tuple[str, ...]
    when: Condition | None = None

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        return frozenset(self.by).difference(WORDS) | (frozenset[str]() if self.when is None else self.when.fields())


OTHERS = Rank(("registered",))


class Entry(NamedTuple):
    """One ticket: instants and the remaining open time in microseconds, None where nothing is due."""

    ticket: str
    facts: Mapping[str, Scalar]
    registered_at: int
    due_at: int | None = None
    remaining: int | None = None


def place_of(entry: Entry, ranks: tuple[Rank, ...]) -> Place:
    """Return what puts tickets in the order in which they are worked on, when they are sorted by it; ties by ticket.

    The first rank whose condition holds counts. Tickets without one come last, in order of registration.

    >>> late, soon, idle = Entry("T-1", {}, 0, due_at=9), Entry("T-2", {}, 3, due_at=5), Entry("T-0", {}, 1)
    >>> in_order = sorted([late, soon, idle], key=lambda entry: place_of(entry, (Rank(("due",)),)))
    >>> [entry.ticket for entry in in_order]
    ['T-2', 'T-1', 'T-0']
    """
    for place, rank in enumerate(ranks):
        if rank.when is None or rank.when.holds(entry.facts):
            return place, _keys(entry, rank), entry.ticket
    return len(ranks), _keys(entry, OTHERS), entry.ticket


def _keys(entry: Entry, rank: Rank) -> tuple[_Key, ...]:
    known = dict(zip(WORDS, (entry.registered_at, entry.due_at, entry.remaining), strict=True))
    return tuple(_key(known[name] if name in known else entry.facts.get(name)) for name in rank.by)


def _key(value: Scalar) -> _Key:
    if value is None:
        return _LAST
    number = number_in(value)
    return (1, as_text(value)) if number is None else (0, number)
