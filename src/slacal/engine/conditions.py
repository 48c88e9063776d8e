"""Conditions: data that is true or false of a ticket's facts. Never code, and always an answer.

An absent fact satisfies only `Absent` and `Not`. Scalars compare as text (see `facts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from slacal.engine.facts import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar


class Condition(Protocol):
    """Something that holds, or does not, of the facts of a ticket."""

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        """Tell whether it holds."""
        ...

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        ...


@dataclass(frozen=True, slots=True)
class IsAny:
    """The fact is one of the given texts."""

    field: str
    texts: frozenset[str]

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        """Tell whether the fact is there and so."""
        value = facts.get(self.field)
        return value is not None and as_text(value) in self.texts

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Present:
    """The fact is there."""

    field: str

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        return facts.get(self.field) is not None

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Between:
    """The fact is a number within bounds; None leaves a side open, an exclusive bound does not count itself."""

    field: str
    at_least: float | None = None
    more_than: float | None = None
    at_most: float | None = None
    less_than: float | None = None

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        """Tell whether the fact is there and so."""
        try:
            number = float(as_text(facts.get(self.field)))  # what is absent is no number
        except ValueError:
            return False
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.more_than is None or number > self.more_than)
            and (self.at_most is None or number <= self.at_most)
            and (self.less_than is None or number < self.less_than)
        )

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Dated:
    """The fact is a date from `since` on and before `before`."""

    field: str
    since: date | None = None
    before: date | None = None

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        """Tell whether the fact is there and so."""
        try:
            day = date.fromisoformat(as_text(facts.get(self.field))[:10])  # what is absent is no date
        except ValueError:
            return False
        return (self.since is None or day >= self.since) and (self.before is None or day < self.before)

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class Not:
    """The inner condition does not hold."""

    inner: Condition

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        return not self.inner.holds(facts)

    def fields(self) -> frozenset[str]:
        return self.inner.fields()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every inner condition holds."""

    inner: tuple[Condition, ...]

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        return all(condition.holds(facts) for condition in self.inner)

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(condition.fields() for condition in self.inner))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one inner condition holds."""

    inner: tuple[Condition, ...]

    def holds(self, facts: Mapping[str, Scalar]) -> bool:
        return any(condition.holds(facts) for condition in self.inner)

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(condition.fields() for condition in self.inner))
