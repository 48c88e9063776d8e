"""A team: when it works, how many they are, which ticket it takes next, and how long one takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias, get_args

from slacal.calendars.calendar import Calendar
from slacal.errors import BadInput
from slacal.errors.doors import all_of, check_choice, check_type
from slacal.policies.written import FrozenDict

Order: TypeAlias = Literal["arrival", "due", "priority"]
Times: TypeAlias = Sequence[timedelta]
_SERVICE = "pass a list of timedelta, or {group: list}"


@dataclass(frozen=True, slots=True)
class Team:
    """A team that works in the open time of `calendar`, and of whom `size` work at once; None: nobody waits.

    ``order`` is which ticket is next: that of the earliest ``"arrival"``, of the earliest ``"due"`` time that its
    promises gave at its creation, or of the first group in ``ranks``, ``"priority"``; ties go by arrival, and a ticket
    that comes back keeps its place. Work that has begun is not put aside for another ticket; at closing it rests.

    ``service`` are hands-on times to draw from, for all tickets or by group; without them a ticket keeps a place busy
    as long as it was worked on in the history. Then ``size`` counts tickets in work at once, and not people: most of
    the time that a log shows, a ticket lies on a desk. Raises: WrongType, BadInput.

    >>> office = Calendar.weekly("Mo-Fr 08:00-18:00", zone="UTC")
    >>> Team(office, 4, order="due", service=[timedelta(minutes=20), timedelta(minutes=50)]).size
    4
    """

    calendar: Calendar
    size: int | None = None
    order: Order = "arrival"
    ranks: tuple[str, ...] = ()
    service: Mapping[str, Times] | Times = ()

    def __post_init__(self) -> None:
        check_type("calendar", self.calendar, Calendar, "a Calendar", "pass the hours of the team")
        check_choice("order", self.order, get_args(Order))
        if self.size is not None and (isinstance(self.size, bool) or not isinstance(self.size, int) or self.size < 1):
            raise BadInput("size", self.size, "is not a number of people", "pass 1 or more, or None for no limit")
        object.__setattr__(self, "ranks", all_of("ranks", self.ranks, str, "text", "pass groups, the first one first"))
        if (self.order == "priority") is not bool(self.ranks):
            mend = 'pass both order="priority" and ranks=("high", "low"), or neither'
            raise BadInput("ranks", self.ranks, f"do not go with order={self.order!r}", mend)
        object.__setattr__(self, "service", _service(self.service))

    def times(self, group: str) -> tuple[timedelta, ...]:
        """Return the hands-on times of a group; none means those of the history. Raises: WrongType."""
        check_type("group", group, str, "the name of a group", _SERVICE)
        return tuple(self.service.get(group, ()) if isinstance(self.service, Mapping) else self.service)


def _service(given: Mapping[str, Times] | Times) -> Mapping[str, Times] | Times:
    if not isinstance(given, Mapping):
        return _times("service", given)
    found: dict[str, Times] = {}
    for group, times in given.items():
        check_type("service", group, str, "the name of a group", _SERVICE)
        found[group] = _times(f"service.{group}", times)
        if not found[group]:
            raise BadInput(f"service.{group}", times, "holds no amount of time", _SERVICE)
    return FrozenDict(found)


def _times(field: str, given: Times) -> tuple[timedelta, ...]:
    found = all_of(field, given, timedelta, "an amount of time", _SERVICE)
    for place, time in enumerate(found):
        if time < timedelta(0):
            raise BadInput(f"{field}[{place}]", time, "is negative", "pass amounts of work")
    return found
