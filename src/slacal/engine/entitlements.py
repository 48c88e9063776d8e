"""Entitlements: from when until when somebody is entitled to support, learned from events (rule P24).

What is known is a `Cover`: the terms of each entitlement, and the vouchers that were used. One event of the ticket, or
of a history that it is about, takes it to the next; nothing else is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.amount_text import resolved
from slacal.engine.dates import after, instant_in
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime
from slacal.engine.moments import NONE_SPENT
from slacal.errors import BadInput
from slacal.spans.day_time import DAY
from slacal.spans.instant import shown
from slacal.spans.wall import local_day, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.conditions import Condition
    from slacal.engine.facts import Facts, Scalar
    from slacal.engine.moments import Happening, Moment, OnceKey

Ends: TypeAlias = Literal["instant", "end_of_day"]
Since: TypeAlias = Literal["old_end", "event"]
Length: TypeAlias = RealTime | CalendarSpan


class StartField(NamedTuple):
    """A date field whose date begins a term; a bare date is its beginning in the entitlement's zone."""

    field: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """An event that adds a term: from the end of the last one, also when that has passed, or from the event itself.

    `at_least`: a length that a fact gives must not be shorter. Where there is nothing to renew, nothing happens.
    """

    on: Moment
    since: Since
    lasts: Length | Given
    at_least: Length | None = None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A right to support: whom it covers, what begins a term, and how long that lasts; None is without end.

    `when` is asked of the ticket; None covers every ticket. `ends`: at the very time of day, or at 24:00 of that date.
    """

    name: str
    when: Condition | None
    start: Moment | StartField
    lasts: Length | Given | None
    ends: Ends = "instant"
    renew: Renewal | None = None
    zone: str = "UTC"

    def kinds(self) -> frozenset[str]:
        """Return the event kinds that it reads."""
        start = frozenset[str]() if isinstance(self.start, StartField) else self.start.kinds()
        return start if self.renew is None else start | self.renew.on.kinds()

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        start = frozenset({self.start.field}) if isinstance(self.start, StartField) else self.start.fields()
        when = frozenset[str]() if self.when is None else self.when.fields()
        on = frozenset[str]() if self.renew is None else self.renew.on.fields()
        lengths = (self.lasts, None if self.renew is None else self.renew.lasts)
        return start | when | on | {length.field for length in lengths if isinstance(length, Given)}


class Term(NamedTuple):
    """From when until when, in microseconds, half-open; `end` is None where there is none."""

    start: int
    end: int | None


class Cover(NamedTuple):
    """What is known: the terms of each entitlement, in their order, and the vouchers that were used."""

    terms: tuple[tuple[Term, ...], ...] = ()
    spent: frozenset[OnceKey] = NONE_SPENT


def learned(entitlements: tuple[Entitlement, ...], cover: Cover, happening: Happening) -> Cover:
    """Return what is known after one event of the ticket, or of a history that it is about.

    All entitlements read the event before its voucher is spent; a voucher that brought no term is not spent.
    Raises: BadInput for a fact that holds no date or no length, or one that is too short.
    """
    known = cover.terms or ((),) * len(entitlements)
    spent = cover.spent
    grown: list[tuple[Term, ...]] = []
    for entitlement, terms in zip(entitlements, known, strict=True):
        found = _grown(entitlement, terms, happening, cover.spent)
        grown.append(found)
        if found != terms:
            spent |= _vouchers(entitlement, happening)
    return Cover(tuple(grown), spent)


def entitled(
    entitlements: tuple[Entitlement, ...], cover: Cover, facts: Mapping[str, Scalar], at: int
) -> tuple[str, ...] | None:
    """Return the names of the entitlements for a ticket with these facts that are in force at the instant `at`.

    An empty tuple is a ticket that is not covered; None one that no entitlement speaks of, which is covered.
    """
    known = cover.terms or ((),) * len(entitlements)
    pairs = [
        (one, terms)
        for one, terms in zip(entitlements, known, strict=True)
        if one.when is None or one.when.holds(facts)
    ]
    if not pairs:
        return None
    return tuple(one.name for one, terms in pairs if any(_holds(term, at) for term in terms))


def edges(cover: Cover, after: int) -> int | None:
    """Return the next instant after `after` at which some term begins or ends, or None."""
    found = (edge for terms in cover.terms for term in terms for edge in term if edge is not None and edge > after)
    return min(found, default=None)


def _holds(term: Term, at: int) -> bool:
    return term.start <= at and (term.end is None or at < term.end)


def _vouchers(entitlement: Entitlement, happening: Happening) -> frozenset[OnceKey]:
    moments = [] if isinstance(entitlement.start, StartField) else [entitlement.start]
    moments += [] if entitlement.renew is None else [entitlement.renew.on]
    return NONE_SPENT.union(*(moment.spends(happening) for moment in moments))


def _grown(
    entitlement: Entitlement, terms: tuple[Term, ...], happening: Happening, spent: frozenset[OnceKey]
) -> tuple[Term, ...]:
    """Return the terms after an event; one that renews a term that was there begins none beside it."""
    renew, start = entitlement.renew, entitlement.start
    renews = renew is not None and bool(terms) and renew.on.fires(happening, spent)
    if isinstance(start, StartField):
        terms = _moved(entitlement, start.field, terms, happening)
    elif not renews and start.fires(happening, spent):
        terms += _terms(entitlement, happening.event.instant, happening)
    return _renewed(entitlement, renew, terms, happening) if renew is not None and renews else terms


def _renewed(
    entitlement: Entitlement, renew: Renewal, terms: tuple[Term, ...], happening: Happening
) -> tuple[Term, ...]:
    ends = [term.end for term in terms if term.end is not None]
    length = _length(renew.lasts, happening)
    if length is None or not ends:  # no cover, or without end: nothing to add
        return terms
    since = max(ends) if renew.since == "old_end" else happening.event.instant
    _check_length(renew, length, since, entitlement.zone, happening)
    return (*terms, Term(since, _end(entitlement, since, length)))


def _check_length(renew: Renewal, length: Length, since: int, zone: str, happening: Happening) -> None:
    least, given = renew.at_least, renew.lasts
    if least is None or not isinstance(given, Given) or after(since, length, zone) >= after(since, least, zone):
        return
    problem = f"is shorter than a renewal may be at {shown(happening.event.instant):%Y-%m-%d}"
    raise BadInput(f"facts.{given.field}", length.text, problem, f"give at least {least.text}")


def _moved(entitlement: Entitlement, field: str, terms: tuple[Term, ...], happening: Happening) -> tuple[Term, ...]:
    """Return the terms with the one that a date field begins where the field now says, and not where it said."""
    before: Mapping[str, Scalar] = happening.before or {}
    reads = [field, *([entitlement.lasts.field] if isinstance(entitlement.lasts, Given) else [])]
    if all(before.get(name) == happening.after.get(name) for name in reads):
        return terms
    was, now = (_begun(entitlement, field, facts) for facts in (before, happening.after))
    place = next((place for place, term in enumerate(terms) if term.start == was), len(terms))
    return (*terms[:place], *(() if now is None else _terms(entitlement, now, happening)), *terms[place + 1 :])


def _begun(entitlement: Entitlement, field: str, facts: Mapping[str, Scalar]) -> int | None:
    return instant_in(facts.get(field), f"facts.{field}", entitlement.zone, bare="begins")


def _terms(entitlement: Entitlement, start: int, happening: Happening) -> tuple[Term, ...]:
    """Return the term that begins at `start`; none where nothing says how long it lasts."""
    if entitlement.lasts is None:
        return (Term(start, None),)
    length = _length(entitlement.lasts, happening)
    return () if length is None else (Term(start, _end(entitlement, start, length)),)


def _length(lasts: Length | Given, happening: Happening) -> Length | None:
    """Return the length; one that a fact gives from the facts, else from the event's own details, else None."""
    if not isinstance(lasts, Given):
        return lasts
    told = {name: value for name, value in happening.after.items() if value not in (None, "")}
    details: Facts = {}
    for event in (*happening.others, happening.event):
        details.update(event.details)
    limit = resolved(lasts, {**details, **told})
    if isinstance(limit, RealTime | CalendarSpan):
        return limit
    if isinstance(limit, OpenTime | BusinessDays):
        problem = "is counted on a calendar, and cover is not"
        raise BadInput(f"facts.{lasts.field}", limit.text, problem, "give calendar days, weeks, months or years")
    return None


def _end(entitlement: Entitlement, start: int, length: Length) -> int:
    end = after(start, length, entitlement.zone)
    if entitlement.ends == "instant":
        return end
    place = zone_info(entitlement.zone)
    return wall_micros(local_day(end, place), DAY, place)
