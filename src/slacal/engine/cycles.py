"""Cycles: one target's cycles so far. Past ones are linked, so that a long life costs a link for each, and no copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.moments import NONE_SPENT
from slacal.engine.pausing import UNPAUSED

if TYPE_CHECKING:
    from slacal.engine.clock import Clock
    from slacal.engine.moments import OnceKey
    from slacal.engine.pausing import Held


class Past:
    """A cycle that another has followed, linked to those before it."""

    __slots__ = ("before", "clock")

    def __init__(self, clock: Clock, before: Past | None) -> None:
        """Link a cycle behind `before`."""
        self.clock = clock
        self.before = before

    def __reduce__(self) -> tuple[object, ...]:
        return past_of, (listed(self),)


def listed(past: Past | None) -> list[Clock]:
    """Return the cycles, the first first."""
    found: list[Clock] = []
    while past is not None:
        found.append(past.clock)
        past = past.before
    return found[::-1]


def past_of(clocks: list[Clock]) -> Past | None:
    """Return cycles linked, the last one in hand."""
    past: Past | None = None
    for clock in clocks:
        past = Past(clock, past)
    return past


class Cycles(NamedTuple):
    """One target's cycles so far: the current one, and those before it.

    ``held`` tells which pairs of moments pause, with one entry for each version of the policy; ``spent`` are the
    vouchers that events have used.
    """

    current: Clock | None = None
    past: Past | None = None
    held: tuple[Held, ...] = (UNPAUSED,)
    spent: frozenset[OnceKey] = NONE_SPENT

    @property
    def clocks(self) -> list[Clock]:
        """All cycles, the first first."""
        return listed(self.past) if self.current is None else [*listed(self.past), self.current]

    def with_current(self, clock: Clock) -> Cycles:
        """Return the cycles with the current one as it now is."""
        return self if clock is self.current else Cycles(clock, self.past, self.held, self.spent)

    def followed_by(self, clock: Clock) -> Cycles:
        """Return the cycles with another one begun."""
        past = self.past if self.current is None else Past(self.current, self.past)
        return Cycles(clock, past, self.held, self.spent)
