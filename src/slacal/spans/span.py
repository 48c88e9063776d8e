"""Span: one half-open stretch of time."""

from __future__ import annotations

from dataclasses import dataclass

from slacal.errors import BadInput


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One stretch of time, start included, end excluded.

    Unit: microseconds since 1970-01-01T00:00Z. Empty when start == end.

    >>> Span(0, 60) & Span(30, 90)
    Span(start=30, end=60)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadInput("end", self.end, f"lies before start={self.start}", "swap the two")

    def __and__(self, other: Span) -> Span:
        """Return what both share; empty, at the later start, when they share nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, max(start, end))

    @property
    def length(self) -> int:
        """The microseconds between start and end."""
        return self.end - self.start
