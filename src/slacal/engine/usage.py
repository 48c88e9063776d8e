"""Usage: what a ticket used, in requests or hours, as it is charged (rule P27). Exact, in fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.numbers import number_in
from slacal.errors import BadInput
from slacal.spans.instant import HOUR, from_micros, to_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from slacal.engine.conditions import Condition
    from slacal.engine.facts import Scalar

Unit: TypeAlias = Literal["request", "hour"]
Per: TypeAlias = Literal["request", "session", "day"]
Each: TypeAlias = Literal["month", "quarter", "year"]
Beyond: TypeAlias = Literal["charge", "refuse"]
_MICROSECOND = timedelta(microseconds=1)
_MONTHS: Mapping[Each, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class UsageRule:
    """How usage is counted: rounded up to whole steps and at least `minimum`, for each request, session or day.

    `of` is a target, or a fact with a number of hours; a session is a stretch of a cycle of the target between two
    pauses. `count` is a fact with the number of tasks in one request. `included` of the unit are free in each period;
    what lies `beyond` is charged or refused.
    """

    unit: Unit
    when: Condition | None = None
    of: str = ""
    step: Fraction = Fraction(1)
    minimum: Fraction = Fraction(1)
    per: Per = "request"
    count: str = ""
    included: Fraction | None = None
    each: Each = "month"
    beyond: Beyond = "charge"

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads; `of` may name a target instead."""
        when = frozenset[str]() if self.when is None else self.when.fields()
        return when | ({self.count, self.of} - {""})


class Session(NamedTuple):
    """A stretch of a cycle between two pauses: when it started, and its elapsed time."""

    started_at: datetime
    elapsed: timedelta


class Use(NamedTuple):
    """What is known of one ticket: its facts, when it was registered, and the sessions of each target."""

    ticket: str
    facts: Mapping[str, Scalar]
    registered_at: datetime
    sessions: Mapping[str, tuple[Session, ...]]


class Quantity(NamedTuple):
    """What was used at once, rounded: by the rule at `place`, in its unit, at an instant in the zone of ``as_of``."""

    place: int
    unit: Unit
    at: datetime
    amount: Fraction


class Used(NamedTuple):
    """A quantity of a ticket, with the rule that it is charged by and the zone of that rule's periods."""

    ticket: str
    quantity: Quantity
    rule: UsageRule
    zone: str


class Charge(NamedTuple):
    """A quantity of a ticket: the part that is included, the part that is charged, and the part that is refused."""

    ticket: str
    quantity: Quantity
    included: Fraction
    charged: Fraction
    refused: Fraction


def quantities(rules: tuple[UsageRule, ...], use: Use, zone: str) -> tuple[Quantity, ...]:
    """Return what one ticket used, one quantity for each request, session or day, in order of the rules.

    Of the rules of one unit the first that holds counts. Nothing used is nothing, whatever the minimum. `zone` is that
    of days. Raises: BadInput for a fact that holds no number.
    """
    holding: dict[Unit, tuple[int, UsageRule]] = {}
    for place, rule in enumerate(rules):
        if rule.when is None or rule.when.holds(use.facts):
            holding.setdefault(rule.unit, (place, rule))
    return tuple(
        Quantity(place, rule.unit, at, max(ceil(amount / rule.step) * rule.step, rule.minimum))
        for place, rule in holding.values()
        for at, amount in _used(rule, use, zone)
        if amount
    )


def charges(used: Iterable[Used]) -> tuple[Charge, ...]:
    """Return what several tickets of one customer are charged, in order of time; ties by ticket.

    What is included is used up by the earlier ones first, anew in each month, quarter or year of the zone. Versions
    that say the same rule share it.
    """
    left: dict[tuple[UsageRule, int], Fraction] = {}
    return tuple(_charge(one, left) for one in sorted(used, key=_in_time))


def _in_time(used: Used) -> tuple[int, str, int]:
    return to_micros(used.quantity.at), used.ticket, used.quantity.place


def _charge(used: Used, left: dict[tuple[UsageRule, int], Fraction]) -> Charge:
    """Return the charge for one quantity, and take what is free from what is `left` of each rule and period."""
    ticket, quantity, rule, zone = used
    pool, none = (rule, _period(quantity.at, rule.each, zone)), Fraction(0)
    there = left.get(pool, rule.included or none)
    free = min(there, quantity.amount)
    left[pool], over = there - free, quantity.amount - free
    return Charge(ticket, quantity, free, *((over, none) if rule.beyond == "charge" else (none, over)))


def _used(rule: UsageRule, use: Use, zone: str) -> Iterator[tuple[datetime, Fraction]]:
    """Yield when, and how much: exactly, before any rounding."""
    if rule.unit == "request" and rule.per == "request":
        yield use.registered_at, _fact(use, rule.count, Fraction(1))
    elif rule.of in use.sessions:
        tasks = _fact(use, rule.count, Fraction(1))
        for sessions in _together(rule.per, use.sessions[rule.of], zone):
            elapsed = sum((Fraction(session.elapsed // _MICROSECOND, HOUR) for session in sessions), Fraction(0))
            at = use.registered_at if rule.per == "request" else sessions[0].started_at
            yield at, elapsed if rule.unit == "hour" else tasks if elapsed else Fraction(0)
    else:
        yield use.registered_at, _fact(use, rule.of, Fraction(0))


def _together(per: Per, sessions: tuple[Session, ...], zone: str) -> Iterator[tuple[Session, ...]]:
    """Yield the sessions that are rounded together; one belongs to the day on which it started."""
    if per == "request":
        yield sessions
    elif per == "session":
        yield from ((session,) for session in sessions)
    else:
        in_order = sorted(sessions, key=lambda session: to_micros(session.started_at))
        for _, group in groupby(in_order, lambda session: _local(session.started_at, zone).date()):
            yield tuple(group)


def _fact(use: Use, field: str, otherwise: Fraction) -> Fraction:
    """Return the number that a fact holds; where it is not named or absent, `otherwise`."""
    value = use.facts.get(field) if field else None
    if value is None:
        return otherwise
    number = number_in(value)
    if number is None or number < 0:
        raise BadInput(f"facts.{field}", value, "is not an amount used", "give a number such as 1 or 0.5")
    return number


def _period(at: datetime, each: Each, zone: str) -> int:
    local = _local(at, zone)
    return (local.year * 12 + local.month - 1) // _MONTHS[each]


def _local(at: datetime, zone: str) -> datetime:
    return from_micros(to_micros(at), zone_info(zone))
