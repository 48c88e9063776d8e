"""Ruling: one rule that decided something about a cycle, ready to be told; and what it is seen from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.words_en import ENGLISH
from slacal.spans.instant import duration, from_micros

if TYPE_CHECKING:
    from datetime import datetime, timedelta, tzinfo

    from slacal.engine.clock import Clock
    from slacal.engine.cycle import Cycle
    from slacal.engine.figures import Figures
    from slacal.engine.tiling import Step
    from slacal.engine.words import Value


class Ruling(NamedTuple):
    """Rule `rule` decided `choice`, at an instant where it has one; `said` are the values that its words name.

    >>> print(Ruling("P29", "assumes", None, ("the zone is UTC",)))
    P29: assumed: the zone is UTC
    """

    rule: str
    choice: str
    at: datetime | None = None
    said: tuple[Value, ...] = ()

    @property
    def code(self) -> str:
        """The key of its words, such as ``P9.carry``."""
        return f"{self.rule}.{self.choice}"

    def __str__(self) -> str:
        return f"{self.rule}: {ENGLISH.said(self.code, *self.said, at=self.at)}"


class Case(NamedTuple):
    """A cycle with a clock, and what its explanation has found so far; instants in microseconds since 1970."""

    cycle: Cycle
    clock: Clock
    figures: Figures
    zone: tzinfo
    steps: tuple[Step, ...]
    ahead: tuple[Step, ...]

    def at(self, instant: int) -> datetime:
        """Return an instant in the zone of the explanation."""
        return from_micros(instant, self.zone)

    def ruled(self, rule: str, choice: str, at: int | None, *said: Value) -> Ruling:
        """Return a ruling of an instant, or of none."""
        return Ruling(rule, choice, None if at is None else self.at(at), said)

    def amount(self, micros: int) -> timedelta:
        """Return an amount of microseconds as it is told."""
        return duration(micros)
