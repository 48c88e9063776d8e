"""Moments: the instants in a ticket's life at which a clock starts, stops or is cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from slacal.engine.facts import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.engine.event import Event
    from slacal.engine.facts import Scalar


#: A voucher that was used: the detail that names it, and its value as text.
OnceKey: TypeAlias = tuple[str, str]
NONE_SPENT: frozenset[OnceKey] = frozenset()


class Happening(NamedTuple):
    """One event with the facts before and after it; ``before`` is None at the ticket's first event.

    ``others`` are earlier events of the same instant that are taken together with it (`tie_order: roles`).
    """

    event: Event
    before: Mapping[str, Scalar] | None
    after: Mapping[str, Scalar]
    others: tuple[Event, ...] = ()


class Moment(Protocol):
    """An instant that a promise names.

    A moment keeps nothing. Where one fires only once for each value of a detail, the caller keeps what was `spent`.
    """

    def fires(self, happening: Happening, spent: frozenset[OnceKey] = NONE_SPENT) -> bool:
        """Tell whether this event is the moment, given the vouchers that earlier events spent."""
        ...

    def spends(self, happening: Happening) -> frozenset[OnceKey]:
        """Return the vouchers that this event uses up."""
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
    """An event of one of the kinds, with the given details if any are named.

    `where` is asked of the details as a condition is of facts. With `once_by`, the detail that names a voucher, only
    the first event with each of its values, and none without it.
    """

    names: frozenset[str]
    details: tuple[tuple[str, frozenset[str]], ...] = ()
    once_by: str = ""
    where: Condition | None = None

    def fires(self, happening: Happening, spent: frozenset[OnceKey] = NONE_SPENT) -> bool:
        """Tell whether the event is meant, or one of the others of its instant; a voucher counts once."""
        if self._is_meant(happening.event, spent):
            return True
        return bool(happening.others) and any(self._is_meant(event, spent) for event in happening.others)

    def _is_meant(self, event: Event, spent: frozenset[OnceKey]) -> bool:
        if event.kind not in self.names or not all(_told(event, name, texts) for name, texts in self.details):
            return False
        if self.where is not None and not self.where.holds(event.details):
            return False
        key = self.once_key(event)
        return not self.once_by if key is None else key not in spent

    def spends(self, happening: Happening) -> frozenset[OnceKey]:
        """Return the vouchers that the events use up."""
        if not self.once_by:
            return NONE_SPENT
        events = (happening.event, *happening.others)
        keys = [self.once_key(event) for event in events if self._is_meant(event, NONE_SPENT)]
        return frozenset(key for key in keys if key is not None)

    def once_key(self, event: Event) -> OnceKey | None:
        """Return the voucher that an event names, or None where it names none or none is needed."""
        value = event.details.get(self.once_by) if self.once_by else None
        return None if value is None else (self.once_by, as_text(value))

    def stands(self, facts: Mapping[str, Scalar]) -> bool:  # noqa: ARG002 - an event is over at once
        return False

    def kinds(self) -> frozenset[str]:
        return self.names

    def fields(self) -> frozenset[str]:
        return frozenset()


def _told(event: Event, name: str, texts: frozenset[str]) -> bool:
    value = event.details.get(name)
    return value is not None and as_text(value) in texts


@dataclass(frozen=True, slots=True)
class Becomes:
    """The instant at which a condition becomes true; one that is true at the first event counts there."""

    condition: Condition

    def fires(self, happening: Happening, spent: frozenset[OnceKey] = NONE_SPENT) -> bool:  # noqa: ARG002 - a state has no voucher
        """Tell whether the condition begins to hold with this event."""
        if happening.before is happening.after:
            return False
        began = happening.before is not None and self.condition.holds(happening.before)
        return not began and self.condition.holds(happening.after)

    def spends(self, happening: Happening) -> frozenset[OnceKey]:  # noqa: ARG002 - a state has no voucher
        return NONE_SPENT

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

    def fires(self, happening: Happening, spent: frozenset[OnceKey] = NONE_SPENT) -> bool:
        return any(moment.fires(happening, spent) for moment in self.moments)

    def spends(self, happening: Happening) -> frozenset[OnceKey]:
        return NONE_SPENT.union(*(moment.spends(happening) for moment in self.moments))

    def stands(self, facts: Mapping[str, Scalar]) -> bool:
        return any(moment.stands(facts) for moment in self.moments)

    def kinds(self) -> frozenset[str]:
        return frozenset[str]().union(*(moment.kinds() for moment in self.moments))

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(moment.fields() for moment in self.moments))
