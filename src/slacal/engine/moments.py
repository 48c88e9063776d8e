"""Moments: the instants in a ticket's life at which a clock starts, stops or is cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from slacal.engine.facts import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.engine.event import Event
    from slacal.engine.facts import Scalar


class Happening(NamedTuple):
    """One event with the facts before and after it; ``before`` is None at the ticket's first event."""

    event: Event
    before: Mapping[str, Scalar] | None
    after: Mapping[str, Scalar]


class Moment(Protocol):
    """An instant that a promise names."""

    def fires(self, happening: Happening) -> bool:
        """Tell whether this event is the moment."""
        ...

    def stands(self, facts: Mapping[str, Scalar]) -> bool:
        """Tell whether the state that the moment begins holds of the facts; never, for an event."""
        ...

    def kinds(self) -> frozenset[str]:
        """Return the event kinds that it reads."""
        ...

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        ...


@dataclass(frozen=True, slots=True)
class OnEvent:
    """An event of one of the kinds, with the given details if any are named."""

    names: frozenset[str]
    details: tuple[tuple[str, frozenset[str]], ...] = ()

    def fires(self, happening: Happening) -> bool:
        event = happening.event
        if event.kind not in self.names:
            return False
        return all(
            (value := event.details.get(name)) is not None and as_text(value) in texts for name, texts in self.details
        )

    def stands(self, facts: Mapping[str, Scalar]) -> bool:  # noqa: ARG002 - an event is over at once
        return False

    def kinds(self) -> frozenset[str]:
        return self.names

    def fields(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Becomes:
    """The instant at which a condition becomes true; one that is true at the first event counts there."""

    condition: Condition

    def fires(self, happening: Happening) -> bool:
        if happening.before is happening.after:
            return False
        began = happening.before is not None and self.condition.holds(happening.before)
        return not began and self.condition.holds(happening.after)

    def stands(self, facts: Mapping[str, Scalar]) -> bool:
        return self.condition.holds(facts)

    def kinds(self) -> frozenset[str]:
        return frozenset()

    def fields(self) -> frozenset[str]:
        return self.condition.fields()


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The earliest of several moments."""

    moments: tuple[Moment, ...]

    def fires(self, happening: Happening) -> bool:
        return any(moment.fires(happening) for moment in self.moments)

    def stands(self, facts: Mapping[str, Scalar]) -> bool:
        return any(moment.stands(facts) for moment in self.moments)

    def kinds(self) -> frozenset[str]:
        return frozenset[str]().union(*(moment.kinds() for moment in self.moments))

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(moment.fields() for moment in self.moments))
