"""Tickets for a policy: histories drawn from what the policy reads, so that its own rules are the ones put to the test.

All times are whole minutes. They shrink towards a ticket that is created on Monday 5 January 2026, and no more.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.engine.conditions import Between, Dated, IsAny, Present
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import Given, Until
from slacal.engine.moments import OnEvent
from slacal.engine.reads import OVERRIDE
from slacal.engine.scope import Cell, Scope
from slacal.engine.terms import Terms
from slacal.errors import UnknownName, nearest
from slacal.errors.doors import all_of, check_type, whole_of
from slacal.testing.oracle_clock import datetime_of
from slacal.testing.strategies_of_tickets import MONDAYS, instants_near
from slacal.testing.strategy_doors import most_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.engine.facts import Scalar
    from slacal.policies.policy import Policy

Promise: TypeAlias = "Policy | Terms"
_UNREAD = "something else"
_MOST_DAYS = 3_660
_NONE: frozenset[str] = frozenset()
_DATES = ("2026-01-07", "2026-01-06T12:00+00:00", "2026-03-27T17:00+00:00", "2026-10-25")
_AMOUNTS = ("4 business hours", "1 business day", "6 calendar hours")


def terms_of(policy: Promise) -> Terms:
    """Return what a policy means; terms are what they are. Raises: WrongType."""
    if isinstance(policy, Terms):
        return policy
    from slacal.policies.policy import Policy  # its documents cost a quarter of a second

    check_type("policy", policy, Policy, "a Policy", "build one with Policy.load")
    return policy.terms


def tickets(
    policy: Promise, *, most: int = 8, days: int = 7, without: Iterable[str] = ()
) -> SearchStrategy[tuple[History, datetime]]:
    """Draw a ticket of up to `most` events in some days, and an instant at which to look at it.

    Its events are of the kinds that the policy reads, and change the facts that it reads to the values that it names.
    `without`: kinds that do not come after the first event, as ``"due_override"`` where nobody sets a due by hand, or
    a second ``"created"``. Bounds: 1 to 1,000 events, in 1 to 3,660 days. Raises: WrongType, UnknownName, BadInput.
    """
    lacking = lacking_of(policy, without)
    within = whole_of("days", days, "pass in how many days the events lie", least=1, most=_MOST_DAYS)
    return _tickets(terms_of(policy), lacking, most_of(most), within)


@st.composite
def _tickets(draw: DrawFn, terms: Terms, lacking: frozenset[str], most: int, days: int) -> tuple[History, datetime]:
    monday = draw(st.sampled_from(MONDAYS))
    times = sorted(draw(st.lists(instants_near(monday, days), min_size=1, max_size=most)))
    created = Event(datetime_of(times[0]), "created", draw(first_facts(terms)))
    events = [created, *(draw(ticket_events(terms, datetime_of(at), lacking)) for at in times[1:])]
    as_of = draw(st.one_of(instants_near(monday, days + 2), st.sampled_from(times)))
    return History("T-1", events), datetime_of(max(as_of, times[0]))


def first_facts(policy: Promise) -> SearchStrategy[dict[str, Scalar]]:
    """Draw the facts with which a ticket is created: any of those that the policy reads."""
    values = _values(terms_of(policy))
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(known) for name, known in values.items()})


def lacking_of(policy: Promise, without: Iterable[str]) -> frozenset[str]:
    """Return the kinds of events not to draw. Raises: WrongType; UnknownName for one that would not be drawn anyway."""
    lacking = all_of("without", without, str, "a kind of event", 'pass kinds, as in without=("due_override",)')
    known = {"created", *_kinds(terms_of(policy), _NONE)}
    for kind in lacking:
        if kind not in known:
            mend = nearest(kind, known, f"name some of {', '.join(map(repr, sorted(known)))}")
            raise UnknownName("without", kind, "is no kind of event of these tickets", mend)
    return frozenset(lacking)


@st.composite
def ticket_events(draw: DrawFn, policy: Promise, at: datetime, lacking: frozenset[str] = _NONE) -> Event:
    """Draw what may happen to a ticket under a policy at an instant: an event that it reads, or one that it does not.

    Facts change alone or along with it, and a due is set by hand, some days before or after.
    """
    terms = terms_of(policy)
    kind = draw(st.sampled_from(_kinds(terms, lacking)))
    if kind == OVERRIDE:
        due = draw(st.one_of(st.none(), instants_near(_monday_of(at), 9).map(datetime_of)))
        return Event(at, kind, details={"due_at": due})
    return Event(at, kind, draw(_changes(terms)), details=draw(_details(terms)))


@lru_cache(maxsize=64)
def _changes(terms: Terms) -> SearchStrategy[dict[str, Scalar]]:
    """Draw no change, or one fact or two with new values; None removes one."""
    values = _values(terms)
    if not values:
        return st.just({})
    one = st.sampled_from(sorted(values)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(values[name])))
    return st.lists(one, max_size=2).map(dict)


@lru_cache(maxsize=64)
def _details(terms: Terms) -> SearchStrategy[dict[str, Scalar]]:
    """Draw the details by which moments tell events apart, or none."""
    values: dict[str, list[Scalar]] = {}
    for moment in (one for version in terms.versions() for one in _moments(version)):
        for name, texts in moment.details:
            values.setdefault(name, []).extend(sorted(texts))
        if moment.once_by:
            values[moment.once_by] = ["A", "B"]
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(known) for name, known in sorted(values.items())})


def _moments(value: object) -> Iterator[OnEvent]:
    """Yield every kind of event with its details that terms name."""
    if isinstance(value, OnEvent):
        yield value
    else:
        for part in _parts(value):
            yield from _moments(part)


def _monday_of(at: datetime) -> int:
    day = 24 * 3_600_000_000
    since = (at - datetime_of(MONDAYS[0])).days
    return MONDAYS[0] + since // 7 * 7 * day


@lru_cache(maxsize=64)
def _kinds(terms: Terms, lacking: frozenset[str]) -> list[str]:
    """Return the kinds of events to draw: a change of facts, what is read, and one that nobody reads."""
    kinds = ["changed", *sorted(terms.kinds - {"changed", OVERRIDE}), OVERRIDE]
    return [*(kind for kind in kinds if kind not in lacking), _UNREAD]


@lru_cache(maxsize=64)
def _values(terms: Terms) -> Mapping[str, list[Scalar]]:
    """Return for each fact that the terms read the values that make a difference, and one that does not.

    A fact that is a date or an amount is nothing else: anything but that is refused.
    """
    found: dict[str, list[Scalar]] = {name: [] for name in terms.fields}
    for version in terms.versions():
        for name, texts in _named(version):
            found.setdefault(name, []).extend(texts)
    formed = {name: held for name, texts in found.items() for held in (_DATES, _AMOUNTS) if set(held) <= set(texts)}
    values = {name: formed.get(name, [*dict.fromkeys(texts), "other"]) for name, texts in sorted(found.items())}
    return {name: [*texts, None] for name, texts in values.items()}


def _named(value: object) -> Iterator[tuple[str, Iterable[Scalar]]]:
    """Yield each fact that is compared anywhere inside terms, with values on both sides of the comparison."""
    if isinstance(value, IsAny):
        yield value.field, sorted(value.texts)
    elif isinstance(value, Between):
        bounds = [bound for bound in (value.at_least, value.more_than, value.at_most, value.less_than) if bound]
        yield value.field, [near for bound in bounds for near in (bound, bound - 1, bound + 1)] or [0]
    elif isinstance(value, Dated):
        yield value.field, [str(day) for day in (value.since, value.before) if day is not None]
    elif isinstance(value, Present):
        yield value.field, ["there"]
    elif isinstance(value, Until | Given):
        yield value.field, _DATES if isinstance(value, Until) else _AMOUNTS
    elif isinstance(value, Scope):
        yield value.rows, [name for name, _ in value.table]
        yield value.columns, [name for _, row in value.table if not isinstance(row, Cell) for name, _ in row]
    for part in _parts(value):
        yield from _named(part)


def _parts(value: object) -> Iterator[object]:
    """Yield what a value is made of: the items of a tuple, the fields of a dataclass; a calendar is one piece."""
    if isinstance(value, tuple | frozenset):
        yield from cast("Iterable[object]", value)
    elif is_dataclass(value) and not isinstance(value, type | Calendar):
        told: Any = value
        yield from (getattr(told, field.name) for field in fields(told) if field.compare and field.name != "later")
