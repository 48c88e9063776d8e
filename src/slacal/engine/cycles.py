"""Cycles: one target's cycles so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.link import Link, listed
from slacal.engine.moments import NONE_SPENT
from slacal.engine.pausing import UNPAUSED

if TYPE_CHECKING:
    from slacal.engine.clock import Clock
    from slacal.engine.moments import OnceKey
    from slacal.engine.pausing import Held


class Cycles(NamedTuple):
    """One target's cycles so far: the current one, and those before it.

    ``held`` tells which pairs of moments pause, with one entry for each version of the policy; ``spent`` are the
    vouchers that events have used.
    """

    current: Clock | None = None
    past: Link[Clock] | None = None
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
        past = self.past if self.current is None else Link(self.current, self.past)
        return Cycles(clock, past, self.held, self.spent)
