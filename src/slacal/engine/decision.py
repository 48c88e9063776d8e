"""Decisions: which rule decided something about a cycle, and how. Words are chosen where they are shown."""

from __future__ import annotations

from typing import NamedTuple


class Decision(NamedTuple):
    """At an instant, rule `rule` decided `choice`; `said` fills in the words."""

    rule: str
    choice: str
    at: int
    said: tuple[str, ...] = ()


class Decided:
    """A decision, linked to the one before it: a long life costs a link for each, and no copy."""

    __slots__ = ("before", "decision")

    def __init__(self, decision: Decision, before: Decided | None = None) -> None:
        """Link a decision behind `before`."""
        self.decision = decision
        self.before = before

    def __reduce__(self) -> tuple[object, ...]:
        return decided, (in_order(self),)


def in_order(last: Decided | None) -> list[Decision]:
    """Return the decisions, the first first."""
    found: list[Decision] = []
    while last is not None:
        found.append(last.decision)
        last = last.before
    return found[::-1]


def decided(decisions: list[Decision]) -> Decided | None:
    """Return decisions linked, the last one in hand."""
    last: Decided | None = None
    for decision in decisions:
        last = Decided(decision, last)
    return last
