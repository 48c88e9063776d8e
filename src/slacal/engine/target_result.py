"""TargetResult: one target of a ticket, with all of its cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.cycle import Cycle
from slacal.engine.stage import Outcome

if TYPE_CHECKING:
    from slacal.engine.clock import Clock
    from slacal.engine.cycle import Seen


class TargetResult(Cycle):
    """One target of a ticket: the open cycle, else the last one, with all of the target's ``cycles`` beside it.

    A target whose clock has not started has no cycles; its stage is pending and its outcome open.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> answer = policy.evaluate(history, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))["answer"]
    >>> answer.stage, len(answer.cycles), answer.open is answer.worst
    (<Stage.RUNNING: 'running'>, 1, True)
    """

    __slots__ = ("cycles",)

    cycles: tuple[Cycle, ...]

    def __init__(self, seen: Seen, clock: Clock | None, number: int, cycles: tuple[Cycle, ...] = ()) -> None:
        """Hold the cycle at hand, and all of them."""
        Cycle.__init__(self, seen, clock, number)
        object.__setattr__(self, "cycles", cycles)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.seen, self.clock, self.number, self.cycles)

    def _key(self) -> tuple[Any, ...]:
        return (*super()._key(), self.cycles)

    __hash__ = Cycle.__hash__

    @property
    def open(self) -> Cycle | None:
        """The open cycle, of several the one that is due first, or None."""
        return next((one for one in self.cycles if one.number == self.number and one.is_open), None)

    @property
    def worst(self) -> Cycle:
        """The worst cycle: a breached one first, then the one with the least remaining."""
        return min(self.cycles, key=_badness) if self.cycles else self


_ORDER = {Outcome.BREACHED: 0, Outcome.OPEN: 1, Outcome.MET: 2, Outcome.NONE: 3}


def _badness(cycle: Cycle) -> tuple[int, float]:
    left = cycle.remaining.total_seconds() if cycle.remaining is not None else float("inf")
    return _ORDER[cycle.outcome], left


TargetResult.__module__ = "slacal"
