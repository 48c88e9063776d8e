"""Agenda: when to look at which ticket again, as a heap that a host keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, cast

from slacal.engine.evaluation import Evaluation
from slacal.errors import BadInput, BeyondHorizon, UnknownName
from slacal.errors.doors import check_type, each_of, mapping_of
from slacal.spans.instant import from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_MEND = "pass what Agenda.to_dict returned"
_TEXT = "pass the ticket as text"
_FORM = 1


class Agenda:
    """The next instant at which each ticket changes by itself, the earliest at hand.

    A ticket has one instant: another `put` replaces it. `due` yields those that are ripe, by instant, then by ticket,
    in whatever order they were put. A host's own value: it changes, and is not to be shared between threads.
    Cost: logarithmic in the tickets for each `put` and each ticket that `due` yields; replaced entries leave the heap
    when they come up, or when they are most of it.

    >>> agenda = Agenda()
    >>> for ticket, minute in (("T-1", 30), ("T-2", 10), ("T-1", 20)):
    ...     agenda.put(ticket, datetime(2026, 11, 23, 10, minute, tzinfo=UTC))
    >>> len(agenda), str(agenda.next_at())
    (2, '2026-11-23 10:10:00+00:00')
    >>> [(ticket, at.minute) for at, ticket in agenda.due(datetime(2026, 11, 23, 10, 20, tzinfo=UTC))]
    [('T-2', 10), ('T-1', 20)]
    """

    __slots__ = ("_at", "_heap")

    def __init__(self, entries: Mapping[str, datetime] | None = None) -> None:
        """Hold some tickets from the first, each with its instant."""
        self._at: dict[str, int] = {}
        self._heap: list[tuple[int, str]] = []
        for ticket, at in ({} if entries is None else mapping_of("entries", entries, "pass {ticket: at}")).items():
            self.put(ticket, at)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, ticket: object) -> bool:
        return isinstance(ticket, str) and ticket in self._at

    def __eq__(self, other: object) -> bool:
        return self._at == other._at if isinstance(other, Agenda) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # it changes

    def __repr__(self) -> str:
        return f"<Agenda of {len(self)} tickets, the next at {self.next_at()}>"

    def put(self, ticket: str, at: datetime | None) -> None:
        """Look at a ticket at an instant, and no more when it was put to before; None: not at all.

        Raises: WrongType, BadInput for a naive datetime.
        """
        check_type("ticket", ticket, str, "text", _TEXT)
        if at is None:
            self._at.pop(ticket, None)
            return
        self._put(ticket, to_micros(at))

    def take(self, evaluation: Evaluation) -> None:
        """Look at a ticket again when its evaluation says that something will change by itself."""
        check_type("evaluation", evaluation, Evaluation, "an Evaluation", "pass what policy.evaluate returned")
        self.put(evaluation.ticket, evaluation.next_change_at)

    def at(self, ticket: str) -> datetime:
        """Return when a ticket is looked at, in UTC. Raises: UnknownName."""
        check_type("ticket", ticket, str, "text", _TEXT)
        if ticket not in self._at:
            raise UnknownName("ticket", ticket, "is not on the agenda", "put it there")
        return from_micros(self._at[ticket], UTC)

    def next_at(self) -> datetime | None:
        """Return the earliest instant, in UTC, to sleep until; None when there is nothing."""
        self._drop_replaced()
        return from_micros(self._heap[0][0], UTC) if self._heap else None

    def due(self, now: datetime) -> Iterator[tuple[datetime, str]]:
        """Yield instant, in UTC, and ticket of all that is ripe at `now`, which leaves the agenda as it is yielded.

        What is put while this runs, and is ripe, is yielded too. Raises: BadInput for a naive datetime.
        """
        return self._due(to_micros(now, "now"))

    def _due(self, now: int) -> Iterator[tuple[datetime, str]]:
        while True:
            self._drop_replaced()
            if not self._heap or self._heap[0][0] > now:
                return
            at, ticket = heappop(self._heap)
            del self._at[ticket]
            yield from_micros(at, UTC), ticket

    def _put(self, ticket: str, at: int) -> None:
        if self._at.get(ticket) == at:
            return
        self._at[ticket] = at
        heappush(self._heap, (at, ticket))
        if len(self._heap) > 2 * len(self._at) + 16:
            self._heap = [(at, ticket) for ticket, at in self._at.items()]
            heapify(self._heap)

    def _drop_replaced(self) -> None:
        while self._heap and self._at.get(self._heap[0][1]) != self._heap[0][0]:
            heappop(self._heap)

    def to_dict(self) -> dict[str, Any]:
        """Return the agenda as plain data for JSON: instants in microseconds since 1970, the earliest first.

        >>> Agenda({"T-1": datetime(1970, 1, 1, 0, 1, tzinfo=UTC)}).to_dict()
        {'agenda': 1, 'entries': [[60000000, 'T-1']]}
        """
        return {"agenda": _FORM, "entries": sorted([at, ticket] for ticket, at in self._at.items())}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Agenda:
        """Return the agenda that `to_dict` wrote of. Raises: BadInput, WrongType."""
        told = mapping_of("agenda", stored, _MEND)
        form = told.get("agenda")
        if not isinstance(form, int) or form != _FORM:
            raise BadInput("agenda.agenda", form, "is not a form that is read", _MEND)
        agenda, entries = cls(), cast("Iterable[Any]", told.get("entries"))  # each_of looks
        for place, entry in enumerate(each_of("agenda.entries", entries, _MEND)):
            at, ticket = _entry(entry, f"agenda.entries[{place}]")
            if ticket in agenda:
                raise BadInput(f"agenda.entries[{place}][1]", ticket, "is there twice", _MEND)
            agenda._put(ticket, at)
        return agenda


def _entry(entry: Any, field: str) -> tuple[int, str]:
    if type(entry) not in {list, tuple} or len(entry) != 2:  # noqa: PLR2004 - as the next line takes
        raise BadInput(field, entry, "is not an instant and a ticket", _MEND)
    at, ticket = entry
    if isinstance(at, bool) or not isinstance(at, int):
        raise BadInput(f"{field}[0]", at, "is not a whole number of microseconds", _MEND)
    if not isinstance(ticket, str):
        raise BadInput(f"{field}[1]", ticket, "is not text", _MEND)
    try:
        from_micros(at, UTC)
    except BeyondHorizon as bad:
        raise BeyondHorizon(f"{field}[0]", at, bad.problem, _MEND) from None
    return at, ticket
