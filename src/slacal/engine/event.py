"""Event: one thing that happened to a ticket, at an instant."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from slacal.engine.facts import check_fact
from slacal.engine.frozen import Frozen
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import check_type
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from datetime import datetime

    from slacal.engine.facts import Scalar

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Event(Frozen):
    """One thing that happened: when, of what kind, which facts it changed, and its own details.

    Facts stay until another event changes them (None removes one); details belong to this event alone. Every field
    name is possible in `changes`; as keywords, any but ``details``. A frozen value: equal when all parts are.
    ``instant`` is ``at`` in microseconds since 1970 in UTC, by which events are ordered.
    Raises: WrongType, BadInput for a naive datetime or an empty kind.

    >>> from datetime import UTC
    >>> Event(datetime(2026, 11, 20, 9, tzinfo=UTC), "changed", status="waiting")
    Event(datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.timezone.utc), 'changed', {'status': 'waiting'})
    """

    __slots__ = ("at", "changes", "details", "instant", "kind")

    at: datetime
    instant: int
    kind: str
    changes: Mapping[str, Scalar]
    details: Mapping[str, Scalar]

    def __init__(
        self,
        at: datetime,
        kind: str,
        changes: Mapping[str, Scalar] = _NOTHING,
        /,
        *,
        details: Mapping[str, Scalar] = _NOTHING,
        **more: Scalar,
    ) -> None:
        """Check and freeze the parts."""
        if not isinstance(kind, str) or not kind.strip():
            raise BadInput("kind", kind, "is not an event kind", "name what happened, as in 'created'")
        put = object.__setattr__
        put(self, "at", at)
        put(self, "instant", to_micros(at))
        put(self, "kind", kind)
        put(self, "changes", _frozen("changes", {**_frozen("changes", changes), **more} if more else changes))
        put(self, "details", _frozen("details", details))

    def _key(self) -> tuple[object, ...]:
        return self.instant, self.kind, _in_order(self.changes), _in_order(self.details)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Event) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        changes = f", {dict(self.changes)!r}" if self.changes else ""
        details = f", details={dict(self.details)!r}" if self.details else ""
        return f"Event({self.at!r}, {self.kind!r}{changes}{details})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.at, self.kind, dict(self.changes), dict(self.details))


def _in_order(facts: Mapping[str, Scalar]) -> tuple[tuple[str, Scalar], ...]:
    return tuple((name, facts[name]) for name in sorted(facts))


def _rebuild(at: datetime, kind: str, changes: dict[str, Scalar], details: dict[str, Scalar]) -> Event:
    return Event(at, kind, changes, details=details)


def _frozen(field: str, facts: Mapping[str, Scalar]) -> Mapping[str, Scalar]:
    if facts is _NOTHING:
        return _NOTHING
    check_type(field, facts, Mapping, "a mapping", "pass facts as {name: value}")
    for name, value in facts.items():
        if not isinstance(name, str):
            raise WrongType(field, name, "is not the name of a fact", "pass facts as {name: value}, names as text")
        check_fact(value, f"{field}.{name}")
    return MappingProxyType(dict(facts))


Event.__module__ = "slacal"
