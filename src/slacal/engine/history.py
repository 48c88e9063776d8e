"""History: what happened to one ticket, in order of time, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slacal.display import printed
from slacal.engine.event import Event
from slacal.errors import BadInput
from slacal.errors.doors import all_of, check_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class History:
    """The events of one ticket in order of time; events of one instant stay in the order given.

    Raises: BadInput when an event lies before the one ahead of it; `History.sorted` puts them in order instead.

    >>> from datetime import UTC, datetime
    >>> created = Event(datetime(2026, 11, 20, 9, tzinfo=UTC), "created", {"priority": "high"})
    >>> len(History("T-1", [created]))
    1
    """

    ticket: str
    events: tuple[Event, ...]

    def __init__(self, ticket: str, events: Iterable[Event] = ()) -> None:
        """Check the types and the order."""
        check_type("ticket", ticket, str, "the name of a ticket", 'name it first, as in History("T-1", events)')
        object.__setattr__(self, "ticket", ticket)
        object.__setattr__(self, "events", _checked(events))
        before = None
        for place, event in enumerate(self.events):
            if before is not None and event.instant < before:
                raise BadInput(
                    f"events[{place}]", event, "lies before the event ahead of it",
                    "use History.sorted(ticket, events)", code="out-of-order",
                )  # fmt: skip
            before = event.instant

    @classmethod
    def sorted(cls, ticket: str, events: Iterable[Event]) -> History:
        """Build a history from events in any order; those of one instant keep the order given."""
        return cls(ticket, sorted(_checked(events), key=lambda event: event.instant))

    _repr_pretty_ = printed

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)


def _checked(events: Iterable[Event]) -> tuple[Event, ...]:
    return all_of("events", events, Event, "an Event", "build it with Event(at, kind, ...)")


History.__module__ = "slacal"
