"""Hypothesis strategies for what happens to tickets: lives in good order, and the mess that systems really send.

They speak the words of `policy_documents`: ``agent_reply``, ``customer_reply``, a ``status`` from new to closed, and
the facts on which goals depend. They shrink towards a ticket created on Monday 5 January 2026, 09:00 UTC.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.testing.oracle_clock import DAY, HOUR, SECOND, date_shown, datetime_of, instant_of
from slacal.testing.strategies import edges_near, instants
from slacal.testing.strategy_doors import check_calendar, facts_of, most_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.calendars.calendar import Calendar
    from slacal.engine.facts import Scalar

    Facts: TypeAlias = Mapping[str, Sequence[Scalar]]

#: The facts of drawn tickets, each with the values that it may have; None: the ticket does not have it.
FACTS: Facts = MappingProxyType(
    {
        "priority": ("high", "low", "normal", None),
        "tier": ("gold", "paid", "free", None),
        "promised": (None, "2026-01-09", "2026-03-29T02:30+01:00", "2026-10-25"),
        "allowed": (None, "4 business hours", "2 business days", "6 calendar hours"),
    }
)
_FOLLOWING = {
    "new": ("open", "waiting", "solved"),
    "open": ("waiting", "on_hold", "solved"),
    "waiting": ("open", "solved"),
    "on_hold": ("open", "solved"),
    "solved": ("open", "closed"),
    "closed": (),
}
_MINUTE = 60 * SECOND
_STEPS = st.one_of(
    st.sampled_from([HOUR, _MINUTE, 30 * _MINUTE, 4 * HOUR, 8 * HOUR, 8 * HOUR + _MINUTE, DAY, 3 * DAY]),
    st.integers(1, 7 * 24 * 60).map(lambda minutes: minutes * _MINUTE),
)


def events(*, facts: Facts | None = None) -> SearchStrategy[Event]:
    """Draw single events: a ticket created, a reply, a change of status or of `facts`, a due set by hand.

    Raises: WrongType, BadInput for facts that are not as those of `histories`.

    >>> from slacal.testing import simplest
    >>> simplest(events()).kind
    'created'
    """
    known = FACTS if facts is None else facts_of(facts, _FOLLOWING)
    at = instants()
    created = st.builds(Event, at, st.just("created"), _first_facts(known))
    happened = st.builds(Event, at, st.sampled_from(["agent_reply", "customer_reply", "work_started", "unheard_of"]))
    status = st.builds(_status, at, st.sampled_from([*_FOLLOWING]))
    by_hand = st.builds(_due, at, instants())
    return st.one_of(created, happened, status, by_hand)


def _status(at: datetime, status: str) -> Event:
    return Event(at, "changed", status=status)


def _due(at: datetime, due: datetime) -> Event:
    return Event(at, "due_override", details={"due_at": due})


def histories(
    *, most: int = 8, facts: Facts | None = None, calendar: Calendar | None = None
) -> SearchStrategy[History]:
    """Draw well-formed lives of tickets: created first, each status one that may follow, each event later than before.

    At `most` so many events; with `calendar`, many of them at its openings and closings, all in its zone. `facts` are
    those of your tickets, by name, each with the values it may have; None among them: a ticket may lack it. Raises:
    WrongType, BadInput.

    >>> from slacal.testing import simplest
    >>> [event.kind for event in simplest(histories())]
    ['created']
    >>> simplest(histories(facts={"queue": ["billing"]})).events[0].changes["queue"]
    'billing'
    """
    return _checked_lives(most, facts, calendar).map(lambda life: History("T-1", life))


def messy_histories(
    *, most: int = 8, facts: Facts | None = None, calendar: Calendar | None = None
) -> SearchStrategy[History]:
    """Draw lives of tickets as broken systems tell them; still in order of time, as every history is.

    One fault or several: events without a ticket that was created, events that come twice, several at one instant,
    kinds that nobody knows, changes that change nothing, facts taken away, news after the end. Options are as in
    `histories`.

    >>> from slacal.testing import simplest
    >>> [event.kind for event in simplest(messy_histories())]
    ['created', 'created']
    >>> len(simplest(messy_histories(), lambda history: len(history) == 0))
    0
    """
    return _messes(_checked_lives(most, facts, calendar)).map(lambda mess: History.sorted("T-1", mess))


# -- lives in good order -----------------------------------------------------------------------------------------------


def _checked_lives(most: int, facts: Facts | None, calendar: Calendar | None) -> SearchStrategy[list[Event]]:
    check_calendar(calendar)
    return _lives(most_of(most), FACTS if facts is None else facts_of(facts, _FOLLOWING), calendar)


@lru_cache
def _starts() -> SearchStrategy[int]:
    days = st.sampled_from([datetime(2026, month, day, 9, tzinfo=ZoneInfo("UTC")) for month, day in _WEEKS])
    return st.builds(int.__add__, days.map(instant_of), st.one_of(st.just(0), _STEPS))


_WEEKS = ((1, 5), (3, 23), (10, 19), (12, 28))


def _first_facts(facts: Facts) -> SearchStrategy[dict[str, Scalar]]:
    """Draw the facts with which a ticket is created."""
    drawn = st.fixed_dictionaries({name: st.sampled_from([*values]) for name, values in facts.items()})
    return drawn.map(lambda found: {"status": "new", **{name: one for name, one in found.items() if one is not None}})


@st.composite
def _lives(draw: DrawFn, most: int, facts: Facts, calendar: Calendar | None) -> list[Event]:
    now, known = draw(_starts()), draw(_first_facts(facts))
    zone = None if calendar is None else ZoneInfo(calendar.zone)
    life = [_event(now, "created", known, zone)]
    for _ in range(draw(st.integers(0, most - 1))):
        kind, changes = draw(_happenings(known, facts))
        if not kind:
            break
        now = draw(_later(now, calendar))
        known = {**known, **changes}
        life.append(_event(now, kind, changes, zone))
    return life


def _event(at: int, kind: str, changes: Mapping[str, Scalar], zone: ZoneInfo | None) -> Event:
    shown = datetime_of(at)
    return Event(shown if zone is None else shown.astimezone(zone), kind, changes)


def _happenings(known: Mapping[str, Scalar], facts: Facts) -> SearchStrategy[tuple[str, dict[str, Scalar]]]:
    """Draw what may happen next, a kind and changes; no kind where the ticket is closed."""
    following = _FOLLOWING[str(known["status"])]
    if not following:
        return st.just(("", {}))
    none: dict[str, Scalar] = {}
    status = st.sampled_from(following).map(_becomes)
    others = {
        name: [one for one in values if one != known.get(name) and one is not None] for name, values in facts.items()
    }
    changes = [(name, one) for name, values in others.items() for one in values]
    kinds: list[SearchStrategy[tuple[str, dict[str, Scalar]]]] = [
        st.tuples(st.just("agent_reply"), st.one_of(st.just(none), status)),
        st.tuples(st.just("changed"), status),
        st.tuples(st.sampled_from(["customer_reply", "work_started"]), st.just(none)),
    ]
    if changes:
        kinds.append(st.sampled_from(changes).map(lambda change: ("changed", dict([change]))))
    return st.one_of(kinds)


def _becomes(status: str) -> dict[str, Scalar]:
    return {"status": status}


def _later(now: int, calendar: Calendar | None) -> SearchStrategy[int]:
    """Draw an instant after another: some time later, or at an opening or a closing soon."""
    ahead = _STEPS.map(lambda step: now + step)
    if calendar is None:
        return ahead
    edges = [edge for edge in edges_near(calendar, date_shown(now, calendar.zone)) if edge > now]
    return st.one_of(ahead, st.sampled_from(edges)) if edges else ahead


# -- the mess ----------------------------------------------------------------------------------------------------------


@st.composite
def _messes(draw: DrawFn, lives: SearchStrategy[list[Event]]) -> list[Event]:
    life = draw(lives)
    for fault in draw(st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=3)):
        if life:
            life = fault(life, draw(st.integers(0, len(life) - 1)))
    return life


def _twice(life: list[Event], place: int) -> list[Event]:
    return [*life[: place + 1], *life[place:]]


def _twice_later(life: list[Event], place: int) -> list[Event]:
    return [*life, _moved(life[place], life[-1].at + timedelta(minutes=1))]


def _at_one_instant(life: list[Event], place: int) -> list[Event]:
    return [*life[:place], *(_moved(event, life[place].at) for event in life[place : place + 3]), *life[place + 3 :]]


def _orphaned(life: list[Event], place: int) -> list[Event]:
    return life[1:] if place == 0 else [event for event in life[place:] if event.kind != "created"]


def _unknown(life: list[Event], place: int) -> list[Event]:
    odd = Event(life[place].at, "unheard_of", {"mood": "grim"}, details={"by": "robot"})
    return [*life[: place + 1], odd, *life[place + 1 :]]


def _unchanged(life: list[Event], place: int) -> list[Event]:
    return [*life[: place + 1], Event(life[place].at, "changed", life[place].changes), *life[place + 1 :]]


def _taken_away(life: list[Event], place: int) -> list[Event]:
    gone = dict.fromkeys(life[place].changes)
    return [*life, Event(life[-1].at + timedelta(hours=1), "changed", gone)]


def _after_the_end(life: list[Event], _: int) -> list[Event]:
    closed = Event(life[-1].at + timedelta(hours=1), "changed", status="closed")
    return [*life, closed, Event(closed.at + timedelta(days=1), "customer_reply")]


def _moved(event: Event, at: datetime) -> Event:
    return Event(at, event.kind, event.changes, details=event.details)


_FAULTS: list[Callable[[list[Event], int], list[Event]]] = [
    _twice, _orphaned, _at_one_instant, _twice_later, _unknown, _unchanged, _taken_away, _after_the_end,
]  # fmt: skip
